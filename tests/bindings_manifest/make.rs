//! Signing: at once, in pieces, and by keys that live elsewhere.

use antin::cades::{self, AttachedSigning, Content, DetachedSigning, Prepared};
use antin::crypto::{Digest, DigestAlgorithm};
use antin::keys::Credential;
use antin::x509;

use crate::setup::{self, hex, is_attached};
use crate::{Outcome, PIECES, cases, code, judge, vector};

const KEY: u32 = 32;

/// Compares what a signing case made, or its error.
fn compare(
    made: Outcome<Vec<u8>>,
    content: Option<&[u8]>,
    then: Option<&cases::Then>,
    refused: Option<&cases::Refused>,
) {
    match (made, then, refused) {
        (Ok(signed), Some(then), None) => judge::then(&signed, content, then),
        (made, None, Some(refused)) => assert_eq!(made.map(drop), Err(refused.error)),
        (made, ..) => panic!("{made:?}, or a case without an end"),
    }
}

pub(crate) fn sign(case: &cases::Sign) {
    let document = vector(&case.document);
    let is_attached = is_attached(&case.options);
    let content = (!is_attached).then_some(document.as_slice());
    for pieces in [None].into_iter().chain(PIECES.map(Some)) {
        let made = ready(
            &case.credential,
            case.friendly_name.as_deref(),
            &case.options,
            case.signing_time,
        )
        .and_then(|(credential, options)| match pieces {
            None => cades::sign(&document, &credential, &options).map_err(code),
            Some(size) if is_attached => attached(&document, size, &credential, &options),
            Some(size) => detached(&document, size, &credential, &options),
        })
        .and_then(|signed| raise(signed, content, &case.raised));
        compare(made, content, case.then.as_ref(), case.expect.as_ref());
    }
}

/// Raises what was signed, once for each.
fn raise(
    mut signed: Vec<u8>,
    content: Option<&[u8]>,
    raised: &[cases::Options],
) -> Outcome<Vec<u8>> {
    for options in raised {
        let options = setup::options(options, 0)?;
        signed = cades::extend(&signed, content.map(Content::Bytes), &options).map_err(code)?;
    }
    Ok(signed)
}

fn ready(
    credential: &cases::Credential,
    name: Option<&str>,
    options: &cases::Options,
    time: i64,
) -> Outcome<(Credential, cades::Options)> {
    Ok((setup::credential(credential, name)?, setup::options(options, time)?))
}

fn detached(
    document: &[u8],
    size: usize,
    credential: &Credential,
    options: &cades::Options,
) -> Outcome<Vec<u8>> {
    let mut signing = DetachedSigning::new(credential.chain(), options).map_err(code)?;
    document.chunks(size).for_each(|piece| signing.update(piece));
    signing.sign(credential).map_err(code)
}

fn attached(
    document: &[u8],
    size: usize,
    credential: &Credential,
    options: &cades::Options,
) -> Outcome<Vec<u8>> {
    let mut signing = AttachedSigning::new(credential, length(document), options).map_err(code)?;
    let mut signed = signing.head().to_vec();
    for piece in document.chunks(size) {
        signing.update(piece).map_err(code)?;
        signed.extend_from_slice(piece);
    }
    signed.extend(signing.finish().map_err(code)?);
    Ok(signed)
}

fn length(document: &[u8]) -> u64 {
    u64::try_from(document.len()).expect("a length")
}

pub(crate) fn add(case: &cases::Add) {
    let signature = vector(&case.signature);
    let content = case.content.as_ref().map(|file| vector(file));
    let made =
        ready(&case.credential, case.friendly_name.as_deref(), &case.options, case.signing_time)
            .and_then(|(credential, options)| {
                let content = content.as_deref().map(Content::Bytes);
                cades::add_signature(&signature, content, &credential, &options).map_err(code)
            });
    compare(made, content.as_deref(), case.then.as_ref(), case.expect.as_ref());
}

pub(crate) fn prepare(case: &cases::Prepare) {
    let document = vector(&case.document);
    let chain = x509::certificates(&vector(&case.chain)).expect("a chain");
    let options = setup::options(&case.options, case.signing_time).expect("options");
    let files = Files {
        to_be_signed: &case.to_be_signed,
        algorithm: &case.algorithm,
        wrong_value: &case.wrong_value,
        value: &case.value,
    };
    let content = (!is_attached(&case.options)).then_some(document.as_slice());
    let finish =
        |prepared: Prepared<'_>| judge::then(&files.finish(&prepared), content, &case.then);
    finish(cades::prepare(&document, &chain, &options).expect("prepared"));
    let Some(digest) = &case.document_digest else { return };
    finish(cades::prepare_digest(&read(digest), &chain, &options).expect("prepared"));
    for size in PIECES {
        let mut signing = DetachedSigning::new(&chain, &options).expect("begun");
        document.chunks(size).for_each(|piece| signing.update(piece));
        finish(signing.prepare());
    }
}

fn read(digest: &cases::Digest) -> Digest {
    let algorithm = match digest.algorithm.as_str() {
        "SHA-256" => DigestAlgorithm::Sha256,
        "SHA-384" => DigestAlgorithm::Sha384,
        "SHA-512" => DigestAlgorithm::Sha512,
        other => panic!("unknown: {other}"),
    };
    let octets: Vec<_> = (0..digest.value.len() / 2)
        .map(|at| u8::from_str_radix(&digest.value[2 * at..2 * at + 2], 16).expect("hexadecimal"))
        .collect();
    assert_eq!(hex(&octets), digest.value);
    Digest::from_bytes(algorithm, &octets).expect("a digest")
}

pub(crate) fn prepare_addition(case: &cases::PrepareAddition) {
    let signature = vector(&case.signature);
    let content = case.content.as_ref().map(|file| vector(file));
    let chain = x509::certificates(&vector(&case.chain)).expect("a chain");
    let options = setup::options(&case.options, case.signing_time).expect("options");
    let beside = content.as_deref().map(Content::Bytes);
    let prepared = cades::prepare_addition(&signature, beside, &chain, &options).expect("prepared");
    let files = Files {
        to_be_signed: &case.to_be_signed,
        algorithm: &case.algorithm,
        wrong_value: &case.wrong_value,
        value: &case.value,
    };
    judge::then(&files.finish(&prepared), content.as_deref(), &case.then);
}

pub(crate) fn extend(case: &cases::Extend) {
    let signature = vector(&case.signature);
    let content = case.content.as_ref().map(|file| vector(file));
    // Nothing is signed, so that no time counts.
    let made = setup::options(&case.options, 0).and_then(|options| {
        let beside = content.as_deref().map(Content::Bytes);
        cades::extend(&signature, beside, &options).map_err(code)
    });
    compare(made, content.as_deref(), case.then.as_ref(), case.expect.as_ref());
}

/// What a key elsewhere was given, and what it gave back.
struct Files<'a> {
    to_be_signed: &'a str,
    algorithm: &'a str,
    wrong_value: &'a str,
    value: &'a str,
}

impl Files<'_> {
    fn finish(&self, prepared: &Prepared<'_>) -> Vec<u8> {
        assert_eq!(hex(prepared.to_be_signed()), hex(&vector(self.to_be_signed)));
        assert_eq!(prepared.algorithm(), setup::algorithm(self.algorithm));
        let wrong = prepared.finish(&vector(self.wrong_value)).map_err(code);
        assert_eq!(wrong.map(drop), Err(KEY));
        prepared.finish(&vector(self.value)).expect("the value fits")
    }
}
