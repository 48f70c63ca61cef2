//! What decides about packages, for one agency or many.

use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::gateway::Gateway;

use crate::boundary::{call, free, give, wanted};
use crate::error::antin_error;
use crate::gateway_policy::antin_gateway_policy;
use crate::ledger::antin_ledger;
use crate::policy::antin_policy;
use crate::registry::antin_registry;
use crate::result::antin_result;

/// Accepted.
pub const ANTIN_DECISION_ACCEPT: u32 = 1;
/// Put aside: a person decides.
pub const ANTIN_DECISION_QUARANTINE: u32 = 2;
/// Refused.
pub const ANTIN_DECISION_REFUSE: u32 = 3;

/// What decides about packages, for one agency or many. Free it with `antin_gateway_free`.
///
/// Several threads may use it at once.
pub struct antin_gateway(pub(crate) Gateway);

/// Puts together the gateway's own policy, that by which signatures are judged, who is who, and what is never
/// forgotten. What is needed of all of these is kept.
///
/// It decides by one registry. When a newer one comes, make another gateway on the same ledger: what was judged by
/// this one can still be finished.
///
/// `ANTIN_RESULT_REJECTED` if the registry is not trusted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_new(
    rules: Option<&antin_gateway_policy>,
    policy: Option<&antin_policy>,
    registry: Option<&antin_registry>,
    ledger: Option<&antin_ledger>,
    gateway_out: Option<&mut MaybeUninit<*mut antin_gateway>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(gateway_out, "gateway_out")?;
        let rules = wanted(rules, "rules")?.policy.clone();
        let policy = wanted(policy, "policy")?.policy.clone();
        let registry = Arc::clone(wanted(registry, "registry")?.trusted()?);
        let ledger = wanted(ledger, "ledger")?.shared();
        give(out, antin_gateway(Gateway::new(rules, policy, registry, ledger)));
        Ok(())
    })
}

/// Frees it; NULL is well. Sendings and arrivals of it may go on.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gateway_free(gateway: Option<Box<antin_gateway>>) {
    free(gateway);
}
