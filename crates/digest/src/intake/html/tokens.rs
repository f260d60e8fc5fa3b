//! What the tokenizer finds, passed on as it comes: only the tag being read is kept.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, naive_next_state};

use super::flow::Flow;
use super::tag::{Attribute, StartTag};

/// The reader of tokens.
#[derive(Debug, Default)]
pub struct Tokens<'f> {
    flow: Option<&'f mut Flow>,
    tag: StartTag,
    is_end: bool,
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    /// Where the value of the attribute goes; known once its name is read.
    slot: Option<Attribute>,
    comment: Vec<u8>,
}

impl<'f> Tokens<'f> {
    /// Returns a reader that writes to `flow`.
    pub fn new(flow: &'f mut Flow) -> Self {
        Self { flow: Some(flow), ..Self::default() }
    }

    fn init_tag(&mut self, is_end: bool) {
        self.tag.clear();
        self.attribute.clear();
        self.slot = None;
        self.is_end = is_end;
    }

    /// Records the attribute whose name was read; of two of the same name, the first counts.
    fn name_attribute(&mut self) {
        if self.attribute.is_empty() {
            return;
        }
        self.slot = self.tag.add_attribute(&self.attribute);
        self.attribute.clear();
    }
}

impl Emitter for Tokens<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        if let Some(flow) = &mut self.flow {
            flow.text(text);
        }
    }

    fn init_start_tag(&mut self) {
        self.init_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.init_tag(true);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.name_attribute();
        let flow = self.flow.as_mut()?;
        if self.is_end {
            flow.end(self.tag.name());
            self.last_start.clear();
            return None;
        }
        flow.start(&self.tag);
        self.last_start.clear();
        self.last_start.extend_from_slice(self.tag.name());
        naive_next_state(&self.last_start)
    }

    fn init_comment(&mut self) {
        self.comment.clear();
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.comment.extend_from_slice(text);
    }

    fn emit_current_comment(&mut self) {
        if let Some(flow) = &mut self.flow {
            flow.comment(&self.comment);
        }
    }

    fn set_self_closing(&mut self) {
        self.tag.close_itself();
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.push_name(name);
    }

    fn init_attribute(&mut self) {
        self.name_attribute();
        self.slot = None;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.name_attribute();
        if let Some(slot) = self.slot {
            self.tag.push_value(slot, value);
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.tag.name().is_empty() && self.tag.name() == self.last_start
    }

    fn emit_current_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
