//! How a package is sealed.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::cades;
use antin::edxml::SealOptions;
use antin::edxml::statement::Role;

use crate::boundary::{call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::result::antin_result;
use crate::sign_options::antin_sign_options;

/// The agency that sends the package, with its seal's key. This is the default.
pub const ANTIN_ROLE_AGENCY: u32 = 1;
/// The competent person, with a personal key, before the agency.
pub const ANTIN_ROLE_LEADER: u32 = 2;
/// A body that passes the package on.
pub const ANTIN_ROLE_FORWARDER: u32 = 3;

/// How a package is sealed. Free it with `antin_seal_options_free`.
///
/// It is not used up: many packages can be sealed by one, also by several threads.
pub struct antin_seal_options {
    signature: antin_sign_options,
    role: Role,
    organ: Option<String>,
}

impl antin_seal_options {
    /// Returns the options for one seal.
    pub(crate) fn at(&self, signing_time: i64) -> SealOptions {
        let options = SealOptions::new(self.signature.at(signing_time)).role(self.role);
        match &self.organ {
            Some(organ) => options.organ(organ),
            None => options,
        }
    }
}

/// Returns the number of a role.
pub(crate) fn number_of(role: Role) -> u32 {
    match role {
        Role::Agency => ANTIN_ROLE_AGENCY,
        Role::Leader => ANTIN_ROLE_LEADER,
        Role::Forwarder => ANTIN_ROLE_FORWARDER,
        _ => 0,
    }
}

/// Returns the role, unless the number is none.
pub(crate) fn role_of(number: u32) -> Result<Role, Fault> {
    match number {
        ANTIN_ROLE_AGENCY => Ok(Role::Agency),
        ANTIN_ROLE_LEADER => Ok(Role::Leader),
        ANTIN_ROLE_FORWARDER => Ok(Role::Forwarder),
        _ => Err(Fault::Invalid("role", "is no ANTIN_ROLE_… number")),
    }
}

/// Makes options: what the signature is like says `signature`, with its level, algorithm, timestamper and
/// evidence, which are copied. A seal is over a container, so that its packaging does not matter.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_options_new(
    signature: Option<&antin_sign_options>,
    options_out: Option<&mut MaybeUninit<*mut antin_seal_options>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(options_out, "options_out")?;
        let signature: &cades::Options = wanted(signature, "signature")?.as_they_are();
        let signature = antin_sign_options::new(signature.clone());
        give(out, antin_seal_options { signature, role: Role::Agency, organ: None });
        Ok(())
    })
}

/// Says in which role the seal is made (`ANTIN_ROLE_…`). It stands in the seal.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_options_set_role(
    options: Option<&mut antin_seal_options>,
    role: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        options.role = role_of(role)?;
        Ok(())
    })
}

/// Says the identifier code of the body that seals, as a forwarder must; without it, it is the sender of
/// the message. It stands in the seal.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_seal_options_set_organ(
    options: Option<&mut antin_seal_options>,
    organ: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let organ = unsafe { text(organ, "organ") }?;
        options.organ = Some(organ.to_owned());
        Ok(())
    })
}

/// Frees options; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_options_free(options: Option<Box<antin_seal_options>>) {
    free(options);
}
