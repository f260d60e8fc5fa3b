//! Values of a tree, with their place in the page. A value takes few bytes, as a page may hold
//! millions.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::strings;
use crate::formats::record::{Remembered, Role, bare_name, is_missing, wide_role};
use skimmark_paper::words::to_u32;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Named members.
    Object,
    /// Values in order.
    List,
    /// A text in quotation marks, with escapes.
    Quoted,
    /// A text in single marks of YAML, in which two are one.
    Single,
    /// A text as it stands, in one line or several.
    Plain,
}

/// A value by its number.
pub(super) type Id = u32;

const NONE: u32 = u32::MAX;

/// Values may be nested this deep; what is deeper is passed over.
pub(super) const DEEPEST: usize = 48;

struct Value {
    kind: Kind,
    /// The bytes of its name in the object around it; empty if it has none.
    name: (u32, u32),
    bytes: (u32, u32),
    first: Id,
    next: Id,
}

/// What the name of a member means.
#[derive(Clone)]
pub(super) struct Meaning {
    /// The name without what differs from program to program.
    pub bare: Rc<str>,
    pub role: Role,
    /// Its place among the names of that role.
    pub rank: usize,
}

/// The meanings of the names that came last.
pub(super) type Meanings<'p> = Rc<Remembered<'p, Meaning>>;

/// A value and all values in it; the outermost one has the number 0.
#[derive(Default)]
pub(super) struct Tree<'p> {
    text: &'p str,
    values: Vec<Value>,
    /// Those of all trees of a page.
    pub meanings: Meanings<'p>,
}

impl<'p> Tree<'p> {
    pub fn kind(&self, id: Id) -> Kind {
        self.values[id as usize].kind
    }

    /// Returns the bytes of the page that a value takes, without its name.
    pub fn bytes(&self, id: Id) -> Range<usize> {
        range(self.values[id as usize].bytes)
    }

    /// Returns the bytes that a value takes with its name.
    pub fn bytes_with_name(&self, id: Id) -> Range<usize> {
        let (name, bytes) = (range(self.values[id as usize].name), self.bytes(id));
        if name.is_empty() { bytes } else { name.start.min(bytes.start)..bytes.end }
    }

    /// Returns the name of a member as the page writes it; empty if it has none.
    pub fn name(&self, id: Id) -> &'p str {
        self.text.get(range(self.values[id as usize].name)).unwrap_or_default()
    }

    /// Returns what the name of a member means.
    pub fn meaning(&self, id: Id) -> Meaning {
        let name = self.name(id);
        self.meanings.of(0, name, || {
            let bare: Rc<str> = bare_name(name).into();
            let (role, rank) = wide_role(&bare);
            Meaning { bare, role, rank }
        })
    }

    /// Returns the values in a value.
    pub fn inner(&self, id: Id) -> impl Iterator<Item = Id> {
        let next = |id: &Id| Some(self.values[*id as usize].next).filter(|next| *next != NONE);
        let first = self.values.get(id as usize).map(|value| value.first);
        std::iter::successors(first.filter(|first| *first != NONE), next)
    }

    /// Returns the text of a value; empty if it has none, or says that there is none.
    pub fn text(&self, id: Id) -> Cow<'p, str> {
        let raw = self.text.get(self.bytes(id)).unwrap_or_default();
        match self.kind(id) {
            Kind::Object | Kind::List => Cow::Borrowed(""),
            // Only what broke lines at a column leaves a line end in it.
            Kind::Quoted if raw.contains('\n') => {
                Cow::Owned(strings::unescape(&raw.replace('\n', " ")).into_owned())
            }
            Kind::Quoted => strings::unescape(raw),
            Kind::Single if raw.contains("''") => Cow::Owned(raw.replace("''", "'")),
            Kind::Single => Cow::Borrowed(raw),
            Kind::Plain if is_missing(raw) => Cow::Borrowed(""),
            Kind::Plain => Cow::Borrowed(raw),
        }
    }
}

fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

/// A tree while it is read.
#[derive(Default)]
pub(super) struct Builder<'p> {
    tree: Tree<'p>,
    /// The objects and lists that are open, with the last value in each.
    open: Vec<(Id, Id)>,
    /// The name of the member whose value comes next.
    name: Option<Range<usize>>,
}

impl<'p> Builder<'p> {
    pub fn new(text: &'p str) -> Self {
        let tree = Tree { text, ..Tree::default() };
        Self { tree, open: Vec::new(), name: None }
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Returns the kind of the innermost open value.
    pub fn top(&self) -> Option<Kind> {
        self.open.last().map(|(id, _)| self.tree.kind(*id))
    }

    /// Sets the name of the next value.
    pub fn set_name(&mut self, bytes: Range<usize>) {
        self.name = Some(bytes);
    }

    pub fn has_name(&self) -> bool {
        self.name.is_some()
    }

    /// Returns the name of the first member of the innermost open value that stands in a list or
    /// alone.
    pub fn first_name(&self, place: usize) -> &'p str {
        let id = self.open.get(place).map(|(id, _)| *id);
        let first = id.and_then(|id| self.tree.inner(id).next());
        first.map_or("", |id| self.tree.name(id))
    }

    /// Adds a value.
    pub fn add(&mut self, kind: Kind, bytes: Range<usize>) -> Id {
        let id = to_u32(self.tree.values.len());
        let name = self.name.take().unwrap_or(0..0);
        let name = (to_u32(name.start), to_u32(name.end));
        let bytes = (to_u32(bytes.start), to_u32(bytes.end));
        self.tree.values.push(Value { kind, name, bytes, first: NONE, next: NONE });
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.tree.values[*parent as usize].first = id,
                last => self.tree.values[last as usize].next = id,
            }
            *last = id;
        }
        id
    }

    /// Adds an object or a list, which stays open.
    pub fn open(&mut self, kind: Kind, start: usize) {
        let id = self.add(kind, start..start);
        self.open.push((id, NONE));
    }

    /// Closes the innermost open value.
    pub fn close(&mut self, end: usize) {
        self.name = None;
        if let Some((id, _)) = self.open.pop() {
            self.tree.values[id as usize].bytes.1 = to_u32(end);
        }
    }

    /// Closes open values up to the innermost one of this kind, if there is one among those that
    /// are open besides the first `base`.
    pub fn close_to(&mut self, kind: Kind, base: usize, end: usize) {
        let is = |(id, _): &(Id, Id)| self.tree.kind(*id) == kind;
        let Some(place) = self.open.iter().rposition(is).filter(|place| *place >= base) else {
            return;
        };
        while self.open.len() > place {
            self.close(end);
        }
    }

    /// Closes what is open.
    pub fn finish(mut self, end: usize) -> Tree<'p> {
        while !self.open.is_empty() {
            self.close(end);
        }
        self.tree
    }
}
