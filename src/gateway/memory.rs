//! A ledger in memory: it forgets everything when the program ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Time;
use crate::edxml::statement::Sha256;
use crate::gateway::{Admission, Arrival, Facts, Keys, Ledger, LedgerFault, Recorded, Window};
use crate::journal::{Chain, Event, Head, Recent, StampFault};
use crate::tsp::Token;

/// A ledger in memory, for tests and for gateways that may forget when they end.
///
/// It holds so many arrivals at most, and then refuses new ones rather than forgetting one; lines of the journal are given
/// to a caller's function, or dropped.
///
/// # Security
///
/// After a restart, packages that came before are new to it, unless it says [since](Self::since) when it counts.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use antin::Time;
/// use antin::gateway::{Admission, Arrival, InMemory, Ledger};
/// use antin::journal::{Event, Kind};
///
/// let ledger = InMemory::new(Duration::from_secs(30 * 86_400), 100_000);
/// let now = Time::from_unix(1_800_000_000);
/// let arrival = Arrival::new("X99.1", "X98.12.3", "45/CV", [7; 32], now);
/// let event = Event::new(Kind::Received, "X99.1");
///
/// let first = ledger.record(now, Some(&arrival), &event)?;
/// let again = ledger.record(now, Some(&arrival), &event)?;
/// assert_eq!(first.admission, Some(Admission::New));
/// assert_eq!(again.admission, Some(Admission::Repeated { entry: first.entry }));
/// # Ok::<(), antin::gateway::LedgerFault>(())
/// ```
pub struct InMemory {
    most: usize,
    state: Mutex<State>,
}

type Journal = Box<dyn FnMut(&[u8]) -> std::io::Result<()> + Send>;

struct State {
    window: Window,
    chain: Chain,
    recent: Recent,
    /// Recipient and seal.
    seals: BTreeMap<Sha256, Kept>,
    /// Recipient, sender and document: the last entry, and when its seal was made.
    documents: BTreeMap<Sha256, (u64, Time)>,
    by_age: BTreeSet<(Time, Sha256)>,
    journal: Option<Journal>,
    /// The journal took no line, or half of one.
    broken: bool,
}

#[derive(Clone, Copy)]
struct Kept {
    entry: u64,
    document: Sha256,
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").field("most", &self.most).finish_non_exhaustive()
    }
}

impl InMemory {
    /// Keeps arrivals for a time, and so many of them at most.
    pub fn new(window: Duration, most: usize) -> Self {
        let state = State {
            window: Window::new(window),
            chain: Chain::after(Head::EMPTY),
            recent: Recent::default(),
            seals: BTreeMap::new(),
            documents: BTreeMap::new(),
            by_age: BTreeSet::new(),
            journal: None,
            broken: false,
        };
        Self { most, state: Mutex::new(state) }
    }

    /// Takes only what was sealed after a time: a gateway that starts again knows nothing of what came before.
    #[must_use]
    pub fn since(self, horizon: Time) -> Self {
        let Self { most, state } = self;
        let mut state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.window.horizon = state.window.horizon.max(horizon);
        Self { most, state: Mutex::new(state) }
    }

    /// Gives each line of the journal away, without its line end, in order. Without this they are dropped.
    ///
    /// If the function fails, nothing is recorded from then on, as a line may have been written half.
    #[must_use]
    pub fn journal(
        self,
        journal: impl FnMut(&[u8]) -> std::io::Result<()> + Send + 'static,
    ) -> Self {
        let Self { most, state } = self;
        let mut state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.journal = Some(Box::new(journal));
        Self { most, state: Mutex::new(state) }
    }

    /// Returns how many arrivals are kept.
    ///
    /// # Errors
    ///
    /// [`LedgerFault::Storage`] if it cannot be used any more.
    pub fn arrivals(&self) -> Result<usize, LedgerFault> {
        Ok(self.state()?.seals.len())
    }

    fn state(&self) -> Result<MutexGuard<'_, State>, LedgerFault> {
        // A thread that ended in the middle of a change may have left half of it.
        let state = self.state.lock().map_err(|_| LedgerFault::Storage)?;
        if state.broken { Err(LedgerFault::Storage) } else { Ok(state) }
    }
}

impl Ledger for InMemory {
    fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault> {
        let state = self.state()?;
        let horizon = state.window.at(at);
        Ok(state.facts(&arrival.keys(), horizon).admission(arrival, horizon))
    }

    fn record(
        &self,
        at: Time,
        arrival: Option<&Arrival>,
        event: &Event,
    ) -> Result<Recorded, LedgerFault> {
        let mut state = self.state()?;
        let Some(arrival) = arrival else {
            let entry = state.append(at, event)?;
            return Ok(Recorded { admission: None, entry, event: event.clone() });
        };
        let keys = arrival.keys();
        state.window.horizon = state.window.at(at);
        state.forget();
        let admission =
            state.facts(&keys, state.window.horizon).admission(arrival, state.window.horizon);
        let is_kept = admission == Admission::New && event.admits();
        if is_kept && state.seals.len() >= self.most {
            return Err(LedgerFault::Full);
        }
        let event = admission.apply(event);
        let entry = state.append(at, &event)?;
        if is_kept {
            state.keep(arrival, keys, entry);
        }
        Ok(Recorded { admission: Some(admission), entry, event })
    }

    fn head(&self) -> Result<Head, LedgerFault> {
        Ok(self.state()?.chain.head())
    }

    fn stamp(&self, at: Time, over: Head, token: &Token) -> Result<u64, LedgerFault> {
        let mut state = self.state()?;
        let known = state.recent.get(over.number).ok_or(StampFault::Reach);
        if known.map_err(LedgerFault::Stamp)? != &over.sha256 {
            return Err(LedgerFault::Stamp(StampFault::Other));
        }
        let line = state.chain.stamp(at, over, token).map_err(LedgerFault::Stamp)?;
        state.write(&line)
    }
}

impl State {
    fn facts(&self, keys: &Keys, horizon: Time) -> Facts {
        // What is forgotten the next time that something is recorded is not known any more.
        let last = self.documents.get(&keys.document).filter(|(_, sealed)| *sealed > horizon);
        Facts {
            seal: self.seals.get(&keys.seal).map(|kept| kept.entry),
            document: last.map(|(entry, _)| *entry),
        }
    }

    fn append(&mut self, at: Time, event: &Event) -> Result<u64, LedgerFault> {
        let line = self.chain.event(at, event);
        self.write(&line)
    }

    fn write(&mut self, line: &[u8]) -> Result<u64, LedgerFault> {
        let written = self.journal.as_mut().is_none_or(|journal| journal(line).is_ok());
        if !written {
            self.broken = true;
            return Err(LedgerFault::Storage);
        }
        let head = self.chain.head();
        self.recent.push(head);
        Ok(head.number)
    }

    fn keep(&mut self, arrival: &Arrival, keys: Keys, entry: u64) {
        self.seals.insert(keys.seal, Kept { entry, document: keys.document });
        // Of several packages for a document the one counts that is forgotten last.
        let sealed = arrival.sealed();
        let last = self.documents.entry(keys.document).or_insert((entry, sealed));
        if last.1 <= sealed {
            *last = (entry, sealed);
        }
        self.by_age.insert((arrival.sealed(), keys.seal));
    }

    /// Forgets what was sealed up to the horizon.
    fn forget(&mut self) {
        while let Some((sealed, seal)) = self.by_age.first().copied() {
            if sealed > self.window.horizon {
                return;
            }
            self.by_age.pop_first();
            let Some(kept) = self.seals.remove(&seal) else { continue };
            // Another package for the document may have come since.
            if self.documents.get(&kept.document).is_some_and(|(last, _)| *last == kept.entry) {
                self.documents.remove(&kept.document);
            }
        }
    }
}

#[cfg(test)]
mod tests;
