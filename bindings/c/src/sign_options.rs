//! What kind of signature to make.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::cades;
use antin::crypto::{DigestAlgorithm, PssParameters, SignatureAlgorithm};
use antin::oid::ObjectIdentifier;
use antin::{Level, Time};

use crate::boundary::{call, free, give, text, text_or_none, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::result::antin_result;
use crate::timestamper::antin_timestamper;

/// CMS and CAdES (RFC 5652, ETSI EN 319 122-1). Other formats have other numbers.
pub const ANTIN_FORMAT_CADES: u32 = 1;
/// A container of files, each signature being CAdES over a manifest (ETSI EN 319 162-1 §4.4), as seals are.
/// Reports have it; signatures are not made by this number.
pub const ANTIN_FORMAT_ASIC_E: u32 = 2;
/// A container of one file with the CAdES signatures over it (ETSI EN 319 162-1 §4.3). As the other.
pub const ANTIN_FORMAT_ASIC_S: u32 = 3;

/// Level B: the signature alone.
pub const ANTIN_LEVEL_B: u32 = 1;
/// Level T: with a time-stamp.
pub const ANTIN_LEVEL_T: u32 = 2;
/// Level LT: with what a judgement needs.
pub const ANTIN_LEVEL_LT: u32 = 3;
/// Level LTA: with archive time-stamps.
pub const ANTIN_LEVEL_LTA: u32 = 4;

/// The signature is beside the document, as `.p7s` files are. This is the default.
pub const ANTIN_PACKAGING_DETACHED: u32 = 1;
/// The document is in the signature, as in `.p7m` files.
pub const ANTIN_PACKAGING_ATTACHED: u32 = 2;

/// RSASSA-PKCS1-v1_5 with SHA-256.
pub const ANTIN_ALGORITHM_RSA_PKCS1_SHA256: u32 = 1;
/// RSASSA-PKCS1-v1_5 with SHA-384.
pub const ANTIN_ALGORITHM_RSA_PKCS1_SHA384: u32 = 2;
/// RSASSA-PKCS1-v1_5 with SHA-512.
pub const ANTIN_ALGORITHM_RSA_PKCS1_SHA512: u32 = 3;
/// RSASSA-PSS with SHA-256, and a salt of 32 bytes.
pub const ANTIN_ALGORITHM_RSA_PSS_SHA256: u32 = 4;
/// RSASSA-PSS with SHA-384, and a salt of 48 bytes.
pub const ANTIN_ALGORITHM_RSA_PSS_SHA384: u32 = 5;
/// RSASSA-PSS with SHA-512, and a salt of 64 bytes.
pub const ANTIN_ALGORITHM_RSA_PSS_SHA512: u32 = 6;
/// ECDSA with SHA-256. Values are in DER.
pub const ANTIN_ALGORITHM_ECDSA_SHA256: u32 = 7;
/// ECDSA with SHA-384. Values are in DER.
pub const ANTIN_ALGORITHM_ECDSA_SHA384: u32 = 8;
/// ECDSA with SHA-512. Values are in DER.
pub const ANTIN_ALGORITHM_ECDSA_SHA512: u32 = 9;
/// Ed25519, over the message itself.
pub const ANTIN_ALGORITHM_ED25519: u32 = 10;

/// The algorithms that signatures are made with, and their numbers.
const ALGORITHMS: [(u32, SignatureAlgorithm); 10] = {
    use DigestAlgorithm::{Sha256, Sha384, Sha512};
    use SignatureAlgorithm::{Ecdsa, Ed25519, RsaPkcs1, RsaPss};
    [
        (ANTIN_ALGORITHM_RSA_PKCS1_SHA256, RsaPkcs1(Sha256)),
        (ANTIN_ALGORITHM_RSA_PKCS1_SHA384, RsaPkcs1(Sha384)),
        (ANTIN_ALGORITHM_RSA_PKCS1_SHA512, RsaPkcs1(Sha512)),
        (ANTIN_ALGORITHM_RSA_PSS_SHA256, RsaPss(PssParameters::new(Sha256))),
        (ANTIN_ALGORITHM_RSA_PSS_SHA384, RsaPss(PssParameters::new(Sha384))),
        (ANTIN_ALGORITHM_RSA_PSS_SHA512, RsaPss(PssParameters::new(Sha512))),
        (ANTIN_ALGORITHM_ECDSA_SHA256, Ecdsa(Sha256)),
        (ANTIN_ALGORITHM_ECDSA_SHA384, Ecdsa(Sha384)),
        (ANTIN_ALGORITHM_ECDSA_SHA512, Ecdsa(Sha512)),
        (ANTIN_ALGORITHM_ED25519, Ed25519),
    ]
};

/// Returns the number of an algorithm; 0 if it has none.
pub(crate) fn number_of(algorithm: SignatureAlgorithm) -> u32 {
    let found = ALGORITHMS.iter().find(|(_, other)| *other == algorithm);
    found.map_or(0, |(number, _)| *number)
}

/// Returns the level, unless the number is none.
pub(crate) fn level_of(number: u32) -> Result<Level, Fault> {
    match number {
        ANTIN_LEVEL_B => Ok(Level::B),
        ANTIN_LEVEL_T => Ok(Level::T),
        ANTIN_LEVEL_LT => Ok(Level::Lt),
        ANTIN_LEVEL_LTA => Ok(Level::Lta),
        _ => Err(Fault::Invalid("level", "is no ANTIN_LEVEL_… number")),
    }
}

/// Returns the number of a level.
pub(crate) fn number_of_level(level: Level) -> u32 {
    match level {
        Level::B => ANTIN_LEVEL_B,
        Level::T => ANTIN_LEVEL_T,
        Level::Lt => ANTIN_LEVEL_LT,
        Level::Lta => ANTIN_LEVEL_LTA,
        _ => 0,
    }
}

/// What kind of signature to make. Free it with `antin_sign_options_free`.
///
/// It is not used up: many signatures can be made by one, also by several threads.
pub struct antin_sign_options(cades::Options);

impl antin_sign_options {
    pub(crate) fn new(options: cades::Options) -> Self {
        Self(options)
    }

    /// Returns the options without a time of signing, for what is signed already.
    pub(crate) fn as_they_are(&self) -> &cades::Options {
        &self.0
    }

    /// Returns the options for one signature.
    pub(crate) fn at(&self, signing_time: i64) -> cades::Options {
        self.0.clone().signing_time(Time::from_unix(signing_time))
    }
}

/// Begins with a format (`ANTIN_FORMAT_…`) and a level (`ANTIN_LEVEL_…`).
///
/// By default the signature is detached, with the usual algorithm of the key: PKCS #1 v1.5 with
/// SHA-256 for RSA, SHA-256 with P-256, SHA-384 with P-384, and Ed25519.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_new(
    format: u32,
    level: u32,
    options_out: Option<&mut MaybeUninit<*mut antin_sign_options>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(options_out, "options_out")?;
        if format != ANTIN_FORMAT_CADES {
            return Err(Fault::Invalid("format", "is no ANTIN_FORMAT_… number to sign with"));
        }
        give(out, antin_sign_options(cades::Options::new(level_of(level)?)));
        Ok(())
    })
}

/// Changes options by a method that takes and returns them.
fn change(
    options: Option<&mut antin_sign_options>,
    change: impl FnOnce(cades::Options) -> cades::Options,
) -> Result<(), Fault> {
    let options = wanted(options, "options")?;
    options.0 = change(options.0.clone());
    Ok(())
}

/// Sets where the document is (`ANTIN_PACKAGING_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_set_packaging(
    options: Option<&mut antin_sign_options>,
    packaging: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || match packaging {
        ANTIN_PACKAGING_DETACHED => change(options, cades::Options::detached),
        ANTIN_PACKAGING_ATTACHED => change(options, cades::Options::attached),
        _ => Err(Fault::Invalid("packaging", "is no ANTIN_PACKAGING_… number")),
    })
}

/// Sets the algorithm (`ANTIN_ALGORITHM_…`). Whether the key has it is seen when it signs.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_set_algorithm(
    options: Option<&mut antin_sign_options>,
    algorithm: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let found = ALGORITHMS.iter().find(|(number, _)| *number == algorithm);
        let (_, found) =
            found.ok_or(Fault::Invalid("algorithm", "is no ANTIN_ALGORITHM_… number"))?;
        change(options, |options| options.algorithm(*found))
    })
}

/// Describes the document by its MIME type, such as `application/pdf`, in the signature.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_sign_options_set_mime_type(
    options: Option<&mut antin_sign_options>,
    mime_type: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let mime_type = unsafe { text(mime_type, "mime_type") }?;
        change(options, |options| options.mime_type(mime_type))
    })
}

/// Describes the document by words for people, which may be NULL, and by its content type, an object
/// identifier in dotted form such as `1.2.840.113549.1.7.1` (RFC 2634 §2.9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_sign_options_set_content_hints(
    options: Option<&mut antin_sign_options>,
    description: *const c_char,
    content_type: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let description = unsafe { text_or_none(description, "description") }?;
        // SAFETY: the same.
        let content_type = unsafe { text(content_type, "content_type") }?;
        let content_type = ObjectIdentifier::from_dotted(content_type)
            .ok_or(Fault::Invalid("content_type", "is no object identifier in dotted form"))?;
        change(options, |options| options.content_hints(description, content_type))
    })
}

/// Says who makes time-stamps, which all levels above B ask for. It is kept.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_set_timestamper(
    options: Option<&mut antin_sign_options>,
    timestamper: Option<&antin_timestamper>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let timestamper = Arc::clone(&wanted(timestamper, "timestamper")?.0);
        change(options, |options| options.timestamper(timestamper))
    })
}

/// Gives what the levels LT and LTA keep with the signature: certificates, CRLs and OCSP answers. It is
/// copied; of certificates and CRLs those are kept that concern the signature and its time-stamps.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_set_evidence(
    options: Option<&mut antin_sign_options>,
    evidence: Option<&antin_evidence>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?.0.clone();
        change(options, |options| options.evidence(evidence))
    })
}

/// Frees options; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sign_options_free(options: Option<Box<antin_sign_options>>) {
    free(options);
}
