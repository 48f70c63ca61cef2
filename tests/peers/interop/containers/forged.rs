//! Containers of which one thing was changed after they were made.

use antin::Level;
use antin::asic::Kind;

use super::super::negative::UNEXPLAINED;
use super::super::table::Table;
use super::super::world::{Peers, World};
use super::made::seal;
use super::{Entries, FILES, Judged, container, entries, pack};

const SIGNATURE: &str = "META-INF/signature001.p7s";
const MANIFEST: &str = "META-INF/ASiCManifest001.xml";
const ARCHIVE: &str = "META-INF/ASiCArchiveManifest.xml";
const STAMP: &str = "META-INF/timestamp001.tst";

const NOT_THERE: &str = "DSS: no container without a manifest. antin: what was signed is not there (EN 319 102-1 §5.2.7.4)";

const WHICH_MANIFEST: &str = "DSS takes one of the two. antin: a manifest has a signature of its own (EN 319 162-1 \
    §4.4.4.2 item 3), and what was signed must not depend on which is found first";

const WHICH_FILE: &str = "DSS: no ASiC-S with two files. antin: which of them was signed is not said (EN 319 162-1 §4.3.3.2 item 2)";

const TWO_READINGS: &str = "antin reads strictly and judges nothing that two programs can read in two ways; DSS takes one of them";

/// One forgery.
struct Case {
    what: &'static str,
    container: Vec<u8>,
    /// Why EU DSS says something else than antin; empty where it does not.
    why: &'static str,
}

/// The table, before DSS has answered.
pub(in super::super) struct Forged(Vec<(Case, Judged)>);

impl Forged {
    pub(in super::super) fn make(world: &World, peers: &mut Peers) -> Self {
        let groups = [files(world), manifests(world), archived(world), archives(world)];
        let cases = groups.into_iter().flatten().enumerate();
        let rows = cases.map(|(index, case)| {
            let judged = Judged::of(world, peers, &format!("forged-{index}"), &case.container);
            (case, judged)
        });
        Self(rows.collect())
    }

    pub(in super::super) fn to_table(&self, peers: &Peers) -> Table {
        let head = &["case", "antin", "EU DSS", "why EU DSS differs"];
        let mut table = Table::new("Containers that were forged", head);
        for (case, judged) in &self.0 {
            let (antin, dss) = (judged.antin.clone(), judged.dss(peers));
            let verdict = |said: &str| said.split([':', ',']).next().unwrap_or_default().to_owned();
            let explained = (verdict(&antin) == verdict(&dss)) == case.why.is_empty();
            let why = if explained { case.why } else { UNEXPLAINED };
            table.row([case.what.to_owned(), antin, dss, why.to_owned()]);
        }
        table
    }
}

fn of<'e>(entries: &'e mut Entries, name: &str) -> &'e mut Vec<u8> {
    &mut entries.iter_mut().find(|(own, _)| own == name).unwrap().1
}

impl Case {
    fn new(what: &'static str, container: &[u8], change: impl FnOnce(&mut Entries)) -> Self {
        let mut entries = entries(container);
        change(&mut entries);
        Self { what, container: pack(&entries), why: "" }
    }

    fn because(self, why: &'static str) -> Self {
        Self { why, ..self }
    }
}

/// Replaces words in an entry.
fn words(entries: &mut Entries, name: &str, from: &str, to: &str) {
    let text = String::from_utf8(of(entries, name).clone()).unwrap();
    assert!(text.contains(from), "{from}");
    *of(entries, name) = text.replace(from, to).into_bytes();
}

fn flip(entries: &mut Entries, name: &str, from_end: usize) {
    let octets = of(entries, name);
    let place = octets.len() - from_end;
    octets[place] ^= 1;
}

fn add(entries: &mut Entries) {
    entries.insert(2, ("them.txt".to_owned(), b"1".to_vec()));
}

fn files(world: &World) -> Vec<Case> {
    let basic = container(world, Kind::Extended, Level::B);
    let simple = container(world, Kind::Simple, Level::B);
    let (first, second) = (FILES[0].0, FILES[1].0);
    vec![
        Case::new("a file changed, ASiC-E", &basic, |all| flip(all, first, 1)),
        Case::new("two files exchanged, ASiC-E", &basic, |all| {
            let content = of(all, first).clone();
            *of(all, first) = std::mem::replace(of(all, second), content);
        }),
        Case::new("a file removed, ASiC-E", &basic, |all| all.retain(|(name, _)| name != second)),
        Case::new("a file added, ASiC-E", &basic, add),
        Case::new("the file changed, ASiC-S", &simple, |all| flip(all, first, 1)),
        Case::new("a file added, ASiC-S", &simple, add).because(WHICH_FILE),
        Case::new("the statement of a seal changed", &seal(world, Level::B), |all| {
            words(all, "antin-statement.json", "\"agency\"", "\"leader\"");
        }),
    ]
}

fn manifests(world: &World) -> Vec<Case> {
    let basic = container(world, Kind::Extended, Level::B);
    let mut other = entries(&container(world, Kind::Extended, Level::B));
    let signature = of(&mut other, SIGNATURE).clone();
    let change = |all: &mut Entries| words(all, MANIFEST, "text/plain", "text/other");
    vec![
        Case::new("the manifest changed, ASiC-E", &basic, change),
        Case::new("the manifest removed, ASiC-E", &basic, |all| {
            all.retain(|(name, _)| name != MANIFEST);
        })
        .because(NOT_THERE),
        Case::new("a second manifest for the same signature, ASiC-E", &basic, |all| {
            let manifest = of(all, MANIFEST).clone();
            all.push(("META-INF/ASiCManifest002.xml".to_owned(), manifest));
        })
        .because(WHICH_MANIFEST),
        Case::new(
            "the manifest changed, the signature of another container, ASiC-E",
            &basic,
            |all| {
                change(all);
                *of(all, SIGNATURE) = signature;
            },
        ),
        Case::new("the signature value changed, ASiC-E", &basic, |all| flip(all, SIGNATURE, 1)),
    ]
}

fn archived(world: &World) -> Vec<Case> {
    let archived = container(world, Kind::Extended, Level::Lta);
    let first = FILES[0].0;
    vec![
        Case::new("a file changed, ASiC-E, LTA", &archived, |all| flip(all, first, 1)),
        Case::new("the archive manifest changed, ASiC-E, LTA", &archived, |all| {
            words(all, ARCHIVE, "</asic:ASiCManifest>", " </asic:ASiCManifest>");
        }),
        Case::new("the archive time-stamp changed, ASiC-E, LTA", &archived, |all| {
            flip(all, STAMP, 1);
        }),
    ]
}

fn archives(world: &World) -> Vec<Case> {
    let basic = container(world, Kind::Extended, Level::B);
    let case = |what, container| Case { what, container, why: TWO_READINGS };
    vec![
        case("two entries of one name, ASiC-E", doubled(&basic)),
        case("an entry with two names, ASiC-E", two_names(&basic)),
        case("another container behind it, ASiC-E", [basic.clone(), basic].concat()),
    ]
}

/// The first file twice: another one is given its name in both headers.
fn doubled(container: &[u8]) -> Vec<u8> {
    let mut entries = entries(container);
    let first = FILES[0].0;
    let twin = first.replace("cong-van", "cong_van");
    entries.insert(2, (twin.clone(), b"another".to_vec()));
    renamed(&pack(&entries), &twin, first, 2)
}

/// The first file has another name in its local header than in the directory.
fn two_names(container: &[u8]) -> Vec<u8> {
    renamed(container, FILES[0].0, "cong_van.txt", 1)
}

/// Replaces a name by one as long, as often as that, from the beginning of the file.
fn renamed(container: &[u8], from: &str, to: &str, count: usize) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut octets = container.to_vec();
    for _ in 0..count {
        let at = octets.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        octets[at..at + from.len()].copy_from_slice(to.as_bytes());
    }
    octets
}
