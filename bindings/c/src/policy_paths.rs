//! What a policy asks of certification paths: the inputs of RFC 5280 §6.1.1.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::oid::ObjectIdentifier;
use antin::policy::{PathInputs, Purpose, ReferenceName};

use crate::boundary::{call, text, texts, wanted};
use crate::error::{Fault, antin_error};
use crate::policy::antin_policy;
use crate::result::antin_result;

/// Any use: key usage is not looked at.
pub const ANTIN_PURPOSE_ANY: u32 = 1;
/// Signatures on documents.
pub const ANTIN_PURPOSE_DOCUMENT: u32 = 2;
/// Signatures on OCSP answers.
pub const ANTIN_PURPOSE_OCSP_SIGNING: u32 = 3;
/// Time-stamps.
pub const ANTIN_PURPOSE_TIME_STAMPING: u32 = 4;
/// TLS servers.
pub const ANTIN_PURPOSE_TLS_SERVER: u32 = 5;

/// The name is a host name.
pub const ANTIN_NAME_DNS: u32 = 1;
/// The name is an e-mail address.
pub const ANTIN_NAME_EMAIL: u32 = 2;
/// The name is an IP address.
pub const ANTIN_NAME_IP: u32 = 3;

fn change(
    policy: Option<&mut antin_policy>,
    change: impl FnOnce(PathInputs) -> PathInputs,
) -> Result<(), Fault> {
    let policy = wanted(policy, "policy")?;
    let inputs = change(policy.policy.path_inputs().clone());
    policy.change(|policy| policy.with_path_inputs(inputs));
    policy.has_inputs = true;
    Ok(())
}

/// Asks that the last certificate be good for a purpose (`ANTIN_PURPOSE_…`).
///
/// It stands above what the profile says; for documents the profile is enough.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_set_purpose(
    policy: Option<&mut antin_policy>,
    purpose: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let purpose = match purpose {
            ANTIN_PURPOSE_ANY => Purpose::Any,
            ANTIN_PURPOSE_DOCUMENT => Purpose::Document,
            ANTIN_PURPOSE_OCSP_SIGNING => Purpose::OcspSigning,
            ANTIN_PURPOSE_TIME_STAMPING => Purpose::TimeStamping,
            ANTIN_PURPOSE_TLS_SERVER => Purpose::TlsServer,
            _ => return Err(Fault::Invalid("purpose", "is no ANTIN_PURPOSE_… number")),
        };
        change(policy, |inputs| inputs.with_purpose(purpose))
    })
}

/// Asks that the last certificate have a name, of a form (`ANTIN_NAME_…`).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_set_name(
    policy: Option<&mut antin_policy>,
    form: u32,
    name: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let name = unsafe { text(name, "name") }?;
        let name = match form {
            ANTIN_NAME_DNS => ReferenceName::Dns(name.to_owned()),
            ANTIN_NAME_EMAIL => ReferenceName::Email(name.to_owned()),
            ANTIN_NAME_IP => {
                let address = name.parse();
                ReferenceName::Ip(address.map_err(|_| Fault::Invalid("name", "is no address"))?)
            }
            _ => return Err(Fault::Invalid("form", "is no ANTIN_NAME_… number")),
        };
        change(policy, |inputs| inputs.with_name(name))
    })
}

/// Says which certificate policies will do: `count` object identifiers in dotted form.
///
/// It replaces those of the profile. None at all, or anyPolicy among them, stands for all. `oids` may be
/// NULL if `count` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_policy_set_certificate_policies(
    policy: Option<&mut antin_policy>,
    oids: *const *const c_char,
    count: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        // SAFETY: the conventions of the header ask for `count` pointers to text that ends in NUL.
        let oids = unsafe { texts(oids, count, "oids") }?;
        let found = oids.into_iter().map(|oid| {
            ObjectIdentifier::from_dotted(oid)
                .ok_or(Fault::Invalid("oids", "has no object identifier in dotted form"))
        });
        let found = found.collect::<Result<Vec<_>, _>>()?;
        change(policy, |inputs| inputs.with_policies(found))
    })
}

/// Asks that a path be valid under a certificate policy that will do (initial-explicit-policy).
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_require_explicit_policy(
    policy: Option<&mut antin_policy>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || change(policy, PathInputs::require_explicit_policy))
}

/// Takes no certificate policy for another (initial-policy-mapping-inhibit).
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_inhibit_policy_mapping(
    policy: Option<&mut antin_policy>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || change(policy, PathInputs::inhibit_policy_mapping))
}

/// Lets anyPolicy in a certificate stand for no policy (initial-any-policy-inhibit).
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_inhibit_any_policy(
    policy: Option<&mut antin_policy>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || change(policy, PathInputs::inhibit_any_policy))
}

/// Bounds the number of authorities between the last certificate and the root; certificates that an
/// authority issued to itself do not count.
#[unsafe(no_mangle)]
pub extern "C" fn antin_policy_set_max_depth(
    policy: Option<&mut antin_policy>,
    authorities: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || change(policy, |inputs| inputs.with_max_depth(authorities)))
}
