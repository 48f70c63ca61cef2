//! Time-stamps, OCSP answers and CRLs by themselves.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use antin::crypto::{DigestAlgorithm, Hasher};
use antin::path::PathError;
use antin::tsp::{Request, Response, Timestamper, Token};
use antin::{Error, Evidence, chain};

use super::ours::accepted;
use super::table::Table;
use super::world::{CURRENT, Peers, Ticket, World, openssl};
use crate::exchange::CONTENT;

/// Who is asked about: not revoked, and revoked.
const SUBJECTS: [(&str, &str); 2] = [("p256", "good"), ("revoked", "revoked")];

/// The table, before Bouncy Castle has answered.
pub(super) struct Pieces {
    /// What, made by, judged by, and what that says.
    rows: Vec<[String; 4]>,
    asked: Vec<([String; 3], Ticket)>,
}

impl World {
    /// Has `openssl ocsp` answer about a certificate, in a file.
    pub(super) fn ocsp(&self, subject: &str, file: &str) {
        self.openssl(&format!(
            "ocsp -index sub.txt -rsigner ocsp.pem -rkey ocsp.key -CA sub.pem -issuer sub.pem \
             -cert {subject}.pem -ndays 7 -respout {file}"
        ))
        .unwrap();
    }
}

impl Pieces {
    pub(super) fn make(world: &World, peers: &mut Peers) -> Self {
        let mut pieces = Self { rows: Vec::new(), asked: Vec::new() };
        pieces.stamp_of_antin(world, peers);
        pieces.stamp_of_openssl(world);
        for (subject, _) in SUBJECTS {
            world.ocsp(subject, &format!("{subject}.answer"));
        }
        for (subject, expected) in SUBJECTS {
            pieces.status(world, peers, subject, expected);
        }
        pieces
    }

    pub(super) fn to_table(&self, peers: &Peers) -> Table {
        let head = &["what", "made by", "judged by", "says"];
        let mut table = Table::new("Time-stamps, OCSP answers and CRLs by themselves", head);
        for row in &self.rows {
            table.row(row.clone());
        }
        for ([what, maker, judge], ticket) in &self.asked {
            let answer = peers.java.answer(*ticket);
            let said = match answer["status"].as_str() {
                Some(status) if answer["valid"] == 1 => status.to_owned(),
                Some(_) => accepted(false),
                None => accepted(answer["valid"] == 1),
            };
            table.row([what.clone(), maker.clone(), judge.clone(), said]);
        }
        table
    }

    fn say(&mut self, what: &str, maker: &str, judge: &str, said: String) {
        self.rows.push([what.to_owned(), maker.to_owned(), judge.to_owned(), said]);
    }

    fn ask(&mut self, peers: &mut Peers, what: &str, maker: &str, question: &str) {
        let row = [what, maker, "Bouncy Castle"].map(str::to_owned);
        self.asked.push((row, peers.java.ask(question)));
    }

    fn stamp_of_antin(&mut self, world: &World, peers: &mut Peers) {
        let answer = world.authority("tsa", world.now).respond(&request(CONTENT).to_der());
        world.write("antin.tsr", &answer);
        let response = Response::from_der(&answer).unwrap();
        world.write("antin.tst", response.token().unwrap().as_bytes());
        for (data, what) in [("content", "time-stamp"), ("other", "time-stamp over other bytes")] {
            let at = world.judged_at().to_unix();
            let said = world.openssl(&format!(
                "ts -verify -in antin.tsr -data {data} -CAfile root.pem -attime {at}"
            ));
            self.say(what, "antin", "OpenSSL ts", accepted(said.is_ok()));
            self.ask(peers, what, "antin", &format!("bc stamp --token antin.tst --content {data}"));
        }
    }

    fn stamp_of_openssl(&mut self, world: &World) {
        world.write("openssl.tsq", &request(CONTENT).to_der());
        world
            .openssl(
                "ts -reply -config pki.cnf -queryfile openssl.tsq -chain sub.pem -out openssl.tsr",
            )
            .unwrap();
        for (data, what) in
            [(CONTENT, "time-stamp"), (b"other content".as_slice(), "time-stamp over other bytes")]
        {
            let said = is_taken(&world.read("openssl.tsr"), data);
            self.say(what, "OpenSSL ts", "antin", accepted(said));
        }
    }

    /// Of an OCSP answer and of a CRL.
    fn status(&mut self, world: &World, peers: &mut Peers, subject: &str, expected: &str) {
        let file = format!("{subject}.answer");
        let about = format!("--cert {subject}.pem --trust sub.pem");
        let root = world.evidence(&["root.crl"]);
        let answer = world.read(&file);
        let what = format!("OCSP answer: {expected}");
        let with = root.clone().with_ocsp_response_from(&answer).unwrap();
        self.say(&what, "OpenSSL ocsp", "antin", status(world, subject, &with));
        self.ask(peers, &what, "OpenSSL ocsp", &format!("bc ocsp --ocsp {file} {about}"));
        let another = if subject == "p256" { "revoked.answer" } else { "p256.answer" };
        let with = root.with_ocsp_response_from(&world.read(another)).unwrap();
        let what = format!("OCSP answer about another certificate, for one that is {expected}");
        self.say(&what, "OpenSSL ocsp", "antin", status(world, subject, &with));
        let what = format!("CRL: {expected}");
        let said = status(world, subject, &world.evidence(CURRENT));
        self.say(&what, "OpenSSL ca", "antin", said);
        self.ask(peers, &what, "OpenSSL ca", &format!("bc crl --crl sub.crl {about}"));
    }
}

fn request(data: &[u8]) -> Request {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, data);
    Request::new(&digest).unwrap().with_nonce_octets(&[0x2a; 8])
}

/// An authority of OpenSSL's, which antin asks when it signs.
pub(super) fn by_openssl(world: &World) -> Arc<dyn Timestamper> {
    Arc::new(ByOpenssl(world.folder().to_owned()))
}

#[derive(Debug)]
struct ByOpenssl(PathBuf);

impl Timestamper for ByOpenssl {
    fn timestamp(&self, request: &Request) -> Result<Token, Error> {
        Response::from_der(&self.answer(request))?.into_token(request)
    }
}

impl ByOpenssl {
    fn answer(&self, request: &Request) -> Vec<u8> {
        fs::write(self.0.join("asked.tsq"), request.to_der()).unwrap();
        let line = "ts -reply -config pki.cnf -queryfile asked.tsq -chain sub.pem -out asked.tsr";
        openssl(&self.0, line).unwrap();
        fs::read(self.0.join("asked.tsr")).unwrap()
    }
}

/// Whether an answer holds a good time-stamp over the data.
fn is_taken(answer: &[u8], data: &[u8]) -> bool {
    let token = Response::from_der(answer).and_then(|answer| answer.into_token(&request(data)));
    token.is_ok_and(|token| token.verify(&[], antin::crypto::default_provider()).is_ok())
}

/// What antin says of a certificate by evidence.
fn status(world: &World, subject: &str, evidence: &Evidence) -> String {
    let evidence = evidence.clone().with_certificates([world.certificate("sub")]);
    let leaf = world.certificate(subject);
    let report = chain::judge(&leaf, &evidence, &world.policy(), world.judged_at());
    match report.reason() {
        None => "good".to_owned(),
        Some(PathError::Revoked) => "revoked".to_owned(),
        Some(PathError::RevocationUndetermined) => "not known by this".to_owned(),
        Some(reason) => panic!("{reason:?}"),
    }
}
