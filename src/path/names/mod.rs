//! Name constraints (RFC 5280 §4.2.1.10, §6.1.3 (b) and (c)).
//!
//! The sets of permitted and excluded names are not computed: each authority's constraints are kept
//! as they are, and a name must pass all of them. That is their intersection.
//!
//! Stricter than RFC 5280: non-critical constraints count too; emailAddress in the subject is judged
//! even beside a subject alternative name, and so is, where the last certificate has no dNSName, a
//! common name that looks like a host (both as OpenSSL and NSS do); a name or a constraint of a form
//! that is constrained but cannot be understood ends the path, whether the constraint is critical or
//! not.

pub(super) mod dns;
pub(super) mod email;
mod uri;

use core::net::IpAddr;
use std::borrow::Cow;
use std::cell::OnceCell;

use crate::oid;
use crate::path::budget::Budget;
use crate::path::error::{NameForm, PathError};
use crate::x509::{Certificate, GeneralName, Name, NameConstraints, Subtree};

use dns::{Malformed, Syntax};

/// Where in the path a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Authority,
    Last,
}

/// The constraints that the anchor, the caller and the authorities so far impose.
#[derive(Clone, Debug, Default)]
pub(super) struct Constraints {
    imposed: Vec<NameConstraints>,
}

impl Constraints {
    /// RFC 5280 §6.1.4 (g).
    pub(super) fn impose(&mut self, constraints: NameConstraints) {
        self.imposed.push(constraints);
    }

    /// RFC 5280 §6.1.3 (b) and (c): all names of a certificate against all constraints.
    pub(super) fn check(
        &self,
        certificate: &Certificate,
        place: Place,
        budget: &mut Budget,
    ) -> Result<(), PathError> {
        if self.imposed.is_empty() {
            return Ok(());
        }
        let names = names(certificate, place);
        for constraints in &self.imposed {
            let permitted: Vec<_> = constraints.permitted().map(Base::from).collect();
            let excluded: Vec<_> = constraints.excluded().map(Base::from).collect();
            budget.names(names.len(), permitted.len() + excluded.len())?;
            for name in &names {
                check_name(name, &permitted, &excluded)?;
            }
        }
        Ok(())
    }
}

/// A constraint. A distinguished name is prepared for comparison once, not for each name.
#[derive(Clone, Debug)]
enum Base<'a> {
    Directory(Vec<Vec<u8>>),
    Given(Subtree<'a>),
}

impl<'a> From<Subtree<'a>> for Base<'a> {
    fn from(subtree: Subtree<'a>) -> Self {
        match subtree {
            Subtree::Directory(name) => Self::Directory(name.comparison_keys()),
            subtree => Self::Given(subtree),
        }
    }
}

/// A name that constraints can be about.
#[derive(Clone, Debug)]
enum Item<'a> {
    /// With its keys for comparison, once they are needed.
    Directory(Cow<'a, Name>, OnceCell<Vec<Vec<u8>>>),
    Dns(Cow<'a, str>),
    Email(Cow<'a, str>),
    EdiParty,
    Ip(IpAddr),
    OtherName,
    RegisteredId,
    /// An otherName that is an e-mail address (RFC 8398).
    SmtpUtf8Mailbox,
    Uri(&'a str),
    X400,
}

impl Item<'_> {
    fn form(&self) -> NameForm {
        match self {
            Self::Directory(..) => NameForm::Directory,
            Self::Dns(_) => NameForm::Dns,
            Self::Email(_) | Self::SmtpUtf8Mailbox => NameForm::Email,
            Self::Ip(_) => NameForm::Ip,
            Self::Uri(_) => NameForm::Uri,
            Self::EdiParty | Self::OtherName | Self::RegisteredId | Self::X400 => NameForm::Other,
        }
    }
}

/// All names of a certificate: the subject, what is in it, and the alternative names.
fn names(certificate: &Certificate, place: Place) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let subject = certificate.subject();
    if !subject.is_empty() {
        items.push(Item::Directory(Cow::Borrowed(subject), OnceCell::new()));
    }
    let alternative = certificate.extensions().subject_alt_name();
    for name in alternative.into_iter().flatten() {
        items.push(item(name));
    }
    // RFC 5280 §4.2.1.10: addresses in the subject fall under constraints on addresses.
    items.extend(texts(subject, oid::EMAIL_ADDRESS).map(Item::Email));
    // Hosts in the subject likewise, where nothing else says which host is meant.
    if place == Place::Last && !items.iter().any(|item| matches!(item, Item::Dns(_))) {
        let hosts = texts(subject, oid::COMMON_NAME).filter(|text| looks_like_host(text));
        items.extend(hosts.map(Item::Dns));
    }
    items
}

fn texts<'a>(subject: &'a Name, kind: oid::Oid<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    let of_kind = subject.attributes().filter(move |attribute| attribute.kind() == kind);
    of_kind.filter_map(|attribute| attribute.text())
}

/// Whether a common name would be taken for a host by those who look for hosts there.
fn looks_like_host(text: &str) -> bool {
    let host = text.strip_prefix("*.").unwrap_or(text);
    text.contains('.') && dns::is_host(host, Syntax::Lenient)
}

fn item(name: GeneralName<'_>) -> Item<'_> {
    match name {
        GeneralName::Directory(name) => Item::Directory(Cow::Owned(name), OnceCell::new()),
        GeneralName::Dns(text) => Item::Dns(Cow::Borrowed(text)),
        GeneralName::EdiParty(_) => Item::EdiParty,
        GeneralName::Email(text) => Item::Email(Cow::Borrowed(text)),
        GeneralName::Ip(address) => Item::Ip(address),
        GeneralName::OtherName(oid::ON_SMTP_UTF8_MAILBOX, _) => Item::SmtpUtf8Mailbox,
        GeneralName::OtherName(..) => Item::OtherName,
        GeneralName::RegisteredId(_) => Item::RegisteredId,
        GeneralName::Uri(text) => Item::Uri(text),
        GeneralName::X400(_) => Item::X400,
    }
}

fn check_name(
    name: &Item<'_>,
    permitted: &[Base<'_>],
    excluded: &[Base<'_>],
) -> Result<(), PathError> {
    let form = name.form();
    let unprocessable = |Malformed| PathError::NameUnprocessable(form);
    let mut constrained = false;
    let mut found = false;
    for subtree in permitted {
        if let Some(within) = is_within(name, subtree, dns::is_permitted).map_err(unprocessable)? {
            constrained = true;
            found |= within;
        }
    }
    if constrained && !found {
        return Err(PathError::NameNotPermitted(form));
    }
    for subtree in excluded {
        if is_within(name, subtree, dns::is_excluded).map_err(unprocessable)? == Some(true) {
            return Err(PathError::NameExcluded(form));
        }
    }
    Ok(())
}

/// Whether a name lies in a subtree; `None` if the subtree is of another form.
fn is_within(
    name: &Item<'_>,
    base: &Base<'_>,
    dns_is_within: fn(&str, &str) -> Result<bool, Malformed>,
) -> Result<Option<bool>, Malformed> {
    let subtree = match (name, base) {
        (Item::Directory(name, keys), Base::Directory(base)) => {
            let keys = keys.get_or_init(|| name.comparison_keys());
            return Ok(Some(keys.starts_with(base)));
        }
        (_, Base::Directory(_)) => return Ok(None),
        (_, Base::Given(subtree)) => subtree,
    };
    match (name, subtree) {
        (Item::Dns(name), Subtree::Dns(base)) => dns_is_within(name, base).map(Some),
        (Item::Email(name), Subtree::Email(base)) => email::is_within(name, base).map(Some),
        (Item::Uri(name), Subtree::Uri(base)) => uri::is_within(name, base).map(Some),
        (Item::Ip(address), Subtree::Ip(subnet)) => Ok(Some(subnet.contains(*address))),
        // RFC 5280 §4.2.1.10: what cannot be processed must be refused.
        (Item::OtherName | Item::SmtpUtf8Mailbox, Subtree::OtherName)
        | (Item::SmtpUtf8Mailbox, Subtree::Email(_))
        | (Item::X400, Subtree::X400)
        | (Item::EdiParty, Subtree::EdiParty)
        | (Item::RegisteredId, Subtree::RegisteredId) => Err(Malformed),
        _ => Ok(None),
    }
}
