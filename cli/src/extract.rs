//! `antin open --extract`: the attachments of a package that was accepted, as files in a folder.
//!
//! The names of attachments are text from a message and never paths: what could lead elsewhere, hide
//! or be taken for a device is replaced. All files are written, or none: nothing that exists is replaced, and what
//! was written is removed where a later file fails.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use antin::edxml::VerifiedPackage;

use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, notes};
use crate::print;
use crate::progress::Progress;

/// Bytes of a name; file systems take 255, of which the temporary file and a number want some.
const LONGEST: usize = 200;

/// Names that are devices on Windows, whatever their ending.
const DEVICES: [&str; 6] = ["aux", "con", "nul", "prn", "conin$", "conout$"];

/// Refuses, before the work, what cannot be a folder.
pub(crate) fn check(folder: &Path) -> Result<(), Failure> {
    match fs::metadata(folder) {
        Ok(found) if !found.is_dir() => {
            Err(Failure::unable(&errors::EXTRACT_NOT_FOLDER).at(folder))
        }
        _ => Ok(()),
    }
}

/// Writes the attachments into a folder, which is made if it is not there.
pub(crate) fn run(
    verified: &VerifiedPackage,
    package: &Path,
    folder: &Path,
    language: Language,
) -> Result<(), Failure> {
    let made = !folder.exists();
    let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(folder).because_io(error);
    fs::create_dir_all(folder).map_err(cannot)?;
    let names = names(verified.files().iter().map(|file| file.sealed().name()));
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut shown = Vec::new();
    let done = write(verified, package, &paths, &mut shown);
    if done.is_err() {
        // What is shown already is ours: it was made by this run, and replaced nothing.
        shown.iter().for_each(|path| drop(fs::remove_file(path)));
        if made {
            drop(fs::remove_dir(folder));
        }
    }
    done?;
    for (file, path) in verified.files().iter().zip(&paths) {
        let (name, path) = (print::harmless(file.sealed().name()), path.display().to_string());
        print::note(&notes::TAKEN_OUT.fill(language, &[&name, &path]));
    }
    Ok(())
}

fn write<'p>(
    verified: &VerifiedPackage,
    package: &Path,
    paths: &'p [PathBuf],
    shown: &mut Vec<&'p Path>,
) -> Result<(), Failure> {
    let refuse = Existing::Refuse(&errors::EXTRACT_EXISTS);
    let begin = |path: &PathBuf| Output::begin(path, refuse, Access::Usual);
    let mut outputs = paths.iter().map(begin).collect::<Result<Vec<_>, _>>()?;
    let message = Progress::new(files::open(package)?);
    let mut targets = outputs.iter_mut();
    verified
        .extract(message, |_| Ok(targets.next()))
        .map_err(|error| Failure::unable(&errors::CANNOT_TAKE_OUT).at(package).because(error))?;
    for (output, path) in outputs.into_iter().zip(paths) {
        output.finish()?;
        shown.push(path);
    }
    Ok(())
}

/// Gives each attachment the name of a file: harmless, and no two alike on any file system.
fn names<'n>(sealed: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for name in sealed {
        let safe = safe(name);
        let (stem, ending) = match safe.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (safe.as_str(), String::new()),
        };
        let numbered = (2_usize..).map(|number| format!("{stem} ({number}){ending}"));
        let mut candidates = std::iter::once(safe.clone()).chain(numbered);
        // Some file systems take `A` and `a` for one.
        let free = candidates.find(|one| taken.insert(one.to_lowercase()));
        names.push(free.unwrap_or_default());
    }
    names
}

/// Makes the name of a file of what a message calls an attachment.
fn safe(name: &str) -> String {
    let harmless = print::harmless(name);
    let mut safe: String = harmless
        .chars()
        .map(|one| if is_plain(one) { one } else { '_' })
        .collect::<String>()
        .trim_matches(|one: char| one == '.' || one.is_whitespace())
        .to_owned();
    if safe.len() > LONGEST {
        safe = shortened(&safe);
    }
    let stem = safe.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|rest| rest.chars().count() == 1);
    if safe.is_empty() {
        safe = "attachment".to_owned();
    } else if is_port || DEVICES.contains(&stem.as_str()) {
        safe.insert(0, '_');
    }
    safe
}

/// Cuts a name in the middle, so that its ending stays.
fn shortened(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.len() > 16 { "" } else { ending };
    let room = LONGEST - ending.len() - 1;
    let mut end = room.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let stem = name.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

/// Whether a character may stand in a name on every file system, and shows as what it is.
fn is_plain(one: char) -> bool {
    let invisible = matches!(one, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}');
    !invisible && !"/\\:*?\"<>|".contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (name, wanted) in [
            ("cong-van 123.pdf", "cong-van 123.pdf"),
            ("Công văn.pdf", "Công văn.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "attachment"),
            ("", "attachment"),
            (" . ", "attachment"),
            ("/etc/passwd", "_etc_passwd"),
            ("C:\\windows\\x.dll", "C__windows_x.dll"),
            (".bashrc", "bashrc"),
            ("a\u{0}b\nc", "a_b_c"),
            ("x\u{202e}fdp.exe", "x_fdp.exe"),
            ("con.pdf", "_con.pdf"),
            ("COM1", "_COM1"),
            ("NUL .txt", "_NUL .txt"),
            ("a.pdf. ", "a.pdf"),
            ("a.pdf:stream", "a.pdf_stream"),
        ] {
            let found = safe(name);
            assert_eq!(found, wanted, "{name:?}");
            let path = Path::new(&found);
            assert_eq!(path.components().count(), 1, "{name:?}");
            assert!(matches!(path.components().next(), Some(std::path::Component::Normal(_))));
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let found = safe(&format!("{}.pdf", "ế".repeat(300)));
        assert!(found.len() <= LONGEST && found.ends_with("ế.pdf"), "{found}");
        let found = safe(&format!("a.{}", "b".repeat(300)));
        assert!(found.len() <= LONGEST && found.starts_with("a.b"), "{found}");
    }

    #[test]
    fn no_two_names_are_alike() {
        let found = names(["a.pdf", "A.PDF", "a.pdf", "a (2).pdf", "x", "X", "", ""].into_iter());
        let wanted = [
            "a.pdf",
            "A (2).PDF",
            "a (3).pdf",
            "a (2) (2).pdf",
            "x",
            "X (2)",
            "attachment",
            "attachment (2)",
        ];
        assert_eq!(found, wanted);
    }
}
