//! What a receipt is about: a package, by what is known of it at both ends.

use crate::Time;
use crate::edxml::statement::{Fact, Role, Sha256, normal};
use crate::edxml::{PackageReport, SealReport};

/// A package that was sent, as a receipt names it.
///
/// Sender and recipient come to the same: from the judgement on the package that went out, or that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub(super) seal: Option<Sha256>,
    pub(super) document: String,
    pub(super) sender: String,
    pub(super) recipients: Vec<String>,
}

impl Sent {
    /// Names a package by the identity of its sender's seal, the identifier of the document, and codes.
    pub fn new<'a>(
        seal: Option<Sha256>,
        document: &str,
        sender: &str,
        recipients: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let recipients = recipients.into_iter().map(normal).collect();
        Self { seal, document: normal(document), sender: normal(sender), recipients }
    }

    /// Names a package that was judged: by the seal that passed in the role of the agency, by the body that sent it.
    ///
    /// Anybody can add a seal in that body's name. Of several, the one that is bound best counts, and of these the one
    /// that says to be made first.
    ///
    /// `None` for a package without document or sender: nobody can say what arrived.
    pub fn of(report: &PackageReport) -> Option<Self> {
        let document = report.package().document()?;
        let sender = report.sender().code()?;
        let own = report.seals().iter().filter(|seal| {
            let statement = seal.statement().filter(|_| seal.is_passed());
            statement.is_some_and(|statement| {
                statement.sealer().role() == Role::Agency
                    && statement.sealer().organ() == sender
                    && statement.text(Fact::Sender) == Some(sender)
            })
        });
        let own = own.min_by_key(|seal| (seal.binding().cloned(), claimed(seal)));
        let id = normal(document.document_id.as_deref()?);
        if id.is_empty() {
            return None;
        }
        let recipients = document.to.iter().filter_map(|to| to.organ_id.as_deref());
        let seal = own.and_then(|seal| seal.id().copied());
        Some(Self::new(seal, &id, sender, recipients))
    }

    /// Returns the identity of the seal.
    pub fn seal(&self) -> Option<&Sha256> {
        self.seal.as_ref()
    }

    /// Returns the identifier of the document.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Returns the identifier code of the sender.
    pub fn sender(&self) -> &str {
        &self.sender
    }

    /// Returns the identifier codes of the recipients.
    pub fn recipients(&self) -> &[String] {
        &self.recipients
    }
}

fn claimed(seal: &SealReport) -> Option<Time> {
    seal.report()?.signatures().first()?.claimed_time()
}
