//! The engine's end of the line to the page: reads attachments, hands messages to
//! [`crate::engine`] one after the other, and posts its answers.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Response};

use super::describe;
use crate::engine::{Engine, Source};
use crate::protocol::{DigestId, Reply, Request};

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
        let Request::Open { digest, keep, gzip, .. } = request else {
            if let Some(reply) = self.engine.borrow_mut().take(request, None) {
                self.post(&reply, &JsValue::UNDEFINED);
            }
            return;
        };
        let attachment = parts.get(1);
        let reply = match read(&attachment, gzip).await {
            Ok(source) => self.engine.borrow_mut().take(request, Some(source)),
            Err(reason) => {
                let message = format!("The digest could not be read: {reason}. Try again.");
                Some(Reply::Failed { digest, message })
            }
        };
        let Some(reply) = reply else { return };
        self.post(&reply, &JsValue::UNDEFINED);
        if keep && matches!(reply, Reply::Opened(_)) {
            // The papers are shown meanwhile.
            wasm_bindgen_futures::spawn_local(self.compress(digest, attachment));
        }
    }

    async fn compress(self: Rc<Self>, digest: DigestId, attachment: JsValue) {
        let text = compress(&attachment).await.unwrap_or_default();
        self.post(&Reply::Compressed { digest }, &text);
    }

    fn post(&self, reply: &Reply, attachment: &JsValue) {
        if let Ok(bytes) = postcard::to_allocvec(reply) {
            let bytes = Uint8Array::from(bytes.as_slice());
            let _ = self.scope.post_message(&Array::of2(&bytes, attachment));
        }
    }
}

/// What is to be read: the attachment's text, or the bytes of its blob.
async fn read(attachment: &JsValue, gzip: bool) -> Result<Source, String> {
    if let Some(text) = attachment.as_string() {
        return Ok(Source::Text(text));
    }
    let blob: &Blob = attachment.dyn_ref().ok_or("nothing came with the message")?;
    let bytes = async {
        let whole = if gzip {
            through(blob, "DecompressionStream")?
        } else {
            Response::new_with_opt_blob(Some(blob))?
        };
        JsFuture::from(whole.array_buffer()?).await
    };
    let buffer = bytes.await.map_err(|error| describe(&error))?;
    Ok(Source::Bytes(Uint8Array::new(&buffer).to_vec()))
}

/// The attachment, compressed by gzip.
async fn compress(attachment: &JsValue) -> Result<JsValue, JsValue> {
    let blob = match attachment.dyn_ref::<Blob>() {
        Some(blob) => blob.clone(),
        None => Blob::new_with_str_sequence(&Array::of1(attachment))?,
    };
    JsFuture::from(through(&blob, "CompressionStream")?.blob()?).await
}

/// The blob, sent through one of the browser's streams for gzip, which `web-sys` has not.
fn through(blob: &Blob, stream: &str) -> Result<Response, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&"gzip".into()))?;
    let changed = blob.stream().pipe_through(pair.unchecked_ref());
    Response::new_with_opt_readable_stream(Some(&changed))
}
