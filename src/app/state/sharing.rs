//! Papers that are given to others: as a link that holds them, or by the system's own way of sharing.

use js_sys::Array;
use leptos::prelude::*;

use super::State;
use super::exporting::{AT_ONCE, file_name};
use super::importing::to_js;
use super::notices::Notice;
use crate::browser::files::Input;
use crate::browser::hash::{self, Step};
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::DigestMeta;
use crate::browser::{share, squeezed, window};
use crate::page::link::{self, Link};
use skimmark_paper::words;
use skimmark_protocol::stored::OPEN;
use skimmark_protocol::{
    DigestId, ExportForm, ExportPapers, ExportScope, HashPapers, PackedText, View,
};

/// What a digest that came by a link is called.
const FROM_LINK: &str = "From a link";

impl State {
    /// Returns whether the dialog "Export" gives a link.
    pub fn gives_link(self) -> bool {
        untrack(|| self.export_form()).form == Some(ExportForm::Link)
    }

    /// Makes the link that holds the chosen papers, if they are few enough.
    pub(super) fn make_link(self, begin: Option<(View, ExportScope, ExportForm)>) {
        self.exports.set_link.set(None);
        let scope = self.exports.scope.get_untracked();
        // More papers than are written at once fit no link, even by their titles alone.
        self.ask(ExportPapers { begin, most: AT_ONCE }, move |part| {
            let part = part.unwrap_or_default();
            leptos::task::spawn_local(async move {
                let made = match part.written < part.total {
                    true => Err(too_long(part.total, "far more than")),
                    false => linked(&part.text, part.total).await,
                };
                // Something else may have been chosen meanwhile.
                if self.gives_link() && self.exports.scope.get_untracked() == scope {
                    self.exports.set_link.set(Some(made));
                }
            });
        });
    }

    /// Gives the chosen papers to the system's own way of sharing.
    pub fn share_export(self) {
        let offered = untrack(|| self.export_form());
        if self.gives_link() {
            if let Some(Ok(link)) = self.exports.link.get_untracked() {
                self.shared(share::link(&link));
            }
        } else if let Some(form) = offered.form {
            let scope = self.exports.scope.get_untracked();
            self.write_papers(scope, form, move |parts: Array, _| {
                self.shared(share::file(&file_name(scope, offered), offered.file.1, &parts));
            });
        }
    }

    fn shared(self, begun: share::Begun) {
        self.dialog.close();
        leptos::task::spawn_local(async move {
            if let Err(reason) = begun.finish().await {
                let words = ["Nothing was shared: ", &reason, ". Download the file in its place."];
                self.notify(Notice::trouble(words.concat()));
            }
        });
    }

    /// Opens the papers that the address holds, and takes them out of it. Returns whether it has held
    /// any.
    pub(super) fn take_link(self) -> bool {
        let Some(found) = link::read(&hash::read()) else { return false };
        let route = self.navigation.route.get_untracked();
        hash::write(&route.to_hash(), Step::Same);
        match found {
            Link::Papers(base64) => self.bring_link(base64),
            Link::Newer => self.notify(Notice::trouble(
                "This link was made by a newer version of Skimmark. Reload the page, then open it \
                 again.",
            )),
        }
        true
    }

    /// Opens what a link holds.
    pub(super) fn bring_link(self, base64: String) {
        match squeezed::file(&base64, FROM_LINK) {
            Some(file) => self.bring(vec![Input::Link(base64, file)]),
            None => self.notify(Notice::trouble(
                "This link is damaged: part of it was cut off on the way. Ask for it again, or for a \
                 file.",
            )),
        }
    }

    /// Notes which digest is open, for a reload: one that came by a link and is not kept by the link.
    pub(super) fn note_open(self, digest: DigestId, link: Option<&str>) {
        match link {
            Some(base64) => drop(storage::set(Lifetime::Tab, OPEN, &link::fragment(base64))),
            None => storage::note(OPEN, &digest.to_string()),
        }
    }

    /// Returns whether the open digest came by a link and is not kept.
    pub fn is_passing(self) -> bool {
        let link = self.digest.link.with(|link| link.as_ref().map(|(meta, _)| meta.id));
        let open = self.digest.reading.with(|open| open.as_ref().map(|open| open.digest));
        link.is_some() && link == open
    }

    /// Keeps the open digest, which came by a link. Inlined, it would be of the first part of the program.
    #[inline(never)]
    pub fn keep_link(self) {
        let link = self.digest.link.get_untracked();
        let Some((meta, bytes)) = link.and_then(|(meta, it)| Some((meta, squeezed::bytes(&it)?)))
        else {
            return;
        };
        // The button goes, so that nothing is kept twice.
        self.digest.take_link();
        let part = PackedText {
            name: meta.name.clone(),
            kind: String::new(),
            encoding: "gzip".to_owned(),
            bytes,
        };
        self.ask(HashPapers, move |seen| {
            let meta = DigestMeta { seen: seen.into(), ..meta };
            self.keep_texts(meta, to_js(&[part]));
        });
    }

    /// Tells that the digest is kept that came by a link.
    pub(super) fn link_kept(self, id: DigestId) {
        if self.digest.is_from_link(id) {
            self.note_open(id, None);
            self.notify(Notice::news("Kept in the library."));
        }
    }
}

/// Returns the link that holds a text, or why there is none.
async fn linked(text: &str, papers: u32) -> Result<String, String> {
    let base64 = squeezed::squeezed(text).await.map_err(|reason| {
        ["This browser can't make links: ", &reason, ". Download the file in its place."].concat()
    })?;
    let fragment = link::fragment(&base64);
    if fragment.len() > link::MOST {
        return Err(too_long(papers, &words::grouped(words::to_u32(fragment.len()))));
    }
    Ok([&window::origin(), &window::path(), "#", &fragment].concat())
}

fn too_long(papers: u32, length: &str) -> String {
    let papers = words::count(papers, "paper");
    let most = words::grouped(words::to_u32(link::MOST));
    [
        "A link to ",
        &papers,
        " has ",
        length,
        " characters; ",
        &most,
        " fit. Select fewer papers, or \
      download the file, which opens in Skimmark, too.",
    ]
    .concat()
}
