//! The engine's end of the line to the page: reads attachments, hands messages to
//! [`skimmark_engine::engine`] one after the other, and posts its answers.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FilePropertyBag, MessageEvent, Response};

use crate::timing::timed;
use skimmark_digest::intake::{self, IntakeError};
use skimmark_engine::engine::{Content, Engine, Form, Opening, Source};
use skimmark_protocol::{DigestId, Reply, Request};

/// The engine, and the messages that wait while it reads a file.
struct Host {
    scope: DedicatedWorkerGlobalScope,
    engine: RefCell<Engine>,
    waiting: RefCell<VecDeque<Array>>,
    busy: Cell<bool>,
}

/// Takes messages for as long as the worker lives.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let host = Rc::new(Host {
        scope: scope.clone(),
        engine: RefCell::new(Engine::new()),
        waiting: RefCell::default(),
        busy: Cell::new(false),
    });
    let hearing = Rc::clone(&host);
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        hearing.waiting.borrow_mut().push_back(event.data().unchecked_into());
        if !hearing.busy.replace(true) {
            wasm_bindgen_futures::spawn_local(Rc::clone(&hearing).answer_all());
        }
    });
    scope.set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
    host.post(&Reply::Ready, &JsValue::UNDEFINED);
}

impl Host {
    async fn answer_all(self: Rc<Self>) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(parts) = next else { break };
            self.clone().answer(&parts).await;
        }
        self.busy.set(false);
    }

    async fn answer(self: Rc<Self>, parts: &Array) {
        let bytes = Uint8Array::new(&parts.get(0)).to_vec();
        let Ok(request) = postcard::from_bytes::<Request>(&bytes) else {
            // Both ends are of one build, so this is a fault of the program; the page is told
            // as of any other.
            wasm_bindgen::throw_str("a message could not be read");
        };
        let attachment = parts.get(1);
        if let Request::Open { digest, pasted, keep, gzip } = request {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let bytes = size(&attachment) as u64;
            self.open(Opening::new(digest, pasted, bytes), &attachment, keep, gzip).await;
            return;
        }
        if let Request::Gather { turn, digest, pasted } = request {
            return self.gather(turn, Opening::new(digest, pasted, 0), &attachment).await;
        }
        let name = if matches!(request, Request::Show(_)) { "show" } else { "other" };
        let reply = timed(name, || self.engine.borrow_mut().take(request));
        if let Some(reply) = reply {
            self.post(&reply, &JsValue::UNDEFINED);
        }
    }

    /// Reads all that came with a message, one after the other, and opens it.
    async fn open(self: Rc<Self>, mut opening: Opening, brought: &JsValue, keep: bool, gzip: bool) {
        let mut tell = |reply: Reply| self.post(&reply, &JsValue::UNDEFINED);
        let kept = Array::new();
        let mut items = items(brought);
        if intake::check_size(size(brought)).is_err() {
            opening.refuse("", &IntakeError::TogetherTooLarge);
            items = Array::new();
        }
        for item in items.iter() {
            match read(&item, gzip).await {
                Ok(source) => {
                    let name = source.name.clone();
                    let form = timed("read", || opening.read(source, &mut tell));
                    if keep
                        && let Some(form) = form
                        && let Ok(file) = as_file(&item, &name, form)
                    {
                        kept.push(&file);
                    }
                }
                Err(error) => opening.refuse(&name_of(&item), &error),
            }
        }
        let digest = opening.digest();
        let replies = timed("index", || self.engine.borrow_mut().open(opening, &mut tell));
        let opened = matches!(replies.first(), Some(Reply::Opened(_)));
        replies.into_iter().for_each(tell);
        if keep && opened {
            // The papers are shown meanwhile.
            let seen = self.engine.borrow().hashes();
            wasm_bindgen_futures::spawn_local(self.compress(digest, seen, kept));
        }
    }

    /// Reads a kept digest, to be shown with all others.
    async fn gather(self: Rc<Self>, turn: u32, mut opening: Opening, brought: &JsValue) {
        for item in items(brought).iter() {
            match read(&item, true).await {
                // How far all of them are is what the page tells.
                Ok(source) => drop(timed("read", || opening.read(source, &mut |_| {}))),
                Err(error) => opening.refuse(&name_of(&item), &error),
            }
        }
        let reply = self.engine.borrow_mut().gather(turn, opening);
        self.post(&reply, &JsValue::UNDEFINED);
    }

    async fn compress(self: Rc<Self>, digest: DigestId, seen: Vec<u8>, kept: Array) {
        let files = compress(&kept).await.unwrap_or_default();
        self.post(&Reply::Compressed { digest, seen }, &files);
    }

    fn post(&self, reply: &Reply, attachment: &JsValue) {
        if let Ok(bytes) = postcard::to_allocvec(reply) {
            let bytes = Uint8Array::from(bytes.as_slice());
            let _ = self.scope.post_message(&Array::of2(&bytes, attachment));
        }
    }
}

/// The things to read among what came with a message; of a digest kept by an earlier version
/// of the program it is a `Blob` alone.
fn items(brought: &JsValue) -> Array {
    brought.dyn_ref::<Array>().cloned().unwrap_or_else(|| Array::of1(brought))
}

/// The bytes of the files among them, but for those that are too large by themselves.
fn size(brought: &JsValue) -> f64 {
    let items = items(brought);
    let sizes = items.iter().filter_map(|item| Some(item.dyn_ref::<Blob>()?.size()));
    sizes.filter(|size| intake::check_size(*size).is_ok()).sum()
}

fn name_of(item: &JsValue) -> String {
    item.dyn_ref::<File>().map(File::name).unwrap_or_default()
}

/// What a thing holds: text, a text and its HTML, or a blob.
async fn read(item: &JsValue, gzip: bool) -> Result<Source, IntakeError> {
    let name = name_of(item);
    if let Some(text) = item.as_string() {
        return Ok(Source { name, content: Content::Text(text) });
    }
    if let Some(pair) = item.dyn_ref::<Array>() {
        let [text, html] = [0, 1].map(|index| pair.get(index).as_string().unwrap_or_default());
        return Ok(Source { name, content: Content::Copied { text, html } });
    }
    let blob: &Blob = item.dyn_ref().ok_or(IntakeError::Unreadable)?;
    intake::check_size(blob.size())?;
    let bytes = bytes_of(blob, gzip).await.map_err(|_| IntakeError::Unreadable)?;
    let content = match blob.type_().as_str() {
        HTML if gzip => Content::Html(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Content::Bytes(bytes),
    };
    Ok(Source { name, content })
}

async fn bytes_of(blob: &Blob, gzip: bool) -> Result<Vec<u8>, JsValue> {
    let whole = if gzip {
        through(blob, "DecompressionStream")?
    } else {
        Response::new_with_opt_blob(Some(blob))?
    };
    let buffer = JsFuture::from(whole.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The type of a kept file that was pasted as HTML.
const HTML: &str = "text/html";

/// A thing as the file to keep of it: of a clipboard the form that was read.
fn as_file(item: &JsValue, name: &str, form: Form) -> Result<File, JsValue> {
    let html = form == Form::Html;
    let part = match item.dyn_ref::<Array>() {
        Some(pair) => pair.get(u32::from(html)),
        None => item.clone(),
    };
    file(&part, name, if html { HTML } else { "" })
}

fn file(part: &JsValue, name: &str, kind: &str) -> Result<File, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_blob_sequence_and_options(&Array::of1(part), name, &options)
}

/// The files, each compressed by gzip.
async fn compress(files: &Array) -> Result<JsValue, JsValue> {
    let compressed = Array::new();
    for item in files.iter() {
        let whole: File = item.unchecked_into();
        let blob = JsFuture::from(through(&whole, "CompressionStream")?.blob()?).await?;
        compressed.push(&file(&blob, &whole.name(), &whole.type_())?.into());
    }
    Ok(compressed.into())
}

/// The blob, sent through one of the browser's streams for gzip, which `web-sys` has not.
fn through(blob: &Blob, stream: &str) -> Result<Response, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&"gzip".into()))?;
    let changed = blob.stream().pipe_through(pair.unchecked_ref());
    Response::new_with_opt_readable_stream(Some(&changed))
}
