//! Writers, readers, crashes and strangers in one folder.

#![expect(clippy::unwrap_used, reason = "the values are the tests' own")]

use std::fs;
use std::path::PathBuf;
use std::thread;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, IsCa,
    KeyIdMethod, KeyPair, KeyUsagePurpose, SerialNumber, date_time_ymd,
};

use super::*;
use crate::ades::Origin;
use crate::x509::{Certificate, Crl};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("antin-cache-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn files(&self) -> Vec<PathBuf> {
        let all = fs::read_dir(&self.0).unwrap().map(|one| one.unwrap().path());
        all.filter(|path| path.extension().is_some_and(|ending| ending == "evidence")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ca(CertifiedIssuer<'static, KeyPair>);

impl Ca {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_after = date_time_ymd(2040, 1, 1);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn certificate(&self) -> Certificate {
        Certificate::from_der(self.0.der()).unwrap()
    }

    /// A list of a day of November, good for a week.
    fn crl(&self, day: u8) -> Crl {
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 11, day),
            next_update: date_time_ymd(2026, 11, day + 7),
            crl_number: SerialNumber::from(u64::from(day)),
            issuing_distribution_point: None,
            revoked_certs: Vec::new(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        Crl::from_der(list.signed_by(&self.0).unwrap().der()).unwrap()
    }
}

fn time(day: u8) -> Time {
    Time::from_civil((2026, 11, day), (0, 0, 0)).unwrap()
}

fn origin(day: u8) -> Origin {
    Origin::new(time(day), "http://ca.test/ca.crl").with_etag(Some("\"1\"".to_owned()))
}

#[test]
fn what_was_kept_is_loaded_with_its_origin() {
    let (folder, ca) = (Folder::new("kept"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    let evidence =
        Evidence::new().with_certificates([ca.certificate()]).with_crl_of(ca.crl(1), &origin(2));
    cache.keep(&evidence).unwrap();
    let loaded = cache.load().unwrap();
    assert_eq!(loaded.damaged(), Vec::<PathBuf>::new());
    assert_eq!(loaded.evidence().certificates(), evidence.certificates());
    let (_, from) = loaded.evidence().crls_with_origins().next().unwrap();
    assert_eq!(from, Some(&origin(2)));
    let index = fs::read_to_string(folder.0.join("index")).unwrap();
    assert_eq!(index.lines().count(), 3, "{index}");
    assert!(index.contains("crl\t2026-11-01T00:00:00Z\t2026-11-08T00:00:00Z"), "{index}");
}

#[test]
fn a_newer_list_from_the_same_source_takes_the_place_of_the_older_and_never_the_other_way() {
    let (folder, ca) = (Folder::new("newer"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    let keep = |crl: &Crl, day| {
        cache.keep(&Evidence::new().with_crl_of(crl.clone(), &origin(day))).unwrap();
    };
    let third = ca.crl(3);
    keep(&ca.crl(1), 1);
    keep(&third, 3);
    assert_eq!(cache.load().unwrap().evidence().crls(), [third]);
    keep(&ca.crl(2), 4);
    assert_eq!(cache.load().unwrap().evidence().crls().len(), 2);
}

#[test]
fn a_damaged_file_is_passed_over_and_told() {
    let (folder, ca) = (Folder::new("damaged"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    cache.keep(&Evidence::new().with_crls([ca.crl(1)])).unwrap();
    cache.keep(&Evidence::new().with_certificates([ca.certificate()])).unwrap();
    for path in folder.files() {
        let whole = fs::read(&path).unwrap();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for broken in [&whole[..whole.len() / 2], &[], &vec![0; whole.len()], &changed] {
            fs::write(&path, broken).unwrap();
            let loaded = cache.load().unwrap();
            assert_eq!(loaded.damaged(), [path.as_path()]);
            assert_eq!(loaded.evidence().freshness().len(), 1);
        }
        fs::write(&path, &whole).unwrap();
    }
    let stranger = folder.0.join("0000.evidence");
    fs::copy(&folder.files()[0], &stranger).unwrap();
    assert_eq!(cache.load().unwrap().damaged(), [stranger]);
}

#[test]
fn what_a_crash_left_beside_and_a_lost_index_do_no_harm() {
    let (folder, ca) = (Folder::new("crash"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    cache.keep(&Evidence::new().with_crls([ca.crl(1)])).unwrap();
    fs::write(folder.0.join(".0123.tmp"), b"half").unwrap();
    fs::remove_file(folder.0.join("index")).unwrap();
    let loaded = cache.load().unwrap();
    assert_eq!((loaded.evidence().crls().len(), loaded.damaged().len()), (1, 0));
}

#[test]
fn readers_beside_writers_see_whole_pieces_only() {
    let (folder, ca) = (Folder::new("parallel"), Ca::new());
    let lists: Vec<_> = (1..=20).map(|day| ca.crl(day)).collect();
    thread::scope(|scope| {
        for half in lists.chunks(10) {
            let cache = Cache::open(&folder.0).unwrap();
            scope.spawn(move || {
                for list in half {
                    cache.keep(&Evidence::new().with_crls([list.clone()])).unwrap();
                }
            });
        }
        let cache = Cache::open(&folder.0).unwrap();
        scope.spawn(move || {
            for _ in 0..50 {
                assert_eq!(cache.load().unwrap().damaged(), Vec::<PathBuf>::new());
            }
        });
    });
    let cache = Cache::open(&folder.0).unwrap();
    assert_eq!(cache.load().unwrap().evidence().crls().len(), 20);
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let (folder, ca) = (Folder::new("full"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    let first = ca.crl(1);
    cache.keep(&Evidence::new().with_crls([first.clone()])).unwrap();
    // A folder in the place of the file stands for whatever the disk refuses.
    let next = Evidence::new().with_crls([ca.crl(2)]);
    let name = Entry::each(&next)[0].file_name();
    fs::create_dir_all(folder.0.join(&name).join("taken")).unwrap();
    assert!(matches!(cache.keep(&next), Err(Error::Other(_))));
    fs::remove_dir_all(folder.0.join(&name)).unwrap();
    let loaded = cache.load().unwrap();
    assert_eq!(loaded.evidence().crls(), [first]);
    let left = fs::read_dir(&folder.0).unwrap().map(|one| one.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")));
}

#[test]
fn what_ended_is_cleaned_away_and_the_rest_is_not() {
    let (folder, ca) = (Folder::new("clean"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    let ninth = ca.crl(9);
    cache.keep(&Evidence::new().with_crls([ca.crl(1), ninth.clone()])).unwrap();
    fs::write(folder.0.join("00.evidence"), b"half").unwrap();
    assert_eq!(cache.clean(time(10)).unwrap(), 2);
    assert_eq!(cache.load().unwrap().evidence().crls(), [ninth]);
}

#[test]
fn more_than_the_limits_allow_is_refused() {
    let (folder, ca) = (Folder::new("limits"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    cache.keep(&Evidence::new().with_crls([ca.crl(1), ca.crl(2)])).unwrap();
    let few = Limits { evidence_items: 1, ..Limits::DEFAULT };
    let few = cache.clone().with_limits(few).load();
    assert_eq!(few.unwrap_err(), Error::LimitExceeded(Limit::Items));
    let short = Limits { evidence_bytes: 500, ..Limits::DEFAULT };
    let short = cache.with_limits(short).load();
    assert_eq!(short.unwrap_err(), Error::LimitExceeded(Limit::Length));
}

#[test]
fn a_file_is_replaced_whole_and_read_as_it_was_written() {
    let folder = Folder::new("file");
    fs::create_dir_all(&folder.0).unwrap();
    let path = folder.0.join("cong-van.evidence");
    let first = Evidence::new().with_crl_of(Ca::new().crl(1), &origin(1));
    write_file(&path, &first).unwrap();
    assert_eq!(read_file(&path).unwrap().to_bytes(), first.to_bytes());
    let second = first.with_crl_of(Ca::new().crl(2), &origin(2));
    write_file(&path, &second).unwrap();
    assert_eq!(read_file(&path).unwrap().to_bytes(), second.to_bytes());
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_file_that_cannot_be_written_or_read_is_told() {
    let folder = Folder::new("no-file");
    let path = folder.0.join("cong-van.evidence");
    assert!(matches!(write_file(&path, &Evidence::new()), Err(Error::Other(_))));
    assert!(matches!(read_file(&path), Err(Error::Other(_))));
    fs::create_dir_all(&folder.0).unwrap();
    fs::write(&path, b"0").unwrap();
    assert!(matches!(read_file(&path), Err(Error::Malformed(_))));
}
