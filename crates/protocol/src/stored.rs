//! What the page stores: under which names, and in which version of each form.
//!
//! This file uses nothing but itself: the page and the engine read it, and the build writes it
//! into `boot.js`, which must work where the programs do not.

/// The beginning of the name of everything stored; the path of the page follows it, because pages
/// of other projects on the same host share the storage. With the path it is the name of the
/// database, and of the channel between tabs.
pub const OWNER: &str = "skimmark:";
/// The separator between the path and the key in `localStorage` and `sessionStorage`.
pub const LAYOUT: &str = ":v1:";

/// The keys of marks begin with this; the first name of the paper follows it.
pub const MARK: &str = "mark:";
/// Damaged values are set aside under keys that begin with this.
pub const DAMAGED: &str = "damaged:";
/// The keys of changes that may not be committed begin with this.
pub const PENDING: &str = "pending:";
/// The sign that a storage was used before: a key of `localStorage`, and of the journal.
pub const USED: &str = "used";
/// What stands under it in `localStorage` when the journal has the sign, too.
pub const USED_BOTH: &str = "both";
/// The keys of places in digests begin with this; the digest's name follows it.
pub const PLACE: &str = "place:";
/// The keys of notes that were typed and not saved begin with this; the first name of the paper
/// follows it.
pub const DRAFT: &str = "draft:";
/// The key of the digest that is open.
pub const OPEN: &str = "open";
/// What is stored there if the reader has closed it.
pub const NONE_OPEN: &str = "none";
/// The key of saved views and rules.
pub const DECISIONS: &str = "decisions";
/// The key of the settings.
pub const SETTINGS: &str = "settings";
/// The key of the reader's own keys.
pub const BINDINGS: &str = "keys";
/// The key of the filters.
pub const FILTERS: &str = "filters";
/// What the page itself decides about, which backups hold as it is stored.
pub const CHOICES: [&str; 3] = [SETTINGS, BINDINGS, FILTERS];
/// The key of the time of the last backup, in a short text.
pub const BACKED_UP: &str = "backup";
/// The key under which other tabs find that everything was deleted.
pub const ERASED: &str = "erased";

/// The store of the database that holds the journal: what the reader decided, under names. Those of
/// marks are the first names of their papers.
pub const JOURNAL: &str = "journal";
/// The keys of the journal's log begin with this.
pub const LOG: &str = "log:";
/// The names of saved views in the journal begin with this; the view's query follows it.
pub const VIEW: &str = "view:";
/// The names of rules in the journal begin with this; the rule's query follows it.
pub const RULE: &str = "rule:";
/// The store of the database that holds what is listed of each digest.
pub const DIGESTS: &str = "digests";
/// The store of the database that holds the digests' compressed texts.
pub const TEXTS: &str = "texts";
/// The store of the database that holds the file that is kept up to date.
pub const FILES: &str = "files";

/// The version of a stored mark.
pub const MARK_VERSION: u32 = 1;
/// The version of the stored views and rules.
pub const DECISIONS_VERSION: u32 = 1;
/// The version of the settings, the keys and the filters, which are short texts that begin with
/// it and a space.
pub const SHORT_TEXT: &str = "1 ";
/// The version of what is listed of a digest. Earlier ones are read: only the form of their texts is
/// another, by which it is known.
pub const DIGEST_VERSION: u32 = 2;
/// The version of a backup. Earlier ones are read: they hold marks, views and rules alone.
pub const BACKUP_VERSION: u32 = 2;
/// The end of a backup, after its digests.
pub const BACKUP_END: &str = "\n]}\n";
/// The version of a rescue file.
pub const RESCUE_VERSION: u32 = 1;

/// What a backup says that it is.
pub const BACKUP: &str = "backup";
/// What a rescue file says that it is: what `boot.js` saves when the program cannot, all that is
/// stored as it is.
pub const RESCUE: &str = "rescue";

/// Returns whether what the journal holds under this name is a mark.
pub fn is_mark(name: &str) -> bool {
    name != SETTINGS && name != BINDINGS && !name.starts_with(VIEW) && !name.starts_with(RULE)
}

/// The name of the time in the short texts of settings and keys, in milliseconds since 1970, by
/// which the newest one is known.
pub const STAMP: &str = "at=";

/// Returns the time that a short text names; 0 if it names none, as those of earlier versions.
pub fn stamp(text: &str) -> u64 {
    let mut parts = text.split([' ', '&']);
    parts.find_map(|part| part.strip_prefix(STAMP)?.parse().ok()).unwrap_or(0)
}
