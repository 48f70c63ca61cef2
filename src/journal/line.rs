//! An entry as a line of JSON (RFC 8259): one spelling for each entry (`docs/journal.md` §2).

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};

use crate::Time;
use crate::edxml::Status;
use crate::edxml::statement::{Hex, Sha256};
use crate::error::{Error, Limit, Malformed, Syntax, Unsupported};
use crate::journal::entry::{Entry, Matter, Stamp};
use crate::journal::event::{Decision, Event, Kind, RECIPIENTS, add, code, text};
use crate::limits::Limits;

const FORMAT: &str = "antin-journal";
const VERSION: u64 = 1;
const STAMP: &str = "stamp";
const CLAUSE: &str = "docs/journal.md §2";

#[derive(Deserialize)]
struct Version {
    format: Option<String>,
    version: Option<u64>,
}

/// The members of a line, in their order.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Members {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    number: u64,
    time: String,
    previous: Option<Hex>,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    omitted: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seal: Option<Hex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<Hex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<Hex>,
}

impl Entry {
    /// Returns the line of the entry in UTF-8, without a line end.
    pub fn to_line(&self) -> Vec<u8> {
        write(self)
    }

    /// Reads an entry from its line, without a line end, strictly. Nobody has looked at its place in the chain then.
    ///
    /// # Errors
    ///
    /// * [`Error::LimitExceeded`]: it is longer than [`Limits::journal_line`].
    /// * [`Error::Malformed`]: it is not the one line that this entry has.
    /// * [`Error::Unsupported`]: it begins a journal of another version.
    pub fn from_line(line: &[u8], limits: &Limits) -> Result<Self, Error> {
        if line.len() > limits.journal_line {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let head: Version = serde_json::from_slice(line).map_err(|_| malformed("entry"))?;
        let ours = head.format.as_deref() == Some(FORMAT);
        if ours && head.version.is_some_and(|version| version != VERSION) {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let members: Members = serde_json::from_slice(line).map_err(|_| malformed("entry"))?;
        let entry = members.entry()?;
        // One entry has one line: order, spelling, white space and what is cut are as they are written here.
        if write(&entry) != line {
            return Err(malformed("entry: not in normal form"));
        }
        Ok(entry)
    }
}

/// Writes an entry as its line, without a line end.
pub(super) fn write(entry: &Entry) -> Vec<u8> {
    let mut members = match &entry.matter {
        Matter::Event(event) => event_members(event),
        Matter::Stamp(stamp) => Members {
            kind: STAMP.to_owned(),
            over: Some(stamp.over),
            token: Some(Base64::encode_string(&stamp.token)),
            ..Members::default()
        },
    };
    if entry.number == 1 {
        members.format = Some(FORMAT.to_owned());
        members.version = Some(VERSION);
    }
    members.number = entry.number;
    members.time = entry.time.to_string();
    members.previous = Some(Hex(entry.previous));
    // Writing strings and numbers into memory cannot fail.
    serde_json::to_vec(&members).unwrap_or_default()
}

fn event_members(event: &Event) -> Members {
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    Members {
        kind: event.kind.code().to_owned(),
        agency: some(&event.agency),
        document: event.document.clone(),
        sender: event.sender.clone(),
        recipients: event.recipients.clone(),
        omitted: (event.omitted > 0).then_some(event.omitted),
        seal: event.seal.map(Hex),
        package: event.package.map(Hex),
        state: event.state.clone(),
        findings: event.findings.clone(),
        decision: event.decision.map(|decision| decision.code().to_owned()),
        reasons: event.reasons.clone(),
        earlier: event.earlier,
        status: event.status.map(|status| status.code().to_owned()),
        receipt: event.receipt.map(Hex),
        ..Members::default()
    }
}

impl Members {
    fn entry(mut self) -> Result<Entry, Error> {
        let number = Some(self.number).filter(|number| *number > 0);
        let previous: Option<Sha256> = self.previous.take().map(|hex| hex.0);
        Ok(Entry {
            number: number.ok_or_else(|| malformed("entry.number"))?,
            time: Time::parse_rfc3339(&self.time).map_err(|_| malformed("entry.time"))?,
            previous: previous.ok_or_else(|| malformed("entry.previous"))?,
            matter: if self.kind == STAMP {
                Matter::Stamp(self.stamp()?)
            } else {
                Matter::Event(Box::new(self.event()?))
            },
        })
    }

    fn stamp(self) -> Result<Stamp, Error> {
        let over = self.over.ok_or_else(|| malformed("entry.over"))?;
        let token = self.token.and_then(|token| Base64::decode_vec(&token).ok());
        Ok(Stamp { over, token: token.ok_or_else(|| malformed("entry.token"))? })
    }

    fn event(self) -> Result<Event, Error> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == self.kind);
        let mut event = Event::new(kind.ok_or_else(|| malformed("entry.kind"))?, "");
        event.agency = self.agency.as_deref().and_then(text).unwrap_or_default();
        event.document = self.document.as_deref().and_then(text);
        event.sender = self.sender.as_deref().and_then(text);
        event.recipients =
            self.recipients.iter().take(RECIPIENTS).filter_map(|one| text(one)).collect();
        event.omitted = self.omitted.unwrap_or_default();
        event.seal = self.seal.map(|hex| hex.0);
        event.package = self.package.map(|hex| hex.0);
        event.state = self.state.as_deref().and_then(code);
        event.findings = codes(&self.findings);
        event.decision = self.decision.as_deref().map(decision).transpose()?;
        event.reasons = codes(&self.reasons);
        event.earlier = self.earlier;
        event.status = self.status.as_deref().map(status).transpose()?;
        event.receipt = self.receipt.map(|hex| hex.0);
        Ok(event)
    }
}

fn codes(given: &[String]) -> Vec<String> {
    given.iter().fold(Vec::new(), |mut codes, one| {
        add(&mut codes, one);
        codes
    })
}

fn decision(word: &str) -> Result<Decision, Error> {
    let known = Decision::ALL.into_iter().find(|decision| decision.code() == word);
    known.ok_or_else(|| malformed("entry.decision"))
}

fn status(digits: &str) -> Result<Status, Error> {
    Status::from_code(digits).ok_or_else(|| malformed("entry.status"))
}

fn malformed(what: &'static str) -> Error {
    let syntax = Syntax::Json;
    Error::Malformed(Malformed { syntax, what, clause: CLAUSE, offset: None, block: None })
}
