//! Which entry of the manifest is about which attachment, and what is not clean about it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let taken = pair(attachments, references);
    for (index, attachment) in attachments.iter().enumerate() {
        let reference = attachment.reference.and_then(|at| references.get(at));
        note(index, attachment, reference, liberties);
    }
    for reference in references {
        if links_elsewhere(reference) {
            liberties.note(LibertyKind::OtherLink, reference.rest.span.start);
        }
    }
    let missing = references.iter().zip(&taken).filter(|(_, taken)| !**taken);
    for (reference, _) in missing {
        liberties.note(LibertyKind::MissingAttachment, reference.rest.span.start);
    }
    twice(attachments, references, liberties);
}

/// Pairs them; returns which entries of the manifest are taken.
fn pair(attachments: &mut [Attachment], references: &[Reference]) -> Vec<bool> {
    let mut taken = vec![false; references.len()];
    let exact = |id: &str| Some(id.trim().to_owned()).filter(|id| !id.is_empty());
    let loose = |id: &str| exact(id).map(|id| bare(&id));
    by(
        attachments,
        references,
        &mut taken,
        (
            |attachment| exact(attachment.content_id()?),
            |reference| exact(reference.content_id.as_deref()?),
        ),
    );
    by(
        attachments,
        references,
        &mut taken,
        (
            |attachment| loose(attachment.content_id()?),
            |reference| loose(reference.content_id.as_deref()?),
        ),
    );
    by_name(attachments, references, &mut taken);
    taken
}

/// Tells whether a reference has a link, as .NET senders write them, to another attachment than its
/// identifier says: some readers follow the one, some the other.
fn links_elsewhere(reference: &Reference) -> bool {
    let id = reference.content_id.as_deref().map(|id| bare(id.trim()));
    let mut links = reference.rest.attributes.iter().filter(|one| &*one.name == "href");
    links.any(|link| Some(bare(link.value.trim())) != id)
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

/// Joins by keys: each attachment with the first entry of its key that is free. Work is bounded by
/// how many there are, as both are chosen by whoever wrote the message.
fn by(
    attachments: &mut [Attachment],
    references: &[Reference],
    taken: &mut [bool],
    (key, other): (impl Fn(&Attachment) -> Option<String>, impl Fn(&Reference) -> Option<String>),
) {
    let mut free: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (at, reference) in references.iter().enumerate() {
        if !taken.get(at).copied().unwrap_or_default()
            && let Some(key) = other(reference)
        {
            free.entry(key).or_default().push_back(at);
        }
    }
    for attachment in attachments.iter_mut().filter(|attachment| attachment.reference.is_none()) {
        let found = key(attachment).and_then(|key| free.get_mut(&key)?.pop_front());
        if let Some(taken) = found.and_then(|at| taken.get_mut(at)) {
            *taken = true;
            attachment.reference = found;
        }
    }
}

fn by_name(attachments: &mut [Attachment], references: &[Reference], taken: &mut [bool]) {
    let names: Vec<Option<String>> =
        attachments.iter().map(|one| one.name().map(String::from)).collect();
    let here = once(names.iter().flatten().map(String::as_str));
    let there = once(references.iter().filter_map(|one| one.attachment_name.as_deref()));
    let both = |name: &str| {
        let once = !name.is_empty() && here.contains(name) && there.contains(name);
        once.then(|| name.to_owned())
    };
    by(
        attachments,
        references,
        taken,
        (
            |attachment| both(attachment.name()?),
            |reference| both(reference.attachment_name.as_deref()?),
        ),
    );
}

/// The names that are there once.
fn once<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    counts.into_iter().filter(|(_, times)| *times == 1).map(|(name, _)| name.to_owned()).collect()
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
    let mut seen = BTreeSet::new();
    for (id, at) in ids {
        let Some(id) = id.map(bare).filter(|id| !id.is_empty()) else { continue };
        if !seen.insert(id) {
            liberties.note(LibertyKind::DuplicateContentId, at);
        }
    }
}
