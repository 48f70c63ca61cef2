//! Words of `antin edxml`.

use super::texts;

texts! {
    DOCUMENT { en: "document", vi: "văn bản" }
    STATUS { en: "status message", vi: "thông điệp trạng thái" }
    FROM { en: "from", vi: "nơi gửi" }
    TO { en: "to", vi: "nơi nhận" }
    SUBJECT { en: "subject", vi: "trích yếu" }
    DOCUMENT_ID { en: "document id", vi: "mã văn bản" }
    BUSINESS { en: "operation", vi: "nghiệp vụ" }
    STATUS_CODE { en: "status", vi: "trạng thái" }
    ATTACHMENTS { en: "Attachments", vi: "Tệp đính kèm" }
    UNWRAPPED { en: "unwrapped", vi: "đã giải nén" }
    DESTROYED {
        en: "destroyed by a conversion of text: {0} characters replaced",
        vi: "đã hỏng do chuyển đổi dạng văn bản: {0} ký tự bị thay thế",
    }
    LIBERTIES { en: "Liberties taken while reading", vi: "Các điểm phải bỏ qua khi đọc" }
    AT_BYTE { en: "at byte {0}, {1} times", vi: "tại byte {0}, {1} lần" }
    FAULTS { en: "Faults", vi: "Lỗi" }
    CLEAN { en: "no fault", vi: "không có lỗi" }
    HOPPED { en: "rewrote {0} as a hub does: {1}", vi: "đã viết lại {0} như trục liên thông: {1}" }
    NO_SEAL { en: "there is no seal in it", vi: "trong đó không có dấu nào" }
    SEAL_WRITTEN { en: "wrote a seal of {0} to {1}", vi: "đã ghi một dấu của {0} vào {1}" }
    ANY_SENDER {
        en: "--any-sender: whoever has a certificate under these roots is taken for the sender; nobody checked whose it is",
        vi: "--any-sender: ai có chứng thư dưới các chứng thư gốc này cũng được coi là cơ quan gửi; không kiểm tra chứng thư là của ai",
    }
}
