//! A small OCSP responder (RFC 6960 §4.2.1): it says "good" to everything, or what it is told to say, signed by
//! the CA itself.

use rcgen::{KeyPair, SigningKey};

/// One DER value.
pub(crate) fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let head = match u8::try_from(length) {
        Ok(short @ ..0x80) => vec![tag, short],
        Ok(long) => vec![tag, 0x81, long],
        Err(_) => {
            let [high, low] = u16::try_from(length).expect("short").to_be_bytes();
            vec![tag, 0x82, high, low]
        }
    };
    [head.as_slice(), contents].concat()
}

/// The contents of a DER value, and what follows it.
fn split(der: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let (head, length) = match der[1] {
        0x81 => (3, usize::from(der[2])),
        0x82 => (4, usize::from(der[2]) * 256 + usize::from(der[3])),
        short => (2, usize::from(short)),
    };
    (&der[..head + length], &der[head..head + length], &der[head + length..])
}

/// What an answer says, beside whom it is about.
pub(crate) struct Draft {
    /// CertStatus, whole.
    pub(crate) status: &'static [u8],
    pub(crate) this_update: &'static str,
    pub(crate) next_update: &'static str,
    pub(crate) produced_at: &'static str,
}

impl Draft {
    pub(crate) const GOOD: Self = Self {
        status: &[0x80, 0],
        this_update: "20261121000000Z",
        next_update: "20261122000000Z",
        produced_at: "20261121000000Z",
    };
}

/// Says "good" to a request, with its nonce if it has one.
pub(crate) fn good(request: &[u8], key: &KeyPair) -> Vec<u8> {
    answer(request, key, &Draft::GOOD)
}

/// Answers a request, with its nonce if it has one.
pub(crate) fn answer(request: &[u8], key: &KeyPair, draft: &Draft) -> Vec<u8> {
    let tbs = split(split(request).1).1;
    let (list, _, rest) = split(tbs);
    let cert_id = split(split(split(list).1).1).0;
    let time = |text: &str| tlv(0x18, text.as_bytes());
    let next = tlv(0xa0, &time(draft.next_update));
    let single = [cert_id, draft.status, &time(draft.this_update), &next].concat();
    // byKey: the SHA-1 of the key's octets.
    let digest =
        antin::crypto::Hasher::digest(antin::crypto::DigestAlgorithm::Sha1, key.public_key_raw());
    let responder = tlv(0xa2, &tlv(0x04, digest.as_bytes()));
    let mut data = [responder, time(draft.produced_at), tlv(0x30, &tlv(0x30, &single))].concat();
    if !rest.is_empty() {
        data.extend(tlv(0xa1, split(rest).1));
    }
    let data = tlv(0x30, &data);
    let value = key.sign(&data).expect("a signature");
    // ecdsa-with-SHA256
    let algorithm = tlv(0x30, &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]);
    let basic = tlv(0x30, &[data, algorithm, tlv(3, &[&[0], value.as_slice()].concat())].concat());
    let kind = [6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
    let bytes = tlv(0x30, &[kind.as_slice(), &tlv(4, &basic)].concat());
    tlv(0x30, &[tlv(0x0a, &[0]), tlv(0xa0, &bytes)].concat())
}
