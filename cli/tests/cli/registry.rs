//! `antin registry`, and `antin open` by a registry: every exit status, every reason, every bad input.

use serde_json::Value;

use crate::edxml::sample;
use crate::harness::{AT, Desk, Run, pki, run};
use crate::seal::checked;

/// The sender of the sample.
pub(crate) const SENDER: &str = "000.00.12.X40";
/// One of its recipients.
pub(crate) const RECIPIENT: &str = "X98.12.3";

const PACKAGE: &str = "new-two-pdfs.edxml";

impl Desk {
    /// Begins a registry in which the agency's certificate is the sender's, and the person's the recipient's.
    pub(crate) fn with_registry() -> Self {
        let desk = Self::new();
        desk.registry("new", &["Danh bạ thử", "--out", &desk.path("r.json")]).expect_status(0);
        desk.edit("add", &["--code", SENDER, "--name", "A", "--cert", &pki("agency.pem")]);
        desk.edit("add", &["--code", RECIPIENT, "--name", "B", "--cert", &pki("person.pem")]);
        desk
    }

    pub(crate) fn registry(&self, what: &str, more: &[&str]) -> Run {
        run(&[&["registry", what], more].concat())
    }

    /// Changes the registry.
    pub(crate) fn edit(&self, what: &str, more: &[&str]) -> Run {
        self.change(what, more).expect_status(0)
    }

    fn change(&self, what: &str, more: &[&str]) -> Run {
        self.registry(what, &[&[&*self.path("r.json")], more].concat())
    }

    /// Issues the registry as OUT, signed by the registrar.
    pub(crate) fn issue(&self, out: &str, more: &[&str]) -> Run {
        let (key, cert) = (pki("registrar.key"), pki("registrar-chain.pem"));
        let out = self.path(out);
        let mut arguments = vec!["--key", &key, "--cert", &cert, "--out", &out];
        arguments.extend(["--next-update", "2027-01-01", "--signing-time"]);
        arguments.push("2026-11-20T10:00:00+07:00");
        arguments.extend(more);
        self.change("sign", &arguments)
    }

    /// Judges a signed registry.
    fn check(&self, file: &str, more: &[&str]) -> Run {
        let (root, file, signer) = (pki("root.pem"), self.path(file), pki("registrar.pem"));
        let mut arguments = vec![file.as_str(), "--trust", &root];
        if !more.contains(&"--revocation") {
            arguments.extend(["--revocation", "skip"]);
        }
        if !more.contains(&"--at") {
            arguments.extend(["--at", AT]);
        }
        if !more.contains(&"--signer") {
            arguments.extend(["--signer", &signer]);
        }
        arguments.extend(more);
        self.registry("check", &arguments)
    }

    /// Opens the package by a registry.
    fn open_by(&self, registry: &str, more: &[&str]) -> Run {
        let (registry, signer) = (self.path(registry), pki("registrar.pem"));
        let by = ["--registry", &registry, "--registry-signer", &signer];
        self.open_as_it_is("sealed", &[&by[..], more].concat())
    }
}

/// A registry that was issued, and a package that the agency sealed.
fn issued() -> Desk {
    let desk = Desk::with_registry();
    desk.issue("r.asice", &[]).expect_status(0);
    desk.seal(&sample(PACKAGE), "sealed", &[]).expect_status(0);
    desk
}

fn reason(run: &Run) -> Value {
    run.json()["reason"]["code"].clone()
}

#[test]
fn a_sender_is_bound_by_a_registry() {
    let desk = issued();
    let report = checked(&desk.open_by("r.asice", &[]).expect_status(0));
    let sender = &report["sender"];
    assert_eq!((&sender["bound"], &sender["checked"]), (&true.into(), &true.into()));
    let report = checked(&desk.open("sealed", &[]).expect_status(0));
    assert_eq!(report["sender"]["checked"], false);
    let words = report["sender"]["text"].as_str().expect("a text");
    assert!(words.contains("nobody checked"), "{words}");
}

/// A binding, a code and the certificate that it is bound to, more options, and what is revoked.
type Case<'c> = (&'c str, &'c str, &'c str, &'c [&'c str], &'c [&'c str]);

#[test]
fn what_is_not_bound_is_2_with_its_reason() {
    let [agency, person] = ["agency.pem", "person.pem"].map(pki);
    let id = format!("{SENDER}/1");
    let cases: [Case<'_>; 6] = [
        ("unknown", SENDER, &person, &[], &[]),
        ("other", RECIPIENT, &agency, &[], &[]),
        ("role-not-allowed", SENDER, &agency, &["--role", "leader"], &[]),
        ("expired", SENDER, &agency, &["--until", "2026-06-30"], &[]),
        ("expired", SENDER, &agency, &["--from", "2026-12-01"], &[]),
        ("revoked", SENDER, &agency, &[], &[&id, "--at", "2026-11-01", "--reason", "mất khóa"]),
    ];
    for (binding, code, cert, more, revoke) in cases {
        let desk = Desk::new();
        desk.registry("new", &[binding, "--out", &desk.path("r.json")]).expect_status(0);
        desk.edit("add", &["--code", SENDER, "--name", "A"]);
        desk.edit("add", &["--code", RECIPIENT, "--name", "B"]);
        desk.edit("add", &[&["--code", code, "--cert", cert], more].concat());
        if !revoke.is_empty() {
            desk.edit("revoke", revoke);
        }
        desk.issue("r.asice", &[]).expect_status(0);
        desk.seal(&sample(PACKAGE), "sealed", &[]).expect_status(0);
        let report =
            checked(&desk.open_by("r.asice", &["--extract", &desk.path("x")]).expect_status(2));
        assert_eq!(report["sender"]["binding"], binding, "{report:#}");
        assert_eq!((&report["accepted"], desk.has("x")), (&false.into(), false));
        let other = if binding == "other" { RECIPIENT.into() } else { Value::Null };
        assert_eq!(report["sender"]["other"], other);
    }
}

#[test]
fn each_way_to_bind_binds() {
    let (agency, chain, above) = (pki("agency.pem"), pki("agency-chain.pem"), pki("sub-ca.pem"));
    let ways: [&[&str]; 7] = [
        &["--cert", &agency],
        &["--cert", &agency, "--by", "key"],
        &["--cert", &chain, "--by", "key-identifier"],
        &["--cert", &agency, "--by", "subject", "--issuer", &above],
        &["--cert", &chain, "--by", "issuer"],
        &["--issuer", &above],
        &[
            "--cert", &agency, "--role", "leader", "--role", "agency", "--holder", "N", "--basis",
            "Q",
        ],
    ];
    for way in ways {
        let desk = Desk::new();
        desk.registry("new", &["Danh bạ", "--out", &desk.path("r.json")]).expect_status(0);
        let add = ["--code", SENDER, "--name", "A"];
        desk.edit("add", &[&add[..], way].concat());
        desk.issue("r.asice", &[]).expect_status(0);
        desk.seal(&sample(PACKAGE), "sealed", &[]).expect_status(0);
        let report = checked(&desk.open_by("r.asice", &[]).expect_status(0));
        assert_eq!(report["sender"]["binding"], "bound", "{way:?}");
        let shown = desk.change("show", &["--code", SENDER]).expect_status(0).out;
        assert!(shown.contains(&format!("{SENDER}/1: ")), "{shown}");
    }
}

#[test]
fn a_registry_that_is_not_believed_ends_the_run() {
    let desk = issued();
    let agency = pki("agency.pem");
    let by = ["--registry", &desk.path("r.asice"), "--registry-signer", &agency];
    desk.open_as_it_is("sealed", &by).expect_error(4, &["r.asice", "(signer)"]);
    desk.open_by("r.json", &[]).expect_error(4, &["r.json", "(unreadable)"]);
    desk.open_by("none", &[]).expect_error(4, &["none"]);
    let package = desk.path("sealed");
    let open = ["open", &package, "--trust", &pki("root.pem")];
    run(&[&open[..], &["--registry", "r"]].concat()).expect_status(3);
    run(&[&open[..], &["--registry-seen", "r"]].concat()).expect_status(3);
    let both = ["--any-sender", "--registry", "r", "--registry-signer", "c"];
    run(&[&open[..], &both].concat()).expect_status(3);
    // The package may stand last, behind the signers.
    let (registry, signer) = (desk.path("r.asice"), pki("registrar.pem"));
    let last = ["open", "--trust", &pki("root.pem"), "--revocation", "skip", "--at", AT];
    let last = [&last[..], &["--registry", &registry, "--registry-signer", &signer, &package]];
    run(&last.concat()).expect_status(0);
    // Without the revocation status that is demanded, the registry is not believed either.
    let demanding = ["open", &package, "--trust", &pki("root.pem"), "--at", AT];
    let demanding = [&demanding[..], &["--registry", &registry, "--registry-signer", &signer]];
    run(&demanding.concat()).expect_error(4, &["r.asice", "(signature)"]);
}

#[test]
fn an_older_registry_is_refused_by_what_was_seen() {
    let desk = issued();
    desk.issue("r2.asice", &[]).expect_status(0);
    let seen = ["--registry-seen", &*desk.path("seen")];
    desk.open_by("r.asice", &seen).expect_status(0);
    let first = desk.read("seen");
    desk.open_by("r.asice", &seen).expect_status(0);
    assert_eq!(desk.read("seen"), first);
    desk.open_by("r2.asice", &seen).expect_status(0);
    let second = desk.read("seen");
    assert_ne!(second, first);
    desk.open_by("r.asice", &seen).expect_error(4, &["r.asice", "(older)"]);
    let seen = ["--seen", &*desk.path("seen")];
    assert_eq!(
        reason(&desk.check("r.asice", &[&seen[..], &["--output", "json"]].concat())),
        "older"
    );
    desk.check("r2.asice", &seen).expect_status(0);
    assert_eq!(desk.read("seen"), second);
    // What is kept is never taken for nothing.
    for bad in [&b""[..], b"{}", b"junk"] {
        desk.put("seen", bad);
        assert_eq!(desk.check("r2.asice", &seen).status, 4);
        assert_eq!(desk.read("seen"), bad);
    }
    // Nothing is kept of what is not believed.
    let seen = ["--seen", &*desk.path("seen2"), "--signer", &pki("agency.pem")];
    desk.check("r2.asice", &seen).expect_status(1);
    assert!(!desk.has("seen2"));
}

impl Desk {
    /// The code of the reason for which a file is not believed.
    fn reason(&self, file: &str, status: i32, more: &[&str]) -> Value {
        let more = [more, &["--output", "json"]].concat();
        reason(&self.check(file, &more).expect_status(status))
    }

    /// Writes a file with one letter of the registry's name changed.
    fn changed(&self, name: &str, out: &str) {
        let mut changed = self.read(name);
        let at = changed.windows(6).position(|part| part == b"Danh b").expect("stored");
        changed[at] = b'd';
        self.put(out, &changed);
    }
}

#[test]
fn checking_tells_what_is_believed() {
    let desk = issued();
    let run = desk.check("r.asice", &["--output", "json"]).expect_status(0);
    let believed = run.json();
    assert_eq!((&believed["believed"], &believed["reason"]), (&true.into(), &Value::Null));
    let registry = &believed["registry"];
    assert_eq!((&registry["number"], &registry["bodies"]), (&1.into(), &2.into()));
    assert_eq!(believed["report"]["verdict"], "TOTAL-PASSED");
    let told = desk.check("r.asice", &[]).expect_status(0);
    assert!(told.out.starts_with("Believed") && told.out.contains("Danh bạ thử"), "{}", told.out);
    let stranger = desk.check("r.asice", &["--signer", &pki("agency.pem")]).expect_status(1);
    assert!(stranger.out.starts_with("Not believed - nobody signed it"), "{}", stranger.out);
    let signed = desk.path("r.asice");
    desk.registry("check", &[&signed, "--trust", &pki("root.pem")]).expect_status(3);
    desk.registry("check", &[&signed, "--signer", &pki("registrar.pem")])
        .expect_error(3, &["--trust"]);
}

#[test]
fn checking_tells_each_reason_by_its_code() {
    let desk = issued();
    assert_eq!(desk.reason("r.asice", 1, &["--signer", &pki("agency.pem")]), "signer");
    assert_eq!(desk.reason("r.asice", 2, &["--at", "2027-02-01"]), "past");
    assert_eq!(desk.reason("r.asice", 2, &["--at", "2026-11-01"]), "from-the-future");
    // One that is broken is none; one that was changed is judged.
    desk.changed("r.asice", "changed.asice");
    desk.check("changed.asice", &[]).expect_error(4, &["changed.asice"]);
    desk.issue("r.p7m", &["--format", "cades"]).expect_status(0);
    desk.changed("r.p7m", "changed.p7m");
    assert_eq!(desk.reason("changed.p7m", 1, &[]), "signature");
    assert_eq!(desk.reason("r.p7m", 2, &["--revocation", "require"]), "signature");
    // A registry that was never issued, and a file that is none, both by the registrar.
    let (key, cert) = (pki("registrar.key"), pki("registrar-chain.pem"));
    desk.registry("new", &["Danh bạ", "--out", &desk.path("new.json")]).expect_status(0);
    for (from, out) in [("doc.txt", "doc.asice"), ("new.json", "new.asice")] {
        let (from, out) = (desk.path(from), desk.path(out));
        let sign = ["sign", &from, "--format", "asic-e", "--out", &out];
        let by = ["--key", &key, "--cert", &cert, "--signing-time", "2026-11-20"];
        run(&[&sign[..], &by].concat()).expect_status(0);
    }
    assert_eq!(desk.reason("new.asice", 1, &[]), "not-issued");
    desk.check("doc.asice", &[]).expect_error(4, &["doc.asice"]);
    desk.check("doc.txt", &[]).expect_error(4, &["doc.txt"]);
}

#[test]
fn two_registries_with_one_number_are_not_both_believed() {
    let desk = Desk::with_registry();
    let draft = desk.read("r.json");
    desk.issue("r.asice", &[]).expect_status(0);
    desk.put("r.json", &draft);
    desk.edit("add", &["--code", "Z", "--name", "Z"]);
    desk.issue("fork.asice", &[]).expect_status(0);
    let seen = ["--seen", &*desk.path("seen")];
    desk.check("r.asice", &seen).expect_status(0);
    assert_eq!(desk.reason("fork.asice", 1, &seen), "forked");
    let text = desk.check("fork.asice", &[&seen[..], &["--lang", "vi"]].concat());
    let text = text.expect_status(1).out;
    assert!(text.starts_with("Không tin được - ") && text.contains("(forked)"), "{text}");
}

#[test]
fn a_registry_is_signed_as_cades_too() {
    let desk = Desk::with_registry();
    desk.issue("r.p7m", &["--format", "cades"]).expect_status(0);
    desk.check("r.p7m", &[]).expect_status(0);
    desk.seal(&sample(PACKAGE), "sealed", &[]).expect_status(0);
    desk.open_by("r.p7m", &[]).expect_status(0);
    let shown = desk.registry("show", &[&desk.path("r.p7m")]).expect_status(0);
    assert!(shown.out.contains("number: 1") && shown.err.contains("nobody judged"), "{shown:?}");
}

#[test]
fn numbers_grow_and_are_used_up() {
    let desk = Desk::with_registry();
    let number = || {
        let json: Value = serde_json::from_slice(&desk.read("r.json")).expect("JSON");
        json["number"].clone()
    };
    desk.issue("1", &[]).expect_status(0);
    desk.issue("2", &[]).expect_status(0);
    assert_eq!(number(), 2);
    let before = desk.read("r.json");
    // What cannot be signed uses no number.
    desk.issue("2", &[]).expect_error(4, &["--force"]);
    desk.issue("3", &["--level", "T"]).expect_error(3, &["--tsa"]);
    let tsa = ["--level", "T", "--tsa", "http://127.0.0.1:1"];
    desk.issue("3", &tsa).expect_error(4, &["http://127.0.0.1:1"]);
    let (key, cert, out) = (pki("registrar.key"), pki("registrar-chain.pem"), desk.path("3"));
    let with = ["--key", &key, "--cert", &cert, "--out", &out, "--signing-time", "2026-11-20"];
    let early = [&with[..], &["--next-update", "2026-11-01"]].concat();
    desk.change("sign", &early).expect_error(4, &["(dates)"]);
    let late = [&with[..], &["--next-update", "2027-01-01"]].concat();
    desk.change("sign", &late).expect_error(4, &["(order)"]);
    assert_eq!((desk.read("r.json"), desk.has("3")), (before, false));
}

#[test]
fn bodies_are_renamed_merged_and_split() {
    let desk = Desk::with_registry();
    desk.edit("add", &["--code", "C", "--name", "Cơ quan C", "--from", "2026-07-01"]);
    desk.edit(
        "add",
        &["--code", "D", "--name", "Cơ quan D", "--from", "2026-07-01", "--until", "2026-09-30"],
    );
    desk.edit("end", &["--code", RECIPIENT, "--until", "2026-06-30", "--into", "C", "--into", "D"]);
    desk.edit("end", &["--code", "D", "--until", "2026-09-30", "--into", "C"]);
    desk.edit("end", &["--code", SENDER, "--until", "2026-10-31"]);
    let heirs = |code: &str, at: &str| {
        let shown = desk.change("show", &["--code", code, "--at", at, "--output", "json"]);
        shown.expect_status(0).json()["heirs"].clone()
    };
    assert_eq!(heirs(RECIPIENT, "2026-06-01"), serde_json::json!([RECIPIENT]));
    assert_eq!(heirs(RECIPIENT, "2026-08-01"), serde_json::json!(["C", "D"]));
    assert_eq!(heirs(RECIPIENT, "2026-11-01"), serde_json::json!(["C"]));
    assert_eq!(heirs(SENDER, "2026-11-01"), serde_json::json!([]));
    let shown = desk.change("show", &["--code", RECIPIENT, "--at", "2026-08-01"]).expect_status(0);
    assert!(shown.out.contains("became: C, D"), "{}", shown.out);
    let all = desk.change("show", &["--output", "json"]).expect_status(0);
    assert_eq!(all.out.as_bytes(), desk.read("r.json"));
    let vi = desk.change("show", &["--lang", "vi"]).expect_status(0);
    assert!(vi.out.contains("số liên kết: 2"), "{}", vi.out);
}

impl Desk {
    /// Tries changes that are refused, with these words.
    #[track_caller]
    fn refuses(&self, cases: &[(&str, &[&str], i32, &str)]) {
        let before = self.read("r.json");
        for (what, more, status, words) in cases {
            let refused = self.change(what, more).expect_status(*status);
            assert!(refused.err.contains(words), "{what} {more:?}: {}", refused.err);
            assert_eq!(self.read("r.json"), before, "{what} {more:?}");
        }
    }
}

#[test]
fn what_cannot_be_added_leaves_the_file_as_it_is() {
    let desk = Desk::with_registry();
    let [agency, person, root, sub] =
        ["agency.pem", "person.pem", "root.pem", "sub-ca.pem"].map(pki);
    let id = format!("{SENDER}/1");
    let body = ["--code", "Z", "--name", "Z"];
    let own = ["--code", SENDER, "--cert", &agency];
    let other = ["--code", SENDER, "--cert", &person];
    let cases: [(&[&str], &[&str], i32, &str); 14] = [
        (&["--code", SENDER, "--name", "A"], &[], 4, "(code-taken)"),
        (&["--code", "", "--name", "A"], &[], 4, "(text)"),
        (&["--code", "Z", "--cert", &agency], &[], 4, "(unknown-code)"),
        (&other, &["--id", &id], 4, "(id-taken)"),
        (&other, &["--until", "2020-01-01"], 4, "(dates)"),
        // Neither the binding nor the body.
        (&body, &["--cert", &person, "--id", &id], 4, "(id-taken)"),
        (&own, &["--by", "subject"], 3, "--issuer"),
        (&own, &["--issuer", &sub], 3, "--by certificate"),
        (&own, &["--by", "subject", "--issuer", &root], 4, "not issued"),
        (&["--code", SENDER, "--issuer", &sub], &["--by", "key"], 3, "--cert"),
        (&body, &["--role", "leader"], 3, "--role"),
        (&["--code", SENDER, "--cert", &desk.path("none")], &[], 4, "none"),
        (&["--code", SENDER, "--cert", &desk.path("doc.txt")], &[], 4, "doc.txt"),
        (&["--code", SENDER], &[], 3, ""),
    ];
    for (one, more, status, words) in cases {
        desk.refuses(&[("add", &[one, more].concat(), status, words)]);
    }
}

#[test]
fn what_cannot_be_ended_or_revoked_leaves_the_file_as_it_is() {
    let desk = Desk::with_registry();
    let id = format!("{SENDER}/1");
    desk.refuses(&[
        ("end", &["--code", "Z", "--until", "2027-01-01"], 4, "(unknown-code)"),
        ("end", &["--code", SENDER, "--until", "2027-01-01", "--into", "Z"], 4, "(unknown-code)"),
        ("end", &["--code", SENDER], 3, ""),
        ("revoke", &["nothing"], 4, "(unknown-id)"),
        ("revoke", &[&id, "--reason", &"x".repeat(2000)], 4, "(text)"),
        ("revoke", &[], 3, ""),
        ("show", &["--code", "Z"], 4, "Z"),
    ]);
    desk.edit("revoke", &[&id, "--at", "2026-11-01"]);
    let refused = desk.change("revoke", &[&id, "--at", "2026-11-02", "--lang", "vi"]);
    refused.expect_error(4, &["(revoked)", "đã bị thu hồi"]);
    desk.edit("revoke", &[&id, "--at", "2026-10-01"]);
    desk.put("r.json", b"{}");
    desk.change("show", &[]).expect_error(4, &["r.json"]);
}

#[test]
fn a_registry_is_not_begun_over_another() {
    let desk = Desk::with_registry();
    let (before, file) = (desk.read("r.json"), desk.path("r.json"));
    desk.registry("new", &["x", "--out", &file]).expect_error(4, &["--force"]);
    assert_eq!(desk.read("r.json"), before);
    desk.registry("new", &["", "--out", &desk.path("n")]).expect_error(4, &["(text)"]);
    assert!(!desk.has("n"));
    desk.registry("new", &["x", "--out", &file, "--force"]).expect_status(0);
}

#[cfg(unix)]
#[test]
fn whoever_could_read_the_registry_still_can_and_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_registry();
    let file = desk.path("r.json");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("set");
    desk.edit("add", &["--code", "Z", "--name", "Z"]);
    let mode = std::fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
