//! The form of the cases about registries, receipts, journals and gateways; what it does not know is refused.

use serde::Deserialize;

use crate::cases::{Evidence, KnownSenders, Policy};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegistryAlone {
    pub(crate) registry: Registry,
    pub(crate) expect: Trusted,
}

/// A registry, and how it is judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registry {
    pub(crate) file: String,
    pub(crate) signers: String,
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) seen: Option<Seen>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    pub(crate) number: u64,
    pub(crate) sha256: String,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Trusted {
    pub(crate) trusted: bool,
    pub(crate) fault: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) number: u64,
    pub(crate) sha256: Option<String>,
    pub(crate) bodies: usize,
    pub(crate) entries: usize,
    pub(crate) decide: Vec<Decided>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decided {
    pub(crate) organ: String,
    pub(crate) role: String,
    pub(crate) certificate: String,
    pub(crate) issuer: String,
    pub(crate) at: i64,
    pub(crate) binding: String,
    pub(crate) entry: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Receipt {
    pub(crate) receipt: String,
    pub(crate) sent: Sent,
    pub(crate) registry: Option<Registry>,
    pub(crate) senders: Option<KnownSenders>,
    pub(crate) before: Option<String>,
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) expect: Taken,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    pub(crate) seal: Option<String>,
    pub(crate) document: String,
    pub(crate) sender: String,
    pub(crate) recipients: Vec<String>,
}

/// The judgement on a receipt.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Taken {
    pub(crate) accepted: bool,
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) fault: Option<String>,
    pub(crate) mismatches: Vec<String>,
    pub(crate) binding: String,
    pub(crate) other: Option<String>,
    pub(crate) says: Option<Says>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Says {
    pub(crate) status: String,
    pub(crate) recipient: String,
    pub(crate) document: String,
    pub(crate) sender: String,
    pub(crate) seal: Option<String>,
    pub(crate) time: i64,
    pub(crate) reasons: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Journal {
    pub(crate) journal: String,
    pub(crate) head: Option<String>,
    pub(crate) policy: Option<Policy>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) expect: Checked,
}

/// What was found in a journal; of one that is not whole, nothing is told of time-stamps.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checked {
    pub(crate) whole: bool,
    pub(crate) fault: Option<String>,
    pub(crate) entry: u64,
    pub(crate) since: u64,
    pub(crate) line: u64,
    pub(crate) head: String,
    pub(crate) stamps: u64,
    pub(crate) judged: bool,
    pub(crate) last_stamp: Option<LastStamp>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct LastStamp {
    pub(crate) entry: u64,
    pub(crate) over: u64,
    pub(crate) time: i64,
}
