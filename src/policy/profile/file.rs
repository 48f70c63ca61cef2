//! The form of a policy file: what TOML and serde check.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A policy file. `docs/policy.md` documents every key; a test holds that.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) title: Title,
    pub(super) version: Spanned<Datetime>,
    pub(super) from: Option<Spanned<Datetime>>,
    pub(super) until: Option<Spanned<Datetime>>,
    pub(super) sources: Vec<String>,
    pub(super) signature: Signature,
    pub(super) path: Path,
    pub(super) revocation: Revocation,
    pub(super) algorithms: Spanned<Algorithms>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    pub(super) en: String,
    pub(super) vi: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    pub(super) level: Option<Level>,
    pub(super) missing_signed_attributes: Missing,
    pub(super) missing_signing_certificate: Missing,
    pub(super) missing_signing_time: Missing,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum Level {
    B,
    T,
    #[serde(rename = "LT")]
    Lt,
    #[serde(rename = "LTA")]
    Lta,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Missing {
    Allow,
    Refuse,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    pub(super) purpose: Purpose,
    pub(super) max_depth: Option<usize>,
    #[serde(default)]
    pub(super) policies: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) require_explicit_policy: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Purpose {
    Any,
    Document,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Revocation {
    pub(super) status: Status,
    pub(super) max_age: Option<Spanned<String>>,
    pub(super) grace: Option<Spanned<String>>,
    pub(super) no_rev_avail: Option<Missing>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    DangerSkip,
    IfPresent,
    Require,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Algorithms {
    #[serde(default)]
    pub(super) danger_any_algorithm: bool,
    #[serde(default)]
    pub(super) digest: Vec<Digest>,
    #[serde(default)]
    pub(super) key: Vec<Key>,
    #[serde(default)]
    pub(super) scheme: Vec<Scheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Digest {
    pub(super) name: Spanned<DigestName>,
    pub(super) until: Option<Spanned<Datetime>>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum DigestName {
    #[serde(rename = "SHA-1")]
    Sha1,
    #[serde(rename = "SHA-256")]
    Sha256,
    #[serde(rename = "SHA-384")]
    Sha384,
    #[serde(rename = "SHA-512")]
    Sha512,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Key {
    pub(super) kind: Spanned<KeyKind>,
    pub(super) min_bits: Option<usize>,
    pub(super) until: Option<Spanned<Datetime>>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum KeyKind {
    #[serde(rename = "EC-P256")]
    EcP256,
    #[serde(rename = "EC-P384")]
    EcP384,
    Ed25519,
    #[serde(rename = "RSA")]
    Rsa,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    pub(super) name: SchemeName,
    pub(super) until: Option<Spanned<Datetime>>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum SchemeName {
    #[serde(rename = "ECDSA")]
    Ecdsa,
    Ed25519,
    #[serde(rename = "RSA-PKCS1")]
    RsaPkcs1,
    #[serde(rename = "RSA-PSS")]
    RsaPss,
}
