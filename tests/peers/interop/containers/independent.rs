//! What OpenSSL says of the parts of a container: each signature over its manifest or its file, each
//! time-stamp, and each digest. Manifests are read here by looking for words, not by antin's reader.

use base64ct::{Base64, Encoding};

use super::super::world::World;
use super::entries;

/// How many of the signatures, the time-stamps and the digests are right, of how many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    pub(super) signatures: (usize, usize),
    pub(super) stamps: (usize, usize),
    pub(super) digests: (usize, usize),
}

/// Writes the parts of a container into files, and has OpenSSL judge them.
pub(super) fn count(world: &World, container: &[u8]) -> Counted {
    let parts = entries(container);
    let mut counted = Counted::default();
    for (name, octets) in &parts {
        let is_manifest = name.starts_with("META-INF/") && name.ends_with(".xml");
        if !is_manifest {
            continue;
        }
        let text = String::from_utf8(octets.clone()).unwrap();
        let signature = find(&parts, &attribute(&text, "SigReference", "URI"));
        let over = Over { world, signature, content: octets };
        if attribute(&text, "SigReference", "URI").ends_with(".tst") {
            add(&mut counted.stamps, over.is_stamp());
        } else {
            add(&mut counted.signatures, over.is_signature());
        }
        for object in text.split("DataObjectReference ").skip(1) {
            let content = find(&parts, &attribute(object, "", "URI"));
            add(&mut counted.digests, is_digest(world, object, content));
        }
    }
    if let Some((_, signature)) = parts.iter().find(|(name, _)| name == "META-INF/signature.p7s") {
        let data = parts.iter().find(|(name, _)| name != "mimetype" && !name.contains("META-INF"));
        let over = Over { world, signature, content: &data.unwrap().1 };
        add(&mut counted.signatures, over.is_signature());
    }
    counted
}

fn add(count: &mut (usize, usize), is_right: bool) {
    count.0 += usize::from(is_right);
    count.1 += 1;
}

/// Something with what it is over.
struct Over<'a> {
    world: &'a World,
    signature: &'a [u8],
    content: &'a [u8],
}

impl Over<'_> {
    fn write(&self) {
        self.world.write("part.signature", self.signature);
        self.world.write("part.content", self.content);
    }

    fn is_signature(&self) -> bool {
        self.write();
        let at = self.world.judged_at().to_unix();
        let words =
            "cms -verify -cades -binary -inform DER -in part.signature -content part.content";
        let line = format!("{words} -CAfile root.pem -attime {at} -out opened");
        self.world.openssl(&line).is_ok()
    }

    fn is_stamp(&self) -> bool {
        self.write();
        let at = self.world.judged_at().to_unix();
        let words = "ts -verify -token_in -in part.signature -data part.content";
        let line = format!("{words} -CAfile root.pem -untrusted sub.pem -attime {at}");
        self.world.openssl(&line).is_ok()
    }
}

fn is_digest(world: &World, object: &str, content: &[u8]) -> bool {
    world.write("part.content", content);
    let algorithm = attribute(object, "DigestMethod", "Algorithm");
    let algorithm = algorithm.rsplit('#').next().unwrap_or_default().to_owned();
    let digest = world.openssl(&format!("dgst -{algorithm} -binary part.content")).unwrap();
    let value = object.split("DigestValue").nth(1).unwrap();
    let value = value.split(['>', '<']).nth(1).unwrap();
    value == Base64::encode_string(&digest)
}

/// The value of an attribute behind the name of its element.
fn attribute(text: &str, element: &str, name: &str) -> String {
    let behind = text.split_once(element).unwrap().1;
    let value = behind.split_once(&format!("{name}=\"")).unwrap().1;
    value.split('"').next().unwrap().to_owned()
}

/// The entry that a URI is of.
fn find<'p>(parts: &'p [(String, Vec<u8>)], uri: &str) -> &'p [u8] {
    let mut pieces = uri.split('%');
    let mut name = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        name.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        name.extend(&piece.as_bytes()[2..]);
    }
    let found = parts.iter().find(|(own, _)| own.as_bytes() == name);
    &found.unwrap_or_else(|| panic!("{uri}")).1
}
