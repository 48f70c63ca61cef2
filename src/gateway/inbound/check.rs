//! Why a package that arrived is not simply accepted (`docs/gateway.md` §5.2).

use std::collections::BTreeSet;

use crate::Time;
use crate::ades::Verdict;
use crate::edxml::statement::{Role, normal};
use crate::edxml::{Binding, PackageReport, SealReport, State};
use crate::gateway::{Agency, Arrival, InboundReason, InboundRules};
use crate::receipt::Sent;
use crate::time::CLOCK_SKEW;

/// Operations on a document that was sent before: revoke, update, replace.
const FOLLOWING: &[&str] = &["1", "2", "3"];

/// What is looked at, and by whose rules.
pub(in crate::gateway) struct Check<'c> {
    pub(in crate::gateway) agency: &'c Agency,
    pub(in crate::gateway) rules: &'c InboundRules,
    pub(in crate::gateway) report: &'c PackageReport,
    pub(in crate::gateway) at: Time,
}

/// What was found, and by what the package is known when it comes again.
pub(super) struct Found {
    pub(super) reasons: BTreeSet<InboundReason>,
    pub(super) sent: Option<Sent>,
    pub(super) arrival: Option<Arrival>,
    /// What the registry has against the seal that a receipt names.
    pub(super) against_seal: Option<InboundReason>,
}

impl Check<'_> {
    pub(super) fn found(&self) -> Found {
        let mut reasons = BTreeSet::new();
        if self.report.package().document().is_none() {
            reasons.insert(match self.report.package().status() {
                Some(_) => InboundReason::StatusMessage,
                None => InboundReason::Unreadable,
            });
            return Found { reasons, sent: None, arrival: None, against_seal: None };
        }
        let sent = Sent::of(self.report);
        match &sent {
            Some(sent) if sent.recipients().iter().any(|code| code == self.agency.code()) => {}
            Some(_) => drop(reasons.insert(InboundReason::WrongRecipient)),
            None => drop(reasons.insert(InboundReason::NoDocument)),
        }
        self.state(&mut reasons);
        self.verdict(&mut reasons);
        let own = self.own(sent.as_ref());
        self.bindings(own, &mut reasons);
        if own.is_none() {
            reasons.insert(InboundReason::NotSealed);
        }
        let sealed = own.and_then(claimed);
        if let Some(reason) = own.and_then(|_| self.age(sealed)) {
            reasons.insert(reason);
        }
        let arrival = self.arrival(sent.as_ref(), own.and_then(|seal| seal.id().copied()), sealed);
        let against_seal = own.and_then(|seal| against(seal, true));
        Found { reasons, sent, arrival, against_seal }
    }

    fn state(&self, reasons: &mut BTreeSet<InboundReason>) {
        let reason = match self.report.state() {
            State::Intact | State::RewrittenByHop => return,
            State::Damaged => InboundReason::Damaged,
            State::Incomplete => InboundReason::Incomplete,
            State::NotSealed => InboundReason::NotSealed,
            State::Changed => InboundReason::Changed,
        };
        reasons.insert(reason);
    }

    fn verdict(&self, reasons: &mut BTreeSet<InboundReason>) {
        if self.report.seals().is_empty() {
            return;
        }
        match self.report.verdict() {
            Verdict::Passed => {}
            Verdict::Failed(_) => drop(reasons.insert(InboundReason::Failed)),
            Verdict::Indeterminate(_) => drop(reasons.insert(InboundReason::Indeterminate)),
        }
    }

    /// Of the seals that passed: whether each is by who it says. Anybody can add one in the sender's name.
    fn bindings(&self, own: Option<&SealReport>, reasons: &mut BTreeSet<InboundReason>) {
        for seal in self.report.seals() {
            let is_own = own.is_some_and(|own| own.id() == seal.id());
            reasons.extend(against(seal, is_own));
        }
    }

    /// The sender's seal: that by which a receipt would name the package, or else the first in the sender's name.
    fn own(&self, sent: Option<&Sent>) -> Option<&SealReport> {
        let own = || self.report.seals().iter().filter(|seal| self.is_senders(seal));
        let named = sent.and_then(Sent::seal);
        own().find(|seal| named.is_some() && seal.id() == named).or_else(|| own().next())
    }

    fn is_senders(&self, seal: &SealReport) -> bool {
        let sealer = seal.statement().map(|statement| statement.sealer());
        sealer.is_some_and(|sealer| {
            sealer.role() == Role::Agency && Some(sealer.organ()) == self.report.sender().code()
        })
    }

    pub(in crate::gateway) fn age(&self, sealed: Option<Time>) -> Option<InboundReason> {
        let oldest = self.at.plus_seconds(-i64::from(self.rules.window()));
        match sealed {
            None => Some(InboundReason::NoTime),
            Some(sealed) if sealed > self.at.plus_seconds(CLOCK_SKEW) => {
                Some(InboundReason::FromTheFuture)
            }
            Some(sealed) if sealed <= oldest => Some(InboundReason::TooOld),
            Some(_) => None,
        }
    }

    fn arrival(
        &self,
        sent: Option<&Sent>,
        seal: Option<[u8; 32]>,
        sealed: Option<Time>,
    ) -> Option<Arrival> {
        let (sent, seal, sealed) = (sent?, seal?, sealed?);
        let code = self.agency.code();
        let arrival = Arrival::new(code, sent.sender(), sent.document(), seal, sealed);
        let business = self.report.package().business();
        let operation = business.and_then(|business| business.doc_type.as_deref()).map(normal);
        let follows = operation.is_some_and(|one| FOLLOWING.contains(&one.as_str()));
        Some(if follows { arrival.following() } else { arrival })
    }
}

/// What the registry has against a seal that passed.
fn against(seal: &SealReport, is_own: bool) -> Option<InboundReason> {
    match seal.binding() {
        None | Some(Binding::Bound) => None,
        Some(Binding::Other(_)) => Some(InboundReason::OtherSender),
        Some(Binding::Revoked) => Some(InboundReason::BindingRevoked),
        Some(_) if !is_own => Some(InboundReason::UnboundSeal),
        Some(Binding::RoleNotAllowed) => Some(InboundReason::RoleNotAllowed),
        Some(Binding::Expired) => Some(InboundReason::BindingExpired),
        Some(_) => Some(InboundReason::UnknownSender),
    }
}

/// When a seal was made, by the word of its key.
///
/// NOTE: a time-stamp does not count, though it proves more: whoever keeps a seal can take it off and put a new one on,
/// and an old package would be young again when it is forgotten.
fn claimed(seal: &SealReport) -> Option<Time> {
    seal.report()?.signatures().first()?.claimed_time()
}
