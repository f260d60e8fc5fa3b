//! A file of the reader's disk that the page may write to (File System Access, which Chromium has).
//! `web-sys` has only a part of it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::{describe, window};

/// How the reader chooses the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// A new one. The browser empties one that is there.
    New,
    /// One that is there.
    There,
}

/// A file that was chosen. It can be stored in the database.
#[derive(Clone, Debug)]
pub struct Picked(pub JsValue);

/// How a file was when it was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// When it was changed, in milliseconds since 1970.
    pub modified: f64,
    /// Its bytes.
    pub size: f64,
}

/// Some disks tell times by two seconds.
const ROUNDED: f64 = 2_000.0;

impl Seen {
    /// Returns how a file is.
    pub fn of(file: &File) -> Self {
        Self { modified: file.last_modified(), size: file.size() }
    }

    /// Returns whether something else has written to the file since it was as it was `known`. The clocks of
    /// machines differ, and files keep the time of the one that wrote them: earlier is another time, too.
    pub fn differs(self, known: Self) -> bool {
        let is_other = (self.modified - known.modified).abs() > ROUNDED
            || (self.size - known.size).abs() > 0.5;
        is_other && self.size > 0.0
    }
}

/// Returns whether this browser lets a page write to a file.
pub fn is_there() -> bool {
    window::window().is_some_and(|window| method(&window, "showSaveFilePicker").is_some())
}

/// Lets the reader choose a file of JSON. `None` if they change their mind.
pub async fn choose(choosing: Choosing, name: &str) -> Result<Option<Picked>, String> {
    let window = window::window().ok_or("no window")?;
    let accept = object(&[("application/json", Array::of1(&".json".into()).into())]);
    let kind = object(&[("description", "Backup".into()), ("accept", accept)]);
    let options = object(&[("suggestedName", name.into()), ("types", Array::of1(&kind).into())]);
    let picker = match choosing {
        Choosing::New => "showSaveFilePicker",
        Choosing::There => "showOpenFilePicker",
    };
    match call(&window, picker, &options).await {
        Ok(chosen) if chosen.is_array() => Ok(Some(Picked(Array::from(&chosen).get(0)))),
        Ok(chosen) => Ok(Some(Picked(chosen))),
        Err(error) if named(&error, "AbortError") => Ok(None),
        Err(error) => Err(describe(&error)),
    }
}

impl Picked {
    /// Returns what the file is called.
    pub fn name(&self) -> String {
        Reflect::get(&self.0, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default()
    }

    /// Returns whether the page may write to it. It can be asked for only while the page handles a click.
    pub async fn is_allowed(&self, ask: bool) -> bool {
        let method = if ask { "requestPermission" } else { "queryPermission" };
        let mode = object(&[("mode", "readwrite".into())]);
        call(&self.0, method, &mode).await.is_ok_and(|answer| answer == "granted")
    }

    /// Returns the file as it is now.
    pub async fn file(&self) -> Result<File, String> {
        let file = call(&self.0, "getFile", &JsValue::UNDEFINED).await;
        file.and_then(JsCast::dyn_into).map_err(|error| describe(&error))
    }

    /// Returns how the file is now.
    pub async fn seen(&self) -> Result<Seen, String> {
        self.file().await.map(|file| Seen::of(&file))
    }

    /// Replaces what the file holds, at once and as a whole; returns how it is then.
    pub async fn write(&self, parts: &Array) -> Result<Seen, String> {
        let written = async {
            let stream = call(&self.0, "createWritable", &JsValue::UNDEFINED).await?;
            call(&stream, "write", &Blob::new_with_str_sequence(parts)?.into()).await?;
            call(&stream, "close", &JsValue::UNDEFINED).await
        };
        written.await.map_err(|error| describe(&error))?;
        self.seen().await
    }
}

fn method(target: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(target, &name.into()).ok()?.dyn_into().ok()
}

async fn call(target: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method = method(target, name).ok_or("this browser lacks it")?;
    let promise: Promise = method.call1(target, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn named(error: &JsValue, name: &str) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|known| known == name)
}
