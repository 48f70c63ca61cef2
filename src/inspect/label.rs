//! What people call the things that are found, in English and in Vietnamese.

use crate::language::Language;

/// A few words in both languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    english: &'static str,
    vietnamese: &'static str,
}

impl Label {
    pub(super) fn say(self, language: Language) -> &'static str {
        language.choose(self.english, self.vietnamese)
    }
}

/// Declares labels, and `ALL`, the list of them that the test below walks.
macro_rules! labels {
    ($($name:ident $english:literal $vietnamese:literal)+) => {
        $(pub(super) const $name: Label = Label { english: $english, vietnamese: $vietnamese };)+
        #[cfg(test)]
        const ALL: &[Label] = &[$($name),+];
    };
}

labels! {
    CERTIFICATE "Certificate" "Chứng thư chữ ký số"
    CRL "Certificate revocation list" "Danh sách chứng thư chữ ký số bị thu hồi (CRL)"
    OCSP "OCSP response" "Phản hồi OCSP"
    ANSWER "Answer" "Câu trả lời"
    CMS "CMS SignedData" "Chữ ký CMS (SignedData)"
    SIGNER "Signer" "Người ký"
    KEY "Private key" "Khóa bí mật"
    PKCS12 "PKCS#12 file" "Tệp PKCS#12"
    ARCHIVE "ZIP archive" "Tệp nén ZIP"
    FILE "File" "Tệp"
    UNKNOWN "Not known to antin" "antin không nhận ra"
    UNREADABLE "Cannot be read" "Không đọc được"
    REASON "reason" "lý do"

    SUBJECT "subject" "chủ thể"
    ISSUER "issuer" "đơn vị cấp"
    SERIAL "serial number" "số hiệu"
    NOT_BEFORE "valid from" "có hiệu lực từ"
    NOT_AFTER "valid until" "hết hiệu lực sau"
    PUBLIC_KEY "public key" "khóa công khai"
    KEY_TYPE "kind of key" "loại khóa"
    ALGORITHM "signature algorithm" "thuật toán ký"
    FINGERPRINT "SHA-256" "SHA-256"
    KEY_FINGERPRINT "SHA-256 of the public key" "SHA-256 của khóa công khai"
    AUTHORITY "certification authority" "là tổ chức chứng thực (CA)"
    PATH_LENGTH "path length" "giới hạn số CA cấp dưới"
    KEY_USAGE "key usage" "mục đích sử dụng khóa"
    PURPOSES "extended key usage" "mục đích sử dụng mở rộng"
    NAMES "alternative names" "tên khác"
    POLICIES "certificate policies" "chính sách chứng thư"
    KEY_ID "key identifier" "định danh khóa"
    ISSUER_KEY_ID "issuer's key identifier" "định danh khóa của đơn vị cấp"
    CRL_ADDRESSES "CRL at" "nơi có CRL"
    ADDRESSES "authority at" "địa chỉ của đơn vị cấp"
    CRITICAL "critical extensions" "phần mở rộng thiết yếu"
    IRREGULARITIES "irregularities" "điểm không đúng chuẩn"

    ENTRIES "entries" "số mục"
    DELTA_BASE "adds to number" "bổ sung cho bản số"
    SCOPE "scope" "phạm vi"
    RESPONDER "responder" "máy chủ trả lời"
    PRODUCED_AT "signed at" "ký lúc"
    STATUS "status" "trạng thái"
    REVOKED_AT "revoked at" "thu hồi lúc"
    THIS_UPDATE "issued" "phát hành lúc"
    NEXT_UPDATE "next one by" "bản kế tiếp trước"
    NUMBER "number" "số thứ tự"

    DETACHED "content lies elsewhere (detached)" "nội dung nằm ở nơi khác (chữ ký rời)"
    CONTENT_TYPE "content type" "kiểu nội dung"
    VERSION "version" "phiên bản"
    ENCODING "encoding" "mã hóa"
    DIGESTS "digest algorithms" "hàm băm"
    DIGEST "digest" "hàm băm"
    SIGNED_BY "names the certificate" "nêu chứng thư chữ ký số"
    ATTRIBUTES "signed attributes" "thuộc tính được ký"
    UNSIGNED_ATTRIBUTES "unsigned attributes" "thuộc tính không ký"
    SIGNING_TIME "claimed signing time" "thời điểm ký do người ký khai"
    REVOCATION_ITEMS "revocation lists and answers" "danh sách và trả lời về thu hồi"
    OTHER_CERTIFICATES "other certificates" "chứng thư loại khác"
    NAME "name" "tên"
    MEDIA_TYPE "media type" "kiểu tệp"
    PACKED "bytes as packed" "số byte khi nén"
    LABEL "label" "nhãn"
    LENGTH "bytes" "số byte"
    YES "yes" "có"
    NO "no" "không"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_empty() {
        for label in ALL {
            assert!(label.english.is_ascii() && !label.english.is_empty(), "{label:?}");
            assert!(!label.vietnamese.is_empty(), "{label:?}");
        }
    }
}
