//! Labels of `antin inspect`.

use super::texts;

texts! {
    CERTIFICATE { en: "Certificate", vi: "Chứng thư chữ ký số" }
    CRL { en: "Certificate revocation list", vi: "Danh sách chứng thư chữ ký số bị thu hồi (CRL)" }
    CMS { en: "CMS SignedData", vi: "Chữ ký CMS (SignedData)" }
    SIGNER { en: "Signer", vi: "Người ký" }
    KEY { en: "Private key", vi: "Khóa bí mật" }
    PKCS12 { en: "PKCS#12 file", vi: "Tệp PKCS#12" }
    UNKNOWN { en: "Not known to antin", vi: "antin không nhận ra" }
    UNREADABLE { en: "Cannot be read", vi: "Không đọc được" }
    REASON { en: "reason", vi: "lý do" }

    SUBJECT { en: "subject", vi: "chủ thể" }
    ISSUER { en: "issuer", vi: "đơn vị cấp" }
    SERIAL { en: "serial number", vi: "số hiệu" }
    NOT_BEFORE { en: "valid from", vi: "có hiệu lực từ" }
    NOT_AFTER { en: "valid until", vi: "hết hiệu lực sau" }
    PUBLIC_KEY { en: "public key", vi: "khóa công khai" }
    KEY_TYPE { en: "kind of key", vi: "loại khóa" }
    ALGORITHM { en: "signature algorithm", vi: "thuật toán ký" }
    FINGERPRINT { en: "SHA-256", vi: "SHA-256" }
    KEY_FINGERPRINT { en: "SHA-256 of the public key", vi: "SHA-256 của khóa công khai" }
    AUTHORITY { en: "certification authority", vi: "là tổ chức chứng thực (CA)" }
    PATH_LENGTH { en: "path length", vi: "giới hạn số CA cấp dưới" }
    KEY_USAGE { en: "key usage", vi: "mục đích sử dụng khóa" }
    PURPOSES { en: "extended key usage", vi: "mục đích sử dụng mở rộng" }
    NAMES { en: "alternative names", vi: "tên khác" }
    POLICIES { en: "certificate policies", vi: "chính sách chứng thư" }
    KEY_ID { en: "key identifier", vi: "định danh khóa" }
    ISSUER_KEY_ID { en: "issuer's key identifier", vi: "định danh khóa của đơn vị cấp" }
    CRL_ADDRESSES { en: "CRL at", vi: "nơi có CRL" }
    ADDRESSES { en: "authority at", vi: "địa chỉ của đơn vị cấp" }
    CRITICAL { en: "critical extensions", vi: "phần mở rộng thiết yếu" }
    IRREGULARITIES { en: "irregularities", vi: "điểm không đúng chuẩn" }

    THIS_UPDATE { en: "issued", vi: "phát hành lúc" }
    NEXT_UPDATE { en: "next one by", vi: "bản kế tiếp trước" }
    NUMBER { en: "number", vi: "số thứ tự" }

    DETACHED { en: "content lies elsewhere (detached)", vi: "nội dung nằm ở nơi khác (chữ ký rời)" }
    CONTENT_TYPE { en: "content type", vi: "kiểu nội dung" }
    VERSION { en: "version", vi: "phiên bản" }
    ENCODING { en: "encoding", vi: "mã hóa" }
    DIGESTS { en: "digest algorithms", vi: "hàm băm" }
    DIGEST { en: "digest", vi: "hàm băm" }
    SIGNED_BY { en: "names the certificate", vi: "nêu chứng thư chữ ký số" }
    ATTRIBUTES { en: "signed attributes", vi: "thuộc tính được ký" }
    UNSIGNED_ATTRIBUTES { en: "unsigned attributes", vi: "thuộc tính không ký" }
    SIGNING_TIME { en: "claimed signing time", vi: "thời điểm ký do người ký khai" }
    REVOCATION_ITEMS { en: "revocation lists and answers", vi: "danh sách và trả lời về thu hồi" }
    OTHER_CERTIFICATES { en: "other certificates", vi: "chứng thư loại khác" }
    LABEL { en: "label", vi: "nhãn" }
    LENGTH { en: "bytes", vi: "số byte" }
    YES { en: "yes", vi: "có" }
    NO { en: "no", vi: "không" }
}
