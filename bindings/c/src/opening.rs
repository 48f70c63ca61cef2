//! How packages are judged, beside policy, evidence and time: whose certificates are whose.

use std::ffi::{CString, c_char, c_void};
use std::mem::MaybeUninit;

use antin::Time;
use antin::edxml::statement::normal;
use antin::edxml::{Binding, Senders};
use antin::x509::{self, Certificate};

use crate::boundary::{bytes, call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::result::antin_result;
use crate::text::c_string;

/// Nobody said whose certificate it is.
pub const ANTIN_BINDING_UNKNOWN: u32 = 0;
/// The certificate is that of the body that sends the package.
pub const ANTIN_BINDING_BOUND: u32 = 1;

/// Says whether a certificate (in DER, `certificate_len` bytes) was that of the body with the identifier code
/// `organ` at a time: `ANTIN_BINDING_BOUND` or `ANTIN_BINDING_UNKNOWN`. Any other number is the latter.
///
/// It is called in the thread of `antin_package_open`, only while that lasts. Text and bytes live until it
/// returns, which it must, neither by `longjmp` nor by an exception.
pub type antin_sender_binding = Option<
    unsafe extern "C" fn(
        context: *mut c_void,
        organ: *const c_char,
        certificate: *const u8,
        certificate_len: usize,
        at: i64,
    ) -> u32,
>;

/// How packages are judged, beside policy, evidence and time. Free it with `antin_opening_free`.
///
/// It is not used up, and may be used by several threads at once, if the function of
/// `antin_opening_set_senders` may.
#[derive(Default)]
pub struct antin_opening {
    known: Vec<(String, Certificate)>,
    ask: Option<Ask>,
    takes_anybody: bool,
    beside: Vec<Vec<u8>>,
}

/// Whom to ask.
struct Ask {
    binding: unsafe extern "C" fn(*mut c_void, *const c_char, *const u8, usize, i64) -> u32,
    context: *mut c_void,
}

impl Ask {
    fn binds(&self, organ: &str, certificate: &Certificate, at: Time) -> bool {
        let (organ, der): (CString, &[u8]) = (c_string(organ), certificate.as_der());
        // SAFETY: whoever set the function promised that it fits the context, and that both live as long as
        // the handle; text and octets are there while it runs.
        let said = unsafe {
            (self.binding)(self.context, organ.as_ptr(), der.as_ptr(), der.len(), at.to_unix())
        };
        said == ANTIN_BINDING_BOUND
    }
}

impl antin_opening {
    pub(crate) fn beside(&self) -> Vec<&[u8]> {
        self.beside.iter().map(Vec::as_slice).collect()
    }
}

impl Senders for antin_opening {
    fn binding(&self, organ: &str, certificate: &Certificate, at: Time) -> Binding {
        let is_known = self
            .known
            .iter()
            .any(|(code, known)| *code == organ && known.as_der() == certificate.as_der());
        let asked = || self.ask.as_ref().is_some_and(|ask| ask.binds(organ, certificate, at));
        if self.takes_anybody || is_known || asked() { Binding::Bound } else { Binding::Unknown }
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
/// code. Certificates carry no such code, so that somebody has to say it.
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
/// It is asked about seals that passed, in the role of the agency, by the code that the message has for its
/// sender. The time is the one that is proven for the signature, or else that of the judgement.
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
