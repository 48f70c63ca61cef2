//! The judgement on one signature.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::Time;
use antin::ades::{Coverage, SignatureReport, Signer};

use crate::boundary::{call, get, lend, wanted};
use crate::error::Fault;
use crate::finding::antin_finding;
use crate::report::{Judged, antin_verdict, number_of};
use crate::result::antin_result;
use crate::sign_options::number_of_level;
use crate::text::Lazy;
use crate::timestamp::antin_timestamp;

/// Not known: the document was not at hand, or is not what was signed.
pub const ANTIN_COVERAGE_UNKNOWN: u32 = 0;
/// All of the document.
pub const ANTIN_COVERAGE_WHOLE_DOCUMENT: u32 = 1;

/// The judgement on one signature. It belongs to its report and is not freed.
pub struct antin_signature {
    judged: Arc<Judged>,
    index: usize,
    findings: OnceLock<Vec<antin_finding>>,
    timestamps: OnceLock<Vec<antin_timestamp>>,
    sub_indication: Lazy,
    subject: Lazy,
    issuer: Lazy,
    serial: Lazy,
    sha256: Lazy,
    digest: Lazy,
    algorithm: Lazy,
}

impl antin_signature {
    pub(crate) fn new(judged: &Arc<Judged>, index: usize) -> Self {
        Self {
            judged: Arc::clone(judged),
            index,
            findings: OnceLock::new(),
            timestamps: OnceLock::new(),
            sub_indication: Lazy::default(),
            subject: Lazy::default(),
            issuer: Lazy::default(),
            serial: Lazy::default(),
            sha256: Lazy::default(),
            digest: Lazy::default(),
            algorithm: Lazy::default(),
        }
    }

    fn report(&self) -> Option<&SignatureReport> {
        self.judged.report().signatures().get(self.index)
    }

    fn signer(&self) -> Option<&Signer> {
        self.report()?.signer()
    }

    fn timestamps(&self) -> &[antin_timestamp] {
        self.timestamps.get_or_init(|| {
            let count = self.report().map_or(0, |report| report.timestamps().len());
            let one = |index| antin_timestamp::new(&self.judged, self.index, index);
            (0..count).map(one).collect()
        })
    }

    fn findings(&self) -> &[antin_finding] {
        self.findings.get_or_init(|| {
            let findings = self.report().map(SignatureReport::findings).unwrap_or_default();
            findings.iter().cloned().map(antin_finding::new).collect()
        })
    }
}

/// Returns the verdict on a signature (`ANTIN_VERDICT_…`).
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_signature_verdict(signature: Option<&antin_signature>) -> antin_verdict {
    get(|| signature?.report().map(|report| number_of(report.verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict, such as `HASH_FAILURE`; NULL
/// for a pass.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_sub_indication(
    signature: Option<&antin_signature>,
) -> *const c_char {
    get(|| {
        let signature = signature?;
        let report = signature.report()?;
        Some(signature.sub_indication.get(|| report.verdict().sub_indication()))
    })
}

/// Returns the level that the signature has (`ANTIN_LEVEL_…`); 0 if it is no advanced signature at all.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_level(signature: Option<&antin_signature>) -> u32 {
    get(|| signature?.report()?.level().map(number_of_level))
}

/// Returns the subject of the signing certificate; NULL if there is none.
///
/// Unless the verdict is a pass, this is only what the signature claims. Whoever applied for the
/// certificate chose the name, so escape it before showing it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_signer_subject(
    signature: Option<&antin_signature>,
) -> *const c_char {
    get(|| signature.map(|it| it.subject.get(|| it.signer().map(Signer::subject))))
}

/// Returns the issuer of the signing certificate; NULL if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_signer_issuer(
    signature: Option<&antin_signature>,
) -> *const c_char {
    get(|| signature.map(|it| it.issuer.get(|| it.signer().map(Signer::issuer))))
}

/// Returns the serial number of the signing certificate, in lower-case hexadecimal; NULL if there is
/// none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_signer_serial(
    signature: Option<&antin_signature>,
) -> *const c_char {
    get(|| signature.map(|it| it.serial.get(|| it.signer().map(Signer::serial))))
}

/// Returns the SHA-256 of the signing certificate, in lower-case hexadecimal; NULL if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_signer_sha256(
    signature: Option<&antin_signature>,
) -> *const c_char {
    get(|| signature.map(|it| it.sha256.get(|| it.signer().map(Signer::sha256))))
}

/// Returns the signing certificate in DER, and its length through `len_out`, which may be NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_signer_certificate(
    signature: Option<&antin_signature>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let signer = signature.and_then(antin_signature::signer);
        Some(lend(signer.map(|signer| signer.certificate().as_der()), len_out))
    })
}

/// Writes a time, if there is one.
pub(crate) fn write_time(
    time: Option<Time>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> Result<(), Fault> {
    wanted(time_out, "time_out")?.write(time.ok_or(Fault::Absent)?.to_unix());
    Ok(())
}

/// Gives when the signature says it was made, in seconds since 1970-01-01T00:00:00Z. A claim: nothing
/// proves it.
///
/// `ANTIN_RESULT_ABSENT` if it does not say.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_claimed_time(
    signature: Option<&antin_signature>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || {
        let report = wanted(signature, "signature")?.report();
        write_time(report.and_then(SignatureReport::claimed_time), time_out)
    })
}

/// Gives a time at which the signature provably existed, in seconds since 1970-01-01T00:00:00Z.
///
/// `ANTIN_RESULT_ABSENT` if nothing proves any, as at level B.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_proven_time(
    signature: Option<&antin_signature>,
    time_out: Option<&mut MaybeUninit<i64>>,
) -> antin_result {
    call(None, || {
        let report = wanted(signature, "signature")?.report();
        write_time(report.and_then(SignatureReport::proven_time), time_out)
    })
}

/// Returns the name of the digest algorithm, such as `SHA-256`; NULL if it is not known.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_digest(signature: Option<&antin_signature>) -> *const c_char {
    get(|| {
        let signature = signature?;
        let report = signature.report()?;
        Some(signature.digest.get(|| report.digest()))
    })
}

/// Returns the signature algorithm and the size of the key, such as `RSA-PKCS1-2048`; NULL if it is not
/// known.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_algorithm(signature: Option<&antin_signature>) -> *const c_char {
    get(|| {
        let signature = signature?;
        let report = signature.report()?;
        Some(signature.algorithm.get(|| report.algorithm()))
    })
}

/// Returns what of the document the signature is over (`ANTIN_COVERAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_coverage(signature: Option<&antin_signature>) -> u32 {
    get(|| match signature?.report()?.covers() {
        Coverage::WholeDocument => Some(ANTIN_COVERAGE_WHOLE_DOCUMENT),
        _ => Some(ANTIN_COVERAGE_UNKNOWN),
    })
}

/// Returns how many certificates the path has that was found from the signer, whose certificate is the
/// first, up to the root, which is not among them; 0 if no path holds.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_path_count(signature: Option<&antin_signature>) -> usize {
    get(|| Some(signature?.report()?.path()?.certificates().len()))
}

/// Returns a certificate of the path in DER, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the report is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_path_certificate(
    signature: Option<&antin_signature>,
    index: usize,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let path = signature.and_then(antin_signature::report).and_then(SignatureReport::path);
        let found = path.and_then(|path| path.certificates().get(index));
        Some(lend(found.map(|certificate| certificate.as_der()), len_out))
    })
}

/// Returns how many findings there are on a signature.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_finding_count(signature: Option<&antin_signature>) -> usize {
    get(|| signature.map(|signature| signature.findings().len()))
}

/// Returns a finding, counted from 0 in the order in which the judgement came across it.
///
/// It lives until the report is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_finding(
    signature: Option<&antin_signature>,
    index: usize,
) -> *const antin_finding {
    get(|| signature?.findings().get(index).map(std::ptr::from_ref))
}

/// Returns how many time-stamps a signature has.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_timestamp_count(signature: Option<&antin_signature>) -> usize {
    get(|| signature.map(|signature| signature.timestamps().len()))
}

/// Returns the judgement on a time-stamp, counted from 0.
///
/// It lives until the report is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signature_timestamp(
    signature: Option<&antin_signature>,
    index: usize,
) -> *const antin_timestamp {
    get(|| signature?.timestamps().get(index).map(std::ptr::from_ref))
}
