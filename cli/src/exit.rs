//! Exit statuses: the contract that scripts rely on, the same for every command.

use std::process::ExitCode;

/// How a run ended. `docs/cli.md` promises these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The work was done; of a judgement: every signature passed, or a path was found.
    Passed,
    /// At least one signature failed, or every candidate path was refused.
    Failed,
    /// Nothing failed, and at least one thing could not be decided.
    Indeterminate,
    /// The command line is wrong, or asks for something that is not there yet.
    Usage,
    /// There is no judgement: malformed, unsupported or unreadable input, or no signature at all;
    /// of a command that makes something: it could not be made.
    Unable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Passed => 0,
            Exit::Failed => 1,
            Exit::Indeterminate => 2,
            Exit::Usage => 3,
            Exit::Unable => 4,
        })
    }
}
