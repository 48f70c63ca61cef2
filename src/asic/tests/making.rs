//! What is made is what the standard asks for, and passes.

use super::*;
use crate::ApiMisuse;
use crate::cms::SignedData;
use crate::crypto::{DigestAlgorithm, Hasher};

#[test]
fn an_extended_container_passes_and_gives_its_files() {
    let (container, party) = extended();
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(crate::Language::En));
    assert_eq!(report.format(), crate::ades::Format::AsicE);
    assert_eq!(report.signatures()[0].covers(), Coverage::WholeDocument);
    assert_eq!(report.signatures()[0].file(), Some("META-INF/signature001.p7s"));
    assert_eq!(container_codes(&report), []);
    let verified = report.into_verified().expect("verified");
    let names: Vec<_> = verified.files().map(|file| file.name()).collect();
    assert_eq!(names, ["Công văn.txt", "phụ lục/1.bin"]);
    let letter = extract(&verified, Cursor::new(&container), "Công văn.txt", Vec::new());
    assert_eq!(letter.expect("the letter"), LETTER);
}

#[test]
fn a_simple_container_passes_and_gives_its_file() {
    let (container, party) = simple();
    let report = judge(&container, &party);
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(crate::Language::En));
    assert_eq!(report.format(), crate::ades::Format::AsicS);
    assert_eq!(report.signatures()[0].file(), Some("META-INF/signature.p7s"));
    let verified = report.into_verified().expect("verified");
    let letter = extract(&verified, Cursor::new(&container), "Công văn.txt", Vec::new());
    assert_eq!(letter.expect("the letter"), LETTER);
}

#[test]
fn the_magic_number_is_that_of_annex_a() {
    for (container, media_type) in [
        (extended().0, &b"application/vnd.etsi.asic-e+zip"[..]),
        (simple().0, b"application/vnd.etsi.asic-s+zip"),
    ] {
        assert_eq!(&container[..4], b"PK\x03\x04");
        assert_eq!(&container[30..38], b"mimetype");
        assert_eq!(&container[38..69], media_type);
    }
}

#[test]
fn the_manifest_lists_the_digest_of_each_file() {
    let (container, _) = extended();
    let entries = entries(&container);
    let (_, manifest) = &entries[3];
    let manifest = manifest::read(manifest, &Limits::DEFAULT).expect("a manifest");
    assert_eq!(manifest.signature, "META-INF/signature001.p7s");
    for (object, content) in manifest.objects.iter().zip([LETTER, ANNEX]) {
        assert_eq!(object.value, Hasher::digest(DigestAlgorithm::Sha256, content).as_bytes());
    }
    assert_eq!(manifest.objects[0].media_type.as_deref(), Some("text/plain"));
}

#[test]
fn the_signature_is_detached() {
    for (container, at) in [(extended().0, 4), (simple().0, 2)] {
        let entries = entries(&container);
        assert!(SignedData::from_bytes(&entries[at].1).expect("a signature").is_detached());
    }
}

#[test]
fn two_steps_make_the_same_as_one() {
    let (container, party) = extended();
    let options = Options::extended(signature_options());
    let prepared =
        prepare(files(), std::slice::from_ref(&party.certificate), &options).expect("prepared");
    let key = fixture::key(P256);
    let value = key.sign(prepared.algorithm(), prepared.to_be_signed()).expect("a value");
    let made = prepared.finish(&value, Vec::new()).expect("a container");
    assert_eq!(judge(&made, &party).verdict(), Verdict::Passed);
    // The values of ECDSA differ; all else is the same.
    let (mut one, mut other) = (entries(&made), entries(&container));
    assert_ne!(one.pop(), other.pop());
    assert_eq!(one, other);
}

#[test]
fn files_have_names_of_their_own() {
    let party = Party::new(P256);
    let made = |names: &[&str], options: Options| {
        let files = names.iter().map(|name| File::from_bytes(*name, b"")).collect();
        prepare(files, std::slice::from_ref(&party.certificate), &options).map(drop)
    };
    let misuse = |misuse| Err(Error::ApiMisuse(misuse));
    let extended = || Options::extended(signature_options());
    for name in ["mimetype", "META-INF/x", "meta-inf/x", "Mimetype", "a/", "../a", "/a", "", "a\\b"]
    {
        assert_eq!(made(&[name], extended()), misuse(ApiMisuse::EntryName), "{name}");
    }
    assert_eq!(made(&["a", "A"], extended()), misuse(ApiMisuse::EntryName));
    assert_eq!(made(&[], extended()), misuse(ApiMisuse::ContentMissing));
    let simple = Options::simple(signature_options());
    assert_eq!(made(&["a", "b"], simple), misuse(ApiMisuse::SeveralFiles));
    assert_eq!(made(&["a", "b"], extended()), Ok(()));
}

#[test]
fn a_file_that_changes_meanwhile_is_noticed() {
    struct Fickle(u64);
    impl std::io::Read for Fickle {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            let Some(first) = out.first_mut() else { return Ok(0) };
            *first = b'x';
            Ok(usize::from(self.0 < 3))
        }
    }
    impl std::io::Seek for Fickle {
        fn seek(&mut self, _: std::io::SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }
    let party = Party::new(P256);
    let options = Options::extended(signature_options());
    let made = sign(vec![File::new("a", Fickle(0))], &credential(P256, &party), &options);
    assert_eq!(made, Err(Error::ApiMisuse(ApiMisuse::OtherContent)));
}

#[test]
fn every_kind_of_key_makes_containers() {
    for pem in fixture::KEYS {
        let party = Party::new(pem);
        let options = Options::extended(signature_options());
        let container = sign(files(), &credential(pem, &party), &options).expect("a container");
        assert_eq!(judge(&container, &party).verdict(), Verdict::Passed);
    }
}
