//! The engine's end of the line to the page: reads attachments, hands messages to
//! [`crate::engine`] one after the other, and posts its answers.

use futures_channel::mpsc;
use futures_util::StreamExt;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Response};

use super::describe;
use crate::engine::{Engine, Source};
use crate::protocol::{Reply, Request};

/// Takes messages for as long as the worker lives.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (sender, mut receiver) = mpsc::unbounded::<Array>();
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        // The receiver lives as long as the worker, so this cannot fail.
        let _ = sender.unbounded_send(event.data().unchecked_into());
    });
    scope.set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
    post(&scope, &Reply::Ready, &JsValue::UNDEFINED);
    wasm_bindgen_futures::spawn_local(async move {
        let mut engine = Engine::new();
        while let Some(parts) = receiver.next().await {
            answer(&scope, &mut engine, &parts).await;
        }
    });
}

async fn answer(scope: &DedicatedWorkerGlobalScope, engine: &mut Engine, parts: &Array) {
    let bytes = Uint8Array::new(&parts.get(0)).to_vec();
    // Both ends are of one build, so a message that cannot be read is a fault of the program;
    // the page is told as of any other.
    let request: Request = match postcard::from_bytes(&bytes) {
        Ok(request) => request,
        Err(error) => wasm_bindgen::throw_str(&format!("unknown message: {error}")),
    };
    let attachment = parts.get(1);
    let (digest, keep, gzip) = match &request {
        Request::Open { digest, keep, gzip, .. } => (*digest, *keep, *gzip),
        _ => {
            if let Some(reply) = engine.take(request, None) {
                post(scope, &reply, &JsValue::UNDEFINED);
            }
            return;
        }
    };
    match read(&attachment, gzip).await {
        Ok(source) => {
            if let Some(reply) = engine.take(request, Some(source)) {
                let opened = matches!(reply, Reply::Opened(_));
                let kept = if opened && keep { compress(&attachment).await.ok() } else { None };
                post(scope, &reply, &kept.map_or(JsValue::UNDEFINED, JsValue::from));
            }
        }
        Err(reason) => {
            let message = format!("The digest could not be read: {reason}. Try again.");
            post(scope, &Reply::Failed { digest, message }, &JsValue::UNDEFINED);
        }
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply, attachment: &JsValue) {
    if let Ok(bytes) = postcard::to_allocvec(reply) {
        let bytes = Uint8Array::from(bytes.as_slice());
        let _ = scope.post_message(&Array::of2(&bytes, attachment));
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
