//! Each forgery is found, and the entry is named at which it shows.

use proptest::prelude::*;

use super::forge::{Journal, at, authority, check, event, text, token};
use super::*;
use crate::ades::Evidence;
use crate::cms::tests::fixture::{P384, Party, noon};
use crate::policy::{Policy, TrustAnchor, TrustStore};
use crate::tsp::Timestamper;

/// The entry that is named, and what is said of it.
fn found(lines: &[Vec<u8>], kept: Head) -> (Fault, u64) {
    let broken = check(lines, kept).expect_err("a forgery");
    assert!(broken.since() <= broken.entry());
    // What is whole are the lines before the one that is named, each as its head says.
    let whole = broken.whole();
    assert_eq!(whole.number + 1, broken.line());
    assert!(whole.number < broken.entry() || broken.fault() == Fault::Repeated, "{broken:?}");
    let line = usize::try_from(whole.number).expect("small").checked_sub(1);
    assert_eq!(whole.sha256, line.map_or([0; 32], |line| Hasher::sha256(&lines[line])));
    (broken.fault(), broken.entry())
}

fn changed(lines: &mut [Vec<u8>], entry: usize, old: &str, new: &str) {
    let line = text(&lines[entry - 1]);
    assert!(line.contains(old), "{line}");
    lines[entry - 1] = line.replacen(old, new, 1).into_bytes();
}

#[test]
fn a_journal_as_it_was_written_is_whole() {
    let journal = Journal::new(9, &[4, 8]);
    for kept in [Head::EMPTY, journal.heads[0], journal.heads[5], journal.head()] {
        let checked = check(&journal.lines, kept).expect("whole");
        assert_eq!((checked.head(), checked.stamps()), (journal.head(), 2));
        let last = checked.last_stamp().expect("a stamp");
        assert_eq!((last.entry(), last.over(), checked.is_judged()), (8, 7, false));
    }
    let empty = check(&[], Head::EMPTY).expect("whole");
    assert_eq!((empty.head(), empty.last_stamp()), (Head::EMPTY, None));
}

#[test]
fn the_example_of_the_specification_is_whole() {
    let text = include_str!("../../../docs/journal.md");
    let example = text.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    let mut checker = Checker::new();
    checker.read(example.expect("an example").as_bytes()).expect("read");
    assert_eq!(checker.finish().map(|checked| checked.head().number), Ok(2));
}

#[test]
fn a_changed_entry_is_named() {
    let journal = Journal::new(9, &[]);
    for entry in 1..=9 {
        for (old, new) in [
            ("/CV", "/QĐ"),
            ("accept", "refuse"),
            ("\"sender\":\"X98\",", ""),
            ("\"previous\":\"", "\"previous\":\"0"),
            ("\"time\":\"2027", "\"time\":\"2026"),
            ("}", "} "),
            ("\"number\":", "\"number\":1"),
        ] {
            let mut lines = journal.lines.clone();
            changed(&mut lines, entry, old, new);
            let kept = if entry == 9 { journal.head() } else { Head::EMPTY };
            let (fault, named) = found(&lines, kept);
            assert_eq!(named, u64::try_from(entry).expect("small"), "{old} -> {new}");
            let last = entry == 9 && fault == Fault::Rewritten;
            assert!(fault == Fault::Changed || last, "{entry}: {old} -> {new}: {fault:?}");
        }
    }
}

#[test]
fn a_link_that_was_changed_is_told_from_an_entry_before_it() {
    let journal = Journal::new(6, &[]);
    let mut lines = journal.lines.clone();
    let other = "f".repeat(64);
    let own = text(&lines[3]).split('"').nth(9).expect("a digest").to_owned();
    assert_eq!(own.len(), 64);
    changed(&mut lines, 4, &own, &other);
    assert_eq!(found(&lines, Head::EMPTY), (Fault::Changed, 4));
    // At the end nothing is behind it that vouches for it, but a kept head is.
    assert_eq!(found(&lines[..4], journal.heads[3]), (Fault::Changed, 4));
    assert_eq!(found(&lines[..4], journal.heads[2]), (Fault::Changed, 4));
    assert_eq!(found(&lines[..4], Head::EMPTY), (Fault::Changed, 3));
}

#[test]
fn what_is_whole_ends_before_an_entry_that_was_changed() {
    let journal = Journal::new(6, &[3]);
    for entry in [1, 2, 4, 5] {
        let mut lines = journal.lines.clone();
        changed(&mut lines, entry, "accept", "refuse");
        let broken = check(&lines, Head::EMPTY).expect_err("changed");
        let number = u64::try_from(entry).expect("small");
        assert_eq!((broken.entry(), broken.since(), broken.line()), (number, number, number));
        let before = entry.checked_sub(2).map_or(Head::EMPTY, |before| journal.heads[before]);
        assert_eq!(broken.whole(), before);
    }
}

#[test]
fn a_kept_head_proves_the_line_before_and_what_is_behind_is_named() {
    let journal = Journal::new(6, &[]);
    // Everything from the fifth on is of another journal, which goes on for itself.
    let mut lines = journal.lines[..4].to_vec();
    lines.extend_from_slice(&journal.rewritten(4)[4..]);
    let broken = check(&lines, journal.heads[3]).expect_err("another end");
    assert_eq!((broken.fault(), broken.entry(), broken.line()), (Fault::Changed, 5, 5));
    assert_eq!(broken.whole(), journal.heads[3]);
    // The twin: without it, or with an earlier one, the fourth is named by what is behind.
    for kept in [Head::EMPTY, journal.heads[2]] {
        let broken = check(&lines, kept).expect_err("another end");
        assert_eq!((broken.fault(), broken.entry(), broken.line()), (Fault::Changed, 4, 4));
        assert_eq!(broken.whole(), journal.heads[2]);
    }
    // And with the end of the other one that was kept, too.
    let fifth = Head { number: 5, sha256: Hasher::sha256(&lines[4]) };
    assert_eq!(found(&lines, fifth), (Fault::Changed, 4));
    assert_eq!(found(&lines, journal.heads[4]), (Fault::Changed, 5));
}

#[test]
fn what_has_no_entry_at_all_is_told_from_a_journal() {
    let is_journal = |lines: &[Vec<u8>]| {
        let broken = check(lines, Head::EMPTY).expect_err("no journal");
        assert_eq!((broken.fault(), broken.entry()), (Fault::Changed, 1));
        assert_eq!((broken.line(), broken.whole()), (1, Head::EMPTY));
        broken.is_journal()
    };
    let other = [b"a = 1".to_vec(), Vec::new(), b"{}".to_vec()];
    assert!(!is_journal(&other));
    let journal = Journal::new(3, &[]);
    assert!(is_journal(&[&other[..], &journal.lines[2..]].concat()));
    assert!(is_journal(&[&[b"{".to_vec()], &journal.lines[1..]].concat()));
}

#[test]
fn removed_entries_are_named() {
    let journal = Journal::new(9, &[]);
    for entry in 1..=8_usize {
        for more in 0..(9 - entry) {
            let mut lines = journal.lines.clone();
            lines.drain(entry - 1..entry + more);
            let number = u64::try_from(entry).expect("small");
            assert_eq!(found(&lines, Head::EMPTY), (Fault::Removed, number), "{entry} {more}");
        }
    }
}

#[test]
fn entries_that_were_removed_with_the_link_mended_are_named() {
    let journal = Journal::new(9, &[]);
    let mut lines = journal.lines.clone();
    let link = |entry: usize| text(&journal.lines[entry - 1]).split('"').nth(9).map(str::to_owned);
    let (third, sixth) = (link(3).expect("a digest"), link(6).expect("a digest"));
    changed(&mut lines, 6, &sixth, &third);
    lines.drain(2..5);
    let (fault, entry) = found(&lines, Head::EMPTY);
    assert_eq!(entry, 3, "{fault:?}");
}

#[test]
fn entries_out_of_their_place_are_named() {
    let journal = Journal::new(9, &[]);
    for (from, to) in [(3, 4), (4, 3), (1, 9), (9, 1), (2, 7), (7, 2), (8, 9)] {
        let mut lines = journal.lines.clone();
        let line = lines.remove(from - 1);
        lines.insert(to - 1, line);
        let first = u64::try_from(from.min(to)).expect("small");
        assert_eq!(found(&lines, Head::EMPTY), (Fault::Reordered, first), "{from} {to}");
        let mut lines = journal.lines.clone();
        lines.swap(from - 1, to - 1);
        assert_eq!(found(&lines, Head::EMPTY), (Fault::Reordered, first), "swap {from} {to}");
    }
}

#[test]
fn entries_that_are_there_twice_are_named() {
    let journal = Journal::new(6, &[]);
    for entry in 1..=6_usize {
        for place in 0..=6 {
            let mut lines = journal.lines.clone();
            lines.insert(place, journal.lines[entry - 1].clone());
            let number = u64::try_from(entry).expect("small");
            assert_eq!(found(&lines, Head::EMPTY), (Fault::Repeated, number), "{entry} {place}");
        }
    }
}

#[test]
fn what_was_put_in_is_named() {
    let journal = Journal::new(6, &[]);
    for place in 0..6_usize {
        let number = u64::try_from(place + 1).expect("small");
        let mut lines = journal.lines.clone();
        lines.insert(place, b"{}".to_vec());
        assert_eq!(found(&lines, Head::EMPTY), (Fault::Inserted, number));
        // One of its own, with a link to nowhere.
        let forged = Head { number: number - 1, sha256: [9; 32] };
        let mut lines = journal.lines.clone();
        lines.insert(place, Chain::after(forged).event(at(0), &event(50)));
        assert_eq!(found(&lines, Head::EMPTY), (Fault::Inserted, number));
        // One of its own, in its place: the true one is the second with this number.
        let before = place.checked_sub(1).map_or(Head::EMPTY, |before| journal.heads[before]);
        let mut lines = journal.lines.clone();
        lines.insert(place, Chain::after(before).event(at(0), &event(50)));
        assert_eq!(found(&lines, Head::EMPTY), (Fault::Repeated, number));
    }
}

#[test]
fn an_end_that_was_cut_off_is_found_with_a_kept_head() {
    let journal = Journal::new(6, &[]);
    for left in 0..6_usize {
        let lines = &journal.lines[..left];
        assert!(check(lines, Head::EMPTY).is_ok(), "nothing tells that there was more");
        let next = u64::try_from(left + 1).expect("small");
        assert_eq!(found(lines, journal.head()), (Fault::CutOff, next));
    }
}

#[test]
fn a_journal_that_was_written_anew_is_found_with_a_kept_head() {
    let journal = Journal::new(8, &[]);
    let lines = journal.rewritten(3);
    assert!(check(&lines, Head::EMPTY).is_ok(), "its chain is whole");
    for kept in 3..=8 {
        let broken = check(&lines, journal.heads[kept - 1]).expect_err("another journal");
        let number = u64::try_from(kept).expect("small");
        assert_eq!((broken.fault(), broken.entry()), (Fault::Rewritten, number));
        assert_eq!(broken.since(), 1);
    }
    assert!(check(&lines, journal.heads[1]).is_ok(), "up to the second it is the same");
}

#[test]
fn a_journal_that_was_written_anew_is_found_at_the_next_stamp() {
    let journal = Journal::new(9, &[3, 7, 9]);
    for (entry, stamp, since) in [(1, 3, 1), (2, 3, 1), (4, 7, 3), (6, 7, 3), (8, 9, 7)] {
        let broken = check(&journal.rewritten(entry), Head::EMPTY).expect_err("another journal");
        assert_eq!((broken.fault(), broken.entry()), (Fault::Stamp, stamp), "{entry}");
        assert_eq!(broken.since(), since);
    }
}

#[test]
fn a_stamp_from_elsewhere_is_found() {
    let (journal, other) = (Journal::new(5, &[]), Journal::new(4, &[]));
    let mut chain = Chain::after(journal.head());
    let foreign = token(other.head());
    let refused = chain.stamp(at(0), journal.head(), &foreign);
    assert_eq!(refused, Err(StampFault::Other));
    // A forger writes it all the same.
    let mut forged = journal.clone();
    forged.stamp(&token(journal.head()));
    let stamp = text(&forged.lines[5]);
    let line = stamp.replace("\"over\":5", "\"over\":4").into_bytes();
    let mut lines = journal.lines.clone();
    lines.push(line);
    assert_eq!(found(&lines, Head::EMPTY), (Fault::Stamp, 6));
}

#[test]
fn a_stamp_that_was_moved_is_found() {
    let journal = Journal::new(6, &[3]);
    // Taken out, with all behind written anew, and put in later, with the number that it was over.
    let mut lines = Vec::new();
    let mut chain = Chain::after(Head::EMPTY);
    for number in 1..=4 {
        lines.push(chain.event(at(0), &event(number + 10)));
    }
    let moved = text(&journal.lines[2]).replace("\"number\":3", "\"number\":5");
    let old = text(&journal.lines[2]).split('"').nth(9).expect("a digest").to_owned();
    let head = crate::edxml::statement::hex(&chain.head().sha256);
    lines.push(moved.replace(&old, &head).into_bytes());
    assert_eq!(found(&lines, Head::EMPTY), (Fault::Stamp, 5));
}

#[test]
fn a_stamp_that_was_changed_is_named_as_that() {
    let journal = Journal::new(6, &[3]);
    let mut lines = journal.lines.clone();
    changed(&mut lines, 3, "\"over\":2", "\"over\":1");
    assert_eq!(found(&lines, Head::EMPTY), (Fault::Changed, 3));
}

#[test]
fn a_stamp_is_over_an_earlier_entry_within_reach() {
    let journal = Journal::new(3, &[]);
    let mut chain = Chain::after(journal.head());
    let over = |number: u64| Head { number, ..journal.head() };
    let token = token(journal.head());
    for number in [0, 4] {
        assert_eq!(chain.stamp(at(0), over(number), &token), Err(StampFault::Reach));
    }
    let mut far = Chain::after(Head { number: 70_000, sha256: [1; 32] });
    assert_eq!(far.stamp(at(0), over(70_000 - 65_536), &token), Err(StampFault::Reach));
    assert!(far.stamp(at(0), over(70_000 - 65_535), &token).is_ok());
    assert!(chain.stamp(at(0), journal.head(), &token).is_ok());
}

#[test]
fn a_stamp_may_come_when_more_was_recorded() {
    let mut journal = Journal::new(3, &[]);
    let (over, token) = (journal.head(), token(journal.head()));
    journal.push(&event(4));
    let mut chain = Chain::after(journal.head());
    journal.lines.push(chain.stamp(at(1), over, &token).expect("it fits"));
    let checked = check(&journal.lines, Head::EMPTY).expect("whole");
    assert_eq!(checked.last_stamp().map(|last| (last.entry(), last.over())), Some((5, 3)));
}

#[test]
fn a_stamp_of_another_digest_is_not_taken() {
    let journal = Journal::new(2, &[]);
    let line = Hasher::digest(crate::crypto::DigestAlgorithm::Sha384, &journal.lines[1]);
    let request = crate::tsp::Request::new(&line).expect("a request");
    let token = authority().timestamp(&request).expect("a token");
    let refused = Chain::after(journal.head()).stamp(at(0), journal.head(), &token);
    assert_eq!(refused, Err(StampFault::Other));
}

#[test]
fn with_a_policy_a_stamp_by_anybody_is_not_enough() {
    let journal = Journal::new(6, &[3, 5]);
    let anchor = TrustAnchor::from_certificate(Party::new(P384).root);
    let policy = Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"));
    let evidence = Evidence::new();
    let mut checker = Checker::new().stamps(&policy, &evidence, noon());
    journal.lines.iter().for_each(|line| checker.line(line));
    let broken = checker.finish().expect_err("nobody trusts it");
    assert_eq!((broken.fault(), broken.entry(), broken.since()), (Fault::StampNotPassed, 3, 1));
    // The chain is whole, and the reason is told.
    assert_eq!((broken.whole(), broken.line()), (journal.head(), 3));
    let verdict = broken.stamp_verdict().expect("a verdict");
    assert_eq!(verdict.sub_indication(), Some("CHAIN_CONSTRAINTS_FAILURE"));
    assert_eq!(broken.stamp_finding().map(|one| one.code()), Some("extended-key-usage-refused"));
    // The twin: something else is no matter of a time-stamp.
    let broken = check(&journal.lines[1..], Head::EMPTY).expect_err("removed");
    assert_eq!((broken.stamp_verdict(), broken.stamp_finding()), (None, None));
}

#[test]
fn a_journal_of_another_version_is_named_as_that() {
    let mut lines = Journal::new(3, &[]).lines;
    changed(&mut lines, 1, "\"version\":1", "\"version\":2");
    assert_eq!(found(&lines, Head::EMPTY), (Fault::Version, 1));
}

#[test]
fn lines_are_read_from_a_file_and_one_without_end_is_not_held() {
    let journal = Journal::new(4, &[]);
    let mut file = journal.lines.join(&b'\n');
    let end = |file: &[u8]| {
        let mut checker = Checker::new();
        checker.read(std::io::BufReader::with_capacity(7, file)).expect("read");
        checker.finish()
    };
    assert_eq!(end(&file).map(|checked| checked.head()), Ok(journal.head()));
    file.push(b'\n');
    assert_eq!(end(&file).map(|checked| checked.head()), Ok(journal.head()));
    file.extend(vec![b' '; Limits::DEFAULT.journal_line + 1]);
    let broken = end(&file).expect_err("too long");
    assert_eq!((broken.fault(), broken.entry(), broken.line()), (Fault::Changed, 5, 5));
    let windows = text(&journal.lines.join(&b'\n')).replace('\n', "\r\n");
    assert_eq!(end(windows.as_bytes()).map_err(|broken| broken.entry()), Err(1));
}

#[test]
fn faults_have_names_of_their_own() {
    use crate::Language::{En, Vi};
    let names: std::collections::BTreeSet<_> =
        Fault::ALL.iter().flat_map(|one| [one.code(), one.text(En), one.text(Vi)]).collect();
    assert_eq!(names.len(), 3 * Fault::ALL.len());
}

/// One change to the octets of a journal, as a file.
#[derive(Clone, Debug)]
enum Change {
    Octet { line: usize, at: usize, flip: u8 },
    Remove { line: usize, more: usize },
    Move { from: usize, to: usize },
    Repeat { line: usize, to: usize },
}

fn change(entries: usize) -> impl Strategy<Value = Change> {
    let line = 0..entries;
    prop_oneof![
        6 => (line.clone(), any::<prop::sample::Index>(), 1_u8..=255)
            .prop_map(|(line, at, flip)| Change::Octet { line, at: at.index(200), flip }),
        2 => (line.clone(), 1_usize..5).prop_map(|(line, more)| Change::Remove { line, more }),
        2 => (line.clone(), line.clone()).prop_map(|(from, to)| Change::Move { from, to }),
        2 => (line.clone(), 0..=entries).prop_map(|(line, to)| Change::Repeat { line, to }),
    ]
}

/// Makes the change; returns the entries that may be named, or `None` if nothing was changed.
fn apply(lines: &mut Vec<Vec<u8>>, change: &Change) -> Option<u64> {
    let number = |line: usize| u64::try_from(line + 1).ok();
    match *change {
        Change::Octet { line, at, flip } => {
            let at = at % lines[line].len();
            lines[line][at] ^= flip;
            number(line)
        }
        Change::Remove { line, more } => {
            let end = lines.len().min(line + more);
            lines.drain(line..end);
            number(line)
        }
        Change::Move { from, to } if from == to => None,
        Change::Move { from, to } => {
            let moved = lines.remove(from);
            lines.insert(to, moved);
            number(from.min(to))
        }
        Change::Repeat { line, to } => {
            lines.insert(to, lines[line].clone());
            number(line)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_single_change_is_found_and_the_entry_is_named(
        (entries, change) in (1_usize..12).prop_flat_map(|n| (Just(n), change(n))),
    ) {
        let journal = Journal::new(entries, &[]);
        let mut lines = journal.lines.clone();
        match apply(&mut lines, &change) {
            Some(entry) => prop_assert_eq!(found(&lines, journal.head()).1, entry),
            None => prop_assert!(check(&lines, journal.head()).is_ok()),
        }
    }

    #[test]
    fn no_lines_make_the_check_panic(
        order in proptest::collection::vec((0_usize..6, any::<bool>()), 0..12),
        kept in 0_usize..6,
    ) {
        let journal = Journal::new(6, &[]);
        let rewritten = journal.rewritten(2);
        let lines: Vec<Vec<u8>> = order
            .iter()
            .map(|(line, own)| if *own { &journal.lines } else { &rewritten }[*line].clone())
            .collect();
        let same = lines.len() <= 6 && journal.lines.starts_with(&lines);
        let other = rewritten.starts_with(&lines);
        prop_assert_eq!(check(&lines, Head::EMPTY).is_ok(), same || other);
        // What was rewritten behind the kept entry is as good as what was there.
        let has_kept = lines.get(kept) == Some(&journal.lines[kept]);
        let expected = (same || other) && has_kept;
        prop_assert_eq!(check(&lines, journal.heads[kept]).is_ok(), expected);
    }
}
