//! Inputs found by fuzzing, and arbitrary bytes: they are read without a panic, and every byte of
//! their pages is accounted for.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use skimmark_digest::page::Page;
use skimmark_digest::{formats, intake};

fn account(page: &Page) {
    let digest = formats::read(page, "2026-06-20".parse().unwrap());
    common::cover::check(page, &digest);
}

fn read(bytes: Vec<u8>) {
    for part in intake::parts(bytes, intake::decode).unwrap_or_default() {
        part.pages.iter().for_each(account);
    }
}

/// A table that was cut in its last row, below a cell that nobody closed.
const CUT_TABLE: &str = "\"Title\",\"Authors\",\"Year\",\"DOI\",\"Abstract\"
\"A Cell That Nobody Closed\",\"Holm D.\",\"2024\",\"10.5555/open.3\",\"It was opened, and
\"The Last Row\",\"Berg I.\",\"2023";

/// A record of PubMed that was copied without its blank lines.
const JOINED: &str =
    "1. Wool. 2026 Jan 8. doi: 10.5555/wool.8. Online ahead of print.\nPMID: 31234567";

/// An object that was cut in its list of people.
const CUT_LIST: &str = "{\"title\": \"Whole Sheep\", \"authors\": [\"Bo Ek\"]}\n\n\
    {\"title\": \"A Thesis That Ends\",\n\"authors\": [";

#[test]
fn line_ends_after_the_last_line_change_no_paper() {
    let texts = common::cases::all().into_iter().map(|case| case.text);
    for text in texts.chain([CUT_TABLE, JOINED, CUT_LIST].map(str::to_owned)) {
        let bare = text.trim_end_matches('\n');
        let [bare, ended, blank] = ["", "\n", "\n\n"].map(|end| {
            let page = Page::new([bare, end].concat());
            formats::read(&page, "2026-06-20".parse().unwrap()).entries
        });
        assert_eq!(bare, ended, "{text}");
        assert_eq!(bare, blank, "{text}");
    }
}

#[test]
fn every_case_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    assert!(!files.is_empty());
    for file in files {
        read(std::fs::read(file.path()).unwrap());
    }
}

/// Pieces of every form that can be read.
const PIECES: &[&[u8]] = &[
    b"\\\\\narXiv:2601.00001\nDate: Mon, 5 Jan 2026 10:00:00 GMT   (12kb)\n\n",
    b"Title: A Title\n  that goes on\nAuthors: Ana Lee (1), Bo Ek ((1) X)\nCategories: cs.CL\n",
    b"\\\\\n  An abstract\n\\\\ ( https://arxiv.org/abs/2601.00001 ,  12kb)\n",
    b"%%--%%--%%--%%\n",
    b"[1] arXiv:2601.00001 (replaced) [pdf, html, other]\n",
    b"Subjects: Computation and Language (cs.CL)\n",
    b"arXiv:2601.00001v2  [pdf, other]  cs.AI cs.CV \n",
    b"Authors: Ana Lee, Bo Ek\n\nAbstract: \xe2\x80\xa6cut\xe2\x80\xa6 \xe2\x96\xbd More\n",
    b"[Submitted on 18 Dec 2025 (v1)]\n",
    b"97.8CLMar 15Code\n",
    b"TY  - JOUR\nAU  - Ek, Bo\nTI  - A Title\nER  - \n",
    b"6. TY - CONF\nT1-Another Title\n\nthat goes on\nDO  - NA\n",
    b"A Quiet TitleAna Lee, Bo Ek et al.\n",
    b"[PDF] A Title\nA Lee, B Ek\xc2\xa0- Venue, 2019\nTwitter\tFacebook\n",
    b"From a@example.org Mon Jan 5 10:00:00 2026\n",
    b"Subject: =?utf-8?q?a=C3?=\nContent-Type: multipart/alternative; boundary=b\n\n--b\n",
    b"Content-Transfer-Encoding: quoted-printable\n\na=\n--b--\n",
    b"> > quoted\n",
    b"<div><a href='/abs/2601.00001'>A<b>B</a><br>&amp;&#x1F600;<td>",
    b"<!--",
    b"\xff\xfe\x00",
    b"\xc3",
    b"\r\n",
    b"\n",
    b" ",
];

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(bytes);
    }

    #[test]
    fn any_pieces_are_read(pieces in proptest::collection::vec(select(PIECES), 0..24)) {
        read(pieces.concat());
    }
}
