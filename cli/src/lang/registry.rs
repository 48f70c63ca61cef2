//! Words of `antin registry`, and of the commands that ask one.

use super::texts;

texts! {
    BEGUN { en: "began the registry {0}: {1}", vi: "đã lập danh bạ {0}: {1}" }
    BODY_ADDED { en: "added the body {0}, {1}", vi: "đã thêm cơ quan {0}, {1}" }
    BINDING_ADDED { en: "bound {0} to {1}: {2}", vi: "đã liên kết {0} với {1}: {2}" }
    BODY_ENDED { en: "ended the body {0} at {1}; it became: {2}", vi: "cơ quan {0} kết thúc lúc {1}; trở thành: {2}" }
    BINDING_REVOKED { en: "revoked {0} from {1} on", vi: "đã thu hồi {0} kể từ {1}" }
    ISSUED { en: "issued {0} as number {1}, signed by {2}: {3}", vi: "đã phát hành {0}, số {1}, ký bởi {2}: {3}" }
    REGISTRY_USED {
        en: "registry: {0}, number {1}, next one due {2}",
        vi: "danh bạ: {0}, số {1}, bản kế tiếp trước {2}",
    }
    NOT_JUDGED {
        en: "this file is signed, and nobody judged it here: see `antin registry check`",
        vi: "tệp này có chữ ký nhưng chưa được kiểm tra ở đây: hãy dùng `antin registry check`",
    }
    BELIEVED { en: "Believed", vi: "Tin được" }
    NOT_BELIEVED { en: "Not believed", vi: "Không tin được" }
    NAME { en: "name", vi: "tên" }
    NUMBER { en: "number", vi: "số" }
    ISSUED_AT { en: "issued", vi: "phát hành" }
    NEXT_UPDATE { en: "next one due", vi: "bản kế tiếp trước" }
    BODIES { en: "bodies", vi: "số cơ quan" }
    BINDINGS { en: "bindings", vi: "số liên kết" }
    SINCE { en: "since {0}", vi: "từ {0}" }
    TILL { en: "until {0}", vi: "đến {0}" }
    ROLES { en: "roles", vi: "vai trò" }
    HOLDER { en: "holder", vi: "người giữ khóa" }
    BASIS { en: "on the ground of", vi: "căn cứ" }
    BECAME { en: "became", vi: "trở thành" }
    HEIRS { en: "stands at {0} in", vi: "vào {0} là" }
    NOT_YET { en: "not yet", vi: "chưa có hiệu lực" }
    HOLDS { en: "holds", vi: "có hiệu lực" }
    PAST { en: "past", vi: "hết hiệu lực" }
    REVOKED { en: "revoked from {0} on", vi: "đã thu hồi kể từ {0}" }
    ISSUER_KEY { en: "issuer", vi: "đơn vị cấp" }
}
