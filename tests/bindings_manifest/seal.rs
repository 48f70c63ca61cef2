//! Sealing packages, at once and by keys elsewhere, and validating them.

use std::io::Cursor;

use antin::edxml::{self, Hop, PreparedSeal, Reading, Rewriting, SealOptions};
use antin::{Time, x509};

use crate::cases::{PackageThen, PrepareSeal, Rewritten, SealAlone, Validate, Validated, Wanted};
use crate::setup::{self, hex};
use crate::{Outcome, cases, code, package, vector};

const KEY: u32 = 32;

pub(crate) fn seal(case: &SealAlone) {
    let message = vector(&case.package);
    let sealed =
        options(&case.options, case.role.as_deref(), case.organ.as_deref(), case.signing_time)
            .and_then(|options| {
                let credential = setup::credential(&case.credential, None)?;
                edxml::seal(Cursor::new(&message), &credential, &options, Vec::new()).map_err(code)
            });
    match (sealed, &case.then, &case.expect) {
        (Ok(sealed), Some(then), None) => {
            let arrived = match &case.hop {
                Some(hop) => rewritten(&sealed, hop),
                None => sealed,
            };
            judge(&arrived, then, Vec::new());
        }
        (sealed, None, Some(refused)) => assert_eq!(sealed.map(drop), Err(refused.error)),
        (sealed, ..) => panic!("{:?}, or a case without an end", sealed.map(|it| it.len())),
    }
}

fn options(
    case: &cases::Options,
    role: Option<&str>,
    organ: Option<&str>,
    time: i64,
) -> Outcome<SealOptions> {
    let options = SealOptions::new(setup::options(case, time)?);
    let options = role.into_iter().fold(options, |it, role| it.role(package::role(role)));
    Ok(organ.into_iter().fold(options, SealOptions::organ))
}

fn rewritten(sealed: &[u8], case: &Rewritten) -> Vec<u8> {
    let time = Time::from_unix(case.time);
    let hop = match &case.rewritings {
        Some(names) => {
            let known = |name: &String| Rewriting::from_code(name).expect("a rewriting");
            Hop::only(names.iter().map(known), time)
        }
        None => Hop::new(time),
    };
    let mut out = Vec::new();
    hop.with_seed(case.seed).run(&mut Cursor::new(sealed), &mut out).expect("rewritten");
    out
}

fn judge(message: &[u8], then: &PackageThen, beside: Vec<Vec<u8>>) {
    let subject = package::Subject {
        message,
        policy: &then.policy,
        evidence: then.evidence.as_ref(),
        at: then.at,
        senders: then.senders.as_ref(),
        beside,
    };
    package::compare(&subject, &Wanted::Value(then.expect.clone()));
}

pub(crate) fn prepare(case: &PrepareSeal) {
    let message = vector(&case.package);
    let chain = x509::certificates(&vector(&case.chain)).expect("a chain");
    let options =
        options(&case.options, case.role.as_deref(), case.organ.as_deref(), case.signing_time);
    let options = options.expect("options");
    let prepared = || {
        let prepared = edxml::prepare_seal(Cursor::new(&message), &chain, &options);
        let prepared = prepared.expect("prepared");
        assert_eq!(hex(prepared.to_be_signed()), hex(&vector(&case.to_be_signed)));
        assert_eq!(prepared.algorithm(), setup::algorithm(&case.algorithm));
        let wrong = prepared.check(&vector(&case.wrong_value)).map_err(code);
        assert_eq!(wrong, Err(KEY));
        prepared
    };
    let value = vector(&case.value);
    let refused = prepared().finish(&vector(&case.wrong_value), Cursor::new(&message), Vec::new());
    assert_eq!(refused.map_err(code), Err(KEY));
    let sealed = prepared().finish(&value, Cursor::new(&message), Vec::new());
    assert!(sealed.expect("the value fits") == vector(&case.sealed), "not {}", case.sealed);
    let container = PreparedSeal::finish_container(prepared(), &value).expect("the value fits");
    judge(&message, &case.then, vec![container]);
}

pub(crate) fn validate(case: &Validate) {
    let read = Reading::tolerant().read(Cursor::new(vector(&case.package)), &mut edxml::Nowhere);
    let found = read.map_err(code).map(|read| Validated {
        faults: edxml::validate(&read).iter().map(ToString::to_string).collect(),
        liberties: read.liberties.iter().map(|it| package::liberty(it.kind)).collect(),
    });
    match &case.expect {
        Wanted::Error { error } => assert_eq!(found, Err(*error)),
        Wanted::Value(wanted) => assert_eq!(found.as_ref(), Ok(wanted)),
    }
}
