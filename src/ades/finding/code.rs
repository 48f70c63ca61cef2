//! The table of findings: code, usual severity, English, Vietnamese.
//!
//! One row for each thing that a judgement can come across. A code is never reused and never
//! changes; a row that is no longer used stays as a comment.

use crate::ades::finding::path;
use crate::ades::{Language, Severity};
use crate::path::PathError;

macro_rules! findings {
    ($($variant:ident $code:literal $severity:ident $english:literal $vietnamese:literal)*) => {
        /// What a judgement came across.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FindingCode {
            $(#[doc = $english] $variant,)*
            /// A certificate, or the way from it to an anchor, is not good.
            Path(PathError),
        }

        impl FindingCode {
            /// Every code there is, but those of paths.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the stable name of the finding, such as `message-digest-mismatch`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* Self::Path(error) => error.code() }
            }

            /// Returns one sentence for people, without particulars.
            pub fn text(self, language: Language) -> &'static str {
                match self {
                    $(Self::$variant => language.choose($english, $vietnamese),)*
                    Self::Path(error) => path::text(error, language),
                }
            }

            pub(crate) fn usual_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* Self::Path(_) => Severity::Error }
            }
        }
    };
}

findings! {
    // Format (EN 319 102-1 §5.2.2).
    MalformedSignature "malformed-signature" Error
        "The signature does not follow its format and cannot be processed."
        "Chữ ký số không đúng định dạng nên không thể xử lý."
    NoSignature "no-signature" Error
        "There is no signature in this."
        "Không có chữ ký số nào."
    AttributeDuplicated "attribute-duplicated" Error
        "An attribute that may occur only once occurs several times."
        "Một thuộc tính chỉ được phép có một lần lại xuất hiện nhiều lần."
    ContentTypeMissing "content-type-missing" Error
        "The signed attributes do not name the type of the content."
        "Các thuộc tính được ký không nêu kiểu nội dung."
    ContentTypeMismatch "content-type-mismatch" Error
        "The signed attributes name another type than the content has."
        "Kiểu nội dung nêu trong thuộc tính được ký khác với kiểu của nội dung."
    MessageDigestMissing "message-digest-missing" Error
        "The signed attributes do not hold the digest of the content."
        "Các thuộc tính được ký không có giá trị băm của nội dung."
    AttributeMisplaced "attribute-misplaced" Warning
        "An attribute is where it must not be, among the signed or the unsigned ones; it was not used."
        "Một thuộc tính nằm sai chỗ, lẫn giữa thuộc tính được ký và không được ký; thuộc tính này không được dùng."
    DigestNotAnnounced "digest-not-announced" Error
        "The digest algorithm of the signer is not announced before the content."
        "Thuật toán băm của người ký không được khai báo trước phần nội dung."
    AlgorithmProtectionMismatch "algorithm-protection-mismatch" Error
        "The signature names other algorithms than its signed attributes do."
        "Thuật toán nêu trong chữ ký khác với thuật toán nêu trong thuộc tính được ký."
    SignedAttributesMissing "signed-attributes-missing" Warning
        "The signature is plain CMS without signed attributes; it is not an AdES signature."
        "Chữ ký là CMS thuần túy, không có thuộc tính được ký; đây không phải là chữ ký AdES."
    SignedAttributesNotDer "signed-attributes-not-der" Warning
        "The signed attributes are not encoded in DER, as the format demands."
        "Các thuộc tính được ký không được mã hóa theo DER như định dạng yêu cầu."

    // Identification of the signing certificate (EN 319 102-1 §5.2.3).
    SigningCertificateNotFound "signing-certificate-not-found" Error
        "The signer's certificate is neither in the signature nor among the certificates given."
        "Không tìm thấy chứng thư chữ ký số của người ký, cả trong chữ ký lẫn trong các chứng thư được cung cấp."
    SigningCertificateDigestMismatch "signing-certificate-digest-mismatch" Error
        "The signed reference to the signer's certificate is to another certificate."
        "Tham chiếu được ký đến chứng thư chữ ký số của người ký lại trỏ đến một chứng thư khác."
    SigningCertificateIssuerMismatch "signing-certificate-issuer-mismatch" Error
        "The signed reference names another issuer or serial number than the signer's certificate has."
        "Tham chiếu được ký nêu cơ quan cấp hoặc số sê-ri khác với chứng thư chữ ký số của người ký."
    SigningCertificateReferenceMissing "signing-certificate-reference-missing" Warning
        "The signature does not say, under signature, which certificate it was made with."
        "Chữ ký không có tham chiếu được ký cho biết đã dùng chứng thư chữ ký số nào."
    SigningCertificateReferenceSha1 "signing-certificate-reference-sha1" Warning
        "The signed reference to the signer's certificate uses SHA-1."
        "Tham chiếu được ký đến chứng thư chữ ký số của người ký dùng SHA-1."

    // Cryptographic verification (EN 319 102-1 §5.2.7).
    SignedDataNotFound "signed-data-not-found" Error
        "The signed content is not in the signature and was not given."
        "Nội dung được ký không có trong chữ ký và cũng không được cung cấp."
    MessageDigestMismatch "message-digest-mismatch" Error
        "The content is not what was signed: it was changed, or the signature belongs to another document."
        "Nội dung không phải là nội dung đã ký: văn bản đã bị thay đổi hoặc chữ ký thuộc về một văn bản khác."
    SignatureMismatch "signature-mismatch" Error
        "The signature value was not made with the key of the signer's certificate, or what it covers was changed."
        "Giá trị chữ ký không được tạo bằng khóa của chứng thư chữ ký số của người ký, hoặc phần được ký đã bị thay đổi."
    ContentIsAttributes "content-is-attributes" Error
        "The content has the form of signed attributes, so the signature may have been taken from another document."
        "Nội dung có dạng thuộc tính được ký, nên chữ ký có thể đã bị lấy từ một văn bản khác."
    SignatureKeyMismatch "signature-key-mismatch" Error
        "The key of the signer's certificate is not of the kind that the signature algorithm needs."
        "Khóa trong chứng thư chữ ký số của người ký không đúng loại mà thuật toán ký yêu cầu."

    // Cryptographic constraints (EN 319 102-1 §5.2.8).
    AlgorithmUnknown "algorithm-unknown" Error
        "An algorithm is unknown or not supported, so the signature could not be verified."
        "Có thuật toán không xác định hoặc chưa được hỗ trợ nên không thể kiểm tra chữ ký."
    AlgorithmNotAllowed "algorithm-not-allowed" Error
        "The policy does not allow this algorithm."
        "Chính sách kiểm tra không cho phép thuật toán này."
    AlgorithmNoLongerAllowed "algorithm-no-longer-allowed" Error
        "The policy allowed this algorithm only until a time that has passed, and nothing proves that the signature is older."
        "Chính sách kiểm tra chỉ cho phép thuật toán này đến một thời điểm đã qua và không có gì chứng minh chữ ký được tạo trước thời điểm đó."
    KeyTooSmall "key-too-small" Error
        "A key is smaller than the policy demands."
        "Có khóa ngắn hơn mức chính sách kiểm tra yêu cầu."
    LegacyAlgorithm "legacy-algorithm" Warning
        "An algorithm that is no longer secure was admitted, because the policy names it."
        "Đã chấp nhận một thuật toán không còn an toàn vì chính sách kiểm tra nêu rõ thuật toán đó."
    LegacyAlgorithmInChain "legacy-algorithm-in-chain" Warning
        "The certificate chain rests on an algorithm that is no longer secure, which the policy admits."
        "Chuỗi chứng thư dựa trên một thuật toán không còn an toàn nhưng được chính sách kiểm tra chấp nhận."
    AlgorithmRulesOff "algorithm-rules-off" Warning
        "The policy does not restrict algorithms. This is for tests only."
        "Chính sách kiểm tra không giới hạn thuật toán. Chỉ dùng để thử nghiệm."

    // Certificates and chain (EN 319 102-1 §5.2.6).
    ChainCompletedByCaller "chain-completed-by-caller" Info
        "The signature does not carry its whole certificate chain; it was completed from the certificates given."
        "Chữ ký không kèm đủ chuỗi chứng thư; chuỗi đã được bổ sung từ các chứng thư được cung cấp."
    ChainLeafOnly "chain-leaf-only" Warning
        "The signature carries the signer's certificate and none of the authorities above; the chain was completed from the certificates given."
        "Chữ ký chỉ kèm chứng thư của người ký, không kèm chứng thư của các cơ quan chứng thực; chuỗi đã được bổ sung từ các chứng thư được cung cấp."
    ChainMixed "chain-mixed" Warning
        "The signature carries certificates of another hierarchy than the signer's, such as G1 beside G2."
        "Chữ ký kèm chứng thư thuộc hệ thống chứng thực khác với của người ký, chẳng hạn G1 lẫn với G2."
    CertificateNotProven "certificate-not-proven" Error
        "Nothing proves that a certificate is older than the time until which its issuer could be relied on."
        "Không có gì chứng minh chứng thư được tạo trước thời điểm cơ quan cấp không còn đáng tin cậy."
    CertificateUnreadable "certificate-unreadable" Warning
        "The signature carries a certificate that cannot be read; it was left out."
        "Chữ ký kèm một chứng thư không đọc được; chứng thư này đã bị bỏ qua."

    // Revocation (EN 319 102-1 §5.2.6.4 step 4).
    RevocationUnknown "revocation-unknown" Error
        "The policy demands the revocation status of the certificates, and it could not be established."
        "Chính sách kiểm tra yêu cầu trạng thái thu hồi của chứng thư chữ ký số nhưng chưa xác định được."
    RevocationUndecided "revocation-undecided" Error
        "There is revocation data about a certificate, and none of it counts."
        "Có dữ liệu thu hồi về chứng thư nhưng không dữ liệu nào dùng được."
    RevocationStale "revocation-stale" Error
        "The revocation data about a certificate is out of date."
        "Dữ liệu thu hồi về chứng thư đã quá hạn."
    RevocationFromTheFuture "revocation-from-the-future" Error
        "The revocation data about a certificate was made after the time of this judgement."
        "Dữ liệu thu hồi về chứng thư được tạo sau thời điểm kiểm tra."
    CertificateOnHold "certificate-on-hold" Error
        "A certificate is suspended; it may come back or be revoked."
        "Chứng thư đang bị tạm dừng; có thể được khôi phục hoặc bị thu hồi."
    CertificateRevokedLater "certificate-revoked-later" Warning
        "A certificate was revoked after the time that counts."
        "Chứng thư bị thu hồi sau thời điểm được xét."
    RevocationNotProven "revocation-not-proven" Error
        "Nothing proves that the revocation data about a certificate is from before its signer could no longer be relied on."
        "Không có gì chứng minh dữ liệu thu hồi về chứng thư được tạo trước khi bên ký dữ liệu đó không còn đáng tin cậy."
    RevocationContradictory "revocation-contradictory" Warning
        "Other data says that a revoked certificate was not revoked; the revocation counts."
        "Có dữ liệu khác cho biết chứng thư chưa bị thu hồi; việc thu hồi vẫn được áp dụng."
    RevocationUnusable "revocation-unusable" Warning
        "Further revocation data about a certificate could not be used."
        "Có dữ liệu thu hồi khác về chứng thư không dùng được."
    RevocationUnreadable "revocation-unreadable" Warning
        "The signature carries revocation data that cannot be read; it was left out."
        "Chữ ký kèm dữ liệu thu hồi không đọc được; dữ liệu này đã bị bỏ qua."
    // RevocationNotEvaluated "revocation-not-evaluated": until CRLs and OCSP answers were evaluated.
    RevocationNotAvailable "revocation-not-available" Warning
        "No revocation data was given; nobody checked whether the certificates were revoked."
        "Không có dữ liệu thu hồi; chưa kiểm tra chứng thư chữ ký số có bị thu hồi hay không."
    RevocationNotPublished "revocation-not-published" Warning
        "The authority says that it publishes nothing about the revocation of a certificate."
        "Cơ quan cấp chứng thư chữ ký số cho biết không công bố thông tin thu hồi của chứng thư này."
    RevocationSkipped "revocation-skipped" Warning
        "The policy switches off the check of revocation."
        "Chính sách kiểm tra đã tắt việc kiểm tra thu hồi."

    // Times.
    ClaimedTimeMissing "claimed-time-missing" Info
        "The signature does not say when it was made."
        "Chữ ký không nêu thời điểm ký."
    ClaimedTimeInFuture "claimed-time-in-future" Warning
        "The signature claims to have been made after the time of this judgement."
        "Thời điểm ký được khai muộn hơn thời điểm kiểm tra."
    ClaimedTimeLocalAsUtc "claimed-time-local-as-utc" Warning
        "The claimed signing time lies in the future by no more than 7 hours: probably local time of Vietnam written as UTC."
        "Thời điểm ký được khai muộn hơn thời điểm kiểm tra không quá 7 giờ: có lẽ giờ Việt Nam đã bị ghi thành giờ UTC."
    ClaimedTimeOutsideValidity "claimed-time-outside-validity" Warning
        "The claimed signing time lies outside the validity of the signer's certificate."
        "Thời điểm ký được khai nằm ngoài thời hạn hiệu lực của chứng thư chữ ký số của người ký."
    TimeNotProven "time-not-proven" Info
        "The signing time is only a claim: no time-stamp proves it."
        "Thời điểm ký chỉ là thông tin tự khai: không có dấu thời gian chứng minh."
    // "timestamp-not-judged" was for versions that did not judge time-stamps.
    ClaimedTimeAfterTimestamp "claimed-time-after-timestamp" Warning
        "The claimed signing time is later than the time at which the signature provably existed."
        "Thời điểm ký được khai muộn hơn thời điểm đã được chứng minh là chữ ký tồn tại."
    ClaimedTimeLocalBesideTimestamp "claimed-time-local-beside-timestamp" Warning
        "The claimed signing time is 7 hours later than the time-stamp: local time of Vietnam was written as UTC."
        "Thời điểm ký được khai muộn hơn dấu thời gian đúng 7 giờ: giờ Việt Nam đã bị ghi thành giờ UTC."
    JudgedInPast "judged-in-past" Info
        "By today the signature could no longer be judged; it was judged by the time at which it provably existed."
        "Tính đến hôm nay không còn kiểm tra được chữ ký; chữ ký đã được kiểm tra theo thời điểm được chứng minh là nó tồn tại."

    // Time-stamps (EN 319 102-1 §5.4).
    TimestampNotGood "timestamp-not-good" Warning
        "A time-stamp of the signature is not good, so it proves nothing."
        "Có dấu thời gian của chữ ký không hợp lệ nên không chứng minh được gì."
    TimestampsTooMany "timestamps-too-many" Warning
        "The signature has more time-stamps than are judged; the others were left out."
        "Chữ ký có nhiều dấu thời gian hơn mức được kiểm tra; các dấu còn lại đã bị bỏ qua."
    TimestampMalformed "timestamp-malformed" Error
        "The time-stamp does not follow its format and cannot be processed."
        "Dấu thời gian không đúng định dạng nên không thể xử lý."
    TimestampCertificateNotFound "timestamp-certificate-not-found" Error
        "The certificate of the time-stamping authority is neither in the time-stamp nor among the certificates given."
        "Không tìm thấy chứng thư của cơ quan cấp dấu thời gian, cả trong dấu thời gian lẫn trong các chứng thư được cung cấp."
    TimestampChanged "timestamp-changed" Error
        "The time-stamp was changed after its authority signed it, or was not signed by it."
        "Dấu thời gian đã bị thay đổi sau khi được ký hoặc không do cơ quan cấp dấu thời gian ký."
    TimestampImprintMismatch "timestamp-imprint-mismatch" Error
        "The time-stamp was made for something else."
        "Dấu thời gian được tạo cho dữ liệu khác."
    TimestampInFuture "timestamp-in-future" Error
        "The time-stamp names a time after that at which it was seen."
        "Dấu thời gian nêu thời điểm muộn hơn thời điểm nó được ghi nhận."
    TimestampOrder "timestamp-order" Error
        "The time-stamps are not in the order in which they must have been made."
        "Các dấu thời gian không theo đúng thứ tự phải được tạo ra."

    // Acceptance (EN 319 102-1 §5.2.8).
    LevelNotReached "level-not-reached" Error
        "The signature does not reach the level that the policy demands."
        "Chữ ký chưa đạt mức mà chính sách kiểm tra yêu cầu."
    SigningTimeRequired "signing-time-required" Error
        "The policy demands that the signature says when it was made."
        "Chính sách kiểm tra yêu cầu chữ ký phải nêu thời điểm ký."
    SignedAttributesRequired "signed-attributes-required" Error
        "The policy demands signed attributes, and the signature has none."
        "Chính sách kiểm tra yêu cầu phải có thuộc tính được ký nhưng chữ ký không có."
    SigningCertificateReferenceRequired "signing-certificate-reference-required" Error
        "The policy demands a signed reference to the signer's certificate, and there is none."
        "Chính sách kiểm tra yêu cầu tham chiếu được ký đến chứng thư chữ ký số của người ký nhưng chữ ký không có."
    SignaturePolicyNotEvaluated "signature-policy-not-evaluated" Warning
        "The signature names a signature policy, which this version does not evaluate."
        "Chữ ký nêu một chính sách ký nhưng phiên bản này không đánh giá chính sách đó."
    CountersignatureNotJudged "countersignature-not-judged" Info
        "The signature is countersigned; this version does not judge countersignatures."
        "Chữ ký có chữ ký xác nhận kèm theo; phiên bản này chưa kiểm tra chữ ký xác nhận."
    ProfileNotInForce "profile-not-in-force" Warning
        "The profile of the policy is not in force at the time of this judgement."
        "Bộ quy tắc của chính sách kiểm tra không có hiệu lực tại thời điểm kiểm tra."
    NotFullyJudged "not-fully-judged" Error
        "A step of the judgement was left out. This is a bug in antin, please report it."
        "Có bước kiểm tra đã bị bỏ sót. Đây là lỗi của antin, đề nghị thông báo cho nhóm phát triển."

    // Containers (EN 319 162-1).
    ContainerIrregular "container-irregular" Warning
        "The container was read leniently: two programs could read this part of it differently."
        "Gói được đọc ở chế độ dễ dãi: hai phần mềm có thể đọc phần này của gói khác nhau."
    MimetypeUnusual "mimetype-unusual" Warning
        "The container does not say at its beginning which kind of container it is."
        "Gói không nêu ở phần đầu nó thuộc loại gói nào."
    FileNotCovered "file-not-covered" Warning
        "No signature covers this file of the container."
        "Không có chữ ký nào bao trùm tệp này trong gói."
    FileChanged "file-changed" Error
        "A file of the container is not what was signed."
        "Một tệp trong gói không phải là tệp đã được ký."
    FileMissing "file-missing" Error
        "A file that was signed is not in the container."
        "Một tệp đã được ký không có trong gói."
    FilesUnclear "files-unclear" Error
        "A container of this kind holds one file and its signatures, and this one holds none or several."
        "Gói loại này chứa một tệp và các chữ ký của tệp đó, nhưng gói này không có tệp nào hoặc có nhiều tệp."
    ManifestMissing "manifest-missing" Error
        "No manifest says which files the signature is over."
        "Không có bản kê nào cho biết chữ ký này bao trùm những tệp nào."
    ManifestAmbiguous "manifest-ambiguous" Error
        "Several manifests claim the same signature."
        "Nhiều bản kê cùng nhận một chữ ký."
    ManifestUnused "manifest-unused" Warning
        "A manifest belongs to no signature of the container, so what it lists is not covered by it."
        "Một bản kê không thuộc về chữ ký nào trong gói nên những tệp nó liệt kê không được bao trùm."
    ManifestMalformed "manifest-malformed" Warning
        "A manifest cannot be read."
        "Không đọc được một bản kê."
    ManifestExtensionCritical "manifest-extension-critical" Error
        "The manifest has an extension that must be understood, and is not."
        "Bản kê có phần mở rộng bắt buộc phải hiểu nhưng phần mềm chưa hiểu."
    SignatureAttached "signature-attached" Error
        "The signature carries content of its own, which is not what the container has it over."
        "Chữ ký mang theo nội dung riêng, không phải nội dung mà gói cho biết chữ ký này ký."
    ContentCopied "content-copied" Warning
        "The signature carries a copy of what it is over; in a container it has to be detached."
        "Chữ ký mang theo bản sao của nội dung được ký; trong gói, chữ ký phải tách rời."
    SignatureNotJudged "signature-not-judged" Error
        "The container holds a signature of a kind that is not supported so far, such as XAdES."
        "Gói chứa chữ ký thuộc loại chưa được hỗ trợ, như XAdES."
    EvidenceRecordNotJudged "evidence-record-not-judged" Warning
        "The container holds an evidence record, which this version does not judge."
        "Gói chứa bản ghi chứng cứ mà phiên bản này chưa kiểm tra."
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_kebab_case_and_each_is_used_once() {
        let codes: HashSet<_> = FindingCode::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(codes.len(), FindingCode::ALL.len());
        for code in codes {
            let kebab =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(!code.is_empty() && code.bytes().all(kebab), "{code}");
        }
    }

    #[test]
    fn every_code_has_its_own_sentence_in_both_languages() {
        for language in [Language::En, Language::Vi] {
            let texts: HashSet<_> =
                FindingCode::ALL.iter().map(|code| code.text(language)).collect();
            assert_eq!(texts.len(), FindingCode::ALL.len());
            for text in texts {
                assert!(
                    text.ends_with('.') && text.chars().next().is_some_and(char::is_uppercase),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn the_documentation_lists_every_code_and_no_other() {
        let document = include_str!("../../../docs/report.md");
        let rows = FindingCode::ALL.iter().map(|code| {
            let severity = code.usual_severity().name();
            format!("| `{}` | {severity} | {} |", code.code(), code.text(Language::En))
        });
        let listed: Vec<_> = document.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(listed, rows.collect::<Vec<_>>());
    }

    #[test]
    fn vietnamese_is_vietnamese() {
        let marked = |text: &str| {
            text.chars().any(|char| {
                "ạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựđôơưăâêáàãéèíìóòõúùýỳ".contains(char)
            })
        };
        for code in FindingCode::ALL {
            assert!(marked(code.text(Language::Vi)), "{}", code.code());
            assert!(code.text(Language::En).is_ascii(), "{}", code.code());
        }
    }
}
