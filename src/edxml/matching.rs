//! Which entry of the manifest is about which attachment, and what is not clean about it.

use crate::edxml::content::ContentKind;
use crate::edxml::header::{Manifest, Reference};
use crate::edxml::liberty::{Liberties, LibertyKind};
use crate::edxml::package::Attachment;

/// Joins attachments and entries: by identifier, then by identifier without `cid:` and case, then by
/// name where both sides have it once.
pub(super) fn join(
    attachments: &mut [Attachment],
    manifest: Option<&Manifest>,
    liberties: &mut Liberties,
) {
    let references = manifest.map_or(&[][..], |manifest| &manifest.reference);
    let mut taken = vec![false; references.len()];
    by(attachments, references, &mut taken, |attachment, reference| {
        identifier(attachment.content_id(), reference).is_some_and(|(a, b)| a == b)
    });
    by(attachments, references, &mut taken, |attachment, reference| {
        identifier(attachment.content_id(), reference).is_some_and(|(a, b)| bare(a) == bare(b))
    });
    by_name(attachments, references, &mut taken);
    for (index, attachment) in attachments.iter().enumerate() {
        let reference = attachment.reference.and_then(|at| references.get(at));
        note(index, attachment, reference, liberties);
    }
    let missing = references.iter().zip(&taken).filter(|(_, taken)| !**taken);
    for (reference, _) in missing {
        liberties.note(LibertyKind::MissingAttachment, reference.rest.span.start);
    }
    twice(attachments, references, liberties);
}

fn identifier<'a>(
    content_id: Option<&'a str>,
    reference: &'a Reference,
) -> Option<(&'a str, &'a str)> {
    let pair = (content_id?.trim(), reference.content_id.as_deref()?.trim());
    (!pair.0.is_empty()).then_some(pair)
}

/// An identifier without what writers add to it.
fn bare(identifier: &str) -> String {
    let lower = identifier.to_lowercase();
    let bare = lower.trim_matches(['<', '>']);
    bare.strip_prefix("cid:").unwrap_or(bare).trim_matches(['<', '>']).to_owned()
}

fn by(
    attachments: &mut [Attachment],
    references: &[Reference],
    taken: &mut [bool],
    same: impl Fn(&Attachment, &Reference) -> bool,
) {
    for attachment in attachments.iter_mut().filter(|attachment| attachment.reference.is_none()) {
        let free = references.iter().zip(taken.iter_mut()).enumerate();
        let found = free
            .into_iter()
            .find(|(_, (reference, taken))| !**taken && same(attachment, reference));
        if let Some((at, (_, taken))) = found {
            *taken = true;
            attachment.reference = Some(at);
        }
    }
}

fn by_name(attachments: &mut [Attachment], references: &[Reference], taken: &mut [bool]) {
    let names: Vec<Option<String>> =
        attachments.iter().map(|one| one.name().map(String::from)).collect();
    let once = |name: &str| {
        names.iter().flatten().filter(|other| *other == name).count() == 1
            && references.iter().filter(|r| r.attachment_name.as_deref() == Some(name)).count() == 1
    };
    by(attachments, references, taken, |attachment, reference| {
        let name = attachment.name().filter(|name| !name.is_empty());
        name.is_some_and(|name| reference.attachment_name.as_deref() == Some(name) && once(name))
    });
}

fn note(
    index: usize,
    attachment: &Attachment,
    reference: Option<&Reference>,
    liberties: &mut Liberties,
) {
    let at = attachment.header.rest.span.start;
    let mut note = |kind| liberties.note_in(kind, Some(index), at, 1);
    if attachment.content_id().is_none_or(|id| id.trim().is_empty()) {
        note(LibertyKind::MissingContentId);
    }
    if attachment.name().is_none_or(|name| name.trim().is_empty()) {
        note(LibertyKind::MissingName);
    }
    if let Some(kind) = type_fault(attachment) {
        note(kind);
    }
    let Some(reference) = reference else { return note(LibertyKind::MissingReference) };
    match identifier(attachment.content_id(), reference) {
        Some((a, b)) if a == b => {}
        Some((a, b)) if bare(a) == bare(b) => note(LibertyKind::LooseContentId),
        _ => note(LibertyKind::MatchedByName),
    }
    let named = reference.attachment_name.as_deref().unwrap_or_default().trim();
    if named != attachment.name().unwrap_or_default().trim() {
        note(LibertyKind::NameMismatch);
    }
}

/// Holds the type that an attachment says against what it carries.
fn type_fault(attachment: &Attachment) -> Option<LibertyKind> {
    let declared =
        attachment.header.content_type.as_deref().or(attachment.header.mime_type.as_deref());
    let declared = declared?.trim().to_ascii_lowercase();
    let file = attachment.content()?;
    if declared == "application/zip" {
        let zip = attachment.carried()?.kind == ContentKind::Zip;
        return (!zip).then_some(LibertyKind::WrongType);
    }
    if declared == "application/pdf" && file.kind != ContentKind::Pdf {
        return Some(LibertyKind::WrongType);
    }
    (attachment.content > 0).then_some(LibertyKind::ZipUnderOtherType)
}

fn twice(attachments: &[Attachment], references: &[Reference], liberties: &mut Liberties) {
    let ids = attachments.iter().map(|one| (one.content_id(), one.header.rest.span.start));
    note_equal(ids, liberties);
    let ids = references.iter().map(|one| (one.content_id.as_deref(), one.rest.span.start));
    note_equal(ids, liberties);
}

fn note_equal<'a>(ids: impl Iterator<Item = (Option<&'a str>, u64)>, liberties: &mut Liberties) {
    let mut seen = std::collections::BTreeSet::new();
    for (id, at) in ids {
        let Some(id) = id.map(bare).filter(|id| !id.is_empty()) else { continue };
        if !seen.insert(id) {
            liberties.note(LibertyKind::DuplicateContentId, at);
        }
    }
}
