//! Who makes time-stamps.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::Time;
use antin::oid::ObjectIdentifier;
use antin::tsp::{Authority, Request, Response, Timestamper, Token};

use crate::boundary::{call, free, give, text, text_or_none, wanted};
use crate::client::{self, antin_client};
use crate::credential::antin_credential;
use crate::error::{Fault, antin_error};
use crate::result::antin_result;

/// Who makes time-stamps: an authority behind an address, or one's own. Free it with
/// `antin_timestamper_free`.
///
/// Threads may ask for time-stamps by one at the same time.
pub struct antin_timestamper(pub(crate) Arc<dyn Timestamper>);

fn policy(text: Option<&str>) -> Result<Option<ObjectIdentifier>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let found = ObjectIdentifier::from_dotted(text);
    found.map(Some).ok_or(Fault::Invalid("policy", "is no object identifier in dotted form"))
}

/// Names a time-stamping authority by its http or https address (RFC 3161). Nothing is asked yet.
///
/// `policy` is the policy of the authority to ask for, in dotted form, or NULL. The client is kept. The
/// caller vouches for the address, so that its host may be anywhere, also in a private network.
///
/// `ANTIN_RESULT_NETWORK` if the address is none; `ANTIN_RESULT_UNSUPPORTED` if the library was built
/// without the network.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_timestamper_new(
    client: Option<&antin_client>,
    address: *const c_char,
    policy: *const c_char,
    timestamper_out: Option<&mut MaybeUninit<*mut antin_timestamper>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(timestamper_out, "timestamper_out")?;
        let client = wanted(client, "client")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let address = unsafe { text(address, "address") }?;
        // SAFETY: the same.
        let policy = self::policy(unsafe { text_or_none(policy, "policy") }?)?;
        give(out, antin_timestamper(client::tsa(client, address, policy)?));
        Ok(())
    })
}

/// Makes a time-stamping authority of one's own, for development and tests: it needs no network, and
/// stamps with the time it is given, in seconds since 1970-01-01T00:00:00Z.
///
/// The certificate of the credential must be one for time-stamping alone, or nobody will believe it.
/// `policy` is in dotted form. The credential is kept.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_timestamper_new_own(
    credential: Option<&antin_credential>,
    policy: *const c_char,
    time: i64,
    timestamper_out: Option<&mut MaybeUninit<*mut antin_timestamper>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(timestamper_out, "timestamper_out")?;
        let credential = wanted(credential, "credential")?.0.clone();
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let policy = self::policy(Some(unsafe { text(policy, "policy") }?))?;
        let policy = policy.ok_or(Fault::Null("policy"))?;
        let authority = Authority::new(credential, policy, move || Time::from_unix(time));
        give(out, antin_timestamper(Arc::new(Own(authority))));
        Ok(())
    })
}

/// An authority in this process.
#[derive(Debug)]
struct Own(Authority);

impl Timestamper for Own {
    fn timestamp(&self, request: &Request) -> Result<Token, antin::Error> {
        Response::from_der(&self.0.respond(&request.to_der()))?.into_token(request)
    }
}

/// Frees it; NULL is well. Options that use it keep what they need.
#[unsafe(no_mangle)]
pub extern "C" fn antin_timestamper_free(timestamper: Option<Box<antin_timestamper>>) {
    free(timestamper);
}
