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
