//! What a repetition is, and what is recorded instead.

use super::*;
use crate::edxml::Status;
use crate::journal::Kind;

const NOW: i64 = 1_800_000_000;

fn arrival(recipient: &str, sender: &str, document: &str) -> Arrival {
    Arrival::new(recipient, sender, document, [7; 32], Time::from_unix(NOW))
}

#[test]
fn spellings_of_the_same_text_are_the_same_arrival() {
    let one = arrival("X99", "X98", "45/UBND-Đà Nẵng");
    let other = arrival(" X99 ", "X98\r\n", "45/UBND-Đa\u{300} Nă\u{303}ng");
    assert_eq!(one, other);
    assert_eq!(one.keys(), other.keys());
}

#[test]
fn texts_that_run_together_are_different_arrivals() {
    assert_ne!(arrival("X9", "9X98", "d").keys(), arrival("X99", "X98", "d").keys());
    assert_ne!(
        arrival("X99", "X98", "d").keys().document,
        arrival("X99", "X98d", "").keys().document
    );
    let keys = arrival("X99", "X98", "d").keys();
    assert_ne!(keys.seal, keys.document);
}

#[test]
fn the_seal_is_known_at_each_recipient_by_itself() {
    assert_ne!(arrival("X99", "X98", "d").keys().seal, arrival("X97", "X98", "d").keys().seal);
    assert_eq!(arrival("X99", "X98", "d").keys().seal, arrival("X99", "X96", "e").keys().seal);
}

#[test]
fn the_horizon_never_moves_back() {
    let mut window = Window::new(std::time::Duration::from_secs(100));
    assert_eq!(window.at(Time::from_unix(NOW)).to_unix(), NOW - 100);
    window.horizon = window.at(Time::from_unix(NOW));
    assert_eq!(window.at(Time::from_unix(NOW - 500)).to_unix(), NOW - 100);
    let endless = Window::new(std::time::Duration::MAX);
    assert_eq!(endless.at(Time::from_unix(NOW)), endless.horizon);
}

#[test]
fn what_may_not_come_in_has_its_own_decision_and_earlier_entry() {
    let event = Event::new(Kind::Received, "X99")
        .decided(Decision::Accept)
        .reason("policy")
        .receipt([3; 32], Status::Arrived);
    assert_eq!(Admission::New.apply(&event), event);
    for (admission, decision, earlier) in [
        (Admission::Repeated { entry: 4 }, Decision::Refuse, Some(4)),
        (Admission::OtherSeal { entry: 5 }, Decision::Quarantine, Some(5)),
        (Admission::TooOld, Decision::Refuse, None),
    ] {
        let instead = admission.apply(&event);
        assert_eq!(instead.decision(), Some(decision));
        assert_eq!(instead.reasons(), [admission.code()]);
        assert_eq!((instead.earlier(), instead.receipt_id()), (earlier, None));
    }
}

#[test]
fn a_refusal_stays_one_if_another_package_came_for_the_document() {
    let refused = Event::new(Kind::Received, "X99").decided(Decision::Refuse);
    let instead = Admission::OtherSeal { entry: 5 }.apply(&refused);
    assert_eq!(instead.decision(), Some(Decision::Refuse));
}

#[test]
fn admissions_and_faults_have_names_of_their_own() {
    use crate::Language::{En, Vi};
    let admissions = [
        Admission::New,
        Admission::Repeated { entry: 1 },
        Admission::OtherSeal { entry: 1 },
        Admission::TooOld,
    ];
    let faults = [
        LedgerFault::Full,
        LedgerFault::Storage,
        LedgerFault::InUse,
        LedgerFault::Damaged,
        LedgerFault::Stamp(StampFault::Other),
    ];
    let names: std::collections::BTreeSet<_> = admissions
        .iter()
        .flat_map(|one| [one.code(), one.text(En), one.text(Vi)])
        .chain(faults.iter().flat_map(|one| [one.code(), one.text(En), one.text(Vi)]))
        .collect();
    assert_eq!(names.len(), 3 * (admissions.len() + faults.len()));
}
