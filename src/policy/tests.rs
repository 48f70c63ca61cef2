//! Tests of policies.

use super::*;
use crate::x509::Name;

/// The key of RFC 8410 §10.1; what is trusted does not matter here.
const SPKI: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00\
    \x19\xbf\x44\x09\x69\x84\xcd\xfe\x85\x41\xba\xc1\x67\xdc\x3b\x96\
    \xc8\x50\x86\xaa\x30\xb6\xb6\xcb\x0c\x5c\x38\xad\x70\x31\x66\xe1";

fn policy() -> Policy {
    // Name: SEQUENCE of one RDN, CN=R.
    let name = b"\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01R";
    let name = Name::from_der(name).expect("a name");
    let anchor = TrustAnchor::new(name, SPKI).expect("a key");
    Policy::new(TrustStore::new(vec![anchor]).expect("one anchor"))
}

#[test]
fn demands_revocation_status_and_sha2_by_default() {
    assert_eq!(policy().revocation(), Revocation::Require);
    assert_eq!(policy().profile().name(), "default");
    assert_eq!(policy().level(), None);
    assert_eq!(policy().path_inputs().purpose(), Purpose::Document);
}

#[test]
fn what_the_caller_demands_stands_above_the_profile_in_any_order() {
    let legacy = || Profile::named("vn-g1-legacy").expect("built in");
    let first = policy().require_level(Level::T).with_profile(legacy());
    let last = policy().with_profile(legacy()).require_level(Level::T);
    for policy in [first, last] {
        assert_eq!(policy.level(), Some(Level::T));
        assert_eq!(policy.profile().name(), "vn-g1-legacy");
    }
}

#[test]
fn a_lower_level_does_not_lower_the_profile() {
    let text = Profile::text_of("default")
        .expect("built in")
        .replace("[signature]", "[signature]\nlevel = \"LT\"");
    let policy = policy().with_profile(Profile::from_toml(&text).expect("valid"));
    assert_eq!(policy.require_level(Level::B).level(), Some(Level::Lt));
}

#[test]
fn skipping_revocation_has_an_ugly_name() {
    assert_eq!(danger::skip_revocation(policy()).revocation(), Revocation::Skip);
}
