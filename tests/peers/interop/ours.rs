//! What antin makes, judged by everybody.

use antin::ades::Level;
use serde_json::Value;

use super::table::Table;
use super::world::{CURRENT, Peers, Ticket, World, about};
use crate::exchange::Form;
use crate::{GNUTLS, NSS, Operation};

pub(super) const LEVELS: [Level; 4] = [Level::B, Level::T, Level::Lt, Level::Lta];

const SIGNERS: [&str; 3] = ["rsa2048", "p256", "ed25519"];

const HEAD: &[&str] = &[
    "key",
    "level",
    "form",
    "how",
    "antin",
    "EU DSS",
    "pyHanko",
    "Bouncy Castle",
    "OpenSSL cms",
    "OpenSSL ts",
    "NSS",
    "GnuTLS",
];

/// RFC 5940 §2: OCSP answers stand among the CRLs, in a form of their own.
const WITH_OCSP: &str = "made, with OCSP";

/// One signature, and the questions about it.
struct Row {
    signer: &'static str,
    level: Level,
    form: Form,
    how: &'static str,
    file: String,
    antin: String,
    dss: Ticket,
    bouncy_castle: Ticket,
    tokens: Ticket,
    pyhanko: Ticket,
}

/// The table, before the peers have answered.
pub(super) struct Ours(Vec<Row>);

impl Ours {
    pub(super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut rows = Vec::new();
        let mut add = |signer, level, form, how, signature: &[u8]| {
            rows.push(Row::new(world, peers, (signer, level, form, how), signature));
        };
        for signer in SIGNERS {
            for level in LEVELS {
                for form in [Form::Detached, Form::Attached] {
                    let options = world.options(level, world.now, "tsa", CURRENT);
                    add(signer, level, form, "made", &world.sign(signer, form, &options));
                }
            }
        }
        let form = Form::Detached;
        let basic = world.options(Level::B, world.now, "tsa", &[]);
        let mut raised = world.sign("p256", form, &basic);
        for (level, how) in [
            (Level::T, "raised"),
            (Level::Lt, "raised"),
            (Level::Lta, "raised"),
            (Level::Lta, "renewed"),
        ] {
            let options = world.options(level, world.now, "tsa", CURRENT);
            raised = world.extend(&raised, form, &options);
            add("p256", level, form, how, &raised);
        }
        add("p256", Level::Lt, form, WITH_OCSP, &with_ocsp(world));
        Self(rows)
    }

    pub(super) fn to_table(&self, world: &World, peers: &Peers) -> Table {
        let mut table = Table::new("What antin makes", HEAD);
        let tools = |peer: &crate::Peer, prefix: &str| {
            let line = |row: &Row| {
                let about = about(world, &row.file, row.form, &[]);
                let words = format!("{prefix} verify {about}");
                words.split_whitespace().map(str::to_owned).collect::<Operation>()
            };
            peer.run(world.folder(), &self.0.iter().map(line).collect::<Vec<_>>())
        };
        let said = tools(&NSS, "nss").into_iter().zip(tools(&GNUTLS, "gnutls"));
        for (row, (nss, gnutls)) in self.0.iter().zip(said) {
            table.row(row.cells(world, peers, &nss, &gnutls));
        }
        table
    }
}

impl Row {
    fn cells(&self, world: &World, peers: &Peers, nss: &Value, gnutls: &Value) -> [String; 12] {
        [
            self.signer.to_owned(),
            self.level.to_string(),
            self.form.name().to_owned(),
            self.how.to_owned(),
            self.antin.clone(),
            peers.dss(self.dss),
            peers.pyhanko(self.pyhanko),
            self.bouncy_castle(peers),
            self.openssl_cms(world),
            self.openssl_ts(world, peers),
            self.nss(nss),
            accepted(gnutls["valid"] == 1),
        ]
    }

    fn new(
        world: &World,
        peers: &mut Peers,
        (signer, level, form, how): (&'static str, Level, Form, &'static str),
        signature: &[u8],
    ) -> Self {
        let file = format!("ours-{signer}-{level}-{}-{how}", form.name()).replace([' ', ','], "");
        world.write(&file, signature);
        let about = about(world, &file, form, CURRENT);
        Self {
            antin: world.cell(signature, form),
            dss: peers.java.ask(format!("dss verify {about}")),
            bouncy_castle: peers.java.ask(format!("bc verify {about}")),
            tokens: peers.java.ask(format!("bc tokens {about} --out {file}.token")),
            pyhanko: peers.python.ask(format!("with-time {about}")),
            signer,
            level,
            form,
            how,
            file,
        }
    }

    /// The signature, and how many time-stamps over it and over the archive are good.
    fn bouncy_castle(&self, peers: &Peers) -> String {
        let answer = peers.java.answer(self.bouncy_castle);
        let tokens = peers.java.answer(self.tokens)["tokens"].as_u64().unwrap_or_default();
        let stamps = ["stamps", "archives"].map(|key| answer[key].as_u64().unwrap_or_default());
        let verdict = accepted(answer["valid"] == 1);
        match tokens {
            0 => verdict,
            _ => format!("{verdict}; stamps {} of {tokens}", stamps.iter().sum::<u64>()),
        }
    }

    /// NSS 3.87 says the same of every signature by an Ed25519 key, and reads no OtherRevocationInfoFormat.
    fn nss(&self, answer: &Value) -> String {
        let said = answer["said"].as_str().unwrap_or_default();
        let valid = answer["valid"] == 1;
        if said.contains("ProcessingError") || self.how == WITH_OCSP && !valid {
            return "not known".to_owned();
        }
        accepted(valid)
    }

    fn openssl_cms(&self, world: &World) -> String {
        let content = match self.form {
            Form::Attached => "",
            Form::Detached => "-content content",
        };
        let at = world.judged_at().to_unix();
        let said = world.openssl(&format!(
            "cms -verify -cades -binary -inform DER -in {} {content} -CAfile root.pem -attime {at} \
             -out opened",
            self.file
        ));
        match said {
            Ok(_) => "accepted".to_owned(),
            // OpenSSL 3.0 has no Ed25519 in CMS (RFC 8419).
            Err(_) if self.signer == "ed25519" => "not known".to_owned(),
            Err(_) => "refused".to_owned(),
        }
    }

    /// Each time-stamp within, beside what it is over.
    fn openssl_ts(&self, world: &World, peers: &Peers) -> String {
        let tokens = peers.java.answer(self.tokens)["tokens"].as_u64().unwrap_or_default();
        if tokens == 0 {
            return "–".to_owned();
        }
        let at = world.judged_at().to_unix();
        let good = (0..tokens).filter(|token| {
            let file = format!("{}.token.{token}", self.file);
            let words = "-CAfile root.pem -untrusted sub.pem -attime";
            world
                .openssl(&format!("ts -verify -in {file} -token_in -data {file}.data {words} {at}"))
                .is_ok()
        });
        format!("{} of {tokens}", good.count())
    }
}

/// An answer of a peer that knows no other words.
pub(super) fn accepted(is: bool) -> String {
    if is { "accepted" } else { "refused" }.to_owned()
}

/// Level LT with an OCSP answer for the signer, and CRLs for the authorities.
fn with_ocsp(world: &World) -> Vec<u8> {
    world.ocsp("p256", "p256.ocsp");
    let evidence = world.evidence(CURRENT).with_ocsp_response_from(&world.read("p256.ocsp"));
    let options = world.options(Level::Lt, world.now, "tsa", &[]).evidence(evidence.unwrap());
    world.sign("p256", Form::Detached, &options)
}
