//! Profiles: the rules that change with law and cryptanalysis, as files that a person can review.
//!
//! The form is documented in `docs/policy.md`. It is stricter than TOML asks for: unknown keys, an
//! algorithm named twice, SHA-1 without a cut-off date and times without a zone are refused.

mod file;
mod reading;

use std::sync::{Arc, LazyLock};

use crate::Time;
use crate::error::Error;
use crate::language::Language;
use crate::oid::ObjectIdentifier;
use crate::policy::level::Level;
use crate::policy::{Algorithms, Freshness, Missing, Purpose, Revocation};

const BUILT_IN: &[(&str, &str)] = &[
    ("danger-any-algorithm", include_str!("profiles/danger-any-algorithm.toml")),
    ("default", include_str!("profiles/default.toml")),
    ("vn-2026", include_str!("profiles/vn-2026.toml")),
    ("vn-g1-legacy", include_str!("profiles/vn-g1-legacy.toml")),
];

static DEFAULT: LazyLock<Profile> =
    LazyLock::new(|| Profile::named("default").unwrap_or_else(Profile::refusing));

/// A named and dated set of rules; cheap to clone.
///
/// By default ([`Profile::default`]) it is the built-in `default`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile(Arc<Rules>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rules {
    name: String,
    title: (String, String),
    version: Option<String>,
    from: Option<Time>,
    until: Option<Time>,
    sources: Vec<String>,
    level: Option<Level>,
    missing_signed_attributes: Missing,
    missing_signing_certificate: Missing,
    missing_signing_time: Missing,
    purpose: Purpose,
    max_depth: Option<usize>,
    policies: Vec<ObjectIdentifier>,
    require_explicit_policy: bool,
    revocation: Revocation,
    freshness: Freshness,
    no_rev_avail: Missing,
    algorithms: Algorithms,
}

impl Profile {
    /// Reads a profile from the text of a policy file.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] says in which line what is wrong.
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::policy::Profile;
    ///
    /// let error = Profile::from_toml("name = \"x\"\ntitel = 1\n").unwrap_err();
    /// assert!(error.to_string().contains("line 2: unknown field `titel`"));
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        reading::read(text).map(|rules| Self(Arc::new(rules))).map_err(Error::Policy)
    }

    /// Returns the built-in profile with this name, or `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name)?;
        Self::from_toml(text).ok()
    }

    /// Returns the names of the built-in profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Returns the text of a built-in profile, to be reviewed or to begin an own one with.
    pub fn text_of(name: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| *text)
    }

    /// Returns the name, such as `vn-2026`.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns what the profile is, in a sentence.
    pub fn title(&self, language: Language) -> &str {
        language.choose(&self.0.title.0, &self.0.title.1)
    }

    /// Returns the day on which the profile was last changed, such as `2026-11-21`.
    pub fn version(&self) -> Option<&str> {
        self.0.version.as_deref()
    }

    /// Says whether the rules that the profile tells are in force at a time.
    pub fn is_in_force(&self, at: Time) -> bool {
        self.0.from.is_none_or(|from| from <= at) && self.0.until.is_none_or(|until| at <= until)
    }

    /// Returns the laws and standards that the profile follows.
    pub fn sources(&self) -> &[String] {
        &self.0.sources
    }

    /// Returns the level that signatures must have; `None` if plain CMS will do.
    pub fn level(&self) -> Option<Level> {
        self.0.level
    }

    /// Returns what happens to a signature without signed attributes, which is plain CMS.
    pub fn missing_signed_attributes(&self) -> Missing {
        self.0.missing_signed_attributes
    }

    /// Returns what happens to a signature without a signed reference to its certificate.
    pub fn missing_signing_certificate(&self) -> Missing {
        self.0.missing_signing_certificate
    }

    /// Returns what happens to a signature that does not say when it was made.
    pub fn missing_signing_time(&self) -> Missing {
        self.0.missing_signing_time
    }

    /// Returns what the signer's certificate must be good for.
    pub fn purpose(&self) -> Purpose {
        self.0.purpose
    }

    /// Returns how many certificates a path may have, without the anchor.
    pub fn max_depth(&self) -> Option<usize> {
        self.0.max_depth
    }

    /// Returns the certificate policies that are acceptable; none means any.
    pub fn policies(&self) -> &[ObjectIdentifier] {
        &self.0.policies
    }

    /// Says whether a path must be valid for one of the acceptable policies.
    pub fn requires_explicit_policy(&self) -> bool {
        self.0.require_explicit_policy
    }

    /// Returns what is demanded of revocation status.
    pub fn revocation(&self) -> Revocation {
        self.0.revocation
    }

    /// Returns how old what tells about revocation may be.
    pub fn freshness(&self) -> Freshness {
        self.0.freshness
    }

    /// Returns whether a certificate passes without a status where its authority says that it publishes none
    /// (RFC 9608).
    pub fn no_rev_avail(&self) -> Missing {
        self.0.no_rev_avail
    }

    /// Returns the dated rules on algorithms.
    pub fn algorithms(&self) -> &Algorithms {
        &self.0.algorithms
    }

    /// What stands in for a built-in profile that cannot be read, which a test rules out: rules
    /// under which nothing passes.
    fn refusing() -> Self {
        Self(Arc::new(Rules {
            name: "refuse-all".to_owned(),
            title: (String::new(), String::new()),
            version: None,
            from: None,
            until: None,
            sources: Vec::new(),
            level: Some(Level::Lta),
            missing_signed_attributes: Missing::Refuse,
            missing_signing_certificate: Missing::Refuse,
            missing_signing_time: Missing::Refuse,
            purpose: Purpose::Document,
            max_depth: Some(0),
            policies: Vec::new(),
            require_explicit_policy: true,
            revocation: Revocation::Require,
            freshness: Freshness::new(),
            no_rev_avail: Missing::Refuse,
            algorithms: Algorithms::table(Vec::new(), Vec::new(), Vec::new()),
        }))
    }
}

impl Default for Profile {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

#[cfg(test)]
mod tests;
