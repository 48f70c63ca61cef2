//! What the host of an address is by its form, before anybody resolves it.

use std::net::{IpAddr, Ipv6Addr};

/// The ends of names that are not of the global network.
const INSIDE: &[&str] = &[
    "localhost",   // RFC 6761 §6.3
    "local",       // RFC 6762 §3
    "home.arpa",   // RFC 8375
    "internal",    // ICANN SAC113
    "localdomain", // what /etc/hosts has beside localhost
];

/// What a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// An address, as it is written usually.
    Address(IpAddr),
    /// Something that resolvers read as an address although it is none as they are written: `127.1`,
    /// `0x7f000001`, `2130706433`; or nothing that is known.
    Odd,
    /// A name of the own host or network: without a dot, or with a special end.
    Inside,
    /// A name.
    Name,
}

impl Host {
    pub(super) fn of(host: &str) -> Self {
        if let Some(literal) = host.strip_prefix('[') {
            // RFC 3986 §3.2.2; zones (RFC 6874) are none of strangers' affairs.
            let literal = literal.strip_suffix(']').and_then(|literal| literal.parse().ok());
            return literal.map_or(Self::Odd, |address: Ipv6Addr| Self::Address(address.into()));
        }
        if let Ok(address) = host.parse() {
            return Self::Address(address);
        }
        // The dot of the root ends a name, and resolvers pass over it.
        let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        if let Ok(address) = name.parse() {
            return Self::Address(address);
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        let is_known = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        // As the URL standard (WHATWG, §3.5 "ends in a number") has it.
        let digits = last.strip_prefix("0x").unwrap_or(last);
        let is_number = last.bytes().all(|octet| octet.is_ascii_digit())
            || last.starts_with("0x") && digits.bytes().all(|octet| octet.is_ascii_hexdigit());
        if !name.chars().all(is_known) || is_number {
            return Self::Odd;
        }
        let ends = |end: &str| {
            name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        match !name.contains('.') || INSIDE.iter().any(|end| ends(end)) {
            true => Self::Inside,
            false => Self::Name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_resolver_reads_as_an_address_is_no_name() {
        for odd in [
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "127.1",
            "0177.0.0.1",
            "127.0.0.0x1",
            "1.2.3.4.5",
            "[::1%25lo]",
            "[[::1]]",
            "[127.0.0.1]",
            "[::1",
            "::1]",
            "",
            ".",
            "a..",
            "0x",
            "%31.test",
            "ca.test.1",
            "127.0.0.1..",
        ] {
            assert_eq!(Host::of(odd), Host::Odd, "{odd}");
        }
        for (text, address) in [
            ("127.0.0.1", "127.0.0.1"),
            ("127.0.0.1.", "127.0.0.1"),
            ("[::1]", "::1"),
            ("[::FFFF:127.0.0.1]", "::ffff:127.0.0.1"),
        ] {
            assert_eq!(Some(Host::of(text)), address.parse().ok().map(Host::Address), "{text}");
        }
    }

    #[test]
    fn names_of_the_own_network_are_told_from_others() {
        for inside in [
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "metadata",
            "metadata.google.internal",
            "printer.local",
            "localhost.localdomain",
            "nas.home.arpa",
        ] {
            assert_eq!(Host::of(inside), Host::Inside, "{inside}");
        }
        for name in
            ["ca.gov.vn", "CA.gov.vn.", "notlocalhost.vn", "mylocal.test", "1.ca.test", "a_b.vn"]
        {
            assert_eq!(Host::of(name), Host::Name, "{name}");
        }
    }
}
