//! Words around a judgement: the page, and what `antin chain` adds.

use super::texts;

texts! {
    // The page.
    PAGE_TITLE { en: "Judgement of signatures", vi: "Kết quả kiểm tra chữ ký số" }
    PAGE_FORMAT { en: "Format", vi: "Định dạng" }
    PAGE_SIGNATURE { en: "Signature {0}", vi: "Chữ ký {0}" }
    PAGE_FOOT {
        en: "Made by antin {0}. This page says what was judged; the JSON report says the same to programs.",
        vi: "Do antin {0} lập. Trang này trình bày kết quả kiểm tra; báo cáo JSON nêu cùng nội dung cho phần mềm.",
    }
    FILE { en: "File", vi: "Tệp" }
    SUBJECT { en: "Signer", vi: "Người ký" }
    ISSUER { en: "Issuer of the certificate", vi: "Đơn vị cấp chứng thư chữ ký số" }
    SERIAL { en: "Serial number", vi: "Số hiệu chứng thư chữ ký số" }
    FINGERPRINT { en: "SHA-256 of the certificate", vi: "SHA-256 của chứng thư chữ ký số" }
    LEVEL { en: "Level", vi: "Mức" }
    CLAIMED_TIME { en: "Claimed signing time", vi: "Thời điểm ký do người ký khai" }
    PROVEN_TIME { en: "Proven to exist since", vi: "Được chứng minh đã tồn tại từ" }
    DIGEST { en: "Digest", vi: "Hàm băm" }
    ALGORITHM { en: "Algorithm", vi: "Thuật toán" }
    COVERS { en: "Covers", vi: "Phạm vi được ký" }
    FINDINGS { en: "Findings", vi: "Chi tiết kiểm tra" }
    NONE { en: "—", vi: "—" }
    // Words for the three verdicts, beside their ETSI names.
    PASSED { en: "every signature passed", vi: "mọi chữ ký đều hợp lệ" }
    FAILED { en: "at least one signature is not valid", vi: "có chữ ký không hợp lệ" }
    INDETERMINATE {
        en: "it cannot be decided with what is at hand",
        vi: "chưa đủ căn cứ để kết luận",
    }
    // `antin chain`.
    FEWER_CERTIFICATES {
        en: "name fewer certificates with --certs",
        vi: "hãy nêu ít chứng thư chữ ký số hơn ở --certs",
    }
    ALL_CANDIDATES { en: "--all shows them", vi: "dùng --all để xem" }
}
