//! Gathering evidence: what is asked, what is kept, and what bad servers and strange addresses come to.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use antin::ades::Verdict;
use antin::online::{Allowed, Client, Fault, Gathered, Missing, Options};
use antin::{Error, Evidence, Language, Level, NetworkError, cades};

use crate::pki::{CONTENT, Pki, now};
use crate::server::{Asked, Reply, Server, redirect};

const OCSP: &str = "application/ocsp-response";

fn inside() -> Options {
    let allowed = Allowed::nothing().with_network("127.0.0.0/8").expect("a network");
    Options::new().attempts(1).attempt_timeout(Duration::from_secs(5)).allow(allowed)
}

/// A PKI behind a server that answers as it should, but for what `other` answers.
fn serve(
    other: impl Fn(&Pki, &Asked) -> Option<Reply> + Send + Sync + 'static,
) -> (Arc<OnceLock<Pki>>, Server) {
    let pki: Arc<OnceLock<Pki>> = Arc::default();
    let own = Arc::clone(&pki);
    let server = Server::start(move |asked| {
        let pki = own.get().expect("made");
        other(pki, asked).unwrap_or_else(|| usual(pki, asked))
    });
    pki.get_or_init(|| Pki::at(&server.address));
    (pki, server)
}

fn usual(pki: &Pki, asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/ca.crt" => Reply::Good("application/pkix-cert", pki.authority.as_der().to_vec()),
        "/ca.crl" => Reply::Good("application/pkix-crl", pki.crl("ca", &[])),
        "/root.crl" => Reply::Good("application/pkix-crl", pki.crl("root", &[])),
        "/ocsp" => Reply::Good(OCSP, pki.ocsp(&asked.body)),
        path => panic!("{path}"),
    }
}

fn gather(options: Options, pki: &Pki, known: &Evidence) -> Gathered {
    let client = Client::new(options).expect("a client");
    client.gather(std::slice::from_ref(&pki.agency), &pki.policy(), known, now())
}

/// What came of the first address of the only thing that is missing.
#[track_caller]
fn fault(gathered: &Gathered) -> Fault {
    assert_eq!(gathered.missing().len(), 1, "{:?}", gathered.missing());
    gathered.missing()[0].attempts()[0].fault.clone()
}

#[track_caller]
fn assert_network(gathered: &Gathered, wanted: NetworkError) {
    match fault(gathered) {
        Fault::Error(error) => assert_eq!(error, Error::Network(wanted)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn from_the_last_certificate_alone_everything_is_gathered_and_the_signature_passes() {
    let (pki, server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let gathered = gather(inside(), pki, &Evidence::new());
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
    let mut paths = server.paths();
    paths.sort();
    // The responder answers for the agency; its authority has none, so that the root's list is fetched.
    assert_eq!(paths, ["GET /ca.crt", "GET /root.crl", "POST /ocsp"]);
    assert_eq!(gathered.fetched(), 3);
    let evidence = gathered.into_evidence();
    let (_, origin) = evidence.crls_with_origins().next().expect("a list");
    assert_eq!(origin.expect("known").source(), server.url("/root.crl"));
    assert_eq!(origin.expect("known").obtained(), now());
    let options = cades::Options::new(Level::B).signing_time(now());
    let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("a signature");
    let judged = |evidence: &Evidence| {
        let content = Some(CONTENT.into());
        antin::verify(&signature, content, &pki.policy(), evidence, now()).expect("a report")
    };
    assert_eq!(judged(&evidence).verdict(), Verdict::Passed);
    assert_ne!(judged(&Evidence::new()).verdict(), Verdict::Passed);
}

#[test]
fn what_is_known_and_fresh_is_not_fetched_again() {
    let (pki, server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let first = gather(inside(), pki, &Evidence::new()).into_evidence();
    let asked = server.count();
    let again = gather(inside(), pki, &first);
    assert!(again.is_complete());
    assert_eq!((again.fetched(), server.count()), (0, asked));
}

#[test]
fn a_signature_raised_to_lta_with_gathered_evidence_needs_no_network_any_more() {
    let (pki, _server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let client = Client::new(inside()).expect("a client");
    let options = |level| cades::Options::new(level).signing_time(now()).timestamper(pki.stamps());
    let signature =
        cades::sign(CONTENT, &pki.credential(), &options(Level::T)).expect("a signature");
    let gathered = client.gather_for(&signature, &pki.policy(), &Evidence::new(), now());
    let gathered = gathered.expect("a signature");
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
    let options = options(Level::Lta).evidence(gathered.into_evidence());
    let raised = cades::extend(&signature, Some(CONTENT.into()), &options).expect("raised");
    let report = antin::verify(
        &raised,
        Some(CONTENT.into()),
        &pki.policy().require_level(Level::Lta),
        &Evidence::new(),
        now(),
    );
    let report = report.expect("a report");
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
}

#[test]
fn a_responder_that_fails_is_made_up_for_by_the_list() {
    for status in [2_u8, 3, 6] {
        let (pki, server) = serve(move |_, asked| {
            (asked.path == "/ocsp").then(|| Reply::Good(OCSP, vec![0x30, 3, 0x0a, 1, status]))
        });
        let gathered = gather(inside(), pki.get().expect("made"), &Evidence::new());
        assert!(gathered.is_complete(), "{:?}", gathered.missing());
        assert!(server.paths().contains(&"GET /ca.crl".to_owned()));
        assert_eq!(gathered.evidence().ocsp_responses().len(), 0);
    }
}

#[test]
fn a_responder_without_post_is_asked_by_get() {
    let none = b"HTTP/1.1 405 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let (pki, server) = serve(move |_, asked| match asked.method.as_str() {
        "POST" => Some(Reply::Raw(none.clone())),
        _ if asked.path.starts_with("/ocsp/") => Some(Reply::Good(OCSP, vec![0x30, 3, 0x0a, 1, 6])),
        _ => None,
    });
    gather(inside(), pki.get().expect("made"), &Evidence::new());
    let paths = server.paths();
    // RFC 5019 §5: Base64, and what a path may not have escaped.
    let get = paths.iter().find(|path| path.starts_with("GET /ocsp/M")).expect("asked");
    assert!(!get["GET /ocsp/".len()..].contains(['/', '+', '=']), "{get}");
}

#[test]
fn an_answer_about_another_certificate_or_by_another_key_is_not_kept() {
    let other = Pki::new();
    type Answer = fn(&Pki, &Pki, &[u8]) -> Vec<u8>;
    let answers: [Answer; 2] = [
        |_, other, request| other.ocsp(request),
        |pki, _, request| {
            let mut request = request.to_vec();
            // The serial number, at the end of CertID, before the nonce.
            let serial = pki.agency.serial();
            let at = request.windows(serial.len()).position(|window| window == serial);
            request[at.expect("there") + serial.len() - 1] ^= 1;
            pki.ocsp(&request)
        },
    ];
    let other = Arc::new(other);
    for answer in answers {
        let other = Arc::clone(&other);
        let (pki, _server) = serve(move |pki, asked| match asked.path.as_str() {
            "/ocsp" => Some(Reply::Good(OCSP, answer(pki, &other, &asked.body))),
            "/ca.crl" => Some(redirect(302, "file:///etc/passwd")),
            _ => None,
        });
        let gathered = gather(inside(), pki.get().expect("made"), &Evidence::new());
        assert!(matches!(fault(&gathered), Fault::Mismatch(_) | Fault::Unusable(_)));
        assert_eq!(gathered.evidence().ocsp_responses().len(), 0);
        assert!(matches!(gathered.missing()[0], Missing::Status(..)));
        assert_eq!(gathered.missing()[0].attempts().len(), 2);
    }
}

#[test]
fn lists_of_others_garbage_and_pages_are_not_kept() {
    let other = Arc::new(Pki::new());
    for case in 0..3 {
        let other = Arc::clone(&other);
        let (pki, _server) = serve(move |_, asked| match (asked.path.as_str(), case) {
            ("/root.crl", 0) => Some(Reply::Good("application/pkix-crl", other.crl("root", &[]))),
            ("/root.crl", 1) => Some(Reply::Good("application/pkix-crl", b"garbage".to_vec())),
            ("/root.crl", _) => Some(Reply::Good("text/html", b"<html>".to_vec())),
            _ => None,
        });
        let gathered = gather(inside(), pki.get().expect("made"), &Evidence::new());
        assert_eq!(gathered.evidence().crls().len(), 0);
        match (fault(&gathered), case) {
            (Fault::Unusable(_), 0) | (Fault::Error(Error::Malformed(_)), 1) => (),
            (Fault::Error(Error::Network(NetworkError::ContentType)), 2) => (),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_issuer_that_did_not_issue_is_not_kept() {
    let other = Pki::new().authority;
    let (pki, _server) = serve(move |_, asked| {
        (asked.path == "/ca.crt").then(|| Reply::Good("text/plain", other.as_der().to_vec()))
    });
    let gathered = gather(inside(), pki.get().expect("made"), &Evidence::new());
    assert_eq!(gathered.evidence().certificates().len(), 0);
    assert!(matches!(gathered.missing()[0], Missing::Path(..)));
    assert_network(&gathered, NetworkError::AnswerMismatch);
}

#[test]
fn strangers_addresses_inside_are_not_asked() {
    let (pki, server) = serve(|_, _| None);
    let gathered = gather(Options::new(), pki.get().expect("made"), &Evidence::new());
    assert_network(&gathered, NetworkError::ForbiddenAddress);
    let named = Options::new().allow(Allowed::nothing().with_host("localhost"));
    let gathered = gather(named, pki.get().expect("made"), &Evidence::new());
    assert_network(&gathered, NetworkError::ForbiddenAddress);
    assert_eq!(server.count(), 0);
}

#[test]
fn a_redirection_to_loopback_is_not_followed_where_only_a_host_is_allowed() {
    let inner = Server::start(|_| Reply::Good("text/plain", Vec::new()));
    let target = format!("http://127.0.0.2:{}/", inner.port());
    let (pki, _server) =
        serve(move |_, asked| (asked.path == "/ca.crt").then(|| redirect(302, &target)));
    let only = Options::new().attempts(1).allow(Allowed::nothing().with_host("127.0.0.1"));
    let gathered = gather(only, pki.get().expect("made"), &Evidence::new());
    assert_network(&gathered, NetworkError::ForbiddenAddress);
    assert_eq!(inner.count(), 0);
}

#[test]
fn no_more_than_so_many_fetches_are_made() {
    let (pki, server) = serve(|_, _| None);
    let gathered = gather(inside().fetches(2), pki.get().expect("made"), &Evidence::new());
    assert_eq!(server.count(), 2);
    assert!(!gathered.is_complete());
    let (pki, server) = serve(|_, _| Some(redirect(302, "/again")));
    gather(inside().fetches(2), pki.get().expect("made"), &Evidence::new());
    assert_eq!(server.count(), 2);
}

#[test]
fn a_list_that_is_too_long_or_stops_in_the_middle_is_not_kept() {
    let (pki, _server) =
        serve(|_, asked| (asked.path == "/root.crl").then_some(Reply::Endless(1 << 28)));
    let short = inside().crl_bytes(1 << 20);
    let gathered = gather(short, pki.get().expect("made"), &Evidence::new());
    assert_network(&gathered, NetworkError::TooLarge);
}

#[test]
fn a_list_that_is_out_of_date_is_asked_for_on_condition() {
    let (pki, server) = serve(|pki, asked| match asked.path.as_str() {
        "/root.crl" if asked.header("if-none-match").is_some() => {
            Some(Reply::Raw(b"HTTP/1.1 304 Same\r\nConnection: close\r\n\r\n".to_vec()))
        }
        "/root.crl" => {
            let list = pki.crl("root", &[]);
            let head = format!(
                "HTTP/1.1 200 OK\r\nETag: \"7\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                list.len()
            );
            Some(Reply::Raw([head.as_bytes(), &list].concat()))
        }
        _ => None,
    });
    let pki = pki.get().expect("made");
    let known = gather(inside(), pki, &Evidence::new()).into_evidence();
    let later = now().plus_seconds(30 * 86_400);
    let client = Client::new(inside()).expect("a client");
    let agency = std::slice::from_ref(&pki.agency);
    let gathered = client.gather(agency, &pki.policy(), &known, later);
    let asked = server.asked.lock().expect("whole");
    let list = asked.iter().rev().find(|one| one.path == "/root.crl").expect("asked");
    assert_eq!(list.header("if-none-match"), Some("\"7\""));
    assert!(!gathered.is_complete());
    assert_eq!(gathered.evidence().crls(), known.crls());
}

#[test]
fn a_gathering_ends_by_its_own_time_however_long_each_question_may_take() {
    let silent = |_: &Pki, asked: &Asked| {
        asked.path.starts_with("/ocsp").then_some(Reply::Silence(Duration::from_secs(20)))
    };
    let (pki, _server) = serve(silent);
    let pki = pki.get().expect("made");
    let begun = std::time::Instant::now();
    let patient = inside().attempt_timeout(Duration::from_secs(20)).attempts(9);
    let gathered =
        gather(patient.gathering_timeout(Duration::from_millis(600)), pki, &Evidence::new());
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let tried: Vec<_> = gathered.missing().iter().flat_map(Missing::attempts).collect();
    assert!(!tried.is_empty());
    for attempt in tried {
        let Fault::Error(Error::Network(why)) = &attempt.fault else { panic!("{attempt:?}") };
        assert_eq!(*why, NetworkError::Timeout);
        assert_ne!(attempt.fault.text(Language::Vi), attempt.fault.text(Language::En));
    }
}

#[test]
fn times_beyond_all_clocks_are_none() {
    let (pki, _server) = serve(|_, _| None);
    let endless = inside().total_timeout(Duration::MAX).gathering_timeout(Duration::MAX);
    let gathered = gather(endless, pki.get().expect("made"), &Evidence::new());
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
}
