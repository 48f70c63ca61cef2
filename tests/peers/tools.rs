//! NSS and GnuTLS pass what antin makes, and nothing that was changed.

use crate::exchange::{Change, peer_judges_ours};
use crate::{GNUTLS, NSS, pki};

#[test]
fn gnutls_passes_what_antin_makes_and_nothing_that_was_changed() {
    if !GNUTLS.is_here() {
        return;
    }
    for (case, answer) in peer_judges_ours(&GNUTLS, &pki("gnutls")) {
        let passed = answer["valid"] == 1;
        assert_eq!(passed, case.change == Change::Nothing, "{case:?}: {answer}");
    }
}

/// NSS 3.87 (Debian 12) does not verify Ed25519: it says "ProcessingError", good or bad.
#[test]
fn nss_passes_what_antin_makes_and_nothing_that_was_changed() {
    if !NSS.is_here() {
        return;
    }
    for (case, answer) in peer_judges_ours(&NSS, &pki("nss")) {
        let said = answer["said"].as_str().unwrap_or_default();
        if case.key == "ed25519" && said.contains("status=ProcessingError") {
            continue;
        }
        let passed = answer["valid"] == 1;
        assert_eq!(passed, case.change == Change::Nothing, "{case:?}: {answer}");
    }
}
