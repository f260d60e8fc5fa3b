//! Papers that are given away: which ones, in which form, and how far the writing is.

use js_sys::Array;
use leptos::prelude::*;

use super::State;
use super::dialog::Topic;
use super::notices::Notice;
use super::watched::{Watched, watched};
use crate::browser::clipboard::{self, Write};
use crate::browser::{clock, files};
use crate::page::exports::{self, FORMS, Offered, SCOPES};
use crate::page::settings::Setting;
use skimmark_paper::words;
use skimmark_protocol::{ExportForm, ExportPapers, ExportPart, ExportScope, View};

/// How many papers the engine writes at once, so that it answers keys meanwhile.
pub(super) const AT_ONCE: u32 = 500;

/// The most characters of the first paper that are shown.
const MOST_SHOWN: usize = 3_000;

/// What the dialog "Export" shows.
#[derive(Clone, Copy)]
pub struct Exports {
    /// Which papers.
    pub scope: Watched<ExportScope>,
    set_scope: RwSignal<ExportScope>,
    /// How a file of them begins.
    pub preview: Watched<String>,
    set_preview: RwSignal<String>,
    /// The link that holds them, or why there is none; `None` while it is made.
    pub link: Watched<Option<Result<String, String>>>,
    pub(super) set_link: RwSignal<Option<Result<String, String>>>,
    /// How many papers are written, out of how many, while a file is written.
    pub written: Watched<Option<(u32, u32)>>,
    set_written: RwSignal<Option<(u32, u32)>>,
}

/// What becomes of the parts of a file, and of how many papers they are; `None` if what was shown
/// is no longer there.
type Then = Box<dyn FnOnce(Option<(Array, u32)>)>;

impl Exports {
    pub(super) fn new() -> Self {
        let (scope, set_scope) = watched(ExportScope::Shown);
        let (preview, set_preview) = watched(String::new());
        let (link, set_link) = watched(None);
        let (written, set_written) = watched(None);
        Self { scope, set_scope, preview, set_preview, link, set_link, written, set_written }
    }
}

impl State {
    /// Opens the dialog "Export".
    pub fn open_export(self) {
        let (_, first) = exports::scopes(untrack(|| self.export_counts()));
        // In the bookmarks nothing is narrower than what is shown.
        self.exports.set_scope.set(first);
        self.preview_export();
        self.dialog.open(Topic::Export);
    }

    /// Returns how many papers are selected, shown, and in the bookmarks.
    pub fn export_counts(self) -> [u32; 3] {
        let shown = self.search.answer.with(|answer| answer.shown);
        [self.selection.count.with(|count| count.all), shown, self.marks.bookmarks.get()]
    }

    /// Chooses which papers are given away.
    pub fn choose_scope(self, scope: ExportScope) {
        self.exports.set_scope.set(scope);
        self.preview_export();
    }

    /// Chooses in which form.
    pub fn choose_form(self, chosen: &Offered) {
        if let Some(at) = FORMS.iter().position(|offered| offered.key == chosen.key) {
            self.settings.choose(Setting::Export, at);
        }
        self.preview_export();
    }

    /// Returns the forms that can be chosen: without papers, a backup.
    pub fn export_forms(self) -> &'static [Offered] {
        match self.export_counts() {
            [0, 0, 0] => &FORMS[FORMS.len() - 1..],
            _ => FORMS,
        }
    }

    /// Returns the form that was chosen last, if it can be chosen.
    pub fn export_form(self) -> &'static Offered {
        let forms = self.export_forms();
        let key = self.settings.get().chosen(Setting::Export);
        forms.iter().find(|offered| offered.key == key).unwrap_or(&forms[0])
    }

    /// Shows how the file begins that would be written, or makes the link.
    fn preview_export(self) {
        self.exports.set_link.set(None);
        // The engine writes one file at a time.
        if self.exports.written.get_untracked().is_some() {
            return;
        }
        let form = untrack(|| self.export_form()).form;
        let (Some(view), Some(form)) = (self.view(), form) else {
            return self.exports.set_preview.set(String::new());
        };
        let begin = Some((view, self.exports.scope.get_untracked(), form));
        if form == ExportForm::Link {
            return self.make_link(begin);
        }
        self.ask(ExportPapers { begin, most: 1 }, move |part| {
            let text = part.map(|part| part.text).unwrap_or_default();
            let end = text.char_indices().nth(MOST_SHOWN).map_or(text.len(), |(at, _)| at);
            self.exports.set_preview.set(text[..end].to_owned());
        });
    }

    /// Saves the chosen papers as a file.
    pub fn download_export(self) {
        let offered = untrack(|| self.export_form());
        let Some(form) = offered.form else {
            self.dialog.close();
            return self.save_backup();
        };
        let scope = self.exports.scope.get_untracked();
        self.write_papers(scope, form, move |parts, papers| {
            let (name, mime) = (file_name(scope, offered), offered.file.1);
            self.dialog.close();
            self.notify(match files::save(&name, mime, &parts) {
                Ok(()) => Notice::news(format!("{} in {name}.", words::count(papers, "paper"))),
                Err(reason) => Notice::trouble(format!(
                    "The file could not be saved: {reason}. Allow downloads and try again.",
                )),
            });
        });
    }

    /// Copies the chosen papers.
    pub fn copy_export(self) {
        if let Some(Ok(link)) = self.exports.link.get_untracked().filter(|_| self.gives_link()) {
            self.dialog.close();
            self.write_clipboard(clipboard::begin_write(), link, "the link".into());
        } else if let Some(form) = untrack(|| self.export_form()).form {
            self.copy_papers(self.exports.scope.get_untracked(), form);
        }
    }

    /// Copies papers in one form.
    pub fn copy_papers(self, scope: ExportScope, form: ExportForm) {
        let begun = clipboard::begin_write();
        self.write_papers(scope, form, move |parts, papers| {
            self.dialog.close();
            let text = parts.join("").into();
            self.write_clipboard(begun, text, words::count(papers, "paper"));
        });
    }

    /// Puts a text on the clipboard, and says what was copied.
    pub(super) fn write_clipboard(self, begun: Result<Write, String>, text: String, what: String) {
        leptos::task::spawn_local(async move {
            let written = match begun {
                Ok(begun) => begun.finish(&text).await,
                Err(reason) => Err(reason),
            };
            self.notify(match written {
                Ok(()) => Notice::news(["Copied: ", &what].concat()),
                Err(reason) => Notice::trouble(format!(
                    "The clipboard could not be written: {reason}. Allow it for this page, or \
                     select the text and copy that.",
                )),
            });
        });
    }

    /// Has the engine write papers of the present view, part by part; calls `then` with the parts
    /// and how many papers they hold.
    pub(super) fn write_papers(
        self,
        scope: ExportScope,
        form: ExportForm,
        then: impl FnOnce(Array, u32) + 'static,
    ) {
        let Some(view) = self.view() else { return };
        let then: Then = Box::new(move |written| {
            self.exports.set_written.set(None);
            match written {
                Some((parts, papers)) => then(parts, papers),
                None => self.notify(Notice::trouble(
                    "Nothing was exported, because another digest was opened meanwhile. Try again.",
                )),
            }
        });
        self.next_part(Some((view, scope, form)), Array::new(), then);
    }

    fn next_part(self, begin: Option<(View, ExportScope, ExportForm)>, parts: Array, then: Then) {
        self.ask(ExportPapers { begin, most: AT_ONCE }, move |part| {
            let Some(ExportPart { text, written, total }) = part else { return then(None) };
            parts.push(&text.into());
            if written < total {
                self.exports.set_written.set(Some((written, total)));
                self.next_part(None, parts, then);
            } else {
                then(Some((parts, total)));
            }
        });
    }
}

/// Returns the name of a file that is written today.
pub(super) fn file_name(scope: ExportScope, offered: &Offered) -> String {
    let what = SCOPES[scope as usize].2;
    exports::file_name(what, &clock::today().to_string(), offered.file.0)
}
