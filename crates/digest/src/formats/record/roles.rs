//! What fields hold, and the names that say so.

/// What a field of a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title.
    Title,
    /// The title with the authors glued to it.
    TitleAndAuthors,
    /// One author.
    Author,
    /// A body that is an author: its name has no parts.
    Body,
    /// A list of authors.
    Authors,
    /// One editor, who stands in for missing authors.
    Editor,
    /// The affiliation.
    Affiliation,
    /// The abstract.
    Abstract,
    /// Codes of arXiv categories: `cs.CL math.AG`.
    Categories,
    /// Names of categories with their codes: `Databases (cs.DB); Optics (physics.optics)`.
    Subjects,
    /// A date.
    Date,
    /// An arXiv identifier.
    Arxiv,
    /// A DOI, perhaps in an address or among other words.
    Doi,
    /// A PubMed identifier.
    Pmid,
    /// An identifier of any kind that says which.
    Id,
    /// A number by which a database knows the paper.
    Accession,
    /// The name of that database.
    Database,
    /// The address of the paper's page.
    Page,
    /// The address of its PDF.
    Pdf,
    /// The address of its text as HTML.
    Html,
    /// The address of its code.
    Code,
    /// Any other address that the record holds.
    Link,
    /// Journal, conference or journal reference.
    Venue,
    /// The volume of the journal.
    Volume,
    /// The issue of the volume.
    Issue,
    /// The pages, first and last.
    Pages,
    /// The first page.
    FirstPage,
    /// The last page.
    LastPage,
    /// Keywords: one, or one a line.
    Keywords,
    /// The authors' comments.
    Comments,
    /// A note of any kind; comments if it says so.
    Note,
    /// The type of publication.
    Type,
    /// What an entry has no place for.
    Other,
}

/// Names that mean the same in every format, in lower case, parted by spaces, the preferred ones first.
pub const ROLES: &[(Role, &str)] = &[
    (Role::Title, "title ti"),
    (Role::Author, "author au"),
    (Role::Authors, "authors"),
    (Role::Editor, "editor ed"),
    (Role::Affiliation, "affiliation ad"),
    (Role::Abstract, "abstract ab summary"),
    (Role::Date, "date year py da"),
    (Role::Arxiv, "arxiv arxiv_id"),
    (Role::Doi, "doi do"),
    (Role::Pmid, "pmid"),
    (Role::Page, "url link ur"),
    (Role::Venue, "journal venue booktitle"),
    (Role::Volume, "volume vl"),
    (Role::Issue, "issue number is"),
    (Role::Pages, "pages"),
    (Role::Keywords, "keywords keyword kw"),
    (Role::Comments, "comments comment"),
    (Role::Note, "note n1"),
    (Role::Type, "type ty"),
];

/// What the names of fields mean in one format: its own, and [`ROLES`] for all others.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Names that differ, parted by spaces, the preferred ones of a role first. A role that is listed
    /// here has no other names.
    pub own: &'static [(Role, &'static str)],
}

impl Names {
    /// Returns the role of a name, and its place among the names of that role.
    pub fn role(&self, name: &str) -> (Role, usize) {
        let of = |(role, names): &(Role, &str)| {
            let rank = names.split_whitespace().position(|known| known.eq_ignore_ascii_case(name));
            rank.map(|rank| (*role, rank))
        };
        let own = self.own.iter().find_map(of);
        let overridden = |role: Role| self.own.iter().any(|(known, _)| *known == role);
        own.or_else(|| ROLES.iter().find_map(of).filter(|(role, _)| !overridden(*role)))
            .unwrap_or((Role::Other, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_may_name_fields_its_own_way() {
        let names = Names { own: &[(Role::Title, "T1 TI"), (Role::Other, "AD")] };
        assert_eq!(names.role("ti"), (Role::Title, 1));
        assert_eq!(names.role("title"), (Role::Other, 0));
        assert_eq!(names.role("AB"), (Role::Abstract, 1));
        assert_eq!(names.role("AD"), (Role::Other, 0));
        assert_eq!(names.role("ZZ"), (Role::Other, 0));
    }

    #[test]
    fn no_name_means_two_things() {
        let mut all: Vec<&str> = ROLES.iter().flat_map(|(_, names)| names.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
