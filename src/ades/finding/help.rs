//! What a person can do about a finding.

use crate::ades::{FindingCode, Language};
use crate::path::PathError;

impl FindingCode {
    /// Returns what a person can do about it, in one or two sentences, where there is something.
    pub fn help(self, language: Language) -> Option<&'static str> {
        let (_, english, vietnamese) = HELP.iter().find(|(code, _, _)| *code == self)?;
        Some(language.choose(english, vietnamese))
    }
}

const LEGACY: (&str, &str) = (
    "If the rules for this kind of document admit it, judge by a profile that names it; for the first government hierarchy (G1) that is vn-g1-legacy.",
    "Nếu quy định cho loại văn bản này cho phép, hãy kiểm tra theo bộ quy tắc có nêu thuật toán đó; với hệ thống chứng thực chuyên dùng Chính phủ thế hệ 1 (G1) là vn-g1-legacy.",
);

const TIME: (&str, &str) = (
    "A time-stamp from when the certificate was valid would prove it; ask the signer for one, or to sign again.",
    "Cần dấu thời gian được tạo khi chứng thư còn hiệu lực; đề nghị người ký cung cấp hoặc ký lại.",
);

const HELP: &[(FindingCode, &str, &str)] = &[
    (
        FindingCode::MessageDigestMismatch,
        "Ask the sender for the document again, and compare the two.",
        "Đề nghị bên gửi gửi lại văn bản và đối chiếu hai bản.",
    ),
    (
        FindingCode::SignedDataNotFound,
        "Give the file that was signed beside the signature.",
        "Cung cấp tệp đã được ký cùng với chữ ký.",
    ),
    (
        FindingCode::SigningCertificateNotFound,
        "Give the signer's certificate as evidence.",
        "Cung cấp chứng thư chữ ký số của người ký.",
    ),
    (FindingCode::AlgorithmNotAllowed, LEGACY.0, LEGACY.1),
    (FindingCode::AlgorithmNoLongerAllowed, LEGACY.0, LEGACY.1),
    (FindingCode::KeyTooSmall, LEGACY.0, LEGACY.1),
    (
        FindingCode::RevocationUnknown,
        "Give the CRL or an OCSP answer of the authority that issued the certificate, from the time of the judgement.",
        "Cung cấp CRL hoặc phản hồi OCSP của cơ quan đã cấp chứng thư, còn hiệu lực tại thời điểm kiểm tra.",
    ),
    (
        FindingCode::RevocationStale,
        "Fetch the newest CRL or OCSP answer and judge again.",
        "Tải CRL hoặc phản hồi OCSP mới nhất rồi kiểm tra lại.",
    ),
    (
        FindingCode::RevocationFromTheFuture,
        "Judge at a later time, or give the CRL that was in force at the time asked for; the clock may also be wrong.",
        "Kiểm tra tại thời điểm muộn hơn hoặc cung cấp CRL có hiệu lực tại thời điểm cần xét; đồng hồ máy cũng có thể sai.",
    ),
    (
        FindingCode::CertificateOnHold,
        "Ask the authority, and judge again when the suspension has ended.",
        "Hỏi cơ quan cấp chứng thư và kiểm tra lại khi hết thời gian tạm dừng.",
    ),
    (
        FindingCode::RevocationNotAvailable,
        "Check the revocation status with the authority that issued the certificate.",
        "Kiểm tra trạng thái thu hồi với cơ quan đã cấp chứng thư chữ ký số.",
    ),
    (
        FindingCode::ClaimedTimeLocalAsUtc,
        "Take 7 hours off the claimed time; the signing tool should be corrected.",
        "Trừ 7 giờ khỏi thời điểm ký được khai; cần chỉnh lại phần mềm ký.",
    ),
    (
        FindingCode::LevelNotReached,
        "Ask the signer to sign again with a time-stamp, or demand a lower level.",
        "Đề nghị người ký ký lại kèm dấu thời gian, hoặc yêu cầu mức thấp hơn.",
    ),
    (
        FindingCode::ProfileNotInForce,
        "Judge by the profile that was in force when the document was signed.",
        "Kiểm tra theo bộ quy tắc có hiệu lực tại thời điểm ký văn bản.",
    ),
    (
        FindingCode::Path(PathError::NoIssuer),
        "Give the certificates of the authorities between the signer and the root, and check that the right root is trusted.",
        "Cung cấp các chứng thư trung gian giữa người ký và chứng thư gốc, đồng thời kiểm tra đã tin cậy đúng chứng thư gốc.",
    ),
    (FindingCode::Path(PathError::Expired), TIME.0, TIME.1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_given_once_for_each_finding_and_in_both_languages() {
        for (at, (code, english, vietnamese)) in HELP.iter().enumerate() {
            assert!(HELP.iter().skip(at + 1).all(|(other, _, _)| other != code), "{}", code.code());
            assert!(english.is_ascii() && english.ends_with('.'), "{english}");
            assert!(!vietnamese.is_ascii() && vietnamese.ends_with('.'), "{vietnamese}");
        }
        assert_eq!(FindingCode::TimeNotProven.help(Language::Vi), None);
    }
}
