//! What TeX writes and what a person reads, as tables.

use crate::texts::{Pairs, Texts};
use crate::{pairs, texts};

/// Accents by the macro that puts them on the next letter, as combining characters.
const ACCENTS: &[(&str, char)] = &[
    ("'", '\u{301}'),
    // Word processors make these of straight ones.
    ("’", '\u{301}'),
    ("‘", '\u{301}'),
    ("”", '\u{308}'),
    ("“", '\u{308}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("\"", '\u{308}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("v", '\u{30c}'),
    ("c", '\u{327}'),
    ("u", '\u{306}'),
    ("H", '\u{30b}'),
    ("k", '\u{328}'),
    ("r", '\u{30a}'),
    ("b", '\u{331}'),
    ("d", '\u{323}'),
    ("h", '\u{309}'),
];

/// Letters that have a macro of their own; a space after such a macro only ends its name.
static LETTERS: Pairs = pairs![
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ss", "ß"),
    ("SS", "ẞ"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("hyphen", "-"),
];

/// Other macros that represent text.
static SYMBOLS: Pairs = pairs![
    ("%", "%"),
    ("&", "&"),
    ("_", "_"),
    ("#", "#"),
    ("$", "$"),
    ("{", "{"),
    ("}", "}"),
    (",", " "),
    (";", " "),
    (":", " "),
    (" ", " "),
    ("!", ""),
    ("/", ""),
    ("-", ""),
    ("@", ""),
    ("S", "§"),
    ("P", "¶"),
    ("copyright", "©"),
    ("pounds", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("ldots", "..."),
    ("dots", "..."),
    ("textellipsis", "..."),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("lq", "‘"),
    ("rq", "’"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("textquotesingle", "'"),
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textunderscore", "_"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("textdegree", "°"),
    ("deg", "°"),
    ("eg", "e.g."),
    ("ie", "i.e."),
    ("etc", "etc."),
    ("nobreakdash", ""),
    ("textmu", "µ"),
    ("textbullet", "•"),
    ("textperthousand", "‰"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textbar", "|"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("BibTeX", "BibTeX"),
    ("quad", " "),
    ("qquad", " "),
    ("newline", " "),
    ("par", " "),
    ("linebreak", " "),
    ("noindent", ""),
    ("xspace", ""),
    ("protect", ""),
];

/// Switches of typeface and size: they represent nothing.
static SWITCHES: Texts = texts![
    "em",
    "bf",
    "it",
    "tt",
    "sc",
    "rm",
    "sf",
    "sl",
    "itshape",
    "bfseries",
    "ttfamily",
    "scshape",
    "rmfamily",
    "sffamily",
    "slshape",
    "upshape",
    "mdseries",
    "normalfont",
    "tiny",
    "scriptsize",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
];

/// What is made of the argument of a macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The text of the argument stays.
    Plain,
    /// The text in quotation marks, which alternate with depth.
    Quoted,
    /// The text in parentheses, after a space.
    Note,
    /// The argument as it is: an address.
    Address,
    /// Two arguments: an address and the text that shows it.
    Linked,
    /// Nothing, and no space before it.
    Dropped,
    /// The keys in brackets: the sentence needs a word in this place.
    Bracketed,
    /// Digits raised or lowered.
    Script(Script),
}

/// Raised or lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Super,
    Sub,
}

/// Macros with arguments.
const SHAPES: &[(&str, Shape)] = &[
    ("emph", Shape::Plain),
    ("textbf", Shape::Plain),
    ("textit", Shape::Plain),
    ("texttt", Shape::Plain),
    ("textsc", Shape::Plain),
    ("textrm", Shape::Plain),
    ("textsf", Shape::Plain),
    ("textsl", Shape::Plain),
    ("textup", Shape::Plain),
    ("textmd", Shape::Plain),
    ("textnormal", Shape::Plain),
    ("underline", Shape::Plain),
    ("uline", Shape::Plain),
    ("mbox", Shape::Plain),
    ("hbox", Shape::Plain),
    ("text", Shape::Plain),
    ("foreignlanguage", Shape::Plain),
    ("acrshort", Shape::Plain),
    ("acrlong", Shape::Plain),
    ("gls", Shape::Plain),
    ("mkbibemph", Shape::Plain),
    ("enquote", Shape::Quoted),
    ("mkbibquote", Shape::Quoted),
    ("footnote", Shape::Note),
    ("url", Shape::Address),
    ("nolinkurl", Shape::Address),
    ("path", Shape::Address),
    ("href", Shape::Linked),
    ("cite", Shape::Dropped),
    ("citep", Shape::Dropped),
    ("parencite", Shape::Dropped),
    ("autocite", Shape::Dropped),
    ("label", Shape::Dropped),
    ("thanks", Shape::Dropped),
    ("citet", Shape::Bracketed),
    ("textcite", Shape::Bracketed),
    ("citeauthor", Shape::Bracketed),
    ("textsuperscript", Shape::Script(Script::Super)),
    ("textsubscript", Shape::Script(Script::Sub)),
];

fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
}

/// Returns the combining character of an accent macro.
pub(super) fn accent(name: &str) -> Option<char> {
    find(ACCENTS, name)
}

/// Returns the letter that a macro represents.
pub(super) fn letter(name: &str) -> Option<&'static str> {
    find(&LETTERS, name)
}

/// Returns the text that a macro represents.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    find(&SYMBOLS, name)
}

/// Returns true if the macro only switches the typeface.
pub(super) fn is_switch(name: &str) -> bool {
    SWITCHES.contains(&name)
}

/// Returns what is made of the arguments of a macro.
pub(super) fn shape(name: &str) -> Option<Shape> {
    find(SHAPES, name)
}

/// Returns `text` raised or lowered, if every character has such a form.
pub(super) fn scripted(text: &str, script: Script) -> Option<String> {
    const PLAIN: &str = "0123456789+-";
    let forms = match script {
        Script::Super => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
        Script::Sub => "₀₁₂₃₄₅₆₇₈₉₊₋",
    };
    text.chars().map(|c| forms.chars().nth(PLAIN.find(c)?)).collect()
}
