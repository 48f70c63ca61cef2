//! How packages are judged, beside policy, evidence and time: whose certificates are whose.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::Time;
use antin::edxml::statement::normal;
use antin::edxml::{Binding, Claim, Senders};
use antin::registry::TrustedRegistry;
use antin::x509::{self, Certificate};

use crate::boundary::{bytes, call, free, give, text, wanted};
use crate::claim::antin_claim;
use crate::error::{Fault, antin_error};
use crate::registry::antin_registry;
use crate::result::antin_result;

/// Nobody said whose certificate it is.
pub const ANTIN_BINDING_UNKNOWN: u32 = 0;
/// The certificate is that body's, and may seal in the role.
pub const ANTIN_BINDING_BOUND: u32 = 1;
/// The certificate is that body's, and may not seal in the role.
pub const ANTIN_BINDING_ROLE_NOT_ALLOWED: u32 = 2;
/// The certificate was that body's at another time.
pub const ANTIN_BINDING_EXPIRED: u32 = 3;
/// The certificate is that body's no more.
pub const ANTIN_BINDING_REVOKED: u32 = 4;
/// The certificate is another body's.
pub const ANTIN_BINDING_OTHER: u32 = 5;

/// Says what is known of a claim, an `ANTIN_BINDING_…`; any other number is `ANTIN_BINDING_UNKNOWN`.
///
/// It is called in the thread of `antin_package_open`, only while that lasts. The claim lives until it
/// returns, which it must, neither by `longjmp` nor by an exception.
pub type antin_sender_binding =
    Option<unsafe extern "C" fn(context: *mut c_void, claim: *const antin_claim) -> u32>;

/// How packages are judged, beside policy, evidence and time. Free it with `antin_opening_free`.
///
/// It is not used up, and may be used by several threads at once, if the function of
/// `antin_opening_set_senders` may.
#[derive(Default)]
pub struct antin_opening {
    known: Vec<(String, Certificate)>,
    registry: Option<Arc<TrustedRegistry>>,
    ask: Option<Ask>,
    takes_anybody: bool,
    beside: Vec<Vec<u8>>,
}

/// Whom to ask.
struct Ask {
    binding: unsafe extern "C" fn(*mut c_void, *const antin_claim) -> u32,
    context: *mut c_void,
}

impl Ask {
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        let claim = antin_claim::new(claim);
        // SAFETY: whoever set the function promised that it fits the context, and that both live as long as
        // the handle; the claim is there while it runs.
        match unsafe { (self.binding)(self.context, &raw const claim) } {
            ANTIN_BINDING_BOUND => Binding::Bound,
            ANTIN_BINDING_ROLE_NOT_ALLOWED => Binding::RoleNotAllowed,
            ANTIN_BINDING_EXPIRED => Binding::Expired,
            ANTIN_BINDING_REVOKED => Binding::Revoked,
            ANTIN_BINDING_OTHER => Binding::Other(String::new()),
            _ => Binding::Unknown,
        }
    }
}

/// Returns the number of what is known.
pub(crate) fn number_of(binding: &Binding) -> u32 {
    match binding {
        Binding::Bound => ANTIN_BINDING_BOUND,
        Binding::RoleNotAllowed => ANTIN_BINDING_ROLE_NOT_ALLOWED,
        Binding::Expired => ANTIN_BINDING_EXPIRED,
        Binding::Revoked => ANTIN_BINDING_REVOKED,
        Binding::Other(_) => ANTIN_BINDING_OTHER,
        _ => ANTIN_BINDING_UNKNOWN,
    }
}

impl antin_opening {
    pub(crate) fn beside(&self) -> Vec<&[u8]> {
        self.beside.iter().map(Vec::as_slice).collect()
    }

    /// Returns the containers beside the message, if it has nothing else.
    pub(crate) fn containers(&self) -> Result<Vec<Vec<u8>>, Fault> {
        let knows = !self.known.is_empty() || self.registry.is_some() || self.ask.is_some();
        if knows || self.takes_anybody {
            return Err(Fault::Invalid(
                "beside",
                "knows senders; here the registry says who is who",
            ));
        }
        Ok(self.beside.clone())
    }

    /// Asks that its registry, if it has one, not be past: what was revoked since is not in it.
    pub(crate) fn wanted_current(&self, at: Time) -> Result<(), Fault> {
        match &self.registry {
            Some(registry) if registry.is_past(at) => Err(Fault::RegistryPast),
            _ => Ok(()),
        }
    }
}

impl Senders for antin_opening {
    /// The best of what was said by hand, what the registry says and what the function says.
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        if self.takes_anybody {
            return Binding::Bound;
        }
        let certificate = claim.certificate().as_der();
        let same = self.known.iter().filter(|(_, known)| known.as_der() == certificate);
        let said = same.map(|(organ, _)| match organ == claim.organ() {
            true => Binding::Bound,
            false => Binding::Other(organ.clone()),
        });
        let said = said.min().unwrap_or(Binding::Unknown);
        let said = match &self.registry {
            Some(registry) if said != Binding::Bound => said.min(registry.binding(claim)),
            _ => said,
        };
        match &self.ask {
            Some(ask) if said != Binding::Bound => said.min(ask.binding(claim)),
            _ => said,
        }
    }

    fn is_checking(&self) -> bool {
        !self.takes_anybody
    }
}

/// Knows no sender, and no seal beside the message.
#[unsafe(no_mangle)]
pub extern "C" fn antin_opening_new(
    opening_out: Option<&mut MaybeUninit<*mut antin_opening>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(opening_out, "opening_out")?, antin_opening::default());
        Ok(())
    })
}

/// Says that certificates, one or several in PEM, or one in DER, are those of the body with an identifier
/// code, in every role and at every time. Certificates carry no such code, so that somebody has to say it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_opening_add_sender(
    opening: Option<&mut antin_opening>,
    organ: *const c_char,
    certificates: *const u8,
    certificates_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let opening = wanted(opening, "opening")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let organ = normal(unsafe { text(organ, "organ") }?);
        // SAFETY: the conventions of the header ask for this many octets.
        let certificates = unsafe { bytes(certificates, certificates_len, "certificates") }?;
        if organ.is_empty() {
            return Err(Fault::Invalid("organ", "is empty"));
        }
        let certificates = x509::certificates(certificates)?.into_iter();
        opening.known.extend(certificates.map(|certificate| (organ.clone(), certificate)));
        Ok(())
    })
}

/// Asks a function whose certificates are whose, beside what was said by `antin_opening_add_sender`; it is
/// given `context` each time. Both must live as long as the handle. A later one takes its place; NULL takes
/// it away.
///
/// It is asked about each seal that passed, once, unless it is known already that the certificate is that
/// body's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_opening_set_senders(
    opening: Option<&mut antin_opening>,
    binding: antin_sender_binding,
    context: *mut c_void,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        wanted(opening, "opening")?.ask = binding.map(|binding| Ask { binding, context });
        Ok(())
    })
}

/// Asks a registry whose certificates are whose, beside what was said by `antin_opening_add_sender` and what a
/// function says: the best counts. What is needed of it is kept. A later one takes its place; NULL takes it away.
///
/// Whatever is judged by the opening at a time when the registry is past ends with
/// `ANTIN_RESULT_REGISTRY_PAST`: what was revoked since is not in it.
///
/// `ANTIN_RESULT_REJECTED` if it is not trusted; the opening is as it was then.
#[unsafe(no_mangle)]
pub extern "C" fn antin_opening_set_registry(
    opening: Option<&mut antin_opening>,
    registry: Option<&antin_registry>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let opening = wanted(opening, "opening")?;
        let registry = registry.map(antin_registry::trusted).transpose()?;
        opening.registry = registry.map(Arc::clone);
        Ok(())
    })
}

/// Takes any certificate for any sender's. For tests: whoever has a certificate under a root of the policy
/// can then send in everybody's name.
#[unsafe(no_mangle)]
pub extern "C" fn antin_opening_danger_any_sender(
    opening: Option<&mut antin_opening>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        wanted(opening, "opening")?.takes_anybody = true;
        Ok(())
    })
}

/// Judges by a seal too that was handed over beside the message: a container, as
/// `antin_prepared_seal_finish_container` gives it. It is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_opening_add_container(
    opening: Option<&mut antin_opening>,
    container: *const u8,
    container_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let opening = wanted(opening, "opening")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let container = unsafe { bytes(container, container_len, "container") }?;
        opening.beside.push(container.to_vec());
        Ok(())
    })
}

/// Frees it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_opening_free(opening: Option<Box<antin_opening>>) {
    free(opening);
}
