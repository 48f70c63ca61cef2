//! Reading: strictly, so that two readers cannot see two statements in one file.

use proptest::prelude::*;

use super::full;
use crate::Error;
use crate::edxml::statement::{Fact, File, Role, Sealer, Statement, normal};
use crate::error::{Limit, Unsupported};
use crate::limits::Limits;

fn text() -> String {
    String::from_utf8(full().to_json()).expect("UTF-8")
}

/// Reads the full statement after one replacement, which must have hit something.
fn read_with(from: &str, to: &str) -> Result<Statement, Error> {
    let text = text();
    assert_eq!(text.matches(from).count(), 1, "{from} stands there once");
    Statement::from_json(text.replace(from, to).as_bytes())
}

fn refused_at(from: &str, to: &str) -> &'static str {
    match read_with(from, to) {
        Err(Error::Malformed(malformed)) => malformed.what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_written_is_read_again() {
    assert_eq!(Statement::from_json(&full().to_json()).expect("it reads"), full());
    assert_eq!(full().to_json(), full().to_json());
}

#[test]
fn a_statement_that_says_nothing_is_read_again() {
    let bare = Statement::new(Sealer::new("X98.12.3", Role::Forwarder));
    let json = bare.to_json();
    assert_eq!(Statement::from_json(&json).expect("it reads"), bare);
    assert!(!String::from_utf8(json).expect("UTF-8").contains("facts"));
}

#[test]
fn order_of_members_and_white_space_mean_nothing() {
    let json = br#"{"sealer":{"role":"leader","organ":"A"},"version":1,"format":"antin-edxml-statement","facts":{"subject":"\u0056/v"}}"#;
    let read = Statement::from_json(json).expect("it reads");
    assert_eq!(read.text(Fact::Subject), Some("V/v"));
    assert_eq!((read.sealer().organ(), read.sealer().role()), ("A", Role::Leader));
}

#[test]
fn a_member_that_comes_twice_is_refused() {
    for from in [
        r#""version": 1,"#,
        r#""subject": "value of subject","#,
        r#""organ": "000.00.12.X40","#,
        r#""name": "a.pdf","#,
        r#""kind": "1""#,
        r#""code": "45/DVMB","#,
    ] {
        let twice = format!("{}, {from}", from.trim_end_matches(','));
        assert_eq!(refused_at(from, &twice), "statement", "{from}");
    }
}

#[test]
fn a_member_that_nobody_knows_is_refused() {
    for (from, to) in [
        (r#""version": 1,"#, r#""version": 1, "more": 1,"#),
        (r#""role": "agency""#, r#""role": "agency", "more": 1"#),
        (r#""subject": "value"#, r#""subjects": "value"#),
        (r#""name": "a.pdf","#, r#""name": "a.pdf", "mime": "x","#),
        (r#""kind": "1""#, r#""kind": "1", "more": "1""#),
    ] {
        assert_eq!(refused_at(from, to), "statement", "{to}");
    }
}

#[test]
fn facts_that_are_lists_are_no_texts() {
    assert_eq!(refused_at(r#""subject": "value"#, r#""recipients": "value"#), "statement");
}

#[test]
fn a_value_that_is_not_in_normal_form_is_refused() {
    for (from, to, what) in [
        ("value of subject", "value of subject ", "statement.facts"),
        ("value of subject", "", "statement.facts"),
        ("value of subject", "Ha\u{300}", "statement.facts"),
        ("value of subject", r"a\r\nb", "statement.facts"),
        (r#""organ": "000.00.12.X40""#, r#""organ": """#, "statement.sealer.organ"),
        (r#""role": "agency""#, r#""role": "Agency""#, "statement.sealer.role"),
        (r#""a.pdf""#, r#"" a.pdf""#, "statement.attachments"),
        (r#""45/DVMB""#, r#""45/DVMB ""#, "statement.replies"),
        (r#""organ": "X97.1""#, r#""organ": " X97.1""#, "statement.updates.changes"),
        (r#""000.00.12.X40,2026/02/01,100/VP""#, r#"" 100/VP""#, "statement.replacements"),
    ] {
        assert_eq!(refused_at(from, to), what, "{to}");
    }
}

#[test]
fn a_list_out_of_order_or_with_a_value_twice_is_refused() {
    let recipients = "\"000.00.00.X14\",\n    \"X98.12.3\"";
    for to in [r#""X98.12.3", "000.00.00.X14""#, r#""X98.12.3", "X98.12.3""#] {
        assert_eq!(refused_at(recipients, to), "statement.recipients");
    }
    assert_eq!(refused_at(r#""a.pdf""#, r#""c.pdf""#), "statement.attachments");
}

#[test]
fn an_entry_that_says_nothing_is_refused() {
    let json = |member: &str| {
        format!(
            r#"{{"format":"antin-edxml-statement","version":1,"sealer":{{"organ":"A","role":"agency"}},{member}}}"#
        )
    };
    for member in [
        r#""updates":[{}]"#,
        r#""updates":[{"changes":[{}]}]"#,
        r#""replacements":[{}]"#,
        r#""replies":[{}]"#,
    ] {
        assert!(Statement::from_json(json(member).as_bytes()).is_err(), "{member}");
    }
    assert!(Statement::from_json(json(r#""updates":[{"receivers":"1"}]"#).as_bytes()).is_ok());
}

#[test]
fn digests_are_64_lower_case_digits() {
    let right = "07".repeat(32);
    for wrong in
        ["07".repeat(31), "07".repeat(33), "0".repeat(63), "0A".repeat(32), "0g".repeat(32)]
    {
        assert_eq!(refused_at(&right, &wrong), "statement", "{wrong}");
    }
}

#[test]
fn the_digest_of_the_carried_bytes_is_said_only_if_it_is_another() {
    let digest = "01".repeat(32);
    let with = |carried: &str| {
        read_with(&format!("\"{digest}\""), &format!("\"{digest}\", \"carried\": \"{carried}\""))
    };
    assert_eq!(with(&"08".repeat(32)).expect("it reads").files()[0].carried(), &[8; 32]);
    assert!(with(&digest).is_err());
}

#[test]
fn lengths_are_whole_numbers() {
    for wrong in ["-2", "2.0", "\"2\"", "18446744073709551616"] {
        assert_eq!(refused_at("\"length\": 2,", &format!("\"length\": {wrong},")), "statement");
    }
}

#[test]
fn nothing_may_stand_around_it() {
    let json = text();
    for wrong in [format!("{json}x"), format!("\u{feff}{json}"), json.trim_end()[1..].to_owned()] {
        assert!(Statement::from_json(wrong.as_bytes()).is_err());
    }
    assert!(Statement::from_json(b"\xff").is_err());
}

#[test]
fn other_formats_and_versions_are_told_apart() {
    assert_eq!(refused_at("antin-edxml-statement", "antin-receipt"), "statement.format");
    let newer = read_with("\"version\": 1", "\"version\": 2");
    assert_eq!(newer, Err(Error::Unsupported(Unsupported::Version)));
}

#[test]
fn a_statement_longer_than_the_limit_is_not_read() {
    let limits = Limits { statement: text().len() - 1, ..Limits::default() };
    let read = Statement::from_json_with(text().as_bytes(), &limits);
    assert_eq!(read, Err(Error::LimitExceeded(Limit::Length)));
    let limits = Limits { statement: text().len(), ..Limits::default() };
    assert!(Statement::from_json_with(text().as_bytes(), &limits).is_ok());
}

#[test]
fn a_text_that_is_empty_in_normal_form_is_absent() {
    let mut statement = full();
    statement.set(Fact::Subject, " \t\u{a0}");
    statement.set(Fact::Recipients, "a list is no text");
    statement.add_recipient("  ");
    assert_eq!(statement.text(Fact::Subject), None);
    assert_eq!(statement.text(Fact::Recipients), None);
    assert_eq!(statement.recipients().count(), 2);
}

proptest! {
    #[test]
    fn the_normal_form_is_its_own_normal_form(text in "\\PC{0,20}|[ \r\n\ta\u{300}\u{323}e\u{1ea1}]{0,12}") {
        let once = normal(&text);
        prop_assert_eq!(normal(&once), once);
    }

    #[test]
    fn any_texts_and_files_are_read_again(subject in "\\PC{0,30}", names in prop::collection::vec(("\\PC{1,9}x", 0..3_u8), 0..6)) {
        let mut statement = full();
        statement.set(Fact::Subject, &subject);
        for (name, octet) in names {
            statement.add_file(File::new(&name, u64::from(octet), [octet; 32]));
        }
        prop_assert_eq!(Statement::from_json(&statement.to_json()).expect("it reads"), statement);
    }
}
