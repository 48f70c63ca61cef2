//! Reading a manifest.
//!
//! Stricter than the schema's wildcards: an element that the schema does not have is refused
//! wherever it stands, but in extensions; so is a processing instruction.

use base64ct::{Base64, Encoding};

use crate::asic::manifest::{DSIG, Manifest, NAMESPACE, Reference};
use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::xml::{Element, Event, Node, Reader, Tree, malformed};

const CLAUSE: &str = "EN 319 162-1 §A.4.2";

/// Reads a manifest.
///
/// What stands beside the elements of the schema is passed over: extensions that are not critical, and
/// comments.
pub(in crate::asic) fn read(octets: &[u8], limits: &Limits) -> Result<Manifest, Error> {
    // XML 1.0 §4.3.3: a byte order mark is no part of the document.
    let text = octets.strip_prefix("\u{feff}".as_bytes()).unwrap_or(octets);
    let base = u64::try_from(octets.len() - text.len()).unwrap_or_default();
    let root = root(text, base, limits)?;
    check(&root, NAMESPACE, "ASiCManifest")?;
    let mut children = root.children();
    let place = children.next().ok_or_else(|| fault("ASiCManifest", &root))?;
    check(place, NAMESPACE, "SigReference")?;
    empty(place)?;
    let mut manifest = Manifest {
        signature: needed(place, "URI")?,
        signature_type: place.attribute("MimeType").map(str::to_owned),
        ..Manifest::default()
    };
    let mut is_over = false;
    for child in children {
        if is_over {
            return Err(fault("element", child));
        } else if is(child, NAMESPACE, "ASiCManifestExtensions") {
            manifest.has_critical_extension |= has_critical(child)?;
            is_over = true;
        } else {
            check(child, NAMESPACE, "DataObjectReference")?;
            if manifest.objects.len() >= limits.zip_entries {
                return Err(Error::LimitExceeded(Limit::ZipEntries));
            }
            let (reference, critical) = object(child)?;
            manifest.objects.push(reference);
            manifest.has_critical_extension |= critical;
        }
    }
    match manifest.objects.is_empty() {
        true => Err(fault("ASiCManifest", &root)),
        false => Ok(manifest),
    }
}

/// Reads the only element of a document that has no instructions outside it.
fn root(text: &[u8], base: u64, limits: &Limits) -> Result<Element, Error> {
    let mut reader = Reader::new(text, base, limits);
    let mut root = None;
    loop {
        match reader.read()? {
            Event::Start(tag) => root = Some(Tree::read(&mut reader, tag)?),
            Event::Instruction(_) => {
                return Err(malformed("processing instruction", CLAUSE, reader.span().start));
            }
            Event::Done => break,
            _ => {}
        }
    }
    root.ok_or(Error::Unreachable("a document without its root"))
}

/// Reads what is said of one file, and whether it has a critical extension.
fn object(element: &Element) -> Result<(Reference, bool), Error> {
    let mut children = element.children();
    let (Some(method), Some(value)) = (children.next(), children.next()) else {
        return Err(fault("DataObjectReference", element));
    };
    check(method, DSIG, "DigestMethod")?;
    empty(method)?;
    check(value, DSIG, "DigestValue")?;
    let mut critical = false;
    for child in children {
        if !is(child, NAMESPACE, "DataObjectReferenceExtensions") {
            return Err(fault("element", child));
        }
        critical |= has_critical(child)?;
    }
    let reference = Reference {
        uri: needed(element, "URI")?,
        media_type: element.attribute("MimeType").map(str::to_owned),
        is_root: matches!(element.attribute("Rootfile"), Some("true" | "1")),
        algorithm: needed(method, "Algorithm")?,
        value: digest(value)?,
    };
    Ok((reference, critical))
}

/// XML Signature §4.4.3.6: base64, in which white space says nothing.
fn digest(element: &Element) -> Result<Vec<u8>, Error> {
    if element.children().next().is_some() {
        return Err(fault("element", element));
    }
    let text: String = element.text().split_ascii_whitespace().collect();
    let value = Base64::decode_vec(&text).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| fault("ds:DigestValue", element))
}

/// Whether one of these extensions has to be understood: any that does not say that it has not.
fn has_critical(extensions: &Element) -> Result<bool, Error> {
    let mut found = false;
    for extension in extensions.children() {
        if !is(extension, NAMESPACE, "Extension") {
            return Err(fault("element", extension));
        }
        found |= !matches!(extension.attribute("Critical"), None | Some("false" | "0"));
    }
    Ok(found)
}

fn is(element: &Element, namespace: &str, name: &str) -> bool {
    element.namespace.uri() == Some(namespace) && &*element.name == name
}

/// Checks which element this is, and that nothing but elements and comments stands in it.
fn check(element: &Element, namespace: &str, name: &'static str) -> Result<(), Error> {
    if !is(element, namespace, name) {
        return Err(fault("element", element));
    }
    if name != "DigestValue" && element.has_text() {
        return Err(fault("text", element));
    }
    let instruction = |node: &Node| matches!(node, Node::Instruction(_));
    match element.content.iter().any(instruction) {
        true => Err(fault("processing instruction", element)),
        false => Ok(()),
    }
}

fn empty(element: &Element) -> Result<(), Error> {
    match element.children().next() {
        Some(child) => Err(fault("element", child)),
        None => Ok(()),
    }
}

fn needed(element: &Element, name: &str) -> Result<String, Error> {
    let value = element.attribute(name).filter(|value| !value.is_empty());
    value.map(str::to_owned).ok_or_else(|| fault("attribute", element))
}

fn fault(what: &'static str, element: &Element) -> Error {
    malformed(what, CLAUSE, element.span.start)
}
