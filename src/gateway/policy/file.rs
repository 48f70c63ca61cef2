//! The form of a gateway's policy file: what TOML and serde check.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A policy file. `docs/gateway.md` documents every key; a test holds that.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) title: Title,
    pub(super) version: Spanned<Datetime>,
    #[serde(default)]
    pub(super) outbound: Outbound,
    #[serde(default)]
    pub(super) inbound: Inbound,
    #[serde(default)]
    pub(super) agency: Vec<Agency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    pub(super) en: String,
    pub(super) vi: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outbound {
    pub(super) level: Option<Level>,
    pub(super) before: Option<Vec<Spanned<Role>>>,
    pub(super) tolerate: Option<Vec<Spanned<String>>>,
    pub(super) marks: Option<Vec<Spanned<String>>>,
    pub(super) danger_not_secret: Option<Vec<Spanned<String>>>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum Level {
    B,
    T,
    #[serde(rename = "LT")]
    Lt,
    #[serde(rename = "LTA")]
    Lta,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Role {
    Forwarder,
    Leader,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inbound {
    pub(super) window: Option<Spanned<String>>,
    pub(super) refusal_receipts: Option<bool>,
    #[serde(default)]
    pub(super) cases: BTreeMap<Spanned<String>, Spanned<Case>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Case {
    DangerAccept,
    Quarantine,
    Refuse,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agency {
    pub(super) code: Spanned<String>,
    #[serde(default)]
    pub(super) outbound: Outbound,
    #[serde(default)]
    pub(super) inbound: Inbound,
}
