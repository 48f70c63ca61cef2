//! Reading a manifest: XML without a document type, so without entities beyond the five.

use base64ct::{Base64, Encoding};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use crate::asic::manifest::{DSIG, Manifest, NAMESPACE, Reference};
use crate::error::{Error, Limit, Malformed, Syntax};
use crate::limits::Limits;

const CLAUSE: &str = "EN 319 162-1 §A.4";

/// Reads a manifest.
///
/// What stands beside the elements of the schema is passed over: extensions that are not critical, and
/// comments. Elements of the schema may come only where the schema has them.
pub(in crate::asic) fn read(octets: &[u8], limits: &Limits) -> Result<Manifest, Error> {
    let text = std::str::from_utf8(octets).map_err(|_| malformed("UTF-8", 0))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading {
        reader: NsReader::from_str(text),
        open: Vec::new(),
        manifest: Manifest::default(),
        text: String::new(),
        signatures: 0,
        begun: false,
        limits,
    };
    while reading.next()? {}
    reading.finish()
}

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Manifest,
    SigReference,
    Object,
    DigestMethod,
    DigestValue,
    /// Anything inside extensions.
    Extension,
}

struct Reading<'x> {
    reader: NsReader<&'x [u8]>,
    open: Vec<Open>,
    manifest: Manifest,
    text: String,
    signatures: usize,
    begun: bool,
    limits: &'x Limits,
}

impl<'x> Reading<'x> {
    /// Takes the next piece; `false` at the end.
    fn next(&mut self) -> Result<bool, Error> {
        let offset = self.reader.buffer_position();
        let event = self.reader.read_event().map_err(|_| malformed("XML", offset))?;
        match event {
            Event::Start(tag) => self.start(&tag, offset)?,
            Event::Empty(tag) => {
                self.start(&tag, offset)?;
                self.end()?;
            }
            Event::End(_) => self.end()?,
            Event::Text(text) => self.characters(&text.xml10_content(), offset)?,
            Event::CData(text) => self.characters(&text.xml10_content(), offset)?,
            Event::Comment(_) | Event::Decl(_) => {}
            // XML 1.0 §2.8: what a document type declares decides what the rest says.
            Event::DocType(_) => return Err(malformed("a document type", offset)),
            Event::PI(_) => return Err(malformed("a processing instruction", offset)),
            Event::GeneralRef(_) => return Err(malformed("a reference", offset)),
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn start(&mut self, tag: &BytesStart<'x>, offset: u64) -> Result<(), Error> {
        if self.open.len() >= self.limits.nesting {
            return Err(Error::LimitExceeded(Limit::Nesting));
        }
        let (namespace, local) = self.reader.resolver().resolve_element(tag.name());
        let ours = namespace == ResolveResult::Bound(Namespace(NAMESPACE));
        let digests = namespace == ResolveResult::Bound(Namespace(DSIG));
        let open = match (self.open.last(), local.as_ref()) {
            (None, "ASiCManifest") if ours && !self.begun => Open::Manifest,
            (Some(Open::Manifest), "SigReference") if ours => Open::SigReference,
            (Some(Open::Manifest), "DataObjectReference") if ours => Open::Object,
            (Some(Open::Object), "DigestMethod") if digests => Open::DigestMethod,
            (Some(Open::Object), "DigestValue") if digests => Open::DigestValue,
            (Some(Open::Manifest), "ASiCManifestExtensions") if ours => Open::Extension,
            (Some(Open::Object), "DataObjectReferenceExtensions") if ours => Open::Extension,
            (Some(Open::Extension), _) => Open::Extension,
            _ => return Err(malformed("element", offset)),
        };
        self.begun = true;
        self.enter(open, tag, offset)?;
        self.open.push(open);
        Ok(())
    }

    fn enter(&mut self, open: Open, tag: &BytesStart<'x>, offset: u64) -> Result<(), Error> {
        match open {
            Open::SigReference => {
                self.signatures += 1;
                self.manifest.signature = needed(tag, "URI", offset)?;
                self.manifest.signature_type = attribute(tag, "MimeType", offset)?;
            }
            Open::Object => {
                if self.manifest.objects.len() >= self.limits.zip_entries {
                    return Err(Error::LimitExceeded(Limit::ZipEntries));
                }
                let root = attribute(tag, "Rootfile", offset)?;
                self.manifest.objects.push(Reference {
                    uri: needed(tag, "URI", offset)?,
                    media_type: attribute(tag, "MimeType", offset)?,
                    is_root: matches!(root.as_deref(), Some("true" | "1")),
                    algorithm: String::new(),
                    value: Vec::new(),
                });
            }
            Open::DigestMethod => {
                let algorithm = needed(tag, "Algorithm", offset)?;
                let object = self.object(offset)?;
                if !object.algorithm.is_empty() {
                    return Err(malformed("ds:DigestMethod", offset));
                }
                object.algorithm = algorithm;
            }
            Open::DigestValue => self.text.clear(),
            Open::Extension => {
                let critical = attribute(tag, "Critical", offset)?;
                self.manifest.has_critical_extension |=
                    matches!(critical.as_deref(), Some("true" | "1"));
            }
            Open::Manifest => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        let offset = self.reader.buffer_position();
        match self.open.pop() {
            Some(Open::DigestValue) => {
                let text: String = self.text.split_ascii_whitespace().collect();
                let value =
                    Base64::decode_vec(&text).map_err(|_| malformed("ds:DigestValue", offset))?;
                let object = self.object(offset)?;
                if !object.value.is_empty() || value.is_empty() {
                    return Err(malformed("ds:DigestValue", offset));
                }
                object.value = value;
            }
            Some(Open::Object) => {
                let object = self.object(offset)?;
                if object.algorithm.is_empty() || object.value.is_empty() {
                    return Err(malformed("DataObjectReference", offset));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn characters(&mut self, text: &str, offset: u64) -> Result<(), Error> {
        match self.open.last() {
            Some(Open::DigestValue) => self.text.push_str(text),
            Some(Open::Extension) => {}
            _ if text.trim_matches([' ', '\t', '\n', '\r']).is_empty() => {}
            _ => return Err(malformed("text", offset)),
        }
        Ok(())
    }

    fn object(&mut self, offset: u64) -> Result<&mut Reference, Error> {
        self.manifest.objects.last_mut().ok_or_else(|| malformed("DataObjectReference", offset))
    }

    fn finish(self) -> Result<Manifest, Error> {
        let whole =
            self.open.is_empty() && self.signatures == 1 && !self.manifest.objects.is_empty();
        if whole { Ok(self.manifest) } else { Err(malformed("ASiCManifest", 0)) }
    }
}

fn needed(tag: &BytesStart<'_>, name: &str, offset: u64) -> Result<String, Error> {
    let value = attribute(tag, name, offset)?;
    value.ok_or_else(|| malformed("attribute", offset))
}

fn attribute(tag: &BytesStart<'_>, name: &str, offset: u64) -> Result<Option<String>, Error> {
    let mut found = None;
    // Attributes that come twice are an error here (XML 1.0 §3.1).
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| malformed("attribute", offset))?;
        if attribute.key.as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            found = Some(value.map_err(|_| malformed("attribute", offset))?.into_owned());
        }
    }
    Ok(found)
}

fn malformed(what: &'static str, offset: u64) -> Error {
    let offset = Some(offset);
    Error::Malformed(Malformed { syntax: Syntax::Xml, what, clause: CLAUSE, offset, block: None })
}
