//! Labels of the fields of a paper, in the words and decorations of many tools.

use super::inline::{Inline, Kind};
use super::lines;
use crate::formats::record::{Role, bare_name, wide_role};
use skimmark_paper::text::lowercase;

/// What a label says of the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A field of the paper.
    Field(Role),
    /// A text that stands in for the abstract.
    Summary,
    /// A score, by which the list may be ordered.
    Rank,
    /// Categories, or subjects by any name.
    Subjects,
    /// Where and when the paper appeared.
    Source,
    /// An address, or an identifier.
    Link,
    /// What a paper has no field for.
    Note,
}

use Label::{Field, Link, Note, Rank, Source, Subjects, Summary};

/// Labels that mean something else than as names of fields, or are no such names; in lower case.
const LABELS: &[(Label, &[&str])] = &[
    (Field(Role::Authors), &["written by"]),
    (Field(Role::Abstract), &["原文摘要", "英文摘要"]),
    (
        Summary,
        &[
            "summary",
            "tl;dr",
            "tldr",
            "tl,dr",
            "tl; dr",
            "snippet",
            "takeaway",
            "key takeaway",
            "description",
            "overview",
            "one-line summary",
            "one-sentence summary",
            "ai summary",
            "总结",
            "简介",
            "要点",
            "一句话总结",
            "中文摘要",
            "内容概述",
            "show",
            "要約",
            "요약",
        ],
    ),
    (
        Field(Role::Date),
        &[
            "published on",
            "submitted on",
            "submission date",
            "announced",
            "issue date",
            "release date",
            "时间",
            "提交日期",
            "更新时间",
        ],
    ),
    (Source, &["published in", "journal/conference", "发表", "出处", "期刊/会议"]),
    (
        Subjects,
        &["subjects", "main category", "primary subject", "arxiv category", "领域", "主要类别"],
    ),
    (Field(Role::Arxiv), &["paper id", "id"]),
    (
        Link,
        &[
            "urls",
            "paper",
            "html",
            "论文",
            "论文地址",
            "原文",
            "阅读论文",
            "阅读原文",
            "查看论文",
            "查看原文",
            "read more",
            "full text",
            "source link",
            "huggingface",
            "hugging face",
            "demo",
            "resources",
            "bibcode",
        ],
    ),
    (Field(Role::Code), &["repository", "开源代码", "代码地址"]),
    (
        Rank,
        &[
            "score",
            "relevance",
            "relevance score",
            "relevancy",
            "rating",
            "overall score",
            "final score",
            "total score",
            "similarity",
            "评分",
            "相关性",
            "相关度",
            "得分",
            "推荐指数",
            "分数",
        ],
    ),
    (Field(Role::Keywords), &["topics", "jel", "index terms"]),
    (Field(Role::Affiliation), &["organizations"]),
    (Field(Role::Comments), &["note", "notes", "评论"]),
    (
        Note,
        &[
            "why it matters",
            "why this matters",
            "key contributions",
            "contributions",
            "contribution",
            "main contributions",
            "how it works",
            "caveats",
            "limitations",
            "limitation",
            "reason",
            "reasons",
            "motivation",
            "method",
            "methods",
            "methodology",
            "approach",
            "results",
            "result",
            "key results",
            "key findings",
            "findings",
            "key finding",
            "key points",
            "key insight",
            "key insights",
            "novelty",
            "strengths",
            "weaknesses",
            "impact",
            "significance",
            "conclusion",
            "conclusions",
            "background",
            "problem",
            "innovation",
            "confidence",
            "relevance reason",
            "analysis",
            "data",
            "dataset",
            "datasets",
            "citations",
            "引用",
            "引用数",
            "被引次数",
            "cited by",
            "votes",
            "upvotes",
            "stars",
            "rank",
            "版本",
            "动机",
            "方法",
            "结果",
            "结论",
            "创新点",
            "贡献",
            "推荐理由",
            "理由",
            "亮点",
            "研究背景",
            "核心贡献",
            "主要贡献",
            "局限性",
            "点评",
        ],
    ),
];

/// Words that lead to an address.
const LEADS: &[&str] = &["Read", "See", "View", "Open", "Get", "Visit", "More", "Full", "Source"];

/// A label is no longer than this, in bytes.
const LONGEST: usize = 48;

/// A line that begins with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labeled {
    pub label: Label,
    /// As the page writes it.
    pub name: String,
    /// Where the value begins in the text.
    pub value: usize,
    /// It is one of the labels that are known.
    pub known: bool,
    /// It is set off from its value by more than a colon.
    pub decorated: bool,
}

/// Returns what a label means.
pub(super) fn meaning(name: &str) -> Option<Label> {
    let name = bare(name);
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let lower = lowercase(name);
    let own = LABELS.iter().find(|(_, names)| names.contains(&lower.as_str()));
    own.map(|(label, _)| *label).or_else(|| of_name(&bare_name(name)))
}

/// Names of fields of programs that are words of any text.
const AMBIGUOUS: &[&str] =
    &["name", "headline", "displayname", "content", "event", "parent", "container", "pub"];

/// Returns what the name of a field means as a label.
fn of_name(name: &str) -> Option<Label> {
    let (role, _) = wide_role(name);
    match role {
        _ if AMBIGUOUS.contains(&name) => None,
        Role::Author => Some(Field(Role::Authors)),
        Role::Venue => Some(Source),
        Role::Categories => Some(Subjects),
        Role::Page | Role::Pdf | Role::Link => Some(Link),
        Role::Title
        | Role::Abstract
        | Role::Date
        | Role::Arxiv
        | Role::Doi
        | Role::Pmid
        | Role::Code
        | Role::Keywords
        | Role::Affiliation
        | Role::Comments => Some(Field(role)),
        _ => None,
    }
}

/// Returns the label without the signs around it.
fn bare(name: &str) -> &str {
    name.trim_matches(|c: char| {
        c.is_whitespace() || lines::is_sign(c) || "*_:：【】[]#-—–.`".contains(c)
    })
}

/// Returns the label that a line begins with. A label that is not known counts only if it is bold,
/// and a colon follows.
pub(super) fn read(line: &Inline) -> Option<Labeled> {
    let text = line.text.as_str();
    let decorated = std::cell::Cell::new(false);
    let of = |label: Label, name: &str, value: usize, known: bool| {
        let rest = &text[value..];
        let skipped = rest.len()
            - rest
                .trim_start_matches([':', '：', ' ', '\u{a0}', '-', '—', '–', '\t', '】', ']'])
                .len();
        Some(Labeled {
            label,
            name: bare(name).to_owned(),
            value: value + skipped,
            known,
            decorated: decorated.get(),
        })
    };
    let first = line.spans.iter().find(|span| {
        let emphasis = matches!(span.kind, Kind::Bold | Kind::Italic | Kind::Code);
        emphasis
            && !span.range.is_empty()
            && lines::after_signs(&text[..span.range.start]).is_empty()
    });
    decorated.set(first.is_some());
    if let Some(span) = first {
        let words = line.words(span);
        let end = span.range.end;
        if let Some((name, _)) = words.split_once([':', '：'])
            && let Some(label) = meaning(name)
        {
            return of(label, name, span.range.start + name.len(), true);
        }
        if let Some(label) = meaning(words) {
            return of(label, words, end, true);
        }
        let colon = words.ends_with([':', '：']) || text[end..].starts_with([':', '：']);
        let short = words.len() <= LONGEST && words.split_whitespace().count() <= 5;
        let linked = line.of(Kind::Link).any(|link| {
            link.url.contains("://") && link.range.start < end && link.range.end > span.range.start
        });
        if colon && short && !linked && span.kind == Kind::Bold && !words.contains(['.', '?']) {
            // `**Read it:** https://...`; other words before an address are a title.
            let leads = LEADS.iter().any(|it| bare(words).starts_with(it));
            let label = if leads && is_address(&text[end..]) { Link } else { Note };
            return of(label, words, end, label == Link);
        }
        return None;
    }
    let start = text.len() - lines::after_signs(text).len();
    let head = &text[start..text.floor_char_boundary(start + LONGEST + 8)];
    let head = head.strip_prefix(['【', '[']).unwrap_or(head);
    let start = text[start..].find(head).map_or(start, |at| start + at);
    if let Some(at) = head.find([':', '：', '】', ']']) {
        let address = || is_address(&text[start + at..]);
        let short = head[..at].split(' ').count() < 5;
        let label = meaning(&head[..at]).or_else(|| (short && address()).then_some(Link))?;
        return of(label, &head[..at], start + at, true);
    }
    // `Relevance 0.90`, and a label alone.
    let name = head.trim_end_matches(|c: char| c.is_ascii_digit() || ".%/ ".contains(c));
    let label = meaning(name).filter(|label| *label == Rank && name.len() < head.trim_end().len());
    if let Some(label) = label {
        return of(label, name, start + name.len(), true);
    }
    let alone = meaning(text)
        .filter(|label| !matches!(label, Link | Rank | Note) && text.len() < LONGEST)?;
    of(alone, text, text.len(), true)
}

/// Returns true if nothing but an address follows a label.
fn is_address(value: &str) -> bool {
    let value = value.trim_start_matches([':', '：', '】', ']', ' ']).trim_end();
    value.starts_with("http") && !value.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::prose::list::inline;

    #[test]
    fn labels_are_read_in_any_decoration() {
        let cases = [
            ("**Authors:** A", Field(Role::Authors), "A"),
            ("**Authors**: A", Field(Role::Authors), "A"),
            ("*Authors:* A", Field(Role::Authors), "A"),
            ("Authors: A", Field(Role::Authors), "A"),
            ("作者：李", Field(Role::Authors), "李"),
            ("【摘要】羊", Field(Role::Abstract), "羊"),
            ("👥 **Authors**: A", Field(Role::Authors), "A"),
            ("**TL;DR** We count.", Summary, "We count."),
            ("**TL;DR** — We count.", Summary, "We count."),
            ("Relevance 0.90", Rank, "0.90"),
            ("**Why sheep:** because", Note, "because"),
            ("**Key contributions**", Note, ""),
            ("**Read it:** https://a.org/1", Link, "https://a.org/1"),
            ("**Wool and Sheep:** https://a.org/1", Note, "https://a.org/1"),
            ("Read it: https://a.org/1", Link, "https://a.org/1"),
            ("<b>Abstract</b> a", Field(Role::Abstract), "a"),
            ("Abstract", Field(Role::Abstract), ""),
        ];
        for (line, label, value) in cases {
            let line = inline::of(line);
            let found = read(&line).expect(&line.text);
            assert_eq!((found.label, &line.text[found.value..]), (label, value), "{}", line.text);
        }
        for line in ["Counting: a survey", "**Counting Sheep**", "Paper", "We count: sheep", ""] {
            assert_eq!(read(&inline::of(line)), None, "{line}");
        }
    }
}
