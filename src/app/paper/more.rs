//! What else can be done with a paper: the sites on which it can be opened, and where its authors
//! begin.

use leptos::prelude::*;

use crate::app::state::{LoadedCard, State};
use crate::app::ui::button::button;
use crate::app::ui::link::link;
use crate::app::ui::live::{element, phrase, text};
use crate::page::commands;
use skimmark_paper::sites::Site;
use skimmark_protocol::{Card, Stretch};

/// What the dialog holds.
pub fn dialog(state: State, paper: &LoadedCard) -> Vec<AnyView> {
    let card = &paper.card;
    let mut parts = vec![phrase("p", "hint", text(Stretch::join(&card.title))), sites(card)];
    let offered = commands::menu().filter(|(command, _)| paper.offers(*command));
    parts.extend(offered.map(|(command, name)| {
        let paper = paper.clone();
        button("button", name, move || {
            state.dialog.close();
            state.run_on(command, &paper);
        })
    }));
    parts
}

/// The sites on which a paper can be opened.
pub fn sites(card: &Card) -> AnyView {
    let site = |(site, address): &(Site, String)| {
        element("li", "", vec![link(address, "site", text(site.name()))])
    };
    element("ul", "sites", card.places.iter().map(site).collect())
}
