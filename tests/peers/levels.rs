//! The levels above B: peers judge what antin makes and raises, antin judges what they make.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use antin::ades::{Evidence, Level, Verdict};
use antin::cades::{self, Options};
use antin::keys::Credential;
use antin::oid::ObjectIdentifier;
use antin::policy::{Policy, TrustStore};
use antin::tsp::Authority;
use serde_json::Value;

use crate::exchange::{CONTENT, now, operation};
use crate::{BOUNCY_CASTLE, DSS, PYHANKO, Peer, pki};

const ABOVE_B: [Level; 3] = [Level::T, Level::Lt, Level::Lta];

fn credential(folder: &Path, name: &str) -> Credential {
    let read = |suffix: &str| fs::read(folder.join(name.to_owned() + suffix)).unwrap();
    Credential::from_pem(&read(".chain.pem"), &read(".key"), None).unwrap()
}

fn authority(folder: &Path) -> Arc<Authority> {
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").unwrap();
    Arc::new(Authority::new(credential(folder, "tsa"), policy, now))
}

/// What the levels above T keep.
fn evidence(folder: &Path) -> Evidence {
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    Evidence::new()
        .with_certificates_from(&read("root.pem"))
        .unwrap()
        .with_crls_from(&read("root.crl"))
        .unwrap()
        .with_crls_from(&read("sub.crl"))
        .unwrap()
}

fn options(folder: &Path, level: Level) -> Options {
    Options::new(level)
        .signing_time(now())
        .timestamper(authority(folder))
        .evidence(evidence(folder))
}

/// Made at each level at once, and raised to it from the one before.
fn made(folder: &Path) -> Vec<(Level, &'static str, Vec<u8>)> {
    let signer = credential(folder, "rsa2048");
    let mut all = Vec::new();
    let options_b = Options::new(Level::B).signing_time(now());
    let mut raised = cades::sign(CONTENT, &signer, &options_b).unwrap();
    for level in ABOVE_B {
        let options = options(folder, level);
        all.push((level, "made", cades::sign(CONTENT, &signer, &options).unwrap()));
        raised = cades::extend(&raised, Some(CONTENT.into()), &options).unwrap();
        all.push((level, "raised", raised.clone()));
    }
    let again = options(folder, Level::Lta);
    all.push((Level::Lta, "renewed", cades::extend(&raised, None, &again).unwrap()));
    all
}

/// What a peer says of each, asked with `verb`.
fn judged(peer: &Peer, verb: &str, folder: &Path) -> Vec<(Level, &'static str, Value)> {
    fs::write(folder.join("content"), CONTENT).unwrap();
    let made = made(folder);
    let operations = made.iter().map(|(level, how, signature)| {
        let name = format!("{level}-{how}.p7s");
        fs::write(folder.join(&name), signature).unwrap();
        let words = "--content content --trust root.pem --crl root.crl sub.crl";
        operation(peer, &format!("{verb} --sig {name} {words}"))
    });
    let answers = peer.run(folder, &operations.collect::<Vec<_>>());
    made.iter().zip(answers).map(|((level, how, _), answer)| (*level, *how, answer)).collect()
}

#[test]
fn dss_passes_each_level_and_names_it() {
    if !DSS.is_here() {
        return;
    }
    for (level, how, answer) in judged(&DSS, "verify", &pki("dss-levels")) {
        assert_eq!(answer["indication"], "TOTAL_PASSED", "{level} {how}: {answer}");
        assert_eq!(answer["level"], format!("CAdES-BASELINE-{level}"), "{how}: {answer}");
    }
}

#[test]
fn bouncy_castle_passes_the_signature_and_its_time_stamp() {
    if !BOUNCY_CASTLE.is_here() {
        return;
    }
    for (level, how, answer) in judged(&BOUNCY_CASTLE, "verify", &pki("bc-levels")) {
        assert_eq!(
            (&answer["valid"], &answer["stamps"]),
            (&1.into(), &1.into()),
            "{level} {how}: {answer}"
        );
    }
}

/// pyHanko judges by EN 319 102-1 §5.5, with time; of archive time-stamps in CMS it does not know.
#[test]
fn pyhanko_passes_each_level_with_the_time_of_its_time_stamp() {
    if !PYHANKO.is_here() {
        return;
    }
    for (level, how, answer) in judged(&PYHANKO, "with-time", &pki("pyhanko-levels")) {
        assert_eq!(answer["indication"], "PASSED", "{level} {how}: {answer}");
        assert!(answer["bestSignatureTime"].is_string(), "{level} {how}: {answer}");
    }
}

/// What antin says of a signature by a peer, with the CRLs beside it, and which level it has.
fn judged_here(folder: &Path, file: &str, level: Level) -> (Verdict, Option<Level>, String) {
    let signature = fs::read(folder.join(file)).unwrap();
    let roots = TrustStore::from_pem(&fs::read(folder.join("root.pem")).unwrap()).unwrap();
    let policy = Policy::new(roots).require_level(level);
    let content = Some(CONTENT.into());
    let report = cades::verify(&signature, content, &policy, &evidence(folder), now()).unwrap();
    let text = report.to_text(antin::Language::En);
    (report.verdict(), report.signatures()[0].level(), text)
}

/// DSS makes level T, and antin goes on from there; `interop` has the other levels that DSS makes.
#[test]
fn antin_passes_what_dss_time_stamps_and_dss_what_antin_raises_from_it() {
    if !DSS.is_here() {
        return;
    }
    let folder = pki("dss-levels-theirs");
    fs::write(folder.join("content"), CONTENT).unwrap();
    let options_b = Options::new(Level::B).signing_time(now());
    let basic = cades::sign(CONTENT, &credential(&folder, "rsa2048"), &options_b).unwrap();
    fs::write(folder.join("basic"), basic).unwrap();
    let more = "--level T --password antin --content content --packaging DETACHED \
                --trust root.pem --crl root.crl sub.crl --tsa tsa.p12";
    let sign = format!("sign --p12 rsa2048.p12 --digest SHA256 --out made {more}");
    let extend = format!("extend --sig basic --out raised {more}");
    for answer in DSS.run(&folder, &[operation(&DSS, &sign), operation(&DSS, &extend)]) {
        assert_eq!(answer["error"], Value::Null, "{answer}");
    }
    let words = "--content content --trust root.pem --crl root.crl sub.crl";
    let mut operations = Vec::new();
    for file in ["made", "raised"] {
        let (verdict, found, text) = judged_here(&folder, file, Level::T);
        assert_eq!((verdict, found), (Verdict::Passed, Some(Level::T)), "{file}: {text}");
        let theirs = fs::read(folder.join(file)).unwrap();
        let archived = cades::extend(&theirs, None, &options(&folder, Level::Lta)).unwrap();
        fs::write(folder.join(format!("{file}.lta")), archived).unwrap();
        let (verdict, found, text) = judged_here(&folder, &format!("{file}.lta"), Level::Lta);
        assert_eq!((verdict, found), (Verdict::Passed, Some(Level::Lta)), "{file}: {text}");
        operations.push(operation(&DSS, &format!("verify --sig {file}.lta {words}")));
    }
    for answer in DSS.run(&folder, &operations) {
        assert_eq!(answer["indication"], "TOTAL_PASSED", "{answer}");
        assert_eq!(answer["level"], "CAdES-BASELINE-LTA", "{answer}");
    }
}
