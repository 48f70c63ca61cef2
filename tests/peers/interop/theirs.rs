//! What others make, judged by antin, with EU DSS as the second judge.

use antin::ades::Level;

use super::ours::LEVELS;
use super::table::Table;
use super::world::{CURRENT, Peers, Ticket, World, about};
use crate::exchange::Form;

const SIGNERS: [&str; 2] = ["rsa2048", "p256"];

/// Who makes a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Maker {
    BouncyCastle,
    Dss,
    OpenSsl,
    Pyhanko,
}

impl Maker {
    fn name(self) -> &'static str {
        match self {
            Self::BouncyCastle => "Bouncy Castle",
            Self::Dss => "EU DSS",
            Self::OpenSsl => "OpenSSL",
            Self::Pyhanko => "pyHanko",
        }
    }

    /// The levels that it makes in CMS.
    fn levels(self) -> &'static [Level] {
        match self {
            Self::BouncyCastle | Self::OpenSsl => &[Level::B],
            Self::Dss => &LEVELS,
            Self::Pyhanko => &[Level::B, Level::T],
        }
    }
}

/// One signature by a peer.
#[derive(Clone, Copy, Debug)]
struct Made {
    maker: Maker,
    signer: &'static str,
    level: Level,
    form: Form,
}

impl Made {
    fn file(self) -> String {
        let Self { maker, signer, level, form } = self;
        format!("theirs-{maker:?}-{signer}-{level}-{}", form.name())
    }

    /// Has the maker sign; OpenSSL at once, the others with the next batch.
    fn make(self, world: &World, peers: &mut Peers) {
        let packaging = match self.form {
            Form::Attached => "ENVELOPING",
            Form::Detached => "DETACHED",
        };
        let Self { maker, signer, level, .. } = self;
        let words = format!(
            "--p12 {signer}.p12 --password antin --content content --out {} --packaging {packaging} \
             --digest SHA256",
            self.file()
        );
        match maker {
            Maker::BouncyCastle => {
                peers.java.ask(format!("bc sign {words}"));
            }
            Maker::Dss => {
                let at = world.now;
                let crls = CURRENT.join(" ");
                let more = format!("--tsa tsa.p12 --trust root.pem --crl {crls} --at {at}");
                peers.java.ask(format!("dss sign {words} --level {level} {more}"));
            }
            Maker::Pyhanko => {
                let tsa = if level == Level::T { "--tsa tsa" } else { "" };
                peers.python.ask(format!("sign {words} {tsa}"));
            }
            Maker::OpenSsl => {
                let form = if self.form == Form::Attached { "-nodetach" } else { "" };
                let line = format!(
                    "cms -sign -cades -binary {form} -in content -signer {signer}.pem -inkey \
                     {signer}.key -certfile sub.pem -md sha256 -outform DER -out {}",
                    self.file()
                );
                world.openssl(&line).unwrap();
            }
        }
    }
}

/// The table, before the peers have signed.
pub(super) struct Theirs(Vec<Made>);

/// The table, before DSS has judged.
pub(super) struct Judged(Vec<(Made, String, Ticket)>);

impl Theirs {
    pub(super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut all = Vec::new();
        for maker in [Maker::Dss, Maker::Pyhanko, Maker::BouncyCastle, Maker::OpenSsl] {
            for level in maker.levels().iter().copied() {
                for signer in SIGNERS {
                    for form in [Form::Detached, Form::Attached] {
                        let made = Made { maker, signer, level, form };
                        made.make(world, peers);
                        all.push(made);
                    }
                }
            }
        }
        Self(all)
    }

    /// What they made, detached and by a P-256 key: who, the level, and the file.
    pub(super) fn detached(&self) -> impl Iterator<Item = (&'static str, Level, String)> {
        let wanted = |made: &&Made| made.signer == "p256" && made.form == Form::Detached;
        self.0.iter().filter(wanted).map(|made| (made.maker.name(), made.level, made.file()))
    }

    pub(super) fn judge(self, world: &World, peers: &mut Peers) -> Judged {
        let rows = self.0.into_iter().map(|made| {
            let antin = world.cell(&world.read(&made.file()), made.form);
            let about = about(world, &made.file(), made.form, CURRENT);
            (made, antin, peers.java.ask(format!("dss verify {about}")))
        });
        Judged(rows.collect())
    }
}

impl Judged {
    pub(super) fn to_table(&self, peers: &Peers) -> Table {
        let head = &["made by", "level", "key", "form", "antin", "EU DSS"];
        let mut table = Table::new("What others make", head);
        for (made, antin, dss) in &self.0 {
            table.row([
                made.maker.name().to_owned(),
                made.level.to_string(),
                made.signer.to_owned(),
                made.form.name().to_owned(),
                antin.clone(),
                peers.dss(*dss),
            ]);
        }
        table
    }
}
