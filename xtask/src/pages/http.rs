//! As much of HTTP/1.1 as serving a folder needs.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use super::files::{self, Bodies, Body, Target};

/// No browser's request comes near this length.
const LONGEST_HEAD: u64 = 64 * 1024;

/// The head of a request, as far as it matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    method: String,
    address: String,
    gzip: bool,
    known: Option<String>,
    close: bool,
}

/// Reads the head of the next request; returns `None` if the other side is done, or sends
/// something else.
pub fn read_request(stream: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = stream.take(LONGEST_HEAD);
    let mut line = String::new();
    head.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(address), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return Ok(None);
    };
    let mut request = Request {
        method: method.to_owned(),
        address: address.to_owned(),
        // Requests with a body are refused, and the body is not read.
        close: version != "HTTP/1.1" || !matches!(method, "GET" | "HEAD"),
        ..Request::default()
    };
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) => request.note(&name.to_ascii_lowercase(), value.trim()),
            None if line.trim_end().is_empty() => return Ok(Some(request)),
            None => return Ok(None),
        }
    }
}

impl Request {
    fn note(&mut self, name: &str, value: &str) {
        let lists = |word: &str| {
            value.split(',').any(|part| {
                part.split(';').next().is_some_and(|part| part.trim().eq_ignore_ascii_case(word))
            })
        };
        match name {
            "accept-encoding" => self.gzip = lists("gzip"),
            "if-none-match" => self.known = Some(value.to_owned()),
            "connection" if lists("close") => self.close = true,
            "content-length" | "transfer-encoding" if value != "0" => self.close = true,
            _ => {}
        }
    }

    /// Returns whether the connection ends after the answer.
    pub fn closes(&self) -> bool {
        self.close
    }

    /// Returns whether the other side already holds these contents.
    fn knows(&self, tag: &str) -> bool {
        self.known.as_deref().is_some_and(|known| known.trim() == "*" || known.contains(tag))
    }
}

/// Answers a request from `folder`, served under `base`.
pub fn answer(
    stream: &mut impl Write,
    request: &Request,
    folder: &Path,
    base: &str,
    bodies: &Bodies,
) -> io::Result<()> {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let allow = "Allow: GET, HEAD\r\n";
        return send(stream, request, "405 Method Not Allowed", allow, b"");
    }
    match files::resolve(folder, base, &request.address) {
        Target::File(path) => match bodies.get(&path) {
            Ok(body) => send_file(stream, request, &path, &body),
            // It has gone since it was found: `dist` is being built again.
            Err(_) => send_missing(stream, request),
        },
        Target::Redirect(to) => {
            let location = format!("Location: {to}\r\n");
            send(stream, request, "301 Moved Permanently", &location, b"")
        }
        Target::Missing => send_missing(stream, request),
    }
}

fn send_missing(stream: &mut impl Write, request: &Request) -> io::Result<()> {
    let kind = "Content-Type: text/plain; charset=utf-8\r\n";
    send(stream, request, "404 Not Found", kind, b"There is no such file.\n")
}

fn send_file(
    stream: &mut impl Write,
    request: &Request,
    path: &Path,
    body: &Body,
) -> io::Result<()> {
    let packed = body.gzip.as_deref().filter(|_| request.gzip);
    // The two forms have the same contents but not the same bytes: a weak tag.
    let tag = format!("{}\"{}\"", if packed.is_some() { "W/" } else { "" }, body.tag);
    let mut headers = format!(
        "Content-Type: {}\r\nCache-Control: max-age=600\r\nETag: {tag}\r\n\
         Access-Control-Allow-Origin: *\r\nVary: Accept-Encoding\r\n",
        files::content_type(path)
    );
    if request.knows(&body.tag) {
        return send(stream, request, "304 Not Modified", &headers, b"");
    }
    if packed.is_some() {
        headers.push_str("Content-Encoding: gzip\r\n");
    }
    send(stream, request, "200 OK", &headers, packed.unwrap_or(&body.plain))
}

fn send(
    stream: &mut impl Write,
    request: &Request,
    status: &str,
    headers: &str,
    body: &[u8],
) -> io::Result<()> {
    let connection = if request.close { "close" } else { "keep-alive" };
    let mut answer = format!("HTTP/1.1 {status}\r\n{headers}Connection: {connection}\r\n");
    // The length in a 304 would be that of the contents, which it does not carry.
    if !status.starts_with("304") {
        answer.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    answer.push_str("\r\n");
    let mut answer = answer.into_bytes();
    if request.method != "HEAD" {
        answer.extend_from_slice(body);
    }
    stream.write_all(&answer)?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Option<Request> {
        read_request(&mut text.as_bytes()).unwrap()
    }

    fn answered(text: &str) -> String {
        let folder = std::env::temp_dir().join(format!("skimmark-http-{}", std::process::id()));
        crate::run::write(&folder.join("a.png"), "picture").unwrap();
        let mut sent = Vec::new();
        let request = request(text).unwrap();
        answer(&mut sent, &request, &folder, "/", &Bodies::default()).unwrap();
        String::from_utf8(sent).unwrap()
    }

    #[test]
    fn heads_are_read() {
        let read =
            request("GET /a?b HTTP/1.1\r\nAccept-Encoding: br, GZIP;q=1\r\nX: y\r\n\r\n").unwrap();
        assert_eq!((read.method.as_str(), read.address.as_str()), ("GET", "/a?b"));
        assert!(read.gzip && !read.close);
        assert!(request("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n").unwrap().close);
        assert!(request("GET / HTTP/1.0\r\n\r\n").unwrap().close);
        assert!(request("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n").unwrap().close);
        assert_eq!(request(""), None);
        assert_eq!(request("GET / HTTP/1.1\r\nA: b\r\n"), None);
        assert_eq!(request("\u{16}\u{3}\u{1}"), None);
        assert_eq!(request(&format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "x".repeat(70_000))), None);
    }

    #[test]
    fn answers_are_whole_and_no_longer() {
        let whole = answered("GET /a.png HTTP/1.1\r\n\r\n");
        assert!(whole.starts_with("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"));
        assert!(whole.contains("Content-Length: 7\r\n") && whole.ends_with("\r\n\r\npicture"));
        let head = answered("HEAD /a.png HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Length: 7\r\n") && head.ends_with("\r\n\r\n"));
        let tag = whole.split("ETag: ").nth(1).unwrap().split("\r\n").next().unwrap();
        let known = answered(&format!("GET /a.png HTTP/1.1\r\nIf-None-Match: W/{tag}\r\n\r\n"));
        assert!(known.starts_with("HTTP/1.1 304 ") && known.ends_with("\r\n\r\n"));
        assert!(answered("GET /none HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(answered("PUT /a.png HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    }
}
