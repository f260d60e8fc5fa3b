use super::*;

/// What is written, and what is read.
const CASES: &[(&str, &str)] = &[
    ("plain text, it's 50% done", "plain text, it's 50% done"),
    (r"G\'erard, {\'E}mile, \'{E}tienne", "Gérard, Émile, Étienne"),
    (r"Dvo\v{r}\'ak and \v Sime\v{c}ek", "Dvořák and Šimeček"),
    (r#"G\"odel, M{\"u}ller, \"{O}zg\"ur"#, "Gödel, Müller, Özgür"),
    (
        r"{\aa}rhus, \O{}ystein, S\o ren, Stra\ss e, {\L}ukasz",
        "århus, Øystein, Søren, Straße, Łukasz",
    ),
    (r"Fran\c{c}ois Gar\c con, Erd\H{o}s, \k{a}", "François Garçon, Erdős, ą"),
    (r#"na\"{\i}ve, Mart\'{\i}nez, Garc\'\i a, \'\i ndice"#, "naïve, Martínez, García, índice"),
    (r"Psych\=eChat, \.Ilker, \~{n}, \^o, \`a", "PsychēChat, İlker, ñ, ô, à"),
    (r"\enquote{outer \enquote{inner} quote}", "“outer ‘inner’ quote”"),
    (r"\”Ubler, Jos\’e, Garc\’{\i}a, {\“o}", "Übler, José, García, ö"),
    (r"``so called’’ and it’s ’’", "“so called” and it’s ’’"),
    (r"``so called'' and 5'' and `single'", "“so called” and 5'' and `single'"),
    (r"\emph{very \textbf{bold}} {\em old} {\bf style}", "very bold old style"),
    (r"a---b, 1--9, well -- yes, use --all, -----", "a—b, 1–9, well – yes, use --all, -----"),
    (r"Fig.~3, Smith~et~al., ~47k, z~2, 1~2, (~5)", "Fig. 3, Smith et al., ~47k, z~2, 1~2, (~5)"),
    (r"11\% of A\&B, x\_y, \#1, \$5", "11% of A&B, x_y, #1, $5"),
    (r"and so on\ldots{} or \dots", "and so on... or ..."),
    (r"see \url{https://a.org/~x/b\_c}.", "see https://a.org/~x/b_c."),
    (r"see https://a.org/~x/b\_c--d.", "see https://a.org/~x/b_c--d."),
    (
        r"\href{https://a.org/x}{our page} \href{https://a.org}{https://a.org}",
        "our page (https://a.org/x) https://a.org",
    ),
    (r"as shown~\cite{a,b}. \citet{doe} says.\footnote{Or so.}", "as shown. [doe] says. (Or so.)"),
    (r"19\textsuperscript{th}, m\textsuperscript{2}, H\textsubscript{2}O", "19th, m², H₂O"),
    (r"rate $O(n^{-1/2})~\emph{x}$ and $$a--b$$", r"rate $O(n^{-1/2})~\emph{x}$ and $$a--b$$"),
    (r"rate \(O(n)\) and \[ a--b \]", "rate $O(n)$ and $$a--b$$"),
    (r"from $5 to $10 -- \emph{cheap}", "from $5 to $10 – cheap"),
    (r"unknown \foo{bar} {\epsilon} N \times M", r"unknown \foo{bar} {\epsilon} N \times M"),
    (r"open \emph{never closed, {, } and \", r"open \emph{never closed, {, } and \"),
    (r"farms (\eg, ours) at 90\deg{} and \gls{cnn}s", "farms (e.g., ours) at 90° and cnns"),
    (r"Rodr\'{iguez, never closed", "Rodríguez, never closed"),
    (r"unclosed \emph{a and $b -- c", r"unclosed \emph{a and $b – c"),
    (r#"Caf{\' e} {\" u}ber, said \" u"#, r#"Café über, said \" u"#),
    (r"fine\hyphen Grained, \mkbibquote{Wool} of \mkbibemph{Ovis}", "fine-Grained, “Wool” of Ovis"),
    (r#"he said \"quite so\""#, r#"he said \"quite so\""#),
    ("ein „Wort“, 中文~字", "ein „Wort“, 中文 字"),
];

#[test]
fn tex_is_read_as_a_person_reads_it() {
    for (written, expected) in CASES {
        assert_eq!(read(written), *expected, "{written}");
    }
}

#[test]
fn reading_twice_changes_nothing_more() {
    for (written, _) in CASES.iter().filter(|(w, _)| !w.contains(r"\$")) {
        let once = read(written);
        assert_eq!(read(&once), once, "{written}");
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = r"\emph{".repeat(50_000) + "x" + &"}".repeat(50_000);
    assert!(read(&deep).contains('x'));
}

proptest::proptest! {
    #[test]
    fn no_letter_is_lost(text in r"([a-z ]|\\|[{}$~'`-]|é){0,60}") {
        let letters = |t: &str| t.chars().filter(|c| *c == 'é').count();
        assert!(letters(&read(&text)) >= letters(&text));
    }
}
