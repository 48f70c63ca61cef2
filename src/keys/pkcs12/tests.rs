//! PKCS#12 files put together by hand: what no tool at hand writes, and each check flipped.

use super::*;
use crate::der::Writer;
use crate::oid::Oid;

const KEY: &[u8] = include_bytes!("../../../test-vectors/keys/der/p256-nopublic.der");
const CRL_BAG: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x04];

fn encode(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut out = Writer::new();
    fill(&mut out);
    out.finish()
}

/// A file without MAC around one unencrypted SafeContents.
fn pfx(bags: &[Vec<u8>]) -> Vec<u8> {
    let contents = encode(|out| {
        out.sequence(|out| {
            out.raw(&bags.concat());
        });
    });
    pfx_around(
        oid::ID_DATA,
        &encode(|out| {
            out.sequence(|out| {
                content_info(out, oid::ID_DATA, &contents);
            });
        }),
    )
}

fn pfx_around(kind: Oid<'_>, safe: &[u8]) -> Vec<u8> {
    encode(|out| {
        out.sequence(|out| {
            out.unsigned(3);
            content_info(out, kind, safe);
        });
    })
}

fn content_info(out: &mut Writer, kind: Oid<'_>, content: &[u8]) {
    out.sequence(|out| {
        out.oid(kind).nested(Tag::context_constructed(0), |out| {
            out.octet_string(content);
        });
    });
}

fn bag(kind: Oid<'_>, value: &[u8], attributes: &[u8]) -> Vec<u8> {
    encode(|out| {
        out.sequence(|out| {
            out.oid(kind).nested(Tag::context_constructed(0), |out| {
                out.raw(value);
            });
            out.raw(attributes);
        });
    })
}

fn cert_bag(kind: Oid<'_>, der: &[u8]) -> Vec<u8> {
    bag(
        oid::CERT_BAG,
        &encode(|out| {
            out.sequence(|out| {
                out.oid(kind).nested(Tag::context_constructed(0), |out| {
                    out.octet_string(der);
                });
            });
        }),
        &[],
    )
}

fn attribute(kind: Oid<'_>, values: &[u8]) -> Vec<u8> {
    encode(|out| {
        out.sequence(|out| {
            out.oid(kind).value(Tag::SET, values);
        });
    })
}

fn attributes(all: &[Vec<u8>]) -> Vec<u8> {
    encode(|out| {
        out.value(Tag::SET, &all.concat());
    })
}

fn read(file: &[u8]) -> Result<Contents, Error> {
    open(file, "", &Limits::DEFAULT)
}

fn clause(result: Result<impl Sized, Error>) -> &'static str {
    match result.err() {
        Some(Error::Malformed(malformed)) => malformed.clause,
        Some(_) => "another error",
        None => "",
    }
}

#[test]
fn bags_are_read_at_any_depth_and_unknown_ones_are_passed_over() {
    let key = bag(oid::KEY_BAG, KEY, &[]);
    let crl = bag(Oid::from_contents(CRL_BAG).expect("minimal"), &[5, 0], &[]);
    let inner = encode(|out| {
        out.sequence(|out| {
            out.raw(&cert_bag(oid::X509_CERTIFICATE, b"first")).raw(&key);
        });
    });
    let nested = bag(oid::SAFE_CONTENTS_BAG, &inner, &[]);
    let sdsi = cert_bag(oid::FRIENDLY_NAME, b"an SDSI certificate");
    let second = cert_bag(oid::X509_CERTIFICATE, b"second");
    let contents = read(&pfx(&[crl, nested, sdsi, second])).expect("well-formed");
    let certificates: Vec<&[u8]> = contents.certificates.iter().map(|bag| &bag.der[..]).collect();
    assert_eq!(certificates, [&b"first"[..], b"second"]);
    assert_eq!(contents.keys.len(), 1);
    assert_eq!(contents.keys[0].pkcs8.as_slice(), KEY);
}

#[test]
fn names_and_key_identifiers_are_read_and_other_attributes_are_passed_over() {
    let with = |all: &[Vec<u8>]| {
        let file = pfx(&[bag(oid::KEY_BAG, KEY, &attributes(all))]);
        read(&file).map(|mut contents| contents.keys.remove(0).attributes)
    };
    let name = |octets: &[u8]| {
        attribute(
            oid::FRIENDLY_NAME,
            &encode(|out| {
                out.value(Tag::BMP_STRING, octets);
            }),
        )
    };
    let id = attribute(oid::LOCAL_KEY_ID, &[4, 2, 7, 7]);
    let empty = attribute(oid::COMMON_NAME, &[]);
    let read = with(&[empty, name(&[0x1e, 0xa4, 0, b'n']), id]).expect("well-formed");
    assert_eq!(read.friendly_name.as_deref(), Some("Ấn"));
    assert_eq!(read.local_key_id.as_deref(), Some(&[7, 7][..]));
    // Half a surrogate pair, and half a unit: a name is for people, and no reason to refuse a key.
    let read = with(&[name(&[0xd8, 0x00, 0, b'n', 0x1e])]).expect("well-formed");
    assert_eq!(read.friendly_name.as_deref(), Some("\u{fffd}n\u{fffd}"));
    let string = attribute(oid::FRIENDLY_NAME, &[0x0c, 1, b'n']);
    assert_eq!(clause(with(&[string])), "X.690 §8.1.2: unexpected tag");
    assert_eq!(clause(with(&[attribute(oid::LOCAL_KEY_ID, &[])])), "X.690 §8.1.1: missing");
}

#[test]
fn protection_by_public_keys_is_unsupported() {
    let unsupported = Some(Error::Unsupported(Unsupported::KeyEncryption));
    let signed = pfx_around(oid::ID_SIGNED_DATA, &[0x30, 0]);
    assert_eq!(read(&signed).err(), unsupported);
    let enveloped = encode(|out| {
        out.sequence(|out| {
            content_info(out, oid::ID_SIGNED_DATA, &[]);
        });
    });
    assert_eq!(read(&pfx_around(oid::ID_DATA, &enveloped)).err(), unsupported);
}

#[test]
fn what_is_left_over_anywhere_is_malformed() {
    let key = bag(oid::KEY_BAG, KEY, &[]);
    let left_over = "X.690 §8.1.1.1: bytes left over";
    assert_eq!(clause(read(&pfx(std::slice::from_ref(&key)))), "");
    let two_keys = bag(oid::KEY_BAG, &[KEY, KEY].concat(), &[]);
    assert_eq!(clause(read(&pfx(&[two_keys]))), left_over);
    let two_sets = bag(oid::KEY_BAG, KEY, &[attributes(&[]), attributes(&[])].concat());
    assert_eq!(clause(read(&pfx(&[two_sets]))), left_over);
    let mut file = pfx(&[key]);
    file.push(0);
    assert_eq!(clause(read(&file)), left_over);
}

#[test]
fn segments_of_an_implicit_string_are_put_together() {
    let octets = |der: &[u8]| {
        let tlv = Reader::new(der).any("test").expect("a value");
        implicit_octets(&tlv).map(Cow::into_owned)
    };
    assert_eq!(octets(&[0x80, 2, 1, 2]), Ok(vec![1, 2]));
    assert_eq!(octets(&[0xa0, 7, 4, 2, 1, 2, 4, 1, 3]), Ok(vec![1, 2, 3]));
    assert_eq!(clause(octets(&[0xa0, 3, 2, 1, 1])), "X.690 §8.1.2: unexpected tag");
    assert_eq!(clause(octets(&[0x81, 1, 1])), "X.690 §8.1.2: unexpected tag");
}
