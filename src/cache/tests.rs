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

/// The days of the lists in a folder.
#[track_caller]
fn lists(cache: &Cache) -> Vec<Time> {
    let loaded = cache.load().unwrap();
    let mut days: Vec<_> = loaded.evidence().crls().iter().map(Crl::this_update).collect();
    days.sort();
    days
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
        cache.renew(&Evidence::new().with_crl_of(crl.clone(), &origin(day))).unwrap();
    };
    let third = ca.crl(3);
    keep(&ca.crl(1), 1);
    keep(&third, 3);
    assert_eq!(cache.load().unwrap().evidence().crls(), [third]);
    keep(&ca.crl(2), 4);
    assert_eq!(cache.load().unwrap().evidence().crls().len(), 2);
}

#[test]
fn what_is_only_kept_takes_the_place_of_nothing() {
    let (folder, ca) = (Folder::new("beside"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    for (crl, day) in [(ca.crl(1), 1), (ca.crl(3), 3)] {
        cache.keep(&Evidence::new().with_crl_of(crl, &origin(day))).unwrap();
    }
    assert_eq!(cache.load().unwrap().evidence().crls().len(), 2);
}

#[test]
fn a_folder_is_not_filled_beyond_what_is_read_from_it() {
    let (folder, ca) = (Folder::new("room"), Ca::new());
    let few = Limits { evidence_items: 2, ..Limits::DEFAULT };
    let cache = Cache::open(&folder.0).unwrap().with_limits(few);
    let renewed = |day| Evidence::new().with_crl_of(ca.crl(day), &origin(day));
    cache.keep(&renewed(1).with_certificates([ca.certificate()])).unwrap();
    assert_eq!(cache.keep(&renewed(2)), Err(Error::LimitExceeded(Limit::Items)));
    assert_eq!(lists(&cache), [time(1)]);
    // What takes the place of another, or is there, needs no room.
    let second = renewed(2);
    cache.renew(&second).unwrap();
    cache.keep(&second).unwrap();
    assert_eq!(lists(&cache), [time(2)]);
    let short = Limits { evidence_bytes: 1_500, ..Limits::DEFAULT };
    let lists = Evidence::new().with_crls((1..=20).map(|day| ca.crl(day)));
    let refused = cache.with_limits(short).keep(&lists);
    assert_eq!(refused, Err(Error::LimitExceeded(Limit::Length)));
}

#[test]
fn a_folder_over_its_limits_is_cleaned_and_what_ends_last_stays() {
    let (folder, ca) = (Folder::new("over"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    cache.keep(&Evidence::new().with_crls((1..=6).map(|day| ca.crl(day)))).unwrap();
    fs::write(folder.0.join("00.evidence"), b"half").unwrap();
    let few = cache.clone().with_limits(Limits { evidence_items: 2, ..Limits::DEFAULT });
    assert_eq!(few.load().unwrap_err(), Error::LimitExceeded(Limit::Items));
    // Those of the first two days end before the tenth.
    assert_eq!(few.clean(time(10)).unwrap(), 3);
    assert_eq!(cache.load().unwrap().evidence().crls().len(), 4);
    assert_eq!(few.fit().unwrap(), 2);
    assert_eq!(lists(&few), [time(5), time(6)]);
    let index = fs::read_to_string(folder.0.join("index")).unwrap();
    assert_eq!(index.lines().count(), 3, "{index}");
    let longest = folder.files().iter().map(|file| fs::metadata(file).unwrap().len()).max();
    let evidence_bytes = usize::try_from(longest.unwrap()).unwrap() + 10;
    let short = cache.with_limits(Limits { evidence_bytes, ..Limits::DEFAULT });
    assert_eq!(short.load().unwrap_err(), Error::LimitExceeded(Limit::Length));
    assert_eq!(short.fit().unwrap(), 1);
    assert_eq!(lists(&short), [time(6)]);
}

#[test]
#[cfg(unix)]
fn pipes_folders_and_links_under_the_name_of_a_piece_are_passed_over() {
    let (folder, ca) = (Folder::new("kinds"), Ca::new());
    let cache = Cache::open(&folder.0).unwrap();
    cache.keep(&Evidence::new().with_crls([ca.crl(1)])).unwrap();
    let own = folder.files()[0].clone();
    let (pipe, inner, link) =
        (folder.0.join("a.evidence"), folder.0.join("b.evidence"), folder.0.join("c.evidence"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    fs::create_dir(&inner).unwrap();
    std::os::unix::fs::symlink(&own, &link).unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    let other = cache.clone();
    // Whoever opens the pipe waits for a writer that never comes.
    thread::spawn(move || sender.send(other.load()));
    let loaded = receiver.recv_timeout(std::time::Duration::from_secs(20)).unwrap().unwrap();
    assert_eq!(loaded.damaged(), [pipe.as_path(), &inner, &link]);
    assert_eq!(loaded.evidence().crls()[0].this_update(), time(1));
    cache.keep(&Evidence::new().with_crls([ca.crl(2)])).unwrap();
    // A folder is somebody's; the piece behind the link stays.
    assert_eq!(cache.clean(time(1)).unwrap(), 2);
    assert!(inner.is_dir() && own.is_file() && !pipe.exists() && !link.exists());
}

#[test]
fn thousands_of_pieces_are_loaded_in_linear_time() {
    let (folder, ca) = (Folder::new("many"), Ca::new());
    let list = ca.crl(1);
    let folder_of = |count: u32| {
        let evidence = (0..count).map(|number| {
            // The same list with another end: whether it is signed is not looked at here.
            let mut der = list.as_der().to_vec();
            let end = der.len() - 4;
            der[end..].copy_from_slice(&number.to_be_bytes());
            Crl::from_der(&der).unwrap()
        });
        let cache = Cache::open(folder.0.join(count.to_string())).unwrap();
        fs::create_dir_all(cache.folder()).unwrap();
        for entry in Entry::each(&Evidence::new().with_crls(evidence)) {
            fs::write(cache.folder().join(entry.file_name()), entry.to_bytes()).unwrap();
        }
        cache
    };
    let time_of = |cache: &Cache, count| {
        let started = std::time::Instant::now();
        assert_eq!(cache.load().unwrap().evidence().crls().len(), count);
        started.elapsed()
    };
    let (small, large) = (folder_of(250), folder_of(4_000));
    time_of(&small, 250);
    let (few, many) = (time_of(&small, 250), time_of(&large, 4_000));
    // Sixteen times as many: what is quadratic takes 256 times as long.
    assert!(many < few * 64, "{few:?} {many:?}");
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
