//! Names of fields as programs write them: in JSON, in YAML, above the columns of tables.

use std::sync::OnceLock;

use super::{ROLES, Role};
use skimmark_paper::text::fnv::fnv;
use skimmark_paper::text::lowercase;

/// What such names mean, as [`bare_name`] gives them, parted by spaces, the preferred ones of a role first. Some name
/// other things, too: `headline` and the ones after it of a title, `summary` and the ones after it of an abstract.
const WIDE: &[(Role, &str)] = &[
    (
        Role::Title,
        "title papertitle articletitle documenttitle titles titledisplay maintitle \
         itemtitle titleprimary primarytitle papername 标题 题名 论文标题 篇名 题目 \
         论文题目 论文名称 タイトル 제목 titel titre titulo título titolo 题目名称 \
         titleofarticle название headline displayname name",
    ),
    (
        Role::Author,
        "authorsfullname author authors authorships authornames authorlist creators creator \
         authorstring authordisplay authfullname authorfull authorsfull zauthors \
         paperauthors authorfullnames authorfullname authorsstr authorsprimary \
         primaryauthors firstauthor 作者 论文作者 著者 저자 autor autoren auteurs autores \
         авторы автор autori auteur 著者名 contributors",
    ),
    (Role::Editor, "editor editors"),
    (
        Role::Affiliation,
        "affiliation affiliations authoraffiliations authoraffiliation institution \
         institutions authoraddresses organization addresses 组织 机构 作者单位 单位 \
         所属机构",
    ),
    (
        Role::Abstract,
        "abstract abstracttext abstractnote abstractinvertedindex abstracts summary \
         description descriptions snippet contenttext contenthtml content tldr 摘要 \
         论文摘要 文摘 概要 要旨 초록 аннотация 抄録 resumen resumo zusammenfassung résumé \
         riassunto",
    ),
    (
        Role::Date,
        "publicationdate publishdate published publishedat datepublished publisheddate \
         firstpublicationdate date coverdate pubdate dateofpublication publicationcoverdate \
         issued dateissued publishedonline publishedprint publication_date publishtime \
         submitted submitteddate publicationyear year pubyear yearpublished \
         publicationdateyear publishedyear onlinedate produceddate posted preprintdate 发表时间 \
         发表日期 日期 发布时间 出版年 年份 年 发表年份 发布日期 发表年 yearofpublication \
         fecha fechadepublicación año ano anno jahr erscheinungsjahr datum année \
         datedepublication год 発行年 出版年月 発行日 발행연도 연도 pdate cdate updated updatedate \
         created createdat createddate createdate",
    ),
    (Role::Arxiv, "arxiv arxivid arxivnumber arxiveprints eprint arxivno"),
    (
        Role::Doi,
        "doi dois doiid doiurl doilink paperdoi itemdoi articledoi digitalobjectidentifier",
    ),
    (Role::Pmid, "pmid pubmed pubmedid medlinepmid pmids medline uniqueidentifier"),
    (Role::Id, "id identifier identifiers articleids uid paperid key entryid articleid 编号"),
    (Role::Accession, "an accessionnumber"),
    (
        Role::Page,
        "url abs absurl abstracturl urlabs paperurl articleurl landingpageurl link links \
         linkurl arxivurl arxivlink paperlink externalurl alternate canonical permalink \
         href htmlurl uri fulltextlink ee guid 链接 论文链接 原文链接 网址 地址 documenturl \
         enlace lien リンク",
    ),
    (
        Role::Pdf,
        "pdf pdfurl urlpdf pdflink linkpdf openaccesspdf urlforpdf downloadurl fulltexturl",
    ),
    (
        Role::Code,
        "code codeurl codelink github githuburl githubrepo githublink repo repourl 代码 \
         代码链接",
    ),
    (Role::Link, "homepage projectpage project video website doaj"),
    (
        Role::Venue,
        "journal journaltitle fulljournalname publicationtitle sourcetitle publicationname \
         containertitle booktitle journalbook journalname journalref journalreference \
         publicationvenue hostvenue conferencename venue conference proceedings proceeding \
         proceedingstitle journalisoabbrev publication pub secondarytitle jfull 期刊 刊名 \
         期刊名称 会议 来源 文献来源 发表期刊 revista zeitschrift revue rivista журнал \
         雑誌名 掲載誌 誌名 학술지 journalorbook parent periodicalfull periodical container \
         source event",
    ),
    (Role::Volume, "volume journalvolume vol 卷 volumen 巻"),
    (Role::Issue, "issue number issuenumber journalissue 期 号 numero número heft"),
    (Role::Pages, "pages page pageinfo pagerange pagination 页码 páginas seiten ページ"),
    (
        Role::FirstPage,
        "firstpage startpage pagestart startingpage beginpage pagefirst articlenumber artno",
    ),
    (Role::LastPage, "lastpage endpage pageend endingpage pagelast"),
    (
        Role::Categories,
        "categories category primarycategory arxivcategories arxivprimarycategory \
         primaryclass 分类 类别",
    ),
    (
        Role::Keywords,
        "keywords keyword authorkeywords tags tag manualtags subjects subject fieldsofstudy \
         关键词 关键字 标签 タグ palabrasclave palavraschave schlagwörter schlüsselwörter motsclés \
         ключевыеслова キーワード 키워드 subjectterms",
    ),
    (Role::Comments, "comments comment arxivcomment authorcomment reason 备注"),
    (
        Role::Type,
        "type itemtype documenttype doctype publicationtype publicationtypes pubtype typecrossref \
         itemtypeid 文献类型 referencetype",
    ),
];

/// A name of [`WIDE`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wide {
    pub name: &'static str,
    pub role: Role,
    /// Its place among the names of the role.
    pub rank: usize,
    /// It is not one that means the same in every format.
    pub is_own: bool,
}

/// Returns what a name means by [`WIDE`], as [`bare_name`] gives it. Pages ask it of every name and of
/// every line: in the order of their hashes, 450 names cost labeled texts half of the time that they cost in
/// that of their letters.
pub(crate) fn wide(bare: &str) -> Option<&'static Wide> {
    static HASHED: OnceLock<Vec<(u64, Wide)>> = OnceLock::new();
    let hashed = HASHED.get_or_init(|| {
        let mut all = Vec::new();
        let wide = |role, (rank, name): (usize, &'static str), is_own| {
            (fnv(name.as_bytes()), Wide { name, role, rank, is_own })
        };
        for (role, names) in WIDE {
            all.extend(names.split(' ').enumerate().map(|known| wide(*role, known, true)));
        }
        // What a name means of its own comes first, and a role that has own names has no others.
        let has_own = |role: Role| WIDE.iter().any(|(own, _)| *own == role);
        for (role, names) in ROLES.iter().filter(|(role, _)| !has_own(*role)) {
            all.extend(names.split(' ').enumerate().map(|known| wide(*role, known, false)));
        }
        all.sort_by_key(|(hash, _)| *hash);
        all.dedup_by_key(|(hash, _)| *hash);
        all
    });
    let place = hashed.binary_search_by_key(&fnv(bare.as_bytes()), |(hash, _)| *hash).ok()?;
    Some(&hashed[place].1).filter(|it| it.name == bare)
}

/// Returns the role of a name by [`WIDE`], as [`bare_name`] gives it, and its place in that.
pub(crate) fn wide_role(bare: &str) -> (Role, usize) {
    wide(bare).map_or((Role::Other, 0), |it| (it.role, it.rank))
}

/// Returns a name in lower case, without its namespace and the signs in it: `dc:title`,
/// `paperTitle`, `paper_title`, `Paper Title`.
pub(crate) fn bare_name(name: &str) -> String {
    // Where Elasticsearch keeps what was found; others mean a journal.
    if name == "_source" {
        return "hitsource".to_owned();
    }
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    // Solr says by the name of a field what it holds.
    let local = local.strip_suffix("_s").unwrap_or(local);
    if local.is_ascii() {
        let kept = local.bytes().filter(u8::is_ascii_alphanumeric);
        let mut bare = String::with_capacity(local.len());
        kept.for_each(|byte| bare.push(char::from(byte.to_ascii_lowercase())));
        return bare;
    }
    let kept: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    lowercase(&kept)
}

/// Returns true for the name of a score, as [`bare_name`] gives it.
pub(crate) fn is_score(name: &str) -> bool {
    const SCORES: &[&str] = &[
        "score",
        "rating",
        "relevance",
        "relevancescore",
        "relevancy",
        "similarity",
        "评分",
        "相关性",
        "相关度",
        "得分",
        "分数",
    ];
    SCORES.contains(&name)
}

/// Returns true for the name of a number that orders papers if they have no score.
pub(crate) fn is_count(name: &str) -> bool {
    const COUNTS: &[&str] = &[
        "citations",
        "citedby",
        "citationcount",
        "timescited",
        "votes",
        "upvotes",
        "likes",
        "stars",
        "引用",
        "引用数",
        "被引次数",
    ];
    COUNTS.contains(&name)
}

/// Returns true for words that say that there is no value.
pub(crate) fn is_missing(text: &str) -> bool {
    const MISSING: &[&str] =
        &["null", "none", "nan", "nat", "undefined", "~", "n/a", "na", "[none]", "[]", "{}"];
    MISSING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::super::Names;
    use super::*;

    #[test]
    fn names_are_known_in_each_spelling() {
        for name in ["title", "paperTitle", "paper_title", "Paper Title", "dc:title", "标题"] {
            assert_eq!(wide_role(&bare_name(name)).0, Role::Title, "{name}");
        }
        assert_eq!(wide_role(&bare_name("shortTitle")).0, Role::Other);
    }

    #[test]
    fn names_in_order_mean_what_they_mean_in_the_table() {
        let table = Names { own: WIDE };
        let names = WIDE.iter().chain(ROLES).flat_map(|(_, names)| names.split(' '));
        for name in names.chain(["", "zzz", "wool"]) {
            assert_eq!(wide_role(name), table.role(name), "{name}");
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let mut all: Vec<&str> = WIDE.iter().flat_map(|(_, names)| names.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
