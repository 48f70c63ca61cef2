//! Through a proxy: it may be anywhere, and what it is asked for may not.

use antin::online::{Allowed, Client, Gathered, Options};
use antin::{Evidence, NetworkError};

use crate::gather::assert_network;
use crate::pki::{Pki, access, now};
use crate::server::{Reply, Server};

/// Gathers for a certificate whose issuer is said to be at an address, through a proxy that refuses.
fn through(address: &str, allowed: Allowed) -> (Gathered, Server) {
    let refusal = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let proxy = Server::start(|_| Reply::Raw(refusal.to_vec()));
    let pki = Pki::new();
    let leaf = pki.issue(|params| params.custom_extensions.push(access([(2, address.to_owned())])));
    let options = Options::new().attempts(1).allow(allowed).proxy(&proxy.address);
    let client = Client::new(options).expect("a client");
    (client.gather(&[leaf], &pki.policy(), &Evidence::new(), now()), proxy)
}

#[test]
fn a_proxy_at_a_private_address_is_asked_for_what_is_outside() {
    for host in ["ca.gov.vn", "ca.gov.vn.", "8.8.8.8", "[2606:4700::1111]"] {
        let (gathered, proxy) = through(&format!("http://{host}/ca.crt"), Allowed::nothing());
        assert_network(&gathered, NetworkError::Proxy);
        assert_eq!(proxy.paths(), [format!("CONNECT {host}:80")]);
    }
}

#[test]
fn a_proxy_is_not_asked_for_what_is_inside_however_it_is_written() {
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "a.localhost",
        "metadata",
        "metadata.google.internal",
        "printer.local",
    ] {
        let (gathered, proxy) = through(&format!("http://{host}/ca.crt"), Allowed::nothing());
        assert_network(&gathered, NetworkError::ForbiddenAddress);
        assert_eq!(proxy.count(), 0, "{host}");
    }
    let allowed = Allowed::nothing().with_host("metadata").with_network("10.0.0.0/8");
    for host in ["metadata", "10.0.0.1"] {
        let (gathered, proxy) =
            through(&format!("http://{host}/ca.crt"), allowed.clone().expect("a network"));
        assert_network(&gathered, NetworkError::Proxy);
        assert_eq!(proxy.count(), 1, "{host}");
    }
}
