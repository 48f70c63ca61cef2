//! The policy file: what it says, and each fault with its line.

use super::Policy;
use crate::ades::Level;
use crate::edxml::statement::Role;
use crate::edxml::{Fault, FaultKind};
use crate::error::{Error, PolicyReason};
use crate::gateway::InboundReason;
use crate::journal::Decision;
use crate::language::Language;

const HEAD: &str =
    "name = \"mau\"\ntitle.en = \"Sample\"\ntitle.vi = \"Mẫu\"\nversion = 2026-11-22\n";
const DOCUMENT: &str = include_str!("../../../docs/gateway.md");

fn policy(rules: &str) -> Policy {
    Policy::from_toml(&format!("{HEAD}{rules}")).expect("a policy")
}

/// The line, counted from behind the head, and what is wrong there.
fn fault(rules: &str) -> (usize, PolicyReason) {
    match Policy::from_toml(&format!("{HEAD}{rules}")) {
        Err(Error::Policy(fault)) => (fault.line - HEAD.lines().count(), fault.reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_rules_it_is_strict() {
    let (policy, strict) = (policy(""), Policy::strict());
    assert_eq!(policy.outbound("X1"), strict.outbound("X1"));
    assert_eq!(policy.inbound("X1"), strict.inbound("X1"));
    assert_eq!(policy.window(), 30 * 86_400);
    for reason in InboundReason::ALL {
        assert_ne!(strict.inbound("X1").decision(reason), Decision::Accept, "{reason}");
    }
    assert_eq!((policy.name(), policy.version()), ("mau", "2026-11-22"));
    assert_eq!((policy.title(Language::En), policy.title(Language::Vi)), ("Sample", "Mẫu"));
}

#[test]
fn an_agency_has_its_own_rules_in_place_of_the_general_ones() {
    let policy = policy(
        "[outbound]\nlevel = \"T\"\nbefore = [\"leader\"]\n\
         [inbound]\nwindow = \"7d\"\ncases.not-sealed = \"quarantine\"\n\
         [[agency]]\ncode = \"000.00.00.H37\"\noutbound.before = []\n\
         inbound.window = \"60d\"\ninbound.refusal_receipts = false\n\
         [[agency]]\ncode = \"X98.12.3\"\n",
    );
    let own = policy.outbound("000.00.00.H37");
    assert_eq!((own.level(), own.before()), (Level::T, &[][..]));
    let general = policy.outbound("000.00.00.G22");
    assert_eq!((general.level(), general.before()), (Level::T, &[Role::Leader][..]));
    assert_eq!(policy.outbound("X98.12.3"), general);
    let own = policy.inbound(" 000.00.00.H37 ");
    assert_eq!((own.window(), own.refusal_receipts()), (60 * 86_400, false));
    assert_eq!(own.decision(InboundReason::NotSealed), Decision::Quarantine);
    assert_eq!(policy.inbound("X98.12.3").window(), 7 * 86_400);
    assert_eq!(policy.window(), 60 * 86_400);
    assert!(policy.agencies().eq(["000.00.00.H37", "X98.12.3"]));
}

#[test]
fn a_fault_is_tolerated_by_letter_and_path() {
    let rules = policy("[outbound]\ntolerate = [\"R.MessageHeader.Subject\"]\n");
    let fault = |kind| Fault { kind, path: "MessageHeader.Subject" };
    assert!(rules.outbound("X1").tolerates(&fault(FaultKind::OutOfRange)));
    assert!(!rules.outbound("X1").tolerates(&fault(FaultKind::Missing)));
}

#[test]
fn each_fault_of_a_file_is_named_with_its_line() {
    for (rules, line, reason) in [
        ("[outbound]\nbefore = [\n\"leader\",\n\"leader\"]", 4, PolicyReason::Twice),
        ("[outbound]\ntolerate = [\"Subject\"]", 2, PolicyReason::Tolerated),
        ("[outbound]\ntolerate = [\"N.MessageHeader.To\"]", 2, PolicyReason::Tolerated),
        ("[outbound]\ntolerate = [\"R.A\",\n\"R.A\"]", 3, PolicyReason::Twice),
        ("[outbound]\nmarks = [\"--\"]", 2, PolicyReason::NoMark),
        ("[outbound]\ndanger_not_secret = [\"nhân dân\"]", 2, PolicyReason::NoMark),
        ("[inbound]\nwindow = \"30\"", 2, PolicyReason::Duration),
        ("[inbound]\nwindow = \"0d\"", 2, PolicyReason::Duration),
        ("[[agency]]\ncode = \"một\"", 2, PolicyReason::AgencyCode),
        ("[[agency]]\ncode = \"X1\"\n[[agency]]\ncode = \"X1\"", 4, PolicyReason::Twice),
    ] {
        assert_eq!(fault(rules), (line, reason), "{rules}");
    }
    for (rules, line) in [
        ("[outbund]", 1),
        ("[outbound]\nlevel = \"C\"", 2),
        ("[outbound]\nbefore = [\"agency\"]", 2),
        ("[inbound.cases]\nnot-sealed = \"accept\"", 2),
        ("[inbound.cases]\nnotsealed = \"refuse\"", 2),
        ("[inbound.cases]\nrepeated = \"quarantine\"", 2),
        ("[[agency]]\noutbound.level = \"B\"", 1),
    ] {
        let (found, reason) = fault(rules);
        assert!(matches!(reason, PolicyReason::Form(_)), "{rules}: {reason:?}");
        assert_eq!(found, line, "{rules}");
    }
}

#[test]
fn some_cases_can_be_accepted_by_no_policy() {
    for reason in InboundReason::ALL.into_iter().filter(|reason| reason.is_of_policy()) {
        let rules = format!("[inbound.cases]\n{reason} = \"danger-accept\"");
        if reason.may_be_accepted() {
            let decision = policy(&rules).inbound("X1").decision(reason);
            assert_eq!(decision, Decision::Accept, "{reason}");
        } else {
            assert_eq!(fault(&rules), (2, PolicyReason::NeverAccepted), "{reason}");
        }
    }
    for reason in [
        InboundReason::Changed,
        InboundReason::Failed,
        InboundReason::OtherSender,
        InboundReason::WrongRecipient,
        InboundReason::BindingRevoked,
        InboundReason::FromTheFuture,
    ] {
        assert!(!reason.may_be_accepted(), "{reason}");
    }
}

#[test]
fn the_document_names_every_key_case_and_reason() {
    for key in [
        "`name`",
        "`title.en`",
        "`version`",
        "`level`",
        "`before`",
        "`tolerate`",
        "`marks`",
        "`danger_not_secret`",
        "`window`",
        "`refusal_receipts`",
        "`cases`",
        "`code`",
    ] {
        assert!(DOCUMENT.contains(key), "{key}");
    }
    for reason in InboundReason::ALL {
        let decision = reason.default_decision().code();
        let mut rows = DOCUMENT.lines().skip_while(|line| !line.starts_with("### 5.2"));
        let row = rows.find(|line| line.starts_with(&format!("| `{reason}` |")));
        let row = row.unwrap_or_else(|| panic!("{reason} is not in docs/gateway.md"));
        assert!(row.contains(decision), "{row}");
        assert_eq!(row.contains("`danger-accept`"), reason.may_be_accepted(), "{row}");
    }
    let example = DOCUMENT.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    Policy::from_toml(example.expect("an example")).expect("the example of docs/gateway.md");
}
