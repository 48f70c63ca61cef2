//! What EU DSS makes, signs once more and raises, and what antin raises of it.

use antin::Level;
use antin::asic::Kind;

use super::super::ours::LEVELS;
use super::super::table::Table;
use super::super::world::{CURRENT, Peers, World};
use super::{Entries, FILES, Judged, container, entries, kind_name, raised};

/// A container that somebody brought to a level.
struct Brought {
    kind: Kind,
    maker: String,
    level: Level,
    file: String,
}

/// What DSS was asked to make.
pub(in super::super) struct Theirs(Vec<Brought>);

/// What it made, before it has judged.
pub(in super::super) struct Asked(Vec<(Brought, Judged)>);

fn letter(kind: Kind) -> &'static str {
    if kind == Kind::Simple { "S" } else { "E" }
}

/// The options of a question to DSS that makes something.
fn with(world: &World, kind: Kind, level: Level, out: &str) -> String {
    let crls = CURRENT.join(" ");
    let at = world.now;
    format!(
        "--kind {} --level {level} --tsa tsa.p12 --password antin --trust root.pem --crl {crls} \
         --at {at} --out {out}",
        letter(kind)
    )
}

impl Theirs {
    pub(in super::super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut all = Vec::new();
        // Words of a question are separated by blanks, so this name has none.
        let names = [FILES[0].0, "bang-1.txt"];
        for (name, (_, content)) in names.iter().zip(FILES) {
            world.write(name, content);
        }
        for kind in [Kind::Simple, Kind::Extended] {
            let contents = &names[..if kind == Kind::Simple { 1 } else { 2 }];
            for level in LEVELS {
                let mut add = |maker: &str, line: String, file: String| {
                    peers.java.ask(line);
                    all.push(Brought { kind, maker: maker.to_owned(), level, file });
                };
                let sign = |content: &str, signer: &str, file: &str| {
                    let with = with(world, kind, level, file);
                    format!(
                        "asic sign --p12 {signer}.p12 --content {content} --digest SHA256 {with}"
                    )
                };
                let first = format!("dss-{}-{level}", letter(kind));
                add("EU DSS", sign(&contents.join(" "), "p256", &first), first.clone());
                let second = format!("{first}-twice");
                add("EU DSS, twice", sign(&first, "rsa2048", &second), second.clone());
                let ours = format!("antin-{}-{level}", letter(kind));
                world.write(&ours, &container(world, kind, level));
                let both = format!("{ours}-dss");
                add("antin, then EU DSS", sign(&ours, "rsa2048", &both), both.clone());
                if level != Level::B {
                    let basic = format!("antin-{}-B", letter(kind));
                    let file = format!("{basic}-{level}");
                    let with = with(world, kind, level, &file);
                    let line = format!("asic extend --sig {basic} {with}");
                    add("antin B, raised by EU DSS", line, file);
                }
            }
        }
        Self(all)
    }

    /// Has antin sign once more and raise what DSS made, and asks DSS about all.
    pub(in super::super) fn judge(self, world: &World, peers: &mut Peers) -> Asked {
        let mut all = Vec::new();
        for one in &self.0 {
            let next = match one.level {
                Level::B => Level::T,
                Level::T => Level::Lt,
                _ => Level::Lta,
            };
            if one.maker == "EU DSS" {
                let file = format!("{}-antin", one.file);
                let container = super::signed_twice(world, &world.read(&one.file), one.level);
                world.write(&file, &container);
                let maker = "EU DSS, then antin".to_owned();
                all.push(Brought { kind: one.kind, maker, level: one.level, file });
                let file = format!("{}-raised", one.file);
                world.write(&file, &raised(world, &world.read(&one.file), next));
                let maker = format!("EU DSS {}, raised by antin", one.level);
                all.push(Brought { kind: one.kind, maker, level: next, file });
            }
        }
        let rows = self.0.into_iter().chain(all).map(|one| {
            let judged = Judged::of(world, peers, &one.file, &world.read(&one.file));
            (one, judged)
        });
        Asked(rows.collect())
    }
}

impl Asked {
    pub(in super::super) fn to_table(&self, world: &World, peers: &Peers) -> Table {
        let head = &["container", "level", "made by", "files", "antin", "EU DSS"];
        let mut table = Table::new("Containers that EU DSS makes, signs or raises", head);
        for (one, judged) in &self.0 {
            table.row([
                kind_name(one.kind).to_owned(),
                one.level.to_string(),
                one.maker.clone(),
                files(&entries(&world.read(&one.file))).to_string(),
                judged.antin.clone(),
                judged.dss(peers),
            ]);
        }
        table
    }
}

fn files(entries: &Entries) -> usize {
    let is_file = |name: &str| name != "mimetype" && !name.starts_with("META-INF/");
    entries.iter().filter(|(name, _)| is_file(name)).count()
}
