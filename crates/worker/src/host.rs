//! The engine's end of the connection to the page: reads attachments, hands messages to
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
use skimmark_protocol::{
    Answer, Call, DigestId, Event, Found, Gather, Message, Open, Opened, Request, Ticket,
};

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
    host.tell(Event::Ready, &JsValue::UNDEFINED);
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
        let Ok(Call { ticket, request }) = postcard::from_bytes::<Call>(&bytes) else {
            // Both ends are of one build, so this is a bug of the program; the page is told as
            // about any other.
            wasm_bindgen::throw_str("a message could not be read");
        };
        let attachment = parts.get(1);
        match request {
            Request::Open(open) => self.open(ticket, &open, &attachment).await,
            Request::Gather(gather) => self.gather(ticket, &gather, &attachment).await,
            request => {
                let name = if matches!(request, Request::Show(_)) { "show" } else { "other" };
                let answer = timed(name, || self.engine.borrow_mut().take(request));
                self.reply(ticket, answer);
            }
        }
    }

    /// Reads all that came with a message, one item after the other, and opens it.
    async fn open(self: Rc<Self>, ticket: Ticket, open: &Open, attachment: &JsValue) {
        let Open { digest, pasted, keep, gzip } = *open;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mut opening = Opening::new(digest, pasted, size(attachment) as u64);
        let mut tell = |mut event: Event| {
            if let Event::Progress { first, .. } = &mut event {
                self.engine.borrow().mark_first(first);
            }
            self.tell(event, &JsValue::UNDEFINED);
        };
        let kept = Array::new();
        let mut items = items(attachment);
        if intake::check_size(size(attachment)).is_err() {
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
        let tell = &mut |event| self.tell(event, &JsValue::UNDEFINED);
        let opened = timed("index", || self.engine.borrow_mut().open(opening, tell));
        let has_papers = matches!(opened, Opened { found: Found::Papers(_), .. });
        self.reply(ticket, Answer::Open(opened));
        if keep && has_papers {
            // The papers are shown meanwhile.
            let seen = self.engine.borrow().hashes();
            wasm_bindgen_futures::spawn_local(self.compress(digest, seen, kept));
        }
    }

    /// Reads a kept digest, to be shown with all others.
    async fn gather(self: Rc<Self>, ticket: Ticket, gather: &Gather, attachment: &JsValue) {
        let mut opening = Opening::new(gather.digest, gather.pasted, 0);
        for item in items(attachment).iter() {
            match read(&item, true).await {
                // The page itself shows the progress of all of them.
                Ok(source) => drop(timed("read", || opening.read(source, &mut |_| {}))),
                Err(error) => opening.refuse(&name_of(&item), &error),
            }
        }
        let gathered = self.engine.borrow_mut().gather(opening);
        self.reply(ticket, Answer::Gather(gathered));
    }

    async fn compress(self: Rc<Self>, digest: DigestId, seen: Vec<u8>, kept: Array) {
        let files = compress(&kept).await.unwrap_or_default();
        self.tell(Event::Compressed { digest, seen }, &files);
    }

    fn reply(&self, ticket: Ticket, answer: Answer) {
        self.post(&Message::Answer(ticket, answer), &JsValue::UNDEFINED);
    }

    fn tell(&self, event: Event, attachment: &JsValue) {
        self.post(&Message::Event(event), attachment);
    }

    fn post(&self, message: &Message, attachment: &JsValue) {
        if let Ok(bytes) = postcard::to_allocvec(message) {
            let bytes = Uint8Array::from(bytes.as_slice());
            let _ = self.scope.post_message(&Array::of2(&bytes, attachment));
        }
    }
}

/// Returns the things to read among what came with a message; for a digest kept by an earlier
/// version of the program it is a `Blob` alone.
fn items(attachment: &JsValue) -> Array {
    attachment.dyn_ref::<Array>().cloned().unwrap_or_else(|| Array::of1(attachment))
}

/// Counts the bytes of the files among them, but for those that are too large by themselves.
fn size(attachment: &JsValue) -> f64 {
    let items = items(attachment);
    let sizes = items.iter().filter_map(|item| Some(item.dyn_ref::<Blob>()?.size()));
    sizes.filter(|size| intake::check_size(*size).is_ok()).sum()
}

fn name_of(item: &JsValue) -> String {
    item.dyn_ref::<File>().map(File::name).unwrap_or_default()
}

/// Reads what a thing holds: text, a text and its HTML, or a blob.
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

/// Makes the file to keep of a thing: for a clipboard, of the form that was read.
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

/// Returns the files, each compressed by gzip.
async fn compress(files: &Array) -> Result<JsValue, JsValue> {
    let compressed = Array::new();
    for item in files.iter() {
        let whole: File = item.unchecked_into();
        let blob = JsFuture::from(through(&whole, "CompressionStream")?.blob()?).await?;
        compressed.push(&file(&blob, &whole.name(), &whole.type_())?.into());
    }
    Ok(compressed.into())
}

/// Sends the blob through one of the browser's streams for gzip, which `web-sys` lacks.
fn through(blob: &Blob, stream: &str) -> Result<Response, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&"gzip".into()))?;
    let changed = blob.stream().pipe_through(pair.unchecked_ref());
    Response::new_with_opt_readable_stream(Some(&changed))
}
