//! A small file server for the demo, on this machine only.
//!
//! Why not `trunk serve`: it serves yesterday's files when a build fails, and it goes on running when only its
//! parent is ended. This one is the same process, takes the port by binding it, and sends the headers of
//! Trunk.toml unchanged.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Longer requests come from no browser that opens the demo.
const LONGEST_REQUEST: u64 = 32 * 1024;
/// How long one side may keep the other waiting.
const PATIENCE: Duration = Duration::from_secs(10);

/// A folder and the headers that go with each of its files.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder.
    pub root: PathBuf,
    /// Name and value, as in Trunk.toml.
    pub headers: Vec<(String, String)>,
}

/// Takes the first free port of 127.0.0.1 from `first` on.
pub fn bind(first: u16) -> Result<TcpListener, String> {
    let last = first.saturating_add(99);
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(format!("127.0.0.1:{port} can not be used: {error}")),
        }
    }
    Err(format!("all ports from {first} to {last} are taken: end what listens there and try again"))
}

/// Answers until the process is ended.
pub fn run(listener: &TcpListener, site: &Site) {
    thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            // A browser that goes away in the middle concerns nobody else.
            scope.spawn(move || answer(stream, site).ok());
        }
    });
}

fn answer(stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut request = BufReader::new((&stream).take(LONGEST_REQUEST));
    let mut first_line = String::new();
    request.read_line(&mut first_line)?;
    // The headers ask for nothing we could do differently, but closing before they are read would reset the line.
    let mut line = String::new();
    while request.read_line(&mut line)? > 2 {
        line.clear();
    }
    (&stream).write_all(&site.response(&first_line))
}

impl Site {
    /// The whole answer to a request that begins with `first_line`.
    fn response(&self, first_line: &str) -> Vec<u8> {
        let mut words = first_line.split_ascii_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        if !matches!(method, "GET" | "HEAD") {
            return self.message("405 Method Not Allowed", "text/plain; charset=utf-8", b"", true);
        }
        let found =
            self.file(target).and_then(|file| Some((fs::read(&file).ok()?, content_type(&file))));
        let with_body = method == "GET";
        match found {
            Some((body, kind)) => self.message("200 OK", kind, &body, with_body),
            None => self.message(
                "404 Not Found",
                "text/plain; charset=utf-8",
                b"Not found.\n",
                with_body,
            ),
        }
    }

    /// The file that a request's target names, if it can only lie within the folder.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = Path::new(target.split(['?', '#']).next()?.strip_prefix('/')?);
        let stays_within = path.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.root.join(path);
        stays_within.then(|| if file.is_dir() { file.join("index.html") } else { file })
    }

    fn message(&self, status: &str, kind: &str, body: &[u8], with_body: bool) -> Vec<u8> {
        let mut head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n",
            body.len()
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut message = (head + "\r\n").into_bytes();
        if with_body {
            message.extend_from_slice(body);
        }
        message
    }
}

/// Browsers refuse scripts and streamed wasm of another type than these.
fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn this_crate() -> Site {
        let headers = vec![("X-Test".to_owned(), "yes".to_owned())];
        Site { root: env!("CARGO_MANIFEST_DIR").into(), headers }
    }

    #[test]
    fn a_file_comes_with_its_type_length_and_the_sites_headers() {
        let site = Site { root: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), ..this_crate() };
        let answer = String::from_utf8(site.response("GET /serve.rs?again HTTP/1.1\r\n")).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"),
            "{head}"
        );
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", body.len())), "{head}");
        assert!(head.ends_with("\r\nX-Test: yes"), "{head}");
        assert!(body.starts_with("//! A small file server"));
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let answer =
            String::from_utf8(this_crate().response("HEAD /Cargo.toml HTTP/1.1\r\n")).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"));
        assert!(!answer.contains("Content-Length: 0\r\n"));
        assert!(answer.ends_with("\r\n\r\n"));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for target in [
            "/../rules/Cargo.toml",
            "/src/../../rules/Cargo.toml",
            "//etc/passwd",
            "/./Cargo.toml/",
            "x",
        ] {
            let answer = this_crate().response(&format!("GET {target} HTTP/1.1\r\n"));
            assert!(answer.starts_with(b"HTTP/1.1 404 "), "{target}");
        }
    }

    #[test]
    fn what_is_no_reading_is_refused() {
        for line in ["POST /Cargo.toml HTTP/1.1\r\n", "\r\n", ""] {
            assert!(this_crate().response(line).starts_with(b"HTTP/1.1 405 "), "{line:?}");
        }
    }

    #[test]
    fn wasm_and_scripts_have_the_types_that_browsers_insist_on() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(content_type(Path::new("pack.liyan")), "application/octet-stream");
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(bind(port).unwrap().local_addr().unwrap().port() > port);
    }
}
