//! From the form of a gateway's policy file to its rules: what serde cannot check.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{File, InboundRules, OutboundRules, Own, Rules, file};
use crate::ades::Level;
use crate::edxml::statement::{Role, normal};
use crate::edxml::{AgencyCode, Fault};
use crate::error::{PolicyFault, PolicyReason};
use crate::gateway::InboundReason;
use crate::gateway::marks::Marks;
use crate::journal::Decision;
use crate::policy::place;

/// Faults that leave a message without what a gateway goes by; nobody tolerates them.
const NEEDED: &[&str] = &[
    "N.MessageHeader",
    "N.MessageHeader.From",
    "N.MessageHeader.From.OrganId",
    "N.MessageHeader.To",
    "N.MessageHeader.To.OrganId",
    "N.AttachmentEncoded.Attachment",
    "N.AttachmentEncoded.Attachment.ContentTransferEncoded",
    "N.edXMLManifest.Reference",
];

pub(super) fn read(text: &str) -> Result<Rules, PolicyFault> {
    let file: File = place::read(text)?;
    Reading { text }.rules(file)
}

struct Reading<'a> {
    text: &'a str,
}

impl Reading<'_> {
    fn rules(&self, file: File) -> Result<Rules, PolicyFault> {
        if !place::is_name(file.name.as_ref()) {
            return Err(self.fault(&file.name, PolicyReason::Name));
        }
        let version = match (file.version.as_ref().date, file.version.as_ref().time) {
            (Some(day), None) => day.to_string(),
            _ => return Err(self.fault(&file.version, PolicyReason::Day)),
        };
        let general = Own {
            outbound: self.outbound(&file.outbound, &OutboundRules::strict())?,
            inbound: self.inbound(&file.inbound, &InboundRules::strict())?,
        };
        let mut agencies = BTreeMap::new();
        for agency in &file.agency {
            let code = normal(agency.code.as_ref());
            if AgencyCode::parse(&code).is_err() {
                return Err(self.fault(&agency.code, PolicyReason::AgencyCode));
            }
            let own = Own {
                outbound: self.outbound(&agency.outbound, &general.outbound)?,
                inbound: self.inbound(&agency.inbound, &general.inbound)?,
            };
            if agencies.insert(code, own).is_some() {
                return Err(self.fault(&agency.code, PolicyReason::Twice));
            }
        }
        let (name, title) = (file.name.into_inner(), (file.title.en, file.title.vi));
        Ok(Rules { name, title, version, general, agencies })
    }

    /// What a part of the file says, in place of what is general; marks come on top.
    fn outbound(
        &self,
        file: &file::Outbound,
        general: &OutboundRules,
    ) -> Result<OutboundRules, PolicyFault> {
        let mut rules = general.clone();
        if let Some(level) = file.level {
            rules.level = match level {
                file::Level::B => Level::B,
                file::Level::T => Level::T,
                file::Level::Lt => Level::Lt,
                file::Level::Lta => Level::Lta,
            };
        }
        if let Some(before) = &file.before {
            rules.before = self.roles(before)?;
        }
        if let Some(tolerate) = &file.tolerate {
            rules.tolerated = self.tolerated(tolerate)?;
        }
        self.marks(file, &mut rules.marks)?;
        Ok(rules)
    }

    fn roles(&self, given: &[Spanned<file::Role>]) -> Result<Vec<Role>, PolicyFault> {
        let mut roles = Vec::new();
        for place in given {
            let role = match place.as_ref() {
                file::Role::Forwarder => Role::Forwarder,
                file::Role::Leader => Role::Leader,
            };
            if roles.contains(&role) {
                return Err(self.fault(place, PolicyReason::Twice));
            }
            roles.push(role);
        }
        Ok(roles)
    }

    fn tolerated(&self, given: &[Spanned<String>]) -> Result<Vec<String>, PolicyFault> {
        let mut faults = Vec::new();
        for place in given {
            let text = place.as_ref();
            if !Fault::is_written(text) || NEEDED.contains(&text.as_str()) {
                return Err(self.fault(place, PolicyReason::Tolerated));
            }
            if faults.contains(text) {
                return Err(self.fault(place, PolicyReason::Twice));
            }
            faults.push(text.clone());
        }
        Ok(faults)
    }

    fn marks(&self, file: &file::Outbound, marks: &mut Marks) -> Result<(), PolicyFault> {
        for mark in file.marks.iter().flatten() {
            if !marks.add(mark.as_ref()) {
                return Err(self.fault(mark, PolicyReason::NoMark));
            }
        }
        for phrase in file.danger_not_secret.iter().flatten() {
            if !marks.dangerously_allow(phrase.as_ref()) {
                return Err(self.fault(phrase, PolicyReason::NoMark));
            }
        }
        Ok(())
    }

    fn inbound(
        &self,
        file: &file::Inbound,
        general: &InboundRules,
    ) -> Result<InboundRules, PolicyFault> {
        let mut rules = general.clone();
        if let Some(window) = &file.window {
            let seconds = place::seconds(window.as_ref()).filter(|seconds| *seconds > 0);
            let fault = || self.fault(window, PolicyReason::Duration);
            rules.window = seconds.ok_or_else(fault)?;
        }
        if let Some(receipts) = file.refusal_receipts {
            rules.refusal_receipts = receipts;
        }
        for (case, decision) in &file.cases {
            let (reason, decision) = self.case(case, decision)?;
            rules.cases.insert(reason, decision);
        }
        Ok(rules)
    }

    fn case(
        &self,
        case: &Spanned<String>,
        decision: &Spanned<file::Case>,
    ) -> Result<(InboundReason, Decision), PolicyFault> {
        let reason = InboundReason::from_code(case.as_ref()).filter(|one| one.is_of_policy());
        let Some(reason) = reason else {
            let words = format!("unknown field `{}`", case.as_ref());
            return Err(self.fault(case, place::form(&words)));
        };
        match decision.as_ref() {
            file::Case::DangerAccept if !reason.may_be_accepted() => {
                Err(self.fault(decision, PolicyReason::NeverAccepted))
            }
            file::Case::DangerAccept => Ok((reason, Decision::Accept)),
            file::Case::Quarantine => Ok((reason, Decision::Quarantine)),
            file::Case::Refuse => Ok((reason, Decision::Refuse)),
        }
    }

    fn fault<T>(&self, place: &Spanned<T>, reason: PolicyReason) -> PolicyFault {
        place::fault(self.text, place.span(), reason)
    }
}
