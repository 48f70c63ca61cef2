//! The policy of a gateway: a file that an administrator reads (`docs/gateway.md` §3).
//!
//! Stricter than TOML asks for: unknown keys, cases that are none, and what stands twice are refused, each
//! with its line. Without a word it refuses what it can; what loosens it has `danger` in its name.

mod file;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ades::Level;
use crate::edxml::statement::{Role, normal};
use crate::edxml::{Fault, Package};
use crate::error::Error;
use crate::gateway::InboundReason;
use crate::gateway::marks::Marks;
use crate::journal::Decision;
use crate::language::Language;

use file::File;

/// Seconds for which packages are taken, by default: 30 days.
const WINDOW: u32 = 30 * 86_400;

/// What may go out of a gateway and come in, for all its agencies; cheap to clone.
///
/// # Examples
///
/// ```
/// use antin::gateway::{InboundReason, Policy};
/// use antin::journal::Decision;
///
/// let policy = Policy::from_toml(
///     "name = \"co-quan-mau\"\n\
///      title.en = \"Gateway of the sample body\"\n\
///      title.vi = \"Cổng của cơ quan mẫu\"\n\
///      version = 2026-11-22\n\
///      [inbound.cases]\n\
///      unknown-sender = \"refuse\"\n",
/// )?;
/// let rules = policy.inbound("000.00.00.H37");
/// assert_eq!(rules.decision(InboundReason::UnknownSender), Decision::Refuse);
/// # Ok::<(), antin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy(Arc<Rules>);

#[derive(Debug, PartialEq, Eq)]
struct Rules {
    name: String,
    title: (String, String),
    version: String,
    general: Own,
    agencies: BTreeMap<String, Own>,
}

#[derive(Debug, PartialEq, Eq)]
struct Own {
    outbound: OutboundRules,
    inbound: InboundRules,
}

impl Policy {
    /// Reads a policy from the text of its file.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] says in which line what is wrong.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        reading::read(text).map(|rules| Self(Arc::new(rules))).map_err(Error::Policy)
    }

    /// Returns the policy that loosens nothing: what a file says that has no rules.
    pub fn strict() -> Self {
        let general = Own { outbound: OutboundRules::strict(), inbound: InboundRules::strict() };
        Self(Arc::new(Rules {
            name: "strict".to_owned(),
            title: ("No rules of its own".to_owned(), "Không có quy tắc riêng".to_owned()),
            version: "2026-11-22".to_owned(),
            general,
            agencies: BTreeMap::new(),
        }))
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns what it is, in a sentence.
    pub fn title(&self, language: Language) -> &str {
        language.choose(&self.0.title.0, &self.0.title.1)
    }

    /// Returns the day on which it was last changed, such as `2026-11-22`.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Returns the codes of the agencies that have rules of their own.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.0.agencies.keys().map(String::as_str)
    }

    /// Returns the rules for what an agency sends.
    pub fn outbound(&self, agency: &str) -> &OutboundRules {
        &self.own(agency).outbound
    }

    /// Returns the rules for what an agency receives.
    pub fn inbound(&self, agency: &str) -> &InboundRules {
        &self.own(agency).inbound
    }

    /// Returns the longest window of all agencies, in seconds: a ledger must not forget sooner.
    pub fn window(&self) -> u32 {
        let own = self.0.agencies.values().map(|own| own.inbound.window);
        own.fold(self.0.general.inbound.window, u32::max)
    }

    fn own(&self, agency: &str) -> &Own {
        self.0.agencies.get(&normal(agency)).unwrap_or(&self.0.general)
    }
}

/// What may go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboundRules {
    level: Level,
    before: Vec<Role>,
    tolerated: Vec<String>,
    marks: Marks,
}

impl OutboundRules {
    fn strict() -> Self {
        Self { level: Level::B, before: Vec::new(), tolerated: Vec::new(), marks: Marks::new() }
    }

    /// Returns the level of the agency's seal, and of its receipts.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Returns the roles whose seals have to be there before the agency's.
    pub fn before(&self) -> &[Role] {
        &self.before
    }

    /// Tells whether a package with this fault may go out.
    pub fn tolerates(&self, fault: &Fault) -> bool {
        let written = fault.to_string();
        self.tolerated.contains(&written)
    }

    /// Returns the elements of a message that are marked secret, by their paths.
    pub fn secret_places(&self, package: &Package) -> Vec<&'static str> {
        self.marks.places(package)
    }
}

/// What may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundRules {
    window: u32,
    refusal_receipts: bool,
    cases: BTreeMap<InboundReason, Decision>,
}

impl InboundRules {
    fn strict() -> Self {
        Self { window: WINDOW, refusal_receipts: true, cases: BTreeMap::new() }
    }

    /// Returns for how many seconds after it was sealed a package is taken.
    pub fn window(&self) -> u32 {
        self.window
    }

    /// Tells whether a refusal is told to the sender by a receipt.
    pub fn refusal_receipts(&self) -> bool {
        self.refusal_receipts
    }

    /// Returns what is decided about a package for a reason.
    pub fn decision(&self, reason: InboundReason) -> Decision {
        self.cases.get(&reason).copied().unwrap_or_else(|| reason.default_decision())
    }
}

#[cfg(test)]
mod tests;
