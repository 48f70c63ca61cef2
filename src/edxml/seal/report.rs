//! The judgement on a package: its state, its seals, each fact and each attachment.

use crate::Time;
use crate::ades::{Failure, Report, Verdict};
use crate::edxml::seal::container::SealFault;
use crate::edxml::seal::sender::Binding;
use crate::edxml::seal::times::TimeFinding;
use crate::edxml::seal::verified::VerifiedPackage;
use crate::edxml::statement::{Comparison, Sha256, Statement};
use crate::edxml::{LibertyKind, Package};
use crate::limits::Limits;

/// What became of a package between being sealed and being judged (`docs/seal.md` §6).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// All of it is what was sealed, and nobody rewrote it.
    Intact,
    /// All that was sealed is the same; the message around it is not.
    RewrittenByHop,
    /// A conversion of text destroyed attachments; they are not usable.
    Damaged,
    /// An attachment or an earlier seal is missing.
    Incomplete,
    /// A fact or an attachment is not what was sealed, or can be read in two ways.
    Changed,
    /// There is no seal.
    NotSealed,
}

impl State {
    /// Returns the name that reports use: `rewritten-by-hop`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::RewrittenByHop => "rewritten-by-hop",
            Self::Damaged => "damaged",
            Self::Incomplete => "incomplete",
            Self::Changed => "changed",
            Self::NotSealed => "not-sealed",
        }
    }

    /// Tells whether everything that was sealed is there and the same.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Intact | Self::RewrittenByHop)
    }
}

/// Where a seal is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealPlace {
    /// It is the attachment of this place in the message, counted from 0.
    Attachment(usize),
    /// It was given beside the message, as the one of this place, counted from 0.
    Beside(usize),
}

/// The judgement on one seal.
#[derive(Clone, Debug)]
pub struct SealReport {
    pub(super) place: SealPlace,
    pub(super) sha256: Sha256,
    pub(super) id: Option<Sha256>,
    pub(super) fault: Option<SealFault>,
    pub(super) report: Option<Report>,
    pub(super) statement: Option<Statement>,
    pub(super) comparison: Option<Comparison>,
    pub(super) binding: Option<Binding>,
    pub(super) missing: Vec<Sha256>,
    pub(super) times: Vec<TimeFinding>,
}

impl SealReport {
    /// Returns where it is.
    pub fn place(&self) -> SealPlace {
        self.place
    }

    /// Returns the SHA-256 of its container as it is.
    pub fn sha256(&self) -> &Sha256 {
        &self.sha256
    }

    /// Returns by what the seal is known (`docs/seal.md` §4.1): the SHA-256 of what its key signed.
    ///
    /// It stays the same when evidence is added to the container, and nobody without the key can
    /// make another one of the same statement. Without exactly one signature there is none.
    pub fn id(&self) -> Option<&Sha256> {
        self.id.as_ref()
    }

    /// Returns what is wrong with the container or the statement; such a seal says nothing.
    pub fn fault(&self) -> Option<&SealFault> {
        self.fault.as_ref()
    }

    /// Returns the judgement on its signature, unless the container could not be judged.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// Returns what it says about the package.
    pub fn statement(&self) -> Option<&Statement> {
        self.statement.as_ref()
    }

    /// Returns what of that is so.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Returns whether its certificate is that of the body that it names, if it passed.
    pub fn binding(&self) -> Option<&Binding> {
        self.binding.as_ref()
    }

    /// Returns the seals that were on the package before it and are not there.
    pub fn missing_seals(&self) -> &[Sha256] {
        &self.missing
    }

    /// Returns why its time does not go with the message: warnings, which decide nothing.
    pub fn times(&self) -> &[TimeFinding] {
        &self.times
    }

    /// Returns the verdict on it: that of its signature, and a failure if the seal is faulty.
    pub fn verdict(&self) -> Verdict {
        match (&self.fault, &self.report) {
            (None, Some(report)) => report.verdict(),
            (Some(_), Some(report)) if !report.verdict().is_passed() => report.verdict(),
            _ => Verdict::Failed(Failure::FormatFailure),
        }
    }

    /// Tells whether both are sound, and the same by what the key signed.
    fn is_copy_of(&self, other: &Self) -> bool {
        let sound = self.fault.is_none() && other.fault.is_none();
        sound && self.id.is_some() && self.id == other.id
    }

    /// Tells whether its signature passed, and its container and statement are sound.
    pub fn is_passed(&self) -> bool {
        self.fault.is_none() && self.report.as_ref().is_some_and(|one| one.verdict().is_passed())
    }
}

/// Who sent the package, by its own word, and whether that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderReport {
    pub(super) code: Option<String>,
    pub(super) binding: Binding,
    /// Whether anybody looked whose certificate it is.
    pub(super) checked: bool,
    /// The seal that binds the sender, by its place among the seals.
    pub(super) seal: Option<usize>,
}

impl SenderReport {
    /// Returns the identifier code of the sender, as the message has it, in normal form.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns whether a seal that passed is the sender's.
    pub fn binding(&self) -> &Binding {
        &self.binding
    }

    /// Tells whether somebody looked whose certificate it is: not so for
    /// [`DangerouslyAnySender`](crate::edxml::DangerouslyAnySender), to whom everything is bound.
    pub fn is_checked(&self) -> bool {
        self.checked
    }
}

/// The judgement on a package.
#[derive(Clone, Debug)]
pub struct PackageReport {
    pub(super) state: State,
    pub(super) seals: Vec<SealReport>,
    pub(super) sender: SenderReport,
    pub(super) package: Package,
    pub(super) ambiguities: Vec<LibertyKind>,
    pub(super) files: Vec<usize>,
    pub(super) judged_at: Time,
    pub(super) limits: Limits,
}

impl PackageReport {
    /// Returns what became of the package.
    pub fn state(&self) -> State {
        self.state
    }

    /// Returns the verdict on all seals: the worst. Without a seal it is in doubt.
    ///
    /// Of a seal that is there twice, the better copy counts: one in the message, and beside it
    /// the same with more evidence. That its key signed is proven once.
    pub fn verdict(&self) -> Verdict {
        let copies = self.seals.iter().enumerate().map(|(at, seal)| {
            let same = |other: &&SealReport| seal.is_copy_of(other);
            let first = self.seals.iter().take(at).any(|other| seal.is_copy_of(other));
            let best = self.seals.iter().filter(same).map(SealReport::verdict).reduce(better);
            (!first).then(|| best.unwrap_or_else(|| seal.verdict()))
        });
        Verdict::of_all(copies.flatten())
    }

    /// Returns the time by which was judged.
    pub fn judged_at(&self) -> Time {
        self.judged_at
    }

    /// Returns the judgements on the seals: those in the message in its order, then those beside it.
    pub fn seals(&self) -> &[SealReport] {
        &self.seals
    }

    /// Returns who sent it, and whether that is known.
    pub fn sender(&self) -> &SenderReport {
        &self.sender
    }

    /// Returns the message as it was read, with every liberty that was taken.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// Returns why the message can be read in two ways, if it can.
    pub fn ambiguities(&self) -> &[LibertyKind] {
        &self.ambiguities
    }

    /// Returns the attachments that are no sound seals, by their places in the message.
    ///
    /// The places in a [`Comparison`] count these.
    pub fn attachments(&self) -> &[usize] {
        &self.files
    }

    /// Tells whether the package may be used: all that was sealed is whole, every seal passed, and
    /// the sender is bound.
    pub fn is_accepted(&self) -> bool {
        self.state.is_whole() && self.verdict().is_passed() && self.sender.binding == Binding::Bound
    }

    /// Returns the proof that the package may be used, and with it the way to its attachments.
    ///
    /// # Errors
    ///
    /// The report, if the package is [not accepted](Self::is_accepted).
    pub fn into_verified(self) -> Result<VerifiedPackage, Box<Self>> {
        if self.is_accepted() { Ok(VerifiedPackage::new(self)) } else { Err(Box::new(self)) }
    }
}

fn better(one: Verdict, other: Verdict) -> Verdict {
    match (one, other) {
        (Verdict::Passed, _) | (_, Verdict::Failed(_)) => one,
        (_, Verdict::Passed) | (Verdict::Failed(_), _) => other,
        _ => one,
    }
}
