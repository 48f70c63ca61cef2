//! A fact of a package: what was sealed, and what arrived.

use std::ffi::{CString, c_char};

use antin::edxml::statement::{FactFinding, FactState};

use crate::boundary::get;
use crate::language::{Each, language_of};
use crate::text::{Lazy, c_string};

/// It is what was sealed.
pub const ANTIN_FACT_SAME: u32 = 1;
/// It is another value than was sealed.
pub const ANTIN_FACT_CHANGED: u32 = 2;
/// It was sealed, and did not arrive.
pub const ANTIN_FACT_REMOVED: u32 = 3;
/// It arrived, and was not sealed.
pub const ANTIN_FACT_ADDED: u32 = 4;
/// It is what was sealed, without a part that hubs drop; only of `details`.
pub const ANTIN_FACT_REDUCED: u32 = 5;

/// A fact of a package. It belongs to its package and is not freed.
///
/// Its values are in normal form, and a stranger's text, so escape them before showing them.
pub struct antin_fact {
    finding: FactFinding,
    name: Lazy,
    words: Each<Lazy>,
    sealed: Vec<CString>,
    arrived: Vec<CString>,
}

impl antin_fact {
    pub(crate) fn new(finding: FactFinding) -> Self {
        let texts = |values: &[String]| values.iter().map(|value| c_string(value)).collect();
        let (sealed, arrived) = (texts(&finding.sealed), texts(&finding.arrived));
        Self { finding, name: Lazy::default(), words: Each::default(), sealed, arrived }
    }
}

/// Returns which fact it is, as a stable name such as `subject`; `docs/seal.md` lists them.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_name(fact: Option<&antin_fact>) -> *const c_char {
    get(|| fact.map(|it| it.name.get(|| Some(it.finding.fact.as_str()))))
}

/// Returns which fact it is in words for people, in a language (`ANTIN_LANGUAGE_…`); NULL for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_words(fact: Option<&antin_fact>, language: u32) -> *const c_char {
    get(|| {
        let (fact, language) = (fact?, language_of(language).ok()?);
        Some(fact.words.of(language).get(|| Some(fact.finding.fact.words(language))))
    })
}

/// Returns what became of it (`ANTIN_FACT_…`); 0 for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_fact_state(fact: Option<&antin_fact>) -> u32 {
    get(|| {
        Some(match fact?.finding.state {
            FactState::Same => ANTIN_FACT_SAME,
            FactState::Reduced => ANTIN_FACT_REDUCED,
            FactState::Removed => ANTIN_FACT_REMOVED,
            FactState::Added => ANTIN_FACT_ADDED,
            _ => ANTIN_FACT_CHANGED,
        })
    })
}

/// Returns how many values were sealed; several only for a list, as of recipients.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_sealed_count(fact: Option<&antin_fact>) -> usize {
    get(|| fact.map(|fact| fact.sealed.len()))
}

/// Returns a value that was sealed, counted from 0. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_sealed(fact: Option<&antin_fact>, index: usize) -> *const c_char {
    get(|| fact?.sealed.get(index).map(|value| value.as_ptr()))
}

/// Returns how many values arrived.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_arrived_count(fact: Option<&antin_fact>) -> usize {
    get(|| fact.map(|fact| fact.arrived.len()))
}

/// Returns a value that arrived, counted from 0. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_fact_arrived(fact: Option<&antin_fact>, index: usize) -> *const c_char {
    get(|| fact?.arrived.get(index).map(|value| value.as_ptr()))
}
