//! Host names under name constraints and as reference names (RFC 5280 §4.2.1.10, RFC 9525 §6.3).
//!
//! A wildcard stands for many names, and is judged as all of them: permitted only if all of them
//! are, excluded if any of them is (CVE-2025-61727, Go). A constraint with a leading dot, of which
//! RFC 5280 does not know, is read as in Go, OpenSSL and NSS: at least one more label.

/// A constraint or a name is not a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::path) struct Malformed;

/// Which characters a label may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::path) enum Syntax {
    /// Letters, digits and inner hyphens (RFC 1034 §3.5, RFC 1123 §2.1).
    Preferred,
    /// Underscores and hyphens anywhere too, as in names that resolve all the same.
    Lenient,
}

/// Whether every name that a presented identifier stands for lies under a permitted constraint.
pub(super) fn is_permitted(presented: &str, constraint: &str) -> Result<bool, Malformed> {
    let base = Pattern::parse(presented)?;
    let constraint = Constraint::parse(constraint)?;
    Ok(match base {
        Pattern::Name(name) => constraint.holds(name),
        // Names one label longer than `parent` lie where `parent` does, or below it.
        Pattern::Wildcard(parent) => constraint.holds(parent) || constraint.is_just_below(parent),
    })
}

/// Whether some name that a presented identifier stands for lies under an excluded constraint.
pub(super) fn is_excluded(presented: &str, constraint: &str) -> Result<bool, Malformed> {
    let base = Pattern::parse(presented)?;
    let constraint = Constraint::parse(constraint)?;
    Ok(match base {
        Pattern::Name(name) => constraint.holds(name),
        Pattern::Wildcard(parent) => {
            constraint.holds(parent)
                || constraint.is_just_below(parent)
                // The constraint is itself one label longer than `parent`.
                || (!constraint.subdomains_only
                    && split_label(constraint.domain).is_some_and(|rest| same(rest, parent)))
        }
    })
}

/// Whether a presented identifier matches a host name (RFC 9525 §6.3).
pub(in crate::path) fn matches(presented: &str, reference: &str) -> bool {
    if !is_host(reference, Syntax::Lenient) {
        return false;
    }
    match Pattern::parse(presented) {
        Ok(Pattern::Name(name)) => same(name, reference),
        // The wildcard is the whole left-most label, and stands for exactly one label.
        Ok(Pattern::Wildcard(parent)) => {
            split_label(reference).is_some_and(|rest| same(rest, parent))
        }
        Err(Malformed) => false,
    }
}

/// Whether text is a host name: labels of 1 to 63 characters, 253 in all (RFC 1034 §3.1), the last
/// one not all digits, so that no IPv4 address is one.
pub(in crate::path) fn is_host(text: &str, syntax: Syntax) -> bool {
    let last = text.rsplit('.').next().unwrap_or(text);
    text.len() <= 253
        && text.split('.').all(|label| is_label(label, syntax))
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_label(label: &str, syntax: Syntax) -> bool {
    let edges = label.starts_with('-') || label.ends_with('-');
    (1..=63).contains(&label.len())
        && (syntax == Syntax::Lenient || !edges)
        && label.bytes().all(|byte| match byte {
            b'_' => syntax == Syntax::Lenient,
            _ => byte.is_ascii_alphanumeric() || byte == b'-',
        })
}

/// A presented identifier.
enum Pattern<'a> {
    Name(&'a str),
    /// What follows `*.`.
    Wildcard(&'a str),
}

impl<'a> Pattern<'a> {
    fn parse(presented: &'a str) -> Result<Self, Malformed> {
        let (host, pattern) = match presented.strip_prefix("*.") {
            Some(parent) => (parent, Self::Wildcard(parent)),
            None => (presented, Self::Name(presented)),
        };
        if is_host(host, Syntax::Lenient) { Ok(pattern) } else { Err(Malformed) }
    }
}

/// A constraint: a domain and all names below it, or only those below it. The empty domain is the
/// root of all names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Constraint<'a> {
    domain: &'a str,
    subdomains_only: bool,
}

impl<'a> Constraint<'a> {
    fn parse(text: &'a str) -> Result<Self, Malformed> {
        let (domain, subdomains_only) = match text.strip_prefix('.') {
            Some(domain) => (domain, true),
            None => (text, false),
        };
        if text.is_empty() || is_host(domain, Syntax::Lenient) {
            Ok(Self { domain, subdomains_only })
        } else {
            Err(Malformed)
        }
    }

    fn holds(&self, name: &str) -> bool {
        if self.domain.is_empty() {
            return true;
        }
        is_below(name, self.domain) || (!self.subdomains_only && same(name, self.domain))
    }

    /// Whether the constraint is on all names below `parent`, and `parent` itself is outside.
    fn is_just_below(&self, parent: &str) -> bool {
        self.subdomains_only && same(self.domain, parent)
    }
}

/// Whether a name has at least one label more on the left than a domain.
pub(super) fn is_below(name: &str, domain: &str) -> bool {
    let Some(cut) = name.len().checked_sub(domain.len()).filter(|cut| *cut > 1) else {
        return false;
    };
    match (name.get(..cut), name.get(cut..)) {
        (Some(labels), Some(tail)) => labels.ends_with('.') && same(tail, domain),
        _ => false,
    }
}

/// RFC 5280 §7.2: letters are compared without regard to case.
pub(super) fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}

fn split_label(name: &str) -> Option<&str> {
    name.split_once('.').map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_domain_holds_itself_and_what_is_below_it() {
        for (name, holds) in [
            ("example.com", true),
            ("EXAMPLE.com", true),
            ("a.b.example.com", true),
            ("notexample.com", false),
            ("com", false),
            ("example.com.vn", false),
        ] {
            assert_eq!(is_permitted(name, "example.com"), Ok(holds), "{name}");
            assert_eq!(is_excluded(name, "example.com"), Ok(holds), "{name}");
        }
        assert_eq!(is_permitted("example.com", ""), Ok(true));
    }

    #[test]
    fn a_leading_dot_wants_one_more_label() {
        assert_eq!(is_permitted("a.example.com", ".example.com"), Ok(true));
        assert_eq!(is_permitted("example.com", ".example.com"), Ok(false));
        assert_eq!(is_permitted("*.example.com", ".example.com"), Ok(true));
        assert_eq!(is_excluded("*.example.com", ".example.com"), Ok(true));
    }

    #[test]
    fn a_wildcard_is_judged_as_all_names_that_it_stands_for() {
        assert_eq!(is_permitted("*.example.com", "example.com"), Ok(true));
        assert_eq!(is_permitted("*.example.com", "foo.example.com"), Ok(false));
        assert_eq!(is_excluded("*.example.com", "bar.example.com"), Ok(true));
        assert_eq!(is_excluded("*.example.com", "a.bar.example.com"), Ok(false));
        assert_eq!(is_excluded("*.example.com", "other.com"), Ok(false));
    }

    #[test]
    fn names_that_are_no_host_names_are_not_judged() {
        for name in [
            ".example.com",
            "example.com.",
            "a..b",
            "",
            "*",
            "*.*.com",
            "f*.com",
            "8.8.8.8",
            "a b.c",
        ] {
            assert_eq!(is_permitted(name, "com"), Err(Malformed), "{name}");
            assert_eq!(is_excluded(name, "com"), Err(Malformed), "{name}");
        }
        for constraint in ["*.example.com", "..com", ".", "exa mple", "com."] {
            assert_eq!(is_permitted("a.com", constraint), Err(Malformed), "{constraint}");
        }
    }

    #[test]
    fn a_wildcard_matches_one_label_and_only_as_the_whole_left_most_one() {
        assert!(matches("*.example.com", "foo.example.com"));
        assert!(matches("Foo.Example.com", "foo.example.COM"));
        for (presented, reference) in [
            ("*.example.com", "foo.bar.example.com"),
            ("*.example.com", "example.com"),
            ("ba*.example.com", "baz.example.com"),
            ("foo.*.example.com", "foo.bar.example.com"),
            ("*", "com"),
            ("example.com", "a.example.com"),
            ("a.example.com", "example.com"),
            ("*.example.com", "*.example.com"),
            ("8.8.8.8", "8.8.8.8"),
        ] {
            assert!(!matches(presented, reference), "{presented} {reference}");
        }
    }

    fn label() -> impl Strategy<Value = String> {
        "[ab]{1,2}"
    }

    fn host() -> impl Strategy<Value = String> {
        proptest::collection::vec(label(), 1..4).prop_map(|labels| labels.join("."))
    }

    proptest! {
        /// Every name that a wildcard matches is held as the wildcard is.
        #[test]
        fn what_a_wildcard_matches_is_permitted_and_excluded_with_it(
            parent in host(), one in label(), constraint in host(), dot in any::<bool>()
        ) {
            let constraint = if dot { format!(".{constraint}") } else { constraint };
            let (wildcard, name) = (format!("*.{parent}"), format!("{one}.{parent}"));
            prop_assert!(matches(&wildcard, &name));
            if is_permitted(&wildcard, &constraint) == Ok(true) {
                prop_assert_eq!(is_permitted(&name, &constraint), Ok(true));
            }
            if is_excluded(&name, &constraint) == Ok(true) {
                prop_assert_eq!(is_excluded(&wildcard, &constraint), Ok(true));
            }
        }

        /// Permitting a domain permits what lies under a permitted name.
        #[test]
        fn subtrees_nest(name in host(), middle in host(), top in host()) {
            if is_permitted(&name, &middle) == Ok(true) && is_permitted(&middle, &top) == Ok(true) {
                prop_assert_eq!(is_permitted(&name, &top), Ok(true));
            }
            prop_assert_eq!(is_permitted(&name, &top), is_excluded(&name, &top));
        }
    }
}
