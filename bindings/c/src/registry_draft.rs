//! Writing a registry.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Time;
use antin::registry::{Body, Registry};

use crate::binding::antin_binding;
use crate::boundary::{bytes, call, free, get, give, text, texts, wanted};
use crate::buffer::antin_buffer;
use crate::error::antin_error;
use crate::result::antin_result;

/// A registry that is being written. Free it with `antin_registry_draft_free`.
///
/// Nothing is believed because of it. What `antin_registry_draft_to_json` gives is signed by `antin_sign`, with
/// the packaging `ANTIN_PACKAGING_ATTACHED`, and judged by `antin_registry_check`.
///
/// A change that cannot be made is `ANTIN_RESULT_INVALID_ARGUMENT`, the error says why, and the draft is as it was:
/// a text is empty, or longer than 1,024 bytes; a code or the name of a binding is taken, or is not there; an end
/// before the beginning; a revocation at or after one that is there; an issue before the last one.
pub struct antin_registry_draft(Registry);

/// Begins a registry, called by a name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_new(
    name: *const c_char,
    draft_out: Option<&mut MaybeUninit<*mut antin_registry_draft>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(draft_out, "draft_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let name = unsafe { text(name, "name") }?;
        give(out, antin_registry_draft(Registry::new(name)?));
        Ok(())
    })
}

/// Goes on with a registry in JSON, as `antin_registry_draft_to_json` and `antin_registry_to_json` give it. Nobody has
/// judged it.
///
/// `ANTIN_RESULT_MALFORMED`, `ANTIN_RESULT_UNSUPPORTED` or `ANTIN_RESULT_LIMIT_EXCEEDED` for what is no
/// registry.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_from_json(
    json: *const u8,
    json_len: usize,
    draft_out: Option<&mut MaybeUninit<*mut antin_registry_draft>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(draft_out, "draft_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let json = unsafe { bytes(json, json_len, "json") }?;
        give(out, antin_registry_draft(Registry::from_json(json)?));
        Ok(())
    })
}

/// Adds a body by its identifier code and its name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_add_body(
    draft: Option<&mut antin_registry_draft>,
    code: *const c_char,
    name: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }?;
        // SAFETY: the same.
        let name = unsafe { text(name, "name") }?;
        Ok(draft.0.add_body(Body::new(code, name))?)
    })
}

/// Adds a body that exists since a time, in seconds since 1970-01-01T00:00:00Z.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_add_body_from(
    draft: Option<&mut antin_registry_draft>,
    code: *const c_char,
    name: *const c_char,
    from: i64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }?;
        // SAFETY: the same.
        let name = unsafe { text(name, "name") }?;
        Ok(draft.0.add_body(Body::new(code, name).from(Time::from_unix(from)))?)
    })
}

/// Ends a body: `until` is the last second in which it exists, in seconds since 1970-01-01T00:00:00Z, and
/// `successors` are the codes of what it became: one if it was renamed or merged, several if it was split; NULL
/// with 0 if it was dissolved. Each must be there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_end_body(
    draft: Option<&mut antin_registry_draft>,
    code: *const c_char,
    until: i64,
    successors: *const *const c_char,
    successor_count: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let code = unsafe { text(code, "code") }?;
        // SAFETY: the conventions of the header ask for this many pointers to text that ends in NUL.
        let successors = unsafe { texts(successors, successor_count, "successors") }?;
        let successors = successors.into_iter().map(str::to_owned);
        Ok(draft.0.end_body(code, Time::from_unix(until), successors)?)
    })
}

/// Adds a binding, which is copied.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_draft_add(
    draft: Option<&mut antin_registry_draft>,
    binding: Option<&antin_binding>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        Ok(draft.0.add(wanted(binding, "binding")?.entry().clone())?)
    })
}

/// Revokes the binding that is called so from a time on, in seconds since 1970-01-01T00:00:00Z, for a reason in
/// words, which may be empty. A revocation can be dated back, and never forward or away.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_registry_draft_revoke(
    draft: Option<&mut antin_registry_draft>,
    id: *const c_char,
    at: i64,
    reason: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let id = unsafe { text(id, "id") }?;
        // SAFETY: the same.
        let reason = unsafe { text(reason, "reason") }?;
        Ok(draft.0.revoke(id, Time::from_unix(at), reason)?)
    })
}

/// Gives the registry its next number: when it is issued, and until when the next one will be, both in seconds
/// since 1970-01-01T00:00:00Z. After that nobody believes it: days rather than years.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_draft_issue(
    draft: Option<&mut antin_registry_draft>,
    issued: i64,
    next_update: i64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let draft = wanted(draft, "draft")?;
        Ok(draft.0.issue(Time::from_unix(issued), Time::from_unix(next_update))?)
    })
}

/// Returns its number; 0 before the first issue, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_draft_number(draft: Option<&antin_registry_draft>) -> u64 {
    get(|| draft.map(|draft| draft.0.number()))
}

/// Gives the registry as JSON, by `docs/registry.md`: what is signed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_draft_to_json(
    draft: Option<&antin_registry_draft>,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        give(out, antin_buffer::new(wanted(draft, "draft")?.0.to_json()));
        Ok(())
    })
}

/// Frees a draft; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_registry_draft_free(draft: Option<Box<antin_registry_draft>>) {
    free(draft);
}
