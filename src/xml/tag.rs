//! Start tags (XML 1.0 §3.1): names, attributes, declarations of namespaces.

use quick_xml::events::BytesStart;

use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::xml::characters::{is_char, reference, split};
use crate::xml::element::{Attribute, Namespace, Span};
use crate::xml::malformed;
use crate::xml::scope::Scopes;

/// A start tag, or an empty-element tag.
#[derive(Debug)]
pub(crate) struct StartTag {
    pub(crate) prefix: Option<Box<str>>,
    pub(crate) name: Box<str>,
    pub(crate) namespace: Namespace,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) declarations: Vec<(Box<str>, Box<str>)>,
    pub(crate) empty: bool,
    pub(crate) span: Span,
}

const TAG: &str = "XML 1.0 §3.1";
const NAME: &str = "Namespaces in XML 1.0 §4";

/// An attribute before its prefix is resolved.
struct Raw<'a> {
    prefix: Option<&'a str>,
    name: &'a str,
    value: String,
}

/// Reads a start tag and binds what it declares in `scopes`, where its element is open already.
pub(super) fn read(
    tag: &BytesStart<'_>,
    span: Span,
    empty: bool,
    scopes: &mut Scopes,
    limits: &Limits,
) -> Result<StartTag, Error> {
    let name = tag.name();
    let (prefix, name) = split(name.as_ref()).ok_or_else(|| malformed("name", NAME, span.start))?;
    let mut raw = Vec::new();
    let mut declarations: Vec<(Box<str>, Box<str>)> = Vec::new();
    // XML 1.0 §3.1: attributes are separated by white space.
    check_separation(tag.attributes_raw(), span)?;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| malformed("attribute", TAG, span.start))?;
        if raw.len() + declarations.len() >= limits.xml_attributes {
            return Err(Error::LimitExceeded(Limit::XmlAttributes));
        }
        let value = value(&attribute.value, span)?;
        let (prefix, name) = split(attribute.key.into_inner())
            .ok_or_else(|| malformed("name of an attribute", NAME, span.start))?;
        match (prefix, name) {
            (None, "xmlns") => declarations.push(("".into(), value.into_boxed_str())),
            (Some("xmlns"), name) => declarations.push((name.into(), value.into_boxed_str())),
            _ => raw.push(Raw { prefix, name, value }),
        }
    }
    for (prefix, uri) in &declarations {
        let bound = scopes.bind(prefix, uri);
        bound.map_err(|clause| malformed("declaration of a namespace", clause, span.start))?;
    }
    if scopes.len() > limits.xml_declarations {
        return Err(Error::LimitExceeded(Limit::XmlAttributes));
    }
    let attributes = resolve(raw, scopes, span)?;
    let namespace = scopes.resolve(prefix);
    let (prefix, name) = (prefix.map(Into::into), name.into());
    Ok(StartTag { prefix, name, namespace, attributes, declarations, empty, span })
}

fn resolve(raw: Vec<Raw<'_>>, scopes: &Scopes, span: Span) -> Result<Vec<Attribute>, Error> {
    let mut attributes: Vec<Attribute> = Vec::with_capacity(raw.len());
    for Raw { prefix, name, value } in raw {
        let namespace = match prefix {
            None => Namespace::None,
            some => scopes.resolve(some),
        };
        // Namespaces §6.3: two prefixes of one namespace do not make two attributes.
        let twice = attributes.iter().any(|other| {
            *other.name == *name
                && other.namespace == namespace
                && (namespace != Namespace::Undeclared || other.prefix.as_deref() == prefix)
        });
        if twice {
            let clause = "Namespaces in XML 1.0 §6.3";
            return Err(malformed("attribute that stands twice", clause, span.start));
        }
        let (prefix, name) = (prefix.map(Into::into), name.into());
        attributes.push(Attribute { prefix, name, namespace, value: value.into_boxed_str() });
    }
    Ok(attributes)
}

/// Looks for a value that the next name follows at once.
fn check_separation(attributes: &str, span: Span) -> Result<(), Error> {
    let mut quote = None;
    let mut closed = false;
    for byte in attributes.bytes() {
        let separated = byte.is_ascii_whitespace();
        if closed && !separated {
            return Err(malformed("attributes without space between them", TAG, span.start));
        }
        closed = false;
        match quote {
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(open) if open == byte => (quote, closed) = (None, true),
            _ => {}
        }
    }
    Ok(())
}

/// XML 1.0 §3.3.3: the value of an attribute, as of type CDATA.
fn value(raw: &str, span: Span) -> Result<String, Error> {
    if raw.contains('<') {
        return Err(malformed("`<` in the value of an attribute", TAG, span.start));
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once('&') {
        plain(before, &mut value, span)?;
        let found = behind.split_once(';').and_then(|(name, rest)| Some((reference(name)?, rest)));
        let Some((c, next)) = found else {
            return Err(malformed("reference", "XML 1.0 §4.1", span.start));
        };
        value.push(c);
        rest = next;
    }
    plain(rest, &mut value, span)?;
    Ok(value)
}

fn plain(text: &str, value: &mut String, span: Span) -> Result<(), Error> {
    if text.bytes().all(|b| matches!(b, b' '..=0x7f)) {
        value.push_str(text);
        return Ok(());
    }
    if !text.chars().all(is_char) {
        return Err(malformed("character", "XML 1.0 §2.2", span.start));
    }
    let text = text.replace("\r\n", " ");
    value.extend(text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
    Ok(())
}
