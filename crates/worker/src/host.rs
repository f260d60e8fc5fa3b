//! The engine's end of the connection to the page: reads attachments, hands messages to
//! [`skimmark_engine::engine`] one after the other, and posts its answers.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent, TextDecoder};

use crate::timing::timed;
use crate::{journal, kept, streams};
use skimmark_digest::intake::archive::{self, Member, Packed, Packing, Room};
use skimmark_digest::intake::{self, IntakeError};
use skimmark_engine::engine::{Content, Engine, Form, HEAD, Opening, QUICK, Source};
use skimmark_protocol::{
    Answer, Call, DigestId, Event, Found, Gather, Message, Open, Opened, PackDigest, Request,
    Ticket,
};

/// The engine, and the messages that wait while it reads a file.
struct Host {
    scope: DedicatedWorkerGlobalScope,
    engine: RefCell<Engine>,
    waiting: RefCell<VecDeque<Array>>,
    busy: Cell<bool>,
    /// Whether the engine will prepare for what may be asked.
    resting: Cell<bool>,
}

/// After how many milliseconds without anything to answer the engine begins to prepare for what may be asked.
const QUIET: i32 = 300;

/// Takes messages for as long as the worker lives.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let host = Rc::new(Host {
        scope: scope.clone(),
        engine: RefCell::new(Engine::new()),
        waiting: RefCell::default(),
        busy: Cell::new(false),
        resting: Cell::new(false),
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
        if !self.resting.get() {
            self.rest(QUIET);
        }
    }

    /// Lets the engine prepare for what may be asked, a piece at a time.
    fn rest(self: Rc<Self>, wait: i32) {
        let scope = self.scope.clone();
        self.resting.set(true);
        let prepare = Closure::once_into_js(move || {
            // What has come meanwhile goes before, and then this begins again.
            self.resting.set(false);
            if !self.busy.get() && self.engine.borrow_mut().prepare() {
                self.rest(0);
            }
        });
        // Without a timer it is prepared when it is asked for.
        let _ = scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(prepare.unchecked_ref(), wait);
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
            Request::PackDigest(pack) => self.pack(ticket, pack, &attachment).await,
            Request::TakeDigest(_) => self.unpack(ticket, request).await,
            mut request => {
                match &mut request {
                    Request::RestoreMarks(restore) => {
                        restore.journal = journal::changes(&attachment);
                    }
                    Request::FoldJournal(fold) => fold.journal = journal::changes(&attachment),
                    _ => {}
                }
                let name = if matches!(request, Request::Show(_)) { "show" } else { "other" };
                let answer = timed(name, || self.engine.borrow_mut().take(request));
                self.reply(ticket, answer);
            }
        }
    }

    /// Reads all that came with a message, one item after the other, and opens it.
    async fn open(self: Rc<Self>, ticket: Ticket, open: &Open, attachment: &JsValue) {
        let Open { digest, pasted, keep, kept: is_kept } = *open;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mut opening = Opening::new(digest, pasted, size(attachment) as u64, decode);
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
        if let Some(bytes) = beginning(&items.get(0), is_kept).await {
            opening.read_beginning(bytes, &mut tell);
        }
        let mut room = Room::default();
        let mut take = |name: String, item: &JsValue, content: Result<Content, IntakeError>| {
            let content = match content {
                Ok(content) => content,
                Err(error) => return opening.refuse(&name, &error),
            };
            let source = Source { name: name.clone(), content };
            let form = timed("read", || opening.read(source, &mut tell));
            if keep
                && let Some(form) = form
                && let Ok(part) = part(item, form)
            {
                kept.push(&part.to_js(&name));
            }
        };
        for item in items.iter() {
            let (name, content) = match read(&item, is_kept).await {
                Ok(Source { name, content }) => (name, Ok(content)),
                Err(error) => (name_of(&item), Err(error)),
            };
            let members = match &content {
                // What is kept of an archive are its files.
                Ok(Content::Bytes(bytes)) if !is_kept => archive::members(bytes),
                _ => None,
            };
            match members {
                None => take(name, &item, content),
                Some(Err(error)) => take(name, &item, Err(error)),
                Some(Ok(members)) => {
                    for Member { name: inside, packed } in members {
                        let bytes = unpack(&item, packed, &mut room).await;
                        let item = Uint8Array::from(bytes.as_deref().unwrap_or_default());
                        let is_alone = inside.is_empty();
                        let form = if is_alone { Content::Bytes } else { Content::Member };
                        take(intake::name_inside(&name, &inside), &item, bytes.map(form));
                    }
                }
            }
        }
        let tell = &mut |event| self.tell(event, &JsValue::UNDEFINED);
        let opened = timed("index", || self.engine.borrow_mut().open(opening, tell));
        let has_papers = matches!(opened, Opened { found: Found::Papers(_), .. });
        self.reply(ticket, Answer::Open(opened));
        if keep && has_papers {
            // The papers are shown meanwhile.
            let seen = self.engine.borrow().hashes();
            wasm_bindgen_futures::spawn_local(self.keep(digest, seen, kept));
        }
    }

    /// Reads a kept digest, to be shown with all others.
    async fn gather(self: Rc<Self>, ticket: Ticket, gather: &Gather, attachment: &JsValue) {
        let mut opening = Opening::new(gather.digest, gather.pasted, 0, decode);
        for item in items(attachment).iter() {
            match kept::read(&item).await {
                // The page itself shows the progress of all of them.
                Ok(source) => drop(timed("read", || opening.read(source, &mut |_| {}))),
                Err(error) => opening.refuse(&name_of(&item), &error),
            }
        }
        let gathered = self.engine.borrow_mut().gather(opening);
        self.reply(ticket, Answer::Gather(gathered));
    }

    /// Makes a kept digest a piece of a backup.
    async fn pack(self: Rc<Self>, ticket: Ticket, mut pack: PackDigest, attachment: &JsValue) {
        for item in items(attachment).iter() {
            match kept::packed(&item).await {
                Ok(text) => pack.texts.push(text),
                Err(_) => {
                    pack.texts.clear();
                    break;
                }
            }
        }
        let answer = self.engine.borrow_mut().take(pack.into());
        self.reply(ticket, answer);
    }

    /// Gives out a digest of a backup, unless its texts are damaged.
    async fn unpack(self: Rc<Self>, ticket: Ticket, request: Request) {
        let mut answer = self.engine.borrow_mut().take(request);
        if let Answer::TakeDigest(texts) = &mut answer {
            let mut whole = true;
            for text in &*texts {
                whole &= kept::is_whole(text).await;
            }
            if !whole {
                texts.clear();
            }
        }
        self.reply(ticket, answer);
    }

    /// Sends what is to be kept of a digest, compressed.
    async fn keep(self: Rc<Self>, digest: DigestId, seen: Vec<u8>, kept: Array) {
        let texts = kept::compress(&kept).await.unwrap_or_default();
        self.tell(Event::Compressed { digest, seen }, &texts);
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

/// Decodes bytes in the character encoding of this label, by the browser's tables.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}

fn name_of(item: &JsValue) -> String {
    item.dyn_ref::<File>().map(File::name).unwrap_or_default()
}

/// Reads what a thing holds: text, a text and its HTML, a file; or what was kept of one.
async fn read(item: &JsValue, is_kept: bool) -> Result<Source, IntakeError> {
    if is_kept {
        return kept::read(item).await;
    }
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
    make_room(blob.size())?;
    let bytes = streams::bytes(blob).await.map_err(|_| IntakeError::Unreadable)?;
    Ok(Source { name, content: Content::Bytes(bytes) })
}

/// Returns the first bytes of a long file, or of a long text that was kept.
async fn beginning(item: &JsValue, is_kept: bool) -> Option<Vec<u8>> {
    if is_kept {
        return kept::beginning(item, HEAD).await;
    }
    let blob: &Blob = item.dyn_ref()?;
    #[allow(clippy::cast_precision_loss)]
    let (long, head) = (QUICK as f64, HEAD as f64);
    if blob.size() < long || intake::check_size(blob.size()).is_err() {
        return None;
    }
    streams::bytes(&blob.slice_with_f64_and_f64(0.0, head).ok()?).await.ok()
}

/// Takes the memory that a file of this many bytes will need at least, which is there for it then: the
/// program can say that there is none only before it reads.
fn make_room(bytes: f64) -> Result<(), IntakeError> {
    /// What is read and indexed takes more than this many times the text (docs/benchmarks.md).
    const TIMES: f64 = 2.5;
    let mut room: Vec<u8> = Vec::new();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    room.try_reserve_exact((bytes * TIMES) as usize).map_err(|_| IntakeError::NoRoom)
}

/// Unpacks a file in the archive `item`.
async fn unpack(
    item: &JsValue,
    packed: Result<Packed, IntakeError>,
    room: &mut Room,
) -> Result<Vec<u8>, IntakeError> {
    let packed = packed?;
    let blob: &Blob = item.dyn_ref().ok_or(IntakeError::Unreadable)?;
    #[allow(clippy::cast_precision_loss)]
    let [start, end] = [packed.bytes.start, packed.bytes.end].map(|at| at as f64);
    let found = match blob.slice_with_f64_and_f64(start, end) {
        Ok(slice) => match packed.packing {
            Packing::Stored => streams::bytes(&slice).await,
            Packing::Deflate => streams::unpacked(&slice, "deflate-raw", room.left()).await,
            Packing::Gzip => streams::unpacked(&slice, streams::GZIP, room.left()).await,
        },
        Err(error) => Err(error),
    };
    room.take(&packed, found.ok())
}

/// Returns what is to be kept of a thing: of a clipboard, the form that was read.
fn part(item: &JsValue, form: Form) -> Result<kept::Part, JsValue> {
    let is_html = form == Form::Html;
    let whole = match item.dyn_ref::<Array>() {
        Some(pair) => pair.get(u32::from(is_html)),
        None => item.clone(),
    };
    let blob = Blob::new_with_blob_sequence(&Array::of1(&whole))?;
    Ok(kept::Part { blob, is_html })
}
