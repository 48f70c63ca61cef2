//! Judging a package (`docs/seal.md` §6).

use std::io::{Read, Seek, SeekFrom};

use crate::Time;
use crate::ades::Evidence;
use crate::edxml::seal::container::{self, Opened, SealFault};
use crate::edxml::seal::held::Held;
use crate::edxml::seal::report::{PackageReport, SealPlace, SealReport, SenderReport, State};
use crate::edxml::seal::sender::{Binding, Claim, NoSenders, Senders};
use crate::edxml::seal::{layout, observe, times};
use crate::edxml::statement::{
    Arrived, Comparison, Fact, FileState, Role, Sealer, Sha256, Statement,
};
use crate::edxml::{LibertyKind, Nowhere, Package, Reading};
use crate::error::Error;
use crate::limits::Limits;
use crate::policy::Policy;

/// How packages are judged, beside policy, evidence and time.
pub struct Opening<'a> {
    senders: &'a dyn Senders,
    beside: &'a [&'a [u8]],
}

impl<'a> Opening<'a> {
    /// Knows no sender, and no seal beside the message.
    pub fn new() -> Self {
        Self { senders: &NoSenders, beside: &[] }
    }

    /// Asks somebody whose certificates are whose.
    #[must_use]
    pub fn senders(self, senders: &'a dyn Senders) -> Self {
        Self { senders, ..self }
    }

    /// Judges by seals that were handed over beside the message too.
    #[must_use]
    pub fn beside(self, containers: &'a [&'a [u8]]) -> Self {
        Self { beside: containers, ..self }
    }

    /// Judges a package at a time, by a policy, with what evidence there is.
    ///
    /// The message is read as a stream; memory does not grow with its attachments. Attachments come
    /// out of [`PackageReport::into_verified`] only.
    ///
    /// # Errors
    ///
    /// What [`Reading::read`] answers to bytes that are no package; a seal that cannot be judged is a
    /// [fault](SealReport::fault) in the report.
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::{Evidence, Policy, Time, edxml};
    ///
    /// # fn demo(policy: &Policy, senders: &dyn edxml::Senders, now: Time) -> Result<(), Box<dyn std::error::Error>> {
    /// let file = std::fs::File::open("cong-van.edxml")?;
    /// let report = edxml::Opening::new().senders(senders).open(&file, policy, &Evidence::new(), now)?;
    /// println!("{} {}", report.state().as_str(), report.verdict());
    /// # Ok(())
    /// # }
    /// ```
    pub fn open<R: Read + Seek>(
        &self,
        mut package: R,
        policy: &Policy,
        evidence: &Evidence,
        at: Time,
    ) -> Result<PackageReport, Error> {
        let limits = policy.limits();
        package.seek(SeekFrom::Start(0))?;
        let mut nowhere = Nowhere;
        let mut held = Held::new(&mut nowhere, limits.seals);
        let read = Reading::tolerant().with_limits(*limits).read(&mut package, &mut held)?;
        let mut seals = Vec::new();
        for (place, octets) in held.into_seals(&read, limits) {
            let mut opened = container::open(&octets, policy, evidence, at)?;
            if opened.fault.is_none() && seals.iter().any(|one: &SealReport| one.id == opened.id) {
                opened.fault = Some(SealFault::Repeated);
            }
            seals.push(seal(SealPlace::Attachment(place), opened));
        }
        for (place, octets) in self.beside.iter().enumerate() {
            let opened = container::open(octets, policy, evidence, at)?;
            seals.push(seal(SealPlace::Beside(place), opened));
        }
        let case = Case::new(read, seals);
        let layout = layout::digest(&mut package, &case.package, &case.inside)?;
        Ok(case.finish(self.senders, layout, at, *limits))
    }
}

impl Default for Opening<'_> {
    fn default() -> Self {
        Self::new()
    }
}

fn seal(place: SealPlace, opened: Opened) -> SealReport {
    SealReport {
        place,
        sha256: opened.sha256,
        id: opened.id,
        fault: opened.fault,
        report: opened.report,
        statement: opened.statement,
        comparison: None,
        binding: None,
        missing: Vec::new(),
        times: Vec::new(),
    }
}

/// A message that was read, with its seals.
struct Case {
    package: Package,
    seals: Vec<SealReport>,
    /// The attachments that are sound seals.
    inside: Vec<usize>,
    /// The others.
    files: Vec<usize>,
}

impl Case {
    fn new(package: Package, seals: Vec<SealReport>) -> Self {
        let inside: Vec<usize> = seals.iter().filter_map(sound_inside).collect();
        let all = 0..package.attachments.len();
        let files = all.filter(|place| !inside.contains(place)).collect();
        Self { package, seals, inside, files }
    }

    fn finish(
        mut self,
        senders: &dyn Senders,
        layout: Sha256,
        at: Time,
        limits: Limits,
    ) -> PackageReport {
        let arrived: Vec<Arrived> = self.files().map(observe::arrived).collect();
        let facts = observe::facts(&self.package, Sealer::new("", Role::Agency));
        let present: Vec<Sha256> = self.seals.iter().filter_map(|seal| seal.id).collect();
        for seal in &mut self.seals {
            let (Some(statement), Some(facts)) = (&seal.statement, &facts) else { continue };
            seal.comparison = Some(statement.compare(facts, &arrived));
            let missing = statement.earlier_seals().filter(|one| !present.contains(one));
            seal.missing = missing.copied().collect();
            let times = |report| times::findings(report, statement, &self.package);
            seal.times = seal.report.as_ref().map(times).unwrap_or_default();
        }
        let ambiguities = ambiguities(&self.package);
        for seal in self.seals.iter_mut().filter(|seal| seal.is_passed()) {
            seal.binding = Some(binding(seal, senders, at));
        }
        let sender = self.sender(facts.as_ref(), senders.is_checking());
        let state = self.state(&arrived, layout, !ambiguities.is_empty());
        let Self { package, seals, files, .. } = self;
        PackageReport { state, seals, sender, package, ambiguities, files, judged_at: at, limits }
    }

    fn files(&self) -> impl Iterator<Item = &crate::edxml::Attachment> {
        self.files.iter().filter_map(|place| self.package.attachments.get(*place))
    }

    /// `docs/seal.md` §6, the table of states.
    fn state(&self, arrived: &[Arrived], layout: Sha256, ambiguous: bool) -> State {
        if self.seals.is_empty() {
            return State::NotSealed;
        }
        let faulty = self.seals.iter().any(|seal| seal.comparison.is_none());
        let states = self.seals.iter().map(|seal| self.state_by(seal, arrived, layout));
        let worst = states.max().unwrap_or(State::NotSealed);
        if ambiguous || faulty { State::Changed } else { worst }
    }

    fn state_by(&self, seal: &SealReport, arrived: &[Arrived], layout: Sha256) -> State {
        let (Some(comparison), Some(statement)) = (&seal.comparison, &seal.statement) else {
            return State::Changed;
        };
        let facts = comparison.facts.iter().all(|one| one.state.is_harmless());
        let states = comparison.files.iter().map(|one| self.file_state(one.state, one.arrived));
        let worst = states.max().unwrap_or(State::Intact);
        let worst = if seal.missing.is_empty() { worst } else { worst.max(State::Incomplete) };
        let worst = if facts { worst } else { State::Changed };
        if worst == State::Intact && is_rewritten(comparison, statement, arrived, layout) {
            return State::RewrittenByHop;
        }
        worst
    }

    fn file_state(&self, state: FileState, arrived: Option<usize>) -> State {
        let place = arrived.and_then(|place| self.files.get(place));
        let attachment = place.and_then(|place| self.package.attachments.get(*place));
        match state {
            FileState::Same => State::Intact,
            FileState::Missing => State::Incomplete,
            // Only what is there under its own name can be the damaged file itself.
            FileState::Changed if attachment.is_some_and(|one| one.is_destroyed()) => {
                State::Damaged
            }
            _ => State::Changed,
        }
    }

    /// A seal that passed, in the role of the agency, by the sender, whose certificate is known.
    fn sender(&self, facts: Option<&Statement>, checked: bool) -> SenderReport {
        let code = facts.and_then(|facts| facts.text(Fact::Sender)).map(str::to_owned);
        let own = self.seals.iter().enumerate().filter(|(_, seal)| {
            let sealer = seal.statement.as_ref().map(Statement::sealer);
            sealer.is_some_and(|sealer| {
                sealer.role() == Role::Agency && Some(sealer.organ()) == code.as_deref()
            })
        });
        let best = own.filter_map(|(place, seal)| Some((seal.binding.clone()?, place))).min();
        let (binding, place) = best.unzip();
        let binding = binding.unwrap_or(Binding::Unknown);
        SenderReport { code, binding, checked, seal: place }
    }
}

fn binding(seal: &SealReport, senders: &dyn Senders, at: Time) -> Binding {
    let sealer = seal.statement.as_ref().map(Statement::sealer);
    let signature = seal.report.as_ref().and_then(|report| report.signatures().first());
    let (Some(sealer), Some(signature)) = (sealer, signature) else { return Binding::Unknown };
    let Some(path) = signature.path() else { return Binding::Unknown };
    // What a signer claims moves nothing: without a proof, the time is that of the judgement.
    let at = signature.proven_time().unwrap_or(at);
    match Claim::new(sealer.organ(), sealer.role(), path, at) {
        Some(claim) => senders.binding(&claim),
        None => Binding::Unknown,
    }
}

fn sound_inside(seal: &SealReport) -> Option<usize> {
    match seal.place {
        SealPlace::Attachment(place) if seal.fault.is_none() => Some(place),
        _ => None,
    }
}

/// Tells whether the message is written in another way than when it was sealed.
fn is_rewritten(
    comparison: &Comparison,
    statement: &Statement,
    arrived: &[Arrived],
    layout: Sha256,
) -> bool {
    let carried = comparison.files.iter().all(|one| {
        let arrived = one.arrived.and_then(|place| arrived.get(place));
        let form = arrived.and_then(|arrived| arrived.forms().first());
        match (&one.sealed, form) {
            (Some(sealed), Some(form)) => *sealed.carried() == form.sha256,
            _ => false,
        }
    });
    !carried || statement.layout() != Some(&layout)
}

/// What lets two readers see two messages.
fn ambiguities(package: &Package) -> Vec<LibertyKind> {
    let kinds = package.liberties.iter().map(|liberty| liberty.kind);
    let mut kinds: Vec<LibertyKind> = kinds.filter(|kind| kind.is_ambiguous()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
