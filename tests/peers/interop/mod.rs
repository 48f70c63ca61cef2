//! The tables of `docs/interop.md`: who accepts what, asked of the peers and printed.
//!
//! ```text
//! cargo test -p antin --test peers interop -- --nocapture              # prints the tables, and compares
//! ANTIN_BLESS=1 cargo test -p antin --test peers interop               # writes them into docs/interop.md
//! ```

mod containers;
mod negative;
mod ours;
mod pieces;
mod raised;
mod table;
mod theirs;
mod world;

use std::env;
use std::fs;
use std::path::Path;

use crate::{BOUNCY_CASTLE, DSS, GNUTLS, NSS, PYHANKO};
use table::Table;
use world::{Peers, World};

const BEGIN: &str =
    "<!-- The tables are printed by the test `interop` of tests/peers; do not edit. -->\n\n";

#[test]
fn interop_tables_are_what_the_peers_say() {
    // All are asked for, so that each one that is missing is named.
    if [DSS, BOUNCY_CASTLE, PYHANKO, NSS, GNUTLS].map(|peer| peer.is_here()).contains(&false) {
        return;
    }
    let world = World::make();
    let printed = BEGIN.to_owned() + &print(&world);
    println!("{printed}");
    assert!(!printed.contains(negative::UNEXPLAINED), "a difference is not explained");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/interop.md");
    let document = fs::read_to_string(&path).unwrap();
    let by_hand = document.split(BEGIN).next().unwrap();
    let renewed = by_hand.to_owned() + &printed;
    if env::var_os("ANTIN_BLESS").is_some() {
        fs::write(&path, renewed).unwrap();
    } else {
        assert!(
            document == renewed,
            "docs/interop.md is not what was printed; ANTIN_BLESS=1 writes it"
        );
    }
}

/// Asks everybody, in two rounds: what can be judged at once, then what others had to make first.
fn print(world: &World) -> String {
    let mut peers = Peers::default();
    let versions = (peers.java.ask("versions"), peers.python.ask("version"));
    let ours = ours::Ours::make(world, &mut peers);
    let theirs = theirs::Theirs::make(world, &mut peers);
    let raised = raised::ByDss::make(world, &mut peers);
    let negative = negative::Negative::make(world, &mut peers);
    let pieces = pieces::Pieces::make(world, &mut peers);
    let made = containers::Made::make(world, &mut peers);
    let contained = containers::Theirs::make(world, &mut peers);
    let forged = containers::Forged::make(world, &mut peers);
    peers.run(world.folder());
    let raised = raised.judge(world, &mut peers, &theirs);
    let theirs = theirs.judge(world, &mut peers);
    let contained = contained.judge(world, &mut peers);
    peers.run(world.folder());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("?").to_owned();
    let java = |key: &str| text(&peers.java.answer(versions.0)[key]);
    let pyhanko = text(&peers.python.answer(versions.1)["pyhanko"]);
    let tables = [
        ours.to_table(world, &peers),
        theirs.to_table(&peers),
        raised.to_table(&peers),
        negative.to_table(&peers),
        pieces.to_table(&peers),
        made.to_table(&peers),
        contained.to_table(world, &peers),
        forged.to_table(&peers),
    ];
    let tables: Vec<String> = tables.iter().map(Table::to_markdown).collect();
    format!(
        "Asked: EU DSS {}, pyHanko {pyhanko}, Bouncy Castle {}, OpenSSL {}.\n\n{}",
        java("dss"),
        java("bc"),
        openssl_line(world),
        tables.join("\n")
    )
}

/// Major and minor: the distribution mends the rest.
fn openssl_line(world: &World) -> String {
    let said = String::from_utf8(world.openssl("version").unwrap()).unwrap();
    let version = said.split(' ').nth(1).unwrap_or_default();
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}
