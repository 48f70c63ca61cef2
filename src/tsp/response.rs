//! What an authority answers: TimeStampResp (RFC 3161 §2.4.2).

use crate::der::{Reader, Tag, Writer, bit_string};
use crate::error::{Error, Refusal, RefusalReason};
use crate::limits::Limits;
use crate::tsp::{Request, Token};

const WHAT: &str = "TimeStampResp";

/// An answer, read and not yet compared with what was asked.
///
/// ```text
/// TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
/// PKIStatusInfo ::= SEQUENCE {
///   status INTEGER, statusString SEQUENCE OF UTF8String OPTIONAL,
///   failInfo BIT STRING OPTIONAL }
/// ```
#[derive(Clone, Debug)]
pub struct Response {
    status: Status,
    token: Option<Token>,
}

/// How an authority answered.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The time-stamp is there as asked.
    Granted,
    /// The time-stamp is there, with changes.
    GrantedWithModifications,
    /// There is no time-stamp.
    Refused(Refusal),
}

impl Response {
    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is no answer, if it grants without a time-stamp or refuses with
    /// one, and as [`Token::from_bytes`].
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        Self::from_der_with(der, &Limits::DEFAULT)
    }

    /// Reads an answer as [`from_der`](Self::from_der) does, with limits of one's own.
    ///
    /// # Errors
    ///
    /// As [`from_der`](Self::from_der).
    pub fn from_der_with(der: &[u8], limits: &Limits) -> Result<Self, Error> {
        let (status, token) = split(der)?;
        match (&status, token) {
            // RFC 3161 §2.4.2: with status 0 or 1 the token must be there, otherwise it must not.
            (Status::Refused(_), None) => Ok(Self { status, token: None }),
            (Status::Granted | Status::GrantedWithModifications, Some(token)) => {
                let token = Some(Token::from_bytes_with(token, limits)?);
                Ok(Self { status, token })
            }
            _ => Err(Reader::new(der).error(WHAT, "RFC 3161 §2.4.2: status and token")),
        }
    }

    /// Returns how the authority answered.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Returns the token, which is not yet compared with anything.
    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// Returns the token if it is what was asked for.
    ///
    /// # Errors
    ///
    /// [`Error::Timestamp`] if the authority refused, or if the token is another one.
    pub fn into_token(self, request: &Request) -> Result<Token, Error> {
        let refused = match self.status {
            Status::Refused(refusal) => Error::Timestamp(refusal.into()),
            _ => Error::Unreachable("an answer that grants has no token"),
        };
        let token = self.token.ok_or(refused)?;
        request.check(&token).map_err(Error::Timestamp)?;
        Ok(token)
    }
}

fn split(der: &[u8]) -> Result<(Status, Option<&[u8]>), Error> {
    let mut outer = Reader::new(der);
    let mut reader = outer.sequence(WHAT)?;
    outer.finish(WHAT)?;
    let status = status(&mut reader)?;
    let token = reader.remaining();
    Ok((status, Some(token).filter(|token| !token.is_empty())))
}

fn status(reader: &mut Reader<'_>) -> Result<Status, Error> {
    const WHAT: &str = "PKIStatusInfo";
    let mut inner = reader.sequence(WHAT)?;
    let status = inner.small_integer(WHAT)?;
    let mut words = Vec::new();
    if let Some(texts) = inner.optional(Tag::SEQUENCE, "statusString")? {
        let mut texts = texts.reader();
        while !texts.is_empty() {
            let text = texts.expect(Tag::UTF8_STRING, "statusString")?;
            words.push(String::from_utf8_lossy(text.value).into_owned());
        }
    }
    let reasons = match inner.optional(Tag::BIT_STRING, "failInfo")? {
        Some(bits) => reasons(bit_string(&bits, "failInfo")?.1),
        None => Vec::new(),
    };
    inner.finish(WHAT)?;
    Ok(match status {
        0 => Status::Granted,
        1 => Status::GrantedWithModifications,
        _ => Status::Refused(Refusal { status, words, reasons }),
    })
}

/// The bits that are set; PKIFailureInfo has 32 at most.
fn reasons(octets: &[u8]) -> Vec<RefusalReason> {
    let set = |bit: &u8| {
        let octet = octets.get(usize::from(bit / 8)).copied().unwrap_or(0);
        octet & (0x80 >> (bit % 8)) != 0
    };
    (0..32).filter(set).map(RefusalReason::of_bit).collect()
}

/// Writes an answer that grants.
pub(super) fn granted(token: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_capacity(token.len() + 16);
    out.sequence(|out| {
        out.sequence(|out| {
            out.unsigned(0);
        });
        out.raw(token);
    });
    out.finish()
}

/// Writes an answer that refuses.
pub(super) fn refused(reason: RefusalReason, words: &str) -> Vec<u8> {
    let bit = reason.bit().min(31);
    let mut octets = vec![0_u8; usize::from(bit / 8) + 1];
    if let Some(last) = octets.last_mut() {
        *last = 0x80 >> (bit % 8);
    }
    // X.690 §11.2.2: trailing zero bits are left out.
    let contents = [vec![7 - bit % 8], octets].concat();
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.unsigned(2);
            out.sequence(|out| {
                out.value(Tag::UTF8_STRING, words.as_bytes());
            });
            out.value(Tag::BIT_STRING, &contents);
        });
    });
    out.finish()
}
