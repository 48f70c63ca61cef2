//! Liberties: what a tolerant reading passed over, and a strict one refuses.
//!
//! Real senders produce packages that a strict reader refuses, and the axis delivers them. Whoever
//! reads them anyway has to say where, so that nothing is called sound that was guessed.

use std::collections::BTreeMap;

use crate::error::{Error, Malformed, Syntax, vietnamese};
use crate::language::Language;

/// What was passed over.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LibertyKind {
    /// Bytes stand before the XML declaration; they were skipped.
    StrayBytes,
    /// A prefix that nobody declared; the element was read by its local name.
    UndeclaredPrefix,
    /// An element in no namespace was read by its local name.
    NoNamespace,
    /// The root is in a namespace that no dialect has; all was read by local names.
    UnknownNamespace,
    /// An element is in the namespace of another dialect than the root.
    MixedNamespaces,
    /// An element has a name of the format in a namespace of somebody else; it was not read.
    NameInOtherNamespace,
    /// Text stands in a CDATA section; it was read as text.
    CData,
    /// A processing instruction was skipped.
    Instruction,
    /// A comment within a text was skipped; the text is what stands before and behind it.
    CommentInText,
    /// Text that belongs nowhere stands between elements; it was skipped.
    StrayText,
    /// An element that may stand once stands again: the first counted, the others did not.
    Duplicate(&'static str),
    /// `AttachmentEncoded` stands several times; the attachments of all counted.
    SeveralAttachmentLists,
    /// An element that has text has elements instead; it was kept and not read.
    ElementsInText(&'static str),
    /// Base64 with `-` or `_`, which were read as `+` and `/` (RFC 4648 §5).
    Base64UrlAlphabet,
    /// Characters that are not of base64 were skipped.
    Base64Junk,
    /// Base64 has another padding than its length asks for.
    Base64Padding,
    /// The last character of base64 has bits that belong to no octet (RFC 4648 §3.5).
    Base64Bits,
    /// What stands behind the padding of base64 was skipped.
    Base64AfterPadding,
    /// A single character is left at the end of base64; it was dropped.
    Base64Rest,
    /// Base64 has character references or CDATA sections in it; they were read as characters.
    Base64Markup,
    /// An archive of one entry was unwrapped although the attachment says that it is none.
    ZipUnderOtherType,
    /// The content is not of the type that the attachment says.
    WrongType,
    /// The manifest names an attachment that is not there.
    MissingAttachment,
    /// An attachment is not in the manifest.
    MissingReference,
    /// The identifiers of attachment and manifest are equal only without `cid:` and case.
    LooseContentId,
    /// Attachment and manifest were matched by name, as their identifiers differ.
    MatchedByName,
    /// The names of an attachment differ in itself and in the manifest; its own counted.
    NameMismatch,
    /// Two attachments, or two references, have one identifier; they were matched in order.
    DuplicateContentId,
    /// An attachment has no identifier.
    MissingContentId,
    /// An attachment has no name.
    MissingName,
    /// An attachment has no content.
    MissingContent,
    /// A status message has attachments.
    AttachmentInStatus,
    /// An element that the format has elsewhere stands in one that it does not name; it was not read.
    OutOfPlace,
    /// An element has content and says that it has none (XML Schema 1.0 §2.6.2); it was read.
    Nil,
    /// A reference links to another attachment than its identifier says; the identifier counted.
    OtherLink,
}

impl LibertyKind {
    /// Returns a stable name for programs: `undeclared-prefix`.
    #[rustfmt::skip] // a table
    pub fn code(self) -> &'static str {
        match self {
            Self::StrayBytes => "stray-bytes",
            Self::UndeclaredPrefix => "undeclared-prefix",
            Self::NoNamespace => "no-namespace",
            Self::UnknownNamespace => "unknown-namespace",
            Self::MixedNamespaces => "mixed-namespaces",
            Self::NameInOtherNamespace => "name-in-other-namespace",
            Self::CData => "cdata",
            Self::Instruction => "processing-instruction",
            Self::CommentInText => "comment-in-text",
            Self::StrayText => "stray-text",
            Self::Duplicate(_) => "duplicate-element",
            Self::SeveralAttachmentLists => "several-attachment-lists",
            Self::ElementsInText(_) => "elements-in-text",
            Self::Base64UrlAlphabet => "base64-url-alphabet",
            Self::Base64Junk => "base64-junk",
            Self::Base64Padding => "base64-padding",
            Self::Base64Bits => "base64-bits",
            Self::Base64AfterPadding => "base64-after-padding",
            Self::Base64Rest => "base64-rest",
            Self::Base64Markup => "base64-markup",
            Self::ZipUnderOtherType => "zip-under-other-type",
            Self::WrongType => "wrong-type",
            Self::MissingAttachment => "missing-attachment",
            Self::MissingReference => "missing-reference",
            Self::LooseContentId => "loose-content-id",
            Self::MatchedByName => "matched-by-name",
            Self::NameMismatch => "name-mismatch",
            Self::DuplicateContentId => "duplicate-content-id",
            Self::MissingContentId => "missing-content-id",
            Self::MissingName => "missing-name",
            Self::MissingContent => "missing-content",
            Self::AttachmentInStatus => "attachment-in-status",
            Self::OutOfPlace => "element-out-of-place",
            Self::Nil => "nil-with-content",
            Self::OtherLink => "link-to-another",
        }
    }

    /// Tells whether it lets two readers see two messages; a sealed package with it is not accepted.
    ///
    /// What is sealed is clean, so what is not when it arrives, somebody made so. An archive under another
    /// type, and content of another type than declared, are what hubs do; no reader sees another message
    /// for them. All others are ambiguous.
    pub fn is_ambiguous(self) -> bool {
        !matches!(self, Self::ZipUnderOtherType | Self::WrongType)
    }

    /// Returns the element that it is about, where it is about one of several.
    pub fn element(self) -> Option<&'static str> {
        match self {
            Self::Duplicate(element) | Self::ElementsInText(element) => Some(element),
            _ => None,
        }
    }

    /// Returns what it is as one clause in a language, without the element.
    pub fn text(self, language: Language) -> &'static str {
        language.choose(self.english(), vietnamese(self.english()))
    }

    #[rustfmt::skip] // a table; the same in Vietnamese stands in `error::words`
    fn english(self) -> &'static str {
        match self {
            Self::StrayBytes => "bytes before the XML declaration",
            Self::UndeclaredPrefix => "undeclared prefix",
            Self::NoNamespace => "element in no namespace",
            Self::UnknownNamespace => "namespace of no known dialect",
            Self::MixedNamespaces => "namespaces of several dialects",
            Self::NameInOtherNamespace => "name of the format in another namespace",
            Self::CData => "CDATA section",
            Self::Instruction => "processing instruction",
            Self::CommentInText => "comment within a text",
            Self::StrayText => "text between elements",
            Self::Duplicate(_) => "element that stands twice, of which the first counts",
            Self::SeveralAttachmentLists => "several lists of attachments, which all count",
            Self::ElementsInText(_) => "elements where text was expected",
            Self::Base64UrlAlphabet => "base64 of the URL alphabet",
            Self::Base64Junk => "characters that are not of base64",
            Self::Base64Padding => "wrong padding of base64",
            Self::Base64Bits => "bits behind the end of base64",
            Self::Base64AfterPadding => "characters behind the padding of base64",
            Self::Base64Rest => "single character at the end of base64",
            Self::Base64Markup => "markup within base64",
            Self::ZipUnderOtherType => "archive under the type of its content",
            Self::WrongType => "content of another type than declared",
            Self::MissingAttachment => "reference without its attachment",
            Self::MissingReference => "attachment that the manifest does not name",
            Self::LooseContentId => "identifiers that are equal but for `cid:` and case",
            Self::MatchedByName => "attachment that was matched by name",
            Self::NameMismatch => "attachment with another name in the manifest",
            Self::DuplicateContentId => "identifier of two attachments",
            Self::MissingContentId => "attachment without an identifier",
            Self::MissingName => "attachment without a name",
            Self::MissingContent => "attachment without content",
            Self::AttachmentInStatus => "attachment in a status message",
            Self::OutOfPlace => "element of the format out of its place",
            Self::Nil => "element with content that says it is nil",
            Self::OtherLink => "reference that links to another attachment",
        }
    }
}

/// Something that was passed over, and where.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liberty {
    /// What was passed over.
    pub kind: LibertyKind,
    /// The attachment that it is about, by its place among all.
    pub attachment: Option<usize>,
    /// The offset in the message where it is found first.
    pub offset: u64,
    /// How often it is found in this attachment, or in the rest of the message.
    pub times: u64,
}

impl Liberty {
    /// Returns it as the error that a strict reading ends with.
    pub(crate) fn to_error(self) -> Error {
        Error::Malformed(Malformed {
            syntax: Syntax::Edxml,
            what: self.kind.english(),
            clause: "",
            offset: Some(self.offset),
            block: None,
        })
    }
}

/// Collects liberties in the order in which they are found first.
#[derive(Debug, Default)]
pub(super) struct Liberties {
    list: Vec<Liberty>,
    known: BTreeMap<(LibertyKind, Option<usize>), usize>,
}

impl Liberties {
    pub(super) fn note(&mut self, kind: LibertyKind, offset: u64) {
        self.note_in(kind, None, offset, 1);
    }

    pub(super) fn note_in(
        &mut self,
        kind: LibertyKind,
        attachment: Option<usize>,
        offset: u64,
        times: u64,
    ) {
        match self.known.get(&(kind, attachment)).and_then(|at| self.list.get_mut(*at)) {
            Some(liberty) => liberty.times = liberty.times.saturating_add(times),
            None => {
                self.known.insert((kind, attachment), self.list.len());
                self.list.push(Liberty { kind, attachment, offset, times });
            }
        }
    }

    pub(super) fn into_list(self) -> Vec<Liberty> {
        self.list
    }
}
