//! What `antin chain` prints: the path that holds, or each candidate and why it was refused.

use std::io::Write;

use antin::Time;
use antin::ades::FindingCode;
use antin::path::{Candidate, PathError, Refusal, Status, VerifiedPath};
use antin::policy::TrustAnchor;
use antin::x509::Certificate;
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, report as text};
use crate::print::{self, ASIDE, BAD, DOUBT, GOOD, hex};

/// A search for a path, and how it ended.
pub(super) struct Shown<'a> {
    pub(super) judged: &'a Certificate,
    pub(super) found: &'a Result<VerifiedPath, Refusal>,
    pub(super) at: Time,
    pub(super) exit: Exit,
    pub(super) all: bool,
}

impl Shown<'_> {
    /// Returns the ending as JSON; `docs/chain.schema.json`.
    pub(super) fn to_json(&self, language: Language) -> Value {
        let verdict = match self.exit {
            Exit::Passed => "PASSED",
            Exit::Failed => "FAILED",
            _ => "INDETERMINATE",
        };
        let refusal = self.found.as_ref().err();
        let reason = refusal.map(|refusal| refusal.reason);
        let shown = refusal.map(|refusal| self.shown(refusal)).unwrap_or_default();
        json!({
            "antin": env!("CARGO_PKG_VERSION"),
            "version": 1,
            "verdict": verdict,
            "judged_at": self.at.to_string(),
            "language": antin::Language::from(language).tag(),
            "certificate": identity(self.judged),
            "code": reason.map(PathError::code),
            "clause": reason.map(PathError::clause),
            "text": reason.map(|reason| sentence(reason, language)),
            "path": self.found.as_ref().ok().map(path),
            "candidates": shown.iter().map(|one| candidate(one, language)).collect::<Vec<_>>(),
            "budget_spent": refusal.is_some_and(|refusal| refusal.budget_spent),
        })
    }

    /// The most telling candidate, or all of them.
    fn shown<'r>(&self, refusal: &'r Refusal) -> &'r [Candidate] {
        let count = if self.all { refusal.candidates.len() } else { 1 };
        refusal.candidates.get(..count).unwrap_or_default()
    }

    /// Prints the ending for people.
    pub(super) fn print(&self, out: &mut impl Write, language: Language) -> Result<(), Failure> {
        match self.found {
            Ok(path) => self.print_path(path, out, language)?,
            Err(refusal) => self.print_refusal(refusal, out, language)?,
        }
        let at = text::JUDGED_AT.fill(language, &[&self.at.to_rfc3339_at(420)]);
        print::styled(out, ASIDE, &at)
    }

    fn print_path(
        &self,
        path: &VerifiedPath,
        out: &mut impl Write,
        language: Language,
    ) -> Result<(), Failure> {
        print::styled(out, GOOD, text::PATH_FOUND.say(language))?;
        for one in path.certificates() {
            print::line(out, &format!("  {}", name(one)))?;
        }
        print_anchor(path.anchor(), out, language)?;
        let policies = if path.allows_any_policy() {
            text::ANY_POLICY.say(language).to_owned()
        } else if path.policies().is_empty() {
            text::NO_POLICY.say(language).to_owned()
        } else {
            path.policies().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        print::styled(out, ASIDE, &text::POLICIES.fill(language, &[&policies]))?;
        if path.uses_legacy_algorithms() {
            print::styled(out, DOUBT, text::LEGACY.say(language))?;
        }
        Ok(())
    }

    fn print_refusal(
        &self,
        refusal: &Refusal,
        out: &mut impl Write,
        language: Language,
    ) -> Result<(), Failure> {
        let (sentence, style) = match self.exit {
            Exit::Failed => (&text::PATH_REFUSED, BAD),
            _ => (&text::PATH_UNDECIDED, DOUBT),
        };
        print::styled(out, style, &sentence.fill(language, &[&told(refusal.reason, language)]))?;
        let shown = self.shown(refusal);
        for (index, one) in shown.iter().enumerate() {
            if self.all {
                let number = (index + 1).to_string();
                print::line(out, &text::CANDIDATE.fill(language, &[&number]))?;
            }
            print_candidate(one, out, language)?;
        }
        let more = refusal.candidates.len() - shown.len();
        if more > 0 {
            let line = text::MORE_CANDIDATES.fill(language, &[&more.to_string()]);
            print::styled(out, ASIDE, &line)?;
        }
        if refusal.budget_spent {
            print::styled(out, DOUBT, text::BUDGET_SPENT.say(language))?;
        }
        Ok(())
    }
}

fn print_candidate(
    candidate: &Candidate,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    let told = text::REFUSED_HERE.fill(language, &[&told(candidate.error, language)]);
    for (index, one) in candidate.certificates.iter().enumerate() {
        print::line(out, &format!("  {}", name(one)))?;
        if index == candidate.at {
            print::styled(out, BAD, &format!("    ^ {told}"))?;
        }
    }
    match &candidate.anchor {
        Some(anchor) => print_anchor(anchor, out, language)?,
        None => {
            print::styled(out, ASIDE, &format!("  ({})", text::NO_ANCHOR.say(language)))?;
        }
    }
    if candidate.at >= candidate.certificates.len() {
        print::styled(out, BAD, &format!("    ^ {told}"))?;
    }
    Ok(())
}

fn print_anchor(
    anchor: &TrustAnchor,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    let name = print::harmless(&anchor.name().to_string());
    print::line(out, &format!("  {name}  ({})", text::ANCHOR.say(language)))
}

fn name(certificate: &Certificate) -> String {
    print::harmless(&certificate.subject().to_string())
}

/// Returns the reason with its clause.
fn told(error: PathError, language: Language) -> String {
    format!("{} ({})", sentence(error, language).trim_end_matches('.'), error.clause())
}

/// Returns the library's sentence; where that speaks of a signature, which is not here, an own one.
fn sentence(error: PathError, language: Language) -> &'static str {
    match error {
        PathError::Expired => text::CERTIFICATE_EXPIRED.say(language),
        _ => FindingCode::Path(error).text(language.into()),
    }
}

fn identity(certificate: &Certificate) -> Value {
    json!({
        "subject": certificate.subject().to_string(),
        "issuer": certificate.issuer().to_string(),
        "serial": hex(certificate.serial()),
        "sha256": hex(certificate.sha256().as_bytes()),
    })
}

fn path(path: &VerifiedPath) -> Value {
    let links = path.certificates().iter().zip(path.revocation()).map(|(one, status)| {
        let mut link = identity(one);
        link["not_before"] = one.not_before().to_string().into();
        link["not_after"] = one.not_after().to_string().into();
        link["revocation"] = revocation(*status).into();
        link
    });
    json!({
        "certificates": links.collect::<Vec<_>>(),
        "anchor": anchor(path.anchor()),
        "policies": path.policies().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "legacy_algorithms": path.uses_legacy_algorithms(),
    })
}

fn revocation(status: Status) -> &'static str {
    match status {
        Status::Good => "good",
        Status::Revoked(_) => "revoked",
        Status::Undetermined => "undetermined",
        _ => "not-checked",
    }
}

fn anchor(anchor: &TrustAnchor) -> Value {
    let sha256 = anchor.certificate().map(|own| hex(own.sha256().as_bytes()));
    json!({ "subject": anchor.name().to_string(), "sha256": sha256 })
}

fn candidate(candidate: &Candidate, language: Language) -> Value {
    json!({
        "certificates": candidate.certificates.iter().map(identity).collect::<Vec<_>>(),
        "anchor": candidate.anchor.as_ref().map(anchor),
        "at": candidate.at,
        "code": candidate.error.code(),
        "clause": candidate.error.clause(),
        "text": sentence(candidate.error, language),
    })
}
