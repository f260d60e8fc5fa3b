//! What the tokeniser finds, handed on as it comes: nothing is kept but the tag being read.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, naive_next_state};

use super::flow::Flow;

/// The attributes that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    Alt,
    Class,
    Content,
    Encoding,
    Hidden,
    Href,
    Property,
    Rel,
    Selected,
    Style,
    Type,
    Value,
}

/// Their names, in the same order.
const NAMES: [&[u8]; 12] = [
    b"alt",
    b"class",
    b"content",
    b"encoding",
    b"hidden",
    b"href",
    b"property",
    b"rel",
    b"selected",
    b"style",
    b"type",
    b"value",
];

/// A start tag.
#[derive(Debug, Default)]
pub struct StartTag {
    name: Vec<u8>,
    values: [Vec<u8>; NAMES.len()],
    /// Which attributes the tag has, as bits.
    seen: u16,
    self_closing: bool,
}

impl StartTag {
    /// The name in lower case.
    pub fn name(&self) -> &[u8] {
        &self.name
    }

    /// The value of an attribute; empty where it has none.
    pub fn value(&self, attribute: Attribute) -> &[u8] {
        &self.values[attribute as usize]
    }

    /// The value as text.
    pub fn text(&self, attribute: Attribute) -> &str {
        std::str::from_utf8(self.value(attribute)).unwrap_or_default()
    }

    /// Whether the tag has this attribute.
    pub fn has(&self, attribute: Attribute) -> bool {
        self.seen & (1 << attribute as u16) != 0
    }

    /// Whether it ends in `/>`.
    pub fn is_self_closing(&self) -> bool {
        self.self_closing
    }

    fn clear(&mut self) {
        self.name.clear();
        self.values.iter_mut().for_each(Vec::clear);
        self.seen = 0;
        self.self_closing = false;
    }
}

/// The reader of tokens.
#[derive(Debug, Default)]
pub struct Tokens<'f> {
    flow: Option<&'f mut Flow>,
    tag: StartTag,
    is_end: bool,
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    /// Where the value of the attribute goes; known once its name is read.
    slot: Option<usize>,
    comment: Vec<u8>,
}

impl<'f> Tokens<'f> {
    /// A reader that writes there.
    pub fn new(flow: &'f mut Flow) -> Self {
        Self { flow: Some(flow), ..Self::default() }
    }

    fn init_tag(&mut self, is_end: bool) {
        self.tag.clear();
        self.attribute.clear();
        self.slot = None;
        self.is_end = is_end;
    }

    /// Notes the attribute whose name was read; of two of one name, the first counts.
    fn name_attribute(&mut self) {
        if self.attribute.is_empty() {
            return;
        }
        let known = NAMES.iter().position(|name| *name == self.attribute.as_slice());
        self.attribute.clear();
        self.slot = known.filter(|slot| self.tag.seen & (1 << slot) == 0);
        if let Some(slot) = self.slot {
            self.tag.seen |= 1 << slot;
        }
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
            flow.end(&self.tag.name);
            self.last_start.clear();
            return None;
        }
        flow.start(&self.tag);
        self.last_start.clone_from(&self.tag.name);
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
        self.tag.self_closing = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend_from_slice(name);
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
        if let Some(values) = self.slot.and_then(|slot| self.tag.values.get_mut(slot)) {
            values.extend_from_slice(value);
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.tag.name.is_empty() && self.tag.name == self.last_start
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
