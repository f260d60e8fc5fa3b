//! A start tag, as far as it matters: its name and a few attributes.

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

/// Every attribute with its name.
const ATTRIBUTES: [(&[u8], Attribute); 12] = [
    (b"alt", Attribute::Alt),
    (b"class", Attribute::Class),
    (b"content", Attribute::Content),
    (b"encoding", Attribute::Encoding),
    (b"hidden", Attribute::Hidden),
    (b"href", Attribute::Href),
    (b"property", Attribute::Property),
    (b"rel", Attribute::Rel),
    (b"selected", Attribute::Selected),
    (b"style", Attribute::Style),
    (b"type", Attribute::Type),
    (b"value", Attribute::Value),
];

/// A start tag.
#[derive(Debug, Default)]
pub struct StartTag {
    name: Vec<u8>,
    values: [Vec<u8>; ATTRIBUTES.len()],
    /// Which attributes the tag has, as bits.
    seen: u16,
    self_closing: bool,
}

impl StartTag {
    /// Returns the name in lower case.
    pub fn name(&self) -> &[u8] {
        &self.name
    }

    /// Returns the value of an attribute, empty if the tag does not have it.
    pub fn value(&self, attribute: Attribute) -> &[u8] {
        &self.values[attribute as usize]
    }

    /// Returns the value of an attribute as text.
    pub fn text(&self, attribute: Attribute) -> &str {
        std::str::from_utf8(self.value(attribute)).unwrap_or_default()
    }

    /// Returns true if the tag has this attribute.
    pub fn has(&self, attribute: Attribute) -> bool {
        self.seen & (1 << attribute as u16) != 0
    }

    /// Returns true if the tag ends in `/>`.
    pub fn is_self_closing(&self) -> bool {
        self.self_closing
    }

    /// Forgets the tag, to read the next one.
    pub fn clear(&mut self) {
        self.name.clear();
        self.values.iter_mut().for_each(Vec::clear);
        self.seen = 0;
        self.self_closing = false;
    }

    /// Sets the name.
    pub fn set_name(&mut self, name: &[u8]) {
        self.name.extend(name.iter().map(u8::to_ascii_lowercase));
    }

    /// Notes that the tag has the attribute of this name. Returns it if its value is wanted: of
    /// two of the same name, the first counts.
    pub fn add_attribute(&mut self, name: &[u8]) -> Option<Attribute> {
        let (_, attribute) = *ATTRIBUTES.iter().find(|(known, _)| *known == name)?;
        let is_first = !self.has(attribute);
        self.seen |= 1 << attribute as u16;
        is_first.then_some(attribute)
    }

    /// Sets the value of an attribute.
    pub fn set_value(&mut self, attribute: Attribute, value: &[u8]) {
        self.values[attribute as usize].extend_from_slice(value);
    }

    /// Notes that the tag ends in `/>`.
    pub fn close_itself(&mut self) {
        self.self_closing = true;
    }
}
