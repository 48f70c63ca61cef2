//! Writing a manifest.

use base64ct::{Base64, Encoding};

use crate::asic::manifest::{DSIG, Manifest, NAMESPACE, Reference};

/// Writes a manifest as XML 1.0 in UTF-8.
pub(in crate::asic) fn write(manifest: &Manifest) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n");
    out.push_str(&format!("<asic:ASiCManifest xmlns:asic=\"{NAMESPACE}\" xmlns:ds=\"{DSIG}\">"));
    out.push_str("<asic:SigReference");
    if let Some(media_type) = &manifest.signature_type {
        attribute(&mut out, "MimeType", media_type);
    }
    attribute(&mut out, "URI", &manifest.signature);
    out.push_str("/>");
    for object in &manifest.objects {
        reference(&mut out, object);
    }
    out.push_str("</asic:ASiCManifest>");
    out.into_bytes()
}

fn reference(out: &mut String, object: &Reference) {
    out.push_str("<asic:DataObjectReference");
    if let Some(media_type) = &object.media_type {
        attribute(out, "MimeType", media_type);
    }
    if object.is_root {
        attribute(out, "Rootfile", "true");
    }
    attribute(out, "URI", &object.uri);
    out.push_str("><ds:DigestMethod");
    attribute(out, "Algorithm", &object.algorithm);
    out.push_str("/><ds:DigestValue>");
    out.push_str(&Base64::encode_string(&object.value));
    out.push_str("</ds:DigestValue></asic:DataObjectReference>");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for char in value.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 §3.3.3: white space would come back as spaces.
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(char))),
            other => out.push(other),
        }
    }
    out.push('"');
}
