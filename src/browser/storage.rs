//! `localStorage` and `sessionStorage` by key and string.
//!
//! Pages of other projects on the same host share the storage: every key begins with what names
//! this page, and nothing else is ever read, changed or removed.

use std::cell::Cell;

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Storage, StorageEvent, StorageManager};

use super::{events, window};
use skimmark_protocol::Millis;
use skimmark_protocol::stored::{DAMAGED, LAYOUT, OWNER};

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser keeps no storage for this page.
    #[error("this browser does not let the page store anything")]
    Forbidden,
    /// The storage is full.
    #[error("this browser's storage for the page is full")]
    Full,
}

/// Which of the two storages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// Kept until it is removed; shared by all tabs.
    Lasting,
    /// Kept as long as the tab.
    Tab,
}

/// Returns the storage, or why there is no storage. `gloo-storage` panics if storage is forbidden,
/// so it is asked only after this.
fn open(lifetime: Lifetime) -> Result<Storage, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Forbidden)?;
    let found = match lifetime {
        Lifetime::Lasting => window.local_storage(),
        Lifetime::Tab => window.session_storage(),
    };
    found.ok().flatten().ok_or(StoreError::Forbidden)?;
    Ok(match lifetime {
        Lifetime::Lasting => LocalStorage::raw(),
        Lifetime::Tab => SessionStorage::raw(),
    })
}

/// Returns what names this page among those of its host: its database, and its channel.
pub fn page_name() -> String {
    [OWNER, &window::path()].concat()
}

fn prefix() -> String {
    page_name() + LAYOUT
}

/// Returns the value stored under `key`.
pub fn get(lifetime: Lifetime, key: &str) -> Option<String> {
    open(lifetime).ok()?.get_item(&(prefix() + key)).ok().flatten()
}

/// Stores `value` under `key`.
pub fn set(lifetime: Lifetime, key: &str, value: &str) -> Result<(), StoreError> {
    let before = (lifetime == Lifetime::Lasting).then(|| get(lifetime, key));
    open(lifetime)?.set_item(&(prefix() + key), value).map_err(|_| StoreError::Full)?;
    if let Some(before) = before {
        recount(key, before.as_deref(), Some(value));
    }
    Ok(())
}

/// Removes what is stored under `key`.
pub fn remove(lifetime: Lifetime, key: &str) {
    if let Ok(storage) = open(lifetime) {
        if lifetime == Lifetime::Lasting {
            recount(key, get(lifetime, key).as_deref(), None);
        }
        let _ = storage.remove_item(&(prefix() + key));
    }
}

/// Copies a damaged value to a key of its own. Returns whether there was room for that.
pub fn set_aside(key: &str, now: Millis) -> bool {
    get(Lifetime::Lasting, key).is_some_and(|text| {
        set(Lifetime::Lasting, &format!("{DAMAGED}{key}:{}", now.0), &text).is_ok()
    })
}

/// Records where the reader is: for this tab, and for tabs and visits that begin later. If this
/// cannot be stored, they only begin elsewhere.
pub fn note(key: &str, value: &str) {
    let _ = set(Lifetime::Tab, key, value);
    let _ = set(Lifetime::Lasting, key, value);
}

/// Returns what was recorded, preferably by this tab.
pub fn noted(key: &str) -> Option<String> {
    get(Lifetime::Tab, key).or_else(|| get(Lifetime::Lasting, key))
}

/// Removes what was recorded.
pub fn forget_noted(key: &str) {
    remove(Lifetime::Tab, key);
    remove(Lifetime::Lasting, key);
}

/// Returns the keys of the lasting storage that begin with `start`, without the page's prefix.
pub fn keys(start: &str) -> Result<Vec<String>, StoreError> {
    let own = own_keys(Lifetime::Lasting)?;
    Ok(own.into_iter().filter(|key| key.starts_with(start)).collect())
}

/// Returns all of the page's keys, without its prefix.
fn own_keys(lifetime: Lifetime) -> Result<Vec<String>, StoreError> {
    let storage = open(lifetime)?;
    let prefix = prefix();
    let count = storage.length().unwrap_or(0);
    let all = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    Ok(all.filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned)).collect())
}

/// How many characters of the lasting storage the page takes for what it could do without, at most:
/// less than half of the 5,242,880 that browsers give to all pages of a host.
pub const OWN_SHARE: usize = 2_500_000;

thread_local! {
    /// How many characters the page's keys and values take, once they are counted.
    static USED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Returns how many characters the page has stored for all tabs.
pub fn used() -> usize {
    USED.get().unwrap_or_else(|| {
        let keys = own_keys(Lifetime::Lasting).unwrap_or_default();
        let used = keys.iter().map(|key| size(key, get(Lifetime::Lasting, key).as_deref())).sum();
        USED.set(Some(used));
        used
    })
}

/// Counts the characters of a key and its value, as browsers do; none if there is no value.
fn size(key: &str, value: Option<&str>) -> usize {
    let count = |text: &str| text.encode_utf16().count();
    value.map_or(0, |value| count(&prefix()) + count(key) + count(value))
}

/// Keeps count of a value that takes the place of another.
fn recount(key: &str, before: Option<&str>, after: Option<&str>) {
    if let Some(used) = USED.get() {
        USED.set(Some((used + size(key, after)).saturating_sub(size(key, before))));
    }
}

/// Stores `value` for all tabs under `key`, unless the page would then take more than `most`
/// characters; returns whether it is stored.
pub fn set_within(most: usize, key: &str, value: &str) -> Result<bool, StoreError> {
    let before = size(key, get(Lifetime::Lasting, key).as_deref());
    if (used() + size(key, Some(value))).saturating_sub(before) > most {
        return Ok(false);
    }
    set(Lifetime::Lasting, key, value).map(|()| true)
}

/// Removes everything whose key begins with one of these, of this tab and of all.
pub fn erase(starts: &[&str]) {
    for lifetime in [Lifetime::Tab, Lifetime::Lasting] {
        let keys = own_keys(lifetime).unwrap_or_default();
        for key in keys.iter().filter(|key| starts.iter().any(|start| key.starts_with(start))) {
            remove(lifetime, key);
        }
    }
}

/// Calls `changed(key, new value)` when another tab changes the lasting storage, for as long as
/// the page lives.
pub fn on_other_tab(changed: impl Fn(String, Option<String>) + 'static) {
    let handler = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        let key = event.key().and_then(|key| key.strip_prefix(&prefix()).map(str::to_owned));
        if let Some(key) = key {
            let value = event.new_value();
            recount(&key, event.old_value().as_deref(), value.as_deref());
            changed(key, value);
        }
    });
    events::listen_window("storage", handler.as_ref().unchecked_ref());
    handler.forget();
}

/// Asks the browser not to evict what the page stored; it may answer as it likes.
pub fn ask_to_persist() {
    if let Some(storage) = manager() {
        let _ = storage.persist();
    }
}

/// How the browser keeps what the page stores.
#[derive(Clone, Copy, Debug)]
pub struct Keeping {
    /// The bytes stored by all pages of the host.
    pub bytes: u64,
    /// It is kept until the reader deletes it.
    pub persists: bool,
}

/// Returns how the browser keeps what the page stores, if it says so.
pub async fn keeping() -> Option<Keeping> {
    let storage = manager()?;
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bytes = Reflect::get(&estimate, &"usage".into()).ok()?.as_f64()? as u64;
    let persists = JsFuture::from(storage.persisted().ok()?).await.ok()?.is_truthy();
    Some(Keeping { bytes, persists })
}

/// Returns the manager of storage; there is none if the page is not served securely.
fn manager() -> Option<StorageManager> {
    let storage = web_sys::window()?.navigator().storage();
    (!storage.is_undefined()).then_some(storage)
}
