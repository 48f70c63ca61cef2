//! Certomancer as an independent authority on loopback: its time-stamps, lists and answers.
//!
//! Its OCSP answers have fractions of seconds, which RFC 6960 §4.2.2.1 with RFC 5280 §4.1.2.5.2 forbids: they
//! are refused, and its lists make up for them.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use antin::ades::Verdict;
use antin::keys::{Credential, PrivateKey};
use antin::online::{Allowed, Client, Options};
use antin::policy::{Policy, TrustAnchor, TrustStore};
use antin::x509::Certificate;
use antin::{Evidence, Level, Time, cades};

use base64ct::{Base64, Encoding};

use crate::pki::{CONTENT, key};

/// The servers and their PKI, until the end of the test.
struct Served {
    folder: PathBuf,
    server: Child,
    tsa: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/venv/bin/certomancer")
}

/// Where it is installed; `None` after telling that it is not.
fn installed() -> Option<PathBuf> {
    let found = program().is_file();
    assert!(
        found || std::env::var_os("ANTIN_REQUIRE_PEERS").is_none(),
        "Certomancer is required: bash .ci/peers"
    );
    if !found {
        println!("skipped: no Certomancer");
    }
    found.then(program)
}

fn serve(program: &Path, name: &str) -> Served {
    let folder =
        std::env::temp_dir().join(format!("antin-certomancer-{}-{name}", std::process::id()));
    std::fs::create_dir_all(folder.join("keys")).expect("a folder");
    for name in ["root", "interm", "ocsp", "tsa", "signer", "gone"] {
        let file = folder.join(format!("keys/{name}.pem"));
        let text = Base64::encode_string(&key().serialize_der());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
        std::fs::write(file, pem).expect("written");
    }
    let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr());
    let port = port.expect("a port").port().to_string();
    let config = include_str!("certomancer/certomancer.yml").replace("PORT", &port);
    std::fs::write(folder.join("certomancer.yml"), config).expect("written");
    let mut summon = Command::new(program);
    let made = summon.args(["mass-summon", "pki", "out", "--flat", "--no-pfx"]);
    let made = made.current_dir(&folder).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut animate = Command::new(program);
    animate.args(["animate", "--no-web-ui", "--port", &port]).current_dir(&folder);
    let server = animate.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let served = Served { folder, server, tsa: format!("http://127.0.0.1:{port}/pki/tsa/tsa") };
    for _ in 0..300 {
        if TcpStream::connect(format!("127.0.0.1:{port}")).is_ok() {
            return served;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it does not listen");
}

fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    Time::from_unix(i64::try_from(since.as_secs()).expect("in this age"))
}

impl Served {
    fn certificate(&self, name: &str) -> Certificate {
        let pem = std::fs::read(self.folder.join(format!("out/{name}.cert.pem"))).expect("made");
        antin::x509::certificates(&pem).expect("certificates").remove(0)
    }

    fn credential(&self, name: &str) -> Credential {
        let pem = std::fs::read(self.folder.join(format!("keys/{name}.pem"))).expect("made");
        let key = PrivateKey::from_bytes(&pem, None).expect("a key");
        Credential::new(vec![self.certificate(name)], key).expect("fits")
    }

    fn policy(&self) -> Policy {
        let anchor = TrustAnchor::from_certificate(self.certificate("root"));
        Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"))
    }

    fn client(&self) -> Client {
        let allowed = Allowed::nothing().with_network("127.0.0.0/8").expect("a network");
        Client::new(Options::new().allow(allowed)).expect("a client")
    }

    fn options(&self, level: Level) -> cades::Options {
        let tsa = self.client().tsa(&self.tsa).expect("an address");
        cades::Options::new(level).signing_time(now()).timestamper(Arc::new(tsa))
    }
}

#[test]
fn certomancer_stamps_what_antin_signs_and_gives_the_evidence_for_lt() {
    let Some(program) = installed() else { return };
    let served = serve(&program, "good");
    let stamped = cades::sign(CONTENT, &served.credential("signer"), &served.options(Level::T));
    let stamped = stamped.expect("a signature");
    let policy = served.policy();
    // The agency names its responder and its list; the responder is asked first.
    let agency = served.certificate("signer");
    let alone = served.client().gather(&[agency], &policy, &Evidence::new(), now());
    assert!(alone.is_complete(), "{:?}", alone.missing());
    let gathered = served.client().gather_for(&stamped, &policy, &Evidence::new(), now());
    let gathered = gathered.expect("a signature");
    assert!(gathered.is_complete(), "{:?}", gathered.missing());
    assert_eq!(gathered.evidence().crls().len(), 2);
    assert_eq!(gathered.evidence().ocsp_responses().len(), 0, "fractions of seconds");
    let options = served.options(Level::Lt).evidence(gathered.into_evidence());
    let raised = cades::extend(&stamped, Some(CONTENT.into()), &options).expect("raised");
    let judged = |level| {
        let policy = served.policy().require_level(level);
        antin::verify(&raised, Some(CONTENT.into()), &policy, &Evidence::new(), now())
    };
    for level in [Level::T, Level::Lt] {
        let report = judged(level).expect("a report");
        assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(antin::Language::En));
    }
    let higher = judged(Level::Lta).expect("a report");
    assert_ne!(higher.verdict(), Verdict::Passed);
}

#[test]
fn what_certomancer_has_revoked_does_not_pass() {
    let Some(program) = installed() else { return };
    let served = serve(&program, "gone");
    let signature = cades::sign(CONTENT, &served.credential("gone"), &served.options(Level::T));
    let signature = signature.expect("a signature");
    let policy = served.policy();
    let gathered = served.client().gather_for(&signature, &policy, &Evidence::new(), now());
    let evidence = gathered.expect("a signature").into_evidence();
    let report = antin::verify(&signature, Some(CONTENT.into()), &policy, &evidence, now());
    let report = report.expect("a report");
    assert_ne!(report.verdict(), Verdict::Passed);
    let text = report.to_json(antin::Language::En).to_string();
    assert!(text.contains("\"revocation\":\"revoked\""), "{text}");
}
