//! What should not pass, and what passes for its time-stamp alone: the words of each judge.

mod change;

use antin::ades::Level;
use antin::cades;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::tsp::{Request, Timestamper};

use super::table::Table;
use super::world::{CURRENT, DAY, PAST, Peers, Ticket, World, about, said, verdict};
use crate::exchange::{CONTENT, Form};

/// What stands in place of a reason that is missing, or that explains no difference.
pub(super) const UNEXPLAINED: &str = "unexplained";

const TRY_LATER: &str = "DSS: a path that fails for any other reason (EN 319 102-1 §5.2.6.4). antin: TRY_LATER, \
    as more revocation data may help (§5.1.3)";

const CHANGED: &str = "As DSS stops where no CRL counts, and the one that was changed does not (EN 319 102-1 §5.2.6.4)";

const ENDED: &str = "DSS stops as no CRL counts: one of after the certificate's end does not say how long it lists what \
    has ended. antin: that the certificate has ended is certain (EN 319 102-1 §5.2.6.4)";

/// One signature, what is beside it, and why a judge may say something else.
struct Case {
    what: &'static str,
    signature: Vec<u8>,
    content: &'static str,
    crls: &'static [&'static str],
    /// Why EU DSS says something else than antin; empty where it does not.
    why: &'static str,
}

impl Case {
    fn new(what: &'static str, signature: Vec<u8>) -> Self {
        Self { what, signature, content: "content", crls: CURRENT, why: "" }
    }

    fn with(self, crls: &'static [&'static str]) -> Self {
        Self { crls, ..self }
    }

    fn over_other_content(self) -> Self {
        Self { content: "other", ..self }
    }

    fn because(self, why: &'static str) -> Self {
        Self { why, ..self }
    }
}

/// One case, with antin's words and the questions to the others.
struct Row {
    what: &'static str,
    why: &'static str,
    antin: String,
    verdict: String,
    dss: Ticket,
    pyhanko: Ticket,
}

/// The table, before the peers have answered.
pub(super) struct Negative(Vec<Row>);

impl Negative {
    pub(super) fn make(world: &World, peers: &mut Peers) -> Self {
        let groups =
            [changed(world), revoked(world), ended(world), archived(world), unproven(world)];
        let rows = groups.into_iter().flatten().enumerate().map(|(index, case)| {
            let file = format!("negative-{index}");
            world.write(&file, &case.signature);
            let content = world.read(case.content);
            let at = world.judged_at();
            let (policy, evidence) = (world.policy(), world.evidence(case.crls));
            let content = Some(content.as_slice().into());
            let report = cades::verify(&case.signature, content, &policy, &evidence, at).unwrap();
            world.write(&format!("{file}.txt"), report.to_text(antin::Language::En).as_bytes());
            let about = about(world, &file, Form::Detached, case.crls);
            let about = about.replace("--content content", &format!("--content {}", case.content));
            Row {
                what: case.what,
                why: case.why,
                antin: said(&report),
                verdict: verdict(&report),
                dss: peers.java.ask(format!("dss verify {about}")),
                pyhanko: peers.python.ask(format!("with-time {about}")),
            }
        });
        Self(rows.collect())
    }

    pub(super) fn to_table(&self, peers: &Peers) -> Table {
        let head = &["case", "antin", "EU DSS", "pyHanko", "why EU DSS differs"];
        let mut table =
            Table::new("What should not pass, and what passes for its time-stamp", head);
        for row in &self.0 {
            let agreed = peers.dss_verdict(row.dss) == row.verdict;
            let explained = agreed == row.why.is_empty();
            let why = if explained { row.why } else { UNEXPLAINED };
            let said = [row.antin.clone(), peers.dss(row.dss), peers.pyhanko(row.pyhanko)];
            let [antin, dss, pyhanko] = said;
            table.row([row.what.to_owned(), antin, dss, pyhanko, why.to_owned()]);
        }
        table
    }
}

/// Who signs, at which level, how many days ago, and with which CRLs.
fn made(world: &World, signer: &str, level: Level, days: i64, crls: &[&str]) -> Vec<u8> {
    let options = world.options(level, world.now.plus_seconds(-days * DAY), "tsa", crls);
    world.sign(signer, Form::Detached, &options)
}

fn changed(world: &World) -> Vec<Case> {
    let good = |level| made(world, "p256", level, 0, CURRENT);
    vec![
        Case::new("content changed, B", good(Level::B)).over_other_content(),
        Case::new("content changed, T", good(Level::T)).over_other_content(),
        Case::new("content changed, LTA", good(Level::Lta)).over_other_content(),
        Case::new("signature value changed, B", change::value(world, Level::B)),
        Case::new("signature value changed, T", change::value(world, Level::T)),
        Case::new("signature value changed, LTA", change::value(world, Level::Lta)),
        Case::new("time-stamp over another signature, T", change::swapped(world)),
        Case::new("time-stamp's signature changed, T", change::token(world, Level::T)),
        Case::new("archive time-stamp's signature changed, LTA", change::token(world, Level::Lta)),
        Case::new("CRL under the archive time-stamp changed, LTA", change::crl(world)),
    ]
}

fn revoked(world: &World) -> Vec<Case> {
    let revoked = |level, days| made(world, "revoked", level, days, CURRENT);
    let held = |level, days| made(world, "held", level, days, CURRENT);
    let by_gone = |days: i64| {
        let at = world.now.plus_seconds(-days * DAY);
        world.sign("revoked", Form::Detached, &world.options(Level::T, at, "gone", &[]))
    };
    let content_stamp = {
        let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
        let at = world.now.plus_seconds(-2 * DAY);
        let token = world.authority("tsa", at).timestamp(&Request::new(&digest).unwrap()).unwrap();
        let options = world.options(Level::B, at, "tsa", &[]).content_timestamp(token);
        world.sign("revoked", Form::Detached, &options)
    };
    vec![
        Case::new("signer revoked, B that claims to be older", revoked(Level::B, 10)),
        Case::new("signer revoked before the time-stamp, T", revoked(Level::T, 2)),
        Case::new("signer revoked before the time-stamp, LT", revoked(Level::Lt, 2)),
        Case::new("signer revoked after the time-stamp, T", revoked(Level::T, 10)),
        Case::new("signer revoked after the time-stamp, LTA", revoked(Level::Lta, 10)),
        Case::new("signer revoked before a content time-stamp, B", content_stamp),
        Case::new("signer on hold, B", held(Level::B, 10)),
        Case::new("signer on hold before the time-stamp, T", held(Level::T, 2)),
        Case::new("signer on hold after the time-stamp, T", held(Level::T, 10)),
        Case::new(
            "signer revoked after the time-stamp of an authority revoked before it, T",
            by_gone(2),
        ),
        Case::new(
            "signer revoked after the time-stamp of an authority revoked after it, T",
            by_gone(10),
        ),
    ]
}

fn ended(world: &World) -> Vec<Case> {
    let ended = |level, days, crls| made(world, "ended", level, days, crls);
    vec![
        Case::new("signer ended, B that claims to be older", ended(Level::B, 20, &[]))
            .because(ENDED),
        Case::new("signer ended, CRL of before the end, B", ended(Level::B, 20, &[])).with(PAST),
        Case::new(
            "signer ended after the time-stamp, CRL of before the end, T",
            ended(Level::T, 20, &[]),
        )
        .with(PAST),
        Case::new(
            "signer ended after the time-stamp, CRL of after the end, T",
            ended(Level::T, 20, &[]),
        )
        .because(TRY_LATER),
        Case::new("signer ended before the time-stamp, T", ended(Level::T, 5, &[])).with(PAST),
    ]
}

fn archived(world: &World) -> Vec<Case> {
    vec![
        Case::new(
            "signer ended after the time-stamp, LT",
            change::archived(world, "tsa", Level::Lt),
        )
        .with(&[]),
        Case::new(
            "signer ended after the time-stamp, LTA",
            change::archived(world, "tsa", Level::Lta),
        )
        .with(&[]),
        Case::new("signer and authority ended, LT", change::archived(world, "old", Level::Lt))
            .with(&[]),
        Case::new(
            "signer and authority ended, archive time-stamp of another, LTA",
            change::archived(world, "old", Level::Lta),
        )
        .with(&[]),
        Case::new(
            "the same, the archive time-stamp's signature changed",
            change::unarchived(world),
        )
        .with(&[]),
        Case::new("the same, a CRL under the archive time-stamp changed", change::uncovered(world))
            .with(&[])
            .because(CHANGED),
    ]
}

fn unproven(world: &World) -> Vec<Case> {
    let good = |level| made(world, "p256", level, 0, &[]);
    let unknown = world.options(Level::T, world.now, "unknown", &[]);
    let foreign = world.options(Level::B, world.now, "tsa", &[]);
    let early = world.options(Level::Lta, world.now.plus_seconds(-DAY), "tsa", PAST);
    vec![
        Case::new("no revocation data, B", good(Level::B)).with(&[]).because(TRY_LATER),
        Case::new("no revocation data, T", good(Level::T)).with(&[]).because(TRY_LATER),
        Case::new("no CRL of the authority above the signer's, T", good(Level::T))
            .with(&["sub.crl"])
            .because(TRY_LATER),
        Case::new(
            "CRLs of before the time-stamp only, LT",
            made(world, "p256", Level::Lt, 10, PAST),
        )
        .with(&[]),
        Case::new(
            "time-stamp of an untrusted authority, T",
            world.sign("p256", Form::Detached, &unknown),
        ),
        Case::new(
            "signer under an untrusted root, B",
            world.sign("foreign", Form::Detached, &foreign),
        ),
        Case::new(
            "archive time-stamp older than the signature's, LTA",
            world.extend(&good(Level::T), Form::Detached, &early),
        ),
    ]
}
