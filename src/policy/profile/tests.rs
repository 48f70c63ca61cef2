//! Tests of profiles and their files.

use proptest::prelude::*;

use super::*;
use crate::crypto::{DigestAlgorithm, KeyKind, SignatureAlgorithm};
use crate::error::{PolicyFault, PolicyReason};
use crate::policy::Freshness;

const SHA1_RSA: SignatureAlgorithm = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1);
const SHA256_RSA: SignatureAlgorithm = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256);

fn at(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("valid")
}

/// The default profile with one change.
fn changed(from: &str, to: &str) -> Result<Profile, Error> {
    let text = Profile::text_of("default").expect("built in");
    assert!(text.contains(from), "{from}");
    Profile::from_toml(&text.replacen(from, to, 1))
}

fn fault_of(from: &str, to: &str) -> PolicyFault {
    match changed(from, to) {
        Err(Error::Policy(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_built_in_profile_is_read_under_its_own_name() {
    for name in Profile::names() {
        let text = Profile::text_of(name).expect("built in");
        let profile = Profile::from_toml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(profile.name(), name);
        assert_eq!(Profile::named(name), Some(profile));
    }
    assert_eq!(Profile::named("vn-1999"), None);
}

#[test]
fn only_the_legacy_profile_believes_sha1_and_only_until_march_2030() {
    for name in ["default", "vn-2026"] {
        let profile = Profile::named(name).expect("built in");
        let checked = profile.algorithms().check(SHA1_RSA, KeyKind::Rsa, 2048, at("2015-01-01"));
        assert!(checked.is_err(), "{name}");
    }
    let legacy = Profile::named("vn-g1-legacy").expect("built in");
    let check = |time| legacy.algorithms().check(SHA1_RSA, KeyKind::Rsa, 2048, at(time));
    assert_eq!(check("2030-03-05T23:59:59+07:00"), Ok(()));
    assert!(check("2030-03-06T00:00:00+07:00").is_err());
}

#[test]
fn every_profile_believes_sha256_with_rsa_2048_and_none_believes_1024() {
    for name in Profile::names().filter(|name| !name.starts_with("danger")) {
        let profile = Profile::named(name).expect("built in");
        let check =
            |bits| profile.algorithms().check(SHA256_RSA, KeyKind::Rsa, bits, at("2026-11-21"));
        assert_eq!(check(2048), Ok(()), "{name}");
        assert!(check(2047).is_err() && check(1024).is_err(), "{name}");
    }
}

#[test]
fn days_are_days_in_vietnam() {
    let profile = Profile::named("vn-2026").expect("built in");
    for (time, in_force) in [
        ("2024-08-14T23:59:59+07:00", false),
        ("2024-08-15T00:00:00+07:00", true),
        ("2027-02-28T23:59:59+07:00", true),
        ("2027-03-01T00:00:00+07:00", false),
    ] {
        assert_eq!(profile.is_in_force(at(time)), in_force, "{time}");
    }
}

#[test]
fn a_time_with_its_zone_is_that_second() {
    let profile =
        changed("until = 2030-12-31", "until = 2030-12-31T12:00:00+01:00").expect("valid");
    let check = |time| profile.algorithms().check(SHA256_RSA, KeyKind::Rsa, 2048, at(time));
    assert_eq!(check("2030-12-31T11:00:00Z"), Ok(()));
    assert!(check("2030-12-31T11:00:01Z").is_err());
}

#[test]
fn refuses_times_without_a_zone_and_times_without_a_day() {
    for time in ["2030-12-31T12:00:00", "12:00:00"] {
        assert_eq!(fault_of("2030-12-31", time).reason, PolicyReason::Time, "{time}");
    }
}

#[test]
fn refuses_unknown_keys_in_every_table_and_says_in_which_line() {
    for table in [
        "[signature]",
        "[path]",
        "[revocation]",
        "[[algorithms.digest]]",
        "[[algorithms.key]]",
        "[[algorithms.scheme]]",
    ] {
        let text = Profile::text_of("default").expect("built in");
        let before = text.find(table).expect("the table");
        let line = text[..before].lines().count() + 2;
        let fault = fault_of(table, &format!("{table}\nstrange = 1"));
        assert_eq!(fault.line, line, "{table}: {fault}");
        assert!(fault.to_string().contains("unknown field `strange`"), "{fault}");
    }
    assert_eq!(fault_of("version =", "strange = 1\nversion =").column, 1);
}

#[test]
fn certificates_without_a_published_status_pass_unless_the_file_refuses() {
    let text = Profile::text_of("default").expect("built in");
    let with = |rule: &str| {
        let text = text.replacen("[revocation]", &format!("[revocation]\n{rule}"), 1);
        Profile::from_toml(&text).expect("a profile").no_rev_avail()
    };
    assert_eq!((with(""), with("no_rev_avail = \"allow\"")), (Missing::Allow, Missing::Allow));
    assert_eq!(with("no_rev_avail = \"refuse\""), Missing::Refuse);
}

#[test]
fn refuses_a_file_that_lacks_a_key() {
    for key in [
        "name = \"default\"",
        "missing_signing_time = \"allow\"",
        "purpose = \"document\"",
        "status = \"require\"",
    ] {
        let fault = fault_of(key, "");
        assert!(fault.to_string().contains("missing field"), "{fault}");
    }
}

#[test]
fn refuses_what_is_not_toml() {
    assert!(matches!(fault_of("version =", "version"), PolicyFault { line: 6, .. }));
    let fault = fault_of("name = \"SHA-256\"", "name = \"SHA-257\"");
    assert!(fault.to_string().contains("unknown variant `SHA-257`"), "{fault}");
}

#[test]
fn refuses_sha1_and_short_rsa_keys_without_a_cut_off() {
    assert_eq!(fault_of("\"SHA-256\"", "\"SHA-1\"").reason, PolicyReason::NoCutOff);
    assert!(changed("\"SHA-256\"", "\"SHA-1\"\nuntil = 2027-01-01").is_ok());
    assert_eq!(fault_of("min_bits = 3072", "min_bits = 2047").reason, PolicyReason::NoCutOff);
    assert!(changed("min_bits = 3072", "min_bits = 2047\nuntil = 2027-01-01").is_ok());
}

#[test]
fn refuses_rsa_without_a_size_and_curves_with_one() {
    assert_eq!(fault_of("min_bits = 3072", "").reason, PolicyReason::NoSize);
    let fault = fault_of("kind = \"EC-P256\"", "kind = \"EC-P256\"\nmin_bits = 256");
    assert_eq!(fault.reason, PolicyReason::FixedSize);
}

#[test]
fn refuses_a_version_with_a_time() {
    let fault = fault_of("version = 2026-11-21", "version = 2026-11-21T00:00:00Z");
    assert_eq!((fault.line, fault.reason), (6, PolicyReason::Day));
}

#[test]
fn refuses_names_that_are_not_kebab_case() {
    for name in ["", "Default", "vn 2026", "vn_2026", "mặc-định"] {
        let fault = fault_of("name = \"default\"", &format!("name = \"{name}\""));
        assert_eq!((fault.line, fault.reason), (3, PolicyReason::Name), "{name}");
    }
}

#[test]
fn refuses_a_period_that_ends_before_it_begins() {
    let fault = fault_of("sources", "from = 2026-01-02\nuntil = 2026-01-01\nsources");
    assert_eq!(fault.reason, PolicyReason::Period);
}

#[test]
fn refuses_rules_beside_the_absence_of_rules() {
    let off = "[algorithms]\ndanger_any_algorithm = true\n[[algorithms.digest]]";
    assert_eq!(fault_of("[[algorithms.digest]]", off).reason, PolicyReason::AnyAndRules);
    let danger = Profile::text_of("danger-any-algorithm").expect("built in");
    let Err(Error::Policy(fault)) = Profile::from_toml(&danger.replace("true", "false")) else {
        panic!("an empty table must be refused");
    };
    assert_eq!(fault.reason, PolicyReason::NoAlgorithm);
}

#[test]
fn reads_certificate_policies_and_refuses_what_is_none() {
    let with = |oid| {
        changed(
            "purpose = \"document\"",
            &format!("purpose = \"document\"\npolicies = [\"{oid}\"]"),
        )
    };
    let profile = with("2.16.704.1.1.1.1.1").expect("valid");
    assert_eq!(profile.policies()[0].to_string(), "2.16.704.1.1.1.1.1");
    let Err(Error::Policy(fault)) = with("2.16.x") else { panic!("no identifier") };
    assert_eq!(fault.reason, PolicyReason::ObjectIdentifier);
}

#[test]
fn what_stands_in_for_a_lost_profile_refuses_everything() {
    let profile = Profile::refusing();
    for algorithm in [SHA256_RSA, SignatureAlgorithm::Ed25519] {
        assert!(
            profile.algorithms().check(algorithm, KeyKind::Rsa, 4096, at("2026-11-21")).is_err()
        );
    }
}

/// The TOML examples of the documentation.
fn examples(document: &str) -> Vec<&str> {
    let parts = document.split("```toml\n").skip(1);
    parts.filter_map(|part| part.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let document = include_str!("../../../docs/policy.md");
    let examples = examples(document);
    assert!(!examples.is_empty());
    for example in examples {
        Profile::from_toml(example).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn the_worked_example_decides_as_the_documentation_says() {
    let document = include_str!("../../../docs/policy.md");
    let profile = Profile::from_toml(examples(document)[0]).expect("valid");
    let check = |algorithm, bits, time| {
        profile.algorithms().check(algorithm, KeyKind::Rsa, bits, at(time)).map_err(|e| e.until())
    };
    let last = "2028-12-31T23:59:59+07:00";
    assert_eq!(check(SHA256_RSA, 1024, last), Ok(()));
    assert_eq!(check(SHA256_RSA, 1024, "2029-01-01T00:00:00+07:00"), Err(Some(at(last))));
    let sha512 = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha512);
    assert_eq!(check(sha512, 2048, "2026-12-01"), Err(None));
    let freshness = Freshness::new().with_max_age(30 * 86_400).with_grace(300);
    assert_eq!(profile.freshness(), freshness);
}

#[test]
fn every_key_and_every_built_in_profile_is_documented() {
    let document = include_str!("../../../docs/policy.md");
    let form = include_str!("file.rs");
    let keys: Vec<_> = form
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub(super) "))
        .filter_map(|line| line.split_once(": ").map(|(key, _)| key))
        .collect();
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys {
        let forms = [
            format!("`{key}`"),
            format!("[{key}]"),
            format!("[{key}."),
            format!(".{key}]"),
            format!("title.{key}"),
            format!("`{key}."),
        ];
        assert!(forms.iter().any(|form| document.contains(form)), "`{key}` is not documented");
    }
    for name in Profile::names() {
        assert!(document.contains(&format!("| `{name}` |")), "`{name}` is not documented");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_a_line_of_its_own(text in "(?s).{0,200}") {
        if let Err(Error::Policy(fault)) = Profile::from_toml(&text) {
            prop_assert!(fault.line >= 1 && fault.line <= text.split('\n').count());
        }
    }

    #[test]
    fn a_changed_character_never_lets_sha1_in_for_ever(at in 0_usize..1500, char in any::<char>()) {
        let text = Profile::text_of("vn-g1-legacy").expect("built in");
        let changed: String =
            text.chars().enumerate().map(|(place, old)| if place == at { char } else { old }).collect();
        if let Ok(profile) = Profile::from_toml(&changed) {
            let checked = profile.algorithms().check(SHA1_RSA, KeyKind::Rsa, 4096, at_end_of_time());
            prop_assert!(checked.is_err());
        }
    }
}

fn at_end_of_time() -> Time {
    Time::from_unix(i64::MAX)
}

#[test]
fn durations_are_a_number_and_a_unit() {
    let read = |value: &str| {
        let row = format!("status = \"require\"\nmax_age = \"{value}\"");
        Profile::from_toml(&Profile::text_of("default")?.replace("status = \"require\"", &row))
            .ok()
            .and_then(|profile| profile.freshness().max_age())
    };
    for (text, seconds) in [("90s", 90), ("5m", 300), ("12h", 43_200), ("7d", 604_800), ("0d", 0)] {
        assert_eq!(read(text), Some(seconds), "{text}");
    }
    for bad in ["", "d", "7", "7w", "-1d", "+1d", "1.5h", "7 d", "99999999d", "đ"] {
        assert_eq!(read(bad), None, "{bad}");
    }
    assert_eq!(Profile::default().freshness(), Freshness::new());
}
