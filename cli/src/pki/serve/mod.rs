//! `antin pki serve`: the development PKI as servers on loopback, with delays and faults on request.

mod ocsp;

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::oid::ObjectIdentifier;
use antin::tsp::Authority;
use tiny_http::{HTTPVersion, Header, Method, Request, Response, Server};

use crate::args::{ServeArgs, TsaFault};
use crate::failure::Failure;
use crate::lang::{Language, errors, pki as text};
use crate::pki::store::credential;
use crate::{clock, files, print};

/// Answers that are under way at once: as many as a client of ours asks for.
const WORKERS: usize = 64;

/// Bytes of a request: none is longer.
const LONGEST: u64 = 64 << 10;

type Answer = Response<Cursor<Vec<u8>>>;

/// Runs `antin pki serve`, until it is stopped.
pub(super) fn run(
    args: &ServeArgs,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Failure> {
    // A throwaway key answers nobody but this machine.
    if !args.listen.ip().is_loopback() {
        return Err(Failure::usage(&errors::NOT_LOOPBACK).with(args.listen.to_string()));
    }
    let served = Arc::new(Served::new(args)?);
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        let address = args.listen.to_string();
        Failure::unable(&errors::CANNOT_LISTEN).with(address).with(error.to_string())
    };
    let server = Arc::new(Server::http(args.listen).map_err(failed)?);
    let address = server.server_addr().to_string();
    print::line(out, &text::SERVING.fill(language, &[&format!("http://{address}")]))?;
    out.flush().map_err(print::failure)?;
    let workers = (0..WORKERS).map(|_| {
        let (server, served) = (Arc::clone(&server), Arc::clone(&served));
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                served.answer(request);
            }
        })
    });
    let workers: Vec<_> = workers.collect();
    for worker in workers {
        // A worker ends only with the program.
        let _ = worker.join();
    }
    Ok(())
}

/// What is served.
struct Served {
    dir: std::path::PathBuf,
    stamps: Authority,
    responder: ocsp::Responder,
    tsa_delay: Duration,
    tsa_fault: TsaFault,
    ocsp_delay: Duration,
}

impl Served {
    fn new(args: &ServeArgs) -> Result<Self, Failure> {
        let dir = &args.dir;
        // 2.999 is the arc for examples.
        let policy = ObjectIdentifier::from_dotted("2.999.704.1.1.9.1");
        let unread = || Failure::unable(&errors::PKI_FAILED).with("tsa").with("2.999");
        let policy = policy.ok_or_else(unread)?;
        let ahead = if args.tsa_fault == TsaFault::WrongTime { 86_400 } else { 0 };
        let now = move || {
            let now = clock::now().unwrap_or_else(|_| Time::from_unix(0));
            now.plus_seconds(ahead)
        };
        let signer = if args.tsa_fault == TsaFault::WrongSigner { "agency" } else { "tsa" };
        Ok(Self {
            dir: dir.clone(),
            stamps: Authority::new(credential(dir, signer)?, policy, now),
            responder: ocsp::Responder::new(dir, args.ocsp_fault)?,
            tsa_delay: Duration::from_millis(args.tsa_delay),
            tsa_fault: args.tsa_fault,
            ocsp_delay: Duration::from_millis(args.ocsp_delay),
        })
    }

    fn answer(&self, mut request: Request) {
        let mut body = Vec::new();
        let read = request.as_reader().take(LONGEST).read_to_end(&mut body);
        let path = request.url().split('?').next().unwrap_or_default().to_owned();
        let answer = match (read, request.method(), path.as_str()) {
            (Err(_), ..) => status(400),
            (_, Method::Post, "/tsa") => return self.stamp(request, &body),
            (_, Method::Post, "/ocsp") => self.ocsp(&body),
            (_, Method::Get, path) if path.starts_with("/ocsp/") => {
                match ocsp::of_path(path.trim_start_matches("/ocsp/")) {
                    Some(asked) => self.ocsp(&asked),
                    None => status(400),
                }
            }
            (_, Method::Get, path) => self.file(path, &request),
            _ => status(405),
        };
        send(request, answer);
    }

    fn stamp(&self, request: Request, body: &[u8]) {
        thread::sleep(self.tsa_delay);
        let good = |body: Vec<u8>| typed(body, "application/timestamp-reply");
        let answer = match self.tsa_fault {
            TsaFault::None | TsaFault::WrongSigner | TsaFault::WrongTime => {
                good(self.stamps.respond(body))
            }
            TsaFault::Refuse => good(self.stamps.respond(b"")),
            TsaFault::Garbage => good(b"garbage".to_vec()),
            TsaFault::OtherImprint => {
                let other = Hasher::digest(DigestAlgorithm::Sha256, b"something else");
                let other = antin::tsp::Request::new(&other).map(|other| other.to_der());
                good(self.stamps.respond(&other.unwrap_or_default()))
            }
            TsaFault::Busy => status(503),
            TsaFault::Endless => return endless(request),
            TsaFault::Stall => {
                let whole = self.stamps.respond(body);
                let half = whole.get(..whole.len() / 2).unwrap_or_default();
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", whole.len());
                let mut writer = request.into_writer();
                let _ = writer.write_all(&[head.as_bytes(), half].concat());
                return;
            }
        };
        send(request, answer);
    }

    fn ocsp(&self, body: &[u8]) -> Answer {
        thread::sleep(self.ocsp_delay);
        typed(self.responder.answer(body), "application/ocsp-response")
    }

    /// CRLs and certificates, as they are in the folder now.
    fn file(&self, path: &str, request: &Request) -> Answer {
        let crl = path.strip_prefix("/pki/pub/crl/").and_then(|name| name.strip_suffix(".crl"));
        let certificate =
            path.strip_prefix("/pki/pub/crt/").and_then(|name| name.strip_suffix(".crt"));
        let plain = |name: &&str| {
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
        };
        if let Some(name) = crl.filter(plain) {
            return match files::read(&self.dir.join(format!("{name}.crl"))) {
                Ok(list) => tagged(list, request),
                Err(_) => status(404),
            };
        }
        let found = certificate.filter(plain).and_then(|name| first(&self.dir, name));
        found.map_or_else(|| status(404), |der| typed(der, "application/pkix-cert"))
    }
}

/// Answers, and has the client end the connection, as HTTP/1.0 does.
///
/// The server gives each connection a thread and counts those that wait, and of two connections that come at
/// once the second may be counted upon one that is taken: it would wait until another client went away.
fn send(request: Request, answer: Answer) {
    let headers = request.headers().to_vec();
    let is_head = *request.method() == Method::Head;
    let mut writer = request.into_writer();
    let sent = answer.raw_print(&mut writer, HTTPVersion(1, 0), &headers, is_head, None);
    // A client that went away needs no answer.
    let _ = sent.and_then(|()| writer.flush());
}

/// Sends zeros until nobody wants more.
fn endless(request: Request) {
    const LENGTH: usize = 1 << 30;
    let zeros = vec![0; 64 << 10];
    let mut writer = request.into_writer();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {LENGTH}\r\n\r\n");
    let mut sent = writer.write_all(head.as_bytes());
    for _ in 0..LENGTH / zeros.len() {
        sent = sent.and_then(|()| writer.write_all(&zeros));
        if sent.is_err() {
            return;
        }
    }
}

/// A list with its tag; nothing, where the client has it.
fn tagged(list: Vec<u8>, request: &Request) -> Answer {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, &list);
    let octets = digest.as_bytes().iter().take(8).map(|octet| format!("{octet:02x}"));
    let tag = format!("\"{}\"", octets.collect::<String>());
    let mut headers = request.headers().iter();
    let known = headers.any(|one| one.field.equiv("If-None-Match") && one.value.as_str() == tag);
    let answer = if known { status(304) } else { typed(list, "application/pkix-crl") };
    with_header(answer, "ETag", &tag)
}

fn first(dir: &Path, name: &str) -> Option<Vec<u8>> {
    let bytes = files::read(&dir.join(format!("{name}.pem"))).ok()?;
    let found = antin::x509::certificates(&bytes).ok()?;
    found.first().map(|one| one.as_der().to_vec())
}

fn typed(body: Vec<u8>, kind: &str) -> Answer {
    with_header(Response::from_data(body), "Content-Type", kind)
}

fn status(code: u16) -> Answer {
    Response::from_data(Vec::new()).with_status_code(code)
}

fn with_header(answer: Answer, name: &str, value: &str) -> Answer {
    match Header::from_bytes(name, value) {
        Ok(header) => answer.with_header(header),
        Err(()) => answer,
    }
}
