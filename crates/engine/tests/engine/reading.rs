//! What becomes a digest: several files, long texts, texts without papers.

use super::*;

#[test]
fn a_text_without_papers_leaves_the_digest_open() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, TUESDAY);
    let refused = open(&mut engine, 2, "Milk\nBread\n\nButter");
    let Opened { found: Found::NoPapers(reading), failure: None, .. } = refused else { panic!() };
    assert_eq!((reading.digest, reading.papers, reading.left_over), (2, 0, 3));
    assert_eq!(reading.parts[0].leftovers[2].text, "Butter");
    assert_eq!(titles(&shown(&mut engine, show("")).cards), ["Counting"]);

    let pdf = || source("a.pdf", Content::Bytes(b"%PDF-1.7".to_vec()));
    let opened = open_all(&mut engine, 3, vec![pdf()]);
    let Opened { found: Found::Nothing, failure: Some(message), .. } = opened else {
        panic!("{opened:?}")
    };
    assert!(message.starts_with("a.pdf: This is a PDF"), "{message}");
    assert_eq!(shown(&mut engine, show("")).total, 1);
}

#[test]
fn several_files_are_one_digest_with_an_account_of_each() {
    let mut engine = Engine::new();
    let file = |name: &str, text: &str| source(name, Content::Bytes(text.as_bytes().to_vec()));
    let twice = format!("{TUESDAY}A stray line\n{MONDAY}");
    let pdf = source("c.pdf", Content::Bytes(b"%PDF-1.7".to_vec()));
    let sources = vec![file("a.txt", MONDAY), pdf, file("b.txt", &twice)];
    let opened = open_all(&mut engine, 1, sources);
    let Opened { found: Found::Papers(reading), failure: Some(_), .. } = opened else {
        panic!("{opened:?}")
    };
    assert_eq!((reading.papers, reading.left_over), (4, 1));
    assert_eq!(reading.summary, "7 records of 4 papers.");
    let names: Vec<_> = reading.parts.iter().map(|part| part.name.as_deref()).collect();
    assert_eq!(names, [Some("a.txt"), Some("c.pdf"), Some("b.txt")]);
    assert_eq!(reading.parts[2].leftovers[0].number, 4);
}

#[test]
fn what_is_no_text_in_an_archive_is_listed_and_told_only_if_nothing_else_is() {
    let mut engine = Engine::new();
    let member = |name: &str, bytes: &[u8]| source(name, Content::Member(bytes.to_vec()));
    let pdf = || member("a.zip: slides.pdf", b"%PDF-1.7");
    let read =
        open_all(&mut engine, 1, vec![pdf(), member("a.zip: monday.txt", MONDAY.as_bytes())]);
    let reading = only_papers(read);
    let names: Vec<_> = reading.parts.iter().map(|part| part.name.as_deref()).collect();
    assert_eq!(names, [Some("a.zip: slides.pdf"), Some("a.zip: monday.txt")]);
    assert!(reading.parts[0].words.starts_with("This is a PDF"));

    let alone = open_all(&mut engine, 2, vec![pdf()]);
    let Opened { found: Found::Nothing, failure: Some(message), .. } = alone else { panic!() };
    assert!(message.starts_with("a.zip: slides.pdf: This is a PDF"), "{message}");

    let twice: Vec<_> = (0..10).map(|_| member("a.zip: b.gz", b"\x1f\x8b\x08")).collect();
    let message = open_all(&mut engine, 3, twice).failure.unwrap();
    assert!(message.starts_with("a.zip: b.gz: This is packed inside of another"), "{message}");
    assert!(message.ends_with("Not read either: 2 files."), "{message}");
}

#[test]
fn what_is_packed_in_a_mail_is_listed() {
    let mail = format!(
        "From: a@example.org\nSubject: Papers\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n{MONDAY}\n\
         --x\nContent-Type: application/gzip; name=\"b.bib.gz\"\n\
         Content-Transfer-Encoding: base64\n\nH4sIAAAAAAAAA6sAAIMW3IwBAAAA\n--x--\n"
    );
    let mail = source("m.eml", Content::Bytes(mail.into_bytes()));
    let reading = only_papers(open_all(&mut Engine::new(), 1, vec![mail]));
    let packed = &reading.parts[1];
    assert_eq!(packed.name.as_deref(), Some("m.eml: b.bib.gz"));
    assert!(packed.words.contains("only one level is unpacked"), "{}", packed.words);
}

#[test]
fn a_long_reading_tells_how_far_it_is_and_shows_the_first_papers() {
    let mut opening = Opening::new(1, today(), 0, decode);
    let mut events = Vec::new();
    opening.read(source("", Content::Text(mail(3000))), &mut |event| events.push(event));
    let reading = only_papers(Engine::new().open(opening, &mut |event| events.push(event)));
    assert_eq!((reading.papers, reading.left_over), (3000, 0));
    let mut last = 0;
    for event in &events {
        let Event::Progress { digest: 1, share, papers, first } = event else { panic!() };
        assert!(*share > last && *share <= 1000, "{share} after {last}");
        assert!(first.is_empty() || last == 0);
        assert!(*papers <= 3000);
        last = *share;
    }
    let Some(Event::Progress { first, .. }) = events.first() else { panic!() };
    assert!(!first.is_empty() && last > 900 && events.len() <= 100, "{} {last}", events.len());
}

#[test]
fn the_first_papers_of_a_long_file_come_before_the_file_is_read() {
    let shown = |bytes: &[u8]| {
        let mut events = Vec::new();
        let mut opening = Opening::new(1, today(), 0, decode);
        opening.read_beginning(bytes.to_vec(), &mut |event| events.push(event));
        let early = events.len();
        opening.read(source("", Content::Bytes(bytes.to_vec())), &mut |event| events.push(event));
        let first = events
            .iter()
            .position(|event| matches!(event, Event::Progress { first, .. } if !first.is_empty()));
        (early, first)
    };
    let long = mail(3000).replace("sheep", "sheep in Jämtland");
    assert_eq!(shown(long.as_bytes()), (1, Some(0)));
    // Whatever the cut goes through, nothing is made up of it.
    for end in 20_000..20_100 {
        assert_eq!(shown(&long.as_bytes()[..end]).0, 1, "{end}");
    }
    for not_listed in [&b"{\"marks\": []}\n"[..], b"PK\x03\x04\n\n", b"", b"Milk\nBread\n"] {
        assert_eq!(shown(not_listed), (0, None));
    }
}

#[test]
fn the_first_papers_of_a_long_digest_come_with_their_marks() {
    let mut engine = Engine::new();
    let long = mail(3000);
    opened(&mut engine, 1, &mail(3));
    click(&mut engine, View::Digest, 0, true, 30);
    let hide = ChangeMark {
        change: MarkChange::Hide(true),
        ..star(&mut engine, View::Digest, 1, true, 31)
    };
    ask(&mut engine, hide);
    let mut events = Vec::new();
    let mut opening = Opening::new(2, today(), 0, decode);
    opening.read(source("", Content::Text(long)), &mut |event| events.push(event));
    let Some(Event::Progress { first, .. }) = events.first_mut() else { panic!() };
    let before = first.len();
    engine.mark_first(first);
    assert_eq!(first.len(), before - 1);
    assert_eq!(first.iter().filter(|card| card.reader.starred).count(), 1);
    assert!(first[0].reader.starred);
}

#[test]
fn a_paper_listed_twice_is_one() {
    let mut engine = Engine::new();
    let reading = opened(&mut engine, 1, &format!("{TUESDAY}{MONDAY}{TUESDAY}"));
    assert_eq!(reading.papers, 4);
}

#[test]
fn what_is_imported_or_refused_is_not_kept_to_be_read_again() {
    let mut engine = Engine::new();
    let saved = backup(&mut engine);
    let mut opening = Opening::new(1, today(), 0, decode);
    let mut keeps = |content| opening.read(source("a", content), &mut |_| {}).is_some();
    assert!(keeps(Content::Text(MONDAY.to_owned())));
    assert!(keeps(Content::Bytes(b"Milk\nBread\n".to_vec())));
    assert!(!keeps(Content::Bytes(saved.clone().into_bytes())));
    assert!(!keeps(Content::Text(saved)));
    assert!(!keeps(Content::Bytes(b"%PDF-1.7".to_vec())));
    assert!(!keeps(Content::Bytes(Vec::new())));
}

#[test]
fn an_account_of_too_many_parts_says_how_much_it_does_not_list() {
    let mut engine = Engine::new();
    let file = |text: String| source("a.txt", Content::Bytes(text.into_bytes()));
    let sources = (0..=Reading::MOST_PARTS).map(|day| file(format!("{MONDAY}Stray {day}\n")));
    let reading = only_papers(open_all(&mut engine, 1, sources.collect()));
    assert_eq!(reading.parts.len(), Reading::MOST_PARTS);
    let summary =
        "303 records of 3 papers. Not listed here: 1 part. Not listed here: 1 left-over line.";
    assert_eq!(reading.summary, summary);
}
