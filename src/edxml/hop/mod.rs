//! The hub, simulated: a message rewritten as it was seen on the axis.
//!
//! What is sent and what is received differ, and every receiver has to live with it. Each rewriting
//! can be chosen; [`Hop::new`] chooses all that a sound hub does. The same message, seed and time give
//! the same result. This is for tests: nothing here makes a message better.

mod document;
mod files;
mod lossy;
mod rewrite;
mod serialize;

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom, Write};

use crate::edxml::read::Reading;
use crate::edxml::sink::Nowhere;
use crate::error::Error;
use crate::limits::Limits;
use crate::time::Time;

/// One thing that a hub does to a message.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rewriting {
    /// A trace entry with its time, and without an agency, is appended.
    Trace,
    /// The children of `MessageHeader` are put in another order.
    Order,
    /// The prefix `edXML` becomes `q`.
    Prefix,
    /// Comments, and elements without text and attributes, are dropped.
    Empty,
    /// `Direction` is added to `MessageHeader`.
    Direction,
    /// The names of agencies are dropped.
    OrganName,
    /// The name of the subject in a signature is dropped.
    SubjectName,
    /// The namespace of a signature is lost.
    SignatureNamespace,
    /// Attachments are decoded, put into archives under new names, and encoded again; those whose
    /// names end in `.zip` are encoded again as they are.
    Attachments,
    /// White space between elements is dropped.
    OneLine,
    /// Attachments whose names end in `.zip` are put into archives too. Not by default.
    Archives,
    /// The octets of attachments go through a conversion of text, which destroys them. Not by default.
    TextConversion,
}

impl Rewriting {
    /// All that can be chosen.
    pub const ALL: [Self; 12] = [
        Self::Trace,
        Self::Order,
        Self::Prefix,
        Self::Empty,
        Self::Direction,
        Self::OrganName,
        Self::SubjectName,
        Self::SignatureNamespace,
        Self::Attachments,
        Self::OneLine,
        Self::Archives,
        Self::TextConversion,
    ];

    /// Returns a stable name for programs: `trace`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Order => "order",
            Self::Prefix => "prefix",
            Self::Empty => "empty",
            Self::Direction => "direction",
            Self::OrganName => "organ-name",
            Self::SubjectName => "subject-name",
            Self::SignatureNamespace => "signature-namespace",
            Self::Attachments => "attachments",
            Self::OneLine => "one-line",
            Self::Archives => "archives",
            Self::TextConversion => "text-conversion",
        }
    }

    /// Returns the rewriting of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rewriting| rewriting.code() == code)
    }

    /// Says whether a hub does it by itself; the others show what may go wrong.
    pub fn is_default(self) -> bool {
        !matches!(self, Self::Archives | Self::TextConversion)
    }
}

/// A hub.
#[derive(Clone, Debug)]
pub struct Hop {
    rewritings: BTreeSet<Rewriting>,
    time: Time,
    seed: u64,
    limits: Limits,
}

impl Hop {
    /// Does all that a hub does by itself, at a time.
    pub fn new(time: Time) -> Self {
        let all = Rewriting::ALL.into_iter().filter(|rewriting| rewriting.is_default());
        Self::only(all, time)
    }

    /// Does these things alone.
    pub fn only(rewritings: impl IntoIterator<Item = Rewriting>, time: Time) -> Self {
        let rewritings = rewritings.into_iter().collect();
        Self { rewritings, time, seed: 0, limits: Limits::DEFAULT }
    }

    /// Gives the entries of archives other names.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Reads within other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    fn does(&self, rewriting: Rewriting) -> bool {
        self.rewritings.contains(&rewriting)
    }

    /// Rewrites a message.
    ///
    /// # Errors
    ///
    /// As a tolerant [`Reading`]; [`Error::Other`] for what goes wrong with source and target.
    pub fn run(&self, source: &mut (impl Read + Seek), out: &mut dyn Write) -> Result<(), Error> {
        source.rewind()?;
        let reading = Reading::tolerant().with_limits(self.limits);
        let package = reading.read(&mut *source, &mut Nowhere)?;
        source.seek(SeekFrom::Start(0))?;
        let mut root = document::read(&mut *source, &self.limits)?;
        rewrite::rewrite(&mut root, self);
        let mut files = files::Files::new(&package, self, source);
        serialize::document(&root, &mut files, out)
    }
}
