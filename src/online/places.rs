//! The addresses that certificates name.

use crate::error::NetworkError;
use crate::oid;
use crate::online::gathered::Attempt;
use crate::x509::{Certificate, GeneralName};

/// The addresses of one kind in a certificate: each once, in their order, and no more than are asked.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) asked: Vec<String>,
    /// The first that is one too many.
    left_out: Option<String>,
}

impl Places {
    /// The addresses of an access method, as they stand (RFC 5280 §4.2.2.1).
    pub(super) fn of_access(certificate: &Certificate, method: oid::Oid<'_>, most: usize) -> Self {
        let all = certificate.extensions().authority_info_access().into_iter().flatten();
        let all = all.filter(|(own, _)| *own == method);
        Self::of(all.filter_map(|(_, place)| address(&place)), most)
    }

    /// The addresses of CRLs, and of delta CRLs after them (RFC 5280 §4.2.1.13, §4.2.1.15).
    pub(super) fn of_lists(certificate: &Certificate, most: usize) -> Self {
        let extensions = certificate.extensions();
        let (full, delta) = (extensions.crl_distribution_points(), extensions.freshest_crl());
        let points = full.into_iter().chain(delta).flatten();
        let names = points.filter_map(|point| point.full_name()).flatten();
        Self::of(names.filter_map(|name| address(&name)), most)
    }

    fn of(addresses: impl Iterator<Item = String>, most: usize) -> Self {
        let mut places = Self::default();
        for address in addresses {
            if places.asked.contains(&address) {
                continue;
            }
            if places.asked.len() >= most {
                places.left_out = Some(address);
                break;
            }
            places.asked.push(address);
        }
        places
    }

    /// What is told of those that are not asked.
    pub(super) fn left_out(self) -> Option<Attempt> {
        self.left_out.map(|address| Attempt::new(&address, NetworkError::BudgetSpent))
    }
}

fn address(name: &GeneralName<'_>) -> Option<String> {
    match name {
        // What is no address of http is passed over: nobody asks LDAP.
        GeneralName::Uri(uri) if is_http(uri) => Some((*uri).to_owned()),
        _ => None,
    }
}

fn is_http(uri: &str) -> bool {
    uri.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_thousand_addresses_no_more_are_looked_at_than_are_asked() {
        let mut seen = 0;
        let all = (0..100_000).map(|number| {
            seen += 1;
            format!("http://ca.test/{}", number / 2)
        });
        let places = Places::of(all, 8);
        assert_eq!(places.asked.len(), 8);
        let told = places.left_out();
        assert_eq!(told.map(|attempt| attempt.address).as_deref(), Some("http://ca.test/8"));
        assert_eq!(seen, 17);
        assert!(Places::of(["http://ca.test/".to_owned()].into_iter(), 1).left_out().is_none());
    }
}
