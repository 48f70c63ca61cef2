//! What antin makes: containers at each level, signed twice, raised and renewed, and seals on packages.

use std::io::Cursor;
use std::path::Path;

use antin::Level;
use antin::asic::Kind;
use antin::edxml::{self, SealOptions};
use base64ct::{Base64, Encoding};

use super::super::ours::LEVELS;
use super::super::table::Table;
use super::super::world::{CURRENT, Peers, World};
use super::independent::{self, Counted};
use super::{Judged, container, kind_name, raised, signed_twice};

const HEAD: &[&str] = &[
    "container",
    "level",
    "how",
    "antin",
    "EU DSS",
    "OpenSSL cms",
    "OpenSSL ts",
    "digests by OpenSSL",
];

/// One container, and what is said of it.
struct Row {
    kind: &'static str,
    level: Level,
    how: &'static str,
    judged: Judged,
    counted: Counted,
}

/// The table, before DSS has answered.
pub(in super::super) struct Made(Vec<Row>);

impl Made {
    pub(in super::super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut rows = Vec::new();
        let mut add = |kind, level, how: &'static str, container: &[u8]| {
            let file = format!("container-{kind}-{level}-{how}").replace([' ', ','], "");
            let judged = Judged::of(world, peers, &file, container);
            let counted = independent::count(world, container);
            rows.push(Row { kind, level, how, judged, counted });
        };
        for kind in [Kind::Simple, Kind::Extended] {
            let name = kind_name(kind);
            for level in LEVELS {
                add(name, level, "made", &container(world, kind, level));
            }
            for level in [Level::B, Level::Lta] {
                let once = container(world, kind, level);
                add(name, level, "signed twice", &signed_twice(world, &once, level));
            }
            let mut one = signed_twice(world, &container(world, kind, Level::B), Level::B);
            for (level, how) in [
                (Level::T, "signed twice, raised"),
                (Level::Lt, "signed twice, raised"),
                (Level::Lta, "signed twice, raised"),
                (Level::Lta, "signed twice, renewed"),
            ] {
                one = raised(world, &one, level);
                add(name, level, how, &one);
            }
        }
        for level in LEVELS {
            add("ASiC-E", level, "seal out of a package", &seal(world, level));
        }
        Self(rows)
    }

    pub(in super::super) fn to_table(&self, peers: &Peers) -> Table {
        let mut table = Table::new("Containers (ASiC with CAdES) that antin makes", HEAD);
        for row in &self.0 {
            let of = |(right, all): (usize, usize)| match all {
                0 => "–".to_owned(),
                _ => format!("{right} of {all}"),
            };
            table.row([
                row.kind.to_owned(),
                row.level.to_string(),
                row.how.to_owned(),
                row.judged.antin.clone(),
                row.judged.dss(peers),
                of(row.counted.signatures),
                of(row.counted.stamps),
                of(row.counted.digests),
            ]);
        }
        table
    }
}

/// A package of the axis, sealed, and the container taken out of it again by looking for its name.
pub(super) fn seal(world: &World, level: Level) -> Vec<u8> {
    let sample = "test-vectors/edxml/new-pdf-csv-zip-sdk-signature.edxml";
    let package = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(sample)).unwrap();
    let options = SealOptions::new(world.options(level, world.now, "tsa", CURRENT));
    let signer = world.credential("p256");
    let sealed = edxml::seal(Cursor::new(package), &signer, &options, Vec::new()).unwrap();
    let text = String::from_utf8(sealed).unwrap();
    assert!(text.contains("antin-seal.zip"));
    // The seal is the last attachment: its text stands before the last end tag of this name.
    let before = text.rsplit_once("ContentTransferEncoded>").unwrap().0;
    let encoded = before.rsplit_once('>').unwrap().1.split('<').next().unwrap();
    Base64::decode_vec(encoded.trim()).unwrap()
}
