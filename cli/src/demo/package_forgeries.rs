//! Forgeries of a sealed package, and the finding that must name each.

use std::io::Cursor;

use antin::edxml::statement::{Fact, FactState, FileState, Role};
use antin::edxml::{Memory, Nowhere, Outgoing, Reading, Splice, State};
use antin::keys::Credential;

use super::packages::{PACKAGE, RECIPIENT, Wanted, failed, seal};
use super::scene::{self, DOCUMENT, Scene};
use super::{forgeries, text};
use crate::failure::Failure;
use crate::lang::Text;

/// A forged package.
pub(super) struct ForgedPackage {
    /// The name of its file.
    pub(super) name: &'static str,
    pub(super) sentence: &'static Text,
    pub(super) package: Vec<u8>,
    /// The state that it must have.
    pub(super) state: State,
    /// What must be named.
    pub(super) wanted: Wanted,
}

const LETTER: &str = "cong-van-123.pdf";
const TABLE: &str = "so-lieu.csv";

/// Makes the forgeries of a package that the agency sealed.
pub(super) fn make(
    scene: &Scene,
    sealed: &[u8],
    agency: &Credential,
) -> Result<Vec<ForgedPackage>, Failure> {
    let recipient = ("<edXML:OrganId>000.00.00.X14<", "<edXML:OrganId>000.00.00.X15<");
    let made = [
        swapped(sealed)?,
        with(sealed, recipient.0, recipient.1),
        with(sealed, "BussinessDocType>0<", "BussinessDocType>1<"),
        removed(sealed)?,
        moved(scene, agency)?,
        seal(PACKAGE, &forgeries::foreign(scene)?, scene.now, Role::Agency)?,
        seal(PACKAGE, &scene::credential(&scene.recipient, &scene.sub)?, scene.now, Role::Agency)?,
    ];
    let forged = made.into_iter().zip(KINDS);
    let forged = forged.map(|(package, (name, sentence, state, wanted))| ForgedPackage {
        name,
        sentence,
        package,
        state,
        wanted,
    });
    Ok(forged.collect())
}

/// Names, what is told, and what must be found.
const KINDS: [(&str, &Text, State, Wanted); 7] = [
    (
        "1-swapped-attachment.edxml",
        &text::SWAPPED_LETTER,
        State::Changed,
        Wanted::File(LETTER, FileState::Changed),
    ),
    (
        "2-other-recipient.edxml",
        &text::OTHER_RECIPIENT,
        State::Changed,
        Wanted::Fact(Fact::Recipients, FactState::Changed),
    ),
    (
        "3-revoked.edxml",
        &text::MADE_REVOKE,
        State::Changed,
        Wanted::Fact(Fact::Operation, FactState::Changed),
    ),
    (
        "4-removed-attachment.edxml",
        &text::REMOVED_TABLE,
        State::Incomplete,
        Wanted::File(TABLE, FileState::Missing),
    ),
    (
        "5-moved-seal.edxml",
        &text::MOVED_SEAL,
        State::Changed,
        Wanted::Fact(Fact::Number, FactState::Changed),
    ),
    (
        "6-foreign-root.edxml",
        &text::FOREIGN_SEAL,
        State::Intact,
        Wanted::Verdict("INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)"),
    ),
    ("7-another-agency.edxml", &text::WRONG_AGENCY, State::Intact, Wanted::OtherSender(RECIPIENT)),
];

/// Replaces a text; what is not there is not replaced, and the judgement will say so.
fn with(package: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(package).replacen(from, to, 1).into_bytes()
}

/// Puts another letter under the name of the one that was sealed.
fn swapped(sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let read = Reading::strict().read(sealed, &mut Nowhere).map_err(failed)?;
    let place = read.attachments.iter().position(|one| one.name() == Some(LETTER));
    let place = place.unwrap_or_default();
    let Some(old) = read.attachments.get(place) else { return Ok(sealed.to_vec()) };
    let letter = [DOCUMENT, b"% another one"].concat();
    let new = Outgoing::new(old.header.clone(), &letter[..]);
    let mut out = Vec::new();
    Splice::new(&read).without(place).with(new).write(sealed, &mut out).map_err(failed)?;
    Ok(out)
}

fn removed(sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let read = Reading::strict().read(sealed, &mut Nowhere).map_err(failed)?;
    let place = read.attachments.iter().position(|one| one.name() == Some(TABLE));
    let mut out = Vec::new();
    let splice = Splice::new(&read).without(place.unwrap_or_default());
    splice.write(sealed, &mut out).map_err(failed)?;
    Ok(out)
}

/// The seal of another package of the same agency.
fn moved(scene: &Scene, agency: &Credential) -> Result<Vec<u8>, Failure> {
    let other = with(PACKAGE, "CodeNumber>124<", "CodeNumber>125<");
    let other = seal(&other, agency, scene.now, Role::Agency)?;
    let mut files = Memory::new();
    let read = Reading::strict().read(Cursor::new(&other), &mut files).map_err(failed)?;
    let Some(attachment) = read.attachments.last() else { return Ok(other) };
    let octets = files.layer(read.attachments.len() - 1, 0).to_vec();
    let target = Reading::strict().read(PACKAGE, &mut Nowhere).map_err(failed)?;
    let seal = Outgoing::new(attachment.header.clone(), &octets[..]);
    let mut out = Vec::new();
    Splice::new(&target).with(seal).write(PACKAGE, &mut out).map_err(failed)?;
    Ok(out)
}
