//! The text for the tokenizer, with pauses.

use html5gum::{Readable, Reader, StringReader};

/// A reader that stops short now and then: the tokenizer calls itself for each attribute of a tag,
/// so that a tag with very many would exhaust the stack. An error makes it return without consuming
/// anything; called again, it continues where it was.
#[derive(Debug)]
pub struct Pausing<'h> {
    html: StringReader<'h>,
    reads: u8,
}

/// The error of a pause: nothing is wrong, the tokenizer is to continue.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a pause")]
pub struct Pause;

impl<'h> Pausing<'h> {
    /// Returns a reader of this text.
    pub fn new(html: &'h str) -> Self {
        Self { html: html.to_reader(), reads: 0 }
    }
}

impl Reader for Pausing<'_> {
    type Error = Pause;

    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        self.html.read_byte().map_err(|never| match never {})
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        self.html.try_read_string(text, case_sensitive).map_err(|never| match never {})
    }

    /// Pauses only here: the tokenizer's states begin with this call, so that no state is left
    /// halfway.
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Pause> {
        self.reads = self.reads.wrapping_add(1);
        if self.reads == 0 {
            return Err(Pause);
        }
        self.html.read_until(needle, buffer).map_err(|never| match never {})
    }
}
