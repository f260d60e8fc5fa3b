//! The envelopes: what travels between the page and the engine.

use serde::{Deserialize, Serialize};

use crate::{Answer, Card, DigestId, Request};

/// The name of a question, by which the page knows its answer. A ticket is good for one answer
/// of the engine that it was given to: it dies with its worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ticket(pub u32);

/// A question on its way to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Comes back with the answer.
    pub ticket: Ticket,
    /// The question.
    pub request: Request,
}

/// What the engine sends to the page.
#[allow(clippy::large_enum_variant)] // Each is taken apart as soon as it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// The answer to the question of this ticket.
    Answer(Ticket, Answer),
    /// Something that no question asked for.
    Event(Event),
}

/// What the engine sends without being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The engine runs and takes questions; sent once, first.
    Ready,
    /// A digest is being read.
    Progress {
        /// The digest.
        digest: DigestId,
        /// The progress of the reading, in thousandths.
        share: u32,
        /// How many records were found so far.
        papers: u32,
        /// The first papers, once; they are those that the digest will begin with.
        first: Vec<Card>,
    },
    /// The texts of a digest that was opened and is to be kept. Attachment: for each an array of its
    /// name, its type, its encoding and its bytes; nothing if this browser can't do that.
    Compressed {
        /// The digest.
        digest: DigestId,
        /// What is kept with them: [`crate::KeptDigest::seen`].
        seen: Vec<u8>,
    },
}
