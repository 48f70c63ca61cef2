//! The form of the manifest; what it does not know is refused.

use serde::Deserialize;

use crate::exchange;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) version: u32,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) what: Do,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Do {
    Verify(Verify),
    Policy(PolicyAlone),
    Credential(CredentialAlone),
    Sign(Sign),
    AddSignature(Add),
    Prepare(Prepare),
    PrepareAddition(PrepareAddition),
    Extend(Extend),
    Evidence(EvidenceAlone),
    Package(Package),
    Seal(SealAlone),
    PrepareSeal(PrepareSeal),
    Validate(Validate),
    Registry(exchange::RegistryAlone),
    Receipt(exchange::Receipt),
    Journal(exchange::Journal),
    Gateway(exchange::Gateway),
}

impl Do {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Verify(_) => "verify",
            Self::Policy(_) => "policy",
            Self::Credential(_) => "credential",
            Self::Sign(_) => "sign",
            Self::AddSignature(_) => "add-signature",
            Self::Prepare(_) => "prepare",
            Self::PrepareAddition(_) => "prepare-addition",
            Self::Extend(_) => "extend",
            Self::Evidence(_) => "evidence",
            Self::Package(_) => "package",
            Self::Seal(_) => "seal",
            Self::PrepareSeal(_) => "prepare-seal",
            Self::Validate(_) => "validate",
            Self::Registry(_) => "registry",
            Self::Receipt(_) => "receipt",
            Self::Journal(_) => "journal",
            Self::Gateway(_) => "gateway",
        }
    }
}

/// What is wanted: the number of an error, or a value.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Wanted<T> {
    Error { error: u32 },
    Value(T),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verify {
    pub(crate) document: String,
    pub(crate) content: Option<String>,
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) expect: Wanted<Report>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policy {
    pub(crate) roots: Vec<String>,
    pub(crate) profile: Option<String>,
    pub(crate) profile_file: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) revocation: Option<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) name: Option<Name>,
    pub(crate) certificate_policies: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) require_explicit_policy: bool,
    #[serde(default)]
    pub(crate) inhibit_policy_mapping: bool,
    #[serde(default)]
    pub(crate) inhibit_any_policy: bool,
    pub(crate) max_depth: Option<usize>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Name {
    pub(crate) form: String,
    pub(crate) name: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Evidence {
    pub(crate) certificates: Vec<String>,
    pub(crate) crls: Vec<String>,
    pub(crate) ocsp: Vec<String>,
    pub(crate) tokens: Vec<String>,
    pub(crate) file: Option<String>,
    pub(crate) received_at: Option<i64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) content: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signature {
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) signer: Option<Signer>,
    pub(crate) claimed_time: Option<i64>,
    pub(crate) digest: Option<String>,
    pub(crate) algorithm: Option<String>,
    pub(crate) coverage: String,
    pub(crate) findings: Vec<String>,
    pub(crate) proven_time: Option<i64>,
    #[serde(default)]
    pub(crate) timestamps: Vec<Timestamp>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timestamp {
    pub(crate) kind: String,
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) time: Option<i64>,
    pub(crate) authority: Option<String>,
    pub(crate) policy: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signer {
    pub(crate) subject: String,
    pub(crate) serial: String,
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyAlone {
    pub(crate) policy: Policy,
    pub(crate) expect: Made,
}

/// `{"error": null}` is a success.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Made {
    pub(crate) error: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialAlone {
    pub(crate) credential: Credential,
    pub(crate) friendly_name: Option<String>,
    pub(crate) expect: Wanted<Chain>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chain {
    pub(crate) certificates: usize,
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credential {
    pub(crate) p12: Option<String>,
    pub(crate) chain: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) password: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    pub(crate) level: String,
    pub(crate) packaging: String,
    pub(crate) algorithm: Option<String>,
    pub(crate) mime_type: Option<String>,
    pub(crate) content_hints: Option<ContentHints>,
    pub(crate) timestamper: Option<Timestamper>,
    pub(crate) evidence: Option<Evidence>,
}

/// A time-stamping authority of one's own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Timestamper {
    pub(crate) chain: String,
    pub(crate) key: String,
    pub(crate) policy: String,
    pub(crate) time: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContentHints {
    pub(crate) description: Option<String>,
    pub(crate) content_type: String,
}

/// How what was made is judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Then {
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) expect: Report,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refused {
    pub(crate) error: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) credential: Credential,
    pub(crate) friendly_name: Option<String>,
    pub(crate) document: String,
    pub(crate) options: Options,
    pub(crate) signing_time: i64,
    #[serde(default)]
    pub(crate) raised: Vec<Options>,
    pub(crate) then: Option<Then>,
    pub(crate) expect: Option<Refused>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Add {
    pub(crate) signature: String,
    pub(crate) content: Option<String>,
    pub(crate) credential: Credential,
    pub(crate) friendly_name: Option<String>,
    pub(crate) options: Options,
    pub(crate) signing_time: i64,
    pub(crate) then: Option<Then>,
    pub(crate) expect: Option<Refused>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prepare {
    pub(crate) document: String,
    pub(crate) document_digest: Option<Digest>,
    pub(crate) chain: String,
    pub(crate) options: Options,
    pub(crate) signing_time: i64,
    pub(crate) to_be_signed: String,
    pub(crate) algorithm: String,
    pub(crate) wrong_value: String,
    pub(crate) value: String,
    pub(crate) then: Then,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Digest {
    pub(crate) algorithm: String,
    pub(crate) value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrepareAddition {
    pub(crate) signature: String,
    pub(crate) content: Option<String>,
    pub(crate) chain: String,
    pub(crate) options: Options,
    pub(crate) signing_time: i64,
    pub(crate) to_be_signed: String,
    pub(crate) algorithm: String,
    pub(crate) wrong_value: String,
    pub(crate) value: String,
    pub(crate) then: Then,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extend {
    pub(crate) signature: String,
    pub(crate) content: Option<String>,
    pub(crate) options: Options,
    pub(crate) then: Option<Then>,
    pub(crate) expect: Option<Refused>,
}

/// What a file of evidence holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceAlone {
    pub(crate) file: String,
    pub(crate) by: i64,
    pub(crate) expect: Wanted<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    pub(crate) items: Vec<Item>,
    pub(crate) ended: usize,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) name: Option<String>,
    pub(crate) since: i64,
    pub(crate) until: Option<i64>,
    pub(crate) obtained: Option<i64>,
    pub(crate) source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Package {
    pub(crate) package: String,
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) senders: Option<KnownSenders>,
    pub(crate) containers: Option<Vec<String>>,
    pub(crate) expect: Wanted<Packed>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum KnownSenders {
    Word(AnySender),
    List(Vec<KnownSender>),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AnySender {
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownSender {
    pub(crate) organ: String,
    pub(crate) certificates: String,
}

/// The judgement on a package.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Packed {
    pub(crate) state: String,
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) accepted: bool,
    pub(crate) sender: Sender,
    pub(crate) seals: Vec<Seal>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) files: Vec<File>,
    pub(crate) liberties: Vec<Liberty>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sender {
    pub(crate) code: Option<String>,
    pub(crate) binding: String,
    pub(crate) other: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seal {
    pub(crate) attachment: Option<usize>,
    pub(crate) container: Option<usize>,
    pub(crate) verdict: String,
    pub(crate) sub_indication: Option<String>,
    pub(crate) fault: Option<String>,
    pub(crate) organ: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) binding: String,
    pub(crate) missing: usize,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) fact: String,
    pub(crate) state: String,
    pub(crate) sealed: Vec<String>,
    pub(crate) arrived: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) unwrapped: bool,
    pub(crate) destroyed: bool,
    pub(crate) sealed_name: Option<String>,
    pub(crate) content: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Liberty {
    pub(crate) code: String,
    pub(crate) ambiguous: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealAlone {
    pub(crate) package: String,
    pub(crate) credential: Credential,
    pub(crate) options: Options,
    pub(crate) role: Option<String>,
    pub(crate) organ: Option<String>,
    pub(crate) signing_time: i64,
    pub(crate) hop: Option<Rewritten>,
    pub(crate) then: Option<PackageThen>,
    pub(crate) expect: Option<Refused>,
}

/// What a hub does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rewritten {
    pub(crate) rewritings: Option<Vec<String>>,
    pub(crate) time: i64,
    pub(crate) seed: u64,
}

/// How a package that was sealed is judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackageThen {
    pub(crate) policy: Policy,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) at: i64,
    pub(crate) senders: Option<KnownSenders>,
    pub(crate) expect: Packed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrepareSeal {
    pub(crate) package: String,
    pub(crate) chain: String,
    pub(crate) options: Options,
    pub(crate) role: Option<String>,
    pub(crate) organ: Option<String>,
    pub(crate) signing_time: i64,
    pub(crate) to_be_signed: String,
    pub(crate) algorithm: String,
    pub(crate) wrong_value: String,
    pub(crate) value: String,
    pub(crate) sealed: String,
    pub(crate) then: PackageThen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Validate {
    pub(crate) package: String,
    pub(crate) expect: Wanted<Validated>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Validated {
    pub(crate) faults: Vec<String>,
    pub(crate) liberties: Vec<Liberty>,
}
