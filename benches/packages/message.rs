//! Packages to be sealed: the header of a sample, and attachments of random octets.

use antin::edxml::{
    AttachmentHeader, Body, Manifest, Nowhere, Outgoing, Reading, Reference, Writing,
};

use crate::random::Random;

const SAMPLE: &[u8] = include_bytes!("../../test-vectors/edxml/no-attachment.edxml");

/// Makes a package with attachments of these lengths, as the axis' SDK lays it out.
///
/// They begin like PDF documents, and go on with octets that nothing compresses, as the streams in
/// such documents do.
pub(crate) fn package(lengths: &[usize], random: &mut Random) -> Vec<u8> {
    let mut envelope = Reading::strict().read(SAMPLE, &mut Nowhere).unwrap().envelope;
    let mut manifest = Manifest::default();
    let mut files = Vec::new();
    for (number, length) in lengths.iter().enumerate() {
        let mut header = AttachmentHeader::default();
        header.content_id = Some(format!("cid:{number}"));
        header.attachment_name = Some(format!("van-ban-{number}.pdf"));
        header.content_type = Some("application/pdf".to_owned());
        let mut reference = Reference::default();
        reference.content_id.clone_from(&header.content_id);
        reference.attachment_name.clone_from(&header.attachment_name);
        reference.content_type.clone_from(&header.content_type);
        manifest.reference.push(reference);
        let octets = [&b"%PDF-1.7\n"[..], &random.octets(*length)].concat();
        files.push(Outgoing::new(header, std::io::Cursor::new(octets)));
    }
    let mut body = Body::default();
    body.manifest = Some(manifest);
    envelope.body = Some(body);
    let mut message = Vec::new();
    Writing::plain().write(&envelope, files, &mut message).unwrap();
    message
}
