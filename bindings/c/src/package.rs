//! A package that was judged.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::edxml::statement::Sha256;
use antin::edxml::{Binding, Opening, PackageReport, State, VerifiedPackage};
use antin::{Evidence, Time};

use crate::boundary::{call, free, get, give, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::fact::antin_fact;
use crate::language::language_of;
use crate::liberty::antin_liberty;
use crate::opening::{self, antin_opening};
use crate::package_file::antin_file;
use crate::policy::antin_policy;
use crate::report::{antin_verdict, number_of};
use crate::result::antin_result;
use crate::seal::antin_seal;
use crate::source::antin_source;
use crate::text::Lazy;

/// All of it is what was sealed, and nobody rewrote it.
pub const ANTIN_STATE_INTACT: u32 = 1;
/// All that was sealed is the same; the message around it is not.
pub const ANTIN_STATE_REWRITTEN_BY_HOP: u32 = 2;
/// A conversion of text destroyed attachments; they are not usable.
pub const ANTIN_STATE_DAMAGED: u32 = 3;
/// An attachment or an earlier seal is missing.
pub const ANTIN_STATE_INCOMPLETE: u32 = 4;
/// A fact or an attachment is not what was sealed, or can be read in two ways.
pub const ANTIN_STATE_CHANGED: u32 = 5;
/// There is no seal.
pub const ANTIN_STATE_NOT_SEALED: u32 = 6;

/// The judgement on a package. Free it with `antin_package_free`.
///
/// It is no pass: ask `antin_package_require_accepted`. What the message says may be used only then, too.
pub struct antin_package {
    opened: Arc<Opened>,
    seals: OnceLock<Vec<antin_seal>>,
    facts: OnceLock<Vec<antin_fact>>,
    files: OnceLock<Vec<antin_file>>,
    liberties: OnceLock<Vec<antin_liberty>>,
    sub_indication: Lazy,
    code: Lazy,
    other: Lazy,
}

/// The judgement, and the proof that the package may be used where there is one.
pub(crate) enum Opened {
    Verified(VerifiedPackage),
    Rejected(Box<PackageReport>),
    /// Whatever the judgement says, nothing may be taken out, and this is why.
    Withheld(Box<PackageReport>, String),
}

impl Opened {
    pub(crate) fn report(&self) -> &PackageReport {
        match self {
            Self::Verified(verified) => verified.report(),
            Self::Rejected(report) | Self::Withheld(report, _) => report,
        }
    }
}

impl antin_package {
    fn new(report: PackageReport) -> Self {
        Self::of(report.into_verified().map_or_else(Opened::Rejected, Opened::Verified))
    }

    /// A package out of which nothing may be taken, for this reason.
    pub(crate) fn withheld(report: PackageReport, why: String) -> Self {
        Self::of(Opened::Withheld(Box::new(report), why))
    }

    /// A package that somebody else accepted, on a proof.
    pub(crate) fn verified_as(verified: VerifiedPackage) -> Self {
        Self::of(Opened::Verified(verified))
    }

    fn of(opened: Opened) -> Self {
        Self {
            opened: Arc::new(opened),
            seals: OnceLock::new(),
            facts: OnceLock::new(),
            files: OnceLock::new(),
            liberties: OnceLock::new(),
            sub_indication: Lazy::default(),
            code: Lazy::default(),
            other: Lazy::default(),
        }
    }

    pub(crate) fn report(&self) -> &PackageReport {
        self.opened.report()
    }

    /// Returns the proof that the package may be used, or what there is instead.
    pub(crate) fn verified(&self) -> Result<&VerifiedPackage, Fault> {
        match &*self.opened {
            Opened::Verified(verified) => Ok(verified),
            Opened::Rejected(report) => {
                let sender = report.sender().binding().as_str();
                let (state, verdict) = (report.state().as_str(), report.verdict());
                let what =
                    format!("the package is not accepted: {state}, {verdict}, sender {sender}");
                Err(Fault::Rejected(what))
            }
            Opened::Withheld(_, why) => Err(Fault::Rejected(why.clone())),
        }
    }

    fn seals(&self) -> &[antin_seal] {
        self.seals.get_or_init(|| {
            let count = self.report().seals().len();
            (0..count).map(|index| antin_seal::new(&self.opened, index)).collect()
        })
    }

    fn facts(&self) -> &[antin_fact] {
        self.facts.get_or_init(|| self.report().facts().into_iter().map(antin_fact::new).collect())
    }

    pub(crate) fn files(&self) -> &[antin_file] {
        self.files.get_or_init(|| {
            let findings = self.report().files();
            findings.into_iter().map(|one| antin_file::new(self.report(), one)).collect()
        })
    }

    fn liberties(&self) -> &[antin_liberty] {
        self.liberties.get_or_init(|| {
            let liberties = &self.report().package().liberties;
            liberties.iter().cloned().map(antin_liberty::new).collect()
        })
    }
}

/// Returns a digest as hexadecimal digits.
pub(crate) fn hexadecimal(digest: &Sha256) -> String {
    digest.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Takes a digest in hexadecimal digits, as they are given out.
pub(crate) fn digest_of(text: &str, name: &'static str) -> Result<Sha256, Fault> {
    let wrong = Fault::Invalid(name, "is no SHA-256 in 64 lower-case hexadecimal digits");
    let mut digest = Sha256::default();
    if text.len() != 64 || !text.bytes().all(|one| matches!(one, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(wrong);
    }
    for (octet, place) in digest.iter_mut().zip((0..64).step_by(2)) {
        let pair = text.get(place..place + 2).and_then(|it| u8::from_str_radix(it, 16).ok());
        *octet = pair.ok_or_else(|| wrong.clone())?;
    }
    Ok(digest)
}

/// Judges a package, at a time in seconds since 1970-01-01T00:00:00Z: each seal as a signature, and what it
/// says against the message, fact by fact and file by file.
///
/// `opening` may be NULL: then no sender is known, so that no package is accepted. `evidence` may be NULL.
/// Nothing is fetched and no clock is read.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_package_require_accepted`. Without judgement: `ANTIN_RESULT_MALFORMED`,
/// `ANTIN_RESULT_UNSUPPORTED` or `ANTIN_RESULT_LIMIT_EXCEEDED` for what is no package;
/// `ANTIN_RESULT_REGISTRY_PAST` if the opening has a registry that is past at the time.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_open(
    package: Option<&mut antin_source>,
    opening: Option<&antin_opening>,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    package_out: Option<&mut MaybeUninit<*mut antin_package>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(package_out, "package_out")?;
        let package = wanted(package, "package")?;
        let policy = &wanted(policy, "policy")?.policy;
        let (nobody, none) = (antin_opening::default(), Evidence::new());
        let senders = opening.unwrap_or(&nobody);
        let evidence = evidence.map_or(&none, |given| &given.0);
        senders.wanted_current(Time::from_unix(at))?;
        let beside = senders.beside();
        let how = Opening::new().senders(senders).beside(&beside);
        let report = how.open(package, policy, evidence, Time::from_unix(at))?;
        give(out, antin_package::new(report));
        Ok(())
    })
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if all that was sealed is whole, every
/// seal passed, and the sender is bound.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error says which of these it is.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_require_accepted(
    package: Option<&antin_package>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(package, "package")?.verified().map(drop))
}

/// Says whether `antin_package_require_accepted` would: 1 if so; 0 if not, and for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_is_accepted(package: Option<&antin_package>) -> u32 {
    get(|| package.map(|package| u32::from(package.verified().is_ok())))
}

/// Returns what became of the package (`ANTIN_STATE_…`); 0 for NULL. Of the signatures it says nothing.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_state(package: Option<&antin_package>) -> u32 {
    get(|| {
        Some(match package?.report().state() {
            State::Intact => ANTIN_STATE_INTACT,
            State::RewrittenByHop => ANTIN_STATE_REWRITTEN_BY_HOP,
            State::Damaged => ANTIN_STATE_DAMAGED,
            State::Incomplete => ANTIN_STATE_INCOMPLETE,
            State::NotSealed => ANTIN_STATE_NOT_SEALED,
            _ => ANTIN_STATE_CHANGED,
        })
    })
}

/// Returns the verdict on the signatures of all seals (`ANTIN_VERDICT_…`): the worst. Without a seal it is in
/// doubt. Of the message it says nothing.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_verdict(package: Option<&antin_package>) -> antin_verdict {
    get(|| package.map(|package| number_of(package.report().verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict, such as `HASH_FAILURE`.
///
/// The text lives until the package is freed. NULL for a pass, and without a package.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_sub_indication(package: Option<&antin_package>) -> *const c_char {
    get(|| {
        let package = package?;
        Some(package.sub_indication.get(|| package.report().verdict().sub_indication()))
    })
}

/// Returns the identifier code of the sender, as the message has it; NULL if it has none. Unless the sender
/// is bound and the package is whole, it is a claim.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_sender_code(package: Option<&antin_package>) -> *const c_char {
    get(|| {
        let package = package?;
        Some(package.code.get(|| package.report().sender().code()))
    })
}

/// Returns what is known of the certificate of a seal that passed, in the role of the agency and by the sender's
/// code (`ANTIN_BINDING_…`); of several, the best.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_sender_binding(package: Option<&antin_package>) -> u32 {
    get(|| Some(opening::number_of(package?.report().sender().binding())))
}

/// Returns the identifier code of the body whose certificate it is instead, where the binding is
/// `ANTIN_BINDING_OTHER` and that was said; NULL otherwise.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_sender_other(package: Option<&antin_package>) -> *const c_char {
    get(|| {
        let package = package?;
        let other = || match package.report().sender().binding() {
            Binding::Other(organ) if !organ.is_empty() => Some(organ.as_str()),
            _ => None,
        };
        Some(package.other.get(other))
    })
}

/// Returns how many seals there are.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_seal_count(package: Option<&antin_package>) -> usize {
    get(|| package.map(|package| package.report().seals().len()))
}

/// Returns the judgement on a seal, counted from 0: those in the message in its order, then those beside it.
///
/// It lives until the package is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_seal(
    package: Option<&antin_package>,
    index: usize,
) -> *const antin_seal {
    get(|| package?.seals().get(index).map(std::ptr::from_ref))
}

/// Returns how many facts were sealed or arrived.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_fact_count(package: Option<&antin_package>) -> usize {
    get(|| package.map(|package| package.facts().len()))
}

/// Returns a fact, counted from 0, by the seal that is worst for it.
///
/// It lives until the package is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_fact(
    package: Option<&antin_package>,
    index: usize,
) -> *const antin_fact {
    get(|| package?.facts().get(index).map(std::ptr::from_ref))
}

/// Returns how many attachments were sealed or arrived, without the seals.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_file_count(package: Option<&antin_package>) -> usize {
    get(|| package.map(|package| package.files().len()))
}

/// Returns an attachment, counted from 0, by the seal that is worst for it.
///
/// It lives until the package is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_file(
    package: Option<&antin_package>,
    index: usize,
) -> *const antin_file {
    get(|| package?.files().get(index).map(std::ptr::from_ref))
}

/// Returns how many liberties were taken while the message was read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_liberty_count(package: Option<&antin_package>) -> usize {
    get(|| package.map(|package| package.liberties().len()))
}

/// Returns a liberty, counted from 0 in the order of the message.
///
/// It lives until the package is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_liberty(
    package: Option<&antin_package>,
    index: usize,
) -> *const antin_liberty {
    get(|| package?.liberties().get(index).map(std::ptr::from_ref))
}

/// Gives the whole judgement as JSON, by `docs/package-report.schema.json`, with texts in a language
/// (`ANTIN_LANGUAGE_…`). It has what each seal says by itself, too.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_to_json(
    package: Option<&antin_package>,
    language: u32,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let report = wanted(package, "package")?.report();
        let json = format!("{:#}", report.to_json(language_of(language)?));
        give(out, antin_buffer::new(json.into_bytes()));
        Ok(())
    })
}

/// Gives the whole judgement as text for people, in a language (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_to_text(
    package: Option<&antin_package>,
    language: u32,
    text_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(text_out, "text_out")?;
        let report = wanted(package, "package")?.report();
        give(out, antin_buffer::new(report.to_text(language_of(language)?).into_bytes()));
        Ok(())
    })
}

/// Frees a package, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_package_free(package: Option<Box<antin_package>>) {
    free(package);
}
