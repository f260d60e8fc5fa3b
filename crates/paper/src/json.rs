//! JSON, read and written as a tree.
//!
//! What is stored is small and of one shape. The usual way, code made for each type that is
//! read, takes ten times the room of this and of what takes the trees apart.

pub mod fields;
pub mod record;

use std::borrow::Cow;
use std::fmt::{self, Write};

use serde::{Serialize, Serializer};

/// A value of JSON; its text form is compact, with numbers of at most six decimals.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number written as digits alone.
    Whole(u64),
    /// Any other number.
    Decimal(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// Values in order.
    List(Vec<Json<'a>>),
    /// Values with names, in order.
    Object(Fields<'a>),
}

/// The values of an object, with their names.
pub type Fields<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// Text that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is cut off or changed at byte {at}")]
pub struct NotJson {
    /// The byte, from 0, at which it stops to be.
    pub at: usize,
}

/// How deep lists and objects may be nested; what this program writes is nested five deep.
const DEEPEST: u32 = 100;

impl<'a> Json<'a> {
    /// Reads a text that is one value.
    ///
    /// # Errors
    /// Where it is no JSON, or nested more than 100 deep.
    pub fn read(text: &'a str) -> Result<Self, NotJson> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST).filter(|_| {
            reader.skip_blanks();
            reader.at == text.len()
        });
        value.ok_or(NotJson { at: reader.at })
    }

    /// The text `text`.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// Every method takes what it reads, or gives nothing and leaves `at` where that failed.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Option<Json<'a>> {
        self.skip_blanks();
        match self.peek()? {
            b'{' => self.object(depth.checked_sub(1)?).map(Json::Object),
            b'[' => self.list(depth.checked_sub(1)?).map(Json::List),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        let rest = self.text.get(self.at..)?;
        rest.starts_with(word).then(|| self.at += word.len())?;
        Some(value)
    }

    fn list(&mut self, depth: u32) -> Option<Vec<Json<'a>>> {
        let mut list = Vec::new();
        while self.goes_on(b']', list.is_empty())? {
            list.push(self.value(depth)?);
        }
        Some(list)
    }

    fn object(&mut self, depth: u32) -> Option<Fields<'a>> {
        let mut fields = Vec::new();
        while self.goes_on(b'}', fields.is_empty())? {
            let name = self.string()?;
            self.skip_blanks();
            self.takes(b':').then_some(())?;
            fields.push((name, self.value(depth)?));
        }
        Some(fields)
    }

    /// Takes what stands around the members of a list or an object, up to the next one; false
    /// behind the last.
    fn goes_on(&mut self, end: u8, first: bool) -> Option<bool> {
        // The opening bracket.
        self.at += usize::from(first);
        self.skip_blanks();
        if self.takes(end) {
            return Some(false);
        }
        if !first {
            self.takes(b',').then_some(())?;
            self.skip_blanks();
        }
        Some(true)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.takes(b'"').then_some(())?;
        let mut whole = Cow::Borrowed(self.plain()?);
        while !self.takes(b'"') {
            self.takes(b'\\').then_some(())?;
            let c = self.escaped()?;
            let more = self.plain()?;
            let whole = whole.to_mut();
            whole.push(c);
            whole.push_str(more);
        }
        Some(whole)
    }

    /// The characters that stand for themselves.
    fn plain(&mut self) -> Option<&'a str> {
        let start = self.at;
        while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
            self.at += 1;
        }
        self.text.get(start..self.at)
    }

    /// The character that is written behind a `\`.
    fn escaped(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += 1;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unit_pair()?,
            _ => return None,
        })
    }

    /// The character of one or two units of UTF-16.
    fn unit_pair(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        (self.takes(b'\\') && self.takes(b'u')).then_some(())?;
        let second = self.unit()?;
        (0xdc00..0xe000).contains(&second).then_some(())?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        let negative = self.takes(b'-');
        let mut number = Digits::default();
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits(|digit| number.push(digit))?;
        if leading_zero && whole > 1 {
            return None;
        }
        if self.takes(b'.') {
            let decimals = self.digits(|digit| number.push(digit))?;
            number.tens = number.tens.saturating_sub(decimals);
        }
        if self.takes(b'e') || self.takes(b'E') {
            let down = self.peek() == Some(b'-');
            self.at += usize::from(matches!(self.peek(), Some(b'-' | b'+')));
            let mut tens = 0_i32;
            self.digits(|digit| tens = tens.saturating_mul(10).saturating_add(i32::from(digit)))?;
            number.tens = number.tens.saturating_add(if down { -tens } else { tens });
        }
        if let Some(whole) = self.text.get(start..self.at).and_then(|text| text.parse().ok()) {
            return Some(Json::Whole(whole));
        }
        let size = Some(number.value()).filter(|size| size.is_finite())?;
        Some(Json::Decimal(if negative { -size } else { size }))
    }

    /// Takes digits, at least one; gives how many.
    fn digits(&mut self, mut take: impl FnMut(u8)) -> Option<i32> {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            take(digit - b'0');
            self.at += 1;
        }
        i32::try_from(self.at - start).ok().filter(|count| *count > 0)
    }
}

/// A number as its first digits and a power of ten.
#[derive(Default)]
struct Digits {
    digits: u64,
    tens: i32,
}

impl Digits {
    fn push(&mut self, digit: u8) {
        if self.digits < u64::MAX / 100 {
            self.digits = self.digits * 10 + u64::from(digit);
        } else {
            self.tens = self.tens.saturating_add(1);
        }
    }

    /// The number; the nearest there is as long as it has at most 15 digits, 22 of them behind
    /// the point. The nearest in every case takes 3 KB of tables.
    fn value(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let mut value = self.digits as f64;
        let mut left = self.tens.unsigned_abs().min(400);
        while left > 0 {
            // A larger power of ten is not exact.
            let step = left.min(22);
            let power = (0..step).fold(1.0, |power, _| power * 10.0);
            value = if self.tens < 0 { value / power } else { value * power };
            left -= step;
        }
        value
    }
}

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Flag(flag) => f.write_str(if *flag { "true" } else { "false" }),
            Json::Whole(number) => fmt::Display::fmt(number, f),
            Json::Decimal(number) => decimal(f, *number),
            Json::Text(text) => quoted(f, text),
            Json::List(list) => {
                for (i, value) in list.iter().enumerate() {
                    f.write_char(if i == 0 { '[' } else { ',' })?;
                    value.fmt(f)?;
                }
                f.write_str(if list.is_empty() { "[]" } else { "]" })
            }
            Json::Object(fields) => {
                for (i, (name, value)) in fields.iter().enumerate() {
                    f.write_char(if i == 0 { '{' } else { ',' })?;
                    quoted(f, name)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_str(if fields.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

/// Writes a number by integer arithmetic. The shortest decimals that read as the same number
/// take 15 KB of tables and code.
fn decimal(f: &mut fmt::Formatter<'_>, number: f64) -> fmt::Result {
    if !number.is_finite() {
        return f.write_str("null");
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let millionths = (number.abs() * 1e6).round() as u64;
    let sign = if number < 0.0 { "-" } else { "" };
    let (mut decimals, mut width) = (millionths % 1_000_000, 6);
    while width > 1 && decimals.is_multiple_of(10) {
        decimals /= 10;
        width -= 1;
    }
    write!(f, "{sign}{}.{decimals:0width$}", millionths / 1_000_000)
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        let (plain, special) = rest.split_at(at);
        f.write_str(plain)?;
        match special.as_bytes()[0] {
            b'"' => f.write_str("\\\"")?,
            b'\\' => f.write_str("\\\\")?,
            0x8 => f.write_str("\\b")?,
            0xc => f.write_str("\\f")?,
            b'\n' => f.write_str("\\n")?,
            b'\r' => f.write_str("\\r")?,
            b'\t' => f.write_str("\\t")?,
            other => write!(f, "\\u{other:04x}")?,
        }
        rest = &special[1..];
    }
    f.write_str(rest)?;
    f.write_char('"')
}

/// So that other writers of JSON write the same, as `examples/digest.rs` does.
impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Flag(flag) => serializer.serialize_bool(*flag),
            Json::Whole(number) => serializer.serialize_u64(*number),
            Json::Decimal(number) => serializer.serialize_f64((number * 1e6).round() / 1e6),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(list) => serializer.collect_seq(list),
            Json::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
