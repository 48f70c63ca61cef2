//! What a judgement came across.

use std::ffi::c_char;

use antin::ades::{Finding, Severity};

use crate::boundary::get;
use crate::language::{Each, language_of};
use crate::text::Lazy;

/// Worth knowing.
pub const ANTIN_SEVERITY_INFO: u32 = 1;
/// The signature may pass, but a person should look at this.
pub const ANTIN_SEVERITY_WARNING: u32 = 2;
/// A reason why the verdict is no pass.
pub const ANTIN_SEVERITY_ERROR: u32 = 3;

/// What a judgement came across. It belongs to its report and is not freed.
pub struct antin_finding {
    finding: Finding,
    code: Lazy,
    clause: Lazy,
    texts: Each<Lazy>,
    helps: Each<Lazy>,
}

impl antin_finding {
    pub(crate) fn new(finding: Finding) -> Self {
        let (code, clause) = (Lazy::default(), Lazy::default());
        Self { finding, code, clause, texts: Each::default(), helps: Each::default() }
    }
}

/// Returns the stable name of a finding, such as `message-digest-mismatch`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_finding_code(finding: Option<&antin_finding>) -> *const c_char {
    get(|| finding.map(|it| it.code.get(|| Some(it.finding.code().code()))))
}

/// Returns how much a finding matters (`ANTIN_SEVERITY_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_finding_severity(finding: Option<&antin_finding>) -> u32 {
    get(|| match finding?.finding.severity() {
        Severity::Info => Some(ANTIN_SEVERITY_INFO),
        Severity::Warning => Some(ANTIN_SEVERITY_WARNING),
        _ => Some(ANTIN_SEVERITY_ERROR),
    })
}

/// Returns the clause of the standard that a finding is by, such as `RFC 5652 §11.2`; NULL if none is
/// finer than the whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_finding_clause(finding: Option<&antin_finding>) -> *const c_char {
    get(|| {
        let finding = finding?;
        let clause = finding.finding.clause();
        Some(finding.clause.get(|| (!clause.is_empty()).then_some(clause)))
    })
}

/// Returns a finding as a sentence for people, in a language (`ANTIN_LANGUAGE_…`); NULL for another
/// number. Control characters of names are escaped.
#[unsafe(no_mangle)]
pub extern "C" fn antin_finding_text(
    finding: Option<&antin_finding>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (finding, language) = (finding?, language_of(language).ok()?);
        Some(finding.texts.of(language).get(|| Some(finding.finding.text(language))))
    })
}

/// Returns what a person can do about a finding, in a language (`ANTIN_LANGUAGE_…`); NULL if there is
/// nothing, and for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_finding_help(
    finding: Option<&antin_finding>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (finding, language) = (finding?, language_of(language).ok()?);
        Some(finding.helps.of(language).get(|| finding.finding.code().help(language)))
    })
}
