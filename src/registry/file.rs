//! The registry as JSON (RFC 8259): written readable, read strictly (`docs/registry.md` §2).

use serde::{Deserialize, Serialize};

use crate::Time;
use crate::edxml::statement::{Hex, Role, hex, octets};
use crate::error::{Error, Limit, Malformed, Syntax, Unsupported};
use crate::limits::Limits;
use crate::registry::{BindingEntry, Body, EditFault, Matcher, Registry, Revocation};

const FORMAT: &str = "antin-registry";
const VERSION: u64 = 1;
const CLAUSE: &str = "docs/registry.md §2";

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    format: String,
    version: u64,
    name: String,
    number: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_update: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<BodyMember>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bindings: Vec<EntryMember>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyMember {
    code: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    successors: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryMember {
    id: String,
    code: String,
    by: ByMember,
    roles: Vec<String>,
    from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    holder: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    basis: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revoked: Option<RevokedMember>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RevokedMember {
    at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByMember {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    certificate: Option<Hex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Hex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key_identifier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issuer: Option<Hex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all_from: Option<Hex>,
}

impl Registry {
    /// Returns the registry as JSON in UTF-8, indented, with a line end behind it.
    ///
    /// The same registry gives the same bytes. The format is in `docs/registry.md`.
    pub fn to_json(&self) -> Vec<u8> {
        // Writing strings and numbers into memory cannot fail.
        let mut json = serde_json::to_vec_pretty(&self.members()).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a registry from JSON in UTF-8, strictly. Nobody has judged it then.
    ///
    /// # Errors
    ///
    /// * [`Error::LimitExceeded`]: the file is longer than [`Limits::registry`].
    /// * [`Error::Malformed`]: it is no JSON, has a member twice or one that version 1 does not know, a code or
    ///   a binding's name twice, a value out of its form, or a code that is no body's.
    /// * [`Error::Unsupported`]: it has another version.
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        Self::from_json_with(json, &Limits::DEFAULT)
    }

    /// Reads a registry from JSON as [`from_json`](Self::from_json) does, with other limits.
    ///
    /// # Errors
    ///
    /// As for [`from_json`](Self::from_json).
    pub fn from_json_with(json: &[u8], limits: &Limits) -> Result<Self, Error> {
        if json.len() > limits.registry {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let head: Head = serde_json::from_slice(json).map_err(|_| malformed("registry"))?;
        if head.format != FORMAT {
            return Err(malformed("registry.format"));
        }
        if head.version != VERSION {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let members: Members = serde_json::from_slice(json).map_err(|_| malformed("registry"))?;
        members.registry()
    }

    fn members(&self) -> Members {
        Members {
            format: FORMAT.to_owned(),
            version: VERSION,
            name: self.name.clone(),
            number: self.number,
            issued: text(self.issued),
            next_update: text(self.next_update),
            bodies: self.bodies.values().map(BodyMember::from).collect(),
            bindings: self.entries.iter().map(EntryMember::from).collect(),
        }
    }
}

impl Members {
    fn registry(self) -> Result<Registry, Error> {
        let mut registry = Registry::new(&self.name).map_err(|_| malformed("registry.name"))?;
        if registry.name != self.name {
            return Err(malformed("registry.name"));
        }
        for body in self.bodies {
            registry.add_body(body.read()?).map_err(|_| malformed("registry.bodies"))?;
        }
        let entries = |_: EditFault| malformed("registry.bindings");
        for entry in self.bindings {
            registry.add(entry.read()?).map_err(entries)?;
        }
        registry.check_successors().map_err(|_| malformed("registry.bodies.successors"))?;
        let issued = optional(self.issued.as_deref(), "registry.issued")?;
        let next_update = optional(self.next_update.as_deref(), "registry.next_update")?;
        match (self.number, issued, next_update) {
            (0, None, None) => {}
            (1.., Some(issued), Some(next)) if issued < next => {}
            _ => return Err(malformed("registry.number")),
        }
        Ok(Registry { number: self.number, issued, next_update, ..registry })
    }
}

impl From<&Body> for BodyMember {
    fn from(body: &Body) -> Self {
        Self {
            code: body.code.clone(),
            name: body.name.clone(),
            from: text(body.from),
            until: text(body.until),
            successors: body.successors.clone(),
        }
    }
}

impl BodyMember {
    fn read(self) -> Result<Body, Error> {
        const WHAT: &str = "registry.bodies";
        let (from, until) =
            (optional(self.from.as_deref(), WHAT)?, optional(self.until.as_deref(), WHAT)?);
        let Self { code, name, successors, .. } = self;
        let is_ended = until.is_some() || successors.is_empty();
        match is_ended {
            true => Ok(Body { code, name, from, until, successors }),
            false => Err(malformed(WHAT)),
        }
    }
}

impl From<&BindingEntry> for EntryMember {
    fn from(entry: &BindingEntry) -> Self {
        let revoked = entry.revoked.as_ref().map(|revoked| RevokedMember {
            at: revoked.at.to_string(),
            reason: revoked.reason.clone(),
        });
        Self {
            id: entry.id.clone(),
            code: entry.code.clone(),
            by: ByMember::from(&entry.by),
            roles: entry.roles.iter().map(|role| role.as_str().to_owned()).collect(),
            from: entry.from.to_string(),
            until: text(entry.until),
            holder: entry.holder.clone(),
            basis: entry.basis.clone(),
            revoked,
        }
    }
}

impl EntryMember {
    fn read(self) -> Result<BindingEntry, Error> {
        const WHAT: &str = "registry.bindings";
        let roles: Result<Vec<Role>, Error> = self.roles.iter().map(|name| role(name)).collect();
        let roles = roles?;
        // Each once, in the order of their words.
        if !roles.is_sorted_by(|one, other| one < other) {
            return Err(malformed("registry.bindings.roles"));
        }
        let revoked = self.revoked.map(|revoked| {
            let at = time(&revoked.at, "registry.bindings.revoked")?;
            Ok::<_, Error>(Revocation { at, reason: revoked.reason })
        });
        Ok(BindingEntry {
            id: self.id,
            code: self.code,
            by: self.by.read()?,
            roles,
            from: time(&self.from, WHAT)?,
            until: optional(self.until.as_deref(), WHAT)?,
            holder: self.holder,
            basis: self.basis,
            revoked: revoked.transpose()?,
        })
    }
}

impl From<&Matcher> for ByMember {
    fn from(matcher: &Matcher) -> Self {
        let empty = Self::default();
        match matcher {
            Matcher::Certificate(sha256) => Self { certificate: Some(Hex(*sha256)), ..empty },
            Matcher::Key(sha256) => Self { key: Some(Hex(*sha256)), ..empty },
            Matcher::KeyIdentifier { identifier, issuer } => {
                Self { key_identifier: Some(hex(identifier)), issuer: Some(Hex(*issuer)), ..empty }
            }
            Matcher::Subject { subject, issuer } => {
                Self { subject: Some(subject.clone()), issuer: Some(Hex(*issuer)), ..empty }
            }
            Matcher::Issuer(sha256) => Self { all_from: Some(Hex(*sha256)), ..empty },
        }
    }
}

impl ByMember {
    /// Exactly one way to name certificates; two of them need the issuer too.
    fn read(self) -> Result<Matcher, Error> {
        const WHAT: &str = "registry.bindings.by";
        let Self { certificate, key, key_identifier, subject, issuer, all_from } = self;
        let issuer = issuer.map(|Hex(sha256)| sha256);
        Ok(match (certificate, key, key_identifier, subject, all_from) {
            (Some(Hex(sha256)), None, None, None, None) if issuer.is_none() => {
                Matcher::Certificate(sha256)
            }
            (None, Some(Hex(sha256)), None, None, None) if issuer.is_none() => Matcher::Key(sha256),
            (None, None, Some(text), None, None) => {
                let issuer = issuer.ok_or_else(|| malformed(WHAT))?;
                let identifier = octets(&text).filter(|one| !one.is_empty());
                let identifier = identifier.ok_or_else(|| malformed(WHAT))?;
                Matcher::KeyIdentifier { identifier, issuer }
            }
            (None, None, None, Some(subject), None) if !subject.is_empty() => {
                let issuer = issuer.ok_or_else(|| malformed(WHAT))?;
                Matcher::Subject { subject, issuer }
            }
            (None, None, None, None, Some(Hex(sha256))) if issuer.is_none() => {
                Matcher::Issuer(sha256)
            }
            _ => return Err(malformed(WHAT)),
        })
    }
}

fn role(name: &str) -> Result<Role, Error> {
    let role = [Role::Agency, Role::Forwarder, Role::Leader];
    let role = role.into_iter().find(|role| role.as_str() == name);
    role.ok_or_else(|| malformed("registry.bindings.roles"))
}

fn text(time: Option<Time>) -> Option<String> {
    time.map(|time| time.to_string())
}

fn optional(text: Option<&str>, what: &'static str) -> Result<Option<Time>, Error> {
    text.map(|text| time(text, what)).transpose()
}

/// RFC 3339 in UTC, to the second: as it is written, so that a time has one form.
fn time(text: &str, what: &'static str) -> Result<Time, Error> {
    let time = Time::parse_rfc3339(text).ok().filter(|time| time.to_string() == text);
    time.ok_or_else(|| malformed(what))
}

fn malformed(what: &'static str) -> Error {
    let syntax = Syntax::Json;
    Error::Malformed(Malformed { syntax, what, clause: CLAUSE, offset: None, block: None })
}
