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
    ERROR { en: "error:", vi: "lỗi:" }
}
