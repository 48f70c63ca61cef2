//! Certificates for tests, made from parts that a test replaces one at a time.
//!
//! Each part is DER, so that a part can be anything, also what no honest writer would make.

use crate::der::{Tag, Writer};
use crate::oid::{self, Oid};
use crate::x509::{Certificate, Name};

/// The parts of a certificate. `Template::default()` is a valid one for an end entity.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// The contents of `[0]`.
    pub(crate) version: Option<Vec<u8>>,
    pub(crate) serial: Vec<u8>,
    /// tbsCertificate.signature.
    pub(crate) inner_algorithm: Vec<u8>,
    /// signatureAlgorithm.
    pub(crate) outer_algorithm: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) validity: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) spki: Vec<u8>,
    /// issuerUniqueID and subjectUniqueID, tags and all.
    pub(crate) unique_ids: Vec<u8>,
    /// The values in the list of extensions; the list is left out if there are none.
    pub(crate) extensions: Vec<Vec<u8>>,
    /// What comes behind the extensions.
    pub(crate) tail: Vec<u8>,
    /// signatureValue.
    pub(crate) signature: Vec<u8>,
}

impl Default for Template {
    fn default() -> Self {
        let ed25519 = sequence(&[&oid_der(oid::ED25519)]);
        Self {
            version: Some(integer(&[2])),
            serial: integer(&[0x01, 0x23]),
            inner_algorithm: ed25519.clone(),
            outer_algorithm: ed25519.clone(),
            issuer: name("Root"),
            validity: sequence(&[&utc_time("200101000000Z"), &utc_time("491231235959Z")]),
            subject: name("Leaf"),
            spki: sequence(&[&ed25519, &bit_string(0, &[7; 32])]),
            unique_ids: Vec::new(),
            extensions: Vec::new(),
            tail: Vec::new(),
            signature: bit_string(0, &[9; 64]),
        }
    }
}

impl Template {
    /// Adds an extension that is not critical; `value` is DER.
    pub(crate) fn with(mut self, id: Oid<'_>, value: &[u8]) -> Self {
        self.extensions.push(extension(id, false, value));
        self
    }

    /// Adds a critical extension.
    pub(crate) fn with_critical(mut self, id: Oid<'_>, value: &[u8]) -> Self {
        self.extensions.push(extension(id, true, value));
        self
    }

    pub(crate) fn tbs(&self) -> Vec<u8> {
        let version = self.version.as_ref().map(|v| tagged(Tag::context_constructed(0), &[v]));
        let extensions = match &self.extensions[..] {
            [] => Vec::new(),
            list => {
                let list: Vec<&[u8]> = list.iter().map(Vec::as_slice).collect();
                tagged(Tag::context_constructed(3), &[&sequence(&list)])
            }
        };
        sequence(&[
            version.as_deref().unwrap_or_default(),
            &self.serial,
            &self.inner_algorithm,
            &self.issuer,
            &self.validity,
            &self.subject,
            &self.spki,
            &self.unique_ids,
            &extensions,
            &self.tail,
        ])
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        sequence(&[&self.tbs(), &self.outer_algorithm, &self.signature])
    }

    /// The certificate, which must be one.
    pub(crate) fn certificate(&self) -> Certificate {
        Certificate::from_der(&self.der()).expect("a valid template")
    }

    /// The clause for which the certificate is refused.
    pub(crate) fn refusal(&self) -> &'static str {
        match Certificate::from_der(&self.der()) {
            Err(crate::Error::Malformed(malformed)) => malformed.clause,
            other => panic!("not refused: {other:?}"),
        }
    }
}

/// A value with this tag, made of parts.
pub(crate) fn tagged(tag: Tag, parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Writer::new();
    out.value(tag, &parts.concat());
    out.finish()
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tagged(Tag::SEQUENCE, parts)
}

/// An INTEGER with these contents octets, minimal or not.
pub(crate) fn integer(contents: &[u8]) -> Vec<u8> {
    tagged(Tag::INTEGER, &[contents])
}

pub(crate) fn boolean(octet: u8) -> Vec<u8> {
    tagged(Tag::BOOLEAN, &[&[octet]])
}

pub(crate) fn octet_string(octets: &[u8]) -> Vec<u8> {
    tagged(Tag::OCTET_STRING, &[octets])
}

pub(crate) fn bit_string(unused: u8, octets: &[u8]) -> Vec<u8> {
    tagged(Tag::BIT_STRING, &[&[unused], octets])
}

pub(crate) fn oid_der(id: Oid<'_>) -> Vec<u8> {
    tagged(Tag::OID, &[id.contents()])
}

pub(crate) fn utc_time(text: &str) -> Vec<u8> {
    tagged(Tag::UTC_TIME, &[text.as_bytes()])
}

pub(crate) fn generalized_time(text: &str) -> Vec<u8> {
    tagged(Tag::GENERALIZED_TIME, &[text.as_bytes()])
}

/// An attribute of a name.
pub(crate) fn attribute(kind: Oid<'_>, tag: Tag, contents: &[u8]) -> Vec<u8> {
    sequence(&[&oid_der(kind), &tagged(tag, &[contents])])
}

/// A name, given the attributes of each relative name in the order in which they are written.
pub(crate) fn name_of(rdns: &[&[Vec<u8>]]) -> Vec<u8> {
    let sets: Vec<_> = rdns.iter().map(|rdn| tagged(Tag::SET, &[&rdn.concat()])).collect();
    sequence(&[&sets.concat()])
}

/// `CN=…` as UTF8String.
pub(crate) fn name(common_name: &str) -> Vec<u8> {
    let attribute = attribute(oid::COMMON_NAME, Tag::UTF8_STRING, common_name.as_bytes());
    name_of(&[&[attribute]])
}

/// A parsed name, which must be one.
pub(crate) fn parsed_name(rdns: &[&[Vec<u8>]]) -> Name {
    Name::from_der(&name_of(rdns)).expect("a valid name")
}

pub(crate) fn extension(id: Oid<'_>, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { boolean(0xff) } else { Vec::new() };
    sequence(&[&oid_der(id), &critical, &octet_string(value)])
}

/// `[2]` in a GeneralName.
pub(crate) fn dns(host: &str) -> Vec<u8> {
    tagged(Tag::context(2), &[host.as_bytes()])
}

/// `[7]` in a GeneralName.
pub(crate) fn ip(octets: &[u8]) -> Vec<u8> {
    tagged(Tag::context(7), &[octets])
}

/// `[4]` in a GeneralName.
pub(crate) fn directory(name: &[u8]) -> Vec<u8> {
    tagged(Tag::context_constructed(4), &[name])
}

/// `[6]` in a GeneralName.
pub(crate) fn uri(text: &str) -> Vec<u8> {
    tagged(Tag::context(6), &[text.as_bytes()])
}

/// A valid certificate with every extension that is read.
pub(crate) fn full() -> Template {
    with_locations(with_policies(with_names(with_usage(Template::default()))))
}

fn with_usage(template: Template) -> Template {
    let authority = sequence(&[
        &tagged(Tag::context(0), &[&[5; 20]]),
        &tagged(Tag::context_constructed(1), &[&directory(&name("Root"))]),
        &tagged(Tag::context(2), &[&[0x11]]),
    ]);
    let purposes = [oid::KP_EMAIL_PROTECTION, oid::MS_SMARTCARD_LOGON].map(oid_der).concat();
    template
        .with(oid::AUTHORITY_KEY_IDENTIFIER, &authority)
        .with(oid::SUBJECT_KEY_IDENTIFIER, &octet_string(&[6; 20]))
        .with_critical(oid::KEY_USAGE, &bit_string(1, &[0b0000_0110]))
        .with(oid::EXTENDED_KEY_USAGE, &sequence(&[&purposes]))
        .with_critical(oid::BASIC_CONSTRAINTS, &sequence(&[&boolean(0xff), &integer(&[3])]))
        .with(oid::NETSCAPE_CERT_TYPE, &bit_string(0, &[0b1010_0000]))
}

fn with_names(template: Template) -> Template {
    let principal = tagged(Tag::context_constructed(0), &[&tagged(Tag::UTF8_STRING, &[b"upn"])]);
    let names = sequence(&[
        &tagged(Tag::context_constructed(0), &[&dotted("1.3.6.1.4.1.311.20.2.3"), &principal]),
        &tagged(Tag::context(1), &[b"van.thu@example.vn"]),
        &dns("example.vn"),
        &directory(&name("Elsewhere")),
        &uri("https://example.vn/"),
        &ip(&[192, 0, 2, 1]),
        &ip(&[0x20; 16]),
        &tagged(Tag::context(8), &[oid::ID_DATA.contents()]),
    ]);
    let subtrees = |number, bases: &[&[u8]]| {
        let all: Vec<_> = bases.iter().map(|base| sequence(&[base])).collect();
        tagged(Tag::context_constructed(number), &[&all.concat()])
    };
    let email = tagged(Tag::context(1), &[b".example.vn"]);
    let block = ip(&[10, 0, 0, 0, 255, 0, 0, 0]);
    let constraints = sequence(&[
        &subtrees(0, &[&dns("example.vn"), &directory(&name("Leaf")), &block, &email]),
        &subtrees(1, &[&uri(".example.org"), &ip(&[0; 32])]),
    ]);
    template
        .with(oid::SUBJECT_ALT_NAME, &names)
        .with(oid::ISSUER_ALT_NAME, &sequence(&[&dns("ca.example.vn")]))
        .with_critical(oid::NAME_CONSTRAINTS, &constraints)
}

fn with_policies(template: Template) -> Template {
    let policy = dotted("2.16.704.1.1.1.1.1");
    let other = dotted("2.25.340282366920938463463374607431768211455");
    let statement = tagged(Tag::IA5_STRING, &[b"https://ca.example/cps"]);
    let qualifiers = sequence(&[&sequence(&[&oid_der(oid::QT_CPS), &statement])]);
    let policies = sequence(&[&sequence(&[&policy, &qualifiers]), &sequence(&[&other])]);
    let (explicit, mapping) = (tagged(Tag::context(0), &[&[0]]), tagged(Tag::context(1), &[&[2]]));
    template
        .with(oid::CERTIFICATE_POLICIES, &policies)
        .with(oid::POLICY_MAPPINGS, &sequence(&[&sequence(&[&policy, &other])]))
        .with_critical(oid::POLICY_CONSTRAINTS, &sequence(&[&explicit, &mapping]))
        .with_critical(oid::INHIBIT_ANY_POLICY, &integer(&[1]))
}

fn with_locations(template: Template) -> Template {
    let full_name = tagged(Tag::context_constructed(0), &[&uri("http://crl.example/g2.crl")]);
    let points = sequence(&[&sequence(&[
        &tagged(Tag::context_constructed(0), &[&full_name]),
        &tagged(Tag::context(1), &[&[1, 0b0110_0000]]),
        &tagged(Tag::context_constructed(2), &[&directory(&name("CRL issuer"))]),
    ])]);
    let access = sequence(&[
        &sequence(&[&oid_der(oid::AD_OCSP), &uri("http://ocsp.example")]),
        &sequence(&[&oid_der(oid::AD_CA_ISSUERS), &uri("http://crt.example/g2.crt")]),
    ]);
    template
        .with(oid::CRL_DISTRIBUTION_POINTS, &points)
        .with(oid::FRESHEST_CRL, &points)
        .with(oid::AUTHORITY_INFO_ACCESS, &access)
        .with(oid::SUBJECT_INFO_ACCESS, &access)
        .with(oid::OCSP_NOCHECK, &tagged(Tag::NULL, &[]))
}

/// An identifier in dotted form.
fn dotted(text: &str) -> Vec<u8> {
    oid_der(oid::ObjectIdentifier::from_dotted(text).expect("dotted").as_oid())
}
