//! The statement as JSON (RFC 8259): written readable, read strictly.
//!
//! What is signed is the file's bytes, so their layout needs no canonical form. Their meaning does: a name
//! that comes twice, a name that nobody knows, a text that is not in normal form, a list out of order, and
//! anything behind the end are refused, so that two readers cannot see two statements in one file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::json::{Hex, Texts};
use super::normal::is_normal;
use super::{Change, Detail, File, Replacement, Reply, Role, Sealer, Statement, Update};
use crate::error::{Error, Limit, Malformed, Syntax, Unsupported};
use crate::limits::Limits;

/// What the first two members of a statement say.
const FORMAT: &str = "antin-edxml-statement";
const VERSION: u64 = 1;

const CLAUSE: &str = "docs/seal.md §2";

/// The members of the file, in the order in which they are written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    format: String,
    version: u64,
    sealer: SealerMember,
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    facts: Texts,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    updates: Vec<UpdateMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replacements: Vec<ReplacementMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replies: Vec<ReplyMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    details: Vec<DetailMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<FileMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier_seals: Vec<Hex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<Hex>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealerMember {
    organ: String,
    role: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UpdateMember {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    receivers: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeMember>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeMember {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    organ: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplacementMember {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    organs: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyMember {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    organ: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailMember {
    element: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    of: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMember {
    name: String,
    length: u64,
    sha256: Hex,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    carried: Option<Hex>,
}

impl Statement {
    /// Returns the statement as JSON in UTF-8, indented, with a line end behind it.
    ///
    /// The same statement gives the same bytes. The format is in `docs/seal.md`.
    pub fn to_json(&self) -> Vec<u8> {
        // Writing strings and numbers into memory cannot fail.
        let mut json = serde_json::to_vec_pretty(&self.members()).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a statement from JSON in UTF-8, strictly.
    ///
    /// # Errors
    ///
    /// * [`Error::LimitExceeded`]: the file is longer than [`Limits::statement`].
    /// * [`Error::Malformed`]: it is no JSON, has a member twice or one that version 1 does not know, or a
    ///   value that is not in normal form.
    /// * [`Error::Unsupported`]: it has another version.
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        Self::from_json_with(json, &Limits::default())
    }

    /// Reads a statement from JSON as [`from_json`](Self::from_json) does, with other limits.
    ///
    /// # Errors
    ///
    /// As for [`from_json`](Self::from_json).
    pub fn from_json_with(json: &[u8], limits: &Limits) -> Result<Self, Error> {
        if json.len() > limits.statement {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let members = serde_json::from_slice::<Members>(json).ok();
        match members.filter(|one| one.format == FORMAT && one.version == VERSION) {
            Some(members) => members.statement(),
            None => Err(refusal(json)),
        }
    }

    fn members(&self) -> Members {
        let list = |texts: &BTreeSet<String>| texts.iter().cloned().collect::<Vec<_>>();
        Members {
            format: FORMAT.to_owned(),
            version: VERSION,
            sealer: SealerMember {
                organ: self.sealer.organ.clone(),
                role: self.sealer.role.as_str().to_owned(),
            },
            facts: Texts(self.texts.clone()),
            recipients: list(&self.recipients),
            updates: self.updates.iter().map(UpdateMember::from).collect(),
            replacements: self.replacements.iter().map(ReplacementMember::from).collect(),
            replies: self.replies.iter().map(ReplyMember::from).collect(),
            details: self.details.iter().map(DetailMember::from).collect(),
            attachments: self.files.iter().map(FileMember::from).collect(),
            earlier_seals: self.earlier.iter().copied().map(Hex).collect(),
            layout: self.layout.map(Hex),
        }
    }
}

/// Says why this is no statement of this version: it may be one of another.
fn refusal(json: &[u8]) -> Error {
    match serde_json::from_slice::<Head>(json) {
        Ok(head) if head.format != FORMAT => malformed("statement.format"),
        Ok(head) if head.version != VERSION => Error::Unsupported(Unsupported::Version),
        _ => malformed("statement"),
    }
}

/// What every version of the format begins with; the rest may be anything.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

impl Members {
    fn statement(self) -> Result<Statement, Error> {
        let role = [Role::Agency, Role::Forwarder, Role::Leader];
        let role = role.into_iter().find(|role| role.as_str() == self.sealer.role);
        let role = role.ok_or_else(|| malformed("statement.sealer.role"))?;
        let organ = text(self.sealer.organ, "statement.sealer.organ")?;
        if !self.facts.0.values().all(|text| is_normal(text)) {
            return Err(malformed("statement.facts"));
        }
        Ok(Statement {
            sealer: Sealer { organ, role },
            texts: self.facts.0,
            recipients: texts(self.recipients, "statement.recipients")?,
            updates: ascending(self.updates, Update::try_from, "statement.updates")?,
            replacements: ascending(
                self.replacements,
                Replacement::try_from,
                "statement.replacements",
            )?,
            replies: ascending(self.replies, Reply::try_from, "statement.replies")?,
            details: ascending(self.details, Detail::try_from, "statement.details")?,
            files: files(self.attachments)?,
            earlier: ascending(self.earlier_seals, |hex| Ok(hex.0), "statement.earlier_seals")?,
            layout: self.layout.map(|hex| hex.0),
        })
    }
}

/// Lists are sets: in ascending order of their UTF-8, none twice.
fn ascending<M, T: Ord>(
    members: Vec<M>,
    read: impl Fn(M) -> Result<T, Error>,
    what: &'static str,
) -> Result<BTreeSet<T>, Error> {
    let mut set = BTreeSet::new();
    for member in members {
        let value = read(member)?;
        if set.last().is_some_and(|last| *last >= value) {
            return Err(malformed(what));
        }
        set.insert(value);
    }
    Ok(set)
}

fn texts(list: Vec<String>, what: &'static str) -> Result<BTreeSet<String>, Error> {
    ascending(list, |one| text(one, what), what)
}

fn text(text: String, what: &'static str) -> Result<String, Error> {
    if is_normal(&text) { Ok(text) } else { Err(malformed(what)) }
}

/// As [`text`], for a member that may be absent, which is empty.
fn optional(text: String, what: &'static str) -> Result<String, Error> {
    if text.is_empty() || is_normal(&text) { Ok(text) } else { Err(malformed(what)) }
}

/// Attachments may be there twice, and are in ascending order.
fn files(members: Vec<FileMember>) -> Result<Vec<File>, Error> {
    const WHAT: &str = "statement.attachments";
    let mut files: Vec<File> = Vec::with_capacity(members.len());
    for member in members {
        let name = text(member.name, WHAT)?;
        let file = File {
            name,
            length: member.length,
            sha256: member.sha256.0,
            carried: member.carried.map(|hex| hex.0),
        };
        // What is carried as it is, is not said twice.
        if file.carried == Some(file.sha256) {
            return Err(malformed(WHAT));
        }
        files.push(file);
    }
    if files.is_sorted() { Ok(files) } else { Err(malformed(WHAT)) }
}

fn malformed(what: &'static str) -> Error {
    Error::Malformed(Malformed {
        syntax: Syntax::Json,
        what,
        clause: CLAUSE,
        offset: None,
        block: None,
    })
}

impl From<&Update> for UpdateMember {
    fn from(update: &Update) -> Self {
        Self {
            document: update.document.clone(),
            receivers: update.receivers.clone(),
            changes: update.changes.iter().map(ChangeMember::from).collect(),
        }
    }
}

impl TryFrom<UpdateMember> for Update {
    type Error = Error;

    fn try_from(member: UpdateMember) -> Result<Self, Error> {
        const WHAT: &str = "statement.updates";
        let update = Self {
            document: optional(member.document, WHAT)?,
            receivers: optional(member.receivers, WHAT)?,
            changes: ascending(member.changes, Change::try_from, WHAT)?,
        };
        if update == Self::default() { Err(malformed(WHAT)) } else { Ok(update) }
    }
}

impl From<&Change> for ChangeMember {
    fn from(change: &Change) -> Self {
        Self { organ: change.organ.clone(), kind: change.kind.clone() }
    }
}

impl TryFrom<ChangeMember> for Change {
    type Error = Error;

    fn try_from(member: ChangeMember) -> Result<Self, Error> {
        const WHAT: &str = "statement.updates.changes";
        if member.organ.is_empty() && member.kind.is_empty() {
            return Err(malformed(WHAT));
        }
        Ok(Self { organ: optional(member.organ, WHAT)?, kind: optional(member.kind, WHAT)? })
    }
}

impl From<&Replacement> for ReplacementMember {
    fn from(replacement: &Replacement) -> Self {
        Self {
            document: replacement.document.clone(),
            organs: replacement.organs.iter().cloned().collect(),
        }
    }
}

impl TryFrom<ReplacementMember> for Replacement {
    type Error = Error;

    fn try_from(member: ReplacementMember) -> Result<Self, Error> {
        const WHAT: &str = "statement.replacements";
        let organs = texts(member.organs, WHAT)?;
        if member.document.is_empty() && organs.is_empty() {
            return Err(malformed(WHAT));
        }
        Ok(Self { document: optional(member.document, WHAT)?, organs })
    }
}

impl From<&Reply> for ReplyMember {
    fn from(reply: &Reply) -> Self {
        Self {
            organ: reply.organ.clone(),
            code: reply.code.clone(),
            date: reply.date.clone(),
            document: reply.document.clone(),
        }
    }
}

impl TryFrom<ReplyMember> for Reply {
    type Error = Error;

    fn try_from(member: ReplyMember) -> Result<Self, Error> {
        const WHAT: &str = "statement.replies";
        let reply = Self {
            organ: optional(member.organ, WHAT)?,
            code: optional(member.code, WHAT)?,
            date: optional(member.date, WHAT)?,
            document: optional(member.document, WHAT)?,
        };
        if reply.is_empty() { Err(malformed(WHAT)) } else { Ok(reply) }
    }
}

impl From<&Detail> for DetailMember {
    fn from(detail: &Detail) -> Self {
        let Detail { element, of, text } = detail.clone();
        Self { element, of, text }
    }
}

impl TryFrom<DetailMember> for Detail {
    type Error = Error;

    fn try_from(member: DetailMember) -> Result<Self, Error> {
        const WHAT: &str = "statement.details";
        let of = optional(member.of, WHAT)?;
        Ok(Self { element: text(member.element, WHAT)?, of, text: text(member.text, WHAT)? })
    }
}

impl From<&File> for FileMember {
    fn from(file: &File) -> Self {
        Self {
            name: file.name.clone(),
            length: file.length,
            sha256: Hex(file.sha256),
            carried: file.carried.map(Hex),
        }
    }
}
