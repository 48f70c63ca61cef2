//! The network: time-stamps, levels and evidence against `antin pki serve`, good and faulty.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::{Run, command, run};

/// A PKI in a folder, with its servers, and a document.
pub(crate) struct Served {
    dir: TempDir,
    pub(crate) address: String,
    server: Child,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It is ours, and runs until it is stopped.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Served {
    pub(crate) fn new(more: &[&str]) -> Self {
        Self::with(&[], more, |_, _| {})
    }

    /// Serves a PKI made with options and changed before; the change gets its folder and address.
    fn with(made: &[&str], more: &[&str], change: impl Fn(&str, &str)) -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr());
        let listen = port.expect("a free port").to_string();
        let address = format!("http://{listen}");
        let folder = dir.path().join("pki");
        let folder = folder.to_str().expect("UTF-8");
        let init = ["pki", "init", folder, "--key-type", "p256", "--address", &address];
        run(&[&init[..], made].concat()).expect_status(0);
        change(folder, &address);
        let mut command = command(&["pki", "serve", folder, "--listen", &listen]);
        let mut server = command.args(more).stdout(Stdio::piped()).spawn().expect("it runs");
        let mut line = String::new();
        let out = server.stdout.as_mut().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("a line");
        assert!(line.contains(&address), "{line}");
        std::fs::write(dir.path().join("doc.txt"), "Công văn số 123\n").expect("written");
        Self { dir, address, server }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    pub(crate) fn tsa(&self) -> String {
        format!("{}/tsa", self.address)
    }

    fn sign(&self, level: &str, more: &[&str]) -> Run {
        let (doc, tsa) = (self.path("doc.txt"), self.tsa());
        let (key, chain) = (self.path("pki/agency.key"), self.path("pki/agency-chain.pem"));
        let root = self.path("pki/root.pem");
        let mut arguments = vec!["sign", &doc, "--key", &key, "--cert", &chain, "--level", level];
        if level != "B" {
            arguments.extend(["--tsa", &tsa]);
        }
        arguments.extend(["--trust", &root, "--allow", "127.0.0.1"]);
        arguments.extend(["--timeout", "2"]);
        arguments.extend(more);
        run(&arguments)
    }

    fn verify(&self, more: &[&str]) -> Run {
        let (doc, root) = (self.path("doc.txt"), self.path("pki/root.pem"));
        let mut arguments = vec!["verify", &doc, "--trust", &root, "--output", "json"];
        arguments.extend(more);
        run(&arguments)
    }

    pub(crate) fn revoke_agency(&self) {
        let (folder, agency) = (self.path("pki"), self.path("pki/agency.pem"));
        run(&["pki", "crl", &folder, "--revoke", &agency, "--force"]).expect_status(0);
    }
}

#[test]
fn signs_at_each_level_and_judges_without_the_network() {
    let served = Served::new(&[]);
    for level in ["T", "LT", "LTA"] {
        served.sign(level, &["--force"]).expect_status(0);
        let strict = if level == "T" { "if-present" } else { "require" };
        let judged = served.verify(&["--require-level", level, "--revocation", strict]);
        let judged = judged.expect_status(0).json();
        assert_eq!(judged["signatures"][0]["level"], level, "{judged:#}");
    }
}

/// Twenty years from now, and the options of a judgement then, with lists of that day.
pub(crate) fn twenty_years_later(served: &Served, issuers: &[&str]) -> Vec<String> {
    const DAY: i64 = 86_400;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock");
    let now = i64::try_from(now.as_secs()).expect("a time");
    let day = |days: i64| antin::Time::from_unix(now + days * DAY).to_rfc3339_at(0);
    let (before, at, after) = (day(7_299), day(7_300), day(7_301));
    let mut options = vec!["--at".to_owned(), at];
    for issuer in issuers {
        let folder = served.path("pki");
        let times = ["--this-update", &before, "--next-update", &after, "--force"];
        run(&[&["pki", "crl", &folder, "--issuer", issuer], &times[..]].concat()).expect_status(0);
        options.extend(["--crl".to_owned(), served.path(&format!("pki/{issuer}.crl"))]);
    }
    options
}

pub(crate) fn strs(options: &[String]) -> Vec<&str> {
    options.iter().map(String::as_str).collect()
}

#[test]
pub(crate) fn twenty_years_later_an_archived_signature_passes_and_one_without_a_stamp_does_not() {
    let served = Served::new(&[]);
    served.sign("LTA", &[]).expect_status(0);
    served.sign("LT", &["--out", &served.path("lt.p7s")]).expect_status(0);
    served.sign("B", &["--out", &served.path("b.p7s")]).expect_status(0);
    // The root is all that there is.
    let later = twenty_years_later(&served, &[]);
    let later = strs(&later);
    let level = ["--require-level", "LTA"];
    let judged = served.verify(&[&later[..], &level].concat()).expect_status(0).json();
    assert_eq!(judged["signatures"][0]["level"], "LTA");
    // The same without the archive time-stamp says that it is missing.
    let (doc, root) = (served.path("doc.txt"), served.path("pki/root.pem"));
    let judge = |name: &str, more: &[&str]| {
        let name = served.path(name);
        let judge = ["verify", &name, "--content", &doc, "--trust", &root, "--output", "json"];
        run(&[&judge[..], more].concat()).expect_status(2).json()
    };
    let judged = judge("lt.p7s", &[&later[..], &level].concat());
    let missing = finding(&judged, "level-not-reached");
    assert_eq!(missing["details"]["level"], "LT", "{judged:#}");
    assert_eq!(missing["details"]["required"], "LTA", "{judged:#}");
    // Without any time-stamp nothing proves that the signature is older than its certificate's end.
    assert_eq!(judge("b.p7s", &later)["sub_indication"], "OUT_OF_BOUNDS_NO_POE");
}

#[test]
pub(crate) fn twenty_years_later_an_authority_with_a_status_needs_a_list_of_the_day() {
    let served = Served::with(&["--tsa-with-status"], &[], |_, _| {});
    served.sign("LTA", &[]).expect_status(0);
    let later = twenty_years_later(&served, &[]);
    let judged = served.verify(&strs(&later)).expect_status(2).json();
    let stamps = judged["signatures"][0]["timestamps"].as_array().expect("time-stamps");
    let stamp = stamps.iter().find(|one| one["kind"] == "archive-v3").expect("an archive one");
    assert_eq!(stamp["sub_indication"], "TRY_LATER", "{judged:#}");
    let about = &stamp["findings"][0]["details"]["certificate"];
    assert!(about.as_str().is_some_and(|about| about.contains("TSA THỬ NGHIỆM")), "{judged:#}");
    let later = twenty_years_later(&served, &["root"]);
    served.verify(&[&strs(&later)[..], &["--require-level", "LTA"]].concat()).expect_status(0);
}

#[test]
fn a_known_revocation_counts_against_an_authority_without_a_status() {
    let served = Served::new(&[]);
    served.sign("LTA", &[]).expect_status(0);
    let (folder, tsa) = (served.path("pki"), served.path("pki/tsa.pem"));
    let list = ["pki", "crl", &folder, "--issuer", "root", "--revoke", &tsa, "--force"];
    run(&list).expect_status(0);
    let judged = served.verify(&["--crl", &served.path("pki/root.crl")]).json();
    let stamps = judged["signatures"][0]["timestamps"].as_array().expect("time-stamps");
    assert!(stamps.iter().all(|one| one["sub_indication"] == "REVOKED_NO_POE"), "{judged:#}");
}

#[test]
pub(crate) fn twenty_years_later_the_archive_time_stamp_makes_up_for_an_authority_that_has_ended() {
    // Lists alone tell of revocation, which their authority signed itself.
    let served = Served::with(&[], &["--ocsp-fault", "try-later"], |folder, address| {
        let soon =
            ["--not-after", "2036-01-01", "--key-type", "p256", "--address", address, "--force"];
        for who in ["sub-ca", "agency", "person", "ocsp"] {
            run(&[&["pki", who, folder], &soon[..]].concat()).expect_status(0);
        }
        run(&["pki", "crl", folder, "--force"]).expect_status(0);
    });
    for (level, wanted) in [("LTA", None), ("LT", Some("REVOCATION_OUT_OF_BOUNDS_NO_POE"))] {
        let root = ["pki", "crl", &served.path("pki"), "--issuer", "root", "--force"];
        run(&root).expect_status(0);
        served.sign(level, &["--force"]).expect_status(0);
        // The root is all that there is.
        let later = twenty_years_later(&served, &[]);
        let judged = served.verify(&strs(&later));
        let Some(wanted) = wanted else {
            judged.expect_status(0);
            continue;
        };
        let judged = judged.expect_status(2).json();
        assert_eq!(judged["sub_indication"], wanted);
        let missing = finding(&judged, "revocation-not-proven");
        let about = missing["details"]["certificate"].as_str().expect("a name");
        assert!(about.contains("CƠ QUAN MẪU A"), "{judged:#}");
    }
}

/// The finding with a code about the only signature.
fn finding(judged: &serde_json::Value, code: &str) -> serde_json::Value {
    let findings = judged["signatures"][0]["findings"].as_array().expect("findings");
    let found = findings.iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("{code} is not in {judged:#}")).clone()
}

#[test]
fn attached_signatures_reach_the_levels_too() {
    let served = Served::new(&[]);
    let out = served.path("doc.txt.p7m");
    served.sign("LTA", &["--attached"]).expect_status(0);
    let root = served.path("pki/root.pem");
    let judged = ["verify", &out, "--trust", &root, "--require-level", "LTA", "--output", "json"];
    run(&judged).expect_status(0);
}

#[test]
fn extends_step_by_step_and_renews() {
    let served = Served::new(&[]);
    served.sign("T", &[]).expect_status(0);
    let (signature, root, tsa) =
        (served.path("doc.txt.p7s"), served.path("pki/root.pem"), served.tsa());
    let extend = |level: &str| {
        let arguments = ["extend", &signature, "--level", level, "--tsa", &tsa, "--trust", &root];
        run(&[&arguments[..], &["--allow", "127.0.0.0/8", "--force"]].concat())
    };
    for level in ["LT", "LTA", "LTA"] {
        extend(level).expect_status(0);
        served.verify(&["--require-level", level]).expect_status(0);
    }
    let stamps = served.verify(&[]).json();
    assert_eq!(stamps["signatures"][0]["timestamps"].as_array().expect("stamps").len(), 3);
    extend("B").expect_error(3, &["T, LT or LTA"]);
    // Offline, and without evidence, there is nothing to prove the status with.
    served.sign("T", &["--force"]).expect_status(0);
    let offline = [
        "extend",
        &signature,
        "--level",
        "LT",
        "--tsa",
        &tsa,
        "--trust",
        &root,
        "--offline",
        "--force",
    ];
    run(&offline).expect_error(4, &["revocation"]);
}

#[test]
fn what_is_missing_is_fetched_before_the_judgement_and_not_without_being_asked() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    served.verify(&[]).expect_status(2);
    let online = ["--online", "--allow", "127.0.0.1"];
    served.verify(&online).expect_status(0);
    // Nobody allowed that the certificate sends us to this machine.
    let refused = served.verify(&["--online"]).expect_status(2);
    assert!(refused.err.contains("loopback"), "{}", refused.err);
    served.revoke_agency();
    let judged = served.verify(&online).expect_status(2).json();
    assert_eq!(judged["signatures"][0]["sub_indication"], "REVOKED_NO_POE", "{judged:#}");
}

#[test]
fn a_signature_stamped_before_the_revocation_passes_and_one_without_a_stamp_does_not() {
    let served = Served::new(&[]);
    served.sign("T", &[]).expect_status(0);
    thread::sleep(Duration::from_millis(2100));
    served.revoke_agency();
    let online = ["--online", "--allow", "127.0.0.1"];
    served.verify(&online).expect_status(0);
    served.sign("B", &["--force"]).expect_status(0);
    served.verify(&online).expect_status(2);
}

#[test]
fn gathers_evidence_into_a_file_and_a_folder_and_judges_with_it() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    let (signature, root) = (served.path("doc.txt.p7s"), served.path("pki/root.pem"));
    let (out, cache) = (served.path("doc.evidence"), served.path("cache"));
    let gather = ["evidence", "gather", &signature, "--trust", &root, "--allow", "127.0.0.1"];
    let gathered = run(&[&gather[..], &["--out", &out, "--cache", &cache]].concat());
    assert!(gathered.expect_status(0).err.contains("missing: 0"));
    served.verify(&["--evidence", &out]).expect_status(0);
    served.verify(&["--evidence", &cache]).expect_status(0);
    let listed = run(&["evidence", "list", &out]).expect_status(0).out;
    assert!(listed.contains("ocsp") && listed.contains("crl") && listed.contains(&served.address));
    let listed = run(&["evidence", "list", &out, "--ending-within", "3"]).expect_status(0).out;
    assert!(listed.contains("ocsp") && !listed.contains("crl  "), "{listed}");
    run(&["evidence", "check", &out, &cache]).expect_status(0);
    run(&["evidence", "check", &cache, "--ending-within", "30"]).expect_status(2);
    // With the folder, nothing is fetched again.
    let again = run(&[&gather[..], &["--cache", &cache]].concat()).expect_status(0);
    assert!(again.err.contains("kept: 0"), "{}", again.err);
    for found in std::fs::read_dir(&cache).expect("a folder").flatten() {
        std::fs::write(found.path(), b"damaged").expect("written");
    }
    let damaged = run(&["evidence", "check", &cache]).expect_status(2);
    assert!(damaged.err.contains("not whole"), "{}", damaged.err);
    let mut cut = std::fs::read(&out).expect("a file");
    cut.truncate(cut.len() - 1);
    std::fs::write(&out, cut).expect("written");
    run(&["evidence", "list", &out]).expect_error(4, &["doc.evidence"]);
}

#[test]
fn a_folder_keeps_neither_what_the_document_nor_what_the_caller_brought() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    let (signature, root) = (served.path("doc.txt.p7s"), served.path("pki/root.pem"));
    let (cache, out) = (served.path("cache"), served.path("out.evidence"));
    let tsa = served.path("pki/tsa.pem");
    let gather = ["evidence", "gather", &signature, "--trust", &root, "--allow", "127.0.0.1"];
    let more = ["--certs", &tsa, "--cache", &cache, "--out", &out];
    run(&[&gather[..], &more].concat()).expect_status(0);
    let listed = |what: &str| run(&["evidence", "list", what]).expect_status(0).out;
    assert!(listed(&out).contains("certificate "));
    assert!(!listed(&cache).contains("certificate "), "{}", listed(&cache));
}

#[test]
fn a_folder_over_its_limits_is_told_and_cleaned() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    let (signature, root) = (served.path("doc.txt.p7s"), served.path("pki/root.pem"));
    let cache = served.path("cache");
    let gather = ["evidence", "gather", &signature, "--trust", &root, "--allow", "127.0.0.1"];
    let gather = [&gather[..], &["--cache", &cache]].concat();
    run(&gather).expect_status(0);
    for number in 0..10_001 {
        let path = std::path::Path::new(&cache).join(format!("{number}.evidence"));
        std::fs::write(path, b"half").expect("written");
    }
    run(&gather).expect_error(4, &["antin evidence clean --fit"]);
    let cleaned = run(&["evidence", "clean", &cache]).expect_status(0);
    assert!(cleaned.err.contains(": 10001"), "{}", cleaned.err);
    let again = run(&gather).expect_status(0);
    assert!(again.err.contains("kept: 0"), "{}", again.err);
    let ended = ["evidence", "clean", &cache, "--fit", "--ended-before", "2060-01-01"];
    assert!(run(&ended).expect_status(0).err.contains(": 2"));
    run(&["evidence", "clean", &served.path("nothing")]).expect_error(4, &["nothing"]);
    assert!(!std::path::Path::new(&served.path("nothing")).exists());
}

/// A disk on which no file grows beyond a block stands for a full one.
#[test]
#[cfg(unix)]
fn a_full_disk_while_the_folder_is_written_loses_nothing_and_is_told() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    let (signature, root) = (served.path("doc.txt.p7s"), served.path("pki/root.pem"));
    let (cache, sub) = (served.path("cache"), served.path("pki/sub-ca.pem"));
    let options = ["--trust", &root, "--allow", "127.0.0.1", "--cache", &cache];
    let gather = |what| [&["evidence", "gather", what], &options[..]].concat();
    run(&gather(&sub)).expect_status(0);
    let snapshot = || {
        let files = std::fs::read_dir(&cache).expect("a folder").flatten();
        let mut files: Vec<_> =
            files.map(|one| (one.file_name(), std::fs::read(one.path()).expect("whole"))).collect();
        files.sort();
        files
    };
    let before = snapshot();
    assert_eq!(before.len(), 2);
    // The signal is ignored, so that writing fails as it does on a full disk.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", script, env!("CARGO_BIN_EXE_antin")]).args(gather(&signature));
    let limited = limited.output().expect("it runs");
    let told = String::from_utf8_lossy(&limited.stderr).into_owned();
    assert_eq!(limited.status.code(), Some(4), "{told}");
    assert!(told.contains(&cache), "{told}");
    assert_eq!(snapshot(), before);
    // Judged with what is there, the verdict says what is missing; and the next time it is fetched.
    let judged = served.verify(&["--evidence", &cache, "--revocation", "require"]);
    assert_eq!(judged.expect_status(2).json()["signatures"][0]["sub_indication"], "TRY_LATER");
    run(&gather(&signature)).expect_status(0);
    served.verify(&["--evidence", &cache, "--revocation", "require"]).expect_status(0);
}

#[test]
fn a_bound_that_was_met_hides_no_revocation() {
    // The responder says "revoked", and takes longer than is given.
    let served = Served::new(&["--ocsp-fault", "revoked", "--ocsp-delay", "3000"]);
    served.sign("B", &[]).expect_status(0);
    let lax = ["--revocation", "if-present"];
    served.verify(&lax).expect_status(0);
    let online = ["--online", "--allow", "127.0.0.1", "--within", "1"];
    let judged = served.verify(&[&lax[..], &online].concat());
    assert!(judged.err.contains("a bound on time") && judged.err.contains("--within"));
    let judged = judged.expect_status(2).json();
    assert_eq!(judged["signatures"][0]["sub_indication"], "TRY_LATER", "{judged:#}");
    // With enough of it, it is heard.
    let patient = ["--online", "--allow", "127.0.0.1", "--within", "60"];
    let judged = served.verify(&[&lax[..], &patient].concat()).expect_status(2).json();
    assert_ne!(judged["signatures"][0]["sub_indication"], "TRY_LATER", "{judged:#}");
}

#[test]
fn what_is_allowed_is_a_host_or_a_network_and_a_proxy_is_one_of_http() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    for bad in ["10.0.0.0/33", "host:80", "http://host", "10.0.0", "", "a b", "[::1", "*"] {
        served
            .verify(&["--online", "--allow", bad])
            .expect_error(3, &["neither a host nor a network"]);
    }
    for bad in ["socks5://127.0.0.1:1080", "ftp://127.0.0.1"] {
        served.verify(&["--online", "--proxy", bad]).expect_error(3, &["proxy"]);
    }
    let good = ["--online", "--allow", "127.0.0.0/8", "--allow", "[::1]", "--allow", "ca.test"];
    served.verify(&good).expect_status(0);
}

#[test]
fn clocks_that_jump_mislead_no_evidence() {
    let served = Served::new(&[]);
    served.sign("B", &[]).expect_status(0);
    let (signature, root) = (served.path("doc.txt.p7s"), served.path("pki/root.pem"));
    let cache = served.path("cache");
    let gather = ["evidence", "gather", &signature, "--trust", &root, "--allow", "127.0.0.1"];
    run(&[&gather[..], &["--cache", &cache]].concat()).expect_status(0);
    // Ahead, the evidence has ended; back, it is from the future. Neither is a pass.
    for (at, indication) in [
        ("2029-01-01T00:00:00Z", "TRY_LATER"),
        ("2024-01-01T00:00:00Z", "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"),
    ] {
        let judged = served.verify(&["--evidence", &cache, "--at", at]).expect_status(2).json();
        assert_eq!(judged["signatures"][0]["sub_indication"], indication, "{judged:#}");
    }
    served.verify(&["--evidence", &cache]).expect_status(0);
}

/// An authority that is bad below HTTP: it answers each connection so, and then closes or waits.
fn bad_authority(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/tsa", listener.local_addr().expect("an address"));
    let answer = std::sync::Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = std::sync::Arc::clone(&answer);
            thread::spawn(move || answer(stream));
        }
    });
    address
}

/// Reads the request, as much as comes at once.
fn take(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0_u8; 4096]);
}

/// A GiB, if anybody takes it.
fn endless(mut stream: TcpStream) {
    take(&mut stream);
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n\r\n";
    let _ = stream.write_all(head);
    let block = vec![0x30_u8; 1 << 20];
    for _ in 0..1_024 {
        if stream.write_all(&block).is_err() {
            return;
        }
    }
}

#[test]
fn an_authority_that_is_silent_late_cut_or_endless_leaves_no_signature_in_time() {
    let silent = bad_authority(|mut stream| {
        take(&mut stream);
        thread::sleep(Duration::from_secs(60));
    });
    let cut = bad_authority(|mut stream| {
        take(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n0123456789");
    });
    // Garbage in place of HTTP; that in place of a token is among the faults of `pki serve`.
    let garbage = bad_authority(|mut stream| {
        take(&mut stream);
        let _ = stream.write_all(&[0xff; 300]);
    });
    let late = Served::new(&["--tsa-delay", "3000"]);
    let cases = [
        (silent, "no answer in time"),
        (late.tsa(), "no answer in time"),
        (cut, "ended in the middle"),
        (bad_authority(endless), "too long"),
        (garbage, "ended in the middle"),
    ];
    for (tsa, words) in cases {
        let (doc, key) = (late.path("doc.txt"), late.path("pki/agency.key"));
        let chain = late.path("pki/agency-chain.pem");
        let sign = ["sign", &doc, "--key", &key, "--cert", &chain, "--level", "T", "--tsa", &tsa];
        let started = Instant::now();
        run(&[&sign[..], &["--timeout", "1"]].concat()).expect_error(4, &[words]);
        assert!(started.elapsed() < Duration::from_secs(30), "{tsa}: {:?}", started.elapsed());
        assert!(!late.dir.path().join("doc.txt.p7s").exists(), "{words}");
    }
}

#[test]
fn stamps_a_file() {
    let served = Served::new(&[]);
    let (doc, tsa) = (served.path("doc.txt"), served.tsa());
    run(&["timestamp", &doc, "--tsa", &tsa, "--digest", "sha512"]).expect_status(0);
    let token = std::fs::read(served.path("doc.txt.tst")).expect("a token");
    let token = antin::tsp::Token::from_bytes(&token).expect("a token");
    let text = std::fs::read(&doc).expect("a file");
    let sha512 = antin::crypto::DigestAlgorithm::Sha512;
    assert!(token.info().imprint().is_of(&antin::crypto::Hasher::digest(sha512, &text)));
    run(&["timestamp", &doc, "--tsa", &tsa]).expect_error(4, &["doc.txt.tst"]);
    let other = ["timestamp", &doc, "--tsa", &tsa, "--tsa-policy", "1.2.3", "--force"];
    run(&other).expect_error(4, &["the policy is not supported"]);
}

#[test]
fn each_fault_of_the_authority_is_told_and_leaves_no_signature() {
    let faults = [
        ("refuse", "this is no request"),
        ("garbage", "TimeStampResp"),
        ("other-imprint", "something else"),
        ("stall", "no answer in time"),
        ("busy", "503"),
        ("endless", "long"),
    ];
    for (fault, words) in faults {
        let served = Served::new(&["--tsa-fault", fault]);
        served.sign("T", &[]).expect_error(4, &[words]);
        assert!(!served.dir.path().join("doc.txt.p7s").exists(), "{fault}");
    }
}

#[test]
fn a_time_stamp_that_proves_nothing_is_told_when_it_is_judged() {
    for fault in ["wrong-signer", "wrong-time"] {
        let served = Served::new(&["--tsa-fault", fault]);
        served.sign("T", &[]).expect_status(0);
        let judged = served.verify(&["--require-level", "T", "--revocation", "if-present"]);
        let judged = judged.expect_status(2).json();
        let stamp = &judged["signatures"][0]["timestamps"][0];
        assert_eq!(stamp["verdict"], "INDETERMINATE", "{fault}: {judged:#}");
    }
}

#[test]
fn each_answer_takes_as_long_as_was_asked_for() {
    let served = Served::new(&["--tsa-delay", "600", "--ocsp-delay", "600"]);
    let started = Instant::now();
    served.sign("T", &[]).expect_status(0);
    let stamped = started.elapsed().as_millis();
    assert!(stamped >= 600, "{stamped}");
    let started = Instant::now();
    served.sign("LT", &["--force"]).expect_status(0);
    assert!(started.elapsed().as_millis() >= 1_200);
    // Longer than the client waits.
    let slow = Served::new(&["--tsa-delay", "9000"]);
    slow.sign("T", &[]).expect_error(4, &["no answer in time"]);
}

#[test]
fn each_fault_of_the_responder_is_made_up_for_by_the_list_or_believed() {
    let faults = [
        "unknown",
        "stale",
        "other-nonce",
        "other-certificate",
        "wrong-responder",
        "try-later",
        "garbage",
    ];
    let online = ["--online", "--allow", "127.0.0.1"];
    for fault in faults {
        let served = Served::new(&["--ocsp-fault", fault]);
        served.sign("B", &[]).expect_status(0);
        let judged = served.verify(&online).expect_status(0).json();
        let proof = &judged["signatures"][0]["path"]["certificates"][0]["revocation_proof"];
        assert_eq!(proof["kind"], "crl", "{fault}: {judged:#}");
    }
    let served = Served::new(&["--ocsp-fault", "revoked"]);
    served.sign("B", &[]).expect_status(0);
    served.verify(&online).expect_status(2);
}

#[test]
fn the_development_pki_answers_this_machine_only() {
    let served = Served::new(&[]);
    let folder = served.path("pki");
    run(&["pki", "serve", &folder, "--listen", "0.0.0.0:0"]).expect_error(3, &["loopback"]);
    run(&["pki", "serve", &served.path("nothing")]).expect_error(4, &["antin pki init"]);
}
