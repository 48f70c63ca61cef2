//! What a person can do about a finding.

use crate::ades::{FindingCode, Language};

impl FindingCode {
    /// Returns what a person can do about it, in one or two sentences, where there is something.
    pub fn help(self, language: Language) -> Option<&'static str> {
        let (english, vietnamese) = match self {
            Self::MessageDigestMismatch => (
                "Ask the sender for the document again, and compare the two.",
                "Đề nghị bên gửi gửi lại văn bản và đối chiếu hai bản.",
            ),
            Self::SignedDataNotFound => (
                "Give the file that was signed beside the signature.",
                "Cung cấp tệp đã được ký cùng với chữ ký.",
            ),
            Self::SigningCertificateNotFound => (
                "Give the signer's certificate as evidence.",
                "Cung cấp chứng thư chữ ký số của người ký.",
            ),
            Self::AlgorithmNotAllowed | Self::AlgorithmNoLongerAllowed | Self::KeyTooSmall => (
                "If the rules for this kind of document admit it, judge by a profile that names it; for the first government hierarchy (G1) that is vn-g1-legacy.",
                "Nếu quy định cho loại văn bản này cho phép, hãy kiểm tra theo bộ quy tắc có nêu thuật toán đó; với hệ thống chứng thực chuyên dùng Chính phủ thế hệ 1 (G1) là vn-g1-legacy.",
            ),
            Self::RevocationUnknown => (
                "This version cannot evaluate CRLs and OCSP answers yet. Who can accept that may ask for revocation status only where it is present, and check the status by other means.",
                "Phiên bản này chưa đánh giá được CRL và phản hồi OCSP. Nếu chấp nhận được, hãy chỉ yêu cầu trạng thái thu hồi khi có dữ liệu và kiểm tra trạng thái bằng cách khác.",
            ),
            Self::RevocationNotEvaluated => (
                "Check the revocation status by other means, and judge without the data.",
                "Kiểm tra trạng thái thu hồi bằng cách khác rồi kiểm tra lại mà không kèm dữ liệu này.",
            ),
            Self::RevocationNotAvailable => (
                "Check the revocation status with the authority that issued the certificate.",
                "Kiểm tra trạng thái thu hồi với cơ quan đã cấp chứng thư chữ ký số.",
            ),
            Self::ClaimedTimeLocalAsUtc => (
                "Take 7 hours off the claimed time; the signing tool should be corrected.",
                "Trừ 7 giờ khỏi thời điểm ký được khai; cần chỉnh lại phần mềm ký.",
            ),
            Self::LevelNotReached => (
                "Ask the signer to sign again with a time-stamp, or demand a lower level.",
                "Đề nghị người ký ký lại kèm dấu thời gian, hoặc yêu cầu mức thấp hơn.",
            ),
            Self::ProfileNotInForce => (
                "Judge by the profile that was in force when the document was signed.",
                "Kiểm tra theo bộ quy tắc có hiệu lực tại thời điểm ký văn bản.",
            ),
            _ => return None,
        };
        Some(language.choose(english, vietnamese))
    }
}
