//! `antin gateway`: each exit status, what is handed out and what is not, and configurations that are refused.

use serde_json::Value;

use crate::edxml::sample;
use crate::harness::{AT, Desk, PASSWORD, Run, pki, run};
use crate::registry::{RECIPIENT, SENDER};

const PACKAGE: &str = "new-two-pdfs.edxml";
const RULES: &str =
    "name = \"thu\"\ntitle.en = \"Test\"\ntitle.vi = \"Thử\"\nversion = 2026-11-22\n";

/// A configuration for both agencies, with its policy beside it.
fn config() -> String {
    let [root, registrar, key, cert, p12] =
        ["root.pem", "registrar.pem", "agency.key", "agency-chain.pem", "person.p12"].map(pki);
    format!(
        r#"policy = "policy.toml"
trust = ["{root}"]
revocation = "danger-skip"
registry = "r.asice"
registry_signers = ["{registrar}"]
registry_seen = "seen.json"
ledger = "gateway.ledger"

[[credential]]
agency = "{SENDER}"
key = "{key}"
cert = "{cert}"

[[credential]]
agency = "{RECIPIENT}"
p12 = "{p12}"
password_file = "password.txt"
"#
    )
}

/// A gateway with an empty ledger.
fn gateway() -> Desk {
    let desk = Desk::with_registry();
    desk.issue("r.asice", &[]).expect_status(0);
    desk.put("policy.toml", RULES.as_bytes());
    desk.put("password.txt", PASSWORD.as_bytes());
    desk.put("gateway.toml", config().as_bytes());
    desk.init(&["--sealed-after", "2026-11-01"]).expect_status(0);
    desk
}

impl Desk {
    fn init(&self, more: &[&str]) -> Run {
        let config = self.path("gateway.toml");
        run(&[&["gateway", "init", "--config", &config], more].concat())
    }

    fn gateway(&self, what: &str, file: &str, agency: &str, more: &[&str]) -> Run {
        let config = self.path("gateway.toml");
        let mut arguments = vec!["gateway", what, file, "--config", &config, "--agency", agency];
        if !more.contains(&"--output") {
            arguments.extend(["--output", "json"]);
        }
        if !more.contains(&"--at") {
            arguments.extend(["--at", AT]);
        }
        run(&[&arguments[..], more].concat())
    }

    /// Sends the sample as the agency.
    fn send(&self, more: &[&str]) -> Run {
        let out = self.path("sealed");
        let arguments = [&["--out", &out], more].concat();
        self.gateway("send", &sample(PACKAGE), SENDER, &arguments)
    }

    fn receive(&self, file: &str, more: &[&str]) -> Run {
        self.gateway("receive", &self.path(file), RECIPIENT, more)
    }

    /// The journal, line by line.
    fn journal(&self) -> Vec<Value> {
        let (ledger, out) = (self.path("gateway.ledger"), self.path("journal"));
        run(&["journal", "export", &ledger, "--out", &out, "--force"]).expect_status(0);
        run(&["journal", "check", &out]).expect_status(0);
        let text = String::from_utf8(self.read("journal")).expect("text");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

fn reasons(told: &Value) -> Vec<&str> {
    let all = told["reasons"].as_array().expect("a list").iter();
    all.filter_map(|one| one["code"].as_str()).collect()
}

/// A package that was sent through the gateway, and arrived.
fn arrived() -> Desk {
    let desk = gateway();
    desk.send(&[]).expect_status(0);
    let (sealed, out) = (desk.path("sealed"), desk.path("arrived"));
    run(&["edxml", "hop", &sealed, "--out", &out, "--at", AT]).expect_status(0);
    desk
}

#[test]
fn a_package_goes_out_comes_in_and_its_receipt_comes_back() {
    let desk = arrived();
    let (files, receipt) = (desk.path("files"), desk.path("receipt.asice"));
    let out = ["--extract", &files, "--receipt-out", &receipt];
    let told = desk.receive("arrived", &out).expect_status(0).json();
    assert_eq!((&told["decision"], &told["entry"]), (&"accept".into(), &2.into()));
    assert_eq!((reasons(&told), &told["receipt"]), (vec![], &receipt.as_str().into()));
    assert_eq!(told["report"]["accepted"], true);
    assert!(desk.has("files/cong-van-123.pdf") && desk.has("receipt.asice"));
    let sent = ["--package", &desk.path("sealed")];
    let taken = desk.gateway("take", &receipt, SENDER, &sent).expect_status(0).json();
    assert_eq!((&taken["decision"], &taken["entry"]), (&"accept".into(), &3.into()));
    // By another agency, it is nothing.
    let taken = desk.gateway("take", &receipt, RECIPIENT, &sent).expect_status(1).json();
    assert_eq!(reasons(&taken), ["other-sender"]);
    let journal = desk.journal();
    let kinds: Vec<&str> = journal.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["sealed", "received", "receipt", "receipt"]);
    assert!(journal[1]["receipt"].is_string(), "{:#}", journal[1]);
}

#[test]
fn why_a_receipt_is_refused_is_told_and_it_is_not_said_to_be_accepted() {
    let desk = arrived();
    let (sent, receipt) = (desk.path("sealed"), desk.path("assigned.asice"));
    desk.make("arrived", "assigned.asice", &["--status", "04", "--after", "03"]).expect_status(0);
    let take = |agency: &str, more: &[&str]| {
        let arguments = [&["--package", &sent, "--output", "text"], more].concat();
        desk.gateway("take", &receipt, agency, &arguments)
    };
    let behind = ["--after", "03"];
    let text = take(RECIPIENT, &behind).expect_status(1).out;
    assert!(
        text.contains("REFUSED\n  other-sender: what was sent was another agency's\n"),
        "{text}"
    );
    assert!(!text.contains("Accepted"), "{text}");
    let text = take(RECIPIENT, &["--after", "03", "--lang", "vi"]).expect_status(1).out;
    assert!(text.contains("other-sender: gói tin đã gửi là của cơ quan khác"), "{text}");
    assert!(!text.contains("Chấp nhận"), "{text}");
    // What the judgement tells needs no words here.
    let text = take(SENDER, &[]).expect_status(1).out;
    assert!(text.contains("REFUSED\n  mismatch:transition\n"), "{text}");
    assert!(text.contains("Not accepted") && !text.contains("other-sender"), "{text}");
    // The twin: what is accepted has no reasons.
    let text = take(SENDER, &behind).expect_status(0).out;
    assert!(text.contains("ACCEPTED\nrecorded") && text.contains("Accepted - "), "{text}");
}

#[test]
fn a_receipt_is_taken_behind_the_status_that_was_told_last() {
    let desk = arrived();
    let (sent, receipt) = (desk.path("sealed"), desk.path("assigned.asice"));
    desk.make("arrived", "assigned.asice", &["--status", "04", "--after", "03"]).expect_status(0);
    let take = |after: &[&str]| {
        let more = [&["--package", &sent], after].concat();
        desk.gateway("take", &receipt, SENDER, &more)
    };
    take(&["--after", "03"]).expect_status(0);
    for (after, entry) in [(&["--after", "01"][..], 3), (&[], 4)] {
        let taken = take(after).expect_status(1).json();
        assert_eq!(
            (reasons(&taken), &taken["entry"]),
            (vec!["mismatch:transition"], &entry.into())
        );
    }
    let wrong = take(&["--after", "07"]).expect_status(3);
    assert!(wrong.err.contains("--after"), "{}", wrong.err);
    assert_eq!(desk.journal().len(), 4);
}

#[test]
fn a_ledger_that_cannot_be_used_says_what_to_do() {
    let desk = gateway();
    let ledger = desk.read("gateway.ledger");
    desk.put("gateway.ledger", &ledger[..5_000]);
    let told = ["gateway.ledger", "damaged", "antin gateway init", "old copy"];
    let failed = desk.send(&[]).expect_error(4, &told);
    assert!(!failed.err.contains("panicked"), "{}", failed.err);
    let export = ["journal", "export", &desk.path("gateway.ledger"), "--out", &desk.path("j")];
    run(&export).expect_error(4, &told);
    std::fs::remove_file(desk.path("gateway.ledger")).expect("removed");
    desk.init(&["--sealed-after", "2999-01-01"]).expect_error(3, &["2999", "yet to come"]);
    assert!(!desk.has("gateway.ledger"));
    let config = config().replace("\"gateway.ledger\"", "\"none/gateway.ledger\"");
    desk.put("gateway.toml", config.as_bytes());
    desk.init(&[]).expect_error(4, &["gateway.ledger", "look at the path"]);
}

#[test]
fn what_came_before_is_refused_in_another_run_and_nothing_is_handed_out() {
    let desk = arrived();
    // Without --receipt-out there is no receipt, and the record says so.
    desk.receive("arrived", &[]).expect_status(0);
    let (files, receipt) = (desk.path("files"), desk.path("receipt.asice"));
    let out = ["--extract", &files, "--receipt-out", &receipt];
    for entry in [3, 4] {
        let told = desk.receive("sealed", &out).expect_status(1).json();
        assert_eq!((&told["decision"], reasons(&told)), (&"refuse".into(), vec!["repeated"]));
        assert_eq!((&told["entry"], &told["receipt"]), (&entry.into(), &Value::Null));
    }
    assert!(!desk.has("files") && !desk.has("receipt.asice"));
    let journal = desk.journal();
    assert!(journal[1].get("receipt").is_none(), "{:#}", journal[1]);
    let text = desk.receive("arrived", &["--output", "text"]).expect_status(1).out;
    assert!(text.contains("REFUSED") && text.contains("repeated: "), "{text}");
    let text = desk.receive("arrived", &["--output", "text", "--lang", "vi"]).out;
    assert!(text.contains("TỪ CHỐI"), "{text}");
}

#[test]
fn a_forgery_is_refused_without_a_receipt_and_what_has_no_seal_with_one() {
    let desk = arrived();
    let text = String::from_utf8(desk.read("arrived")).expect("text");
    desk.put("forged", text.replace(RECIPIENT, "000.00.00.X15").as_bytes());
    let receipt = ["--receipt-out", &desk.path("receipt.asice")];
    let told = desk.receive("forged", &receipt).expect_status(1).json();
    assert_eq!(reasons(&told), ["wrong-recipient", "changed"]);
    // Who is no recipient has nothing to say.
    assert!(!desk.has("receipt.asice"));
    desk.put("forged", text.replace("Nguyễn Văn Mẫu", "Nguyễn Văn Khác").as_bytes());
    let told = desk.receive("forged", &receipt).expect_status(1).json();
    assert_eq!(reasons(&told), ["changed"]);
    // Whoever changed it must not get a refusal that names the seal of the sender.
    assert!(!desk.has("receipt.asice"));
    let bare = desk.gateway("receive", &sample(PACKAGE), RECIPIENT, &receipt);
    assert_eq!(reasons(&bare.expect_status(1).json()), ["not-sealed"]);
    assert!(desk.has("receipt.asice"));
    // What it was changed from is still to come.
    desk.receive("arrived", &[]).expect_status(0);
    desk.put("forged", b"no package");
    let told = desk.receive("forged", &[]).expect_status(1).json();
    assert_eq!((reasons(&told), told["report"].is_null()), (vec!["unreadable"], true));
    assert!(told["error"].is_string());
}

#[test]
fn what_a_person_has_to_decide_is_quarantined_and_2() {
    let desk = gateway();
    let rules = format!("{RULES}[inbound.cases]\nnot-sealed = \"quarantine\"\n");
    desk.put("policy.toml", rules.as_bytes());
    let (files, receipt) = (desk.path("files"), desk.path("receipt.asice"));
    let out = ["--extract", &files, "--receipt-out", &receipt];
    let package = sample(PACKAGE);
    let told = desk.gateway("receive", &package, RECIPIENT, &out).expect_status(2).json();
    assert_eq!((&told["decision"], reasons(&told)), (&"quarantine".into(), vec!["not-sealed"]));
    assert!(!desk.has("files") && !desk.has("receipt.asice"));
}

#[test]
fn what_may_not_go_out_is_recorded_and_not_written() {
    let desk = gateway();
    let out = ["--out", &desk.path("sealed")];
    let told = desk.gateway("send", &sample(PACKAGE), RECIPIENT, &out).expect_status(1).json();
    assert_eq!((&told["decision"], reasons(&told)), (&"refuse".into(), vec!["other-sender"]));
    let text = [&out[..], &["--output", "text"]].concat();
    let told = desk.gateway("send", &sample(PACKAGE), RECIPIENT, &text).expect_status(1).out;
    assert!(told.contains("REFUSED") && told.contains("entry 2"), "{told}");
    assert!(!desk.has("sealed"));
    assert_eq!(desk.journal()[0]["kind"], "refused-out");
}

#[test]
fn outputs_that_are_in_the_way_are_found_before_anything_is_recorded() {
    let desk = arrived();
    desk.send(&[]).expect_error(4, &["sealed", "exists already"]);
    desk.put("receipt.asice", b"x");
    let receipt = ["--receipt-out", &desk.path("receipt.asice")];
    desk.receive("arrived", &receipt).expect_error(4, &["exists already"]);
    let folder = desk.folder().to_str().expect("UTF-8");
    desk.receive("arrived", &["--extract", folder]).expect_error(4, &["not empty"]);
    desk.receive("arrived", &["--receipt-out", "-"]).expect_error(3, &["--receipt-out"]);
    let out = desk.gateway("send", &sample(PACKAGE), SENDER, &["--out", "-"]);
    out.expect_error(3, &["standard output", "--out"]);
    let own = ["--receipt-out", &desk.path("arrived"), "--force"];
    desk.receive("arrived", &own).expect_error(3, &["arrived"]);
    assert_eq!(desk.journal().len(), 1);
    desk.receive("arrived", &[]).expect_status(0);
}

#[test]
fn without_a_ledger_nothing_is_decided_and_none_is_made_in_passing() {
    let desk = arrived();
    desk.init(&[]).expect_error(4, &["already"]);
    let kept = desk.read("gateway.ledger");
    std::fs::remove_file(desk.path("gateway.ledger")).expect("removed");
    let files = desk.path("files");
    let lost = desk.receive("arrived", &["--extract", &files]);
    lost.expect_error(4, &["no ledger", "antin gateway init"]);
    assert!(!desk.has("gateway.ledger") && !desk.has("files"));
    desk.put("gateway.ledger", &kept);
    let window = std::time::Duration::from_secs(86_400);
    let path = std::path::PathBuf::from(desk.path("gateway.ledger"));
    let running = antin::durable::Durable::open(&path, window).expect("a ledger");
    desk.receive("arrived", &["--extract", &files]).expect_error(4, &["gateway.ledger"]);
    drop(running);
    desk.put("gateway.ledger", b"something else");
    desk.receive("arrived", &["--extract", &files]).expect_error(4, &["gateway.ledger"]);
    assert!(!desk.has("files"));
    // A new one takes nothing that was sealed before it was made.
    std::fs::remove_file(desk.path("gateway.ledger")).expect("removed");
    desk.init(&["--sealed-after", AT]).expect_status(0);
    let told = desk.receive("arrived", &[]).expect_status(1).json();
    assert_eq!(reasons(&told), ["too-old"]);
    desk.put("gateway.ledger", &kept);
    desk.receive("arrived", &[]).expect_status(0);
    // Where it cannot be made, it is not.
    desk.put("gateway.toml", config().replace("gateway.ledger", "none/x").as_bytes());
    desk.init(&[]).expect_error(4, &["cannot make"]);
}

#[test]
fn a_registry_that_is_past_or_not_believed_decides_nothing() {
    let desk = arrived();
    let late = ["--at", "2027-02-01"];
    desk.receive("arrived", &late).expect_error(4, &["not believed", "past"]);
    let other = config().replace("registrar.pem", "person.pem");
    desk.put("gateway.toml", other.as_bytes());
    desk.receive("arrived", &[]).expect_error(4, &["not believed"]);
}

#[test]
fn a_configuration_with_a_fault_is_refused_and_the_fault_named() {
    let desk = arrived();
    let good = config();
    let second = format!("\n[[credential]]\nagency = \"{SENDER}\"\np12 = \"x\"\n");
    let faults: [(String, &[&str]); 12] = [
        (format!("colour = 1\n{good}"), &["line 1", "colour"]),
        (good.replace("policy = ", "policy = 1 #"), &["line 1"]),
        (good.replace("ledger = ", "#"), &["ledger"]),
        (format!("ledger = \"x\"\n{good}"), &["line 8"]),
        (good.replace("\"danger-skip\"", "\"skip\""), &["danger-skip", "not skip"]),
        (good.replace("trust = [", "trust = [] # ["), &["trust names no file"]),
        (good.replace(RECIPIENT, "not a code"), &["not a code", "identifier code"]),
        (format!("{good}{second}"), &["two credentials"]),
        (good.replace("p12 = ", "key = "), &["key and cert, or p12"]),
        (good.replace(RECIPIENT, "X99.1"), &["no credential", SENDER]),
        (good.replace("policy.toml", "nowhere.toml"), &["nowhere.toml"]),
        (good.replace("\"policy.toml\"", "\"gateway.toml\""), &["gateway.toml", "policy"]),
    ];
    for (text, wanted) in faults {
        desk.put("gateway.toml", text.as_bytes());
        let failed = desk.receive("arrived", &[]);
        failed.expect_error(4, wanted);
    }
    desk.put("gateway.toml", &[0xff, 0xfe]);
    desk.receive("arrived", &[]).expect_error(4, &["UTF-8"]);
    desk.put("gateway.toml", good.as_bytes());
    desk.put("password.txt", b"another");
    desk.receive("arrived", &[]).expect_error(4, &["password"]);
    desk.put("password.txt", PASSWORD.as_bytes());
    assert_eq!(desk.journal().len(), 1);
    desk.receive("arrived", &[]).expect_status(0);
}

#[test]
fn the_time_stamp_that_the_policy_demands_is_asked_for() {
    let desk = gateway();
    desk.put("policy.toml", format!("{RULES}[outbound]\nlevel = \"T\"\n").as_bytes());
    desk.send(&[]).expect_status(4);
    let at = config().replace("ledger =", "tsa = \"http://127.0.0.1:9\"\nledger =");
    desk.put("gateway.toml", at.as_bytes());
    desk.send(&[]).expect_status(4);
    assert!(!desk.has("sealed") && desk.journal().is_empty());
}

#[test]
fn what_could_not_be_written_after_the_record_is_told_with_its_entry() {
    let desk = arrived();
    // A folder below a file cannot be made.
    let (folder, receipt) = (desk.path("doc.txt/files"), desk.path("receipt.asice"));
    let out = ["--extract", &folder, "--receipt-out", &receipt];
    let failed = desk.receive("arrived", &out).expect_status(4);
    assert!(failed.err.contains("entry 2") && failed.err.contains("doc.txt"), "{}", failed.err);
    assert!(failed.out.is_empty(), "{}", failed.out);
    // The receipt is not lost with the attachments.
    let sent = ["--package", &desk.path("sealed")];
    desk.gateway("take", &receipt, SENDER, &sent).expect_status(0);
    let told = desk.receive("arrived", &[]).expect_status(1).json();
    assert_eq!(reasons(&told), ["repeated"]);
}
