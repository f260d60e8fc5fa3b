//! Taking apart an object of JSON, field by field.

use super::{Fields, Json};

/// A field that is missing, or holds what it cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is missing or wrong")]
pub struct WrongField(pub &'static str);

/// The fields of an object that are still to be read. One that is absent or `null` is empty; one
/// that nobody asks for does not matter.
#[derive(Clone, Debug, Default)]
pub struct Reading<'a>(Fields<'a>);

impl<'a> Reading<'a> {
    /// The fields of `value`, which is called `name` where it is no object.
    ///
    /// # Errors
    /// Where it is none.
    pub fn of(value: Json<'a>, name: &'static str) -> Result<Self, WrongField> {
        match value {
            Json::Object(fields) => Ok(Self(fields)),
            _ => Err(WrongField(name)),
        }
    }

    /// Whatever the field holds.
    pub fn take(&mut self, name: &'static str) -> Json<'a> {
        let field = self.0.iter_mut().find(|(known, _)| known == name);
        field.map_or(Json::Null, |(_, value)| std::mem::replace(value, Json::Null))
    }

    /// An object; empty where there is none.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn object(&mut self, name: &'static str) -> Result<Self, WrongField> {
        match self.take(name) {
            Json::Null => Ok(Self::default()),
            value => Self::of(value, name),
        }
    }

    /// A list; empty where there is none.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn list(&mut self, name: &'static str) -> Result<Vec<Json<'a>>, WrongField> {
        match self.take(name) {
            Json::Null => Ok(Vec::new()),
            Json::List(list) => Ok(list),
            _ => Err(WrongField(name)),
        }
    }

    /// A list of texts; empty where there is none.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn texts(&mut self, name: &'static str) -> Result<Vec<String>, WrongField> {
        let mut texts = Vec::new();
        for value in self.list(name)? {
            let Json::Text(text) = value else { return Err(WrongField(name)) };
            texts.push(text.into_owned());
        }
        Ok(texts)
    }

    /// A text.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn text(&mut self, name: &'static str) -> Result<Option<String>, WrongField> {
        match self.take(name) {
            Json::Null => Ok(None),
            Json::Text(text) => Ok(Some(text.into_owned())),
            _ => Err(WrongField(name)),
        }
    }

    /// A flag, which is not set where there is none.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn flag(&mut self, name: &'static str) -> Result<bool, WrongField> {
        match self.take(name) {
            Json::Null => Ok(false),
            Json::Flag(flag) => Ok(flag),
            _ => Err(WrongField(name)),
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// Where the field holds something else.
    pub fn whole(&mut self, name: &'static str) -> Result<Option<u64>, WrongField> {
        match self.take(name) {
            Json::Null => Ok(None),
            Json::Whole(number) => Ok(Some(number)),
            _ => Err(WrongField(name)),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// Where the field holds something else.
    #[allow(clippy::cast_precision_loss)]
    pub fn decimal(&mut self, name: &'static str) -> Result<Option<f64>, WrongField> {
        match self.take(name) {
            Json::Null => Ok(None),
            Json::Whole(number) => Ok(Some(number as f64)),
            Json::Decimal(number) => Ok(Some(number)),
            _ => Err(WrongField(name)),
        }
    }
}
