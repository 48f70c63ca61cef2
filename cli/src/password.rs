//! Passwords: from a file, from ANTIN_PASSWORD, or asked for at a terminal; never from an argument,
//! which other users of the machine can see.

use std::io::{self, IsTerminal};
use std::path::Path;

use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::files;
use crate::lang::{Language, errors, notes};

/// Returns the password that the user has given already: the first line of the file, or
/// ANTIN_PASSWORD.
pub(crate) fn given(file: Option<&Path>) -> Result<Option<Zeroizing<String>>, Failure> {
    let Some(path) = file else {
        return Ok(std::env::var("ANTIN_PASSWORD").ok().map(Zeroizing::new));
    };
    let bytes = Zeroizing::new(files::read(path)?);
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::unable(&errors::BAD_PASSWORD_FILE).at(path))?;
    Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())))
}

/// Asks for the password of a file, at a terminal.
pub(crate) fn ask(path: &Path, language: Language) -> Result<Zeroizing<String>, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::unable(&errors::PASSWORD_NEEDED).at(path));
    }
    let prompt = notes::PASSWORD_PROMPT.fill(language, &[&path.display().to_string()]);
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|_| Failure::unable(&errors::PASSWORD_NEEDED).at(path))
}
