//! Putting a seal on a package: read, state, sign, splice.

use std::io::{Read, Seek, SeekFrom, Write};

use crate::asic::{self, File as Entry, Options as Container};
use crate::cades;
use crate::crypto::{Digest, Hasher, SignatureAlgorithm};
use crate::edxml::seal::held::{self, Held, STATEMENT};
use crate::edxml::seal::{layout, observe};
use crate::edxml::statement::{Role, Sealer, Sha256, Statement, normal};
use crate::edxml::{AttachmentHeader, Nowhere, Package, Reading, SignedSeal};
use crate::error::{ApiMisuse, Error, Limit, Unsupported};
use crate::keys::Credential;
use crate::limits::Limits;
use crate::x509::Certificate;

/// How a package is sealed.
///
/// # Examples
///
/// ```
/// use antin::{Level, Time, cades, edxml};
///
/// # fn demo(credential: &antin::keys::Credential) -> Result<(), Box<dyn std::error::Error>> {
/// let time = Time::parse_rfc3339("2026-11-21T08:30:00+07:00")?;
/// let options = edxml::SealOptions::new(cades::Options::new(Level::B).signing_time(time));
/// let package = std::fs::File::open("cong-van.edxml")?;
/// let out = std::fs::File::create("cong-van.sealed.edxml")?;
/// edxml::seal(package, credential, &options, out)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SealOptions {
    signature: cades::Options,
    role: Role,
    organ: Option<String>,
    limits: Limits,
}

impl SealOptions {
    /// Seals as the agency that sends the package, with a signature of the options' level.
    pub fn new(signature: cades::Options) -> Self {
        Self { signature, role: Role::Agency, organ: None, limits: Limits::DEFAULT }
    }

    /// Seals in another role. A forwarder also says [who it is](Self::organ).
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Says the identifier code of the body that seals; without it, it is the message's sender.
    #[must_use]
    pub fn organ(self, organ: &str) -> Self {
        Self { organ: Some(organ.to_owned()), ..self }
    }

    /// Reads the package within other limits.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

/// Seals a package, and writes it with the seal to `out`.
///
/// The package is read twice. All of its bytes stay as they are; the seal is put in as a further
/// attachment. Memory does not grow with the attachments.
///
/// # Errors
///
/// As [`prepare_seal`] and [`PreparedSeal::finish`].
pub fn seal<R: Read + Seek, W: Write>(
    mut package: R,
    credential: &Credential,
    options: &SealOptions,
    mut out: W,
) -> Result<W, Error> {
    let prepared = prepare_seal(&mut package, credential.chain(), options)?;
    prepared.sign(credential)?.insert(&mut package, &mut out)?;
    Ok(out)
}

/// A seal that waits for the value of its signature.
#[derive(Debug)]
pub struct PreparedSeal {
    package: Package,
    number: usize,
    statement: Statement,
    container: asic::Prepared<'static>,
}

/// Reads a package and prepares a seal for it; the chain begins with the signer's certificate.
///
/// # Errors
///
/// [`Error::Malformed`] if the package [can be read in two ways](crate::edxml::LibertyKind::is_ambiguous): what
/// is merely untidy, as a hub leaves it, can be sealed. [`Error::Unsupported`] for a status message, [`Error::ApiMisuse`] if nobody is named as
/// sealing it; as [`asic::prepare`](crate::asic::prepare()).
pub fn prepare_seal<R: Read + Seek>(
    mut package: R,
    chain: &[Certificate],
    options: &SealOptions,
) -> Result<PreparedSeal, Error> {
    package.seek(SeekFrom::Start(0))?;
    let limits = &options.limits;
    let mut nowhere = Nowhere;
    let mut held = Held::new(&mut nowhere, limits.seals);
    let read = Reading::tolerant().with_limits(*limits).read(&mut package, &mut held)?;
    if let Some(liberty) = read.liberties.iter().find(|one| one.kind.is_ambiguous()) {
        return Err(liberty.to_error());
    }
    let seals = earlier(held, &read, limits);
    let places: Vec<usize> = seals.iter().map(|(place, _)| *place).collect();
    if seals.len() >= limits.seal_count {
        return Err(Error::LimitExceeded(Limit::Signers));
    }
    let mut statement = state(&read, &seals, options)?;
    let number = free_number(&read);
    statement.set_layout(layout::digest_with_seal(&mut package, &read, &places)?);
    let json = Entry::new(STATEMENT, std::io::Cursor::new(statement.to_json()));
    let json = json.with_media_type("application/json");
    let signature = Container::extended(options.signature.clone());
    let container = asic::prepare(vec![json], chain, &signature)?;
    Ok(PreparedSeal { package: read, number, statement, container })
}

impl PreparedSeal {
    /// Returns the package as it was read.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// Returns what will be signed about the package.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        self.container.to_be_signed()
    }

    /// Returns by what the seal will be known (`docs/seal.md` §4.1).
    pub fn id(&self) -> Sha256 {
        Hasher::sha256(self.to_be_signed())
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    pub fn digest(&self) -> Digest {
        self.container.digest()
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.container.algorithm()
    }

    /// Says whether a value is by the key of the certificate, before it is used up by finishing.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if it does not verify with that key.
    pub fn check(&self, value: &[u8]) -> Result<(), Error> {
        self.container.check(value)
    }

    /// Finishes the seal as a container of its own, to be handed over beside the package.
    ///
    /// # Errors
    ///
    /// As [`asic::Prepared::finish`].
    pub fn finish_container(self, value: &[u8]) -> Result<Vec<u8>, Error> {
        self.container.finish(value, Vec::new())
    }

    /// Finishes the seal with the value of its signature, to be raised or put into the package later.
    ///
    /// # Errors
    ///
    /// As [`asic::Prepared::finish`].
    pub fn signed(self, value: &[u8]) -> Result<SignedSeal, Error> {
        let container = self.container.finish(value, Vec::new())?;
        Ok(SignedSeal::new(self.package, self.number, container))
    }

    /// As [`signed`](Self::signed), with the key of the credential that it was prepared for.
    ///
    /// # Errors
    ///
    /// What the key reports, and as [`asic::Prepared::finish`].
    pub fn sign(self, credential: &Credential) -> Result<SignedSeal, Error> {
        let container = self.container.sign(credential, Vec::new())?;
        Ok(SignedSeal::new(self.package, self.number, container))
    }

    /// Finishes the seal, and writes the package with it to `out`.
    ///
    /// # Errors
    ///
    /// As [`asic::Prepared::finish`] and [`SignedSeal::insert`].
    pub fn finish<R: Read + Seek, W: Write>(
        self,
        value: &[u8],
        package: R,
        out: W,
    ) -> Result<W, Error> {
        self.signed(value)?.insert(package, out)
    }
}

/// Returns the seals that are on a package already: their places, and by what they are known.
fn earlier(held: Held<'_>, package: &Package, limits: &Limits) -> Vec<(usize, Sha256)> {
    let seals = held.into_seals(package, limits).into_iter();
    let known = seals.filter_map(|(place, octets)| Some((place, asic::id(&octets, limits)?)));
    known.collect()
}

fn state(
    package: &Package,
    seals: &[(usize, Sha256)],
    options: &SealOptions,
) -> Result<Statement, Error> {
    let header = package.document().ok_or(Error::Unsupported(Unsupported::StatusSeal))?;
    let sender = header.from.as_ref().and_then(|from| from.organ_id.as_deref());
    let sealer = Sealer::new(options.organ.as_deref().or(sender).unwrap_or_default(), options.role);
    if sealer.organ().is_empty() {
        return Err(Error::ApiMisuse(ApiMisuse::NoSealer));
    }
    let mut statement =
        observe::facts(package, sealer).ok_or(Error::Unsupported(Unsupported::StatusSeal))?;
    for (place, attachment) in package.attachments.iter().enumerate() {
        match seals.iter().find(|(seal, _)| *seal == place) {
            Some((_, id)) => statement.add_earlier_seal(*id),
            None => {
                let file = observe::arrived(attachment).to_file(attachment.content);
                statement.add_file(file.ok_or(Error::Unreachable("an attachment without layers"))?);
            }
        }
    }
    Ok(statement)
}

/// The first number whose name no attachment has.
fn free_number(package: &Package) -> usize {
    let taken: Vec<String> =
        package.attachments.iter().filter_map(|one| one.name().map(normal)).collect();
    (1..).find(|number| !taken.contains(&held::name(*number))).unwrap_or_default()
}

/// What the attachment says of itself.
pub(super) fn header(number: usize, digest: &Sha256) -> AttachmentHeader {
    container_header(&held::name(number), digest)
}

/// What an attachment that is a container of ours says of itself (`docs/seal.md` §5).
pub(crate) fn container_header(name: &str, digest: &Sha256) -> AttachmentHeader {
    AttachmentHeader {
        content_id: Some(format!("cid:{}", uuid(digest))),
        content_type: Some("application/zip".to_owned()),
        description: Some(name.to_owned()),
        attachment_name: Some(name.to_owned()),
        ..AttachmentHeader::default()
    }
}

/// RFC 9562 §5.8: version 8, with bits of one's own choice.
fn uuid(digest: &Sha256) -> String {
    let mut hex = String::with_capacity(36);
    for (place, octet) in digest.iter().take(16).enumerate() {
        let octet = match place {
            6 => octet & 0x0f | 0x80,
            8 => octet & 0x3f | 0x80,
            _ => *octet,
        };
        if matches!(place, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex.push_str(&format!("{octet:02x}"));
    }
    hex
}
