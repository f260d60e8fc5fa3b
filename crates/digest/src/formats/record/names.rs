//! Names of fields as programs write them: in JSON, in YAML, above the columns of tables.

use super::{Names, Role};

/// What such names mean, as [`bare_name`] gives them, the preferred ones of a role first.
pub(crate) const WIDE: Names = Names {
    own: &[
        (
            Role::Title,
            &[
                "title",
                "papertitle",
                "articletitle",
                "documenttitle",
                "titles",
                "titledisplay",
                "maintitle",
                "itemtitle",
                "papername",
                "标题",
                "题名",
                "论文标题",
                "篇名",
                "题目",
                "论文题目",
                "论文名称",
                "タイトル",
                "제목",
                "titel",
                "titre",
                "titulo",
                "название",
                // These name other things, too.
                "headline",
                "displayname",
                "name",
            ],
        ),
        (
            Role::Author,
            &[
                "author",
                "authors",
                "authorships",
                "authornames",
                "authorlist",
                "creators",
                "creator",
                "authorstring",
                "authordisplay",
                "authfullnames",
                "authorfull",
                "authorsfull",
                "zauthors",
                "paperauthors",
                "authorfullnames",
                "authorfullname",
                "authorsstr",
                "firstauthor",
                "作者",
                "论文作者",
                "著者",
                "저자",
                "autor",
                "autoren",
                "auteurs",
                "autores",
                "авторы",
                "contributors",
            ],
        ),
        (Role::Editor, &["editor", "editors"]),
        (
            Role::Affiliation,
            &[
                "affiliation",
                "affiliations",
                "authoraffiliations",
                "authoraffiliation",
                "institution",
                "institutions",
                "authoraddresses",
                "organization",
                "addresses",
                "组织",
                "机构",
                "作者单位",
                "单位",
                "所属机构",
            ],
        ),
        (
            Role::Abstract,
            &[
                "abstract",
                "abstracttext",
                "abstractnote",
                "abstractinvertedindex",
                "abstracts",
                // These describe other things, too.
                "summary",
                "description",
                "descriptions",
                "snippet",
                "contenttext",
                "contenthtml",
                "content",
                "tldr",
                "摘要",
                "论文摘要",
                "文摘",
                "概要",
                "要旨",
                "초록",
                "аннотация",
            ],
        ),
        (
            Role::Date,
            &[
                "publicationdate",
                "publishdate",
                "published",
                "publishedat",
                "datepublished",
                "publisheddate",
                "firstpublicationdate",
                "date",
                "coverdate",
                "pubdate",
                "dateofpublication",
                "publicationcoverdate",
                "issued",
                "dateissued",
                "publishedonline",
                "publishedprint",
                "publication_date",
                "publishtime",
                "producedates",
                "submitted",
                "submitteddate",
                "publicationyear",
                "year",
                "pubyear",
                "yearpublished",
                "publicationdateyear",
                "publishedyear",
                "onlinedate",
                "produceddates",
                "posted",
                "发表时间",
                "发表日期",
                "日期",
                "发布时间",
                "出版年",
                "年份",
                "年",
                "发表年份",
                "updated",
                "updatedate",
                "created",
                "createdat",
                "createddate",
                "createdate",
            ],
        ),
        (Role::Arxiv, &["arxiv", "arxivid", "arxivnumber", "arxiveprints", "eprint", "arxivno"]),
        (Role::Doi, &["doi", "dois", "doiurl", "doilink", "paperdoi", "articledoi"]),
        (Role::Pmid, &["pmid", "pubmed", "pubmedid", "medlinepmid", "pmids", "medline"]),
        (
            Role::Id,
            &[
                "id",
                "identifier",
                "identifiers",
                "uid",
                "paperid",
                "key",
                "entryid",
                "articleid",
                "编号",
            ],
        ),
        (Role::Accession, &["an", "accessionnumber"]),
        (
            Role::Page,
            &[
                "url",
                "abs",
                "absurl",
                "abstracturl",
                "urlabs",
                "paperurl",
                "articleurl",
                "landingpageurl",
                "link",
                "links",
                "linkurl",
                "arxivurl",
                "arxivlink",
                "paperlink",
                "externalurl",
                "alternate",
                "canonical",
                "permalink",
                "href",
                "htmlurl",
                "uri",
                "fulltextlink",
                "ee",
                "guid",
                "链接",
                "论文链接",
                "原文链接",
                "网址",
                "地址",
            ],
        ),
        (
            Role::Pdf,
            &[
                "pdf",
                "pdfurl",
                "urlpdf",
                "pdflink",
                "linkpdf",
                "openaccesspdf",
                "urlforpdf",
                "downloadurl",
                "fulltexturl",
            ],
        ),
        (
            Role::Code,
            &[
                "code",
                "codeurl",
                "codelink",
                "github",
                "githuburl",
                "githubrepo",
                "githublink",
                "repo",
                "repourl",
                "代码",
                "代码链接",
            ],
        ),
        (Role::Link, &["homepage", "projectpage", "project", "video", "website", "doaj"]),
        (
            Role::Venue,
            &[
                "journal",
                "journaltitle",
                "fulljournalname",
                "publicationtitle",
                "sourcetitle",
                "publicationname",
                "containertitle",
                "booktitle",
                "journalbook",
                "journalname",
                "journalref",
                "journalreference",
                "publicationvenue",
                "hostvenue",
                "conferencename",
                "venue",
                "conference",
                "proceedings",
                "proceeding",
                "proceedingstitle",
                "journalisoabbrev",
                "publication",
                "pub",
                "secondarytitle",
                "jfull",
                "期刊",
                "刊名",
                "期刊名称",
                "会议",
                "来源",
                "文献来源",
                "发表期刊",
                "journalorbook",
                "container",
                "source",
                "event",
            ],
        ),
        (Role::Volume, &["volume", "journalvolume", "vol", "卷"]),
        (Role::Issue, &["issue", "number", "issuenumber", "journalissue", "期"]),
        (Role::Pages, &["pages", "page", "pageinfo", "pagerange", "pagination", "页码"]),
        (
            Role::FirstPage,
            &[
                "firstpage",
                "startpage",
                "pagestart",
                "startingpage",
                "beginpage",
                "pagefirst",
                "articlenumber",
                "artno",
            ],
        ),
        (Role::LastPage, &["lastpage", "endpage", "pageend", "endingpage", "pagelast"]),
        (
            Role::Categories,
            &[
                "categories",
                "category",
                "primarycategory",
                "arxivcategories",
                "arxivprimarycategory",
                "primaryclass",
                "分类",
                "类别",
            ],
        ),
        (
            Role::Keywords,
            &[
                "keywords",
                "keyword",
                "authorkeywords",
                "tags",
                "tag",
                "manualtags",
                "subjects",
                "subject",
                "fieldsofstudy",
                "关键词",
                "关键字",
            ],
        ),
        (Role::Comments, &["comments", "comment", "arxivcomment", "authorcomment", "备注"]),
        (
            Role::Type,
            &[
                "type",
                "itemtype",
                "documenttype",
                "publicationtype",
                "publicationtypes",
                "pubtype",
                "typecrossref",
                "itemtypeid",
                "文献类型",
            ],
        ),
    ],
};

/// Returns a name in lower case, without its namespace and the signs in it: `dc:title`,
/// `paperTitle`, `paper_title`, `Paper Title`.
pub(crate) fn bare_name(name: &str) -> String {
    // Where Elasticsearch keeps what was found; others mean a journal.
    if name == "_source" {
        return "hitsource".to_owned();
    }
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    let kept = local.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Returns true for words that say that there is no value.
pub(crate) fn is_missing(text: &str) -> bool {
    const MISSING: &[&str] =
        &["null", "none", "nan", "nat", "undefined", "~", "n/a", "na", "[none]"];
    MISSING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_each_spelling() {
        for name in ["title", "paperTitle", "paper_title", "Paper Title", "dc:title", "标题"] {
            assert_eq!(WIDE.role(&bare_name(name)).0, Role::Title, "{name}");
        }
        assert_eq!(WIDE.role(&bare_name("shortTitle")).0, Role::Other);
    }

    #[test]
    fn no_name_means_two_things() {
        let mut all: Vec<&str> = WIDE.own.iter().flat_map(|(_, names)| *names).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
