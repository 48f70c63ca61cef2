//! Which hosts strangers may have asked: those of no special purpose (RFC 6890, and the registries of
//! IANA that it founded, as of 2025).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 blocks that no certificate may send us to.
const RESERVED_V4: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),        // this network (RFC 791)
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private (RFC 1918)
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // shared by carriers (RFC 6598)
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback (RFC 1122)
    (Ipv4Addr::new(168, 63, 129, 16), 32), // the host's agent in Azure, which is not registered
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local (RFC 3927), metadata of clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private (RFC 1918)
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments (RFC 6890)
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation (RFC 5737)
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // 6to4 relays (RFC 7526)
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private (RFC 1918)
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks (RFC 2544)
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation (RFC 5737)
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation (RFC 5737)
    (Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast (RFC 5771)
    (Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, and broadcast (RFC 1112, RFC 919)
];

/// IPv6 blocks within 2000::/3 that no certificate may send us to; nothing outside of that is global.
const RESERVED_V6: &[(Ipv6Addr, u8)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo (RFC 2928)
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation (RFC 3849)
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: holds an IPv4 address (RFC 3056)
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation (RFC 9637)
];

/// Hosts that may be asked although their addresses are of a special purpose.
///
/// # Security
///
/// Whoever writes a certificate can have an allowed host sent a GET or POST of his choice, with any
/// path and at any port. Allow servers that bear this, by the most narrow name or network.
///
/// # Examples
///
/// ```
/// use antin::online::Allowed;
///
/// let inside = Allowed::nothing().with_host("ocsp.bo-mau.test").with_network("10.20.0.0/16")?;
/// # Ok::<(), antin::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    hosts: Vec<String>,
    networks: Vec<(IpAddr, u8)>,
}

impl Allowed {
    /// Allows nothing beyond global addresses.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Allows a host by its name, or by its literal address, whatever it resolves to.
    #[must_use]
    pub fn with_host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(plain(&host.into()));
        self
    }

    /// Allows a network, such as `10.20.0.0/16` or `fd00:1::/32`, or a single address.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`](crate::Error::ApiMisuse) if it is not a network.
    pub fn with_network(mut self, network: &str) -> Result<Self, crate::Error> {
        let bad = || crate::Error::ApiMisuse(crate::ApiMisuse::NoNetwork);
        let (address, length) = match network.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (network, None),
        };
        let address: IpAddr = address.parse().map_err(|_| bad())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(most), str::parse).map_err(|_| bad())?;
        if length > most {
            return Err(bad());
        }
        self.networks.push((address, length));
        Ok(self)
    }

    /// Whether a host is allowed whatever it resolves to.
    pub(super) fn names(&self, host: &str) -> bool {
        let host = plain(host);
        self.hosts.contains(&host)
    }

    /// Whether an address may be connected to.
    pub(super) fn admits(&self, address: IpAddr) -> bool {
        let within = |address: IpAddr| {
            self.networks.iter().any(|(network, length)| contains(*network, *length, address))
        };
        is_global(address) || within(address) || within(address.to_canonical())
    }
}

/// A host as it is compared: lower case, without the dot at its end and the brackets of IPv6.
pub(super) fn plain(host: &str) -> String {
    let host = host.trim_end_matches('.');
    host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase()
}

/// Whether an address belongs to the global network.
fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_global_v4(address),
        IpAddr::V6(address) => is_global_v6(address),
    }
}

fn is_global_v4(address: Ipv4Addr) -> bool {
    !RESERVED_V4
        .iter()
        .any(|(network, length)| contains(IpAddr::V4(*network), *length, IpAddr::V4(address)))
}

fn is_global_v6(address: Ipv6Addr) -> bool {
    // RFC 4291 §2.5.5.2: an IPv4 address in another dress.
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_global_v4(inner);
    }
    let within =
        |network: Ipv6Addr, length: u8| contains(IpAddr::V6(network), length, IpAddr::V6(address));
    // RFC 6052 §2.1: translated to IPv4 on its way.
    if within(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96) {
        let [.., a, b, c, d] = address.octets();
        return is_global_v4(Ipv4Addr::new(a, b, c, d));
    }
    // RFC 4291 §2.4: only 2000::/3 was given out as global unicast.
    within(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3)
        && !RESERVED_V6.iter().any(|(network, length)| within(*network, *length))
}

fn contains(network: IpAddr, length: u8, address: IpAddr) -> bool {
    let (network, address, bits) = match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            (u128::from(network.to_bits()), u128::from(address.to_bits()), 32_u8)
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => (network.to_bits(), address.to_bits(), 128),
        _ => return false,
    };
    let host = u32::from(bits.saturating_sub(length));
    // A shift by all bits is none of the type's: the whole network.
    network.checked_shr(host).unwrap_or(0) == address.checked_shr(host).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the values are the tests' own")]
    use super::*;

    fn admits(allowed: &Allowed, address: &str) -> bool {
        allowed.admits(address.parse().unwrap())
    }

    const SPECIAL: &str = "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255 \
        192.0.0.8 192.0.2.1 192.168.1.1 198.19.0.1 198.51.100.7 203.0.113.9 224.0.0.1 255.255.255.255 \
        :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 fec0::1 2001:db8::1 \
        2001::1 2002:7f00:1:: 100::1 64:ff9b:1::1 3fff::1 5f00::1";

    #[test]
    fn global_addresses_are_admitted_and_special_ones_are_not() {
        let nothing = Allowed::nothing();
        let global = ["1.1.1.1", "203.162.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"];
        for address in global {
            assert!(admits(&nothing, address), "{address}");
        }
        for address in SPECIAL.split_whitespace() {
            assert!(!admits(&nothing, address), "{address}");
        }
    }

    #[test]
    fn an_ipv4_address_in_ipv6_dress_is_judged_as_what_it_is() {
        let nothing = Allowed::nothing();
        for address in ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1"] {
            assert!(!admits(&nothing, address), "{address}");
        }
        assert!(admits(&nothing, "::ffff:1.1.1.1"));
        assert!(admits(&nothing, "64:ff9b::101:101"));
    }

    #[test]
    fn what_is_allowed_is_admitted_and_nothing_beside_it() {
        let inside = Allowed::nothing().with_network("10.20.0.0/16").unwrap();
        assert!(admits(&inside, "10.20.255.1"));
        assert!(admits(&inside, "::ffff:10.20.0.1"));
        assert!(!admits(&inside, "10.21.0.1"));
        let one = Allowed::nothing().with_network("::1").unwrap();
        assert!(admits(&one, "::1"));
        assert!(!admits(&one, "::2"));
        let all = Allowed::nothing().with_network("0.0.0.0/0").unwrap();
        assert!(admits(&all, "127.0.0.1"));
        assert!(!admits(&all, "::1"));
        let named = Allowed::nothing().with_host("OCSP.bo-mau.test.");
        assert!(named.names("ocsp.bo-mau.test"));
        assert!(!named.names("crl.bo-mau.test"));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for network in ["10.0.0.0/33", "::/129", "bo-mau.test", "10.0.0/8", "10.0.0.0/x", ""] {
            assert!(Allowed::nothing().with_network(network).is_err(), "{network}");
        }
    }
}
