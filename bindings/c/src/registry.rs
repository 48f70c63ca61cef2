//! A registry that was judged: whose certificates are whose.

use std::collections::BTreeMap;
use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::crypto::{DigestAlgorithm, Hasher};
use antin::edxml::statement::normal;
use antin::registry::{BindingEntry, Body, Check, Refused, Registry, Seen, TrustedRegistry};
use antin::x509::{self, Certificate};
use antin::{Evidence, Time};

use crate::boundary::{bytes, call, free, get, give, text, text_or_none, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::language::{Each, language_of};
use crate::opening;
use crate::package::{digest_of, hexadecimal};
use crate::policy::antin_policy;
use crate::registry_signers::antin_registry_signers;
use crate::report::antin_report;
use crate::result::antin_result;
use crate::seal_options::role_of;
use crate::signature::write_time;
use crate::text::{Lazy, c_string};

/// The judgement on a registry. Free it with `antin_registry_free`.
///
/// It is no trust: ask `antin_registry_require_trusted`. Several threads may use it at once. Openings and
/// gateways keep what they need of it, which costs nothing; it may be freed before them.
pub struct antin_registry {
    judged: Result<Trusted, Refused>,
    report: OnceLock<Option<antin_report>>,
    bodies: OnceLock<BTreeMap<String, CString>>,
    entries: OnceLock<BTreeMap<String, CString>>,
    fault: Lazy,
    fault_texts: Each<Lazy>,
    name: Lazy,
}

/// A registry that may be believed, and the digest of its JSON.
struct Trusted {
    registry: Arc<TrustedRegistry>,
    sha256: CString,
}

impl antin_registry {
    fn new(judged: Result<Trusted, Refused>) -> Self {
        Self {
            judged,
            report: OnceLock::new(),
            bodies: OnceLock::new(),
            entries: OnceLock::new(),
            fault: Lazy::default(),
            fault_texts: Each::default(),
            name: Lazy::default(),
        }
    }

    /// Returns the registry, if it may be believed.
    pub(crate) fn trusted(&self) -> Result<&Arc<TrustedRegistry>, Fault> {
        match &self.judged {
            Ok(trusted) => Ok(&trusted.registry),
            Err(refused) => {
                let code = refused.fault().code();
                Err(Fault::Rejected(format!("the registry is not trusted: {code}")))
            }
        }
    }

    /// Returns what it says, if it may be believed.
    fn says(&self) -> Option<&Registry> {
        Some(self.trusted().ok()?.registry())
    }

    fn refused(&self) -> Option<&Refused> {
        self.judged.as_ref().err()
    }
}

/// What was seen before, if anything was.
fn seen(number: u64, sha256: Option<&str>) -> Result<Option<Seen>, Fault> {
    match (number, sha256) {
        (0, None) => Ok(None),
        (0, Some(_)) => Err(Fault::Invalid("seen_number", "is 0, and there is a digest")),
        (_, None) => Err(Fault::Invalid("seen_sha256", "is NULL, and there is a number")),
        (_, Some(hex)) => {
            let sha256 = digest_of(hex, "seen_sha256")?;
            Ok(Some(Seen { number, sha256 }))
        }
    }
}

/// Judges a signed registry, at a time in seconds since 1970-01-01T00:00:00Z: an attached signature in DER or
/// PEM, or a container with one file.
///
/// `seen_number` and `seen_sha256` are those of the last registry that was trusted
/// (`antin_registry_number`, `antin_registry_sha256`), so that nobody hands over an older one; 0 and NULL if
/// none was. `evidence` may be NULL. Nothing is fetched and no clock is read.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_registry_require_trusted`. What cannot be read is judged, too.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_registry_check(
    file: *const u8,
    file_len: usize,
    signers: Option<&antin_registry_signers>,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    seen_number: u64,
    seen_sha256: *const c_char,
    registry_out: Option<&mut MaybeUninit<*mut antin_registry>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(registry_out, "registry_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let file = unsafe { bytes(file, file_len, "file") }?;
        let signers = &wanted(signers, "signers")?.0;
        let policy = &wanted(policy, "policy")?.policy;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let seen = seen(seen_number, unsafe { text_or_none(seen_sha256, "seen_sha256") }?)?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let check = Check::new(policy, signers);
        let check = seen.map_or(check, |seen| check.seen(seen));
        let judged = check.open(file, evidence, Time::from_unix(at));
        give(
            out,
            antin_registry::new(judged.map(|(registry, seen)| Trusted {
                registry: Arc::new(registry),
                sha256: c_string(&hexadecimal(&seen.sha256)),
            })),
        );
        Ok(())
    })
}

/// Believes a registry that nobody signed, in JSON. For tests, and for files that came by another trusted way:
/// whoever can change it can send in everybody's name.
///
/// One that was never issued is past at every time.
///
/// `ANTIN_RESULT_MALFORMED`, `ANTIN_RESULT_UNSUPPORTED` or `ANTIN_RESULT_LIMIT_EXCEEDED` for what is no
/// registry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_danger_unsigned(
    json: *const u8,
    json_len: usize,
    registry_out: Option<&mut MaybeUninit<*mut antin_registry>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(registry_out, "registry_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let json = unsafe { bytes(json, json_len, "json") }?;
        let registry = TrustedRegistry::dangerously_unsigned(Registry::from_json(json)?);
        let sha256 = Hasher::digest(DigestAlgorithm::Sha256, json).to_string();
        let trusted = Trusted { registry: Arc::new(registry), sha256: c_string(&sha256) };
        give(out, antin_registry::new(Ok(trusted)));
        Ok(())
    })
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if all signatures passed, somebody signed
/// who may sign registries, and it was in time and not older than what was seen.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error says which of these it is.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_registry_require_trusted(
    registry: Option<&antin_registry>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(registry, "registry")?.trusted().map(drop))
}

/// Says whether `antin_registry_require_trusted` would: 1 if so; 0 if not, and for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_registry_is_trusted(registry: Option<&antin_registry>) -> u32 {
    get(|| registry.map(|registry| u32::from(registry.judged.is_ok())))
}

/// Returns why it is not trusted, as a stable name: `unreadable`, `signature`, `other-content`, `signer`,
/// `not-issued`, `from-the-future`, `past`, `older`, `forked`. NULL if it is.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_fault(registry: Option<&antin_registry>) -> *const c_char {
    get(|| {
        let registry = registry?;
        Some(registry.fault.get(|| Some(registry.refused()?.fault().code())))
    })
}

/// Returns the reason as a clause for people, in a language (`ANTIN_LANGUAGE_…`); NULL if it is trusted, and
/// for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_fault_text(
    registry: Option<&antin_registry>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (registry, language) = (registry?, language_of(language).ok()?);
        let told = || Some(registry.refused()?.fault().text(language));
        Some(registry.fault_texts.of(language).get(told))
    })
}

/// Returns the judgement on its signatures; NULL if there is none, as for a file that cannot be read.
///
/// It lives until the registry is freed, and is not freed by itself. That it passed is not enough: that is
/// `antin_registry_require_trusted`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_report(registry: Option<&antin_registry>) -> *const antin_report {
    get(|| {
        let registry = registry?;
        let report = || match &registry.judged {
            Ok(trusted) => trusted.registry.report().cloned(),
            Err(refused) => refused.report().cloned(),
        };
        let report = registry.report.get_or_init(|| report().map(antin_report::new));
        report.as_ref().map(std::ptr::from_ref)
    })
}

/// Returns what the registry is called; NULL unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_name(registry: Option<&antin_registry>) -> *const c_char {
    get(|| {
        let registry = registry?;
        Some(registry.name.get(|| registry.says().map(Registry::name)))
    })
}

/// Returns its number, which grows with each issue; 0 unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_number(registry: Option<&antin_registry>) -> u64 {
    get(|| registry?.says().map(Registry::number))
}

/// Returns the SHA-256 of its JSON in hexadecimal digits: with the number, what to keep, and to hand over with
/// the next one. NULL unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_sha256(registry: Option<&antin_registry>) -> *const c_char {
    get(|| Some(registry?.judged.as_ref().ok()?.sha256.as_ptr()))
}

/// Gives when it was issued, in seconds since 1970-01-01T00:00:00Z.
///
/// `ANTIN_RESULT_ABSENT` if it never was, and unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_issued(
    registry: Option<&antin_registry>,
    time_out: Option<&mut MaybeUninit<i64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let says = wanted(registry, "registry")?.says();
        write_time(says.and_then(Registry::issued), time_out)
    })
}

/// Gives until when the next one is issued, in seconds since 1970-01-01T00:00:00Z; after that, this one is
/// past.
///
/// `ANTIN_RESULT_ABSENT` if it never was issued, and unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_next_update(
    registry: Option<&antin_registry>,
    time_out: Option<&mut MaybeUninit<i64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let says = wanted(registry, "registry")?.says();
        write_time(says.and_then(Registry::next_update), time_out)
    })
}

/// Says whether the next one should be there by a time, so that this one is not to be asked any more: 1 if so,
/// for NULL, and for what is not trusted; otherwise 0.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_registry_is_past(registry: Option<&antin_registry>, at: i64) -> u32 {
    get(|| {
        let trusted = registry.and_then(|registry| registry.trusted().ok());
        Some(u32::from(trusted.is_none_or(|registry| registry.is_past(Time::from_unix(at)))))
    })
}

/// Returns how many bodies it names; 0 unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_body_count(registry: Option<&antin_registry>) -> usize {
    get(|| Some(registry?.says()?.bodies().count()))
}

/// Returns how many bindings it has; 0 unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_entry_count(registry: Option<&antin_registry>) -> usize {
    get(|| Some(registry?.says()?.entries().len()))
}

/// Returns the name of the body with an identifier code; NULL if there is none, and unless it is trusted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_body_name(
    registry: Option<&antin_registry>,
    code: *const c_char,
) -> *const c_char {
    get(|| {
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }.ok()?;
        let registry = registry?;
        let names = registry.bodies.get_or_init(|| {
            let bodies = registry.says().into_iter().flat_map(Registry::bodies);
            let named = |body: &Body| (body.code().to_owned(), c_string(body.name()));
            bodies.map(named).collect()
        });
        names.get(&normal(code)).map(|name| name.as_ptr())
    })
}

/// The one certificate that counts: of several the first.
pub(crate) fn certificate_of(input: &[u8]) -> Result<Certificate, Fault> {
    x509::certificates(input)?.into_iter().next().ok_or(Fault::Absent)
}

/// Says whether a certificate is a body's, in a role (`ANTIN_ROLE_…`), at a time in seconds since
/// 1970-01-01T00:00:00Z: `ANTIN_BINDING_…` through `binding_out`.
///
/// `certificate` and `issuer` are in DER or PEM, the first counts; `issuer` is the certificate whose key signed
/// the other one, which nobody looks into here. Through `entry_out`, which may be NULL, it gives what the
/// binding is called that decided, or NULL if nothing names the certificate; the text lives until the registry
/// is freed.
///
/// `ANTIN_RESULT_REJECTED` if the registry is not trusted. Whether it is past at the time is not asked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_decide(
    registry: Option<&antin_registry>,
    organ: *const c_char,
    role: u32,
    certificate: *const u8,
    certificate_len: usize,
    issuer: *const u8,
    issuer_len: usize,
    at: i64,
    binding_out: Option<&mut MaybeUninit<u32>>,
    entry_out: Option<&mut MaybeUninit<*const c_char>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(binding_out, "binding_out")?;
        let handle = wanted(registry, "registry")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let organ = normal(unsafe { text(organ, "organ") }?);
        let role = role_of(role)?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificate = unsafe { bytes(certificate, certificate_len, "certificate") }?;
        // SAFETY: the same.
        let issuer = unsafe { bytes(issuer, issuer_len, "issuer") }?;
        let says = handle.trusted()?.registry();
        let (certificate, issuer) = (certificate_of(certificate)?, certificate_of(issuer)?);
        let at = Time::from_unix(at);
        let decision = says.decide(&organ, role, &certificate, issuer.spki(), at);
        out.write(opening::number_of(decision.binding()));
        if let Some(out) = entry_out {
            out.write(entry_name(handle, decision.entry()));
        }
        Ok(())
    })
}

/// What a binding is called, for as long as its registry lives.
fn entry_name(handle: &antin_registry, entry: Option<&BindingEntry>) -> *const c_char {
    let names = handle.entries.get_or_init(|| {
        let entries = handle.says().map(Registry::entries).unwrap_or_default();
        entries.iter().map(|one| (one.id().to_owned(), c_string(one.id()))).collect()
    });
    let name = entry.and_then(|entry| names.get(entry.id()));
    name.map_or(std::ptr::null(), |name| name.as_ptr())
}

/// Gives what the registry says as JSON, by `docs/registry.md`. It need not be to the byte what was signed, but
/// says the same.
///
/// `ANTIN_RESULT_REJECTED` unless it is trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_to_json(
    registry: Option<&antin_registry>,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let registry = wanted(registry, "registry")?.trusted()?.registry();
        give(out, antin_buffer::new(registry.to_json()));
        Ok(())
    })
}

/// Frees a registry, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_free(registry: Option<Box<antin_registry>>) {
    free(registry);
}
