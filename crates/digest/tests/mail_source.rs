//! The sources of mails give the text that their senders wrote.

mod common;

use common::shared;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use skimmark_digest::intake::{self, Part};

fn sample(name: &str) -> Option<Vec<u8>> {
    shared(&format!("samples/clipboard/mail_raw/{name}"))
}

#[allow(clippy::unwrap_used)]
fn parts(bytes: Vec<u8>) -> Vec<Part> {
    intake::parts(bytes, intake::decode).unwrap()
}

/// Returns the lines of a text, whatever ends them, without the blank ones before and after the
/// others.
fn lines(text: &str) -> Vec<&str> {
    trimmed(text.lines().collect())
}

fn trimmed(mut lines: Vec<&str>) -> Vec<&str> {
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.split_off(blank)
}

/// Returns the lines as they were before they were quoted.
fn unquoted<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let plain = |line: &&'a str| -> &'a str {
        line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line)
    };
    trimmed(lines.iter().map(plain).collect())
}

#[test]
fn the_text_of_a_mail_is_as_it_was_sent() {
    for name in [
        "m01_arxiv_plain_7bit_nomime",
        "m03_arxiv_alternative_qp_utf8",
        "m05_arxiv_plain_base64_utf8",
        "m06_arxiv_format_flowed",
        "m09_arxiv_iso8859_1_8bit",
        "m10_arxiv_reply_quoted",
        "m12_arxiv_gmail_forward_alternative",
        "s03_scholar_alternative_qp",
        "s06_scholar_gmail_forward",
    ] {
        let Some(source) = sample(&format!("{name}.eml")) else { return };
        let expected = String::from_utf8(sample(&format!("{name}.expected_text.txt")).unwrap());
        let expected = expected.unwrap();
        let alternatives = source.windows(21).any(|bytes| bytes == b"multipart/alternative");
        let of_file = parts(source.clone());
        assert_eq!(of_file.len(), 1, "{name}");
        assert_eq!(of_file[0].pages.len(), 1 + usize::from(alternatives), "{name}");
        let mut wanted = lines(&expected);
        if name.starts_with("m10") {
            wanted = unquoted(&wanted);
        }
        let found = of_file[0].pages[0].text();
        assert!(lines(found) == wanted, "{name}:\n{found}");
        // The same source gives the same when pasted.
        if let Ok(source) = String::from_utf8(source) {
            assert_eq!(intake::text_parts(source.clone(), intake::decode), of_file, "{name}");
            let with_lf = intake::text_parts(source.replace("\r\n", "\n"), intake::decode);
            assert_eq!(lines(with_lf[0].pages[0].text()), lines(found), "{name}");
        }
    }
}

#[test]
fn a_mail_of_html_alone_is_read_as_that_html() {
    let Some(source) = sample("s01_scholar_html_qp.eml") else { return };
    let html = String::from_utf8(sample("s01_scholar_html_qp.expected_text.txt").unwrap());
    let parts = parts(source);
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].name, "Miltiadis Allamanis - new related research");
    let of_html = intake::text_parts(html.unwrap(), intake::decode);
    assert_eq!(lines(parts[0].pages[0].text()), lines(of_html[0].pages[0].text()));
}

#[test]
fn an_attached_mail_is_a_part_of_its_own() {
    let Some(source) = sample("m13_arxiv_rfc822_attachment.eml") else { return };
    let expected =
        String::from_utf8(sample("m01_arxiv_plain_7bit_nomime.expected_text.txt").unwrap());
    let parts = parts(source);
    let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    let subject = "cs daily Subj-class mailing 20000080 1";
    assert_eq!(names, [format!("Fwd: {subject}"), subject.to_owned()]);
    assert!(parts[0].pages[0].text().contains("José"));
    assert_eq!(lines(parts[1].pages[0].text()), lines(&expected.unwrap()));
}

#[test]
fn a_mailbox_gives_each_of_its_messages() {
    let Some(source) = sample("mbox5.mbox") else { return };
    let truth = String::from_utf8(sample("mbox5.truth.jsonl").unwrap()).unwrap();
    let parts = parts(source);
    let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    let (arxiv, scholar) =
        ("cs daily Subj-class mailing 20000080 1", "Miltiadis Allamanis - new related research");
    // Two messages are attached to the fifth.
    assert_eq!(names, [arxiv, arxiv, scholar, &format!("Re: {arxiv}"), "mixed", arxiv, scholar]);
    let mut papers = 0;
    for paper in truth.lines() {
        let paper: serde_json::Value = serde_json::from_str(paper).unwrap();
        let message = paper["message"].as_u64().unwrap() as usize;
        let of_message = if message == 5 { &parts[4..] } else { &parts[message - 1..message] };
        let id = paper["id"].as_str().unwrap_or_default();
        let holds = |part: &Part| part.pages[0].text().contains(id);
        assert!(of_message.iter().any(holds), "{message}: {id}");
        papers += 1;
    }
    assert_eq!(papers, 66);
    assert!(parts[0].pages[0].text().contains("\nFrom now on this list is weekly."));
    assert!(!parts.iter().any(|part| part.pages[0].text().contains("From sender@example.org")));
}

#[test]
fn the_real_daily_mail_is_its_body() {
    let Some(source) = shared("samples/arxiv-mail/jccr_cs_daily.eml") else { return };
    let parts = parts(source.clone());
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].name, "cs daily Subj-class mailing 20000080 1");
    let source = String::from_utf8(source).unwrap().replace("\r\n", "\n");
    let (_, body) = source.split_once("\n\n").unwrap();
    assert_eq!(lines(parts[0].pages[0].text()), lines(body));
}

/// The elements of mails, and what breaks them.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    " ",
    ";",
    "=",
    "=\n",
    "\"",
    ">",
    "> ",
    "é",
    "text ",
    "From ",
    ">From ",
    "From a@b Thu\n",
    "Subject: ",
    "To: b\n",
    "X-A: ",
    "=?utf-8?q?",
    "=?utf-7?b?",
    "?=",
    "w6k=",
    "--A",
    "--A\n",
    "--A--\n",
    "Content-Type: multipart/mixed; boundary=A\n",
    "Content-Type: multipart/alternative; boundary=\"A\n",
    "Content-Type: multipart/digest; boundary*0*=''A\n",
    "Content-Type: message/rfc822\n",
    "Content-Type: text/plain; format=flowed; delsp=yes; charset=",
    "utf-16le\n",
    "utf-7\n",
    "koi8-r\n",
    "Content-Type: text/html\n",
    "Content-Disposition: attachment; filename=a\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "<p>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_a_mail_it_is_read(
        pieces in vec(select(PIECES), 0..60),
        header in any::<bool>(),
        broken in any::<u8>(),
    ) {
        let start = if header { "Subject: a\nMIME-Version: 1.0\n" } else { "" };
        let source = format!("{start}{}", pieces.concat());
        let mut bytes = source.clone().into_bytes();
        let parts = intake::text_parts(source, intake::decode);
        prop_assert!(!parts.is_empty());
        prop_assert!(parts.iter().all(|part| matches!(part.pages.len(), 1 | 2)));
        // Two versions, each of at most three bytes for a byte of the source.
        let text: usize = parts.iter().flat_map(|p| &p.pages).map(|page| page.text().len()).sum();
        prop_assert!(text <= 8 * bytes.len() + 100, "{} of {}", text, bytes.len());
        if let Some(byte) = bytes.get_mut(usize::from(broken)) {
            *byte = broken | 0x80;
        }
        let of_file = intake::parts(bytes, intake::decode);
        prop_assert!(of_file.map_or(true, |parts| !parts.is_empty()));
    }
}

/// The lines of composed mails, some of which look like what parts mails.
const LINES: &[&str] = &[
    "Sheep are counted at night.",
    "Zählen, 数羊; łąka",
    "wool=3D, a = b =41",
    "--A",
    "--A-- and more",
    "--AB--C",
    "=?utf-8?q?wool?=",
    "Subject: of the second paragraph",
    "",
];

/// An entity of a composed mail.
#[derive(Clone, Debug)]
enum Node {
    Text(Vec<&'static str>, Coding),
    Many(Vec<Node>, &'static str),
}

#[derive(Clone, Copy, Debug)]
enum Coding {
    Plain,
    Base64,
    QuotedPrintable,
}

fn nodes() -> impl Strategy<Value = Node> {
    let coding = select(&[Coding::Plain, Coding::Base64, Coding::QuotedPrintable][..]);
    let text =
        (vec(select(LINES), 1..5), coding).prop_map(|(lines, coding)| Node::Text(lines, coding));
    text.prop_recursive(4, 24, 4, |inner| {
        let preamble = select(&["", "Preamble\n", "--\n"][..]);
        (vec(inner, 1..4), preamble).prop_map(|(nodes, preamble)| Node::Many(nodes, preamble))
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| -> [char; 4] {
        let bits =
            (0..3).fold(0, |bits, at| bits << 8 | three.get(at).map_or(0, |b| usize::from(*b)));
        let letter = |at: usize| char::from(LETTERS[bits >> (18 - 6 * at) & 63]);
        [0, 1, 2, 3].map(|at| if at > three.len() { '=' } else { letter(at) })
    };
    let letters: Vec<char> = bytes.chunks(3).flat_map(group).collect();
    let lines: Vec<String> = letters.chunks(40).map(String::from_iter).collect();
    lines.join("\n")
}

/// Composes an entity. The boundaries of inner ones begin as those of outer ones do.
fn composed(node: &Node, name: &str) -> String {
    match node {
        Node::Text(lines, coding) => {
            let text = lines.join("\n");
            let (coding, body) = match coding {
                Coding::Plain => ("8bit", text),
                Coding::Base64 => ("BASE64", base64(text.as_bytes())),
                Coding::QuotedPrintable => {
                    let escape = |byte: &u8| match byte {
                        b'\n' | b' ' | b'a'..=b'z' | b'-' => char::from(*byte).to_string(),
                        _ => format!("=\n={byte:02X}"),
                    };
                    ("quoted-printable", text.as_bytes().iter().map(escape).collect())
                }
            };
            let kind = "Content-Type: text/plain; charset=utf-8";
            format!("{kind}\nContent-Transfer-Encoding: {coding}\n\n{body}")
        }
        Node::Many(nodes, preamble) => {
            let part = |(at, node): (usize, &Node)| {
                format!("--{name}\n{}\n", composed(node, &format!("{name}{at}")))
            };
            let parts: String = nodes.iter().enumerate().map(part).collect();
            let kind = format!("Content-Type: multipart/mixed;\n boundary=\"{name}\"");
            format!("{kind}\n\n{preamble}{parts}--{name}--\nEpilogue\n")
        }
    }
}

fn texts(node: &Node) -> Vec<&'static str> {
    match node {
        Node::Text(lines, _) => lines.iter().copied().filter(|line| !line.is_empty()).collect(),
        Node::Many(nodes, _) => nodes.iter().flat_map(texts).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_composed_mail_reads_back(node in nodes(), crlf in any::<bool>()) {
        let mut source = format!("Subject: a\nMIME-Version: 1.0\n{}", composed(&node, "b"));
        if crlf {
            source = source.replace('\n', "\r\n");
        }
        let read = intake::parts(source.into_bytes(), intake::decode).unwrap_or_default();
        let found: Vec<_> = numbered(&read).into_iter().map(|(_, line)| line).collect();
        prop_assert_eq!(found, texts(&node));
    }
}

/// Returns the number and the text of each line that is not blank.
fn numbered(parts: &[Part]) -> Vec<(u32, String)> {
    let lines = parts.iter().flat_map(|part| part.pages[0].lines());
    let lines = lines.filter(|line| !line.text.is_empty());
    lines.map(|line| (line.number, line.text.to_owned())).collect()
}

#[test]
fn lines_are_numbered_as_in_the_file() {
    let header = "From: a@example.org\nSubject: sheep\nMIME-Version: 1.0\n";
    let plain = format!("{header}\none\ntwo\n\n");
    let soft = format!("{header}Content-Transfer-Encoding: quoted-printable\n\non=\ne\ntwo\n\n");
    let lines = |source: &str| numbered(&parts(source.as_bytes().to_vec()));
    let line = |number: u32, text: &str| (number, text.to_owned());
    assert_eq!(lines(&plain), [line(5, "one"), line(6, "two")]);
    assert_eq!(lines(&soft), [line(6, "one"), line(8, "two")]);
    let two = [line(5, "one"), line(6, "two"), line(13, "one"), line(15, "two")];
    assert_eq!(lines(&format!("{plain}{soft}")), two);
    let mailbox = format!("From a@b Thu Nov  7\n{plain}From a@b Thu Nov  7\n{plain}");
    let four = [line(6, "one"), line(7, "two"), line(14, "one"), line(15, "two")];
    assert_eq!(lines(&mailbox), four);
}
