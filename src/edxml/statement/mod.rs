//! The statement: the facts of a package that a seal puts under a signature.
//!
//! The hop on the axis rewrites messages, so nothing can be signed of their bytes. What survives is
//! values, and the bytes of attachments after decoding. A statement lists these in a normal form that does
//! not depend on how a message spells them; `docs/seal.md` describes it for a second implementation.
//! A statement that was made from the message that arrived is [compared](Statement::compare) with
//! the one that was sealed, fact by fact and file by file.
//!
//! What the hop drops, such as names of bodies, may be missing and nothing else; left out on purpose are
//! entries of the trace, and what the hop adds. A status message has no statement; receipts are for that.

mod arrived;
mod compare;
mod detail;
mod fact;
mod file;
mod json;
mod normal;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use arrived::{Arrived, Form};
pub use compare::{Comparison, FactFinding, FactState, FileFinding, FileState};
pub use detail::Detail;
pub use fact::Fact;
pub use normal::normal;

pub(crate) use json::{Hex, hex, octets};

/// The facts of one package, in normal form.
///
/// Every text in it is in [normal form](normal) and not empty: what is empty is absent. It is read from
/// JSON by [`from_json`](Self::from_json), and built from a message by the seal.
///
/// # Examples
///
/// ```
/// use antin::edxml::statement::{Fact, Role, Sealer, Statement};
///
/// let mut statement = Statement::new(Sealer::new("X98.12.3", Role::Agency));
/// statement.set(Fact::Number, " 45 ");
/// let json = statement.to_json();
/// let read = Statement::from_json(&json)?;
/// assert_eq!(read.text(Fact::Number), Some("45"));
/// # Ok::<(), antin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    sealer: Sealer,
    texts: BTreeMap<Fact, String>,
    recipients: BTreeSet<String>,
    updates: BTreeSet<Update>,
    replacements: BTreeSet<Replacement>,
    replies: BTreeSet<Reply>,
    details: BTreeSet<Detail>,
    files: Vec<File>,
    earlier: BTreeSet<Sha256>,
    layout: Option<Sha256>,
}

/// A SHA-256 value (FIPS 180-4).
pub type Sha256 = [u8; 32];

/// Who makes a seal, by its own word; whether the certificate is that body's is another question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sealer {
    organ: String,
    role: Role,
}

impl Sealer {
    /// Names a body by its identifier code, and the role in which it seals.
    pub fn new(organ: &str, role: Role) -> Self {
        Self { organ: normal(organ), role }
    }

    /// Returns the identifier code, in normal form; empty if none was given.
    pub fn organ(&self) -> &str {
        &self.organ
    }

    /// Returns the role.
    pub fn role(&self) -> Role {
        self.role
    }
}

/// In which role a seal is made.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The agency that sends the package, with its seal's key.
    Agency,
    /// A body that passes the package on.
    Forwarder,
    /// The competent person, with a personal key, before the agency.
    Leader,
}

impl Role {
    /// Returns the word that stands for the role in a statement.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Forwarder => "forwarder",
            Self::Leader => "leader",
        }
    }
}

/// A recipient that an update adds or removes (`Receiver`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    organ: String,
    kind: String,
}

/// What an update changes (`BussinessDocumentInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Update {
    document: String,
    receivers: String,
    changes: BTreeSet<Change>,
}

impl Update {
    /// Describes an update: what it says of the document, and what of the receivers.
    pub fn new(document: &str, receivers: &str) -> Self {
        let (document, receivers) = (normal(document), normal(receivers));
        Self { document, receivers, changes: BTreeSet::new() }
    }

    /// Adds a recipient that is added (`1`) or removed (`0`).
    #[must_use]
    pub fn with_change(mut self, organ: &str, kind: &str) -> Self {
        let change = Change { organ: normal(organ), kind: normal(kind) };
        if !(change.organ.is_empty() && change.kind.is_empty()) {
            self.changes.insert(change);
        }
        self
    }
}

/// A document that is replaced, and at whom (`ReplacementInfo`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Replacement {
    document: String,
    organs: BTreeSet<String>,
}

/// A document that this one answers (`ResponseFor`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reply {
    organ: String,
    code: String,
    date: String,
    document: String,
}

impl Reply {
    /// Describes the document that is answered; what is not known is empty.
    pub fn new(organ: &str, code: &str, date: &str, document: &str) -> Self {
        Self {
            organ: normal(organ),
            code: normal(code),
            date: normal(date),
            document: normal(document),
        }
    }

    fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

/// An attachment: its name, and its bytes after decoding and unwrapping.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    name: String,
    length: u64,
    sha256: Sha256,
    carried: Option<Sha256>,
}

impl File {
    /// Describes an attachment: its name, the length of its unwrapped bytes and their digest.
    pub fn new(name: &str, length: u64, sha256: Sha256) -> Self {
        Self { name: normal(name), length, sha256, carried: None }
    }

    /// Adds the digest of the bytes as the message carried them, if they were wrapped.
    ///
    /// It decides nothing; it tells whether a hop wrapped the attachment anew.
    pub fn with_carried(mut self, sha256: Sha256) -> Self {
        self.carried = (sha256 != self.sha256).then_some(sha256);
        self
    }

    /// Returns the name, in normal form.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the length in bytes, after decoding and unwrapping.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the SHA-256 of the bytes after decoding and unwrapping.
    pub fn sha256(&self) -> &Sha256 {
        &self.sha256
    }

    /// Returns the SHA-256 of the bytes as the message carried them when it was sealed.
    pub fn carried(&self) -> &Sha256 {
        self.carried.as_ref().unwrap_or(&self.sha256)
    }
}

impl Statement {
    /// Begins a statement that says nothing yet.
    pub fn new(sealer: Sealer) -> Self {
        Self {
            sealer,
            texts: BTreeMap::new(),
            recipients: BTreeSet::new(),
            updates: BTreeSet::new(),
            replacements: BTreeSet::new(),
            replies: BTreeSet::new(),
            details: BTreeSet::new(),
            files: Vec::new(),
            earlier: BTreeSet::new(),
            layout: None,
        }
    }

    /// Sets a fact that is one text; a text that is empty in normal form removes it.
    ///
    /// Facts that are lists ([`Fact::Recipients`] and others) have their own functions, and are left
    /// alone by this one.
    pub fn set(&mut self, fact: Fact, text: &str) {
        if !fact.is_text() {
            return;
        }
        let text = normal(text);
        if text.is_empty() {
            self.texts.remove(&fact);
        } else {
            self.texts.insert(fact, text);
        }
    }

    /// Adds a recipient by its identifier code.
    pub fn add_recipient(&mut self, organ: &str) {
        let organ = normal(organ);
        if !organ.is_empty() {
            self.recipients.insert(organ);
        }
    }

    /// Adds what an update changes.
    pub fn add_update(&mut self, update: Update) {
        if update != Update::default() {
            self.updates.insert(update);
        }
    }

    /// Adds a document that is replaced, with the bodies at which it is.
    pub fn add_replacement<'a>(
        &mut self,
        document: &str,
        organs: impl IntoIterator<Item = &'a str>,
    ) {
        let organs = organs.into_iter().map(normal).filter(|organ| !organ.is_empty()).collect();
        let replacement = Replacement { document: normal(document), organs };
        if !(replacement.document.is_empty() && replacement.organs.is_empty()) {
            self.replacements.insert(replacement);
        }
    }

    /// Adds a document that this one answers.
    pub fn add_reply(&mut self, reply: Reply) {
        if !reply.is_empty() {
            self.replies.insert(reply);
        }
    }

    /// Adds a text of the header that is no fact of its own; one that is empty is not there.
    pub fn add_detail(&mut self, detail: Detail) {
        if !detail.is_empty() {
            self.details.insert(detail);
        }
    }

    /// Adds an attachment. Two with the same name and bytes are two.
    pub fn add_file(&mut self, file: File) {
        let place = self.files.partition_point(|other| other <= &file);
        self.files.insert(place, file);
    }

    /// Adds a seal that is on the package already, by [what it is known](crate::edxml::SealReport::id).
    pub fn add_earlier_seal(&mut self, id: Sha256) {
        self.earlier.insert(id);
    }

    /// Sets the digest over the message's bytes without attachments and seals.
    ///
    /// It decides nothing; it tells a message that nobody rewrote from one that a hop did.
    pub fn set_layout(&mut self, sha256: Sha256) {
        self.layout = Some(sha256);
    }

    /// Returns who makes the seal, by its own word.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// Returns a fact that is one text, in normal form.
    pub fn text(&self, fact: Fact) -> Option<&str> {
        self.texts.get(&fact).map(String::as_str)
    }

    /// Returns the recipients' identifier codes, in order.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        self.recipients.iter().map(String::as_str)
    }

    /// Returns the attachments, in order of their names.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Returns the seals that were on the package before this one, each by
    /// [what it is known](crate::edxml::SealReport::id).
    pub fn earlier_seals(&self) -> impl Iterator<Item = &Sha256> {
        self.earlier.iter()
    }

    /// Returns the digest over the message's bytes without attachments and seals.
    pub fn layout(&self) -> Option<&Sha256> {
        self.layout.as_ref()
    }
}
