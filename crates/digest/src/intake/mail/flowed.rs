//! `format=flowed` (RFC 3676): lines that end in a space continue on the next line.

/// Returns the text as it was before its lines were broken, stuffed and quoted; `delsp` says that
/// the space at a line's end does not belong to the text.
pub(super) fn read(text: &str, delsp: bool) -> String {
    let mut read = String::with_capacity(text.len());
    // The quotation depth of the line that the next one continues, if any.
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        let bare = content.trim_start_matches('>');
        let depth = content.len() - bare.len();
        let bare = bare.strip_prefix(' ').unwrap_or(bare);
        // Two dashes and a space begin a signature, which is a line of its own.
        let signature = bare == "-- ";
        if open.is_some_and(|quoted| quoted != depth || signature) {
            read.push('\n');
        }
        let soft = bare.ends_with(' ') && !signature;
        open = soft.then_some(depth);
        let kept = if soft && delsp { &bare[..bare.len() - 1] } else { bare };
        read.push_str(kept);
        if !soft && line.ends_with('\n') {
            read.push('\n');
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_as_the_sender_wrote_them() {
        assert_eq!(read("one \ntwo\n  kept\n From x\n", false), "one two\n kept\nFrom x\n");
        assert_eq!(read("one \r\ntwo\r\n", true), "onetwo\n");
        assert_eq!(read(">> a \n>> b\n> c \nd\n", false), "a b\nc \nd\n");
        assert_eq!(read("a \n-- \nme", false), "a \n-- \nme");
    }
}
