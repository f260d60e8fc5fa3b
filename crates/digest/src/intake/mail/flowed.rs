//! `format=flowed` (RFC 3676): lines that end in a blank go on in the next one.

/// The text as it was before its lines were broken, stuffed and quoted; `delsp` says that the
/// blank at a line's end is no part of the text.
pub(super) fn read(text: &str, delsp: bool) -> String {
    let mut read = String::with_capacity(text.len());
    // How deep the line is quoted that the next one goes on, if there is one.
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        let bare = content.trim_start_matches('>');
        let depth = content.len() - bare.len();
        let bare = bare.strip_prefix(' ').unwrap_or(bare);
        // Two dashes and a blank begin a signature, which is a line of its own.
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
