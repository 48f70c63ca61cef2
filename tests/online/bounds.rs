//! What a gathering costs at most, whatever the certificates of a document ask for.

use std::time::{Duration, Instant};

use antin::online::{Client, Gathered, Missing, Options};
use antin::x509::Certificate;
use antin::{Evidence, NetworkError};
use rcgen::CrlDistributionPoint;

use crate::gather::{assert_network, gather, inside, serve, usual};
use crate::pki::{Pki, access, key, leaf, now, read};
use crate::server::{Reply, Server};

/// Certificates of nobody, that name addresses for their issuers.
fn ghosts(server: &Server, count: usize) -> Vec<Certificate> {
    let ghost = |number: usize| {
        let mut params = leaf(&format!("Ghost {number}"));
        let addresses = (0..8).map(|own| (2, server.url(&format!("/ghost/{number}/{own}"))));
        params.custom_extensions.push(access(addresses));
        let issuer = rcgen::CertifiedIssuer::self_signed(leaf("Nobody"), key()).expect("nobody");
        read(params.signed_by(&key(), &issuer).expect("a ghost").der())
    };
    (0..count).map(ghost).collect()
}

fn for_all(options: Options, pki: &Pki, all: &[Certificate]) -> Gathered {
    let known = Evidence::new().with_certificates([pki.authority.clone()]);
    Client::new(options).expect("a client").gather(all, &pki.policy(), &known, now())
}

fn is_missing(gathered: &Gathered, certificate: &Certificate) -> bool {
    gathered.missing().iter().any(|missing| missing.certificate() == certificate)
}

#[test]
fn ghosts_cost_the_signer_nothing_and_it_is_told_that_a_bound_was_met() {
    let (pki, server) = serve(|_, asked| {
        asked.path.starts_with("/ghost/").then(|| Reply::Good("text/html", b"<html>".to_vec()))
    });
    let pki = pki.get().expect("made");
    // They come first, and there are more than can be asked for.
    let mut all = ghosts(&server, 40);
    all.push(pki.agency.clone());
    let gathered = for_all(inside().fetches(3), pki, &all);
    assert!(!is_missing(&gathered, &pki.agency), "{:?}", gathered.missing());
    assert!(!is_missing(&gathered, &pki.authority));
    assert_eq!(gathered.missing().len(), 40);
    assert!(gathered.is_cut_short());
    let paths = server.paths();
    let of_ghosts = paths.iter().filter(|path| path.contains("/ghost/")).count();
    assert_eq!(of_ghosts, 16, "{paths:?}");
    // What can be had was asked for first.
    assert!(paths.iter().take(2).all(|path| !path.contains("/ghost/")), "{paths:?}");
}

#[test]
fn fetches_for_issuers_and_for_revocation_data_are_counted_apart() {
    let (pki, server) = serve(|_, _| None);
    let pki = pki.get().expect("made");
    let none = gather(inside().issuer_fetches(0), pki, &Evidence::new());
    assert_network(&none, NetworkError::BudgetSpent);
    assert!(matches!(none.missing()[0], Missing::Path(..)));
    assert!(none.is_cut_short());
    assert_eq!(server.count(), 0);
    let some = gather(inside().issuer_fetches(1).fetches(2), pki, &Evidence::new());
    assert!(some.is_complete() && !some.is_cut_short(), "{:?}", some.missing());
}

#[test]
fn what_is_missing_for_another_reason_is_not_told_as_a_bound() {
    let (pki, _server) = serve(|_, asked| {
        (asked.path == "/root.crl").then(|| Reply::Good("text/html", b"<html>".to_vec()))
    });
    let gathered = gather(inside(), pki.get().expect("made"), &Evidence::new());
    assert!(!gathered.is_complete() && !gathered.is_cut_short());
}

#[test]
fn all_of_it_together_takes_no_more_time_than_is_given() {
    let (pki, _server) = serve(|pki, asked| match asked.path.as_str() {
        "/ca.crt" => Some(usual(pki, asked)),
        _ => Some(Reply::Silence(Duration::from_secs(20))),
    });
    let pki = pki.get().expect("made");
    let started = Instant::now();
    let options = inside().attempts(3).gathering_timeout(Duration::from_millis(700));
    let gathered = gather(options, pki, &Evidence::new());
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    assert!(gathered.is_cut_short());
    let none = gather(inside().gathering_timeout(Duration::ZERO), pki, &Evidence::new());
    assert!(none.is_cut_short() && none.missing().len() == 1);
}

#[test]
fn all_of_it_together_has_no_more_bytes_than_are_given() {
    let (pki, _server) =
        serve(|_, asked| (asked.path == "/root.crl").then_some(Reply::Endless(1 << 28)));
    let few = inside().gathered_bytes(1 << 20);
    let gathered = gather(few, pki.get().expect("made"), &Evidence::new());
    assert_network(&gathered, NetworkError::BudgetSpent);
    assert!(gathered.is_cut_short());
}

#[test]
fn of_many_addresses_in_one_certificate_the_first_are_asked() {
    let (pki, server) = serve(|_, asked| {
        asked.path.starts_with("/many/").then(|| Reply::Good("text/html", b"<html>".to_vec()))
    });
    let pki = pki.get().expect("made");
    let many = |kind: &str| -> Vec<String> {
        (0..1_000).map(|number| server.url(&format!("/many/{kind}/{number}"))).collect()
    };
    let leaf = pki.issue(|params| {
        params.crl_distribution_points = vec![CrlDistributionPoint { uris: many("crl") }];
        // As many as the test's encoder can put into one extension.
        let responders = many("ocsp").into_iter().take(500).map(|address| (1, address));
        params.custom_extensions.push(access(responders));
    });
    let gathered = for_all(inside(), pki, std::slice::from_ref(&leaf));
    let asked = |kind: &str| server.paths().iter().filter(|path| path.contains(kind)).count();
    assert_eq!((asked("/many/ocsp/"), asked("/many/crl/")), (8, 8));
    assert!(is_missing(&gathered, &leaf) && gathered.is_cut_short());
}

#[test]
fn no_more_is_asked_at_once_than_is_allowed() {
    let (pki, server) = serve(|_, asked| {
        let is_list = asked.path.starts_with("/many/");
        is_list.then(|| Reply::Silence(Duration::from_millis(50)))
    });
    let pki = pki.get().expect("made");
    let one = |number: usize| {
        let uris = (0..4).map(|own| server.url(&format!("/many/{number}/{own}"))).collect();
        pki.issue(|params| {
            params.crl_distribution_points = vec![CrlDistributionPoint { uris }];
        })
    };
    let all: Vec<_> = (0..12).map(one).collect();
    for_all(inside().parallel(3, 3), pki, &all);
    let most = server.at_once.load(std::sync::atomic::Ordering::SeqCst);
    // The server counts until it has closed, a little longer than the client.
    assert!((3..=6).contains(&most), "{most}");
}
