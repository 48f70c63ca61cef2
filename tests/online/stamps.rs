//! Time-stamps over HTTP: good ones in parallel, and each way in which a server can be bad.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use antin::crypto::{DigestAlgorithm, Hasher};
use antin::online::{Client, Options};
use antin::tsp::{Request, Timestamper, Token};
use antin::{Error, Level, NetworkError, RefusalReason, TimestampError, cades};

use crate::pki::{CONTENT, Pki, now};
use crate::server::{Asked, Reply, Server, good, redirect};

const REPLY: &str = "application/timestamp-reply";

fn quick() -> Options {
    Options::new()
        .attempts(1)
        .pause(Duration::from_millis(5))
        .attempt_timeout(Duration::from_secs(5))
}

fn request() -> Request {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
    Request::new(&digest).expect("SHA-256").with_nonce().expect("randomness")
}

fn ask(options: Options, address: &str) -> Result<Token, Error> {
    let tsa = Client::new(options).and_then(|client| client.tsa(address));
    tsa.and_then(|tsa| tsa.timestamp(&request()))
}

#[track_caller]
fn refused(result: Result<Token, Error>, wanted: NetworkError) {
    assert_eq!(result.map(drop), Err(Error::Network(wanted)));
}

#[test]
fn a_time_stamp_is_asked_for_as_rfc_3161_says() {
    let stamps = Pki::new().stamps();
    let server = Server::start(move |asked| Reply::Good(REPLY, stamps.respond(&asked.body)));
    ask(quick(), &server.url("/tsa")).expect("a time-stamp");
    let asked = server.asked.lock().expect("whole").remove(0);
    assert_eq!((asked.method.as_str(), asked.path.as_str()), ("POST", "/tsa"));
    assert_eq!(asked.header("content-type"), Some("application/timestamp-query"));
    assert_eq!(asked.header("accept"), Some(REPLY));
    Request::from_der(&asked.body).expect("a request");
}

#[test]
fn sixty_four_signatures_take_about_two_round_trips_of_the_authority() {
    let pki = Pki::new();
    let stamps = pki.stamps();
    let server = Server::start(move |asked| {
        thread::sleep(Duration::from_millis(100));
        Reply::Good(REPLY, stamps.respond(&asked.body))
    });
    let client = Client::new(Options::new()).expect("a client");
    let tsa = client.tsa(&server.address).expect("an address");
    let options = cades::Options::new(Level::T).signing_time(now()).timestamper(Arc::new(tsa));
    let credential = pki.credential();
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| cades::sign(CONTENT, &credential, &options).expect("a signature"));
        }
    });
    let took = started.elapsed();
    let most = server.at_once.load(Ordering::SeqCst);
    println!("64 signatures at level T, authority of 100 ms: {took:?}, at most {most} at once");
    assert_eq!(server.count(), 64);
    // The server counts until it has closed, a little longer than the client.
    assert!(most <= 40, "{most} at once");
    // One after the other would be 6.4 s.
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_refusal_is_told_in_the_words_of_the_authority() {
    let stamps = Pki::new().stamps();
    let server = Server::start(move |_| Reply::Good(REPLY, stamps.respond(b"no request")));
    match ask(quick(), &server.address) {
        Err(Error::Timestamp(TimestampError::Refused(refusal))) => {
            assert_eq!(refusal.reasons, [RefusalReason::BadDataFormat]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_time_stamp_over_something_else_is_not_taken() {
    let stamps = Pki::new().stamps();
    let other = Hasher::digest(DigestAlgorithm::Sha256, b"something else");
    let other = Request::new(&other).expect("SHA-256").to_der();
    let server = Server::start(move |_| Reply::Good(REPLY, stamps.respond(&other)));
    let error = ask(quick(), &server.address).map(drop);
    assert_eq!(error, Err(Error::Timestamp(TimestampError::OtherImprint)));
}

#[test]
fn a_server_that_never_answers_is_left_in_time() {
    let server = Server::start(|_| Reply::Silence(Duration::from_secs(10)));
    let started = Instant::now();
    let options = quick().attempt_timeout(Duration::from_millis(300));
    refused(ask(options, &server.address), NetworkError::Timeout);
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

#[test]
fn an_answer_after_the_limit_is_none_and_a_host_may_have_a_longer_one() {
    let stamps = Pki::new().stamps();
    let server = Server::start(move |asked: &Asked| {
        thread::sleep(Duration::from_millis(600));
        Reply::Good(REPLY, stamps.respond(&asked.body))
    });
    let short = || quick().attempt_timeout(Duration::from_millis(200));
    refused(ask(short(), &server.address), NetworkError::Timeout);
    let patient = short().host_timeout("127.0.0.1", Duration::from_secs(10));
    ask(patient, &server.address).expect("a time-stamp");
    let total = quick().total_timeout(Duration::from_millis(200));
    refused(ask(total, &server.address), NetworkError::Timeout);
}

#[test]
fn a_server_that_closes_in_the_middle_gives_nothing() {
    let stamps = Pki::new().stamps();
    let server = Server::start(move |asked: &Asked| {
        let mut whole = good(REPLY, &stamps.respond(&asked.body));
        whole.truncate(whole.len() - 100);
        Reply::Raw(whole)
    });
    refused(ask(quick(), &server.address), NetworkError::Interrupted);
    let server = Server::start(|_| Reply::Raw(Vec::new()));
    assert!(ask(quick(), &server.address).is_err());
}

#[test]
fn a_gibibyte_is_not_read() {
    let server = Server::start(|_| Reply::Endless(1 << 30));
    let started = Instant::now();
    refused(ask(quick(), &server.address), NetworkError::TooLarge);
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".to_vec();
    let server = Server::start(move |_| Reply::Raw(announced.clone()));
    refused(ask(quick(), &server.address), NetworkError::TooLarge);
}

#[test]
fn garbage_is_refused_and_a_page_is_told_by_its_type() {
    let server = Server::start(|_| Reply::Good(REPLY, b"garbage".to_vec()));
    assert!(matches!(ask(quick(), &server.address), Err(Error::Malformed(_))));
    let server = Server::start(|_| Reply::Good("text/html", b"<html>log in</html>".to_vec()));
    refused(ask(quick(), &server.address), NetworkError::ContentType);
    let server = Server::start(|_| Reply::Raw(b"220 ready\r\n".to_vec()));
    assert!(matches!(ask(quick(), &server.address), Err(Error::Network(_))));
}

#[test]
fn a_passing_fault_is_met_with_another_attempt_and_a_refusal_is_not() {
    let stamps = Pki::new().stamps();
    let times = AtomicUsize::new(0);
    let busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let server = Server::start(move |asked| match times.fetch_add(1, Ordering::SeqCst) {
        0 | 1 => Reply::Raw(busy.clone()),
        _ => Reply::Good(REPLY, stamps.respond(&asked.body)),
    });
    ask(quick().attempts(3), &server.address).expect("at the third attempt");
    assert_eq!(server.count(), 3);
    let missing =
        b"HTTP/1.1 404 Missing\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let server = Server::start(move |_| Reply::Raw(missing.clone()));
    refused(ask(quick().attempts(3), &server.address), NetworkError::Status(404));
    assert_eq!(server.count(), 1);
}

#[test]
fn redirections_of_a_named_authority_are_checked_as_strangers_are() {
    let inner = Server::start(|_| Reply::Good(REPLY, Vec::new()));
    let target = inner.url("/admin");
    let server = Server::start(move |_| redirect(307, &target));
    refused(ask(quick(), &server.address), NetworkError::ForbiddenAddress);
    assert_eq!(inner.count(), 0);
    for location in ["file:///etc/passwd", "https://127.0.0.1/", "ftp://127.0.0.1/"] {
        let server = Server::start(move |_| redirect(308, location));
        refused(ask(quick(), &server.address), NetworkError::Redirect);
    }
    // What was posted is not turned into a GET.
    let server = Server::start(|_| redirect(302, "/elsewhere"));
    refused(ask(quick(), &server.address), NetworkError::Status(302));
}

#[test]
fn names_of_loopback_are_refused_where_they_resolve() {
    let inner = Server::start(|_| Reply::Good(REPLY, Vec::new()));
    let target = format!("http://localhost:{}/admin", inner.port());
    let server = Server::start(move |_| redirect(307, &target));
    refused(ask(quick(), &server.address), NetworkError::ForbiddenAddress);
    assert_eq!(inner.count(), 0);
}
