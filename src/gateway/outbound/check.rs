//! Everything that keeps a package from going out (`docs/gateway.md` §4.2).

use std::collections::BTreeSet;

use crate::Time;
use crate::edxml::statement::{Role, normal};
use crate::edxml::{Binding, Fault, LibertyKind, PackageReport, SealReport, State, validate};
use crate::gateway::{Agency, Gateway, OutboundReason};

/// The faults that say that an attachment is not there.
const NOT_THERE: &[&str] =
    &["AttachmentEncoded.Attachment", "AttachmentEncoded.Attachment.ContentTransferEncoded"];

/// What is looked at, and by whose rules.
pub(super) struct Check<'c> {
    pub(super) gateway: &'c Gateway,
    pub(super) agency: &'c Agency,
    pub(super) report: &'c PackageReport,
    pub(super) at: Time,
}

impl Check<'_> {
    /// Returns all reasons, each once, in the order of the table.
    pub(super) fn reasons(&self) -> Vec<OutboundReason> {
        if self.report.package().document().is_none() {
            return vec![match self.report.package().status() {
                Some(_) => OutboundReason::StatusMessage,
                None => OutboundReason::Unreadable,
            }];
        }
        let mut reasons = BTreeSet::new();
        self.message(&mut reasons);
        self.faults(&mut reasons);
        self.seals(&mut reasons);
        self.own(&mut reasons);
        reasons.into_iter().collect()
    }

    fn message(&self, reasons: &mut BTreeSet<OutboundReason>) {
        let package = self.report.package();
        if self.report.sender().code() != Some(self.agency.code()) {
            reasons.insert(OutboundReason::OtherSender);
        }
        let id = package.document().and_then(|header| header.document_id.as_deref());
        if normal(id.unwrap_or_default()).is_empty() {
            reasons.insert(OutboundReason::NoDocument);
        }
        if package.attachments.iter().any(|attachment| attachment.is_destroyed()) {
            reasons.insert(OutboundReason::DestroyedAttachment);
        }
        let rules = self.gateway.rules().outbound(self.agency.code());
        reasons.extend(rules.secret_places(package).into_iter().map(OutboundReason::Secret));
    }

    fn faults(&self, reasons: &mut BTreeSet<OutboundReason>) {
        let rules = self.gateway.rules().outbound(self.agency.code());
        let faults = validate(self.report.package());
        for fault in faults.into_iter().filter(|fault| !rules.tolerates(fault)) {
            reasons.insert(if is_not_there(&fault) {
                OutboundReason::MissingAttachment
            } else {
                OutboundReason::Fault(fault)
            });
        }
        // What two readers may read differently cannot be sealed.
        for kind in self.report.ambiguities() {
            reasons.insert(match kind {
                LibertyKind::MissingAttachment | LibertyKind::MissingContent => {
                    OutboundReason::MissingAttachment
                }
                kind => OutboundReason::Ambiguous(*kind),
            });
        }
    }

    fn seals(&self, reasons: &mut BTreeSet<OutboundReason>) {
        let seals = self.report.seals();
        if !seals.is_empty() && !self.report.verdict().is_passed() {
            // Who receives it asks that every seal passes.
            reasons.insert(OutboundReason::BadSeal);
        }
        let changed = !matches!(
            self.report.state(),
            State::NotSealed | State::Intact | State::RewrittenByHop
        );
        if changed && self.report.ambiguities().is_empty() {
            reasons.insert(OutboundReason::ChangedSinceSealed);
        }
        if seals.iter().any(|seal| self.is_own(seal, Role::Agency)) {
            reasons.insert(OutboundReason::AlreadySealed);
        }
        for role in self.gateway.rules().outbound(self.agency.code()).before() {
            reasons.extend(self.demanded(*role));
        }
    }

    /// A seal that the policy demands: there, good, and of somebody who may seal in this role for the agency.
    fn demanded(&self, role: Role) -> Option<OutboundReason> {
        let in_role = self.report.seals().iter().filter(|seal| match role {
            // Whoever passes it on does so in an own name.
            Role::Forwarder => has_role(seal, role),
            _ => self.is_own(seal, role),
        });
        let best = in_role.map(|seal| seal.binding().cloned().unwrap_or(Binding::Unknown)).min();
        match best {
            None => Some(OutboundReason::SealMissing(role)),
            Some(Binding::Bound) => None,
            Some(binding) => Some(OutboundReason::SealNotBound(role, binding)),
        }
    }

    fn is_own(&self, seal: &SealReport, role: Role) -> bool {
        let organ = seal.statement().map(|statement| statement.sealer().organ());
        has_role(seal, role) && organ == Some(self.agency.code())
    }

    /// The agency's own certificate: nobody would believe a seal that the registry does not bind.
    fn own(&self, reasons: &mut BTreeSet<OutboundReason>) {
        let [certificate, above @ ..] = self.agency.chain() else { return };
        if self.at < certificate.not_before() || certificate.not_after() < self.at {
            reasons.insert(OutboundReason::OwnCertificateExpired);
        }
        let anchors = self.gateway.trust().trust().anchors().iter();
        let anchors = anchors.filter(|anchor| anchor.name().matches(certificate.issuer()));
        let keys = above
            .iter()
            .filter(|issuer| issuer.subject().matches(certificate.issuer()))
            .map(|issuer| issuer.spki())
            .chain(anchors.map(|anchor| anchor.spki()));
        let registry = self.gateway.registry().registry();
        let code = self.agency.code();
        let bindings = keys.map(|key| {
            let decision = registry.decide(code, Role::Agency, certificate, key, self.at);
            decision.binding().clone()
        });
        match bindings.min().unwrap_or(Binding::Unknown) {
            Binding::Bound => {}
            binding => {
                reasons.insert(OutboundReason::OwnCertificate(binding));
            }
        }
    }
}

fn has_role(seal: &SealReport, role: Role) -> bool {
    seal.statement().is_some_and(|statement| statement.sealer().role() == role)
}

fn is_not_there(fault: &Fault) -> bool {
    NOT_THERE.contains(&fault.path) && fault.to_string().starts_with("N.")
}
