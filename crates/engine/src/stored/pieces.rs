//! A file of JSON objects, taken to pieces without trust in the whole: what is intact is found
//! even if the rest was cut off, changed, or saved twice.
//!
//! A parser reads all or nothing, and refuses an object that names a field twice. Here fields come
//! in the order of the file, each list as the texts of its items; whoever knows their forms parses
//! them one by one.

use std::borrow::Cow;

use skimmark_paper::json;

/// Each broken item costs a search to the end of the file; beyond this many the rest is given up.
const MOST_BROKEN: usize = 100;

/// An object of the file.
#[derive(Debug, Default, PartialEq)]
pub struct Object<'a> {
    /// The fields with their values; one that was named twice is there twice.
    pub fields: Vec<(Cow<'a, str>, Value<'a>)>,
    /// Whether its end is missing.
    pub is_cut: bool,
}

/// A value of a field.
#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    /// A list, as the texts of its items. One that is broken holds the text up to the end of its
    /// line.
    List(Vec<&'a str>),
    /// The text of anything else.
    Other(&'a str),
}

impl<'a> Object<'a> {
    /// Returns the last value of a field, if it is not a list.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        let named = self.fields.iter().rev().filter(|(field, _)| field == name);
        named.filter_map(|(_, value)| value.other()).next()
    }

    /// Returns the items of all lists of this name.
    pub fn items(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let named = self.fields.iter().filter(move |(field, _)| field == name);
        named
            .flat_map(|(_, value)| match value {
                Value::List(items) => items.as_slice(),
                Value::Other("null") => &[],
                Value::Other(text) => std::slice::from_ref(text),
            })
            .copied()
    }
}

impl<'a> Value<'a> {
    fn other(&self) -> Option<&'a str> {
        match self {
            Self::Other(text) => Some(text),
            Self::List(_) => None,
        }
    }
}

/// Returns the objects of a file, one after the other, and what follows the last of them that is
/// no object.
pub fn objects(text: &str) -> (Vec<Object<'_>>, &str) {
    let mut scan = Scan { text, at: 0, broken: 0 };
    let mut objects = Vec::new();
    loop {
        scan.skip_space();
        if !scan.take(b'{') {
            return (objects, scan.rest());
        }
        objects.push(scan.object());
    }
}

/// Returns the first object of a file, if it begins with one.
pub fn first(text: &str) -> Option<Object<'_>> {
    let mut scan = Scan { text, at: 0, broken: 0 };
    scan.skip_space();
    scan.take(b'{').then(|| scan.object())
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    broken: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Skips white space, and the signs at the beginning of files that stand between joined ones.
    fn skip_space(&mut self) {
        let rest = self.rest().trim_start_matches(|sign: char| {
            sign.is_whitespace() || matches!(sign, '\u{feff}' | '\0')
        });
        self.at = self.text.len() - rest.len();
    }

    /// Reads the fields of an object that has begun.
    fn object(&mut self) -> Object<'a> {
        let mut object = Object::default();
        loop {
            self.skip_space();
            if self.take(b'}') {
                return object;
            }
            if self.take(b',') {
                continue;
            }
            let Some(field) = self.field() else {
                object.is_cut = true;
                // What follows is not understood, so it is not read as another object.
                self.at = self.text.len();
                return object;
            };
            object.fields.push(field);
        }
    }

    fn field(&mut self) -> Option<(Cow<'a, str>, Value<'a>)> {
        let name = json::read(self.value()?).ok()?;
        self.skip_space();
        if !self.take(b':') {
            return None;
        }
        self.skip_space();
        let value = match self.take(b'[') {
            true => Value::List(self.items()),
            false => Value::Other(self.value()?),
        };
        Some((name, value))
    }

    /// Reads the items of a list that has begun, as far as there are any.
    fn items(&mut self) -> Vec<&'a str> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b']') || self.rest().is_empty() {
                return items;
            }
            if self.take(b',') {
                continue;
            }
            let start = self.at;
            let item = self.value().unwrap_or_else(|| {
                self.broken += 1;
                let rest = &self.text[start..];
                let line = rest.split('\n').next().unwrap_or(rest);
                let item = if self.broken > MOST_BROKEN { rest } else { line };
                self.at = start + item.len();
                item
            });
            items.push(item);
        }
    }

    /// Reads over a value; `None` if it does not end as it should.
    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        let mut open = Vec::new();
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                open_by @ (b'{' | b'[') => {
                    open.push(open_by + 2);
                    self.at += 1;
                }
                close @ (b'}' | b']') => {
                    if open.pop()? != close {
                        return None;
                    }
                    self.at += 1;
                }
                b',' | b':' if open.is_empty() => return None,
                sign if sign.is_ascii_whitespace() || sign == b',' || sign == b':' => self.at += 1,
                _ => self.word(),
            }
            if open.is_empty() {
                return self.text.get(start..self.at);
            }
        }
    }

    /// Reads over a text, which no line end interrupts.
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let sign = self.peek()?;
            self.at += 1;
            match sign {
                b'"' => return Some(()),
                b'\\' => self.at += 1,
                b'\n' => return None,
                _ => {}
            }
        }
    }

    /// Reads over a number or a word.
    fn word(&mut self) {
        let ends = |sign: char| sign.is_ascii_whitespace() || ",:]}[{\"".contains(sign);
        self.at += self.rest().find(ends).unwrap_or(self.rest().len()).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items<'a>(object: &Object<'a>, name: &str) -> Vec<&'a str> {
        object.items(name).collect()
    }

    #[test]
    fn fields_come_in_any_order_and_twice() {
        let text =
            "\u{feff} {\"a\":[1, {\"x\":\"]}\\\"\"}],\"b\" : \"t\",\n\"a\":[\"2\"],\"b\":3} \n";
        let (objects, rest) = objects(text);
        assert_eq!((objects.len(), rest), (1, ""));
        assert_eq!(items(&objects[0], "a"), ["1", "{\"x\":\"]}\\\"\"}", "\"2\""]);
        assert_eq!((objects[0].value("b"), objects[0].value("a")), (Some("3"), None));
        assert!(!objects[0].is_cut);
    }

    #[test]
    fn files_that_were_joined_are_all_read() {
        let (objects, rest) = objects("{\"a\":[1]}\u{feff}{\"a\":[2]}{\"a\":null}\n and more");
        let all: Vec<_> = objects.iter().flat_map(|object| object.items("a")).collect();
        assert_eq!((objects.len(), all, rest), (3, vec!["1", "2"], "and more"));
    }

    #[test]
    fn a_broken_item_costs_no_other() {
        let text = "{\"a\":[\n{\"x\":\"1\"},\n{\"x\":\"2},\n{\"x\":[3}],\n{\"x\":4}\n],\"b\":5}";
        let object = first(text).unwrap();
        assert_eq!(
            items(&object, "a"),
            ["{\"x\":\"1\"}", "{\"x\":\"2},", "{\"x\":[3}],", "{\"x\":4}"]
        );
        assert_eq!((object.value("b"), object.is_cut), (Some("5"), false));
    }

    #[test]
    fn what_is_cut_off_gives_what_is_whole() {
        let whole = "{\"b\":\"é\",\"a\":[{\"x\":1},{\"x\":2}]}";
        for cut in (1..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
            let object = first(&whole[..cut]).unwrap();
            assert!(object.is_cut);
            let full = items(&object, "a").iter().filter(|item| item.ends_with('}')).count();
            let ends = whole.match_indices("},").chain(whole.match_indices("}]"));
            assert_eq!(full, ends.filter(|(end, _)| *end < cut).count(), "{}", &whole[..cut]);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in r#"[\[\]{}",: \\0-9aé\n]{0,24}"#) {
            let (objects, rest) = objects(&text);
            prop_assert!(text.ends_with(rest));
            let read = |object: &Object| object.items("a").map(str::len).sum::<usize>();
            prop_assert!(objects.iter().map(read).sum::<usize>() <= text.len());
        }
    }
}
