//! The boundary: pointers become Rust values, results become numbers, and panics stop.

use std::ffi::{CStr, c_char};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use crate::error::{Fault, antin_error};
use crate::result::{ANTIN_RESULT_OK, antin_result};

/// A `T **`: where to put a handle.
pub(crate) type Out<'a, T> = Option<&'a mut MaybeUninit<*mut T>>;

/// Runs the body of a function that can fail.
pub(crate) fn call(
    error_out: Out<'_, antin_error>,
    body: impl FnOnce() -> Result<(), Fault>,
) -> antin_result {
    // What a body was changing when it panicked may only be freed afterwards; the header says so.
    let fault = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return ANTIN_RESULT_OK,
        Ok(Err(fault)) => fault,
        Err(_) => Fault::Panic,
    };
    let code = fault.code();
    if let (Some(out), true) = (error_out, fault.has_error()) {
        let described = catch_unwind(AssertUnwindSafe(|| antin_error::new(fault)));
        give(out, described.unwrap_or_else(|_| antin_error::undescribed(code)));
    }
    code
}

/// Runs the body of a getter; what it returns otherwise is the type's zero, which is never a pass.
pub(crate) fn get<T: Zero>(body: impl FnOnce() -> Option<T>) -> T {
    catch_unwind(AssertUnwindSafe(body)).ok().flatten().unwrap_or(T::ZERO)
}

/// What a getter returns for want of anything else.
pub(crate) trait Zero {
    const ZERO: Self;
}

impl Zero for u32 {
    const ZERO: Self = 0;
}

impl Zero for u64 {
    const ZERO: Self = 0;
}

impl Zero for usize {
    const ZERO: Self = 0;
}

impl<T> Zero for *const T {
    const ZERO: Self = std::ptr::null();
}

/// Drops what the caller gave away; a panic while doing so must not leave the library either.
pub(crate) fn free<T>(handle: Option<Box<T>>) {
    // Nobody could be told.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(handle)));
}

/// Hands a new value over to the caller.
pub(crate) fn give<T>(out: &mut MaybeUninit<*mut T>, value: T) {
    out.write(Box::into_raw(Box::new(value)));
}

/// Asks that a pointer not be NULL.
pub(crate) fn wanted<T>(argument: Option<T>, name: &'static str) -> Result<T, Fault> {
    argument.ok_or(Fault::Null(name))
}

/// Takes octets that must be there; they may be none, but the pointer must not be NULL.
///
/// # Safety
///
/// Unless it is NULL, `start` points to `length` octets that live and do not change for `'a`.
pub(crate) unsafe fn bytes<'a>(
    start: *const u8,
    length: usize,
    name: &'static str,
) -> Result<&'a [u8], Fault> {
    if start.is_null() {
        return Err(Fault::Null(name));
    }
    // No object is longer than this, so the caller is mistaken, often by a negative number.
    if isize::try_from(length).is_err() {
        return Err(Fault::Invalid(name, "is longer than any object can be"));
    }
    // SAFETY: not NULL and not too long, as just seen; the rest is the promise of the caller.
    Ok(unsafe { slice::from_raw_parts(start, length) })
}

/// Takes octets that may be absent: NULL, with a length of 0.
///
/// # Safety
///
/// As [`bytes`].
pub(crate) unsafe fn bytes_or_none<'a>(
    start: *const u8,
    length: usize,
    name: &'static str,
) -> Result<Option<&'a [u8]>, Fault> {
    if start.is_null() {
        return if length == 0 { Ok(None) } else { Err(Fault::Null(name)) };
    }
    // SAFETY: the promise of the caller.
    unsafe { bytes(start, length, name) }.map(Some)
}

/// Takes a text that ends in NUL.
///
/// # Safety
///
/// Unless it is NULL, `start` points to text that ends in NUL, lives and does not change for `'a`.
pub(crate) unsafe fn text<'a>(start: *const c_char, name: &'static str) -> Result<&'a str, Fault> {
    // SAFETY: the promise of the caller.
    wanted(unsafe { text_or_none(start, name) }?, name)
}

/// Takes a text that ends in NUL, or none.
///
/// # Safety
///
/// As [`text`].
pub(crate) unsafe fn text_or_none<'a>(
    start: *const c_char,
    name: &'static str,
) -> Result<Option<&'a str>, Fault> {
    if start.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, as just seen; the rest is the promise of the caller.
    let text = unsafe { CStr::from_ptr(start) };
    text.to_str().map(Some).map_err(|_| Fault::Invalid(name, "is not in UTF-8"))
}

/// Takes several texts that end in NUL.
///
/// # Safety
///
/// Unless it is NULL, `start` points to `count` pointers, each as in [`text`].
pub(crate) unsafe fn texts<'a>(
    start: *const *const c_char,
    count: usize,
    name: &'static str,
) -> Result<Vec<&'a str>, Fault> {
    let mut found = Vec::new();
    for index in 0..count {
        if start.is_null() {
            return Err(Fault::Null(name));
        }
        // SAFETY: not NULL, and `index` is below the promised count; the rest is the promise of the caller.
        found.push(unsafe { text(*start.add(index), name) }?);
    }
    Ok(found)
}

/// Takes several handles that will be changed; each may be absent, and none may be there twice.
///
/// # Safety
///
/// Unless it is NULL, `start` points to `count` pointers, each NULL or to a live handle that nobody else
/// uses for `'a`.
pub(crate) unsafe fn handles<'a, T>(
    start: *const *mut T,
    count: usize,
    name: &'static str,
) -> Result<Vec<Option<&'a mut T>>, Fault> {
    let start = wanted((!start.is_null()).then_some(start), name)?;
    let mut pointers = Vec::new();
    for index in 0..count {
        // SAFETY: not NULL, and `index` is below the promised count.
        let pointer = unsafe { *start.add(index) };
        if !pointer.is_null() && pointers.contains(&pointer) {
            return Err(Fault::Invalid(name, "has a handle twice"));
        }
        pointers.push(pointer);
    }
    // SAFETY: each is NULL or a live handle by the promise of the caller, and none is there twice.
    Ok(pointers.into_iter().map(|pointer| unsafe { pointer.as_mut() }).collect())
}

/// Lends octets to the caller: tells their length, and returns where they are.
pub(crate) fn lend(
    octets: Option<&[u8]>,
    length_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    if let Some(out) = length_out {
        out.write(octets.map_or(0, <[u8]>::len));
    }
    octets.map_or(std::ptr::null(), <[u8]>::as_ptr)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::*;

    /// What a `const` argument may point to while other threads use it as well.
    const fn shared<T: Send + Sync>() {}

    /// What may move from one thread to another.
    const fn moved<T: Send>() {}

    const _: () = {
        shared::<antin_error>();
        shared::<crate::buffer::antin_buffer>();
        shared::<crate::key_options::antin_key_options>();
        shared::<crate::credential::antin_credential>();
        shared::<crate::sign_options::antin_sign_options>();
        shared::<crate::prepared::antin_prepared>();
        shared::<crate::policy::antin_policy>();
        shared::<crate::evidence::antin_evidence>();
        shared::<crate::evidence_list::antin_evidence_list>();
        shared::<crate::cache::antin_cache>();
        shared::<crate::client::antin_client>();
        shared::<crate::timestamper::antin_timestamper>();
        shared::<crate::gathered::antin_gathered>();
        shared::<crate::report::antin_report>();
        shared::<crate::signature::antin_signature>();
        shared::<crate::finding::antin_finding>();
        shared::<crate::path::antin_path>();
        shared::<crate::inspection::antin_inspection>();
        shared::<crate::seal_options::antin_seal_options>();
        shared::<crate::sealing::antin_prepared_seal>();
        shared::<crate::package::antin_package>();
        shared::<crate::seal::antin_seal>();
        shared::<crate::claim::antin_claim>();
        shared::<crate::fact::antin_fact>();
        shared::<crate::package_file::antin_file>();
        shared::<crate::liberty::antin_liberty>();
        shared::<crate::validation::antin_validation>();
        shared::<crate::registry_signers::antin_registry_signers>();
        shared::<crate::registry::antin_registry>();
        shared::<crate::binding::antin_binding>();
        shared::<crate::registry_draft::antin_registry_draft>();
        shared::<crate::prepared_receipt::antin_prepared_receipt>();
        shared::<crate::receipts::antin_receipts>();
        shared::<crate::sent::antin_sent>();
        shared::<crate::receipt::antin_receipt>();
        shared::<crate::receipt_report::antin_receipt_report>();
        shared::<crate::gateway_policy::antin_gateway_policy>();
        shared::<crate::agency::antin_agency>();
        shared::<crate::ledger::antin_ledger>();
        shared::<crate::gateway::antin_gateway>();
        shared::<crate::sending::antin_sending>();
        shared::<crate::returned_receipt::antin_returned_receipt>();
        shared::<crate::arrival::antin_arrival>();
        shared::<crate::journal::antin_journal>();
        moved::<crate::signing::antin_signing>();
        moved::<crate::verifying::antin_verifying>();
        moved::<crate::recheck::antin_recheck>();
        // Sources, targets and openings may hold a context of the caller, which answers for it.
    };

    #[test]
    fn a_panic_becomes_a_number_and_an_error() {
        let mut error = MaybeUninit::uninit();
        let result = call(Some(&mut error), || panic!("on purpose"));
        assert_eq!(result, ANTIN_RESULT_INTERNAL);
        // SAFETY: an error was written, as the result says, and nothing else has it.
        let error = unsafe { Box::from_raw(error.assume_init()) };
        assert_eq!(crate::error::antin_error_code(Some(&error)), ANTIN_RESULT_INTERNAL);
    }

    #[test]
    fn a_panicking_getter_returns_nothing() {
        assert_eq!(get::<u32>(|| panic!("on purpose")), 0);
        assert!(get::<*const u8>(|| panic!("on purpose")).is_null());
    }

    #[test]
    fn outputs_are_left_alone_unless_all_is_well() {
        let mut error = MaybeUninit::new(std::ptr::dangling_mut());
        assert_eq!(call(Some(&mut error), || Err(Fault::Absent)), ANTIN_RESULT_ABSENT);
        assert_eq!(call(Some(&mut error), || Ok(())), ANTIN_RESULT_OK);
        // SAFETY: it was initialised above; only its address is compared.
        assert_eq!(unsafe { error.assume_init() }, std::ptr::dangling_mut());
    }
}
