//! The PKI of the tables, antin's part in them, and the peers' questions, asked in batches.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use antin::ades::{Evidence, Level, Report};
use antin::cades::{self, Options};
use antin::keys::Credential;
use antin::oid::ObjectIdentifier;
use antin::policy::{Policy, TrustStore};
use antin::tsp::Authority;
use antin::{Time, x509};
use serde_json::Value;

use crate::exchange::{CONTENT, Form, now};
use crate::{Operation, PYHANKO, Peer, harness};

/// CRLs of an hour ago.
pub(super) const CURRENT: &[&str] = &["root.crl", "sub.crl"];

/// CRLs of 15 days ago, before anything was revoked.
pub(super) const PAST: &[&str] = &["root.past.crl", "sub.past.crl"];

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// The PKI of `pki.sh`, in a folder where the peers find it.
pub(super) struct World {
    folder: PathBuf,
    /// When the PKI was made; all other times are relative to it.
    pub(super) now: Time,
}

impl World {
    pub(super) fn make() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interop");
        let _ = fs::remove_dir_all(&folder);
        let now = now();
        let mut command = Command::new("bash");
        command.arg(harness("interop/pki.sh")).arg(&folder).arg(now.to_unix().to_string());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::write(folder.join("content"), CONTENT).unwrap();
        fs::write(folder.join("other"), b"other content").unwrap();
        Self { folder, now }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// When the tables' signatures are judged: by then, peers with a clock of their own have signed.
    pub(super) fn judged_at(&self) -> Time {
        self.now.plus_seconds(3600)
    }

    pub(super) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(super) fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.folder.join(file), bytes).unwrap();
    }

    pub(super) fn openssl(&self, line: &str) -> Result<Vec<u8>, String> {
        openssl(&self.folder, line)
    }

    pub(super) fn credential(&self, name: &str) -> Credential {
        let chain = self.read(&format!("{name}.chain.pem"));
        Credential::from_pem(&chain, &self.read(&format!("{name}.key")), None).unwrap()
    }

    pub(super) fn certificate(&self, name: &str) -> x509::Certificate {
        x509::certificates(&self.read(&format!("{name}.pem"))).unwrap().swap_remove(0)
    }

    /// A time-stamping authority of the PKI, whose clock stands still.
    pub(super) fn authority(&self, name: &str, at: Time) -> Authority {
        let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").unwrap();
        Authority::new(self.credential(name), policy, move || at)
    }

    pub(super) fn policy(&self) -> Policy {
        Policy::new(TrustStore::from_pem(&self.read("root.pem")).unwrap())
    }

    pub(super) fn evidence(&self, crls: &[&str]) -> Evidence {
        crls.iter().fold(Evidence::new(), |all, crl| all.with_crls_from(&self.read(crl)).unwrap())
    }

    /// What antin is told when it signs or raises at that time, with the CRLs that it keeps.
    pub(super) fn options(&self, level: Level, at: Time, tsa: &str, crls: &[&str]) -> Options {
        let evidence = self.evidence(crls).with_certificates_from(&self.read("root.pem")).unwrap();
        let options = Options::new(level).signing_time(at);
        options.timestamper(Arc::new(self.authority(tsa, at))).evidence(evidence)
    }

    pub(super) fn sign(&self, signer: &str, form: Form, options: &Options) -> Vec<u8> {
        let options = match form {
            Form::Attached => options.clone().attached(),
            Form::Detached => options.clone().detached(),
        };
        cades::sign(CONTENT, &self.credential(signer), &options).unwrap()
    }

    pub(super) fn extend(&self, signature: &[u8], form: Form, options: &Options) -> Vec<u8> {
        cades::extend(signature, content(form), options).unwrap()
    }

    /// antin's report on a signature over the content of the tables.
    pub(super) fn judge(&self, signature: &[u8], form: Form, evidence: &Evidence) -> Report {
        let (policy, at) = (self.policy(), self.judged_at());
        cades::verify(signature, content(form), &policy, evidence, at).unwrap()
    }

    /// antin's words for a cell: the verdict, and the level that it found.
    pub(super) fn cell(&self, signature: &[u8], form: Form) -> String {
        said(&self.judge(signature, form, &self.evidence(CURRENT)))
    }
}

/// Runs `openssl` with words that blanks separate; `Err` has what it said.
pub(super) fn openssl(folder: &Path, line: &str) -> Result<Vec<u8>, String> {
    let mut command = Command::new("openssl");
    command.args(line.split_whitespace()).current_dir(folder).env("ISSUER", "none");
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn content(form: Form) -> Option<cades::Content<'static>> {
    match form {
        Form::Attached => None,
        Form::Detached => Some(CONTENT.into()),
    }
}

/// The verdict and the level, as the tables have them.
pub(super) fn said(report: &Report) -> String {
    let level = report.signatures()[0].level();
    let level = level.map(|level| format!(", {level}")).unwrap_or_default();
    verdict(report) + &level
}

/// The verdict alone.
pub(super) fn verdict(report: &Report) -> String {
    let verdict = report.verdict();
    etsi(verdict.etsi_name(), verdict.sub_indication().unwrap_or_default())
}

/// The words of EN 319 102-1, as the tables have them.
pub(super) fn etsi(indication: &str, sub: &str) -> String {
    match indication {
        "TOTAL-PASSED" | "TOTAL_PASSED" | "PASSED" => "passed".to_owned(),
        "TOTAL-FAILED" | "TOTAL_FAILED" | "FAILED" => format!("failed: {sub}"),
        _ => format!("indeterminate: {sub}"),
    }
}

/// A question to a peer, asked with the next batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket(usize);

/// Questions to one process of peers.
#[derive(Default)]
pub(super) struct Batch {
    questions: Vec<Operation>,
    answers: Vec<Value>,
}

impl Batch {
    pub(super) fn ask(&mut self, line: impl fmt::Display) -> Ticket {
        let words = line.to_string();
        self.questions.push(words.split_whitespace().map(str::to_owned).collect());
        Ticket(self.questions.len() - 1)
    }

    /// Asks what was not yet asked.
    pub(super) fn run(&mut self, peer: &Peer, folder: &Path) {
        let open = &self.questions[self.answers.len()..];
        if !open.is_empty() {
            self.answers.extend(peer.run(folder, open));
        }
    }

    pub(super) fn answer(&self, ticket: Ticket) -> &Value {
        &self.answers[ticket.0]
    }
}

/// EU DSS and Bouncy Castle in one process, pyHanko in another.
#[derive(Default)]
pub(super) struct Peers {
    pub(super) java: Batch,
    pub(super) python: Batch,
}

impl Peers {
    /// Asks all open questions, in both processes at once.
    pub(super) fn run(&mut self, folder: &Path) {
        std::thread::scope(|scope| {
            scope.spawn(|| self.python.run(&PYHANKO, folder));
            self.java.run(&crate::DSS, folder);
        });
    }

    /// DSS's words for a cell: the verdict, and the level that it found.
    pub(super) fn dss(&self, ticket: Ticket) -> String {
        let answer = self.java.answer(ticket);
        let level = answer["level"].as_str().unwrap_or_default();
        match level.strip_prefix("CAdES-BASELINE-") {
            Some(level) => format!("{}, {level}", self.dss_verdict(ticket)),
            None => self.dss_verdict(ticket),
        }
    }

    /// DSS's verdict alone.
    pub(super) fn dss_verdict(&self, ticket: Ticket) -> String {
        words(self.java.answer(ticket))
    }

    /// pyHanko's verdict.
    pub(super) fn pyhanko(&self, ticket: Ticket) -> String {
        words(self.python.answer(ticket))
    }
}

fn words(answer: &Value) -> String {
    if let Some(error) = answer["error"].as_str() {
        return format!("refused: {error}");
    }
    let text = |key: &str| answer[key].as_str().unwrap_or_default();
    etsi(text("indication"), text("subIndication"))
}

/// The options of a question about a signature over the content of the tables.
pub(super) fn about(world: &World, file: &str, form: Form, crls: &[&str]) -> String {
    let content = match form {
        Form::Attached => "",
        Form::Detached => "--content content",
    };
    let crls = if crls.is_empty() { String::new() } else { format!("--crl {}", crls.join(" ")) };
    let at = world.judged_at();
    format!("--sig {file} {content} --trust root.pem {crls} --at {at}")
}
