//! Large documents need little memory: the program runs under a bound on its address space.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufWriter, Cursor, Read};
use std::process::{Command, Stdio};

use antin::edxml::{AttachmentHeader, Nowhere, Outgoing, Reading, Splice};

use crate::edxml::sample;
use crate::harness::{AT, Desk, Run, pki};
use crate::online::Served;

/// KiB of address space, program and libraries included; the document has 300 MiB.
const BOUND: &str = "131072";

fn bounded(arguments: &[&str]) -> Run {
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {BOUND} && exec \"$0\" \"$@\"");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_antin")]).args(arguments);
    command.stdin(Stdio::null()).output().expect("sh runs").into()
}

#[test]
fn a_document_of_300_mib_is_signed_and_judged_in_128_mib() {
    let desk = Desk::new();
    let file = desk.path("large.bin");
    File::create(&file).and_then(|file| file.set_len(300 << 20)).expect("a sparse file");
    let (key, cert, root) = (pki("agency.key"), pki("agency-chain.pem"), pki("root.pem"));
    let time = "2026-11-20T10:00:00+07:00";
    bounded(&["sign", &file, "--key", &key, "--cert", &cert, "--signing-time", time])
        .expect_status(0);
    bounded(&["verify", &file, "--trust", &root, "--at", AT, "--revocation", "skip"])
        .expect_status(0);
}

#[test]
fn a_document_of_300_mib_is_signed_raised_and_judged_in_128_mib_where_it_is_carried() {
    let served = Served::new(&[]);
    let (file, message) = (served.path("large.bin"), served.path("large.bin.p7m"));
    File::create(&file).and_then(|file| file.set_len(300 << 20)).expect("a sparse file");
    let (key, cert) = (served.path("pki/agency.key"), served.path("pki/agency-chain.pem"));
    let (root, tsa) = (served.path("pki/root.pem"), served.tsa());
    let net = ["--tsa", &tsa, "--trust", &root, "--allow", "127.0.0.1", "--level"];
    let sign = ["sign", &file, "--key", &key, "--cert", &cert, "--attached", "--force"];
    for level in ["T", "LTA"] {
        bounded(&[&sign[..], &net, &[level]].concat()).expect_status(0);
        let online = ["--online", "--allow", "127.0.0.1", "--require-level", level];
        let judge = ["verify", message.as_str(), "--trust", &root];
        let judged = bounded(&[&judge[..], &online].concat()).expect_status(0);
        assert!(judged.out.contains(&format!("level: {level}")), "{}", judged.out);
    }
    bounded(&[&sign[..], &net, &["T"]].concat()).expect_status(0);
    let extend = ["extend", message.as_str(), "--force"];
    bounded(&[&extend[..], &net, &["LTA"]].concat()).expect_status(0);
    let evidence = served.path("large.evidence");
    let gather = ["evidence", "gather", &message, "--trust", &root, "--allow", "127.0.0.1"];
    bounded(&[&gather[..], &["--out", &evidence]].concat()).expect_status(0);
    let judge = ["verify", message.as_str(), "--trust", &root, "--require-level", "LTA"];
    bounded(&judge).expect_status(0);
    let both = ["extend", &message, "--content", &file, "--force"];
    bounded(&[&both[..], &net, &["LTA"]].concat()).expect_error(3, &["large.bin.p7m"]);
}

/// Octets without a pattern, as an archive of a pattern is refused as a bomb.
struct Noise(u64);

impl Read for Noise {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for part in buffer.chunks_mut(8) {
            // Xorshift (Marsaglia 2003).
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            let octets = self.0.to_le_bytes();
            part.copy_from_slice(octets.get(..part.len()).expect("at most eight"));
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_package_of_200_mib_is_sealed_rewritten_opened_and_extracted_in_128_mib() {
    let desk = Desk::new();
    let [large, sealed, arrived] = ["large", "sealed", "arrived"].map(|name| desk.path(name));
    let bare = std::fs::read(sample("no-attachment.edxml")).expect("read");
    let read = Reading::strict().read(&bare[..], &mut Nowhere).expect("clean");
    let mut header = AttachmentHeader::default();
    header.content_id = Some("cid:large".to_owned());
    header.attachment_name = Some("large.pdf".to_owned());
    let octets = b"%PDF-1.7\n".chain(Noise(1).take(150 << 20));
    let mut out = BufWriter::new(File::create(&large).expect("a file"));
    let splice = Splice::new(&read).with(Outgoing::new(header, octets));
    splice.write(Cursor::new(&bare), &mut out).expect("a package");
    drop(out);
    let (key, cert, root) = (pki("agency.key"), pki("agency-chain.pem"), pki("root.pem"));
    let time = ["--signing-time", "2026-11-20T10:00:00+07:00"];
    let seal = ["seal", &large, "--key", &key, "--cert", &cert, "--out", &sealed];
    bounded(&[&seal[..], &time].concat()).expect_status(0);
    bounded(&["edxml", "hop", &sealed, "--out", &arrived, "--at", AT]).expect_status(0);
    let open = ["open", &arrived, "--trust", &root, "--any-sender", "--at", AT];
    let extract = ["--revocation", "skip", "--extract", &desk.path("files")];
    let judged = bounded(&[&open[..], &extract].concat()).expect_status(0);
    assert!(judged.out.contains("rewritten-by-hop"), "{}", judged.out);
    let file = std::fs::metadata(desk.path("files/large.pdf")).expect("a file");
    assert_eq!(file.len(), 9 + (150 << 20));
}
