//! What happened: a decision about a package, or about a receipt (`docs/journal.md` §2.1).
//!
//! What comes from a package is an attacker's to choose, so that every text and list is cut to a length: an entry can
//! always be written, and the seal's identity still names the whole.

use crate::edxml::Status;
use crate::edxml::statement::{Sha256, normal};

/// Octets of a text: identifiers of documents and codes of agencies take 20 to 120.
const TEXT: usize = 512;
/// Octets of a code: the longest of antin's own takes 40.
const CODE: usize = 64;
/// Recipients that are named: a package to all ministries and provinces has 60.
pub(super) const RECIPIENTS: usize = 256;
/// Findings, and reasons: each is named once, and there are not so many.
const CODES: usize = 64;

/// What kind of thing happened.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A package was sealed, and may leave.
    Sealed,
    /// A package was not sealed, and may not leave.
    RefusedOut,
    /// A package arrived, and was judged.
    Received,
    /// A receipt came back, and was judged.
    Receipt,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Sealed, Self::RefusedOut, Self::Received, Self::Receipt];

    /// Returns the word that stands for it in a journal: `refused-out`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::RefusedOut => "refused-out",
            Self::Received => "received",
            Self::Receipt => "receipt",
        }
    }
}

/// What was decided.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It passes.
    Accept,
    /// A person has to look at it.
    Quarantine,
    /// It does not pass.
    Refuse,
}

impl Decision {
    /// All decisions, the mildest first.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Quarantine, Self::Refuse];

    /// Returns the word that stands for it in a journal: `quarantine`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Quarantine => "quarantine",
            Self::Refuse => "refuse",
        }
    }
}

/// What happened, for one agency. What is not known is left out.
///
/// Texts are brought into [normal form](normal); one of more than 512 octets is cut and ends in `…`. Codes keep
/// their letters, digits and `.:_-`, 64 of them. Of recipients 256 are named and the others counted; of findings and
/// reasons 64 are named.
///
/// # Examples
///
/// ```
/// use antin::journal::{Decision, Event, Kind};
///
/// let event = Event::new(Kind::Received, "X99.1")
///     .document("X98.12.3,2026/11/21,45/CV")
///     .sender("X98.12.3")
///     .decided(Decision::Refuse)
///     .reason("unknown-sender");
/// assert_eq!(event.reasons(), ["unknown-sender"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub(super) kind: Kind,
    pub(super) agency: String,
    pub(super) document: Option<String>,
    pub(super) sender: Option<String>,
    pub(super) recipients: Vec<String>,
    pub(super) omitted: u64,
    pub(super) seal: Option<Sha256>,
    pub(super) package: Option<Sha256>,
    pub(super) state: Option<String>,
    pub(super) findings: Vec<String>,
    pub(super) decision: Option<Decision>,
    pub(super) reasons: Vec<String>,
    pub(super) earlier: Option<u64>,
    pub(super) status: Option<Status>,
    pub(super) receipt: Option<Sha256>,
}

impl Event {
    /// Says what kind of thing happened, for the agency with an identifier code.
    pub fn new(kind: Kind, agency: &str) -> Self {
        Self {
            kind,
            agency: text(agency).unwrap_or_default(),
            document: None,
            sender: None,
            recipients: Vec::new(),
            omitted: 0,
            seal: None,
            package: None,
            state: None,
            findings: Vec::new(),
            decision: None,
            reasons: Vec::new(),
            earlier: None,
            status: None,
            receipt: None,
        }
    }

    /// Names the document.
    #[must_use]
    pub fn document(mut self, id: &str) -> Self {
        self.document = text(id);
        self
    }

    /// Names the body that sent it, by its identifier code.
    #[must_use]
    pub fn sender(mut self, code: &str) -> Self {
        self.sender = text(code);
        self
    }

    /// Names one more body to which it is sent; beyond 256 they are counted.
    #[must_use]
    pub fn recipient(mut self, code: &str) -> Self {
        match text(code) {
            Some(_) if self.recipients.len() >= RECIPIENTS => {
                self.omitted = self.omitted.saturating_add(1);
            }
            Some(code) => self.recipients.push(code),
            None => {}
        }
        self
    }

    /// Names the sender's seal by its identity (`docs/seal.md` §4.1).
    #[must_use]
    pub fn seal(mut self, id: Sha256) -> Self {
        self.seal = Some(id);
        self
    }

    /// Names the package by the SHA-256 of its octets, as where it has no seal.
    #[must_use]
    pub fn package(mut self, sha256: Sha256) -> Self {
        self.package = Some(sha256);
        self
    }

    /// Says in which state the package was found, by its code.
    #[must_use]
    pub fn state(mut self, found: &str) -> Self {
        self.state = code(found);
        self
    }

    /// Adds what was found, by its code: a verdict, a binding, an error of the list.
    #[must_use]
    pub fn finding(mut self, found: &str) -> Self {
        add(&mut self.findings, found);
        self
    }

    /// Says what was decided.
    #[must_use]
    pub fn decided(mut self, decision: Decision) -> Self {
        self.decision = Some(decision);
        self
    }

    /// Adds a reason of the decision, by its code.
    #[must_use]
    pub fn reason(mut self, reason: &str) -> Self {
        add(&mut self.reasons, reason);
        self
    }

    /// Names the receipt, by its identity, and the status that it tells.
    #[must_use]
    pub fn receipt(mut self, id: Sha256, status: Status) -> Self {
        self.receipt = Some(id);
        self.status = Some(status);
        self
    }

    /// Names the earlier entry because of which it was decided so.
    #[must_use]
    pub fn because_of(mut self, earlier: u64) -> Self {
        self.earlier = Some(earlier);
        self
    }

    /// Turns it into another decision for one reason, because of an earlier entry if there is one. The reasons that it
    /// had are gone, and so is the receipt, which is thrown away.
    #[must_use]
    pub fn instead(mut self, decision: Decision, reason: &str, earlier: Option<u64>) -> Self {
        self.reasons.clear();
        self.receipt = None;
        self.status = None;
        self.earlier = earlier;
        self.decided(decision).reason(reason)
    }
}

impl Event {
    /// Returns what kind of thing happened.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the agency for which it happened.
    pub fn agency(&self) -> &str {
        &self.agency
    }

    /// Returns the identifier of the document.
    pub fn document_id(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// Returns the code of the body that sent it.
    pub fn sender_code(&self) -> Option<&str> {
        self.sender.as_deref()
    }

    /// Returns the bodies to which it is sent, as far as they are named.
    pub fn recipients(&self) -> &[String] {
        &self.recipients
    }

    /// Returns how many recipients more there are.
    pub fn omitted(&self) -> u64 {
        self.omitted
    }

    /// Returns the identity of the sender's seal.
    pub fn seal_id(&self) -> Option<&Sha256> {
        self.seal.as_ref()
    }

    /// Returns the SHA-256 of the package's octets.
    pub fn package_sha256(&self) -> Option<&Sha256> {
        self.package.as_ref()
    }

    /// Returns the state in which the package was found.
    pub fn package_state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Returns what was found.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// Returns what was decided.
    pub fn decision(&self) -> Option<Decision> {
        self.decision
    }

    /// Tells whether the package that it is about was let in, as far as this says: it was neither refused nor quarantined.
    pub fn admits(&self) -> bool {
        matches!(self.decision, None | Some(Decision::Accept))
    }

    /// Returns the reasons.
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }

    /// Returns the number of the earlier entry because of which it was decided so.
    pub fn earlier(&self) -> Option<u64> {
        self.earlier
    }

    /// Returns the status that the receipt tells.
    pub fn status(&self) -> Option<Status> {
        self.status
    }

    /// Returns the identity of the receipt.
    pub fn receipt_id(&self) -> Option<&Sha256> {
        self.receipt.as_ref()
    }
}

/// Brings a text into normal form and cuts it; what is empty is none.
pub(super) fn text(given: &str) -> Option<String> {
    // What is cut away is not worth being brought into normal form either; what composes does not grow threefold.
    let text = normal(cut(given.trim_start(), TEXT * 4));
    if text.is_empty() {
        return None;
    }
    if text.len() <= TEXT {
        return Some(text);
    }
    let end = "…";
    Some(format!("{}{end}", cut(&text, TEXT - end.len())))
}

/// Cuts a text behind the last character that ends within so many octets.
fn cut(text: &str, octets: usize) -> &str {
    let end = (0..=octets.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Keeps what may stand in a code; what is empty is none.
pub(super) fn code(given: &str) -> Option<String> {
    let allowed = |letter: &char| letter.is_ascii_alphanumeric() || ".:_-".contains(*letter);
    let code: String = given.chars().filter(allowed).take(CODE).collect();
    Some(code).filter(|code| !code.is_empty())
}

pub(super) fn add(codes: &mut Vec<String>, given: &str) {
    if let Some(code) = code(given).filter(|code| codes.len() < CODES && !codes.contains(code)) {
        codes.push(code);
    }
}
