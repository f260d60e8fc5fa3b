//! What a backup would change, and what it has changed, in words.

use skimmark_paper::words;
use skimmark_protocol::Tally;

/// The kinds of what a backup holds, in the order of [`skimmark_protocol::ImportOffer::tallies`].
pub const KINDS: [&str; 4] = ["Papers", "Views", "Rules", "Digests"];

/// Returns how much of a kind is new and newer: `12 new, 3 newer, 800 the same`. None if there is
/// nothing.
pub fn words(tally: &Tally) -> Option<String> {
    let parts = [(tally.new, " new"), (tally.newer, " newer"), (tally.same, " the same")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| words::grouped(*count) + word).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Returns what was imported: `12 papers, 1 view or rule and 3 digests`. None if nothing was.
pub fn imported(papers: u32, decisions: u32, digests: u32, choices: bool) -> Option<String> {
    let mut what = Vec::new();
    if papers > 0 {
        what.push(words::count(papers, "paper"));
    }
    if decisions > 0 {
        what.push(words::views_and_rules(decisions));
    }
    if digests > 0 {
        what.push(words::count(digests, "digest"));
    }
    if choices {
        what.push("settings".to_owned());
    }
    let last = what.pop()?;
    Some(if what.is_empty() { last } else { [&what.join(", "), " and ", &last].concat() })
}

/// Returns what to say of digests that are `damaged` in the file, and of those that the browser did
/// not keep, which have `failed` for this reason. None if there are none.
pub fn unkept(damaged: u32, failed: u32, reason: &str) -> Option<String> {
    let mut told = String::new();
    if damaged > 0 {
        told += &words::count(damaged, "digest");
        told += " in this backup could not be read, because the file is damaged there. All else is \
                 imported.";
    }
    if failed > 0 {
        told += if told.is_empty() { "" } else { " " };
        told += &words::count(failed, "digest");
        told += " could not be kept: ";
        told += reason;
        told += ". All else is imported. Delete old digests in the library, and import it again.";
    }
    (!told.is_empty()).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_backup_changes_is_said_in_words() {
        let tally = Tally { new: 12, newer: 3, same: 1_800 };
        assert_eq!(words(&tally).as_deref(), Some("12 new, 3 newer, 1,800 the same"));
        let same = Tally { same: 1, ..Tally::default() };
        assert_eq!(words(&same).as_deref(), Some("1 the same"));
        assert_eq!(words(&Tally::default()), None);
    }

    #[test]
    fn what_is_not_kept_is_said_in_words() {
        assert_eq!(unkept(0, 0, ""), None);
        let both = unkept(1, 2, "the disk is full").unwrap();
        assert!(both.starts_with("1 digest in this backup could not be read, because the file"));
        assert!(both.contains("imported. 2 digests could not be kept: the disk is full. All else"));
    }

    #[test]
    fn what_was_imported_is_said_in_words() {
        let all = imported(1_200, 1, 3, true).unwrap();
        assert_eq!(all, "1,200 papers, 1 view or rule, 3 digests and settings");
        assert_eq!(imported(1, 2, 0, false).as_deref(), Some("1 paper and 2 views and rules"));
        assert_eq!(imported(0, 0, 0, true).as_deref(), Some("settings"));
        assert_eq!(imported(0, 0, 0, false), None);
    }
}
