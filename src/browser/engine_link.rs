//! The page's end of the line to the engine.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::describe;
use skimmark_protocol::{Reply, Request};

/// A running engine. Messages sent before it is ready wait for it.
#[derive(Clone)]
pub struct EngineLink {
    worker: Worker,
    /// What waits for the engine to be ready; `None` since it is.
    waiting: Rc<RefCell<Option<Vec<Array>>>>,
}

/// What comes from the engine.
pub enum FromEngine {
    /// A reply, and what came with it.
    Reply(Reply, JsValue),
    /// The engine could not be started, or has stopped for good.
    Stopped(String),
}

impl EngineLink {
    /// Starts the engine of this script and calls `heard` with all that comes from it.
    pub fn start(script: &str, heard: impl Fn(FromEngine) + 'static) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker =
            Worker::new_with_options(script, &options).map_err(|error| describe(&error))?;
        let link = Self { worker, waiting: Rc::new(RefCell::new(Some(Vec::new()))) };
        let heard = Rc::new(heard);
        link.listen(Rc::clone(&heard));
        let failed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            heard(FromEngine::Stopped(describe(event.as_ref())));
        });
        link.worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        Ok(link)
    }

    fn listen(&self, heard: Rc<impl Fn(FromEngine) + 'static>) {
        let link = self.clone();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let bytes = Uint8Array::new(&parts.get(0)).to_vec();
            match postcard::from_bytes(&bytes) {
                Ok(Reply::Ready) => link.release(),
                Ok(reply) => heard(FromEngine::Reply(reply, parts.get(1))),
                Err(_) => heard(FromEngine::Stopped("it sent an unknown message".into())),
            }
        });
        self.worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        message.forget();
    }

    /// Sends a request, with what is to be read where it says so.
    pub fn send(&self, request: &Request, attachment: &JsValue) {
        let Ok(bytes) = postcard::to_allocvec(request) else { return };
        let message = Array::of2(&Uint8Array::from(bytes.as_slice()), attachment);
        match self.waiting.borrow_mut().as_mut() {
            Some(waiting) => waiting.push(message),
            None => {
                let _ = self.worker.post_message(&message);
            }
        }
    }

    /// Stops the engine at once, whatever it does; nothing more comes from it.
    pub fn stop(&self) {
        // What it has sent already may be on its way.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }

    fn release(&self) {
        for message in self.waiting.borrow_mut().take().unwrap_or_default() {
            let _ = self.worker.post_message(&message);
        }
    }
}
