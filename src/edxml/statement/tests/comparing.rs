//! Comparing: each difference is seen, and named as what it is.

use super::full;
use crate::edxml::statement::{
    Arrived, Detail, Fact, FactState, File, FileState, Form, Reply, Statement, Update,
};

fn file(name: &str, length: u64, octet: u8) -> Arrived {
    Arrived::new(name, vec![Form::new(length, [octet; 32])])
}

fn files() -> Vec<Arrived> {
    vec![file("a.pdf", 2, 1), file("b.pdf", 3, 2)]
}

/// Returns the facts that are not what was sealed.
fn differences(arrived: &Statement) -> Vec<(Fact, FactState)> {
    let facts = full().compare(arrived, &files()).facts;
    facts
        .into_iter()
        .map(|one| (one.fact, one.state))
        .filter(|one| one.1 != FactState::Same)
        .collect()
}

fn states(arrived: &[Arrived]) -> Vec<FileState> {
    full().compare(&full(), arrived).files.into_iter().map(|one| one.state).collect()
}

#[test]
fn what_was_sealed_is_the_same_as_itself() {
    let comparison = full().compare(&full(), &files());
    assert!(comparison.is_same());
    assert_eq!(comparison.facts.len(), Fact::ALL.len());
    assert_eq!(comparison.files.len(), 2);
}

#[test]
fn each_fact_that_is_a_text_is_compared() {
    for fact in Fact::ALL.into_iter().filter(|fact| fact.is_text()) {
        let mut arrived = full();
        arrived.set(fact, "another");
        assert_eq!(differences(&arrived), [(fact, FactState::Changed)]);
        arrived.set(fact, "");
        assert_eq!(differences(&arrived), [(fact, FactState::Removed)]);
        let back = arrived.compare(&full(), &files()).facts;
        let found = back.into_iter().find(|one| one.fact == fact).expect("it is among them");
        assert_eq!(found.state, FactState::Added);
    }
}

#[test]
fn details_may_be_dropped_and_nothing_else() {
    let place = |text| Detail::new("ToPlaces/Place", "", text);
    let with = |details: &[Detail]| {
        let mut statement = Statement::new(full().sealer().clone());
        details.iter().for_each(|one| statement.add_detail(one.clone()));
        statement
    };
    let sealed = with(&[place("a"), place("b")]);
    let state = |details: &[Detail]| sealed.compare(&with(details), &[]).facts[0].state;
    assert_eq!(state(&[place("b"), place("a")]), FactState::Same);
    assert_eq!(state(&[place("a")]), FactState::Reduced);
    assert_eq!(state(&[place(" ")]), FactState::Reduced);
    assert_eq!(state(&[place("a"), place("b"), place("c")]), FactState::Added);
    assert_eq!(state(&[place("a"), place("c")]), FactState::Changed);
    assert_eq!(state(&[Detail::new("ToPlaces/Place", "x", "a")]), FactState::Changed);
    assert_eq!(state(&[Detail::new("From/Email", "", "a")]), FactState::Changed);
    let harmless = [FactState::Same, FactState::Reduced];
    assert!(harmless.into_iter().all(FactState::is_harmless));
    let others = [FactState::Added, FactState::Changed, FactState::Removed];
    assert!(!others.into_iter().any(FactState::is_harmless));
    assert_eq!(with(&[]).compare(&with(&[]), &[]).facts, []);
}

#[test]
fn each_fact_that_is_a_list_is_compared() {
    let mut arrived = full();
    arrived.add_recipient("X1");
    assert_eq!(differences(&arrived), [(Fact::Recipients, FactState::Changed)]);

    let mut arrived = full();
    arrived.add_update(Update::new("0", "1").with_change("X97.1", "0"));
    assert_eq!(differences(&arrived), [(Fact::Updates, FactState::Changed)]);

    let mut arrived = full();
    arrived.add_replacement("another", []);
    assert_eq!(differences(&arrived), [(Fact::Replacements, FactState::Changed)]);

    let mut arrived = full();
    arrived.add_reply(Reply::new("X98.12.3", "45/DVMB", "", ""));
    assert_eq!(differences(&arrived), [(Fact::Replies, FactState::Changed)]);
}

#[test]
fn entries_cannot_be_run_together() {
    let with = |replies: &[(&str, &str)]| {
        let mut statement = full();
        for (organ, code) in replies {
            statement.add_reply(Reply::new(organ, code, "", ""));
        }
        statement
    };
    for (sealed, arrived) in [
        (with(&[("a | b", "c")]), with(&[("a", "b | c")])),
        (with(&[(r"a\", "b")]), with(&[(r"a\ | b", "")])),
        (with(&[("a", "")]), with(&[("", "a")])),
    ] {
        assert!(!sealed.compare(&arrived, &files()).is_same());
    }
}

#[test]
fn order_of_attachments_means_nothing() {
    let mut arrived = files();
    arrived.reverse();
    assert_eq!(states(&arrived), [FileState::Same, FileState::Same]);
}

#[test]
fn an_attachment_with_other_bytes_is_changed() {
    let mut arrived = files();
    arrived[0] = file("a.pdf", 2, 3);
    assert_eq!(states(&arrived), [FileState::Changed, FileState::Same]);
    arrived[0] = file("a.pdf", 3, 1);
    assert_eq!(states(&arrived), [FileState::Changed, FileState::Same]);
}

#[test]
fn attachments_with_each_others_names_are_swapped() {
    let arrived = [file("a.pdf", 3, 2), file("b.pdf", 2, 1)];
    assert_eq!(states(&arrived), [FileState::Swapped, FileState::Swapped]);
}

#[test]
fn an_attachment_under_another_name_is_renamed() {
    // U+0430 looks like the letter a.
    let arrived = [file("\u{430}.pdf", 2, 1), files()[1].clone()];
    assert_eq!(states(&arrived), [FileState::Renamed, FileState::Same]);
}

#[test]
fn a_name_in_another_composition_is_the_same_name() {
    let mut sealed = full();
    sealed.add_file(File::new("Hà.pdf", 1, [4; 32]));
    let mut arrived = files();
    arrived.push(file("Ha\u{300}.pdf", 1, 4));
    assert!(sealed.compare(&full(), &arrived).is_same());
}

#[test]
fn attachments_that_are_missing_or_were_added_are_named() {
    assert_eq!(states(&files()[..1]), [FileState::Same, FileState::Missing]);
    let mut arrived = files();
    arrived.push(file("c.pdf", 1, 5));
    assert_eq!(states(&arrived), [FileState::Same, FileState::Same, FileState::Added]);
    let found = full().compare(&full(), &arrived).files.pop().expect("it is among them");
    assert_eq!((found.sealed, found.arrived), (None, Some(2)));
}

#[test]
fn a_file_that_is_there_twice_counts_twice() {
    let mut arrived = files();
    arrived.push(arrived[0].clone());
    assert_eq!(states(&arrived), [FileState::Same, FileState::Added, FileState::Same]);

    let mut sealed = full();
    sealed.add_file(File::new("a.pdf", 2, [1; 32]));
    assert!(sealed.compare(&full(), &arrived).is_same());
    assert!(!sealed.compare(&full(), &files()).is_same());
}

fn wrapped(name: &str, within: Form) -> Arrived {
    Arrived::new(name, vec![Form::new(90, [8; 32]), within])
}

#[test]
fn an_attachment_that_a_hop_wrapped_is_the_same() {
    let zipped = wrapped("a.pdf", Form::new(2, [1; 32]));
    assert_eq!(states(&[zipped, files()[1].clone()]), [FileState::Same, FileState::Same]);
    let other = wrapped("a.pdf", Form::new(2, [3; 32]));
    assert_eq!(states(&[other, files()[1].clone()]), [FileState::Changed, FileState::Same]);
}

#[test]
fn a_file_is_sealed_in_the_form_that_is_asked_for() {
    let csv = wrapped("x.csv", Form::new(2, [1; 32]));
    let file = csv.to_file(1).expect("two forms");
    assert_eq!((file.length(), file.sha256(), file.carried()), (2, &[1; 32], &[8; 32]));
    assert_eq!(csv.to_file(0), Some(File::new("x.csv", 90, [8; 32])));
    assert_eq!(csv.to_file(2), None);
}

#[test]
fn an_archive_that_a_hop_wrapped_once_more_is_the_same() {
    let mut sealed = full();
    sealed.add_file(File::new("ho-so.zip", 90, [7; 32]));
    let mut arrived = files();
    arrived.push(wrapped("ho-so.zip", Form::new(90, [7; 32])));
    assert!(sealed.compare(&full(), &arrived).is_same());
}
