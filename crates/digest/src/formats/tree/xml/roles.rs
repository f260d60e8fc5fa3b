//! What the elements of records mean, by their paths.

use std::sync::OnceLock;

use crate::formats::record::Role;

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// Its text is a field.
    Field(Role),
    /// A person, or a list of them.
    Creator,
    /// What it holds names one person.
    Person(Role),
    /// A part of a person's name.
    Name(Part),
    /// What it holds is one date.
    Day,
    /// A part of a date: year, month and day, in this order.
    DayPart(usize),
    /// An address, in its text or its attributes, and what it leads to.
    Link,
    /// The name by which a program knows the record, perhaps an address.
    Id,
    /// An identifier whose kind an attribute tells.
    Number,
    /// A category or a keyword.
    Category,
    /// What a feed tells of a paper.
    Description,
    /// How the paper was announced.
    Announced,
    /// What it is part of, which stands elsewhere under the name that an attribute says.
    PartOf,
    /// Nothing of the paper itself: its references, its text, pictures.
    Skipped,
}

/// A part of a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Family,
    Given,
    Initials,
    Suffix,
    Whole,
}

use Means::*;

/// Paths of elements from the innermost outwards end so, parted by spaces; `^` is the record itself. The
/// first of them that holds a text counts, in this order.
pub(super) const ROWS: &[(Means, &str)] = &[
    (
        Skipped,
        "^image ^textinput ^enclosure/title author/email author/uri author/url author/role \
         abstract/copyrightinformation commentscorrectionslist referencelist ref-list \
         ^references investigatorlist otherabstract trans-abstract article/body \
         related-article related-object tex-math name-alternatives/string-name permissions \
         aff/label datecompleted daterevised history 245/c 245/h lastauthor",
    ),
    (
        Field(Role::Title),
        "^title articletitle title-group/article-title titles/title arxiv/title dc/title \
         ^titleinfo/title info/title vernaculartitle bookdocument/book/booktitle ^item/title \
         ^245",
    ),
    (Person(Role::Editor), "editors/seq/li/person"),
    (
        Person(Role::Author),
        "authorlist/author contrib-group/contrib ^name arxiv/authors/author person",
    ),
    (
        Creator,
        "^creator ^author/name ^authors/author authors/author ^author ^authors dc/creator \
         ^contributor/name ^authors/author/name arxiv/authors",
    ),
    (Field(Role::Author), "100/a 700/a 110/a 710/a"),
    (Field(Role::Editor), "secondary-authors/author ^editor"),
    (Name(Part::Family), "author/lastname name/surname author/keyname person/last person/surname"),
    (
        Name(Part::Given),
        "author/forename author/firstname name/given-names author/forenames person/first \
         person/givenname",
    ),
    (Name(Part::Initials), "author/initials"),
    (Name(Part::Suffix), "author/suffix name/suffix"),
    (Name(Part::Whole), "author/collectivename contrib/collab contrib/string-name ^name/namepart"),
    (
        Field(Role::Affiliation),
        "affiliationinfo/affiliation author/affiliation article-meta/aff contrib-group/aff \
         ^affiliation",
    ),
    (
        Field(Role::Abstract),
        "article/abstract article-meta/abstract bookdocument/abstract arxiv/abstract 520/a",
    ),
    (Description, "^description ^summary ^abstract ^content ^encoded dc/description"),
    (Day, "journalissue/pubdate article-meta/pub-date article/articledate book/pubdate ^dates"),
    (DayPart(0), "pubdate/year pub-date/year articledate/year dates/year pubdate/medlinedate"),
    (DayPart(1), "pubdate/month pub-date/month articledate/month pub-dates/date"),
    (DayPart(2), "pubdate/day pub-date/day articledate/day"),
    (
        Field(Role::Date),
        "^published ^pubdate ^date ^publicationdate ^coverdate ^issued ^created arxiv/created \
         dc/date origininfo/dateissued relateditem/part/date version/date ^updated ^modified ^year 264/c \
         260/c",
    ),
    (Link, "^origlink ^link ^url ^ee ^enclosure info/ee related-urls/url 856/u"),
    (Link, "pdf-urls/url web-urls/url article-meta/self-uri"),
    (Id, "^guid ^id ^identifier dc/identifier header/identifier arxiv/id journal/identifier"),
    (
        Number,
        "pubmeddata/articleidlist/articleid pubmedbookdata/articleidlist/articleid \
         article/elocationid article-meta/article-id location/elocationid \
         articleids/articleid/value",
    ),
    (
        Field(Role::Doi),
        "^doi arxiv/doi electronic-resource-num info/doi articleids/doi ^elocationid 024/a",
    ),
    (Field(Role::Pmid), "medlinecitation/pmid bookdocument/pmid articleids/pubmed"),
    (Field(Role::Accession), "accession-num"),
    (Field(Role::Database), "remote-database-name"),
    (
        Field(Role::Venue),
        "^publicationname ^fulljournalname 773/t journal/title \
         journal-title-group/journal-title journal-meta/journal-title titles/secondary-title \
         periodical/full-title journal/isoabbreviation arxiv/journal-ref ^journal_ref \
         ^journal_reference ^journal ^booktitle info/venue relateditem/titleinfo/title \
         ispartof/journal/title ispartof/article/title \
         bookdocument/book/publisher/publishername ^source",
    ),
    (
        Field(Role::Volume),
        "^volume journalissue/volume article-meta/volume info/volume journal/volume",
    ),
    (Field(Role::Issue), "^number ^issue journalissue/issue article-meta/issue journal/number"),
    (Field(Role::Pages), "^pagerange pagination/medlinepgn ^pages info/pages"),
    (Field(Role::FirstPage), "^startingpage ^startpage article-meta/fpage"),
    (Field(Role::LastPage), "^endingpage ^endpage article-meta/lpage"),
    (Field(Role::Keywords), "keywordlist/keyword kwd-group/kwd keywords/keyword ^keywords 650/a"),
    (Category, "^primary_category ^category ^subject dc/subject arxiv/categories"),
    (Field(Role::Comments), "^comment arxiv/comments"),
    (
        Field(Role::Type),
        "publicationtypelist/publicationtype pubtypelist/pubtype ^ref-type ^genre ^type \
         dc/type ^itemtype",
    ),
    (Announced, "^announce_type"),
    (PartOf, "^ispartof"),
];

/// Prefixes of elements that say nothing of papers: pictures, sounds, threads.
const FOREIGN: &[&str] =
    &["media:", "itunes:", "slash:", "wfw:", "thr:", "georss:", "creativecommons:"];

/// Returns true for a name with such a prefix.
pub(super) fn is_foreign(name: &str) -> bool {
    FOREIGN.iter().any(|prefix| {
        name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })
}

/// Returns what the element `name` inside of the elements `above` means, the outermost first, and
/// its row. Each path is looked up once (`walk.rs`).
pub(super) fn of(name: &str, above: &[&str]) -> Option<(Means, usize)> {
    static PATHS: OnceLock<Vec<(Means, &str)>> = OnceLock::new();
    let paths = PATHS.get_or_init(|| {
        let paths = |(means, paths): &(Means, &'static str)| {
            let means = *means;
            paths.split(' ').map(move |path| (means, path))
        };
        ROWS.iter().flat_map(paths).collect()
    });
    let rank = paths.iter().position(|(_, path)| matches(path, name, above))?;
    Some((paths[rank].0, rank))
}

fn matches(path: &str, name: &str, above: &[&str]) -> bool {
    let bare = path.strip_prefix('^');
    let mut steps = bare.unwrap_or(path).rsplit('/');
    let is = |step: &str, name: &str| step.eq_ignore_ascii_case(name);
    if !steps.next().is_some_and(|step| is(step, name)) {
        return false;
    }
    let mut above = above.iter().rev();
    steps.all(|step| above.next().is_some_and(|name| is(step, name)))
        && (bare.is_none() || above.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(path: &str) -> Option<Means> {
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let above: Vec<&str> = above.split('/').filter(|it| !it.is_empty()).collect();
        of(name, &above).map(|(means, _)| means)
    }

    #[test]
    fn paths_tell_what_is_of_the_paper_itself() {
        assert_eq!(means("title"), Some(Field(Role::Title)));
        assert_eq!(means("source/title"), None);
        assert_eq!(means("pubDate"), Some(Field(Role::Date)));
        assert_eq!(means("MedlineCitation/Article/ArticleTitle"), Some(Field(Role::Title)));
        assert_eq!(means("MedlineCitation/Article/Journal/JournalIssue/PubDate"), Some(Day));
        assert_eq!(means("PubmedData/ReferenceList/Reference/ArticleIdList/ArticleId"), None);
        assert_eq!(means("author/name"), Some(Creator));
    }
}
