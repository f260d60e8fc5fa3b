//! What else can be done with a paper: the sites on which it can be opened, and where its authors
//! begin.

use leptos::prelude::*;

use crate::app::state::{LoadedCard, State};
use crate::app::ui::button::button;
use crate::app::ui::link::link;
use crate::page::commands;
use skimmark_paper::sites::Site;
use skimmark_protocol::{Card, Stretch};

/// Returns the contents of the dialog.
pub fn dialog(state: State, paper: &LoadedCard) -> AnyView {
    let offered = commands::menu().filter(|(command, _)| paper.offers(*command));
    let offered = offered.map(|(command, name)| {
        let paper = paper.clone();
        button("button", name, move || {
            state.dialog.close();
            state.run_on(command, &paper);
        })
    });
    let offered: Vec<AnyView> = offered.collect();
    view! {
        <p class="hint" dir="auto">
            {Stretch::join(&paper.card.title)}
        </p>
        {sites(&paper.card)}
        {offered}
    }
    .into_any()
}

/// Returns the sites on which a paper can be opened.
pub fn sites(card: &Card) -> AnyView {
    let site = |(site, address): &(Site, String)| {
        view! { <li>{link(address, "site", site.name().into_any())}</li> }.into_any()
    };
    let sites: Vec<AnyView> = card.places.iter().map(site).collect();
    view! { <ul class="sites">{sites}</ul> }.into_any()
}
