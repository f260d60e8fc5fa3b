//! The page's end of the connection to the engine.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::describe;
use skimmark_protocol::{Answer, Ask, Call, Event, Message, Request, Ticket};

/// What to do with the answer to a question. Boxed, so that the code around it exists once and
/// not for every question.
type Then = Box<dyn FnOnce(Answer)>;

/// A running engine. Questions asked before it is ready wait for it.
#[derive(Clone)]
pub struct EngineLink {
    worker: Worker,
    /// What waits for the engine to be ready; `None` once it is.
    waiting: Rc<RefCell<Option<Vec<Array>>>>,
    /// The questions that are not answered yet.
    pending: Rc<RefCell<Vec<(Ticket, Then)>>>,
    next: Rc<Cell<u32>>,
}

/// What comes from the engine without being asked for.
pub enum FromEngine {
    /// An event, and what came with it.
    Event(Event, JsValue),
    /// The engine could not be loaded.
    Missing,
    /// The engine has stopped for good.
    Stopped(String),
}

/// Returns the worker of a new engine.
fn started(script: &str) -> Result<Worker, String> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(script, &options).map_err(|error| describe(&error))
}

/// Takes the engine that `boot.js` has started beside this program, and whether it is ready. One that
/// could not be loaded is tried again, to hear of it.
fn running() -> Option<(Worker, bool)> {
    let (window, name) = (js_sys::global(), JsValue::from_str("skimmarkEngine"));
    let engine: Worker = Reflect::get(&window, &name).ok()?.dyn_into().ok()?;
    let _ = Reflect::delete_property(&window, &name);
    let says = |what: &str| Reflect::get(&engine, &what.into()).is_ok_and(|it| it.is_truthy());
    (!says("isMissing")).then(|| (engine.clone(), says("isReady")))
}

impl EngineLink {
    /// Starts the engine of this script, if it does not run already, and calls `heard` with all that comes from it but for
    /// answers.
    pub fn start(script: &str, heard: impl Fn(FromEngine) + 'static) -> Result<Self, String> {
        let (worker, is_ready) = match running() {
            Some(engine) => engine,
            None => (started(script)?, false),
        };
        let link = Self {
            worker,
            waiting: Rc::new(RefCell::new(Some(Vec::new()))),
            pending: Rc::default(),
            next: Rc::default(),
        };
        let heard = Rc::new(heard);
        link.listen(Rc::clone(&heard));
        let waiting = Rc::clone(&link.waiting);
        let failed = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let is_missing = waiting.borrow().is_some();
            heard(match is_missing {
                true => FromEngine::Missing,
                false => FromEngine::Stopped(describe(event.as_ref())),
            });
        });
        link.worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        if is_ready {
            link.release();
        }
        Ok(link)
    }

    fn listen(&self, heard: Rc<impl Fn(FromEngine) + 'static>) {
        let link = self.clone();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let bytes = Uint8Array::new(&parts.get(0)).to_vec();
            match postcard::from_bytes(&bytes) {
                Ok(Message::Event(Event::Ready)) => link.release(),
                Ok(Message::Event(event)) => heard(FromEngine::Event(event, parts.get(1))),
                Ok(Message::Answer(ticket, answer)) => link.settle(ticket, answer),
                Err(_) => heard(FromEngine::Stopped("it sent an unknown message".into())),
            }
        });
        self.worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        message.forget();
    }

    /// Asks a question, with what is to be read if it says so, and calls `then` with the answer.
    /// An engine that is stopped before calls nothing.
    pub fn ask<Q: Ask>(
        &self,
        question: Q,
        attachment: &JsValue,
        then: impl FnOnce(Q::Answer) + 'static,
    ) {
        let typed = move |answer| {
            if let Some(answer) = Q::answer(answer) {
                then(answer);
            }
        };
        self.send(question.into(), attachment, Box::new(typed));
    }

    fn send(&self, request: Request, attachment: &JsValue, then: Then) {
        let ticket = Ticket(self.next.replace(self.next.get().wrapping_add(1)));
        let Ok(bytes) = postcard::to_allocvec(&Call { ticket, request }) else { return };
        self.pending.borrow_mut().push((ticket, then));
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
        self.pending.borrow_mut().clear();
    }

    fn release(&self) {
        for message in self.waiting.borrow_mut().take().unwrap_or_default() {
            let _ = self.worker.post_message(&message);
        }
    }

    fn settle(&self, ticket: Ticket, answer: Answer) {
        let mut pending = self.pending.borrow_mut();
        let place = pending.iter().position(|(known, _)| *known == ticket);
        let then = place.map(|place| pending.swap_remove(place).1);
        // It may ask the next question.
        drop(pending);
        if let Some(then) = then {
            then(answer);
        }
    }
}
