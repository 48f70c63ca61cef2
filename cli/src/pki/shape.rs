//! The shapes of certificates, and the authorities that issue them.

use antin::Time;
use rcgen::{
    BasicConstraints, CertificateParams, CrlDistributionPoint, DistinguishedName,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, SanType, SerialNumber,
};
use time::OffsetDateTime;

use super::{extensions, keys};
use crate::args::KeyType;

/// A kind of certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    SubCa,
    Agency,
    Person,
    Tsa,
    Ocsp,
}

impl Kind {
    /// Returns the name that its files have.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::SubCa => "sub-ca",
            Self::Agency => "agency",
            Self::Person => "person",
            Self::Tsa => "tsa",
            Self::Ocsp => "ocsp",
        }
    }

    /// Returns the name that the files of its issuer have.
    pub(crate) fn issuer_file_name(self) -> &'static str {
        match self {
            // A time-stamp is to hold when the CA below the root has ended.
            Self::Root | Self::SubCa | Self::Tsa => "root",
            _ => "sub-ca",
        }
    }

    pub(super) fn default_subject(self) -> &'static str {
        match self {
            Self::Root => "C=VN, O=Cơ quan Mật mã THỬ NGHIỆM, CN=RootCA THỬ NGHIỆM G2",
            Self::SubCa => {
                "C=VN, O=Cơ quan Mật mã THỬ NGHIỆM, CN=CA THỬ NGHIỆM phục vụ các cơ quan G2"
            }
            Self::Agency => "C=VN, L=Thành phố Ví Dụ, O=BỘ MẪU, CN=CƠ QUAN MẪU A",
            Self::Person => {
                "C=VN, O=BỘ MẪU, OU=CƠ QUAN MẪU A, L=Thành phố Ví Dụ, CN=Nguyễn Văn Mẫu"
            }
            Self::Tsa => "C=VN, O=Cơ quan Mật mã THỬ NGHIỆM, CN=TSA THỬ NGHIỆM",
            Self::Ocsp => "C=VN, O=Cơ quan Mật mã THỬ NGHIỆM, CN=OCSP THỬ NGHIỆM",
        }
    }

    pub(super) fn default_email(self) -> &'static str {
        match self {
            Self::Agency => "vanthu@co-quan-a.test",
            Self::Person => "nguyenvanmau@co-quan-a.test",
            _ => "",
        }
    }

    pub(crate) fn default_key(self) -> KeyType {
        match self {
            Self::Root | Self::SubCa => KeyType::Rsa4096,
            Self::Person => KeyType::Rsa3072,
            // What they say is to be believed for as long as their certificates last.
            Self::Tsa | Self::Ocsp => KeyType::P384,
            _ => KeyType::Rsa2048,
        }
    }

    /// Returns the last second of validity, as the law has it: subscribers 5 years (Decree 68/2024
    /// Art. 9), CAs as the real ones, 30. Certificates of those who prove time and status last as long: what
    /// they say is believed no longer than that, unless it is renewed.
    pub(crate) fn default_end(self, from: Time) -> Time {
        let years = match self {
            Self::Root | Self::SubCa | Self::Tsa | Self::Ocsp => 30,
            Self::Agency | Self::Person => 5,
        };
        let days = years * 365;
        from.plus_seconds(days * 86_400)
    }
}

/// Whether anything is published about the revocation of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The certificate names lists and a responder.
    Published,
    /// The certificate says that nothing is (RFC 9608), so that nothing has to be looked up later.
    None,
}

impl Status {
    /// Returns what a kind has, if nothing else is asked for: an archive is to stand on its own.
    pub(super) fn usual(kind: Kind) -> Self {
        if kind == Kind::Tsa { Self::None } else { Self::Published }
    }
}

/// What certificate is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) kind: Kind,
    pub(crate) subject: DistinguishedName,
    pub(crate) email: String,
    pub(crate) key: KeyType,
    /// The address of `antin pki serve`, if the certificate is to name it.
    pub(crate) address: Option<String>,
    pub(crate) status: Status,
    pub(crate) not_before: Time,
    pub(crate) not_after: Time,
}

impl Order {
    /// Returns what the kind has of its own accord, from a time on.
    pub(crate) fn usual(kind: Kind, from: Time) -> Self {
        Self {
            kind,
            subject: super::names::parse(kind.default_subject()).unwrap_or_default(),
            email: kind.default_email().to_owned(),
            key: kind.default_key(),
            address: None,
            status: Status::usual(kind),
            not_before: from,
            not_after: kind.default_end(from),
        }
    }

    fn params(&self, issuer_file: &str) -> Result<CertificateParams, rcgen::Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name = self.subject.clone();
        params.not_before = date(self.not_before);
        params.not_after = date(self.not_after);
        params.serial_number = Some(serial());
        params.use_authority_key_identifier_extension = true;
        params.key_usages = self.key_usages();
        params.is_ca = match self.kind {
            Kind::Root => IsCa::Ca(BasicConstraints::Unconstrained),
            Kind::SubCa => IsCa::Ca(BasicConstraints::Constrained(0)),
            _ => IsCa::ExplicitNoCa,
        };
        if !self.email.is_empty() {
            params.subject_alt_names = vec![SanType::Rfc822Name(self.email.as_str().try_into()?)];
        }
        self.add_usages(&mut params)?;
        if self.kind != Kind::Root {
            self.add_addresses(issuer_file, &mut params);
            params.custom_extensions.push(extensions::policies());
        }
        Ok(params)
    }

    fn add_addresses(&self, issuer_file: &str, params: &mut CertificateParams) {
        let address = self.address.as_deref();
        let access = extensions::authority_access(issuer_file, address, self.status);
        params.custom_extensions.push(access);
        if self.status == Status::None {
            params.custom_extensions.push(extensions::no_rev_avail());
            return;
        }
        let base = address.unwrap_or("http://ca.test");
        let uri = format!("{base}/pki/pub/crl/{issuer_file}.crl");
        params.crl_distribution_points = vec![CrlDistributionPoint { uris: vec![uri] }];
    }

    fn key_usages(&self) -> Vec<KeyUsagePurpose> {
        use KeyUsagePurpose as Usage;
        match self.kind {
            Kind::Root | Kind::SubCa => vec![Usage::KeyCertSign, Usage::CrlSign],
            Kind::Tsa | Kind::Ocsp => vec![Usage::DigitalSignature],
            // As the real subscribers, where the key can be used so at all.
            Kind::Agency | Kind::Person => match self.key {
                KeyType::Rsa2048 | KeyType::Rsa3072 | KeyType::Rsa4096 => vec![
                    Usage::DigitalSignature,
                    Usage::ContentCommitment,
                    Usage::KeyEncipherment,
                    Usage::DataEncipherment,
                ],
                _ => vec![Usage::DigitalSignature, Usage::ContentCommitment],
            },
        }
    }

    fn add_usages(&self, params: &mut CertificateParams) -> Result<(), rcgen::Error> {
        use ExtendedKeyUsagePurpose as Purpose;
        match self.kind {
            Kind::Agency | Kind::Person => {
                // clientAuth, emailProtection and msSmartcardLogin; none for documents.
                let smart_card = vec![1, 3, 6, 1, 4, 1, 311, 20, 2, 2];
                params.extended_key_usages =
                    vec![Purpose::ClientAuth, Purpose::EmailProtection, Purpose::Other(smart_card)];
            }
            Kind::Tsa => params.custom_extensions.push(extensions::time_stamping()),
            Kind::Ocsp => {
                params.extended_key_usages = vec![Purpose::OcspSigning];
                params.custom_extensions.push(extensions::no_check());
            }
            Kind::Root | Kind::SubCa => {}
        }
        Ok(())
    }
}

/// A certificate and its key.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) certificate: Vec<u8>,
    /// PKCS#8
    pub(crate) key: Vec<u8>,
}

/// A certificate that issues others.
#[derive(Debug)]
pub(crate) struct Authority {
    pub(crate) issued: Issued,
    file_name: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// Makes a root.
    pub(crate) fn root(order: &Order) -> Result<Self, rcgen::Error> {
        Self::root_with(order, keys::generate(order.key)?)
    }

    /// Makes a root for a key that is there.
    pub(crate) fn root_with(order: &Order, key: KeyPair) -> Result<Self, rcgen::Error> {
        let params = order.params(order.kind.file_name())?;
        let certificate = params.self_signed(&key)?.der().to_vec();
        Ok(Self {
            issued: Issued { certificate, key: keys::pkcs8(&key) },
            file_name: order.kind.file_name().to_owned(),
            issuer: Issuer::new(params, key),
        })
    }

    /// Takes a CA from its files.
    pub(super) fn load(
        name: &str,
        certificate: Vec<u8>,
        key_pem: &str,
    ) -> Result<Self, rcgen::Error> {
        let key = KeyPair::from_pem(key_pem)?;
        let pkcs8 = keys::pkcs8(&key);
        let issuer = Issuer::from_ca_cert_der(&certificate.as_slice().into(), key)?;
        let issued = Issued { certificate, key: pkcs8 };
        Ok(Self { issued, file_name: name.to_owned(), issuer })
    }

    /// Issues a certificate for a new key.
    pub(crate) fn issue(&self, order: &Order) -> Result<Issued, rcgen::Error> {
        self.issue_with(order, &keys::generate(order.key)?)
    }

    /// Issues a certificate for a key that is there.
    pub(crate) fn issue_with(&self, order: &Order, key: &KeyPair) -> Result<Issued, rcgen::Error> {
        let params = order.params(&self.file_name)?;
        let certificate = params.signed_by(key, &self.issuer)?.der().to_vec();
        Ok(Issued { certificate, key: keys::pkcs8(key) })
    }

    /// Issues a CA.
    pub(crate) fn issue_authority(&self, order: &Order) -> Result<Self, rcgen::Error> {
        self.issue_authority_with(order, keys::generate(order.key)?)
    }

    /// Issues a CA for a key that is there.
    pub(crate) fn issue_authority_with(
        &self,
        order: &Order,
        key: KeyPair,
    ) -> Result<Self, rcgen::Error> {
        let params = order.params(&self.file_name)?;
        let certificate = params.signed_by(&key, &self.issuer)?.der().to_vec();
        Ok(Self {
            issued: Issued { certificate, key: keys::pkcs8(&key) },
            file_name: order.kind.file_name().to_owned(),
            issuer: Issuer::new(params, key),
        })
    }

    /// Returns what signs.
    pub(super) fn issuer(&self) -> &Issuer<'static, KeyPair> {
        &self.issuer
    }
}

/// Turns a time into rcgen's.
pub(super) fn date(time: Time) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(time.to_unix()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// Makes a serial number of 64 bits, as the real ones; the first octet is neither 0 nor negative.
fn serial() -> SerialNumber {
    let mut bytes = [0_u8; 8];
    // NOTE: without randomness no key could have been made, so a fixed number is never seen.
    let _ = antin::crypto::default_provider().random(&mut bytes);
    let [first, rest @ ..] = bytes;
    let mut serial = vec![(first & 0x3f) | 0x40];
    serial.extend(rest);
    SerialNumber::from_slice(&serial)
}
