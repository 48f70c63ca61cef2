//! Whom to trust, and what to demand.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Policy;
use antin::policy::{Profile, Revocation, TrustStore, danger};

use crate::boundary::{bytes, call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::key_options::provider_of;
use crate::result::antin_result;
use crate::sign_options::level_of;

/// Demand the revocation status of every certificate. This is the default.
pub const ANTIN_REVOCATION_REQUIRE: u32 = 1;
/// Use what tells about revocation if there is any; without it, pass with a warning.
pub const ANTIN_REVOCATION_IF_PRESENT: u32 = 2;

/// Whom to trust, and what to demand of signatures, certificates and algorithms. Free it with
/// `antin_policy_free`.
///
/// Functions that change it must not run while another thread uses it; afterwards it may be shared.
pub struct antin_policy {
    pub(crate) policy: Policy,
    pub(crate) has_inputs: bool,
}

impl antin_policy {
    /// Changes the policy by a method that takes and returns it.
    pub(crate) fn change(&mut self, change: impl FnOnce(Policy) -> Policy) {
        self.policy = change(self.policy.clone());
    }
}

/// Trusts root certificates: `roots` is one or several in PEM, or one in DER.
///
/// By default SHA-2 and RSA keys from 2048 bits are admitted, and revocation status is demanded.
///
/// `ANTIN_RESULT_MALFORMED` or `ANTIN_RESULT_INVALID_ARGUMENT` if there is no certificate, or one cannot
/// be read: nothing could be judged by such a policy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_new(
    roots: *const u8,
    roots_len: usize,
    policy_out: Option<&mut MaybeUninit<*mut antin_policy>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(policy_out, "policy_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let roots = unsafe { bytes(roots, roots_len, "roots") }?;
        let policy = Policy::new(TrustStore::from_pem(roots)?);
        give(out, antin_policy { policy, has_inputs: false });
        Ok(())
    })
}

/// Trusts these root certificates as well; as `antin_policy_new`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_add_roots(
    policy: Option<&mut antin_policy>,
    roots: *const u8,
    roots_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let trust = TrustStore::from_pem(unsafe { bytes(roots, roots_len, "roots") }?)?;
        policy.change(|policy| policy.trust_also(trust));
        Ok(())
    })
}

/// Takes the rules of a built-in profile: `default`, `vn-2026`, `vn-g1-legacy`, and others by
/// `docs/policy.md`.
///
/// Call it before the functions that set inputs of path validation, as those add to what the profile
/// says; `ANTIN_RESULT_INVALID_ARGUMENT` afterwards, and for a name that is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_set_profile(
    policy: Option<&mut antin_policy>,
    name: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let name = unsafe { text(name, "name") }?;
        let profile = Profile::named(name);
        set_profile(policy, profile.ok_or(Fault::Invalid("name", "is no built-in profile"))?)
    })
}

/// Takes the rules of a policy file of `file_len` bytes, in TOML by `docs/policy.md`.
///
/// As `antin_policy_set_profile`; `ANTIN_RESULT_POLICY` says in which line the file is wrong.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_set_profile_file(
    policy: Option<&mut antin_policy>,
    file: *const u8,
    file_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let file = unsafe { bytes(file, file_len, "file") }?;
        let file = str::from_utf8(file).map_err(|_| Fault::Invalid("file", "is not in UTF-8"))?;
        set_profile(policy, Profile::from_toml(file)?)
    })
}

fn set_profile(policy: &mut antin_policy, profile: Profile) -> Result<(), Fault> {
    if policy.has_inputs {
        return Err(Fault::Invalid("policy", "has inputs already; set the profile before them"));
    }
    policy.change(|policy| policy.with_profile(profile));
    Ok(())
}

/// Demands at least a level (`ANTIN_LEVEL_…`). What demands more, the profile or an earlier call, still
/// does.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_require_level(
    policy: Option<&mut antin_policy>,
    level: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        let level = level_of(level)?;
        policy.change(|policy| policy.require_level(level));
        Ok(())
    })
}

/// Demands this of revocation status (`ANTIN_REVOCATION_…`), whatever the profile says.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_set_revocation(
    policy: Option<&mut antin_policy>,
    revocation: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        let revocation = match revocation {
            ANTIN_REVOCATION_REQUIRE => Revocation::Require,
            ANTIN_REVOCATION_IF_PRESENT => Revocation::IfPresent,
            _ => return Err(Fault::Invalid("revocation", "is no ANTIN_REVOCATION_… number")),
        };
        policy.change(|policy| policy.with_revocation(revocation));
        Ok(())
    })
}

/// Believes certificates without asking whether they were revoked. Reports are marked.
///
/// Whoever has a stolen key can then sign until its certificate ends, whatever its owner does.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_danger_skip_revocation(
    policy: Option<&mut antin_policy>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        wanted(policy, "policy")?.change(danger::skip_revocation);
        Ok(())
    })
}

/// Verifies signature values with this provider (`ANTIN_PROVIDER_…`).
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the library was built without it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_set_provider(
    policy: Option<&mut antin_policy>,
    provider: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let policy = wanted(policy, "policy")?;
        let provider = provider_of(provider)?;
        policy.change(|policy| policy.with_provider(provider));
        Ok(())
    })
}

/// Frees a policy; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_free(policy: Option<Box<antin_policy>>) {
    free(policy);
}
