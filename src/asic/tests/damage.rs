//! Damage of every kind: nothing of it makes the judge panic, and none passes for what was signed.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// A container of each kind, and who signed it; made once.
fn made() -> &'static [(Vec<u8>, Party)] {
    static MADE: std::sync::OnceLock<Vec<(Vec<u8>, Party)>> = std::sync::OnceLock::new();
    MADE.get_or_init(|| vec![simple(), extended()])
}

/// One thing that happens to octets.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Copy(Index, Index, usize),
}

impl Damage {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            4 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Self::Flip(at, bit)),
            1 => any::<Index>().prop_map(Self::Cut),
            1 => (any::<Index>(), 1..40_usize).prop_map(|(at, count)| Self::Remove(at, count)),
            1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..40))
                .prop_map(|(at, octets)| Self::Insert(at, octets)),
            1 => (any::<Index>(), any::<Index>(), 1..200_usize)
                .prop_map(|(from, to, count)| Self::Copy(from, to, count)),
        ]
    }

    fn happen(&self, octets: &mut Vec<u8>) {
        if octets.is_empty() {
            return;
        }
        let length = octets.len();
        match self {
            Self::Flip(at, bit) => octets[at.index(length)] ^= 1 << bit,
            Self::Cut(at) => octets.truncate(at.index(length)),
            Self::Remove(at, count) => {
                let at = at.index(length);
                octets.drain(at..(at + count).min(length));
            }
            Self::Insert(at, new) => {
                let at = at.index(length);
                octets.splice(at..at, new.iter().copied());
            }
            Self::Copy(from, to, count) => {
                let (from, to) = (from.index(length), to.index(length));
                let piece = octets[from..(from + count).min(length)].to_vec();
                octets.splice(to..to, piece);
            }
        }
    }
}

/// Whatever passes gives the files that were signed, under their names, and no others.
fn is_harmless(container: &[u8], party: &Party) -> Result<(), TestCaseError> {
    for reading in [Reading::Strict, Reading::Lenient] {
        let Ok(report) = judge_with(container, reading, &policy(party)) else { continue };
        let Ok(verified) = report.into_verified() else { continue };
        for file in verified.files() {
            let copied = extract(&verified, Cursor::new(container), file.name(), Vec::new());
            let is_signed = match file.name() {
                "Công văn.txt" => copied == Ok(LETTER.to_vec()),
                "phụ lục/1.bin" => copied == Ok(ANNEX.to_vec()),
                _ => false,
            };
            // In ASiC-S the name of the only file is not signed (EN 319 162-1 §4.3.3.2).
            let is_renamed = verified.files().count() == 1 && copied == Ok(LETTER.to_vec());
            prop_assert!(is_signed || is_renamed, "{}", file.name());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_to_a_container_panics_or_passes_for_what_was_signed(
        which in 0..2_usize,
        damage in prop::collection::vec(Damage::any(), 1..4),
    ) {
        let (container, party) = &made()[which];
        let mut octets = container.clone();
        damage.iter().for_each(|one| one.happen(&mut octets));
        is_harmless(&octets, party)?;
    }

    #[test]
    fn no_damage_to_an_entry_panics_or_passes_for_what_was_signed(
        which in 0..2_usize,
        place in any::<Index>(),
        damage in prop::collection::vec(Damage::any(), 1..4),
    ) {
        let (container, party) = &made()[which];
        let octets = changed(container, |entries| {
            let place = place.index(entries.len());
            damage.iter().for_each(|one| one.happen(&mut entries[place].1));
        });
        is_harmless(&octets, party)?;
    }
}

#[test]
fn each_octet_that_a_signature_covers_is_held() {
    for (container, party) in made() {
        let own = entries(container);
        let covered = own.iter().enumerate().filter(|(_, (name, _))| {
            // The media type and the signature itself are not covered at level B.
            name != "mimetype" && !name.ends_with(".p7s")
        });
        for (place, (name, content)) in covered {
            for at in 0..content.len() {
                let octets = changed(container, |entries| entries[place].1[at] ^= 1);
                let report = judge(&octets, party);
                let is_covered =
                    report.container().expect("a container").files().iter().any(|one| {
                        one.is_covered() && (one.name() == name || name.starts_with("META-INF/"))
                    });
                assert!(!report.verdict().is_passed(), "{name}, octet {at}");
                assert!(!is_covered, "{name}, octet {at}");
            }
        }
    }
}
