//! JSON by `serde_json`: what the forms that are stored have in common.
//!
//! A field that is absent or `null` is empty, one that nobody knows does not matter, and an
//! error names its field, as people open these files.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON.
    #[error("it is cut off or changed at byte {0}")]
    NotJson(usize),
    /// A field is missing, or holds what it cannot hold.
    #[error("\"{0}\" is missing or wrong")]
    WrongField(String),
    /// The whole is something else.
    #[error("it holds something else")]
    SomethingElse,
}

/// Reads one value.
///
/// # Errors
/// If `text` is not JSON, or not of the form that `T` has.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, JsonError> {
    serde_json::from_str(text).map_err(|error| explain(text, &error))
}

/// Writes a value, compact.
pub fn write(value: &impl Serialize) -> String {
    // Only maps without text keys and failing writers cannot be written.
    serde_json::to_string(value).unwrap_or_default()
}

fn explain(text: &str, error: &serde_json::Error) -> JsonError {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + error.column();
    if !error.is_data() {
        return JsonError::NotJson(at.min(text.len()));
    }
    let message = error.to_string();
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let field = missing.or_else(|| last_name(text.get(..at)?));
    field.map_or(JsonError::SomethingElse, |name| JsonError::WrongField(name.to_owned()))
}

/// The last name of a field in the beginning of a text of JSON.
fn last_name(text: &str) -> Option<&str> {
    let (mut name, mut string, mut start) = (None, None, None);
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (start, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(from), b'"') => (string, start) = (text.get(from..at), None),
            (Some(_), _) => {}
            (None, b'"') => start = Some(at + 1),
            (None, b':') => name = string,
            (None, _) => {}
        }
    }
    name
}

/// An object of which no field has to be there; if one is there twice, the last counts. [`fields!`](crate::fields) makes one of a type, in a third of
/// the code that serde's derive makes: that reads a list of values as well, and keeps apart which
/// fields were there.
pub trait Fields<'de>: Default {
    /// Reads the value of a field; returns false if there is none of that name.
    ///
    /// # Errors
    /// If it is not of the form that the field has.
    fn read<A: MapAccess<'de>>(&mut self, name: &str, from: &mut A) -> Result<bool, A::Error>;
}

/// Reads an object by [`Fields`].
///
/// # Errors
/// If it is no object, or a field is not of the form that it has.
pub fn object<'de, D: Deserializer<'de>, T: Fields<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Fields<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<T, A::Error> {
        let mut object = T::default();
        while let Some(Name(name)) = from.next_key()? {
            if !object.read(&name, &mut from)? {
                from.next_value::<IgnoredAny>()?;
            }
        }
        Ok(object)
    }
}

#[derive(serde::Deserialize)]
struct Name<'n>(#[serde(borrow)] Cow<'n, str>);

/// Reads the value of a field; `null` is the empty one.
///
/// # Errors
/// If it is not of the form that `T` has.
pub fn field<'de, A, T>(from: &mut A, to: &mut T) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
    T: Deserialize<'de> + Default,
{
    *to = from.next_value::<Option<T>>()?.unwrap_or_default();
    Ok(())
}

/// Makes a type readable, given its fields; one may have another name in JSON:
/// `fields!(Link { url, kind = "type" })`.
#[macro_export]
macro_rules! fields {
    ($object:ident $(<$life:lifetime>)? { $($field:ident $(= $name:literal)?),* $(,)? }) => {
        impl<'de $(, $life)?> serde::Deserialize<'de> for $object $(<$life>)? {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::json::object(from)
            }
        }

        impl<'de $(, $life)?> $crate::json::Fields<'de> for $object $(<$life>)? {
            fn read<A: serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                from: &mut A,
            ) -> Result<bool, A::Error> {
                $(if name == $crate::fields!(@name $field $($name)?) {
                    $crate::json::field(from, &mut self.$field)?;
                    return Ok(true);
                })*
                Ok(false)
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
}

/// For `serialize_with`: writes a number with at most six decimals, by integer arithmetic. The
/// shortest decimals that read as the same number take 15 KB of tables and code.
///
/// # Errors
/// If the writer fails.
pub fn decimal<S: Serializer>(number: &f32, to: S) -> Result<S::Ok, S::Error> {
    digits(&decimals(f64::from(*number)), to)
}

/// Writes a number by its digits.
///
/// # Errors
/// If `digits` are not a number, or the writer fails.
pub(crate) fn digits<S: Serializer>(digits: &str, to: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(digits.to_owned()).map_err(S::Error::custom)?.serialize(to)
}

fn decimals(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let millionths = (number.abs() * 1e6).round() as u64;
    let sign = if number < 0.0 { "-" } else { "" };
    let (mut decimals, mut width) = (millionths % 1_000_000, 6);
    while width > 1 && decimals.is_multiple_of(10) {
        decimals /= 10;
        width -= 1;
    }
    format!("{sign}{}.{decimals:0width$}", millionths / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;

    #[test]
    fn numbers_are_decimals() {
        let numbers = [0.0, 1.0, 97.8, 0.05, -0.5, 0.123_456_78, 1e-9, f64::NAN];
        let written = ["0.0", "1.0", "97.8", "0.05", "-0.5", "0.123457", "0.0", "null"];
        assert_eq!(numbers.map(decimals), written);
        assert_eq!([0.9_f32, 0.02].map(|n| decimals(f64::from(n))), ["0.9", "0.02"]);
    }

    #[test]
    fn an_error_names_the_byte_at_which_a_text_stops_to_be_json() {
        let cases = [("", 0), ("[1,", 3), ("{\"a\":1,}", 8), ("[\n1,\n?]", 6), ("[1} 2", 3)];
        for (text, at) in cases {
            assert_eq!(read::<serde_json::Value>(text), Err(JsonError::NotJson(at)), "{text}");
        }
    }

    #[test]
    fn the_last_name_is_found_among_texts_that_look_like_one() {
        assert_eq!(last_name(r#"{"a":1,"b\"c": "d:\"e\"","#), Some(r#"b\"c"#));
        assert_eq!(last_name(r#"["a", "b""#), None);
    }

    #[test]
    fn nesting_beyond_all_sense_is_refused() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read::<serde_json::Value>(&nested(100)).is_ok());
        assert!(read::<serde_json::Value>(&"[".repeat(1_000_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_explained(text in r#"[\[\]{}",: \\0-9aé\n.+-]{0,12}"#) {
            #[derive(Debug, serde::Deserialize)]
            struct Form {
                #[serde(rename = "a")]
                _a: u8,
            }
            let _ = read::<Form>(&text).map_err(|error| error.to_string());
        }

        #[test]
        fn the_digits_of_a_number_are_those_that_its_value_has(millionths in 0..200_000_000_u64) {
            #[derive(Serialize)]
            struct Form(#[serde(serialize_with = "decimal")] f32);
            #[allow(clippy::cast_precision_loss)]
            let number = millionths as f32 / 1e6;
            let read: f32 = read(&write(&Form(number))).unwrap();
            prop_assert!((read - number).abs() <= 1e-6 * number.max(1.0));
        }
    }
}
