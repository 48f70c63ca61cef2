//! Gathering evidence: what is asked, what is kept, and what bad servers and strange addresses come to.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use antin::ades::Verdict;
use antin::online::{Allowed, Client, Fault, Gathered, Missing, Options};
use antin::{Error, Evidence, Language, Level, NetworkError, cades};

use crate::pki::{CONTENT, Pki, now};
use crate::server::{Asked, Reply, Server, redirect};

const OCSP: &str = "application/ocsp-response";

pub(crate) fn inside() -> Options {
    let allowed = Allowed::nothing().with_network("127.0.0.0/8").expect("a network");
    Options::new().attempts(1).attempt_timeout(Duration::from_secs(5)).allow(allowed)
}

/// A PKI behind a server that answers as it should, but for what `other` answers.
pub(crate) fn serve(
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

pub(crate) fn usual(pki: &Pki, asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/ca.crt" => Reply::Good("application/pkix-cert", pki.authority.as_der().to_vec()),
        "/ca.crl" => Reply::Good("application/pkix-crl", pki.crl("ca", &[])),
        "/root.crl" => Reply::Good("application/pkix-crl", pki.crl("root", &[])),
        "/ocsp" => Reply::Good(OCSP, pki.ocsp(&asked.body)),
        path => panic!("{path}"),
    }
}

pub(crate) fn gather(options: Options, pki: &Pki, known: &Evidence) -> Gathered {
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
pub(crate) fn assert_network(gathered: &Gathered, wanted: NetworkError) {
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
    let gathered = gather(inside().fetches(1), pki.get().expect("made"), &Evidence::new());
    // One for the issuer, and one.
    assert_eq!(server.count(), 2);
    assert!(gathered.is_cut_short());
    let (pki, server) = serve(|_, _| Some(redirect(302, "/again")));
    gather(inside().issuer_fetches(2), pki.get().expect("made"), &Evidence::new());
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

const SAME: &[u8] = b"HTTP/1.1 304 Same\r\nConnection: close\r\n\r\n";

fn tagged(tag: &str, list: &[u8]) -> Reply {
    let length = list.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    Reply::Raw([head.as_bytes(), list].concat())
}

fn conditions(server: &Server) -> Vec<Option<String>> {
    let asked = server.asked.lock().expect("whole");
    let lists = asked.iter().filter(|one| one.path == "/root.crl");
    lists.map(|one| one.header("if-none-match").map(str::to_owned)).collect()
}

#[test]
fn a_list_that_is_out_of_date_is_asked_for_on_condition_and_then_without() {
    let (pki, server) = serve(|pki, asked| match asked.path.as_str() {
        "/root.crl" if asked.header("if-none-match").is_some() => Some(Reply::Raw(SAME.to_vec())),
        "/root.crl" => Some(tagged("\"7\"", &pki.crl("root", &[]))),
        _ => None,
    });
    let pki = pki.get().expect("made");
    let known = gather(inside(), pki, &Evidence::new()).into_evidence();
    let later = now().plus_seconds(30 * 86_400);
    let client = Client::new(inside()).expect("a client");
    let agency = std::slice::from_ref(&pki.agency);
    let gathered = client.gather(agency, &pki.policy(), &known, later);
    // The server says that a list which has ended is still the newest: that is not taken on trust.
    assert_eq!(conditions(&server), [None, Some("\"7\"".to_owned()), None]);
    assert!(!gathered.is_complete() && !gathered.is_cut_short());
    assert_eq!(gathered.evidence().crls(), known.crls());
}

#[test]
fn a_list_cannot_be_pinned_by_a_validator_that_matches_whatever_comes() {
    use std::sync::atomic::{AtomicBool, Ordering};
    // Somebody on the way hands out an old list, with a tag that the new one will have too.
    for (tag, sent) in [("\"8\"", Some("\"8\"")), ("*", None)] {
        let attack = Arc::new(AtomicBool::new(true));
        let own = Arc::clone(&attack);
        let (pki, server) = serve(move |pki, asked| {
            let is_list = asked.path == "/root.crl";
            is_list.then(|| match own.load(Ordering::SeqCst) {
                true => tagged(tag, &pki.crl_of("root", 1, &[])),
                // RFC 9110 §13.1.2: `*` matches any.
                false if asked.header("if-none-match").is_some() => Reply::Raw(SAME.to_vec()),
                false => tagged("\"8\"", &pki.crl_of("root", 20, &[])),
            })
        });
        let pki = pki.get().expect("made");
        let client = Client::new(inside()).expect("a client");
        let agency = std::slice::from_ref(&pki.agency);
        let then = antin::Time::parse_rfc3339("2026-11-05T00:00:00Z").expect("a time");
        let known = client.gather(agency, &pki.policy(), &Evidence::new(), then).into_evidence();
        assert_eq!(known.crls().len(), 1);
        attack.store(false, Ordering::SeqCst);
        let gathered = client.gather(agency, &pki.policy(), &known, now());
        assert!(gathered.is_complete(), "{tag}: {:?}", gathered.missing());
        assert_eq!(conditions(&server).get(1), Some(&sent.map(str::to_owned)), "{tag}");
    }
}

#[test]
fn validators_of_lists_that_nobody_of_the_authority_signed_or_of_the_future_are_not_sent() {
    use antin::ades::Origin;
    use antin::x509::Crl;
    let other = Pki::new();
    let (pki, server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let origin =
        |time| Origin::new(time, server.url("/root.crl")).with_etag(Some("\"1\"".to_owned()));
    let forged = Crl::from_der(&other.crl_of("root", 20, &[])).expect("a list");
    let old = Crl::from_der(&pki.crl_of("root", 1, &[])).expect("a list");
    let known = Evidence::new()
        .with_crl_of(forged, &origin(now().plus_seconds(-60)))
        // Obtained by a clock that was ahead.
        .with_crl_of(old.clone(), &origin(now().plus_seconds(60)));
    assert!(gather(inside(), pki, &known).is_complete());
    assert_eq!(conditions(&server), [None]);
    let known = Evidence::new().with_crl_of(old, &origin(now().plus_seconds(-60)));
    assert!(gather(inside(), pki, &known).is_complete());
    assert_eq!(conditions(&server).last(), Some(&Some("\"1\"".to_owned())));
}

#[test]
fn a_list_of_somebody_else_is_not_kept_beside_one_that_counts() {
    let other = Arc::new(Pki::new());
    let (pki, server) = serve(move |pki, asked| match asked.path.as_str() {
        "/a" => Some(Reply::Good("application/pkix-crl", pki.crl("ca", &[]))),
        "/z" => Some(Reply::Good("application/pkix-crl", other.crl("ca", &[]))),
        _ => None,
    });
    let pki = pki.get().expect("made");
    let uris = vec![server.url("/a"), server.url("/z")];
    let leaf = pki.issue(|params| {
        params.crl_distribution_points = vec![rcgen::CrlDistributionPoint { uris }];
    });
    let known = Evidence::new().with_certificates([pki.authority.clone()]);
    let client = Client::new(inside()).expect("a client");
    let gathered = client.gather(&[leaf], &pki.policy(), &known, now());
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
    assert!(server.paths().contains(&"GET /z".to_owned()));
    let sources = gathered.evidence().crls_with_origins().map(|(_, from)| from.map(|o| o.source()));
    let sources: Vec<_> = sources.flatten().map(str::to_owned).collect();
    assert_eq!(sources, [server.url("/a"), server.url("/root.crl")]);
}

#[test]
fn what_may_be_kept_for_others_is_what_was_fetched_and_chains_to_an_anchor() {
    let (pki, _server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let stranger = Pki::new();
    let options = cades::Options::new(Level::B).signing_time(now());
    let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("a signature");
    let known = Evidence::new()
        .with_certificates([stranger.agency.clone()])
        .with_crls_from(&stranger.crl("ca", &[]))
        .expect("a list");
    let client = Client::new(inside()).expect("a client");
    let gathered = client.gather_for(&signature, &pki.policy(), &known, now());
    let gathered = gathered.expect("a signature");
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
    // The document brings the agency and its authority, the caller knows the stranger.
    assert_eq!(gathered.kept().certificates(), []);
    assert_eq!((gathered.kept().crls().len(), gathered.kept().ocsp_responses().len()), (1, 1));
    assert_eq!(gathered.evidence().certificates(), [stranger.agency]);
    assert_eq!(gathered.evidence().crls().len(), 2);
}

#[test]
fn an_issuer_that_is_fetched_and_leads_to_no_anchor_is_not_kept() {
    let (pki, server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let another = Pki::new();
    let client = Client::new(inside()).expect("a client");
    let gathered = client.gather(
        std::slice::from_ref(&pki.agency),
        &another.policy(),
        &Evidence::new(),
        now(),
    );
    assert!(server.paths().contains(&"GET /ca.crt".to_owned()));
    assert!(matches!(gathered.missing()[0], Missing::Path(..)));
    assert_eq!(gathered.evidence().freshness().len(), 0);
    assert_eq!((gathered.kept().freshness().len(), gathered.fetched()), (0, 0));
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
        assert_eq!(*why, NetworkError::BudgetSpent);
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

#[test]
fn an_answer_that_is_made_while_it_is_waited_for_is_not_from_the_future() {
    // The responder takes longer than a second, and says when it answered. Clocks may differ by 300 s beside.
    let (pki, _server) = serve(|pki, asked| {
        (asked.path == "/ocsp").then(|| {
            std::thread::sleep(Duration::from_millis(1_500));
            Reply::Good(OCSP, pki.ocsp(&asked.body))
        })
    });
    let pki = pki.get().expect("made");
    // Its answers are of this time.
    let made = antin::Time::parse_rfc3339("2026-11-21T00:00:00Z").expect("a time");
    let client = Client::new(inside()).expect("a client");
    let agency = std::slice::from_ref(&pki.agency);
    let gather = |now| client.gather(agency, &pki.policy(), &Evidence::new(), now);
    let gathered = gather(made.plus_seconds(-301));
    assert_eq!(gathered.evidence().ocsp_responses().len(), 1, "{:?}", gathered.missing());
    let early = gather(made.plus_seconds(-360));
    assert_eq!(early.evidence().ocsp_responses().len(), 0);
}
