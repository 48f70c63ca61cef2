//! Notes beside a result.

use super::texts;

texts! {
    PASSWORD_PROMPT { en: "Password of {0}: ", vi: "Mật khẩu của {0}: " }
    SIGNED { en: "signed {0} as {1}: {2}", vi: "đã ký {0} bởi {1}: {2}" }
    ADDED { en: "added a signature of {1} over {0}: {2}", vi: "đã thêm chữ ký của {1} trên {0}: {2}" }
    BESIDE { en: "judging {0} over {1}", vi: "kiểm tra chữ ký {0} trên văn bản {1}" }
    SKIPPED_CERTIFICATE {
        en: "skipped a certificate in {0} that cannot be read: {1}",
        vi: "đã bỏ qua một chứng thư chữ ký số không đọc được trong {0}: {1}",
    }
    EXTRACTED { en: "wrote the signed content to {0}", vi: "đã ghi nội dung được ký vào {0}" }
    SEALED { en: "sealed {0} as {1}: {2}", vi: "đã đóng dấu {0} bởi {1}: {2}" }
    TAKEN_OUT { en: "wrote {0} to {1}", vi: "đã ghi {0} vào {1}" }
    EXTENDED { en: "raised {0} to level {1}: {2}", vi: "đã nâng {0} lên mức {1}: {2}" }
    STAMPED { en: "time-stamped {0} at {1}: {2}", vi: "đã gắn dấu thời gian cho {0} lúc {1}: {2}" }
    GATHERED {
        en: "fetched and kept: {0}; certificates with something missing: {1}",
        vi: "đã tải và giữ lại: {0}; số chứng thư chữ ký số còn thiếu dữ liệu: {1}",
    }
    CUT_SHORT {
        en: "not everything was asked: a bound on time, fetches, bytes or addresses was met",
        vi: "chưa hỏi được hết: đã chạm giới hạn về thời gian, số lần tải, số byte hoặc số địa chỉ",
    }
    NOW_REQUIRED {
        en: "what was not asked may be a revocation, so this is judged as with --revocation require; more time is given with --within",
        vi: "phần chưa hỏi có thể là việc thu hồi, nên việc kiểm tra được làm như với --revocation require; dùng --within để cho thêm thời gian",
    }
    CLEANED { en: "deleted from {0}: {1}", vi: "đã xóa khỏi {0}: {1}" }
    MISSING_PATH {
        en: "no path to a trusted root was found for {0}",
        vi: "không tìm thấy đường dẫn đến chứng thư gốc tin cậy cho {0}",
    }
    MISSING_STATUS {
        en: "nothing that counts tells whether this certificate was revoked: {0}",
        vi: "không có dữ liệu dùng được về việc thu hồi chứng thư chữ ký số: {0}",
    }
    ALLOW {
        en: "  an address inside is asked only if it is allowed by name: --allow {0}",
        vi: "  địa chỉ nội bộ chỉ được dùng khi được cho phép đích danh: --allow {0}",
    }
    TRIED { en: "  tried {0}: {1}", vi: "  đã thử {0}: {1}" }
    DAMAGED { en: "passed over, as it is not whole: {0}", vi: "đã bỏ qua vì không nguyên vẹn: {0}" }
    NO_EVIDENCE { en: "no evidence in it: {0}", vi: "không có dữ liệu chứng cứ nào trong: {0}" }
    UNTIL { en: "until {0}", vi: "đến {0}" }
    ENDED { en: "ENDED {0}", vi: "ĐÃ HẾT HẠN {0}" }
    PIECES {
        en: "pieces: {0}; ended or ending: {1}",
        vi: "số mục: {0}; đã hết hạn hoặc sắp hết hạn: {1}",
    }
    ERROR { en: "error:", vi: "lỗi:" }
}
