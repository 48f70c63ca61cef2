//! The form of the cases about registries, receipts, journals and gateways; what it does not know is refused.

use serde::Deserialize;

use crate::cases::{Credential, Evidence, KnownSenders, Policy, Refused, Wanted};

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateway {
    pub(crate) rules: Option<String>,
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) registry: Registry,
    pub(crate) window: u64,
    pub(crate) horizon: Option<i64>,
    pub(crate) most: Option<usize>,
    #[serde(default)]
    pub(crate) steps: Vec<Step>,
    pub(crate) head: Option<String>,
    pub(crate) expect: Option<Refused>,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Step {
    Send(Send),
    Receive(Receive),
    Take(Take),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agency {
    pub(crate) code: String,
    pub(crate) credential: Credential,
}

/// A file, or what an earlier step gave.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum From<T> {
    Step(Earlier),
    Own(T),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Earlier {
    pub(crate) of: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Send {
    pub(crate) agency: Agency,
    pub(crate) package: String,
    pub(crate) at: i64,
    pub(crate) expect: Wanted<Gone>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gone {
    pub(crate) sent: bool,
    pub(crate) reasons: Vec<String>,
    pub(crate) entry: u64,
    pub(crate) sealed: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Receive {
    pub(crate) agency: Agency,
    pub(crate) package: From<String>,
    pub(crate) containers: Option<Vec<String>>,
    pub(crate) at: i64,
    pub(crate) expect: Wanted<Come>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Come {
    pub(crate) decision: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) entry: u64,
    pub(crate) receipt: Option<String>,
    pub(crate) accepted_package: bool,
    pub(crate) files: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Take {
    pub(crate) agency: Agency,
    pub(crate) receipt: From<String>,
    pub(crate) sent: From<Sent>,
    pub(crate) before: Option<String>,
    pub(crate) at: i64,
    pub(crate) expect: Wanted<Returned>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Returned {
    pub(crate) accepted: bool,
    pub(crate) reasons: Vec<String>,
    pub(crate) entry: u64,
}
