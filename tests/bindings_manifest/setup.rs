//! Policies, evidence, credentials and options, as the manifest describes them.

use std::sync::Arc;

use antin::cades;
use antin::crypto::{DigestAlgorithm, Hasher, PssParameters, SignatureAlgorithm};
use antin::keys::{self, Credential, PrivateKey};
use antin::oid::ObjectIdentifier;
use antin::policy::{PathInputs, Profile, Purpose, ReferenceName, Revocation, TrustStore, danger};
use antin::tsp::{Authority, Request, Response, Timestamper, Token};
use antin::{Evidence, Level, Policy, Time, x509};

use crate::{INVALID_ARGUMENT, Outcome, cases, code, vector};

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn from_hex(text: &str) -> [u8; 32] {
    assert_eq!(text.len(), 64, "{text}");
    std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("hex"))
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(Hasher::digest(DigestAlgorithm::Sha256, bytes).as_bytes())
}

pub(crate) fn policy(case: &cases::Policy) -> Outcome<Policy> {
    let mut roots = case.roots.iter().map(|file| TrustStore::from_pem(&vector(file)).map_err(code));
    let mut policy = Policy::new(roots.next().expect("a root")?);
    for more in roots {
        policy = policy.trust_also(more?);
    }
    if let Some(name) = &case.profile {
        policy = policy.with_profile(Profile::named(name).ok_or(INVALID_ARGUMENT)?);
    }
    if let Some(file) = &case.profile_file {
        policy = policy.with_profile(Profile::from_toml(&text(file)).map_err(code)?);
    }
    if let Some(level) = &case.level {
        policy = policy.require_level(Level::from_name(level).expect("a level"));
    }
    policy = match case.revocation.as_deref() {
        None => policy,
        Some("require") => policy.with_revocation(Revocation::Require),
        Some("if-present") => policy.with_revocation(Revocation::IfPresent),
        Some("danger-skip") => danger::skip_revocation(policy),
        Some(other) => panic!("unknown: {other}"),
    };
    let inputs = inputs(case, policy.path_inputs().clone())?;
    Ok(policy.with_path_inputs(inputs))
}

pub(crate) fn text(file: &str) -> String {
    String::from_utf8(vector(file)).expect("UTF-8")
}

fn inputs(case: &cases::Policy, mut inputs: PathInputs) -> Outcome<PathInputs> {
    if let Some(purpose) = &case.purpose {
        inputs = inputs.with_purpose(match purpose.as_str() {
            "any" => Purpose::Any,
            "document" => Purpose::Document,
            "ocsp-signing" => Purpose::OcspSigning,
            "time-stamping" => Purpose::TimeStamping,
            "tls-server" => Purpose::TlsServer,
            other => panic!("unknown: {other}"),
        });
    }
    if let Some(cases::Name { form, name }) = &case.name {
        inputs = inputs.with_name(match form.as_str() {
            "dns" => ReferenceName::Dns(name.clone()),
            "email" => ReferenceName::Email(name.clone()),
            "ip" => ReferenceName::Ip(name.parse().map_err(|_| INVALID_ARGUMENT)?),
            other => panic!("unknown: {other}"),
        });
    }
    if let Some(oids) = &case.certificate_policies {
        let oids: Option<Vec<_>> =
            oids.iter().map(|oid| ObjectIdentifier::from_dotted(oid)).collect();
        inputs = inputs.with_policies(oids.ok_or(INVALID_ARGUMENT)?);
    }
    if case.require_explicit_policy {
        inputs = inputs.require_explicit_policy();
    }
    if case.inhibit_policy_mapping {
        inputs = inputs.inhibit_policy_mapping();
    }
    if case.inhibit_any_policy {
        inputs = inputs.inhibit_any_policy();
    }
    if let Some(depth) = case.max_depth {
        inputs = inputs.with_max_depth(depth);
    }
    Ok(inputs)
}

pub(crate) fn evidence(case: Option<&cases::Evidence>) -> Outcome<Evidence> {
    let mut evidence = Evidence::new();
    let none = cases::Evidence::default();
    let case = case.unwrap_or(&none);
    for file in &case.certificates {
        evidence = evidence.with_certificates_from(&vector(file)).map_err(code)?;
    }
    for file in &case.crls {
        evidence = evidence.with_crls_from(&vector(file)).map_err(code)?;
    }
    for file in &case.ocsp {
        evidence = evidence.with_ocsp_response_from(&vector(file)).map_err(code)?;
    }
    for file in &case.tokens {
        evidence = evidence.with_tokens([Token::from_bytes(&vector(file)).map_err(code)?]);
    }
    if let Some(file) = &case.file {
        evidence = evidence.with_evidence(&Evidence::from_bytes(&vector(file)).map_err(code)?);
    }
    Ok(match case.received_at {
        Some(time) => evidence.received_at(Time::from_unix(time)),
        None => evidence,
    })
}

/// A time-stamping authority in this process.
#[derive(Debug)]
struct Own(Authority);

impl Timestamper for Own {
    fn timestamp(&self, request: &Request) -> Result<Token, antin::Error> {
        Response::from_der(&self.0.respond(&request.to_der()))?.into_token(request)
    }
}

fn timestamper(case: &cases::Timestamper) -> Outcome<Own> {
    let chain = x509::certificates(&vector(&case.chain)).map_err(code)?;
    let key = PrivateKey::from_bytes(&vector(&case.key), None).map_err(code)?;
    let credential = Credential::new(chain, key).map_err(code)?;
    let policy = ObjectIdentifier::from_dotted(&case.policy).ok_or(INVALID_ARGUMENT)?;
    let time = Time::from_unix(case.time);
    Ok(Own(Authority::new(credential, policy, move || time)))
}

pub(crate) fn credential(case: &cases::Credential, name: Option<&str>) -> Outcome<Credential> {
    let mut options = keys::Options::new();
    if let Some(name) = name {
        options = options.with_friendly_name(name);
    }
    let password = case.password.as_deref();
    if let Some(p12) = &case.p12 {
        let password = password.unwrap_or_default();
        return Credential::from_pkcs12_with(&vector(p12), password, &options).map_err(code);
    }
    let chain = x509::certificates(&vector(case.chain.as_ref().expect("a chain"))).map_err(code)?;
    let key = vector(case.key.as_ref().expect("a key"));
    let key = PrivateKey::from_bytes_with(&key, password, &options).map_err(code)?;
    Credential::new(chain, key).map_err(code)
}

pub(crate) fn algorithm(name: &str) -> SignatureAlgorithm {
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    match name {
        "rsa-pkcs1-sha256" => SignatureAlgorithm::RsaPkcs1(Sha256),
        "rsa-pkcs1-sha384" => SignatureAlgorithm::RsaPkcs1(Sha384),
        "rsa-pkcs1-sha512" => SignatureAlgorithm::RsaPkcs1(Sha512),
        "rsa-pss-sha256" => SignatureAlgorithm::RsaPss(PssParameters::new(Sha256)),
        "rsa-pss-sha384" => SignatureAlgorithm::RsaPss(PssParameters::new(Sha384)),
        "rsa-pss-sha512" => SignatureAlgorithm::RsaPss(PssParameters::new(Sha512)),
        "ecdsa-sha256" => SignatureAlgorithm::Ecdsa(Sha256),
        "ecdsa-sha384" => SignatureAlgorithm::Ecdsa(Sha384),
        "ecdsa-sha512" => SignatureAlgorithm::Ecdsa(Sha512),
        "ed25519" => SignatureAlgorithm::Ed25519,
        other => panic!("unknown: {other}"),
    }
}

pub(crate) fn is_attached(case: &cases::Options) -> bool {
    match case.packaging.as_str() {
        "attached" => true,
        "detached" => false,
        other => panic!("unknown: {other}"),
    }
}

pub(crate) fn options(case: &cases::Options, time: i64) -> Outcome<cades::Options> {
    let level = Level::from_name(&case.level).expect("a level");
    let mut options = cades::Options::new(level).signing_time(Time::from_unix(time));
    options = if is_attached(case) { options.attached() } else { options.detached() };
    if let Some(name) = &case.algorithm {
        options = options.algorithm(algorithm(name));
    }
    if let Some(mime_type) = &case.mime_type {
        options = options.mime_type(mime_type);
    }
    if let Some(hints) = &case.content_hints {
        let content_type = ObjectIdentifier::from_dotted(&hints.content_type);
        let content_type = content_type.ok_or(INVALID_ARGUMENT)?;
        options = options.content_hints(hints.description.as_deref(), content_type);
    }
    if let Some(case) = &case.timestamper {
        options = options.timestamper(Arc::new(timestamper(case)?));
    }
    if let Some(case) = &case.evidence {
        options = options.evidence(evidence(Some(case))?);
    }
    Ok(options)
}
