//! What goes out and comes in: the policy of a gateway.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::gateway::Policy;

use crate::boundary::{bytes, call, free, get, give, wanted};
use crate::error::{Fault, antin_error};
use crate::language::{Each, language_of};
use crate::result::antin_result;
use crate::text::{Lazy, c_string};

/// What goes out and comes in at a gateway, and what is refused. Free it with `antin_gateway_policy_free`.
///
/// Several threads may use it at once.
pub struct antin_gateway_policy {
    pub(crate) policy: Policy,
    name: CString,
    version: CString,
    titles: Each<Lazy>,
}

impl antin_gateway_policy {
    fn new(policy: Policy) -> Self {
        let (name, version) = (c_string(policy.name()), c_string(policy.version()));
        Self { policy, name, version, titles: Each::default() }
    }
}

/// Reads the policy file of a gateway, in TOML by `docs/gateway.md`.
///
/// `ANTIN_RESULT_POLICY` says in which line the file is wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_gateway_policy_new(
    toml: *const u8,
    toml_len: usize,
    policy_out: Option<&mut MaybeUninit<*mut antin_gateway_policy>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(policy_out, "policy_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let toml = unsafe { bytes(toml, toml_len, "toml") }?;
        let toml = str::from_utf8(toml).map_err(|_| Fault::Invalid("toml", "is not in UTF-8"))?;
        give(out, antin_gateway_policy::new(Policy::from_toml(toml)?));
        Ok(())
    })
}

/// Takes the policy of a gateway that has no file: all defaults of `docs/gateway.md`, which are strict.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_strict(
    policy_out: Option<&mut MaybeUninit<*mut antin_gateway_policy>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(policy_out, "policy_out")?, antin_gateway_policy::new(Policy::strict()));
        Ok(())
    })
}

/// Returns the name of a policy.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_name(
    policy: Option<&antin_gateway_policy>,
) -> *const c_char {
    get(|| Some(policy?.name.as_ptr()))
}

/// Returns what it is, as a sentence in a language (`ANTIN_LANGUAGE_…`); NULL for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_title(
    policy: Option<&antin_gateway_policy>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (policy, language) = (policy?, language_of(language).ok()?);
        Some(policy.titles.of(language).get(|| Some(policy.policy.title(language))))
    })
}

/// Returns the day of its last change.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_version(
    policy: Option<&antin_gateway_policy>,
) -> *const c_char {
    get(|| Some(policy?.version.as_ptr()))
}

/// Returns for how many seconds after it was sealed a package is taken: the longest of all agencies. A ledger must
/// not forget sooner.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_window(policy: Option<&antin_gateway_policy>) -> u64 {
    get(|| Some(u64::from(policy?.policy.window())))
}

/// Frees it; NULL is well. Gateways keep what they need of it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_policy_free(policy: Option<Box<antin_gateway_policy>>) {
    free(policy);
}
