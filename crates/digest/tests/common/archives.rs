//! Invented archives.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// Returns a file of gzip that holds this text.
pub fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Returns a ZIP archive of files of these names and texts, packed by method 0 (stored) or 8
/// (deflate).
pub fn zip(files: &[(&str, &str, u16)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    let long = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    for (name, text, method) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        let deflated = encoder.finish().unwrap();
        let content = if *method == 8 { deflated.as_slice() } else { text.as_bytes() };
        let mut shared = Vec::new();
        // Version, flags (names in UTF-8), method, time, day; the sum of the bytes is not checked.
        shared.extend(b"\x14\0\0\x08");
        shared.extend(method.to_le_bytes());
        shared.extend([0; 8]);
        shared.extend(long(content.len()));
        shared.extend(long(text.len()));
        shared.extend(short(name.len()));
        shared.extend(short(0));
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shared);
        directory.extend([0; 10]);
        directory.extend(long(archive.len()));
        directory.extend(name.as_bytes());
        archive.extend(b"PK\x03\x04");
        archive.extend(&shared);
        archive.extend(name.as_bytes());
        archive.extend(content);
    }
    let start = archive.len();
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(short(files.len()));
    archive.extend(short(files.len()));
    archive.extend(long(directory.len()));
    archive.extend(long(start));
    archive.extend(short(0));
    archive
}
