//! Containers (EN 319 162-1) through the public API: levels, preservation, additions.

use std::io::Cursor;
use std::sync::Arc;

use antin::ades::{Doubt, Failure, TimestampKind, Verdict};
use antin::asic::{self, File, Kind, Options, Reading};
use antin::limits::Limits;
use antin::policy::Policy;
use antin::tsp::Authority;
use antin::zip::{Archive, Writer};
use antin::{ApiMisuse, Error, Evidence, Language, Level, Report, cades};

use crate::pki::{By, Day, List, Pki, doubt, failure, time};

const SIGNED: &str = "2026-11-21T09:00:00Z";
const RENEWED: &str = "2026-11-24T09:00:00Z";
const LETTER: &[u8] = b"Kinh gui: Uy ban nhan dan tinh";

fn lists(pki: &Pki, from: Day, until: Day) -> Evidence {
    let list =
        |by: By| pki.crl(by, &List { this_update: from, next_update: until, revoked: Vec::new() });
    Evidence::new().with_crls([list(By::Root), list(By::Authority)])
}

fn then(pki: &Pki) -> Evidence {
    lists(pki, (2026, 11, 20), (2026, 11, 27))
}

fn options(pki: &Pki, level: Level, tsa: Arc<Authority>) -> cades::Options {
    cades::Options::new(level).signing_time(time(SIGNED)).timestamper(tsa).evidence(then(pki))
}

fn files(kind: Kind) -> Vec<File<'static>> {
    let mut files = vec![File::from_bytes("Công văn.txt", LETTER)];
    if kind == Kind::Extended {
        files.push(File::from_bytes("phụ lục/1.bin", b"Phu luc"));
    }
    files
}

fn make(pki: &Pki, kind: Kind, level: Level) -> Vec<u8> {
    let options = Options::new(kind, options(pki, level, pki.clock(SIGNED)));
    asic::sign(files(kind), &pki.credential(), &options).expect("a container")
}

fn judge(container: &[u8], policy: &Policy, evidence: &Evidence, at: &str) -> Report {
    let container = Cursor::new(container);
    asic::verify(container, Reading::Strict, policy, evidence, time(at)).expect("a judgement")
}

#[track_caller]
fn assert_passes(report: &Report) {
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
}

fn names(container: &[u8]) -> Vec<String> {
    let archive = Archive::open(Cursor::new(container), Reading::Strict, &Limits::DEFAULT);
    let archive = archive.expect("a container");
    archive.entries().iter().map(|entry| entry.name().to_owned()).collect()
}

/// The container with one entry changed, or left out.
fn changed(
    container: &[u8],
    name: &str,
    change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>,
) -> Vec<u8> {
    let mut archive =
        Archive::open(Cursor::new(container), Reading::Strict, &Limits::DEFAULT).expect("opened");
    let mut writer = Writer::new(Vec::new());
    let mut change = Some(change);
    for place in 0..archive.entries().len() {
        let own = archive.entries()[place].name().to_owned();
        let content = archive.read(place, 1 << 20).expect("content");
        let content = match change.take_if(|_| own == name) {
            Some(change) => change(content),
            None => Some(content),
        };
        if let Some(content) = content {
            writer.store(&own, &content).expect("an entry");
        }
    }
    assert!(change.is_none(), "there is no {name}");
    writer.finish().expect("a container")
}

#[test]
fn every_level_of_either_kind_is_made_and_reached() {
    let pki = Pki::new();
    for kind in [Kind::Extended, Kind::Simple] {
        for level in [Level::B, Level::T, Level::Lt, Level::Lta] {
            let container = make(&pki, kind, level);
            let policy = pki.careful_policy().require_level(level);
            let report = judge(&container, &policy, &then(&pki), "2026-11-21T12:00:00Z");
            assert_passes(&report);
            assert_eq!(report.signatures()[0].level(), Some(level), "{kind} {level:?}");
        }
    }
}

#[test]
fn a_container_of_level_lta_has_an_archive_manifest_over_everything() {
    let pki = Pki::new();
    let container = make(&pki, Kind::Extended, Level::Lta);
    let expected = [
        "mimetype",
        "Công văn.txt",
        "phụ lục/1.bin",
        "META-INF/ASiCManifest001.xml",
        "META-INF/signature001.p7s",
        "META-INF/ASiCArchiveManifest.xml",
        "META-INF/timestamp001.tst",
    ];
    assert_eq!(names(&container), expected);
    let report = judge(&container, &pki.careful_policy(), &then(&pki), "2026-11-21T12:00:00Z");
    let stamps = report.container().expect("a container").timestamps();
    let kinds: Vec<_> = stamps.iter().map(|stamp| (stamp.kind(), stamp.verdict())).collect();
    assert_eq!(kinds, [(TimestampKind::ArchiveManifest, Verdict::Passed)]);
}

#[test]
fn an_archive_manifest_that_is_changed_or_gone_gives_no_level() {
    let pki = Pki::new();
    let container = make(&pki, Kind::Extended, Level::Lta);
    let level = |container: &[u8]| {
        let policy = pki.careful_policy();
        let report = judge(container, &policy, &then(&pki), "2026-11-21T12:00:00Z");
        assert_passes(&report);
        let stamp = report.container().expect("a container").timestamps()[0].verdict();
        (report.signatures()[0].level(), stamp)
    };
    let comment = |manifest: Vec<u8>| Some([manifest, b"<!-- -->".to_vec()].concat());
    let other = changed(&container, "META-INF/ASiCArchiveManifest.xml", comment);
    assert_eq!(level(&other), (Some(Level::Lt), failure(Failure::HashFailure)));
    let gone = changed(&container, "META-INF/ASiCArchiveManifest.xml", |_| None);
    assert_eq!(level(&gone), (Some(Level::Lt), doubt(Doubt::SignedDataNotFound)));
    // An object that was changed afterwards: the list is not good any more.
    let manifest = |manifest: Vec<u8>| {
        Some(
            String::from_utf8(manifest)
                .expect("text")
                .replace("standalone=\"no\"", "")
                .into_bytes(),
        )
    };
    let report = judge(
        &changed(&container, "META-INF/ASiCManifest001.xml", manifest),
        &pki.careful_policy(),
        &then(&pki),
        "2026-11-21T12:00:00Z",
    );
    assert_eq!(report.verdict(), failure(Failure::HashFailure));
    let stamp = &report.container().expect("a container").timestamps()[0];
    assert_eq!(stamp.verdict(), failure(Failure::HashFailure));
}

#[test]
fn raising_step_by_step_reaches_each_level_and_renews_the_last() {
    let pki = Pki::new();
    for kind in [Kind::Extended, Kind::Simple] {
        let mut container = make(&pki, kind, Level::B);
        for level in [Level::T, Level::Lt, Level::Lta, Level::Lta] {
            let options = options(&pki, level, pki.clock(SIGNED));
            container =
                asic::extend(Cursor::new(&container), &options, Vec::new()).expect("raised");
            let report =
                judge(&container, &pki.careful_policy(), &then(&pki), "2026-11-21T12:00:00Z");
            assert_passes(&report);
            assert_eq!(report.signatures()[0].level(), Some(level), "{kind} {level:?}");
        }
        let numbered =
            names(&container).contains(&"META-INF/ASiCArchiveManifest001.xml".to_owned());
        assert_eq!(numbered, kind == Kind::Extended);
    }
}

#[test]
fn a_renewed_container_passes_when_its_signer_and_its_lists_are_past() {
    let pki = Pki::new();
    let container = make(&pki, Kind::Extended, Level::Lta);
    let renewing = options(&pki, Level::Lta, pki.second_clock(RENEWED));
    let renewed = asic::extend(Cursor::new(&container), &renewing, Vec::new()).expect("renewed");
    let today = lists(&pki, (2030, 6, 1), (2030, 6, 8));
    let policy = pki.careful_policy().require_level(Level::Lta);
    let report = judge(&renewed, &policy, &today, "2030-06-02T00:00:00Z");
    assert_passes(&report);
    assert_eq!(report.container().expect("a container").timestamps().len(), 2);
    // Level T in the same place: nothing tells of the signer any more.
    let bare = make(&pki, Kind::Extended, Level::T);
    let report = judge(&bare, &pki.careful_policy(), &today, "2030-06-02T00:00:00Z");
    assert_eq!(report.verdict(), doubt(Doubt::TryLater));
}

#[test]
fn a_second_signature_has_its_own_manifest_or_stands_beside_the_first() {
    let pki = Pki::new();
    for kind in [Kind::Extended, Kind::Simple] {
        let container = make(&pki, kind, Level::B);
        let options = options(&pki, Level::T, pki.clock(SIGNED));
        let credential = pki.credential();
        let added = asic::add_signature(Cursor::new(&container), &credential, &options, Vec::new());
        let added = added.expect("a second signature");
        let report = judge(&added, &pki.careful_policy(), &then(&pki), "2026-11-21T12:00:00Z");
        assert_passes(&report);
        let levels: Vec<_> = report.signatures().iter().map(|one| one.level()).collect();
        assert_eq!(levels.len(), 2);
        assert!(levels.contains(&Some(Level::B)) && levels.contains(&Some(Level::T)));
        let file = &report.container().expect("a container").files()[0];
        assert_eq!(file.covered_by(), [0, 1]);
    }
}

#[test]
fn a_signature_may_be_added_in_two_steps() {
    let pki = Pki::new();
    let container = make(&pki, Kind::Extended, Level::Lta);
    let credential = pki.credential();
    let options = options(&pki, Level::B, pki.clock(SIGNED));
    let addition = asic::prepare_addition(Cursor::new(&container), credential.chain(), &options);
    let addition = addition.expect("prepared");
    let value = credential.key().sign(addition.algorithm(), addition.to_be_signed());
    let added = addition.finish(&value.expect("a value"), Vec::new()).expect("added");
    let report = judge(&added, &pki.careful_policy(), &then(&pki), "2026-11-21T12:00:00Z");
    assert_passes(&report);
    // What was preserved before stays so.
    assert_eq!(report.signatures()[0].level(), Some(Level::Lta));
    assert_eq!(report.signatures()[1].level(), Some(Level::B));
}

#[test]
fn what_is_no_container_is_not_raised() {
    let pki = Pki::new();
    let options = options(&pki, Level::T, pki.clock(SIGNED));
    let mut writer = Writer::new(Vec::new());
    writer.store("mimetype", Kind::Simple.media_type().as_bytes()).expect("an entry");
    let empty = writer.finish().expect("an archive");
    let raised = asic::extend(Cursor::new(&empty), &options, Vec::new());
    assert_eq!(raised, Err(Error::ApiMisuse(ApiMisuse::ContentMissing)));
    let added = asic::add_signature(Cursor::new(&empty), &pki.credential(), &options, Vec::new());
    assert_eq!(added, Err(Error::ApiMisuse(ApiMisuse::ContentMissing)));
}

#[test]
fn the_front_door_knows_containers_in_memory_in_a_file_and_in_pieces() {
    let pki = Pki::new();
    let container = make(&pki, Kind::Extended, Level::B);
    let (policy, evidence) = (pki.careful_policy(), then(&pki));
    let at = time("2026-11-21T12:00:00Z");
    assert_passes(&antin::verify(&container, None, &policy, &evidence, at).expect("judged"));
    let file = Cursor::new(&container);
    assert_passes(&antin::verify_file(file, &policy, &evidence, at).expect("judged"));
    assert_passes(&antin::verify_reader(&container[..], &policy, &evidence, at).expect("judged"));
    let mut pieces = antin::Verifying::attached(&policy, &evidence, at);
    container.chunks(100).for_each(|piece| pieces.update(piece).expect("taken"));
    assert_passes(&pieces.finish().expect("judged"));
    let unwanted = antin::verify(&container, Some(LETTER.into()), &policy, &evidence, at);
    assert_eq!(unwanted.map(drop), Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn a_container_of_a_time_stamp_alone_is_judged_and_is_no_signature() {
    use antin::crypto::{DigestAlgorithm, Hasher};
    use antin::tsp::{Request, Timestamper};
    let pki = Pki::new();
    let request =
        Request::new(&Hasher::digest(DigestAlgorithm::Sha512, LETTER)).expect("a request");
    let token = pki.clock(SIGNED).timestamp(&request).expect("a token");
    let container = |letter: &[u8]| {
        let mut writer = Writer::new(Vec::new());
        writer.store("mimetype", Kind::Simple.media_type().as_bytes()).expect("an entry");
        writer.store("a.txt", letter).expect("an entry");
        writer.store("META-INF/timestamp.tst", token.as_bytes()).expect("an entry");
        writer.finish().expect("a container")
    };
    let stamp = |letter: &[u8]| {
        let at = "2026-11-21T12:00:00Z";
        let report = judge(&container(letter), &pki.careful_policy(), &then(&pki), at);
        assert_eq!(report.verdict(), doubt(Doubt::Custom));
        let stamp = report.container().expect("a container").timestamps()[0].clone();
        (stamp.kind(), stamp.verdict())
    };
    assert_eq!(stamp(LETTER), (TimestampKind::Container, Verdict::Passed));
    assert_eq!(stamp(b"other"), (TimestampKind::Container, failure(Failure::HashFailure)));
}
