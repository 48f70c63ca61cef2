//! The XML declaration (XML 1.0 §2.8 \[23\]): version 1.0, UTF-8.

use quick_xml::events::BytesDecl;

use crate::error::Error;
use crate::xml::malformed;

/// Checks that the document is one of XML 1.0 in UTF-8.
pub(super) fn check(declaration: &BytesDecl<'_>, offset: u64) -> Result<(), Error> {
    let version = declaration.version().ok();
    if version.as_deref() != Some("1.0") {
        return Err(malformed("version of the XML declaration", "XML 1.0 §2.8", offset));
    }
    let encoding = declaration.encoding().transpose();
    let encoding = encoding.map_err(|_| malformed("XML declaration", "XML 1.0 §2.8", offset))?;
    // XML 1.0 §4.3.3: names of encodings are compared without case.
    if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("UTF-8")) {
        return Err(malformed("encoding other than UTF-8", "XML 1.0 §4.3.3", offset));
    }
    Ok(())
}
