//! Dialects, and which elements are of the format.

use crate::edxml::header::has_name;
use crate::edxml::liberty::{Liberties, LibertyKind};
use crate::xml::{Attribute, Element, Namespace, Span};

/// The namespace of QCVN 102:2016/BTTTT, as everything on the axis has it.
pub const QCVN_102: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
/// The namespace of XML signatures.
pub(crate) const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// The namespace that one vendor used before 2016.
const E_DOC: &str = "http://www.e-doc.vn/Schema/";
/// The namespace in a province's copy of the specification.
const GO_VN: &str = "http://www.go.vn/eDoc";
/// The namespace of links.
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The namespace of what XML Schema says in documents.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// Elements of the format above and beside the envelope.
const ABOVE: &[&str] =
    &["edXML", "edXMLEnvelope", "AttachmentEncoded", "Attachment", "ContentTransferEncoded"];
/// Names that signatures, and the SDK's lists of documents that are referred to, have too.
const IN_EXTENSIONS: &[&str] = &[
    "Signature",
    "Reference",
    "OrganId",
    "Code",
    "CodeNumber",
    "CodeNotation",
    "PromulgationDate",
];

/// A form of packages that is met on the axis.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// What the axis' Java SDK writes, and the hub.
    Current,
    /// The same namespace with links and SOAP attributes, as the .NET SDK of 2019 writes.
    DotNet,
    /// The namespace of one vendor's packages before 2016, without their SOAP.
    EDoc,
    /// The namespace in a province's copy of the specification.
    GoVn,
    /// Another namespace, or none; names are all there is to go by.
    Unknown,
}

impl Dialect {
    /// Returns a stable name for programs: `current`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::DotNet => "dotnet",
            Self::EDoc => "e-doc",
            Self::GoVn => "go-vn",
            Self::Unknown => "unknown",
        }
    }

    fn of(uri: &str) -> Option<Self> {
        match uri {
            QCVN_102 => Some(Self::Current),
            E_DOC => Some(Self::EDoc),
            GO_VN => Some(Self::GoVn),
            _ => None,
        }
    }
}

/// Tells elements of the format from others, and notes what was not clean about them.
#[derive(Debug)]
pub(crate) struct Recogniser {
    root: Namespace,
    dialect: Dialect,
    liberties: Liberties,
}

impl Recogniser {
    /// Begins with the root, whose namespace decides the dialect.
    pub(super) fn new(root: &Namespace, offset: u64, mut liberties: Liberties) -> Self {
        let dialect = root.uri().and_then(Dialect::of);
        match (dialect, root) {
            (None, Namespace::Uri(_)) => liberties.note(LibertyKind::UnknownNamespace, offset),
            (None, Namespace::None) => liberties.note(LibertyKind::NoNamespace, offset),
            (None, Namespace::Undeclared) => liberties.note(LibertyKind::UndeclaredPrefix, offset),
            (Some(_), _) => {}
        }
        Self { root: root.clone(), dialect: dialect.unwrap_or(Dialect::Unknown), liberties }
    }

    /// Says whether an element is of the format; `known` says whether its name is.
    pub(super) fn belongs(&mut self, element: &Element, known: bool) -> bool {
        self.belongs_at(&element.namespace, &element.name, known, element.span.start)
    }

    pub(super) fn belongs_at(
        &mut self,
        namespace: &Namespace,
        name: &str,
        known: bool,
        at: u64,
    ) -> bool {
        let noted = match namespace {
            same if *same == self.root && self.root != Namespace::Undeclared => None,
            Namespace::Undeclared => Some(LibertyKind::UndeclaredPrefix),
            Namespace::None => Some(LibertyKind::NoNamespace),
            // A signature has its own namespace, wherever the SDK does not forget it.
            Namespace::Uri(uri) if name == "Signature" && **uri == *XMLDSIG => None,
            Namespace::Uri(uri) if Dialect::of(uri).is_some() => Some(LibertyKind::MixedNamespaces),
            Namespace::Uri(_) => {
                if known {
                    self.note(LibertyKind::NameInOtherNamespace, at);
                }
                return false;
            }
        };
        if let Some(kind) = noted {
            self.note(kind, at);
        }
        true
    }

    /// Notes elements of the format in one that the format does not name, or has no table for;
    /// `known` if its own name is nothing new.
    ///
    /// Whoever looks for a name in the whole document finds them, perhaps first.
    pub(super) fn note_out_of_place(&mut self, element: &Element, known: bool) {
        let mut open = vec![(element, known)];
        while let Some((element, known)) = open.pop() {
            let may_be = known || IN_EXTENSIONS.contains(&&*element.name);
            if !may_be && (has_name(&element.name) || ABOVE.contains(&&*element.name)) {
                self.note(LibertyKind::OutOfPlace, element.span.start);
                return;
            }
            open.extend(element.children().map(|child| (child, false)));
        }
    }

    /// Notes an element that has content and says that it is nil.
    pub(super) fn note_nil(&mut self, attributes: &[Attribute], has_content: bool, span: Span) {
        let nil = |one: &Attribute| {
            let schema = one.namespace.uri() == Some(XSI) || one.namespace == Namespace::Undeclared;
            schema && &*one.name == "nil" && !matches!(one.value.trim(), "false" | "0")
        };
        if has_content && attributes.iter().any(nil) {
            self.note(LibertyKind::Nil, span.start);
        }
    }

    pub(super) fn note(&mut self, kind: LibertyKind, at: u64) {
        self.liberties.note(kind, at);
    }

    pub(super) fn liberties(&mut self) -> &mut Liberties {
        &mut self.liberties
    }

    /// Ends: the dialect by the namespace, and the liberties.
    pub(super) fn finish(self) -> (Dialect, Liberties) {
        (self.dialect, self.liberties)
    }
}

/// Says whether an element has what the .NET SDK adds: links, and attributes of SOAP.
pub(super) fn is_dotnet(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.namespace.uri() == Some(XLINK)
            || attribute.prefix.as_deref() == Some("xlink")
            || matches!(&*attribute.name, "mustUnderstand" | "actor")
    })
}
