//! What `antin pki` makes and `antin pki serve` answers, judged by OpenSSL's `ts`, `ocsp` and `verify`.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use crate::online::Served;

/// Runs OpenSSL with words that blanks separate, in the folder of the servers; `Err` has what it said.
#[expect(clippy::unwrap_in_result, reason = "that a tool cannot be run is no answer of the tool")]
fn openssl(served: &Served, line: &str) -> Result<String, String> {
    let mut command = Command::new("openssl");
    let command = command.args(line.split_whitespace()).current_dir(served.path(""));
    let output = command.output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if output.status.success() { Ok(said) } else { Err(said) }
}

/// The servers, if OpenSSL is here.
fn served() -> Option<Served> {
    if Command::new("openssl").arg("version").output().is_ok() {
        return Some(Served::new(&[]));
    }
    assert!(std::env::var_os("ANTIN_REQUIRE_PEERS").is_none(), "openssl is required");
    println!("skipped: no openssl");
    None
}

/// Sends a request by HTTP/1.0, which ends with the connection, and returns the body of the answer.
fn post(served: &Served, path: &str, body: &[u8]) -> Vec<u8> {
    let host = served.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("a connection");
    let length = body.len();
    let head = format!("POST {path} HTTP/1.0\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(body).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    answer.split_off(end + 4)
}

#[test]
fn openssl_ts_accepts_what_the_served_authority_answers_and_only_for_what_was_asked() {
    let Some(served) = served() else { return };
    fs::write(served.path("other.txt"), "other").expect("written");
    openssl(&served, "ts -query -data doc.txt -sha256 -cert -out asked.tsq").expect("a request");
    let asked = fs::read(served.path("asked.tsq")).expect("a request");
    fs::write(served.path("answer.tsr"), post(&served, "/tsa", &asked)).expect("written");
    let trust = "-CAfile pki/root.pem -untrusted pki/sub-ca.pem";
    let verify = format!("ts -verify -in answer.tsr -queryfile asked.tsq {trust}");
    openssl(&served, &verify).expect("OpenSSL passes it");
    openssl(&served, "ts -query -data other.txt -sha256 -cert -out other.tsq").expect("a request");
    let said = openssl(&served, &verify.replace("asked.tsq", "other.tsq"));
    assert!(said.expect_err("refused").contains("mismatch"));
}

#[test]
fn openssl_ocsp_reads_of_the_served_responder_what_was_revoked() {
    let Some(served) = served() else { return };
    let address = &served.address;
    let line = format!(
        "ocsp -issuer pki/sub-ca.pem -cert pki/agency.pem -url {address}/ocsp -CAfile pki/root.pem"
    );
    let said = openssl(&served, &line).expect("an answer");
    assert!(said.contains("Response verify OK") && said.contains("agency.pem: good"), "{said}");
    served.revoke_agency();
    let said = openssl(&served, &line).expect("an answer");
    assert!(said.contains("Response verify OK") && said.contains("agency.pem: revoked"), "{said}");
    // Who answers for another root is not believed.
    let line = line.replace("-CAfile pki/root.pem", "-CAfile pki/agency.pem");
    let said = openssl(&served, &line).unwrap_or_else(|said| said);
    assert!(!said.contains("Response verify OK"), "{said}");
}

#[test]
fn openssl_verify_reads_of_the_lists_what_was_revoked() {
    let Some(served) = served() else { return };
    let judge = || {
        for name in ["root", "sub-ca"] {
            let list = format!("crl -in pki/{name}.crl -out {name}.crl.pem");
            openssl(&served, &list).expect("a list");
        }
        openssl(
            &served,
            "verify -crl_check_all -CAfile pki/root.pem -untrusted pki/sub-ca.pem \
             -CRLfile root.crl.pem -CRLfile sub-ca.crl.pem pki/agency.pem",
        )
    };
    judge().expect("not revoked");
    served.revoke_agency();
    assert!(judge().expect_err("revoked").contains("certificate revoked"));
}
