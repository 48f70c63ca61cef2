//! A receipt as JSON (`docs/receipt.md` §2): written readable, read strictly.

use serde::{Deserialize, Serialize};

use crate::Time;
use crate::edxml::Status;
use crate::edxml::statement::{Hex, normal};
use crate::error::{Error, Limit, Malformed, Syntax, Unsupported};
use crate::limits::Limits;
use crate::receipt::Receipt;

const FORMAT: &str = "antin-receipt";
const VERSION: u64 = 1;
const CLAUSE: &str = "docs/receipt.md §2";

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<Hex>,
    document: String,
    sender: String,
    recipient: String,
    status: String,
    time: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

impl Receipt {
    /// Returns the receipt as JSON in UTF-8, indented, with a line end behind it.
    pub fn to_json(&self) -> Vec<u8> {
        let members = Members {
            format: FORMAT.to_owned(),
            version: VERSION,
            seal: self.seal.map(Hex),
            document: self.document.clone(),
            sender: self.sender.clone(),
            recipient: self.recipient.clone(),
            status: self.status.code().to_owned(),
            time: self.time.to_string(),
            reasons: self.reasons.clone(),
        };
        // Writing strings and numbers into memory cannot fail.
        let mut json = serde_json::to_vec_pretty(&members).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads a receipt from JSON in UTF-8, strictly. Nobody has judged it then.
    ///
    /// # Errors
    ///
    /// * [`Error::LimitExceeded`]: it is longer than [`Limits::statement`].
    /// * [`Error::Malformed`]: it is no JSON, has a member twice or one that version 1 does not know, or a value
    ///   out of its form.
    /// * [`Error::Unsupported`]: it has another version.
    pub fn from_json(json: &[u8], limits: &Limits) -> Result<Self, Error> {
        if json.len() > limits.statement {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let head: Head = serde_json::from_slice(json).map_err(|_| malformed("receipt"))?;
        if head.format != FORMAT {
            return Err(malformed("receipt.format"));
        }
        if head.version != VERSION {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let members: Members = serde_json::from_slice(json).map_err(|_| malformed("receipt"))?;
        members.receipt()
    }
}

impl Members {
    fn receipt(self) -> Result<Receipt, Error> {
        let status = Status::from_code(&self.status).filter(|one| one.code() == self.status);
        let time = Time::parse_rfc3339(&self.time).ok();
        let reasons = self.reasons.into_iter().map(|reason| text(reason, "receipt.reasons"));
        let receipt = Receipt {
            seal: self.seal.map(|hex| hex.0),
            document: text(self.document, "receipt.document")?,
            sender: text(self.sender, "receipt.sender")?,
            recipient: text(self.recipient, "receipt.recipient")?,
            status: status.ok_or_else(|| malformed("receipt.status"))?,
            // A time has one spelling: UTC, to the second.
            time: time
                .filter(|time| time.to_string() == self.time)
                .ok_or_else(|| malformed("receipt.time"))?,
            reasons: reasons.collect::<Result<_, _>>()?,
        };
        // Only a refusal can be about a package that nobody sealed.
        if receipt.seal.is_none() && receipt.status != Status::Refused {
            return Err(malformed("receipt.seal"));
        }
        Ok(receipt)
    }
}

fn text(text: String, what: &'static str) -> Result<String, Error> {
    if text.is_empty() || normal(&text) != text { Err(malformed(what)) } else { Ok(text) }
}

fn malformed(what: &'static str) -> Error {
    let syntax = Syntax::Json;
    Error::Malformed(Malformed { syntax, what, clause: CLAUSE, offset: None, block: None })
}
