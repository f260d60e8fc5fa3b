//! What is in an archive is found, and what cannot be read of it is said, whatever its bytes.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

#[path = "common/archives.rs"]
mod archives;

use std::io::{Read, Write};

use archives::{gzip, zip};
use flate2::read::DeflateDecoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use skimmark_digest::intake::archive::{self, Member, Packed, Packing, Room};
use skimmark_digest::intake::{self, IntakeError, MOST_BYTES};

const TEXT: &str = "@misc{ponds, title = {Ponds Remember}}\n";

fn members(bytes: &[u8]) -> Vec<Member> {
    archive::members(bytes).unwrap().unwrap()
}

fn unpacked(bytes: &[u8], member: &Member) -> Result<String, IntakeError> {
    let packed = member.packed.clone()?;
    let bytes = &bytes[packed.bytes.clone()];
    let mut found = Vec::new();
    let whole = match packed.packing {
        Packing::Stored => found.write_all(bytes).is_ok(),
        Packing::Deflate => DeflateDecoder::new(bytes).read_to_end(&mut found).is_ok(),
        Packing::Gzip => flate2::read::GzDecoder::new(bytes).read_to_end(&mut found).is_ok(),
    };
    let found = Room::default().take(&packed, whole.then_some(found))?;
    Ok(String::from_utf8(found).unwrap())
}

#[test]
fn the_files_of_an_archive_are_found_in_their_folders() {
    let bytes = zip(&[
        ("papers/", "", 0),
        ("papers/ponds.bib", TEXT, 8),
        ("__MACOSX/papers/._ponds.bib", "\0\0", 0),
        ("papers/more/Été.txt", "Meadows\n", 0),
        ("papers\\.DS_Store", "\0", 0),
    ]);
    let found = members(&bytes);
    let names: Vec<_> = found.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["papers/ponds.bib", "papers/more/Été.txt"]);
    assert_eq!(unpacked(&bytes, &found[0]).as_deref(), Ok(TEXT));
    assert_eq!(unpacked(&bytes, &found[1]).as_deref(), Ok("Meadows\n"));
    assert_eq!(intake::name_inside("a.zip", &found[0].name), "a.zip: papers/ponds.bib");

    let bytes = gzip(TEXT);
    let found = members(&bytes);
    assert_eq!(found.len(), 1);
    assert_eq!(unpacked(&bytes, &found[0]).as_deref(), Ok(TEXT));
    assert_eq!(intake::name_inside("ponds.bib.gz", &found[0].name), "ponds.bib.gz");
    assert_eq!(archive::members(TEXT.as_bytes()), None);
}

#[test]
fn an_archive_with_a_comment_and_more_after_it_is_read() {
    let mut bytes = zip(&[("ponds.bib", TEXT, 8)]);
    let comment = "PK\x05\x06 is how the end begins";
    let length = bytes.len();
    bytes[length - 2] = u8::try_from(comment.len()).unwrap();
    bytes.extend(comment.as_bytes());
    bytes.extend(b"\n");
    assert_eq!(unpacked(&bytes, &members(&bytes)[0]).as_deref(), Ok(TEXT));
}

/// Changes the byte at this place of the first entry of the directory.
fn with_byte(bytes: &[u8], place: usize, byte: u8) -> Vec<u8> {
    let entry = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let mut bytes = bytes.to_vec();
    bytes[entry + place] = byte;
    bytes
}

#[test]
fn what_cannot_be_unpacked_costs_no_other_file_and_says_what_to_do() {
    let bytes = zip(&[("ponds.bib", TEXT, 8), ("meadows.txt", "Meadows\n", 0)]);
    for (place, byte, error, says) in [
        (8, 1, IntakeError::Encrypted, "This is encrypted: unpack it with its password"),
        (10, 14, IntakeError::Packing, "This is packed in a way that is not read here"),
        (27, 0x7f, IntakeError::UnpackedTooLarge, "This is larger than 256 MB when it is"),
        (23, 0xff, IntakeError::UnpackedTooLarge, "This is larger than 256 MB when it is"),
        (42, 7, IntakeError::BadArchive, "This can't be unpacked, it is damaged or cut off"),
        (24, 1, IntakeError::BadArchive, "This can't be unpacked, it is damaged or cut off"),
    ] {
        let bytes = with_byte(&bytes, place, byte);
        let found = members(&bytes);
        let refused = unpacked(&bytes, &found[0]).unwrap_err();
        assert_eq!(refused, error, "byte {place}");
        assert!(refused.to_string().starts_with(says), "{refused}");
        assert_eq!(unpacked(&bytes, &found[1]).as_deref(), Ok("Meadows\n"));
    }
}

#[test]
fn an_archive_that_cannot_be_read_at_all_says_why() {
    let whole = zip(&[("ponds.bib", TEXT, 8)]);
    let refused = |bytes: &[u8]| archive::members(bytes).unwrap().unwrap_err();
    assert_eq!(refused(&whole[..whole.len() - 30]), IntakeError::BadArchive);
    assert_eq!(refused(&with_byte(&whole, 0, b'Q')), IntakeError::BadArchive);
    assert_eq!(refused(&zip(&[])), IntakeError::NoFiles);
    assert_eq!(refused(&zip(&[("only/folders/", "", 0)])), IntakeError::NoFiles);
    for name in ["[Content_Types].xml", "mimetype"] {
        let said = refused(&zip(&[(name, "", 0), ("word/document.xml", "<a/>", 8)])).to_string();
        assert_eq!(said, "This is an office document, not text: open it and copy its text.");
    }
    let mut huge = whole;
    let count = huge.len() - 12;
    huge[count..count + 2].fill(0xff);
    assert_eq!(refused(&huge), IntakeError::Packing);
}

#[test]
fn what_is_unpacked_is_counted_whatever_the_archive_says() {
    let mut room = Room::default();
    let packed = |unpacked| Packed { bytes: 0..9, packing: Packing::Gzip, unpacked };
    let take = |room: &mut Room, said, found: usize| room.take(&packed(said), Some(vec![0; found]));
    assert_eq!(take(&mut room, None, 10).map(|bytes| bytes.len()), Ok(10));
    assert_eq!(room.left(), MOST_BYTES - 10);
    let left = room.left();
    assert_eq!(take(&mut room, Some(1), left + 1), Err(IntakeError::UnpackedTooLarge));
    assert_eq!(take(&mut room, Some(1), 1), Err(IntakeError::UnpackedTooLarge));
    assert_eq!(Room::default().take(&packed(None), None), Err(IntakeError::BadArchive));
}

#[test]
fn what_is_packed_twice_is_said_and_not_read() {
    let inner = zip(&[("ponds.bib", TEXT, 8)]);
    assert_eq!(intake::parts(inner, intake::decode), Err(IntakeError::PackedTwice));
    assert_eq!(intake::parts(gzip(TEXT), intake::decode), Err(IntakeError::PackedTwice));
    let said = IntakeError::PackedTwice.to_string();
    assert!(said.contains("only one level is unpacked"), "{said}");

    // `gzip -c` of a few letters, in base64.
    let mail = "From: a@example.org\nSubject: Ponds\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee it.\n\
        --x\nContent-Type: application/gzip\nContent-Transfer-Encoding: base64\n\
        Content-Disposition: attachment; filename=\"ponds.bib.gz\"\n\nH4sIAAAAAAAAAysCAIMW3IwBAAAA\n\
        --x--\n";
    let parts = intake::parts(mail.as_bytes().to_vec(), intake::decode).unwrap();
    assert_eq!(parts[0].pages[0].text().trim(), "See it.");
    assert_eq!((parts[1].name.as_str(), parts[1].pages.len()), ("ponds.bib.gz", 0));
    assert_eq!(parts[1].problem, Some(IntakeError::PackedTwice));
}

#[test]
fn a_tar_archive_is_named() {
    let mut tar = vec![0; 512];
    tar[..9].copy_from_slice(b"ponds.bib");
    tar[257..262].copy_from_slice(b"ustar");
    let said = intake::parts(tar, intake::decode).unwrap_err().to_string();
    assert_eq!(said, "This is a TAR archive, not text: unpack it, and choose what is in it.");
}

/// Checks that the files are inside of the bytes, and no more than these can name.
fn is_bounded(bytes: &[u8]) {
    let Some(Ok(found)) = archive::members(bytes) else { return };
    assert!(found.len() <= bytes.len());
    let names: usize = found.iter().map(|member| member.name.len()).sum();
    // A byte of a name that is not UTF-8 may become three.
    assert!(names <= 3 * bytes.len());
    for packed in found.into_iter().filter_map(|member| member.packed.ok()) {
        assert!(bytes.get(packed.bytes.clone()).is_some(), "{packed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(mut bytes in vec(any::<u8>(), 0..200), first in 0..3_usize) {
        let head: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b"];
        bytes.splice(0..0, head[first].iter().copied());
        is_bounded(&bytes);
    }

    #[test]
    fn an_archive_with_any_changes_is_read_without_a_panic(
        changes in vec((any::<Index>(), prop_oneof![Just(0xff), Just(0), any::<u8>()]), 1..12),
        cut in any::<Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = zip(&[("a/ponds.bib", TEXT, 8), ("b", "Meadows\n", 0)]);
        for (at, byte) in changes {
            let at = at.index(bytes.len() - 4) + 4;
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        is_bounded(&bytes);
    }
}
