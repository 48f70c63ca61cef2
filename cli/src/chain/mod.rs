//! `antin chain`: certification path validation alone, with every input of RFC 5280 §6.1.1.
//!
//! Exit status 1 says that a path to a trusted root was built and refused for a reason that no further
//! certificate can heal. Where none reaches a root, where revocation status is missing, or where the search
//! was stopped, nothing is decided: 2.

mod show;

use std::path::Path;

use antin::ades::Evidence;
use antin::chain::{self, Outcome};
use antin::policy::{PathInputs, Policy, Purpose as Use, ReferenceName};

use crate::args::{ChainArgs, Purpose, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors};
use crate::{clock, input, policy, print};

/// Runs `antin chain`.
pub(crate) fn run(args: &ChainArgs, language: Language) -> Result<Exit, Failure> {
    let leaf = args.leaf.as_deref().unwrap_or_else(|| Path::new(""));
    let policy = policy::policy(&args.policy, &args.evidence.trust)?;
    let at = match args.at {
        Some(at) => at,
        None => clock::now()?,
    };
    let inputs = inputs(args, &policy)?;
    let policy = policy.with_path_inputs(inputs);
    let mut certificates = input::leaf_and_more(leaf, language)?;
    let judged = certificates.remove(0);
    let known = Evidence::new().with_certificates(certificates);
    let evidence = input::evidence_beside(known, &args.evidence, &[], language)?;

    let report = chain::judge(&judged, &evidence, &policy, at);
    let exit = exit_of(report.verdict());
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => {
            print::line(&mut out, &format!("{:#}", report.to_json(language.into(), args.all)))
        }
        TextFormat::Text => show::print(&report, args.all, &mut out, language),
    };
    print::finished(printed, exit)
}

fn exit_of(outcome: Outcome) -> Exit {
    match outcome {
        Outcome::Passed => Exit::Passed,
        Outcome::Failed => Exit::Failed,
        _ => Exit::Indeterminate,
    }
}

fn inputs(args: &ChainArgs, policy: &Policy) -> Result<PathInputs, Failure> {
    let mut inputs = policy.path_inputs().clone();
    if let Some(purpose) = args.purpose {
        inputs = inputs.with_purpose(purpose_of(purpose));
    }
    if !args.policy_oid.is_empty() {
        inputs = inputs.with_policies(args.policy_oid.iter().cloned());
    }
    if args.require_explicit_policy {
        inputs = inputs.require_explicit_policy();
    }
    if args.inhibit_policy_mapping {
        inputs = inputs.inhibit_policy_mapping();
    }
    if args.inhibit_any_policy {
        inputs = inputs.inhibit_any_policy();
    }
    if let Some(depth) = args.max_depth {
        inputs = inputs.with_max_depth(depth);
    }
    match &args.name {
        Some(name) => Ok(inputs.with_name(reference(name)?)),
        None => Ok(inputs),
    }
}

fn purpose_of(purpose: Purpose) -> Use {
    match purpose {
        Purpose::Document => Use::Document,
        Purpose::Timestamp => Use::TimeStamping,
        Purpose::Ocsp => Use::OcspSigning,
        Purpose::TlsServer => Use::TlsServer,
        Purpose::Any => Use::Any,
    }
}

/// Reads `dns:…`, `ip:…`, `email:…`, or a bare name by its looks.
fn reference(text: &str) -> Result<ReferenceName, Failure> {
    let bad = || Failure::usage(&errors::BAD_NAME).with(text);
    let (form, name) = match text.split_once(':') {
        Some((form @ ("dns" | "ip" | "email"), name)) => (form, name),
        _ => ("", text),
    };
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_whitespace) {
        return Err(bad());
    }
    match form {
        "dns" => Ok(ReferenceName::Dns(name.strip_suffix('.').unwrap_or(name).to_owned())),
        "email" => Ok(ReferenceName::Email(name.to_owned())),
        "ip" => name.parse().map(ReferenceName::Ip).map_err(|_| bad()),
        _ => Ok(ReferenceName::from_text(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_prefix_or_by_their_looks() {
        let read = |text| reference(text).ok();
        assert_eq!(read("dns:co-quan.test"), Some(ReferenceName::Dns("co-quan.test".into())));
        assert_eq!(read("a@b.test"), Some(ReferenceName::Email("a@b.test".into())));
        assert_eq!(read("2001:db8::1"), read("ip:2001:db8::1"));
        assert_eq!(read("email:dns"), Some(ReferenceName::Email("dns".into())));
        for bad in ["", "dns:", "ip:co-quan.test", "a b"] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
