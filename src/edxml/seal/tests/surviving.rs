//! What the axis does to messages, and that seals survive it.

use std::io::Cursor;

use proptest::prelude::*;

use super::{SAMPLES, extracted, judge, sample, sealed};
use crate::cms::tests::fixture::{P256, Party, noon};
use crate::edxml::{Hop, Rewriting, State};

fn hopped(package: &[u8], hop: &Hop) -> Vec<u8> {
    let mut out = Vec::new();
    hop.run(&mut Cursor::new(package), &mut out).expect("a hop");
    out
}

#[test]
fn each_sample_survives_each_rewriting_and_all_of_them() {
    let party = Party::new(P256);
    let harmless = Rewriting::ALL.into_iter().filter(|one| one.is_default());
    let single = harmless.map(|one| (one.code(), Hop::only([one], noon())));
    let hops: Vec<(&str, Hop)> = single.chain([("all", Hop::new(noon()))]).collect();
    for (name, package) in SAMPLES {
        let sealed = sealed(package, &party);
        let before = judge(&sealed, &party).into_verified().expect("accepted");
        let before = extracted(&before, &sealed);
        for (code, hop) in &hops {
            let arrived = hopped(&sealed, hop);
            let report = judge(&arrived, &party);
            let state = if arrived == sealed { State::Intact } else { State::RewrittenByHop };
            assert_eq!(report.state(), state, "{name} {code}");
            assert!(report.verdict().is_passed(), "{name} {code}");
            let verified = report.into_verified().expect("accepted");
            assert_eq!(extracted(&verified, &arrived), before, "{name} {code}");
        }
    }
}

/// Every so many of the 1,024 choices of rewritings are tried, unless `ANTIN_EVERY_HOP` asks for all.
const STEP: usize = 103;

#[test]
fn choices_of_rewritings_are_survived_twice() {
    let party = Party::new(P256);
    let harmless: Vec<_> = Rewriting::ALL.into_iter().filter(|one| one.is_default()).collect();
    let every = std::env::var_os("ANTIN_EVERY_HOP").is_some();
    for (at, (name, package)) in SAMPLES.iter().enumerate() {
        let sealed = sealed(package, &party);
        let step = if every { 1 } else { STEP };
        let first = if every { 0 } else { at };
        for choice in (first..1 << harmless.len()).step_by(step) {
            let chosen = (0..).zip(&harmless).filter(|(bit, _)| choice >> bit & 1 == 1);
            let hop = Hop::only(chosen.map(|(_, one)| *one), noon());
            let arrived = hopped(&hopped(&sealed, &hop), &hop.with_seed(1));
            let report = judge(&arrived, &party);
            assert!(report.is_accepted(), "{name} {choice:#b}: {:?}", report.state());
        }
    }
}

#[test]
fn a_second_hop_is_survived_too() {
    let party = Party::new(P256);
    let sealed = sealed(sample("new-pdf-csv-zip"), &party);
    let once = hopped(&sealed, &Hop::new(noon()).with_seed(1));
    let twice = hopped(&once, &Hop::new(noon()).with_seed(2));
    let report = judge(&twice, &party);
    assert_eq!(report.state(), State::RewrittenByHop);
    assert!(report.is_accepted());
}

#[test]
fn a_conversion_of_text_is_called_damage() {
    let party = Party::new(P256);
    let sealed = sealed(sample("new-two-pdfs"), &party);
    let damage = Rewriting::ALL.into_iter().filter(|one| !one.is_default());
    let arrived = hopped(&sealed, &Hop::only(damage, noon()));
    let report = judge(&arrived, &party);
    assert!(!report.is_accepted());
    assert!(!report.state().is_whole(), "{:?}", report.state());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_rewritings_in_any_order_are_survived(
        first in prop::collection::vec(0..12_usize, 0..6),
        second in prop::collection::vec(0..12_usize, 0..6),
        which in 0..SAMPLES.len(),
        seed in any::<u64>(),
    ) {
        let party = Party::new(P256);
        let harmless = |picked: Vec<usize>| {
            let picked = picked.into_iter().filter_map(|at| Rewriting::ALL.get(at).copied());
            Hop::only(picked.filter(|one| one.is_default()), noon()).with_seed(seed)
        };
        let sealed = sealed(SAMPLES[which].1, &party);
        let arrived = hopped(&hopped(&sealed, &harmless(first)), &harmless(second));
        let report = judge(&arrived, &party);
        prop_assert!(report.state().is_whole(), "{:?}", report.state());
        prop_assert!(report.is_accepted());
    }
}
