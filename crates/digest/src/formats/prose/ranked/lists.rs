//! Lines that name authors.

/// Lists of authors are no longer than this; an abstract mostly is.
pub(super) const LONGEST_LIST: usize = 300;

/// Returns true if the line names authors and nothing else.
pub(super) fn is_author_list(line: &str) -> bool {
    line.len() <= LONGEST_LIST
        && (!line.ends_with('.') || line.ends_with(" et al."))
        && skimmark_byline::list_likelihood(line) > 0.6
}

/// Returns true if the line is a title with its authors.
pub(super) fn names_glued_authors(line: &str) -> bool {
    if line.len() > 2 * LONGEST_LIST {
        return false;
    }
    let split = skimmark_byline::split(line, None);
    let several = split.byline.more_authors || split.byline.authors.len() > 1;
    several && split.confidence > 0.8 && split.title.contains(' ')
}
