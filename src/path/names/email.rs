//! E-mail addresses under name constraints and as reference names (RFC 5280 §4.2.1.10, §7.5).
//!
//! The local part is compared exactly, the host without regard to case. SmtpUTF8Mailbox (RFC 8398),
//! an otherName, is not judged: where addresses are constrained, a certificate that has one is
//! refused.

use crate::path::names::dns::{self, Malformed, Syntax};

/// Whether an address lies under a constraint: one mailbox, all mailboxes of a host, or, with a
/// leading dot, all mailboxes of all hosts below a domain.
pub(super) fn is_within(address: &str, constraint: &str) -> Result<bool, Malformed> {
    let (local, host) = split(address)?;
    if constraint.is_empty() {
        return Ok(true);
    }
    if constraint.contains('@') {
        let (own_local, own_host) = split(constraint)?;
        return Ok(local == own_local && dns::same(host, own_host));
    }
    let domain = constraint.strip_prefix('.');
    if !dns::is_host(domain.unwrap_or(constraint), Syntax::Lenient) {
        return Err(Malformed);
    }
    Ok(match domain {
        Some(domain) => dns::is_below(host, domain),
        None => dns::same(host, constraint),
    })
}

/// Whether two addresses are the same mailbox.
pub(in crate::path) fn matches(presented: &str, reference: &str) -> bool {
    match (split(presented), split(reference)) {
        (Ok(presented), Ok(reference)) => {
            presented.0 == reference.0 && dns::same(presented.1, reference.1)
        }
        _ => false,
    }
}

/// `Mailbox = Local-part "@" Domain` (RFC 5321 §4.1.2); address literals are not hosts.
fn split(address: &str) -> Result<(&str, &str), Malformed> {
    let (local, host) = address.rsplit_once('@').ok_or(Malformed)?;
    let quoted = local.len() >= 2 && local.starts_with('"') && local.ends_with('"');
    let plain = !local.is_empty()
        && local.bytes().all(|byte| byte.is_ascii_graphic() && !b"@\"(),:;<>[\\]".contains(&byte));
    if (quoted || plain) && dns::is_host(host, Syntax::Lenient) {
        Ok((local, host))
    } else {
        Err(Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_is_a_mailbox_a_host_or_a_domain() {
        for (address, constraint, within) in [
            ("user@host.vn", "user@HOST.vn", true),
            ("User@host.vn", "user@host.vn", false),
            ("user@host.vn", "host.vn", true),
            ("user@a.host.vn", "host.vn", false),
            ("user@a.host.vn", ".host.vn", true),
            ("user@host.vn", ".host.vn", false),
            ("user@xhost.vn", ".host.vn", false),
            ("\"a@b\"@host.vn", "host.vn", true),
            ("user@host.vn", "", true),
        ] {
            assert_eq!(is_within(address, constraint), Ok(within), "{address} {constraint}");
        }
    }

    #[test]
    fn what_is_no_address_is_not_judged() {
        for address in
            ["host.vn", "@host.vn", "a@b@host.vn", "a@", "a@[192.0.2.1]", "a b@host.vn", "a@.vn"]
        {
            assert_eq!(is_within(address, "host.vn"), Err(Malformed), "{address}");
        }
        for constraint in ["a@b@host.vn", "@host.vn", "..vn", "host.vn."] {
            assert_eq!(is_within("user@host.vn", constraint), Err(Malformed), "{constraint}");
        }
    }

    #[test]
    fn a_reference_address_matches_to_the_letter_before_the_host() {
        assert!(matches("user@Host.vn", "user@host.VN"));
        for reference in ["other@host.vn", "User@host.vn", "user@host.com", "host.vn"] {
            assert!(!matches("user@host.vn", reference), "{reference}");
        }
    }
}
