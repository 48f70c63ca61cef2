//! A binding of an identifier code to certificates, to be added to a registry.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Time;
use antin::edxml::statement::Role;
use antin::registry::{BindingEntry, Matcher};

use crate::boundary::{bytes_or_none, call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::registry::certificate_of;
use crate::result::antin_result;
use crate::seal_options::role_of;

/// The one certificate, by the SHA-256 of its TBSCertificate: by what its issuer signed, and not by the issuer's
/// signature value, which others can replace.
pub const ANTIN_MATCH_CERTIFICATE: u32 = 1;
/// All certificates for the key of this one: it may be renewed.
pub const ANTIN_MATCH_KEY: u32 = 2;
/// All certificates with the key identifier of this one, from the same issuer.
pub const ANTIN_MATCH_KEY_IDENTIFIER: u32 = 3;
/// All certificates for the subject of this one, from the same issuer. It is as good as the care with which
/// the issuer gives names.
pub const ANTIN_MATCH_SUBJECT: u32 = 4;
/// All certificates from an issuer, which issues for one body only.
pub const ANTIN_MATCH_ISSUER: u32 = 5;

/// That certificates are a body's, in which roles and when. Free it with `antin_binding_free`.
///
/// It is not used up: a registry takes a copy.
pub struct antin_binding {
    entry: BindingEntry,
    roles: Vec<Role>,
}

impl antin_binding {
    pub(crate) fn entry(&self) -> &BindingEntry {
        &self.entry
    }
}

/// Which certificates are meant. What a kind does not ask for must not be there: it would be thought to count.
fn matcher(
    number: u32,
    certificate: Option<&[u8]>,
    issuer: Option<&[u8]>,
) -> Result<Matcher, Fault> {
    let (takes_certificate, takes_issuer) = match number {
        ANTIN_MATCH_CERTIFICATE | ANTIN_MATCH_KEY => (true, false),
        ANTIN_MATCH_KEY_IDENTIFIER | ANTIN_MATCH_SUBJECT => (true, true),
        ANTIN_MATCH_ISSUER => (false, true),
        _ => return Err(Fault::Invalid("matching", "is no ANTIN_MATCH_… number")),
    };
    if certificate.is_some() && !takes_certificate {
        return Err(Fault::Invalid("certificate", "is not NULL, and says nothing here"));
    }
    if issuer.is_some() && !takes_issuer {
        return Err(Fault::Invalid("issuer", "is not NULL, and says nothing here"));
    }
    let certificate = || certificate_of(wanted(certificate, "certificate")?);
    let issuer = || certificate_of(wanted(issuer, "issuer")?);
    Ok(match number {
        ANTIN_MATCH_CERTIFICATE => Matcher::certificate(&certificate()?),
        ANTIN_MATCH_KEY => Matcher::key(&certificate()?),
        ANTIN_MATCH_KEY_IDENTIFIER => {
            let found = Matcher::key_identifier(&certificate()?, issuer()?.spki());
            found.ok_or(Fault::Invalid("certificate", "has no key identifier"))?
        }
        ANTIN_MATCH_SUBJECT => Matcher::subject(&certificate()?, issuer()?.spki()),
        _ => Matcher::issuer(issuer()?.spki()),
    })
}

/// Binds an identifier code to certificates from a time on, in seconds since 1970-01-01T00:00:00Z, for the role
/// of the agency. `id` is what the binding is called in its registry, where no other is called so.
///
/// `matching` (`ANTIN_MATCH_…`) says which certificates are meant; `certificate` is one of them, and `issuer` that of
/// whoever issued it, in DER or PEM, the first counts. What a kind does not ask for is NULL with a length of 0:
/// the issuer for `ANTIN_MATCH_CERTIFICATE` and `ANTIN_MATCH_KEY`, the certificate for `ANTIN_MATCH_ISSUER`.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if a certificate is there that says nothing, or has no key identifier where one
/// is asked for. Whether the texts will do, the registry says that it is added to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_binding_new(
    id: *const c_char,
    organ: *const c_char,
    matching: u32,
    certificate: *const u8,
    certificate_len: usize,
    issuer: *const u8,
    issuer_len: usize,
    from: i64,
    binding_out: Option<&mut MaybeUninit<*mut antin_binding>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(binding_out, "binding_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let id = unsafe { text(id, "id") }?;
        // SAFETY: the same.
        let organ = unsafe { text(organ, "organ") }?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificate = unsafe { bytes_or_none(certificate, certificate_len, "certificate") }?;
        // SAFETY: the same.
        let issuer = unsafe { bytes_or_none(issuer, issuer_len, "issuer") }?;
        let by = matcher(matching, certificate, issuer)?;
        let entry = BindingEntry::new(id, organ, by, Time::from_unix(from));
        give(out, antin_binding { entry, roles: Vec::new() });
        Ok(())
    })
}

/// Adds a role in which the certificates may seal (`ANTIN_ROLE_…`). The first call takes away the agency's.
#[unsafe(no_mangle)]
pub extern "C" fn antin_binding_add_role(
    binding: Option<&mut antin_binding>,
    role: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let binding = wanted(binding, "binding")?;
        binding.roles.push(role_of(role)?);
        binding.entry = binding.entry.clone().roles(binding.roles.iter().copied());
        Ok(())
    })
}

/// Says the last second in which the binding holds, in seconds since 1970-01-01T00:00:00Z.
#[unsafe(no_mangle)]
pub extern "C" fn antin_binding_set_until(
    binding: Option<&mut antin_binding>,
    until: i64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let binding = wanted(binding, "binding")?;
        binding.entry = binding.entry.clone().until(Time::from_unix(until));
        Ok(())
    })
}

/// Says who holds the key, and on what ground: a person to whom signing was delegated, and the decision that says
/// so.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_binding_set_delegated(
    binding: Option<&mut antin_binding>,
    holder: *const c_char,
    basis: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let binding = wanted(binding, "binding")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let holder = unsafe { text(holder, "holder") }?;
        // SAFETY: the same.
        let basis = unsafe { text(basis, "basis") }?;
        binding.entry = binding.entry.clone().delegated(holder, basis);
        Ok(())
    })
}

/// Frees a binding; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_binding_free(binding: Option<Box<antin_binding>>) {
    free(binding);
}
