//! Every error has its words in both languages, and something that can be done about it.

use std::collections::BTreeSet;
use std::io;

use super::*;
use crate::language::Language;

/// Lists the variants of an enum; does not compile where one is missing. Those behind the semicolon
/// hold something, and are listed by hand.
macro_rules! every {
    ($reason:ident: $($variant:ident),+ $(; $other:pat)?) => {{
        let _ = |reason: &$reason| match reason { $($reason::$variant)|+ $(| $other)? => () };
        vec![$($reason::$variant),+]
    }};
}

fn malformed(syntax: Syntax, what: &'static str) -> Error {
    let clause = "RFC 5652 §5.3";
    Error::Malformed(Malformed { syntax, what, clause, offset: Some(7), block: Some(2) })
}

fn misuses() -> Vec<Error> {
    let mut all = every![ApiMisuse: EmptyTrustStore, UnexpectedContent, ContentMissing,
        ContentMismatch, ContentLength, EvidenceMissing, NoNetwork, NoSealer, NonceLength, OldDigest, OtherContent, EntryName, NoDocument, NoEntry, SeveralFiles, StatusOrder, StatusTeller; ApiMisuse::Contradiction(_)];
    let contradictions = every![Contradiction: AttachedWithoutContent, LevelNotAboveB,
        LevelWithoutTime, LevelWithoutTimestamper, OtherDigest, SinkForDetached];
    all.extend(contradictions.into_iter().map(ApiMisuse::Contradiction));
    all.into_iter().map(Error::ApiMisuse).collect()
}

fn keys() -> Vec<Error> {
    let credentials =
        every![CredentialError: KeyMismatch, NoCertificate, NoKey, SeveralKeys].into_iter();
    let keys = every![KeyError: AlgorithmMismatch, Invalid, PasswordNeeded, Refused,
        UnsupportedType, ValueMismatch, WrongPassword];
    credentials.map(Error::Credential).chain(keys.into_iter().map(Error::Key)).collect()
}

fn inputs() -> Vec<Error> {
    let limits = every![Limit: Attachments, XmlAttributes, XmlLength, XmlNodes, XmlToken, Blocks, Items, Keys, Certificates, Extensions, KdfIterations, KdfMemory, Length, Nesting, OcspAnswers,
        Signers, UnattributedContent, ZipEntries, ZipRatio];
    let unsupported = every![Unsupported: Algorithm, Dialect, ContentType, Extension, Format,
        KeyEncryption, OldArchive, Pdf, StatusSeal, TrustedCertificate, Version, Xml, Zip, ZipDisks, ZipEncryption, ZipMethod];
    let syntaxes = every![Syntax: Ber, Der, Edxml, Json, Pem, Time, Xml, Zip];
    let mut all: Vec<_> = limits.into_iter().map(Error::LimitExceeded).collect();
    all.extend(unsupported.into_iter().map(Error::Unsupported));
    all.extend(syntaxes.into_iter().map(|syntax| malformed(syntax, "SignerInfo")));
    all
}

fn policies() -> Vec<Error> {
    let mut reasons = every![PolicyReason: AgencyCode, AnyAndRules, Day, Duration, FixedSize, Name, NeverAccepted, NoAlgorithm, NoCutOff,
        NoMark, NoSize, ObjectIdentifier, Period, Time, Tolerated, Twice; PolicyReason::Form(_)];
    reasons.push(PolicyReason::Form("unknown field `trsut`".to_owned()));
    let faults = reasons.into_iter().map(|reason| PolicyFault { line: 3, column: 1, reason });
    faults.map(Error::Policy).collect()
}

fn timestamps() -> Vec<Error> {
    let mut all = every![TimestampError: OtherImprint, OtherNonce, OtherPolicy, SignatureMismatch; TimestampError::Refused(_)];
    for status in [2, 3, 7] {
        let words = vec!["no\u{1b}[2J".to_owned()];
        let reasons = RefusalReason::ALL.to_vec();
        all.push(TimestampError::Refused(Refusal { status, words, reasons }));
    }
    all.into_iter().map(Error::Timestamp).collect()
}

fn network() -> Vec<Error> {
    let mut all = every![NetworkError: AnswerMismatch, BadAddress, BudgetSpent, Connection, ContentType,
        ForbiddenAddress, HostNotFound, Interrupted, Proxy, Redirect, Timeout, Tls, TooLarge;
        NetworkError::Responder(_) | NetworkError::Status(_)];
    all.extend([NetworkError::Responder(6), NetworkError::Status(503)]);
    all.into_iter().map(Error::Network).collect()
}

/// Every error with every reason.
fn all() -> Vec<Error> {
    let _ = |error: &Error| match error {
        Error::ApiMisuse(_) | Error::Credential(_) | Error::Key(_) | Error::Policy(_) => (),
        Error::LimitExceeded(_) | Error::Malformed(_) | Error::Unsupported(_) => (),
        Error::Network(_) | Error::Other(_) | Error::Timestamp(_) | Error::Unreachable(_) => (),
    };
    let mut all = [misuses(), keys(), inputs(), policies(), timestamps(), network()].concat();
    all.push(io::Error::from(io::ErrorKind::PermissionDenied).into());
    all.push(Error::Unreachable("no digest of the content"));
    all
}

/// Whether there are letters that only Vietnamese has.
fn is_vietnamese(text: &str) -> bool {
    text.chars()
        .any(|char| "ăâđêôơưàảãạáằấầẩậắặẵếềểễệếíìỉịóòỏõọốồổộớờởợủúùụũứừửựỳýỹ".contains(char))
}

#[test]
fn every_error_is_told_in_both_languages() {
    let mut told = BTreeSet::new();
    for error in all() {
        let (english, vietnamese) = (error.text(Language::En), error.text(Language::Vi));
        assert_eq!(english, error.to_string());
        assert!(is_vietnamese(&vietnamese), "{vietnamese}");
        for text in [&english, &vietnamese] {
            assert!(text.starts_with(char::is_lowercase) && !text.ends_with('.'), "{text}");
            assert!(!text.chars().any(char::is_control), "{text}");
        }
        assert!(told.insert(vietnamese), "{error} is told like another error");
    }
}

#[test]
fn every_reason_is_a_sentence_of_its_own_in_vietnamese() {
    // What stands behind the kind of error must be Vietnamese by itself.
    for error in all() {
        let vietnamese = error.text(Language::Vi);
        let reason = match &error {
            Error::Malformed(_) | Error::Other(_) | Error::Unreachable(_) => continue,
            _ => vietnamese.split_once(": ").expect("kind and reason").1,
        };
        assert!(is_vietnamese(reason), "{vietnamese}");
        let english = error.to_string();
        let english = english.split_once(": ").expect("kind and reason").1;
        assert!(!vietnamese.contains(english), "{vietnamese}");
    }
}

#[test]
fn every_error_says_in_one_sentence_what_can_be_done() {
    for error in all() {
        let (english, vietnamese) = (error.help(Language::En), error.help(Language::Vi));
        assert!(english.is_ascii() && is_vietnamese(vietnamese), "{english} {vietnamese}");
        for text in [english, vietnamese] {
            assert!(text.starts_with(char::is_uppercase) && text.ends_with('.'), "{text}");
            assert!(!text.trim_end_matches('.').contains(". "), "more than one sentence: {text}");
        }
    }
}

#[test]
fn the_place_of_what_is_malformed_is_told_in_both_languages() {
    let error = malformed(Syntax::Der, "SignerInfo");
    assert_eq!(
        error.text(Language::Vi),
        "dữ liệu DER không đúng cấu trúc: SignerInfo ở khối thứ 2 tại byte 7 (RFC 5652 §5.3)"
    );
    assert_eq!(
        error.text(Language::En),
        "malformed DER: SignerInfo in block 2 at byte 7 (RFC 5652 §5.3)"
    );
}

#[test]
fn words_that_no_standard_has_a_name_for_are_translated() {
    for text in [
        "-----BEGIN X",
        "-----BEGIN X-----\n-----END Y-----",
        "-----BEGIN X-----\n-----BEGIN Y-----",
        "-----BEGIN X-----\nAAAA\n",
        "-----BEGIN X-----\n\u{1}: \u{0}\n-----END X-----",
    ] {
        for error in crate::pem::blocks(text.as_bytes()).filter_map(Result::err) {
            let Error::Malformed(malformed) = &error else { continue };
            let english = malformed.what;
            assert!(!error.text(Language::Vi).contains(english), "{english}");
        }
    }
}

#[test]
fn kinds_of_io_errors_are_told_apart() {
    let text = |kind: io::ErrorKind| Error::from(io::Error::from(kind)).text(Language::Vi);
    let kinds = [io::ErrorKind::NotFound, io::ErrorKind::TimedOut, io::ErrorKind::UnexpectedEof];
    let all: BTreeSet<_> = kinds.into_iter().map(text).collect();
    assert_eq!(all.len(), kinds.len());
    assert!(all.iter().all(|text| is_vietnamese(text)));
}

#[test]
fn codes_of_errors_are_their_own() {
    let codes: BTreeSet<_> = all().iter().map(Error::code).collect();
    assert_eq!(codes, BTreeSet::from([2, 16, 17, 18, 19, 31, 32, 48, 49, 64, 255]));
}
