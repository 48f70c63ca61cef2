//! What `antin pki` says.

use super::texts;

texts! {
    MADE { en: "made {0}: {1}", vi: "đã tạo {0}: {1}" }
    MADE_CRL { en: "made {0}: revocation list", vi: "đã tạo {0}: danh sách thu hồi" }
    MADE_OCSP { en: "made {0}: OCSP answer", vi: "đã tạo {0}: phản hồi OCSP" }
    MADE_P12 { en: "made {0}: key and chain, under the password", vi: "đã tạo {0}: khóa và chuỗi chứng thư chữ ký số, bảo vệ bằng mật khẩu" }
    SERVING {
        en: "serving at {0}: /tsa, /ocsp, /pki/pub/crl/NAME.crl, /pki/pub/crt/NAME.crt",
        vi: "đang phục vụ tại {0}: /tsa, /ocsp, /pki/pub/crl/TÊN.crl, /pki/pub/crt/TÊN.crt",
    }
    REVOKED_COUNT { en: "certificates on the list: {0}", vi: "số chứng thư chữ ký số trong danh sách: {0}" }
    TRUST_HINT {
        en: "For development only. Judge with: --trust {0}",
        vi: "Chỉ dùng khi phát triển phần mềm. Kiểm tra với: --trust {0}",
    }
}
