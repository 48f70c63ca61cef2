//! What a gateway must never forget: which packages arrived, and the journal.

use std::ffi::{c_char, c_void};
use std::io;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::time::Duration;

use antin::Time;
use antin::gateway::{InMemory, Ledger};

use crate::boundary::{call, free, give, text, wanted};
use crate::buffer::antin_buffer;
use crate::durable;
use crate::error::{Fault, antin_error};
use crate::journal::written;
use crate::result::antin_result;
use crate::target::{antin_target, antin_write};
use crate::timestamper::antin_timestamper;

/// What a gateway must never forget: which packages arrived, and the journal of what was decided. Free it with
/// `antin_ledger_free`.
///
/// Several threads may use it at once. Gateways on it keep what they need of it.
pub struct antin_ledger(Kind);

enum Kind {
    Memory(Arc<InMemory>),
    Durable(Arc<durable::Durable>),
}

impl antin_ledger {
    /// Returns the ledger, to be kept.
    pub(crate) fn shared(&self) -> Arc<dyn Ledger> {
        match &self.0 {
            Kind::Memory(ledger) => Arc::<InMemory>::clone(ledger),
            Kind::Durable(ledger) => Arc::<durable::Durable>::clone(ledger),
        }
    }

    fn ledger(&self) -> &dyn Ledger {
        match &self.0 {
            Kind::Memory(ledger) => &**ledger,
            Kind::Durable(ledger) => &**ledger,
        }
    }
}

/// Who keeps the lines of a journal.
struct Lines {
    line: unsafe extern "C" fn(*mut c_void, *const u8, usize) -> u32,
    context: *mut c_void,
}

// SAFETY: whoever made the ledger promised that the function may be called with the context by any thread, one at
// a time.
unsafe impl Send for Lines {}

impl Lines {
    fn keep(&self, line: &[u8]) -> io::Result<()> {
        let line = [line, b"\n"].concat();
        // SAFETY: whoever made the ledger promised that the two fit together and live as long as what records in it;
        // the octets are there while it runs.
        let said = unsafe { (self.line)(self.context, line.as_ptr(), line.len()) };
        if said == 0 { Ok(()) } else { Err(io::Error::other("the line was not kept")) }
    }
}

/// Makes a ledger in memory, which forgets everything when it is gone: for tests, and for gateways that may.
///
/// It keeps arrivals for `window` seconds (`antin_gateway_policy_window` at least), and `most` of them; when it is
/// full it refuses rather than forgetting one. What was sealed at `horizon` or before is too old: for a gateway that
/// starts again this is the time at which it starts; `INT64_MIN` for nothing forgotten.
///
/// `line` may be NULL. Otherwise it is given each line of the journal, with its line end, in order, before anything
/// is acknowledged, and returns 0 if it kept it; after another number nothing is recorded any more. It is called in
/// the thread that records, one at a time; it must return, neither by `longjmp` nor by an exception, and must
/// not use the ledger or a gateway on it. Function and context must live as long as the ledger, and as the
/// gateways on it, and their sendings and arrivals.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_ledger_new(
    window: u64,
    most: usize,
    horizon: i64,
    line: antin_write,
    context: *mut c_void,
    ledger_out: Option<&mut MaybeUninit<*mut antin_ledger>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(ledger_out, "ledger_out")?;
        let ledger = InMemory::new(Duration::from_secs(window), most);
        let ledger = ledger.since(Time::from_unix(horizon));
        let ledger = match line {
            None => ledger,
            Some(line) => {
                let lines = Lines { line, context };
                ledger.journal(move |line| lines.keep(line))
            }
        };
        give(out, antin_ledger(Kind::Memory(Arc::new(ledger))));
        Ok(())
    })
}

/// Makes a ledger on a disk, in a new file that only its owner may read. What was acknowledged is there after a
/// crash. Otherwise as `antin_ledger_new`.
///
/// A new ledger knows nothing of what came before. If it takes the place of one that was lost, `horizon` has to be
/// the time of the day, or each package of the last weeks can be sent again.
///
/// `ANTIN_RESULT_LEDGER` if there is such a file, or it cannot be written; `ANTIN_RESULT_UNSUPPORTED` if the
/// library was built without ledgers on a disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_ledger_create(
    path: *const c_char,
    window: u64,
    horizon: i64,
    ledger_out: Option<&mut MaybeUninit<*mut antin_ledger>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(ledger_out, "ledger_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let ledger = durable::create(path, Duration::from_secs(window), Time::from_unix(horizon))?;
        give(out, antin_ledger(Kind::Durable(Arc::new(ledger))));
        Ok(())
    })
}

/// Opens a ledger on a disk. What a crash left half is taken back. It is open once at a time, until it is freed, and the
/// gateways on it, and their sendings and arrivals as far as something can still be done with them.
///
/// The window may be another one than before; what was forgotten stays forgotten, and too old.
///
/// `ANTIN_RESULT_LEDGER` if there is none, somebody has it open, or it is damaged;
/// `ANTIN_RESULT_UNSUPPORTED` if the library was built without ledgers on a disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_ledger_open(
    path: *const c_char,
    window: u64,
    ledger_out: Option<&mut MaybeUninit<*mut antin_ledger>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(ledger_out, "ledger_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let ledger = durable::open(path, Duration::from_secs(window))?;
        give(out, antin_ledger(Kind::Durable(Arc::new(ledger))));
        Ok(())
    })
}

/// Gives the end of the journal, such as `12:9f86…`: the number of the last entry and the SHA-256 of its line. What
/// an auditor keeps elsewhere, for `antin_journal_check`. Of an empty journal it is `0:` and zeros.
#[unsafe(no_mangle)]
pub extern "C" fn antin_ledger_head(
    ledger: Option<&antin_ledger>,
    head_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(head_out, "head_out")?;
        let head = wanted(ledger, "ledger")?.ledger().head()?;
        give(out, antin_buffer::new(written(head).into_bytes()));
        Ok(())
    })
}

/// Gives how many arrivals are kept.
#[unsafe(no_mangle)]
pub extern "C" fn antin_ledger_arrivals(
    ledger: Option<&antin_ledger>,
    count_out: Option<&mut MaybeUninit<u64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(count_out, "count_out")?;
        out.write(match &wanted(ledger, "ledger")?.0 {
            Kind::Memory(ledger) => u64::try_from(ledger.arrivals()?).unwrap_or(u64::MAX),
            Kind::Durable(ledger) => durable::arrivals(ledger)?,
        });
        Ok(())
    })
}

/// Writes the lines of the journal, with line ends, from the entry with the number `from` on; 1 for all. Others may
/// record meanwhile.
///
/// `ANTIN_RESULT_UNSUPPORTED` for a ledger in memory, which keeps no lines; `ANTIN_RESULT_INVALID_ARGUMENT`
/// for 0.
#[unsafe(no_mangle)]
pub extern "C" fn antin_ledger_export(
    ledger: Option<&antin_ledger>,
    from: u64,
    lines: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let ledger = wanted(ledger, "ledger")?;
        let lines = wanted(lines, "lines")?;
        if from == 0 {
            return Err(Fault::Invalid("from", "is 0; entries are counted from 1"));
        }
        match &ledger.0 {
            Kind::Memory(_) => Err(Fault::NoLines),
            Kind::Durable(ledger) => lines.fill(|target| durable::export(ledger, from, target)),
        }
    })
}

/// Time-stamps the journal as it is, and records that. Others may record while the authority answers.
///
/// `at` is the time of the entry, in seconds since 1970-01-01T00:00:00Z; `entry_out` is given its number.
/// `ANTIN_RESULT_ABSENT` if the journal is empty; otherwise what asking for a time-stamp says.
#[unsafe(no_mangle)]
pub extern "C" fn antin_ledger_stamp(
    ledger: Option<&antin_ledger>,
    timestamper: Option<&antin_timestamper>,
    at: i64,
    entry_out: Option<&mut MaybeUninit<u64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(entry_out, "entry_out")?;
        let ledger = wanted(ledger, "ledger")?.ledger();
        let timestamper = wanted(timestamper, "timestamper")?;
        let head = ledger.head()?;
        if head.number == 0 {
            return Err(Fault::Absent);
        }
        let token = timestamper.0.timestamp(&head.stamp_request()?)?;
        out.write(ledger.stamp(Time::from_unix(at), head, &token)?);
        Ok(())
    })
}

/// Frees it; NULL is well. It may be freed before the gateways on it, which keep what they need.
#[unsafe(no_mangle)]
pub extern "C" fn antin_ledger_free(ledger: Option<Box<antin_ledger>>) {
    free(ledger);
}
