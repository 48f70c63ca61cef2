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
    // The page of a package.
    PACKAGE_TITLE { en: "Judgement of a sealed package", vi: "Kết quả kiểm tra gói tin có dấu" }
    ACCEPTED { en: "Accepted", vi: "Chấp nhận" }
    NOT_ACCEPTED { en: "Not accepted", vi: "Không chấp nhận" }
    STATE { en: "State", vi: "Trạng thái" }
    VERDICT { en: "Signatures of the seals", vi: "Chữ ký của các dấu" }
    SENDER { en: "Sender", vi: "Cơ quan gửi" }
    FACTS { en: "Facts", vi: "Thông tin" }
    ATTACHMENTS { en: "Attachments", vi: "Tệp đính kèm" }
    AMBIGUITIES { en: "It can be read in two ways", vi: "Có thể hiểu theo hai cách" }
    LIBERTIES { en: "Passed over while reading", vi: "Đã bỏ qua khi đọc" }
    PAGE_SEAL { en: "Seal {0}", vi: "Dấu {0}" }
    SEALER { en: "Sealed by, in its own words", vi: "Người đóng dấu tự khai" }
    FAULT { en: "Fault", vi: "Lỗi" }
    MISSING_SEAL { en: "Missing earlier seal", vi: "Thiếu dấu đã đóng trước" }
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
