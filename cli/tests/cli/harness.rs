//! Runs the program in a folder of its own, with a PKI that is made once.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The time at which tests judge. The PKI is valid from 2024 to 2029, its CAs to 2054.
pub(crate) const AT: &str = "2026-11-21T08:30:00+07:00";

/// The password of the PKI's PKCS#12 files.
pub(crate) const PASSWORD: &str = "mật khẩu thử";

static PKI: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = TempDir::new().expect("a temporary folder");
    let path = dir.path().to_str().expect("UTF-8");
    run(&[
        "pki",
        "init",
        path,
        "--key-type",
        "p256",
        "--not-before",
        "2024-01-01",
        "--p12",
        "--password",
        PASSWORD,
    ])
    .expect_status(0);
    let registrar = ["--as", "registrar", "--key-type", "p256", "--not-before", "2024-01-01"];
    let subject = ["--subject", "C=VN, O=BỘ MẪU, CN=CƠ QUAN DANH BẠ"];
    run(&[&["pki", "agency", path], &registrar[..], &subject].concat()).expect_status(0);
    dir
});

/// Returns the path of a file of the PKI.
pub(crate) fn pki(name: &str) -> String {
    PKI.path().join(name).to_str().expect("UTF-8").to_owned()
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Checks the exit status, and shows everything if it is another.
    #[track_caller]
    pub(crate) fn expect_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Checks that standard error is one sentence that says all of this.
    #[track_caller]
    pub(crate) fn expect_error(self, status: i32, parts: &[&str]) -> Self {
        let run = self.expect_status(status);
        assert_eq!(run.err.trim_end().lines().count(), 1, "not one sentence:\n{}", run.err);
        for part in parts {
            assert!(run.err.contains(part), "{part:?} is not in: {}", run.err);
        }
        assert!(run.out.is_empty(), "nothing is printed beside an error:\n{}", run.out);
        run
    }

    /// Reads standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// Prepares a run without a terminal and without the variables that the program looks at.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antin"));
    command.args(arguments).stdin(Stdio::null()).env_remove("ANTIN_PASSWORD");
    command
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str]) -> Run {
    command(arguments).output().expect("the program runs").into()
}

/// A folder with a document, and a signature over it where a test asks for one.
pub(crate) struct Desk {
    dir: TempDir,
}

impl Desk {
    /// Lays out a document of a few words.
    pub(crate) fn new() -> Self {
        let desk = Self { dir: TempDir::new().expect("a temporary folder") };
        desk.put("doc.txt", "Công văn số 123\n".as_bytes());
        desk
    }

    /// Lays out a document and the agency's detached signature over it.
    pub(crate) fn signed() -> Self {
        let desk = Self::new();
        desk.sign("doc.txt", "agency", &[]).expect_status(0);
        desk
    }

    /// Signs with a key of the PKI.
    pub(crate) fn sign(&self, file: &str, who: &str, more: &[&str]) -> Run {
        let (file, key) = (self.path(file), pki(&format!("{who}.key")));
        let chain = pki(&format!("{who}-chain.pem"));
        let mut arguments = vec!["sign", &file, "--key", &key, "--cert", &chain];
        arguments.extend(["--signing-time", "2026-11-20T10:00:00+07:00"]);
        arguments.extend(more);
        run(&arguments)
    }

    /// Judges against the PKI's root, without revocation.
    pub(crate) fn verify(&self, file: &str, more: &[&str]) -> Run {
        let (file, root) = (self.path(file), pki("root.pem"));
        let mut arguments = vec!["verify", &file, "--trust", &root, "--at", AT];
        arguments.extend(["--revocation", "skip"]);
        arguments.extend(more);
        run(&arguments)
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.dir.path().join(name), bytes).expect("written");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.dir.path().join(name)).expect("read")
    }

    /// Changes one byte of a file.
    pub(crate) fn flip(&self, name: &str, at: usize) {
        let mut bytes = self.read(name);
        *bytes.get_mut(at).expect("long enough") ^= 1;
        self.put(name, &bytes);
    }

    /// Returns the path of a file, whether it is there or not.
    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// Says whether there is a file.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.dir.path().join(name).exists()
    }

    /// Returns the folder.
    pub(crate) fn folder(&self) -> &Path {
        self.dir.path()
    }
}

/// Returns the folder of the project's documentation.
pub(crate) fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}
