//! What one made and another raised or renewed, judged by both.

use antin::ades::Level;

use super::ours::LEVELS;
use super::pieces::by_openssl;
use super::table::Table;
use super::theirs::Theirs;
use super::world::{CURRENT, Peers, Ticket, World, about};
use crate::exchange::Form;

/// A signature by `maker` that `raiser` brought to `level`.
struct Raised {
    maker: String,
    from: Level,
    raiser: &'static str,
    level: Level,
    file: String,
}

/// What DSS raises, before it has.
pub(super) struct ByDss(Vec<Raised>);

/// All of it, before DSS has judged.
pub(super) struct Judged(Vec<(Raised, String, Ticket)>);

impl ByDss {
    pub(super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut all = Vec::new();
        for from in LEVELS {
            let options = world.options(from, world.now, "tsa", CURRENT);
            let made = format!("raise-{from}");
            world.write(&made, &world.sign("p256", Form::Detached, &options));
            for level in higher(from) {
                let file = format!("raised-{from}-{level}");
                let crls = CURRENT.join(" ");
                peers.java.ask(format!(
                    "dss extend --sig {made} --content content --packaging DETACHED --level {level} \
                     --tsa tsa.p12 --password antin --trust root.pem --crl {crls} --at {} --out {file}",
                    world.now
                ));
                all.push(Raised { maker: "antin".to_owned(), from, raiser: "EU DSS", level, file });
            }
        }
        Self(all)
    }

    /// Has antin raise what others made, and what DSS raised, and asks DSS about all.
    pub(super) fn judge(self, world: &World, peers: &mut Peers, theirs: &Theirs) -> Judged {
        let mut all = Vec::new();
        for (maker, from, made) in theirs.detached() {
            all.extend(higher(from).map(|level| by_antin(world, maker, from, level, &made)));
        }
        for one in &self.0 {
            if one.level != Level::Lta || one.from == Level::Lta {
                let maker = format!("antin {}, EU DSS", one.from);
                all.push(by_antin(world, &maker, one.level, Level::Lta, &one.file));
            }
        }
        all.extend(with_openssl(world));
        let rows = self.0.into_iter().chain(all).map(|one| {
            let antin = world.cell(&world.read(&one.file), Form::Detached);
            let about = about(world, &one.file, Form::Detached, CURRENT);
            (one, antin, peers.java.ask(format!("dss verify {about}")))
        });
        Judged(rows.collect())
    }
}

/// What a level can be raised to; the highest is renewed.
fn higher(from: Level) -> impl Iterator<Item = Level> {
    LEVELS.into_iter().filter(move |level| *level > from || *level == Level::Lta)
}

fn by_antin(world: &World, maker: &str, from: Level, level: Level, made: &str) -> Raised {
    let options = world.options(level, world.now.plus_seconds(1800), "tsa", CURRENT);
    let raised = world.extend(&world.read(made), Form::Detached, &options);
    let file = format!("{made}-{level}");
    world.write(&file, &raised);
    Raised { maker: maker.to_owned(), from, raiser: "antin", level, file }
}

/// OpenSSL makes no level T by itself; antin puts the time-stamps of `openssl ts` in, signature and archive.
fn with_openssl(world: &World) -> impl Iterator<Item = Raised> {
    [Level::T, Level::Lta].into_iter().map(|level| {
        let options =
            world.options(level, world.now, "tsa", CURRENT).timestamper(by_openssl(world));
        let made = world.read("theirs-OpenSsl-p256-B-detached");
        let file = format!("openssl-ts-{level}");
        world.write(&file, &world.extend(&made, Form::Detached, &options));
        let raiser = "antin with OpenSSL ts";
        Raised { maker: "OpenSSL".to_owned(), from: Level::B, raiser, level, file }
    })
}

impl Judged {
    pub(super) fn to_table(&self, peers: &Peers) -> Table {
        let head = &["made by", "from", "raised by", "to", "antin", "EU DSS"];
        let mut table = Table::new("What one makes and another raises or renews", head);
        for (one, antin, dss) in &self.0 {
            table.row([
                one.maker.clone(),
                one.from.to_string(),
                one.raiser.to_owned(),
                one.level.to_string(),
                antin.clone(),
                peers.dss(*dss),
            ]);
        }
        table
    }
}
