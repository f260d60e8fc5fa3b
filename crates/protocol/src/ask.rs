//! The table of questions, each with the type of its answer.

use serde::{Deserialize, Serialize};

use crate::{
    AllRead, Cards, ChangeCount, ChangeMark, ChangeSelected, Close, Compare, Complete, Completions,
    Copied, CopyPaper, CountChanges, CountLibrary, Decide, Decided, DigestCount, DropImport,
    Explain, ExportPapers, ExportPart, FindSplits, FoldJournal, ForgetAll, ForgetDecisions, Gather,
    Gathered, GetCards, HashPapers, Imported, Marked, MergeGathered, MergeMarks, Open, Opened,
    PackDigest, PackedText, PlaceBoundary, Placed, ReadAll, RestoreDecisions, RestoreMarks,
    Restored, Revision, Select, Selected, SelectedChanged, SetLibrary, Show, Shown, SplitChoices,
    StoredMark, TakeDigest, TakeImport, ToggleFilter, Undo, Undone, WriteBackup,
};

/// A question of the page: what it sends, and the type of what comes back.
pub trait Ask: Into<Request> {
    /// What the engine answers.
    type Answer;

    /// Returns the answer to this question; `None` if it is the answer to another one.
    fn answer(answer: Answer) -> Option<Self::Answer>;
}

/// The answer to a question that only tells the engine something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done;

/// Writes [`Request`], [`Answer`] and the implementations of [`Ask`] from rows that say whether
/// a question changes what the engine knows, its type, and the type of its answer.
macro_rules! questions {
    ($($effect:ident $ask:ident -> $answer:ty;)*) => {
        /// Any question, as it is sent.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Request {
            $(
                #[doc = concat!("See [`struct@", stringify!($ask), "`].")]
                $ask($ask),
            )*
        }

        /// Any answer, as it is sent.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Answer {
            $(
                #[doc = concat!("Answers [`struct@", stringify!($ask), "`].")]
                $ask($answer),
            )*
        }

        impl Request {
            /// Returns whether it may change what the engine knows.
            pub fn changes(&self) -> bool {
                match self {
                    $(Self::$ask(_) => questions!(@ $effect),)*
                }
            }
        }

        $(
            impl From<$ask> for Request {
                fn from(ask: $ask) -> Self {
                    Self::$ask(ask)
                }
            }

            impl Ask for $ask {
                type Answer = $answer;

                fn answer(answer: Answer) -> Option<$answer> {
                    match answer {
                        Answer::$ask(answer) => Some(answer),
                        _ => None,
                    }
                }
            }
        )*
    };
    (@ changes) => { true };
    (@ reads) => { false };
}

questions! {
    changes Open -> Opened;
    changes Close -> Done;
    changes RestoreMarks -> Restored;
    changes FoldJournal -> Vec<StoredMark>;
    changes MergeMarks -> Marked;
    changes ChangeMark -> Marked;
    changes ReadAll -> AllRead;
    reads Select -> Selected;
    changes ChangeSelected -> SelectedChanged;
    changes Undo -> Undone;
    reads WriteBackup -> String;
    reads PackDigest -> Option<String>;
    changes TakeImport -> Imported;
    reads DropImport -> Done;
    reads TakeDigest -> Vec<PackedText>;
    reads CountChanges -> ChangeCount;
    reads FindSplits -> Option<SplitChoices>;
    changes PlaceBoundary -> Placed;
    reads Compare -> Option<Revision>;
    reads CountLibrary -> Vec<DigestCount>;
    reads HashPapers -> Vec<u8>;
    reads Show -> Shown;
    reads GetCards -> Option<Cards>;
    reads ToggleFilter -> String;
    reads Complete -> Completions;
    changes RestoreDecisions -> Decided;
    changes ForgetDecisions -> Decided;
    changes Decide -> Decided;
    reads Explain -> Option<String>;
    reads CopyPaper -> Option<Copied>;
    reads ExportPapers -> Option<ExportPart>;
    changes SetLibrary -> Done;
    changes Gather -> Gathered;
    changes MergeGathered -> Done;
    changes ForgetAll -> Done;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_its_question_alone() {
        assert_eq!(
            ToggleFilter::answer(Answer::ToggleFilter("tides".into())),
            Some("tides".into())
        );
        assert_eq!(ToggleFilter::answer(Answer::WriteBackup("tides".into())), None);
        assert!(Request::from(Close).changes());
        assert!(!Request::from(GetCards::default()).changes());
    }
}
