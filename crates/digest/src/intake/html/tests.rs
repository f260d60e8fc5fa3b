use super::*;

fn text(html: &str) -> String {
    page(html).text().to_owned()
}

#[test]
fn blocks_and_cells_part_the_text() {
    let cases = [
        ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
        ("<h3>a</h3><p>b<p>c</p>d", "a\nb\n\nc\n\nd"),
        ("a <b> b</b>\n<i>c </i> d", "a b c d"),
        ("a<br>b<br><br>c<div>d</div>", "a\nb\n\nc\nd"),
        ("<ul>\n<li>a\n<li>b<ul><li>c</ul></ul>d", "a\nb\nc\nd"),
        ("<table><tr><td>a<td><td>b<tr><td> <td>c</table>d", "a\t\tb\nc\nd"),
        ("<pre>a\n  b</pre> c", "a\n  b\nc"),
        ("a&nbsp;&nbsp;[b]&amp;à", "a  [b]&à"),
        ("<style>a</style><script>b<i></script><title>c</title>d<template>e</template>", "d"),
        ("a<svg><path/><title>b</title></svg><noscript>c<p></noscript>d", "ad"),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn no_nesting_and_no_tag_is_too_much() {
    let attributes = ["<p ", &"a=\"&amp;>\" b=\"x\"c".repeat(40_000), "=\"d\">e</p>f"].concat();
    assert_eq!(text(&attributes), "e\n\nf");
    let nested = ["<div>".repeat(20_000), "a".to_owned(), "</div>".repeat(20_000)].concat();
    assert_eq!(text(&nested), "a");
    let unclosed = ["<b><p>".repeat(20_000), "a".to_owned(), "</div>".repeat(20_000)].concat();
    assert_eq!(text(&unclosed), "a");
}

#[test]
fn pauses_change_nothing() {
    let html =
        "<p class=x>a &lt; b &amp;amp <a href=\"/abs/1&amp;2\" b='c'>d</a>é\r\n<!-- - --></p>";
    let many = html.repeat(1000);
    let one = text(html) + "\n\n";
    assert_eq!(text(&many) + "\n\n", one.repeat(1000));
    assert_eq!(page(&many).links(0..many.len()).len(), 1000);
}

/// Returns the text and address of each link.
fn links(page: &Page) -> Vec<(&str, &str)> {
    let text = page.text();
    let links = page.links(0..text.len()).iter();
    links.map(|link| (&text[link.bytes.clone()], link.url.as_str())).collect()
}

#[test]
fn links_have_their_text_and_address() {
    let html = "<p>See <a href=\"https://example.org/?a=1&amp;b=2\"> one <b>two</b> </a>, \
        <a href='mailto:x@example.org'>x</a> <a href='#top'>up</a> <a name=y>y</a> \
        <a href='https://example.org/empty'> </a><a href=/abs/2601.00001v2>three<p>four</a>";
    let page = page(html);
    assert_eq!(page.text(), "See one two , x up y three\n\nfour");
    let expected = [
        ("one two", "https://example.org/?a=1&b=2"),
        ("x", "mailto:x@example.org"),
        ("three\n\nfour", "https://arxiv.org/abs/2601.00001v2"),
    ];
    assert_eq!(links(&page), expected);
}

#[test]
fn a_page_tells_its_address() {
    let cases = [
        "<base href='https://example.org/a/'><a href=b>c</a>",
        "<!-- saved from url=(0023)https://example.org/a/x --><html><a href='./b'>c</a>",
        "<link rel=canonical href='https://example.org/a/?x'><a href=b>c</a>",
        "<meta property='og:url' content='https://example.org/a/x'><a href='../a/b'>c</a>",
        "Version:0.9\r\nStartHTML:1\r\nSourceURL:https://example.org/a/\r\n<html>x\
         <!--StartFragment--><a href='/a/b'>c</a><!--EndFragment--><p>d",
    ];
    for html in cases {
        let page = page(html);
        assert_eq!((page.text(), links(&page)), ("c", vec![("c", "https://example.org/a/b")]));
    }
}

#[test]
fn an_address_stands_where_arxiv_writes_that_there_is_one() {
    let html = "Code: <a href='https://example.org/x'>this https URL</a>. \
        a@b.<a href='http://example.org/'>this http URL</a>";
    let page = page(html);
    assert_eq!(page.text(), "Code: https://example.org/x. a@b.example.org");
    let urls = [
        ("https://example.org/x", "https://example.org/x"),
        ("example.org", "http://example.org/"),
    ];
    assert_eq!(links(&page), urls);
    assert_eq!(text("<a href='javascript:x'>this https URL</a>"), "this https URL");
}

#[test]
fn joints_are_where_pieces_meet() {
    let html = "<div><a>Title</a><span>Ann Au</span> <i>x</i>, <b>y</b></div><b>z</b>\
        <table><td><i>u</i><td><i>v</i></table><b>w</b><br><b>q</b><b> r</b>";
    let page = page(html);
    assert_eq!(page.text(), "TitleAnn Au x, y\nz\nu\tv\nw\nq r");
    assert_eq!(page.joints(0..page.text().len()), [5]);
}

#[test]
fn styles_decide_where_they_are_given() {
    let cases = [
        ("<div style='display: flex'><b>a</b><i>b</i></div>c", "a\nb\nc"),
        ("<p style='display: inline-block'>a</p> <p style='display:inline'>b</p>", "a b"),
        ("<div>a</div><div style='position: absolute'>b</div>c", "a\nbc"),
        ("a<div style='display: none'>b<div>c</div></div>d<p hidden>e<p>f", "ad\nf"),
        ("<span style='white-space: pre-wrap'>a  b\n c</span>", "a  b\n c"),
        (
            "<div style='display:flex'><div style='display:contents'><b>a</b><b>b</b></div></div>",
            "a\nb",
        ),
        ("<div class='tags is-inline-block' style='display: flex'><b>a</b> <b>b</b></div>", "a b"),
        (
            "<div style='display: table-row'><b style='display:table-cell'>a</b><b style='display:table-cell'>b</b></div>",
            "a\tb",
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn controls_show_what_they_hold() {
    let cases = [
        ("a <select><option>b<option selected>c</option><option>d</select> e", "a c e"),
        ("<select><option>b</option><option>c</option></select>", "b"),
        ("<label>a</label><input value='b c'>d", "a\nb c\nd"),
        ("<input type=checkbox value=a> b <input type=hidden value=c><button>d</button>", "b d"),
        ("a <img src=x alt='b'><img src=y alt=''>", "a b"),
        ("<textarea>a\n b</textarea>", "a\n b"),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn tex_replaces_what_was_drawn_of_it() {
    let mathjax = "a <span class='MathJax_Preview'>x</span><span class='MathJax'><span class='mi'>x\
        </span><span>2</span></span><script type='math/tex' id='m'>x^2 < 3</script> b";
    let display = "a<div class='MathJax_Display'><span class='MathJax'>x</span></div>\
        <script type='math/tex; mode=display'>x</script>b";
    let math = "a <span class='katex'><span><math><semantics><mi>x</mi><annotation \
        encoding='application/x-tex'>x_1</annotation></semantics></math></span>\
        <span class='katex-html'>x1</span></span>. b";
    let plain = "a<math><mi>x</mi><mo>+</mo></math>b";
    let drawn = "a <span class='MathJax'><b>x</b><b>2</b></span>b<script>c</script>";
    assert_eq!(text(mathjax), "a $x^2 < 3$ b");
    assert_eq!(text(display), "a$x$b");
    assert_eq!(text(math), "a $x_1$. b");
    assert_eq!(text(plain), "ax+b");
    assert_eq!(text(drawn), "a x2b");
    assert!(page(drawn).joints(0..9).is_empty());
}

#[test]
fn a_saved_listing_reads_as_its_copy_does() {
    let saved = "<!DOCTYPE html>\n<html lang=en>\n<head><title>cs.XX</title>\n<style>p {}</style>\n\
        <script>var a = '<p>';</script></head>\n<body>\n <dl id='articles'>\n <dt>\n  \
        <a name='item1'>[1]</a>\n  <a href =\"/abs/2601.00001\" title=\"Abstract\">\n   \
        arXiv:2601.00001\n  </a>\n  [<a href=\"/pdf/2601.00001\">pdf</a>]\n </dt>\n <dd>\n  \
        <div class='meta'>\n   <div class='list-title mathjax'><span class='descriptor'>Title:\
        </span>\n   On Nothing\n  </div>\n  <div class='list-authors'><a href=\"/a/x\">Ann Au</a>, \
        <a href=\"/a/y\">Bo Be</a></div>\n <div class='list-comments'><span class='descriptor'>\
        Comments:</span> 1 page</div>\n <p class='mathjax'>\n  We find\n none.\n  </p>\n </div>\n\
        </dd>\n</dl><!-- end --></body></html>";
    let page = page(saved);
    let copy = "[1] arXiv:2601.00001 [pdf]\nOn Nothing\nAnn Au, Bo Be\nComments: 1 page\n\
        We find none.";
    assert_eq!(page.text(), copy);
    let expected = [
        ("arXiv:2601.00001", "https://arxiv.org/abs/2601.00001"),
        ("pdf", "https://arxiv.org/pdf/2601.00001"),
    ];
    assert_eq!(links(&page), expected);
}

/// Pieces that are combined in every order below.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div style='display:flex'>",
    "</div>",
    "<a href='https://example.org/'>",
    "</a>",
    "this https URL",
    "<table>",
    "<td>",
    "</td>",
    "</table>",
    "<span class='MathJax'>",
    "</span>",
    "<script type='math/tex'>",
    "</script>",
    "<math>",
    "<annotation encoding='application/x-tex'>",
    "</annotation>",
    "</math>",
    "<select>",
    "<option selected>",
    "</option>",
    "</select>",
    "é\u{a0}",
    "\n",
    " x",
    "<br>",
    "<p hidden>",
    "<svg>",
    "</svg>",
    "<!--StartFragment-->",
    "&nbsp",
    "&#0;",
    "<pre>",
    "<li>",
    "<div style='display:none'>",
    "<b>",
    "</b>",
    "\u{a0}",
    "大",
    "<",
    "&",
    "\r",
    "\0",
    "=\"",
];

proptest::proptest! {
    #[test]
    fn any_order_of_pieces_gives_sound_hints(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let html: String = order.iter().map(|piece| PIECES[*piece]).collect();
        let page = page(&html);
        let text = page.text();
        let mut end = 0;
        for link in page.links(0..text.len() + 1) {
            assert!(end <= link.bytes.start && link.bytes.start < link.bytes.end);
            assert!(text.get(link.bytes.clone()).is_some());
            end = link.bytes.end;
        }
        let joints = page.joints(0..text.len());
        assert!(joints.is_sorted_by(|a, b| a < b));
        assert!(joints.iter().all(|joint| text.is_char_boundary(*joint)));
    }
}
