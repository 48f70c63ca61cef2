//! A journal that was checked.

use std::ffi::{CString, c_char};
use std::io::{BufReader, Seek, SeekFrom};
use std::mem::MaybeUninit;

use antin::journal::{Broken, Checked, Checker, Head};
use antin::{Evidence, Time};

use crate::boundary::{call, free, get, give, text_or_none, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::language::{Each, language_of};
use crate::package::{digest_of, hexadecimal};
use crate::policy::antin_policy;
use crate::result::antin_result;
use crate::source::antin_source;
use crate::text::{Lazy, c_string};

/// The judgement on a journal. Free it with `antin_journal_free`.
///
/// It is no pass: ask `antin_journal_require_whole`. Several threads may use it at once.
pub struct antin_journal {
    judged: Result<Checked, Broken>,
    head: CString,
    fault: Lazy,
    fault_texts: Each<Lazy>,
}

impl antin_journal {
    fn broken(&self) -> Option<&Broken> {
        self.judged.as_ref().err()
    }

    fn whole(&self) -> Option<&Checked> {
        self.judged.as_ref().ok()
    }
}

/// Returns the end of a journal as text.
pub(crate) fn written(head: Head) -> String {
    format!("{}:{}", head.number, hexadecimal(&head.sha256))
}

fn head_of(text: &str) -> Result<Head, Fault> {
    let wrong = Fault::Invalid("head", "is no end of a journal: a number, a colon, a SHA-256");
    let Some((number, digits)) = text.split_once(':') else { return Err(wrong) };
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    match (is_number, number.parse(), digest_of(digits, "head")) {
        (true, Ok(number), Ok(sha256)) => Ok(Head { number, sha256 }),
        _ => Err(wrong),
    }
}

/// Checks the lines of a journal, by `docs/journal.md`: whether each entry is as it was written, in its place.
///
/// `head` is an end of it that was kept (`antin_ledger_head`), or NULL; without one, what was cut off is not
/// found. Time-stamps in it are judged by `policy` and `evidence`, at a time in seconds since
/// 1970-01-01T00:00:00Z; without policy (NULL) they only have to fit. `evidence` may be NULL. Memory does not
/// grow with the length of the journal.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_journal_require_whole`. `ANTIN_RESULT_INVALID_ARGUMENT` if the head is none; what reading says.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_journal_check(
    lines: Option<&mut antin_source>,
    head: *const c_char,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    journal_out: Option<&mut MaybeUninit<*mut antin_journal>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(journal_out, "journal_out")?;
        let lines = wanted(lines, "lines")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let head = unsafe { text_or_none(head, "head") }?.map(head_of).transpose()?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let checker = head.into_iter().fold(Checker::new(), Checker::kept);
        let mut checker = match policy {
            None => checker,
            Some(policy) => checker.stamps(&policy.policy, evidence, Time::from_unix(at)),
        };
        lines.seek(SeekFrom::Start(0)).map_err(antin::Error::from)?;
        let reader = BufReader::with_capacity(64 * 1024, lines);
        checker.read(reader).map_err(antin::Error::from)?;
        let judged = checker.finish();
        let head = judged.as_ref().map_or_else(Broken::whole, Checked::head);
        let (fault, fault_texts) = (Lazy::default(), Each::default());
        give(out, antin_journal { judged, head: c_string(&written(head)), fault, fault_texts });
        Ok(())
    })
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if nothing was found broken.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error names the entry and what happened to it.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_journal_require_whole(
    journal: Option<&antin_journal>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || match &wanted(journal, "journal")?.judged {
        Ok(_) => Ok(()),
        Err(broken) => Err(Fault::Rejected(format!("the journal is not whole: {broken}"))),
    })
}

/// Says whether `antin_journal_require_whole` would: 1 if so; 0 if not, and for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_journal_is_whole(journal: Option<&antin_journal>) -> u32 {
    get(|| Some(u32::from(journal?.judged.is_ok())))
}

/// Returns what happened to an entry, as a stable name, such as `removed`: `changed`, `removed`, `reordered`,
/// `repeated`, `inserted`, `cut-off`, `rewritten`, `stamp`, `stamp-not-passed`, `version`. NULL if it is whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_fault(journal: Option<&antin_journal>) -> *const c_char {
    get(|| {
        let journal = journal?;
        Some(journal.fault.get(|| Some(journal.broken()?.fault().code())))
    })
}

/// Returns what happened to the entry as a clause in a language (`ANTIN_LANGUAGE_…`). NULL if it is whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_fault_text(
    journal: Option<&antin_journal>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (journal, language) = (journal?, language_of(language).ok()?);
        let text = || Some(journal.broken()?.fault().text(language));
        Some(journal.fault_texts.of(language).get(text))
    })
}

/// Returns the number of the first entry that is not as it was; 0 if it is whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_entry(journal: Option<&antin_journal>) -> u64 {
    get(|| Some(journal?.broken()?.entry()))
}

/// Returns the number of the first entry that may be concerned: less than `antin_journal_entry` where only a later
/// one shows that something was written anew. 0 if it is whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_since(journal: Option<&antin_journal>) -> u64 {
    get(|| Some(journal?.broken()?.since()))
}

/// Returns the line of the entry, or that in its place, counted from 1; 0 if it is whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_line(journal: Option<&antin_journal>) -> u64 {
    get(|| Some(journal?.broken()?.line()))
}

/// Returns its end, such as `12:9f86…`: keep it elsewhere, and give it to the next check. If it is not whole, the last
/// entry up to which its chain is, without one that was changed: do not keep that in place of an earlier end.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_head(journal: Option<&antin_journal>) -> *const c_char {
    get(|| Some(journal?.head.as_ptr()))
}

/// Returns how many time-stamps there are; 0 if it is not whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_stamp_count(journal: Option<&antin_journal>) -> u64 {
    get(|| Some(journal?.whole()?.stamps()))
}

/// Says whether time-stamps were judged: 1 if so. If not, each of them may be by anybody. 0 if it is not whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_is_judged(journal: Option<&antin_journal>) -> u32 {
    get(|| Some(u32::from(journal?.whole()?.is_judged())))
}

/// Gives the last time-stamp, if they were judged the last that passed: the number of its entry, of the last entry
/// that it is over, and the time that it names. Each output may be NULL.
///
/// `ANTIN_RESULT_ABSENT` if there is none, or the journal is not whole.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_last_stamp(
    journal: Option<&antin_journal>,
    entry_out: Option<&mut MaybeUninit<u64>>,
    over_out: Option<&mut MaybeUninit<u64>>,
    time_out: Option<&mut MaybeUninit<i64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let whole = wanted(journal, "journal")?.whole();
        let stamp = whole.and_then(Checked::last_stamp).ok_or(Fault::Absent)?;
        entry_out.map(|out| out.write(stamp.entry()));
        over_out.map(|out| out.write(stamp.over()));
        time_out.map(|out| out.write(stamp.time().to_unix()));
        Ok(())
    })
}

/// Frees it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_journal_free(journal: Option<Box<antin_journal>>) {
    free(journal);
}
