//! The entry as JSON: a field that is unknown is absent.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::fields::{Reading, WrongField};
use super::{Fields, Json};
use crate::date::PartialDate;
use crate::entry::{Announcement, Category, Entry, Ids};
use crate::links::{Link, LinkKind};
use crate::score::Score;

const LINK_KINDS: [(&str, LinkKind); 6] = [
    ("abs", LinkKind::Abs),
    ("pdf", LinkKind::Pdf),
    ("html", LinkKind::Html),
    ("doi", LinkKind::Doi),
    ("code", LinkKind::Code),
    ("other", LinkKind::Other),
];

const ANNOUNCEMENTS: [(&str, Announcement); 4] = [
    ("new", Announcement::New),
    ("cross", Announcement::Cross),
    ("replaced", Announcement::Replaced),
    ("withdrawn", Announcement::Withdrawn),
];

/// The form of a paper.
#[allow(clippy::needless_lifetimes)] // The closure needs its name.
pub fn entry<'e>(entry: &'e Entry) -> Json<'e> {
    let mut fields = vec![field("title", Json::text(&entry.title))];
    let mut add = |name, value: Option<Json<'e>>| fields.extend(value.map(|it| field(name, it)));
    add("authors", list(entry.authors.iter().map(|name| Json::text(name))));
    add("more_authors", flag(entry.more_authors));
    add("affiliation", text(&entry.affiliation));
    add("abstract", text(&entry.abstract_text));
    add("categories", list(entry.categories.iter().map(|category| Json::text(&category.0))));
    add("score", entry.score.map(|score| Json::Decimal(f64::from(score))));
    add("date", entry.date.map(|date| Json::Text(Cow::Owned(date.to_string()))));
    add("date_inferred", flag(entry.date_inferred));
    add("has_code", flag(entry.has_code));
    add("ids", ids(&entry.ids));
    add("version", entry.version.map(|version| Json::Whole(u64::from(version))));
    add("links", list(entry.links.iter().map(link)));
    add("announced", list(entry.announced.iter().map(|it| named(&ANNOUNCEMENTS, it))));
    add("venue", text(&entry.venue));
    add("comments", text(&entry.comments));
    add("confidence", Some(Json::Decimal(f64::from(entry.confidence))));
    Json::Object(fields)
}

/// A value and its name.
pub fn field<'a>(name: &'static str, value: Json<'a>) -> (Cow<'a, str>, Json<'a>) {
    (Cow::Borrowed(name), value)
}

/// A list of values, unless it is empty.
fn list<'a>(values: impl Iterator<Item = Json<'a>>) -> Option<Json<'a>> {
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then_some(Json::List(values))
}

fn flag<'a>(flag: bool) -> Option<Json<'a>> {
    flag.then_some(Json::Flag(true))
}

fn text(text: &Option<String>) -> Option<Json<'_>> {
    text.as_deref().map(Json::text)
}

fn ids(ids: &Ids) -> Option<Json<'_>> {
    let all = [("arxiv", &ids.arxiv), ("doi", &ids.doi), ("pmid", &ids.pmid)];
    let known: Fields<'_> =
        all.into_iter().filter_map(|(name, id)| Some(field(name, text(id)?))).collect();
    (!known.is_empty()).then_some(Json::Object(known))
}

fn link(link: &Link) -> Json<'_> {
    let kind = named(&LINK_KINDS, &link.kind);
    Json::Object(vec![field("kind", kind), field("url", Json::text(&link.url))])
}

fn named<'a, T: PartialEq>(names: &[(&'static str, T)], value: &T) -> Json<'a> {
    let name = names.iter().find(|(_, known)| known == value);
    name.map_or(Json::Null, |(name, _)| Json::text(name))
}

/// The paper of that form.
///
/// # Errors
/// Where a field holds what it cannot hold.
pub fn read_entry(mut fields: Reading<'_>) -> Result<Entry, WrongField> {
    let date = fields.text("date")?.map(|date| date.parse::<PartialDate>());
    let score = fields.decimal("score")?.map(Score::try_from);
    let version = fields.whole("version")?.map(u16::try_from);
    #[allow(clippy::cast_possible_truncation)]
    Ok(Entry {
        title: fields.text("title")?.unwrap_or_default(),
        authors: fields.texts("authors")?,
        more_authors: fields.flag("more_authors")?,
        affiliation: fields.text("affiliation")?,
        abstract_text: fields.text("abstract")?,
        categories: fields.texts("categories")?.into_iter().map(Category).collect(),
        score: score.transpose().map_err(|_| WrongField("score"))?,
        date: date.transpose().map_err(|_| WrongField("date"))?,
        date_inferred: fields.flag("date_inferred")?,
        has_code: fields.flag("has_code")?,
        ids: read_ids(fields.object("ids")?)?,
        version: version.transpose().map_err(|_| WrongField("version"))?,
        links: read_links(fields.list("links")?)?,
        announced: read_announced(&fields.texts("announced")?)?,
        venue: fields.text("venue")?,
        comments: fields.text("comments")?,
        confidence: fields.decimal("confidence")?.unwrap_or_default() as f32,
        glued: None,
    })
}

fn read_ids(mut ids: Reading<'_>) -> Result<Ids, WrongField> {
    Ok(Ids { arxiv: ids.text("arxiv")?, doi: ids.text("doi")?, pmid: ids.text("pmid")? })
}

fn read_links(values: Vec<Json<'_>>) -> Result<Vec<Link>, WrongField> {
    let mut links = Vec::with_capacity(values.len());
    for value in values {
        let mut link = Reading::of(value, "links")?;
        let (kind, url) = (link.text("kind")?, link.text("url")?);
        let kind = kind.and_then(|kind| known(&LINK_KINDS, &kind)).ok_or(WrongField("kind"))?;
        links.push(Link { kind, url: url.ok_or(WrongField("url"))? });
    }
    Ok(links)
}

fn read_announced(names: &[String]) -> Result<Vec<Announcement>, WrongField> {
    let announced = names.iter().map(|name| known(&ANNOUNCEMENTS, name));
    announced.collect::<Option<_>>().ok_or(WrongField("announced"))
}

fn known<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        entry(self).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Entry, WrongField> {
        read_entry(Reading::of(Json::read(text).unwrap(), "entry").unwrap())
    }

    /// A paper of which everything is known, and its form.
    fn full() -> (Entry, String) {
        let text = |text: &str| Some(text.to_owned());
        let paper = Entry {
            title: "A \"Title\"".into(),
            authors: vec!["Ana Lee".into(), "Bo Ek".into()],
            more_authors: true,
            affiliation: text("hill-farm"),
            abstract_text: text("We count\nsheep."),
            categories: vec![Category("cs.CL".into())],
            score: Score::from_tenths(978),
            date: "2026-03".parse().ok(),
            date_inferred: true,
            has_code: true,
            ids: Ids { arxiv: text("2603.1"), doi: text("10.1/a"), pmid: text("7") },
            version: Some(2),
            links: LINK_KINDS.map(|(_, kind)| Link { kind, url: "https://a.org".into() }).into(),
            announced: Announcement::ALL.into(),
            venue: text("Meadows"),
            comments: text("12 pages"),
            confidence: 0.92,
            glued: None,
        };
        let links = ["abs", "pdf", "html", "doi", "code", "other"]
            .map(|kind| format!(r#"{{"kind":"{kind}","url":"https://a.org"}}"#))
            .join(",");
        let form = r#"{"title":"A \"Title\"","authors":["Ana Lee","Bo Ek"],"more_authors":true,"#
            .to_owned()
            + r#""affiliation":"hill-farm","abstract":"We count\nsheep.","categories":["cs.CL"],"#
            + r#""score":97.8,"date":"2026-03","date_inferred":true,"has_code":true,"#
            + r#""ids":{"arxiv":"2603.1","doi":"10.1/a","pmid":"7"},"version":2,"#
            + &format!(r#""links":[{links}],"#)
            + r#""announced":["new","cross","replaced","withdrawn"],"venue":"Meadows","#
            + r#""comments":"12 pages","confidence":0.92}"#;
        (paper, form)
    }

    #[test]
    fn every_field_is_written_and_read() {
        let (paper, form) = full();
        assert_eq!(entry(&paper).to_string(), form);
        assert_eq!(serde_json::to_string(&paper).unwrap(), form);
        assert_eq!(read(&form), Ok(paper));
    }

    #[test]
    fn what_is_unknown_is_absent() {
        let paper = Entry { title: "A".into(), ..Entry::default() };
        let form = r#"{"title":"A","confidence":0.0}"#;
        assert_eq!(entry(&paper).to_string(), form);
        assert_eq!(read(form), Ok(paper.clone()));
        assert_eq!(read(r#"{"title":"A","score":null,"colour":[1]}"#), Ok(paper));
    }

    #[test]
    fn a_field_that_holds_what_it_cannot_is_named() {
        let wrong = [
            (r#"{"title":1}"#, "title"),
            (r#"{"authors":["A",2]}"#, "authors"),
            (r#"{"score":250}"#, "score"),
            (r#"{"date":"March"}"#, "date"),
            (r#"{"has_code":"yes"}"#, "has_code"),
            (r#"{"ids":[]}"#, "ids"),
            (r#"{"version":70000}"#, "version"),
            (r#"{"links":[{"kind":"abs"}]}"#, "url"),
            (r#"{"links":[{"kind":"x","url":"https://a.org"}]}"#, "kind"),
            (r#"{"announced":["never"]}"#, "announced"),
        ];
        for (text, field) in wrong {
            assert_eq!(read(text), Err(WrongField(field)), "{text}");
        }
    }
}
