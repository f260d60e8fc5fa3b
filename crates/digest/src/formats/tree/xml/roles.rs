//! What the elements of records mean, by their paths.

use std::sync::OnceLock;

use crate::formats::record::Role;

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// Its text is a field.
    Field(Role),
    /// A person, perhaps in parts, or a list of them.
    Creator,
    /// What it holds names one person.
    Person(Role),
    /// A part of a person's name, or what the person did.
    Name(Part),
    /// What stands before the title, as its article does.
    Lead,
    /// What goes on with the title.
    Subtitle,
    /// The title of a book, which is that of the record unless a part of it has its own.
    Host,
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

/// A part of a person's name, or what the person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Family,
    Given,
    Middle,
    Initials,
    Suffix,
    Whole,
    Role,
}

/// How many there are.
pub(super) const PARTS: usize = Part::Role as usize + 1;

use Means::*;

/// Paths of elements from the innermost outwards end so, parted by spaces; `^` is the record itself. The
/// first of them that holds a text counts, in this order.
pub(super) const ROWS: &[(Means, &str)] = &[
    (
        Skipped,
        "^image ^textinput ^enclosure/title author/email author/uri author/url author/role \
         abstract/copyrightinformation commentscorrectionslist referencelist ref-list \
         ^references investigatorlist otherabstract trans-abstract article/body \
         related-article related-object tex-math permissions \
         aff/label datecompleted daterevised history 245/c 245/h lastauthor bibliography \
         citation_list component_list journal_metadata/doi_data journal_issue/doi_data \
         proceedings_metadata/doi_data doi_data/collection ^text ^translator \
         ^bookauthor ^compiler ^performer ^browse ^facets",
    ),
    (Lead, "^titleinfo/nonsort"),
    (
        Subtitle,
        "^titleinfo/subtitle ^titleinfo/partnumber ^titleinfo/partname title-group/subtitle \
         ^titles/subtitle resource/titles/subtitle work/titles/subtitle",
    ),
    (
        Host,
        "bookdocument/book/booktitle book_metadata/titles/title \
         book_series_metadata/titles/title book_set_metadata/titles/title monogr/m monogr/u",
    ),
    (
        Field(Role::Title),
        "^title articletitle title-group/article-title ^titles/title resource/titles/title \
         work/titles/title arxiv/title dc/title ^titleinfo/title info/title vernaculartitle \
         ^item/title ^245 titlestmt/title titlestmt/a analytic/title analytic/a",
    ),
    (
        Person(Role::Editor),
        "editors/seq/li/person editor/namelist/person analytic/editor monogr/editor",
    ),
    (
        Person(Role::Author),
        "authorlist/author contrib-group/contrib ^name arxiv/authors/author person \
         contributors/person_name work/person_name ^creators/creator resource/creators/creator \
         titlestmt/author analytic/author monogr/author author-group/author",
    ),
    (
        Creator,
        "^creator ^author/name ^authors/author authors/author ^author ^authors dc/creator \
         ^contributor/name ^authors/author/name arxiv/authors",
    ),
    (Field(Role::Author), "100/a 700/a 110/a 710/a"),
    (Field(Role::Body), "author/corporate contributors/organization"),
    (Field(Role::Editor), "secondary-authors/author ^editor sort/author"),
    (
        Name(Part::Family),
        "author/lastname name/surname string-name/surname author/keyname person/last \
         person/surname person_name/surname creator/familyname persname/surname author/last \
         author/surname",
    ),
    (
        Name(Part::Given),
        "author/forename author/firstname name/given-names string-name/given-names \
         author/forenames person/first person/givenname person_name/given_name \
         creator/givenname persname/forename author/first author/given-name",
    ),
    (Name(Part::Middle), "person/middle"),
    (Name(Part::Initials), "author/initials"),
    (
        Name(Part::Suffix),
        "author/suffix name/suffix string-name/suffix person_name/suffix persname/genname",
    ),
    (
        Name(Part::Whole),
        "author/collectivename contrib/collab contrib/string-name \
         name-alternatives/string-name ^name/namepart \
         creator/creatorname author/persname editor/persname",
    ),
    (Name(Part::Role), "^name/role/roleterm"),
    (
        Field(Role::Affiliation),
        "affiliationinfo/affiliation author/affiliation article-meta/aff contrib-group/aff \
         ^affiliation creator/affiliation person_name/affiliation",
    ),
    (
        Field(Role::Abstract),
        "article/abstract article-meta/abstract bookdocument/abstract arxiv/abstract 520/a \
         work/abstract descriptions/abstract profiledesc/abstract",
    ),
    (Description, "^description ^summary ^abstract ^content ^encoded dc/description"),
    (
        Day,
        "journalissue/pubdate article-meta/pub-date article/articledate book/pubdate ^dates \
         work/publication_date work/posted_date work/approval_date publication_date",
    ),
    (
        DayPart(0),
        "pubdate/year pub-date/year articledate/year dates/year pubdate/medlinedate \
         publication_date/year posted_date/year approval_date/year",
    ),
    (
        DayPart(1),
        "pubdate/month pub-date/month articledate/month pub-dates/date \
         publication_date/month posted_date/month approval_date/month",
    ),
    (DayPart(2), "pubdate/day pub-date/day articledate/day publication_date/day posted_date/day"),
    (
        Field(Role::Date),
        "^published ^pubdate ^date ^publicationdate ^coverdate ^issued ^created arxiv/created \
         dc/date origininfo/dateissued origininfo/copyrightdate part/date version/date ^updated ^modified ^year 264/c 260/c \
         dates/date ^publicationyear resource/publicationyear imprint/date \
         publicationstmt/date",
    ),
    (Link, "^origlink ^link ^url ^ee ^enclosure info/ee related-urls/url 856/u doi_data/resource"),
    (Link, "pdf-urls/url web-urls/url article-meta/self-uri"),
    (Id, "^guid ^id ^identifier dc/identifier header/identifier arxiv/id journal/identifier"),
    (
        Number,
        "pubmeddata/articleidlist/articleid pubmedbookdata/articleidlist/articleid \
         article/elocationid article-meta/article-id location/elocationid \
         articleids/articleid/value resource/identifier analytic/idno biblstruct/idno \
         monogr/idno ^idno ^standardnumber",
    ),
    (
        Field(Role::Doi),
        "^doi arxiv/doi electronic-resource-num info/doi articleids/doi ^elocationid 024/a \
         work/doi_data/doi doi_data/doi",
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
         host/titleinfo/title host/uniform/title ispartof/journal/title ispartof/article/title \
         journal_metadata/full_title journal_metadata/abbrev_title \
         proceedings_metadata/proceedings_title event_metadata/conference_name \
         ispublishedin/titles/title monogr/j monogr/title monogr/meeting ^journalname \
         ^conferencename bookdocument/book/publisher/publishername ^source",
    ),
    (
        Field(Role::Volume),
        "^volume journalissue/volume article-meta/volume info/volume journal/volume \
         part/volume/number journal_volume/volume ispublishedin/volume imprint/volume",
    ),
    (
        Field(Role::Issue),
        "^number ^issue journalissue/issue article-meta/issue journal/number \
         part/issue/number journal_issue/issue ispublishedin/issue imprint/issue",
    ),
    (Field(Role::Pages), "^pagerange pagination/medlinepgn ^pages info/pages imprint/page"),
    (
        Field(Role::FirstPage),
        "^startingpage ^startpage article-meta/fpage pages/first_page extent/start \
         ispublishedin/firstpage",
    ),
    (
        Field(Role::LastPage),
        "^endingpage ^endpage article-meta/lpage pages/last_page extent/end \
         ispublishedin/lastpage",
    ),
    (
        Field(Role::Keywords),
        "keywordlist/keyword kwd-group/kwd keywords/keyword ^keywords 650/a keywords/term \
         item/term",
    ),
    (
        Category,
        "^primary_category ^category ^subject dc/subject arxiv/categories subject/topic \
         subject/geographic subject/temporal subject/name subject/titleinfo subjects/subject",
    ),
    (Field(Role::Comments), "^comment arxiv/comments"),
    (
        Field(Role::Type),
        "publicationtypelist/publicationtype pubtypelist/pubtype ^ref-type ^genre ^type \
         dc/type ^itemtype ^resourcetype resource/resourcetype ^sourcetype",
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
