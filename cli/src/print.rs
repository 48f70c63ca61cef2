//! Text to people and programs. A reader that goes away, as `head` does, is not an error.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::errors;

/// Green: what passed.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Red: what failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Yellow: what cannot be decided.
pub(crate) const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
/// Bold: headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// Dim: what may be skipped.
pub(crate) const ASIDE: Style = Style::new().dimmed();

/// Prints a line.
pub(crate) fn line(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    writeln!(out, "{text}").map_err(failure)
}

/// Prints a line in a style. Styles vanish where the output is not a terminal.
pub(crate) fn styled(out: &mut impl Write, style: Style, text: &str) -> Result<(), Failure> {
    writeln!(out, "{style}{text}{style:#}").map_err(failure)
}

/// Prints a note to people, beside the result, as a program may read standard output.
pub(crate) fn note(text: &str) {
    // Nothing can be done where standard error is gone.
    let _ = writeln!(anstream::stderr(), "{ASIDE}{text}{ASIDE:#}");
}

/// Returns the failure for an error while printing.
pub(crate) fn failure(error: io::Error) -> Failure {
    Failure::unable(&errors::PRINT).because_io(error)
}

/// Returns the exit status of a judgement that has been printed, also if its reader went away:
/// the judgement stands all the same.
pub(crate) fn finished(printed: Result<(), Failure>, exit: Exit) -> Result<Exit, Failure> {
    match printed {
        Err(failure) if !failure.is_broken_pipe() => Err(failure),
        _ => Ok(exit),
    }
}

/// Makes text from a foreign file harmless to a terminal: control characters, and characters that
/// turn the direction of text, become U+FFFD.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|character| if is_harmless(character) { character } else { '\u{fffd}' })
        .collect()
}

fn is_harmless(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
