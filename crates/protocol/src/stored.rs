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
/// The keys of places in digests begin with this; the digest's name follows it.
pub const PLACE: &str = "place:";
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
/// The key under which other tabs find that everything was deleted.
pub const ERASED: &str = "erased";

/// The store of the database that holds changes of marks.
pub const JOURNAL: &str = "journal";
/// The store of the database that holds what is listed of each digest.
pub const DIGESTS: &str = "digests";
/// The store of the database that holds the digests' compressed texts.
pub const TEXTS: &str = "texts";

/// The version of the database: of its stores, not of what they hold.
pub const DATABASE_VERSION: u32 = 1;
/// The version of a stored mark.
pub const MARK_VERSION: u32 = 1;
/// The version of the stored views and rules.
pub const DECISIONS_VERSION: u32 = 1;
/// The version of the settings, the keys and the filters, which are short texts that begin with
/// it and a space.
pub const SHORT_TEXT: &str = "1 ";
/// The version of what is listed of a digest.
pub const DIGEST_VERSION: u32 = 1;
/// The version of a backup.
pub const BACKUP_VERSION: u32 = 1;
/// The version of a rescue file.
pub const RESCUE_VERSION: u32 = 1;

/// What a backup says that it is.
pub const BACKUP: &str = "backup";
/// What a rescue file says that it is: what `boot.js` saves when the program cannot, all that is
/// stored as it is.
pub const RESCUE: &str = "rescue";
