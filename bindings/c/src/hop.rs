//! The hub of the axis, simulated: for tests of whoever sends and receives.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Time;
use antin::edxml::{Hop, Rewriting};

use crate::boundary::{call, texts, wanted};
use crate::error::{Fault, antin_error};
use crate::result::antin_result;
use crate::source::antin_source;
use crate::target::antin_target;

/// Rewrites a message as the hub was seen to, at a time in seconds since 1970-01-01T00:00:00Z. For tests:
/// it makes no message better.
///
/// `rewritings` has `rewritings_count` texts, each one thing that it does: `trace`, `order`, `prefix`,
/// `empty`, `direction`, `organ-name`, `subject-name`, `signature-namespace`, `attachments`, `one-line`,
/// `archives`, `text-conversion`. NULL with 0 is all but the last two, which show what may go wrong. The
/// entries of archives have names by `seed`; the same arguments give the same result.
///
/// `ANTIN_RESULT_MALFORMED` and others as `antin_package_open`; `ANTIN_RESULT_INVALID_ARGUMENT` for a
/// rewriting that there is not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_hop(
    package: Option<&mut antin_source>,
    rewritings: *const *const c_char,
    rewritings_count: usize,
    time: i64,
    seed: u64,
    rewritten: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let package = wanted(package, "package")?;
        let rewritten = wanted(rewritten, "rewritten")?;
        // SAFETY: the conventions of the header ask for this many pointers to text that ends in NUL.
        let names = unsafe { texts(rewritings, rewritings_count, "rewritings") }?;
        let time = Time::from_unix(time);
        let hop = if rewritings.is_null() {
            Hop::new(time)
        } else {
            let found = names.into_iter().map(|name| {
                Rewriting::from_code(name)
                    .ok_or(Fault::Invalid("rewritings", "has one that there is not"))
            });
            Hop::only(found.collect::<Result<Vec<_>, _>>()?, time)
        };
        rewritten.fill(|target| Ok(hop.with_seed(seed).run(package, target)?))
    })
}
