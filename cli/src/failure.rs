//! What ends a run early: one sentence that says what was wrong, where, and what to do.

use std::io;
use std::path::Path;

use crate::exit::Exit;
use crate::lang::{Language, Text, library};

/// Why a run ended without doing its work.
///
/// The sentence is put together when it is shown, in the language of the run.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    text: &'static Text,
    arguments: Vec<Argument>,
}

#[derive(Debug)]
enum Argument {
    Plain(String),
    Library(antin::Error),
    Io(io::Error),
}

impl Failure {
    /// Wrong usage: exit status 3.
    pub(crate) fn usage(text: &'static Text) -> Self {
        Self { exit: Exit::Usage, text, arguments: Vec::new() }
    }

    /// Input or output that cannot be used: exit status 4.
    pub(crate) fn unable(text: &'static Text) -> Self {
        Self { exit: Exit::Unable, text, arguments: Vec::new() }
    }

    /// Fills the next placeholder of the sentence.
    pub(crate) fn with(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(Argument::Plain(argument.into()));
        self
    }

    /// Fills the next placeholder with a path.
    pub(crate) fn at(self, path: &Path) -> Self {
        self.with(path.display().to_string())
    }

    /// Fills the next placeholder with what the library said.
    pub(crate) fn because(mut self, error: antin::Error) -> Self {
        self.arguments.push(Argument::Library(error));
        self
    }

    /// Fills the next placeholder with what the operating system said.
    pub(crate) fn because_io(mut self, error: io::Error) -> Self {
        self.arguments.push(Argument::Io(error));
        self
    }

    /// Returns the exit status.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// Returns whether the reader of the output went away, which nobody needs to be told.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.arguments.iter().any(|argument| {
            matches!(argument, Argument::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
        })
    }

    /// Returns the sentence.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let arguments: Vec<String> =
            self.arguments.iter().map(|argument| argument.text(language)).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.text.fill(language, &arguments)
    }
}

impl Argument {
    fn text(&self, language: Language) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Library(error) => library::clause(error, language),
            Self::Io(error) => library::io_clause(error, language),
        }
    }
}
