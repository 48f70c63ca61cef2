//! A signer whom the recipient trusts, and a forger who takes his messages apart.
//!
//! The forger of most attacks has no key; where an attack needs the signer's help (a signature over
//! other attributes) the signer gives it, so that the property under test is the only thing wrong.

use std::fs;
use std::path::Path;

use antin::Time;
use antin::ades::{Evidence, Level, Report, Verdict};
use antin::cades::{self, Options};
use antin::crypto::SignatureAlgorithm;
use antin::keys::{Credential, PrivateKey, Sign};
use antin::policy::{Policy, Revocation, TrustStore};

use crate::tree::Node;

/// The document of the tests.
pub(crate) const DOCUMENT: &[u8] = b"Pay 1,000 to the bearer.";

/// Another document of the same length.
pub(crate) const OTHER: &[u8] = b"Pay 9,000 to the bearer.";

/// Where things are in a SignedData without CRLs and unsigned attributes, as antin writes it.
pub(crate) const SIGNED_DATA: &[usize] = &[1, 0];
/// The EncapsulatedContentInfo.
pub(crate) const CONTENT_INFO: &[usize] = &[1, 0, 2];
/// The certificates.
pub(crate) const CERTIFICATES: &[usize] = &[1, 0, 3];
/// The SET of SignerInfos.
pub(crate) const SIGNERS: &[usize] = &[1, 0, 4];
/// The first SignerInfo: version, sid, digest algorithm, attributes, algorithm, value.
pub(crate) const SIGNER: &[usize] = &[1, 0, 4, 0];
/// The digest algorithm of the first signer.
pub(crate) const DIGEST_ALGORITHM: &[usize] = &[1, 0, 4, 0, 2];
/// The signed attributes of the first signer.
pub(crate) const ATTRIBUTES: &[usize] = &[1, 0, 4, 0, 3];
/// The signature value of the first signer.
pub(crate) const VALUE: &[usize] = &[1, 0, 4, 0, 5];

fn read(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
    fs::read(folder.join(name)).unwrap()
}

/// The time of all judgements.
pub(crate) fn at() -> Time {
    Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap()
}

/// A credential whose root the recipient trusts.
pub(crate) fn credential(name: &str) -> Credential {
    let (chain, key) = (read(&format!("{name}.chain.pem")), read(&format!("{name}.key.pem")));
    Credential::from_pem(&chain, &key, None).unwrap()
}

/// A detached signature over [`DOCUMENT`], as a tree.
pub(crate) fn detached() -> Node {
    let options = Options::new(Level::B).detached().signing_time(at());
    Node::parse(&cades::sign(DOCUMENT, &credential("p256"), &options).unwrap())
}

/// Signs the attributes of a message anew with the signer's key: what a forger cannot do.
pub(crate) fn sign_attributes_again(message: &mut Node) {
    let mut attributes = message.at(ATTRIBUTES).clone();
    attributes.tag = 0x31;
    attributes.members().sort_by_key(Node::to_der);
    *message.at(VALUE) = value(&attributes.to_der());
}

/// The signer's value over some octets.
pub(crate) fn value(octets: &[u8]) -> Node {
    let key = PrivateKey::from_bytes(&read("p256.key.pem"), None).unwrap();
    let algorithm: SignatureAlgorithm = key.algorithms()[0];
    Node::octets(0x04, &key.sign(algorithm, octets).unwrap())
}

/// The policy of the recipient: the signer's root, without revocation.
pub(crate) fn policy() -> Policy {
    let roots = [read("p256.root.pem"), read("p384.root.pem")].concat();
    Policy::new(TrustStore::from_pem(&roots).unwrap()).with_revocation(Revocation::IfPresent)
}

/// Judges a detached signature beside a document.
pub(crate) fn judge(message: &Node, document: &[u8]) -> Report {
    let evidence = Evidence::new();
    cades::verify(&message.to_der(), Some(document.into()), &policy(), &evidence, at()).unwrap()
}

/// The verdict on a detached signature beside a document.
pub(crate) fn verdict(message: &Node, document: &[u8]) -> Verdict {
    judge(message, document).verdict()
}

/// The codes of what was found about the first signature.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    report.signatures()[0].findings().iter().map(|finding| finding.code().code()).collect()
}
