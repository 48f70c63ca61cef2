//! A tree as XML again, as it stands: prefixes, declarations and white space of its own.

use std::io::{Read, Seek, Write};

use crate::edxml::hop::document::CONTENT;
use crate::edxml::hop::files::Files;
use crate::error::Error;
use crate::xml::{Element, Node, attribute_text, element_text};

/// Writes a message, with its files where they belong.
pub(super) fn document<S: Read + Seek>(
    root: &Element,
    files: &mut Files<'_, S>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    element(root, files, out)
}

fn element<S: Read + Seek>(
    element: &Element,
    files: &mut Files<'_, S>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let content = &*element.name == CONTENT && element.inner.is_some();
    let name = match element.prefix.as_deref() {
        Some(prefix) => format!("{prefix}:{}", element.name),
        None => element.name.to_string(),
    };
    out.write_all(start_tag(element, &name).as_bytes())?;
    if element.content.is_empty() && !content {
        out.write_all(b"/>")?;
        return Ok(());
    }
    out.write_all(b">")?;
    if let (true, Some(inner)) = (content, element.inner) {
        files.write(inner, out)?;
    }
    for node in &element.content {
        match node {
            Node::Element(child) => self::element(child, files, out)?,
            Node::Text(text) => out.write_all(element_text(text).as_bytes())?,
            Node::CData(text) => write!(out, "<![CDATA[{text}]]>")?,
            Node::Comment(text) => write!(out, "<!--{text}-->")?,
            Node::Instruction(text) => write!(out, "<?{text}?>")?,
        }
    }
    out.write_all(format!("</{name}>").as_bytes())?;
    Ok(())
}

fn start_tag(element: &Element, name: &str) -> String {
    let mut tag = format!("<{name}");
    for (prefix, uri) in &element.declarations {
        let colon = if prefix.is_empty() { "" } else { ":" };
        tag.push_str(&format!(" xmlns{colon}{prefix}=\"{}\"", attribute_text(uri)));
    }
    for attribute in &element.attributes {
        let prefix = attribute.prefix.as_deref().map(|prefix| format!("{prefix}:"));
        let prefix = prefix.unwrap_or_default();
        let value = attribute_text(&attribute.value);
        tag.push_str(&format!(" {prefix}{}=\"{value}\"", attribute.name));
    }
    tag
}
