//! The judgement on one seal of a package.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::edxml::{SealPlace, SealReport};

use crate::boundary::{call, get, lend, wanted};
use crate::error::Fault;
use crate::language::{Each, language_of};
use crate::opening;
use crate::package::{Opened, hexadecimal};
use crate::report::{antin_report, antin_verdict, number_of};
use crate::result::antin_result;
use crate::seal_options;
use crate::text::Lazy;

/// The judgement on one seal. It belongs to its package and is not freed.
pub struct antin_seal {
    opened: Arc<Opened>,
    index: usize,
    report: OnceLock<Option<antin_report>>,
    statement: OnceLock<Option<Vec<u8>>>,
    missing: OnceLock<Vec<Lazy>>,
    id: Lazy,
    sha256: Lazy,
    sub_indication: Lazy,
    fault: Lazy,
    fault_texts: Each<Lazy>,
    organ: Lazy,
}

impl antin_seal {
    pub(crate) fn new(opened: &Arc<Opened>, index: usize) -> Self {
        Self {
            opened: Arc::clone(opened),
            index,
            report: OnceLock::new(),
            statement: OnceLock::new(),
            missing: OnceLock::new(),
            id: Lazy::default(),
            sha256: Lazy::default(),
            sub_indication: Lazy::default(),
            fault: Lazy::default(),
            fault_texts: Each::default(),
            organ: Lazy::default(),
        }
    }

    fn seal(&self) -> Option<&SealReport> {
        self.opened.report().seals().get(self.index)
    }
}

/// Writes a place, unless there is none.
pub(crate) fn write_place(
    place: Option<usize>,
    place_out: Option<&mut MaybeUninit<usize>>,
) -> Result<(), Fault> {
    let out = wanted(place_out, "place_out")?;
    out.write(place.ok_or(Fault::Absent)?);
    Ok(())
}

/// Gives which attachment of the message a seal is, counted from 0.
///
/// `ANTIN_RESULT_ABSENT` if it was handed over beside the message.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_attachment(
    seal: Option<&antin_seal>,
    place_out: Option<&mut MaybeUninit<usize>>,
) -> antin_result {
    call(None, || match wanted(seal, "seal")?.seal().map(SealReport::place) {
        Some(SealPlace::Attachment(place)) => write_place(Some(place), place_out),
        _ => write_place(None, place_out),
    })
}

/// Gives which of the containers of `antin_opening_add_container` a seal is, counted from 0.
///
/// `ANTIN_RESULT_ABSENT` if it is an attachment.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_container(
    seal: Option<&antin_seal>,
    place_out: Option<&mut MaybeUninit<usize>>,
) -> antin_result {
    call(None, || match wanted(seal, "seal")?.seal().map(SealReport::place) {
        Some(SealPlace::Beside(place)) => write_place(Some(place), place_out),
        _ => write_place(None, place_out),
    })
}

/// Returns by what a seal is known: the SHA-256 of what its key signed (`docs/seal.md` §4.1), in hexadecimal
/// digits. Whoever keeps those it has seen can tell a package that is sent twice. NULL if the container does
/// not have exactly one signature.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_id(seal: Option<&antin_seal>) -> *const c_char {
    get(|| {
        let seal = seal?;
        Some(seal.id.get(|| seal.seal()?.id().map(hexadecimal)))
    })
}

/// Returns the SHA-256 of the seal's container, as it is, in hexadecimal digits.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_sha256(seal: Option<&antin_seal>) -> *const c_char {
    get(|| {
        let seal = seal?;
        Some(seal.sha256.get(|| seal.seal().map(|it| hexadecimal(it.sha256()))))
    })
}

/// Returns the verdict on a seal (`ANTIN_VERDICT_…`): that of its signature, and a failure if the seal is
/// faulty. Whether the message is what was sealed, it does not say.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_seal_verdict(seal: Option<&antin_seal>) -> antin_verdict {
    get(|| Some(number_of(seal?.seal()?.verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict, such as `HASH_FAILURE`; NULL
/// for a pass.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_sub_indication(seal: Option<&antin_seal>) -> *const c_char {
    get(|| {
        let seal = seal?;
        Some(seal.sub_indication.get(|| seal.seal()?.verdict().sub_indication()))
    })
}

/// Returns what is wrong with the container or the statement, as a stable name such as `other-content`; NULL
/// if nothing is. A seal with a fault says nothing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_fault(seal: Option<&antin_seal>) -> *const c_char {
    get(|| {
        let seal = seal?;
        Some(seal.fault.get(|| Some(seal.seal()?.fault()?.code())))
    })
}

/// Returns the fault as a clause for people, in a language (`ANTIN_LANGUAGE_…`); NULL if there is none, and
/// for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_fault_text(seal: Option<&antin_seal>, language: u32) -> *const c_char {
    get(|| {
        let (seal, language) = (seal?, language_of(language).ok()?);
        Some(seal.fault_texts.of(language).get(|| Some(seal.seal()?.fault()?.text(language))))
    })
}

/// Returns the identifier code of the body that seals, by its own word; NULL if the statement cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_organ(seal: Option<&antin_seal>) -> *const c_char {
    get(|| {
        let seal = seal?;
        let organ = || Some(seal.seal()?.statement()?.sealer().organ().to_owned());
        Some(seal.organ.get(organ))
    })
}

/// Returns in which role it seals, by its own word (`ANTIN_ROLE_…`); 0 if the statement cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_role(seal: Option<&antin_seal>) -> u32 {
    get(|| Some(seal_options::number_of(seal?.seal()?.statement()?.sealer().role())))
}

/// Returns what is known of its certificate and the body that it names (`ANTIN_BINDING_…`);
/// `ANTIN_BINDING_UNKNOWN` unless its signature passed.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_seal_binding(seal: Option<&antin_seal>) -> u32 {
    get(|| Some(opening::number_of(seal?.seal()?.binding()?)))
}

/// Returns what the seal says about the package, as JSON in UTF-8 by `docs/seal.md`, and its length through
/// `len_out`, which may be NULL. NULL if the statement cannot be read.
///
/// The bytes live until the package is freed. They need not be those that were signed, but say the same.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_statement(
    seal: Option<&antin_seal>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let statement = seal.and_then(|seal| {
            let json = || Some(seal.seal()?.statement()?.to_json());
            seal.statement.get_or_init(json).as_deref()
        });
        Some(lend(statement, len_out))
    })
}

/// Returns the judgement on the signature of the seal; NULL if its container could not be judged.
///
/// It lives until the package is freed, and is not freed by itself. That it passed says nothing of the
/// message: that is `antin_package_require_accepted`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_report(seal: Option<&antin_seal>) -> *const antin_report {
    get(|| {
        let seal = seal?;
        let report = || Some(antin_report::new(seal.seal()?.report()?.clone()));
        seal.report.get_or_init(report).as_ref().map(std::ptr::from_ref)
    })
}

/// Returns how many seals were on the package before this one and are not there.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_missing_count(seal: Option<&antin_seal>) -> usize {
    get(|| Some(seal?.seal()?.missing_seals().len()))
}

/// Returns by what a seal that is missing is known, counted from 0, as `antin_seal_id`. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_missing(seal: Option<&antin_seal>, index: usize) -> *const c_char {
    get(|| {
        let missing = seal?.seal()?.missing_seals();
        let texts = seal?.missing.get_or_init(|| missing.iter().map(|_| Lazy::default()).collect());
        Some(texts.get(index)?.get(|| missing.get(index).map(hexadecimal)))
    })
}
