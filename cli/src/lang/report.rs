//! Words around a judgement: the page, and what `antin chain` prints.

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
    PATH_FOUND { en: "a path to a trusted root was found", vi: "đã tìm được đường dẫn tới chứng thư gốc tin cậy" }
    PATH_REFUSED { en: "no path holds: {0}", vi: "không có đường dẫn hợp lệ: {0}" }
    PATH_UNDECIDED { en: "it cannot be decided whether a path holds: {0}", vi: "chưa đủ căn cứ để kết luận về đường dẫn: {0}" }
    CERTIFICATE_EXPIRED {
        en: "The certificate has expired.",
        vi: "Chứng thư chữ ký số đã hết hạn.",
    }
    JUDGED_AT { en: "judged at {0}", vi: "thời điểm kiểm tra: {0}" }
    ANCHOR { en: "trusted root", vi: "chứng thư gốc tin cậy" }
    POLICIES { en: "valid policies: {0}", vi: "chính sách chứng thư hợp lệ: {0}" }
    ANY_POLICY { en: "any", vi: "bất kỳ" }
    NO_POLICY { en: "none", vi: "không có" }
    LEGACY {
        en: "the path rests on an algorithm that is no longer secure, which the policy admits",
        vi: "đường dẫn dựa vào một thuật toán không còn an toàn mà chính sách vẫn chấp nhận",
    }
    CANDIDATE { en: "candidate {0}:", vi: "đường dẫn thử {0}:" }
    REFUSED_HERE { en: "refused here: {0}", vi: "bị từ chối tại đây: {0}" }
    NO_ANCHOR { en: "no trusted root above it", vi: "phía trên không có chứng thư gốc tin cậy" }
    BUDGET_SPENT {
        en: "the search was stopped at its limit; name fewer certificates with --certs",
        vi: "việc tìm kiếm đã dừng ở giới hạn; hãy nêu ít chứng thư chữ ký số hơn ở --certs",
    }
    MORE_CANDIDATES {
        en: "further candidates: {0}; --all shows them",
        vi: "còn {0} đường dẫn thử khác; dùng --all để xem",
    }
}
