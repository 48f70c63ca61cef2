//! Journals: whole, or the entry that is not as it was.

use std::io::{BufRead, BufReader, Cursor};

use antin::journal::{Broken, Checker, Head};
use antin::{Evidence, Language, Policy, Time};

use crate::exchange::{Checked, Journal, LastStamp};
use crate::setup::{self, from_hex, hex};
use crate::vector;

pub(crate) fn run(case: &Journal) {
    let lines = vector(&case.journal);
    let policy = case.policy.as_ref().map(|policy| setup::policy(policy).expect("a policy"));
    let evidence = setup::evidence(case.evidence.as_ref()).expect("evidence");
    let at = Time::from_unix(case.at);
    let judge = policy.as_ref().map(|policy| (policy, &evidence, at));
    let at_once: Box<dyn BufRead> = Box::new(Cursor::new(lines.clone()));
    let in_pieces: Box<dyn BufRead> = Box::new(BufReader::with_capacity(7, Cursor::new(lines)));
    for source in [at_once, in_pieces] {
        assert_eq!(check(source, case.head.as_deref(), judge), case.expect);
    }
}

/// Checks a journal, and says what was found.
pub(crate) fn check(
    source: impl BufRead,
    kept: Option<&str>,
    judge: Option<(&Policy, &Evidence, Time)>,
) -> Checked {
    let checker = Checker::new();
    let checker = match kept {
        Some(head) => checker.kept(read(head)),
        None => checker,
    };
    let mut checker = match judge {
        Some((policy, evidence, at)) => checker.stamps(policy, evidence, at),
        None => checker,
    };
    checker.read(source).expect("read");
    match checker.finish() {
        Ok(checked) => Checked {
            whole: true,
            fault: None,
            entry: 0,
            since: 0,
            line: 0,
            head: written(checked.head()),
            stamps: checked.stamps(),
            judged: checked.is_judged(),
            last_stamp: checked.last_stamp().map(|last| LastStamp {
                entry: last.entry(),
                over: last.over(),
                time: last.time().to_unix(),
            }),
        },
        Err(broken) => told(&broken),
    }
}

fn told(broken: &Broken) -> Checked {
    for language in [Language::En, Language::Vi] {
        assert!(!broken.fault().text(language).is_empty());
    }
    Checked {
        whole: false,
        fault: Some(broken.fault().code().to_owned()),
        entry: broken.entry(),
        since: broken.since(),
        line: broken.line(),
        head: written(broken.whole()),
        stamps: 0,
        judged: false,
        last_stamp: None,
    }
}

/// A head as it is kept (`docs/journal.md` §3).
pub(crate) fn written(head: Head) -> String {
    format!("{}:{}", head.number, hex(&head.sha256))
}

fn read(text: &str) -> Head {
    let (number, sha256) = text.split_once(':').expect("a number and a digest");
    Head { number: number.parse().expect("a number"), sha256: from_hex(sha256) }
}
