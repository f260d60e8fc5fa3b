//! The command `serve`: listens, and answers each connection in a thread of its own.

use std::io::{self, BufReader, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use super::files::Bodies;
use super::http;
use crate::dist;
use crate::run::{self, Result};

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;
/// How long a connection may stay silent.
const IDLE: Duration = Duration::from_secs(60);

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: Option<u16>,
    base: String,
    build: bool,
}

impl Options {
    /// Reads `[--port N] [--base /x/y/] [--no-build]`.
    pub fn parse(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self { port: None, base: "/".into(), build: true };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("no-build") => options.build = false,
                Long("port") => options.port = Some(arguments.value()?.parse()?),
                Long("base") => options.base = base(&arguments.value()?.string()?)?,
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Returns the path with a `/` at both ends.
fn base(given: &str) -> Result<String> {
    ensure!(given.starts_with('/'), "--base wants a path such as /x/y/");
    Ok(format!("{}/", given.trim_end_matches('/')))
}

/// What every connection shares.
struct Site {
    base: String,
    bodies: Bodies,
}

/// Builds `dist` unless told not to, then serves it until it is stopped.
pub fn serve(options: Options) -> Result {
    if options.build {
        dist::build()?;
    }
    let (address, listeners, site) = prepare(options.port, options.base)?;
    println!("Serving {address}");
    std::thread::scope(|scope| {
        for listener in &listeners {
            scope.spawn(|| accept(listener, &site));
        }
    });
    Ok(())
}

/// Serves `dist` as it is under `base` at any free port until the program ends; returns the
/// address.
pub fn in_background(base: &str) -> Result<String> {
    let (address, listeners, site) = prepare(Some(0), base.to_owned())?;
    for listener in listeners {
        let site = Arc::clone(&site);
        std::thread::spawn(move || accept(&listener, &site));
    }
    Ok(address)
}

/// Starts to listen, and makes the files ready to be sent.
fn prepare(port: Option<u16>, base: String) -> Result<(String, Vec<TcpListener>, Arc<Site>)> {
    let page = run::dist_dir().join("index.html");
    ensure!(page.is_file(), "there is no dist/index.html to serve: run `cargo xtask dist`");
    let (port, listeners) = bind(port)?;
    let address = format!("http://localhost:{port}{base}");
    let site = Arc::new(Site { base, bodies: Bodies::default() });
    compress_all(&site.bodies)?;
    Ok((address, listeners, site))
}

/// Listens at the port asked for, or at the first free one.
fn bind(port: Option<u16>) -> Result<(u16, Vec<TcpListener>)> {
    let failed = |port| move || format!("cannot listen at port {port}");
    if let Some(port) = port {
        return bind_to(port).with_context(failed(port));
    }
    for port in FIRST_PORT..FIRST_PORT + PORTS_TRIED {
        match bind_to(port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            outcome => return outcome.with_context(failed(port)),
        }
    }
    bail!("no free port from {FIRST_PORT} on: name one with --port")
}

/// Listens at both addresses that `localhost` may mean: otherwise another program at the other
/// one could answer in this one's place.
fn bind_to(port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = first.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(second) => Ok((port, vec![first, second])),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(error),
        // The machine has no IPv6.
        Err(_) => Ok((port, vec![first])),
    }
}

/// Compresses every file now, so that the first page is as quick as the next.
fn compress_all(bodies: &Bodies) -> Result {
    let dist = run::dist_dir();
    let files = run::files(&dist)?;
    let share = files.len().div_ceil(std::thread::available_parallelism().map_or(1, usize::from));
    std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(share.max(1))
            .map(|names| {
                let dist = &dist;
                scope.spawn(move || {
                    names.iter().try_for_each(|name| bodies.get(&dist.join(name)).map(drop))
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(anyhow!("compressing dist failed")))
        })
    })
}

fn accept(listener: &TcpListener, site: &Arc<Site>) {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let site = Arc::clone(site);
                std::thread::spawn(move || {
                    // If a connection breaks off, that is the other side's affair.
                    let _ = converse(&stream, &site);
                });
            }
            // Too many connections, say: the next one may succeed a little later.
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Answers the requests of one connection until either side ends it.
fn converse(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let dist = run::dist_dir();
    let folder: &Path = &dist;
    let mut input = BufReader::new(stream);
    let mut output = stream;
    while let Some(request) = http::read_request(&mut input)? {
        http::answer(&mut output, &request, folder, &site.base, &site.bodies)?;
        if request.closes() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = |words: &[&str]| Options::parse(&mut Parser::from_args(words));
        let plain = Options { port: None, base: "/".into(), build: true };
        assert_eq!(options(&[]).unwrap(), plain);
        let all = Options { port: Some(90), base: "/x/y/".into(), build: false };
        assert_eq!(options(&["--base", "/x/y", "--port", "90", "--no-build"]).unwrap(), all);
        assert_eq!(options(&["--base", "/"]).unwrap().base, "/");
        for wrong in [&["--port"][..], &["--port", "x"], &["--base", "x/"], &["--quick"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_port_is_taken_once() {
        let (port, listeners) = bind_to(0).unwrap();
        assert!(bind(Some(port)).is_err());
        drop(listeners);
    }
}
