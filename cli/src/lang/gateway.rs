//! What is said of a gateway.

use super::texts;

texts! {
    ACCEPTED { en: "ACCEPTED", vi: "CHẤP NHẬN" }
    QUARANTINED { en: "QUARANTINED", vi: "TẠM GIỮ" }
    REFUSED { en: "REFUSED", vi: "TỪ CHỐI" }
    SENT { en: "SEALED", vi: "ĐÃ ĐÓNG DẤU" }
    ENTRY { en: "recorded as entry {0}", vi: "đã ghi vào nhật ký, mục {0}" }
    REPORT { en: "The package, whatever came before it:", vi: "Kết quả kiểm tra riêng gói tin:" }
    NOT_THE_SENDER {
        en: "what was sent was another agency's",
        vi: "gói tin đã gửi là của cơ quan khác",
    }
    WROTE_PACKAGE { en: "wrote the sealed package to {0}", vi: "đã ghi gói tin đã đóng dấu vào {0}" }
    WROTE_RECEIPT { en: "wrote the receipt to {0}", vi: "đã ghi biên nhận vào {0}" }
    NO_RECEIPT { en: "there is no receipt, and {0} was not written", vi: "không có biên nhận nên không ghi {0}" }
    MADE_LEDGER {
        en: "made the ledger {0}, for packages that were sealed after {1}",
        vi: "đã tạo sổ ghi nhận {0}, cho các gói tin đóng dấu sau {1}",
    }
    RECORDED_BUT {
        en: "what was decided is recorded as entry {0}, and the package will not be taken again: if the file is as it was, `antin open --extract` and `antin receipt make` make up for what could not be written",
        vi: "quyết định đã ghi vào nhật ký ở mục {0} và gói tin sẽ không được nhận lại: nếu tệp còn nguyên, hãy dùng `antin open --extract` và `antin receipt make` để làm lại phần chưa ghi được",
    }
    RECORDED_SENT {
        en: "the seal is recorded as entry {0}, but the package was not written; send it again, which makes another seal",
        vi: "dấu đã ghi vào nhật ký ở mục {0} nhưng chưa ghi được gói tin; hãy gửi lại, khi đó một dấu khác sẽ được tạo",
    }
    BAD_CONFIG {
        en: "the configuration {0} cannot be used: line {1}: {2}",
        vi: "không dùng được tệp cấu hình {0}: dòng {1}: {2}",
    }
    NOT_TEXT {
        en: "the configuration {0} cannot be used: it is not text in UTF-8",
        vi: "không dùng được tệp cấu hình {0}: không phải văn bản UTF-8",
    }
    BAD_RULES {
        en: "cannot use {0} as the policy of a gateway: {1}",
        vi: "không dùng được {0} làm chính sách của cổng: {1}",
    }
    BAD_REVOCATION {
        en: "in the configuration {0}, revocation is \"require\", \"if-present\" or \"danger-skip\", and not {1}",
        vi: "trong tệp cấu hình {0}, revocation phải là \"require\", \"if-present\" hoặc \"danger-skip\", không phải {1}",
    }
    BAD_AGENCY {
        en: "in the configuration {0}, {1} is not an identifier code",
        vi: "trong tệp cấu hình {0}, {1} không phải mã định danh",
    }
    TWICE {
        en: "in the configuration {0}, {1} has two credentials",
        vi: "trong tệp cấu hình {0}, {1} có hai khóa ký",
    }
    KEY_OR_P12 {
        en: "in the configuration {0}, the credential of {1} needs key and cert, or p12 alone",
        vi: "trong tệp cấu hình {0}, khóa ký của {1} cần key và cert, hoặc chỉ p12",
    }
    NO_TRUST {
        en: "in the configuration {0}, {1} names no file",
        vi: "trong tệp cấu hình {0}, {1} chưa nêu tệp nào",
    }
    NO_CREDENTIAL {
        en: "the configuration {0} has no credential for {1}; it has some for: {2}",
        vi: "tệp cấu hình {0} không có khóa ký cho {1}; chỉ có cho: {2}",
    }
    NO_LEDGER_YET {
        en: "there is no ledger {0}; make it once with `antin gateway init`. If it was lost, look for it first: a new one does not know what was taken before",
        vi: "không có sổ ghi nhận {0}; hãy tạo một lần bằng `antin gateway init`. Nếu sổ bị mất, hãy tìm lại trước: sổ mới không biết những gì đã nhận",
    }
    CANNOT_MAKE_LEDGER {
        en: "cannot make the ledger {0}: {1}; {2}",
        vi: "không tạo được sổ ghi nhận {0}: {1}; {2}",
    }
    SEALED_AFTER_NOW {
        en: "--sealed-after {0} is yet to come, and nothing would be taken until then",
        vi: "--sealed-after {0} ở tương lai nên đến lúc đó sẽ không gói tin nào được nhận",
    }
    REMEDY_IN_USE {
        en: "a gateway that has it open has to end first",
        vi: "cổng đang mở sổ phải dừng trước",
    }
    REMEDY_DAMAGED {
        en: "keep it for whoever examines it, and make a new one with `antin gateway init`; an old copy would take again what was taken since",
        vi: "hãy giữ sổ để kiểm tra và tạo sổ mới bằng `antin gateway init`; bản sao cũ sẽ nhận lại những gì đã nhận từ đó",
    }
    REMEDY_DISK {
        en: "look at the path, its rights and the disk",
        vi: "hãy kiểm tra đường dẫn, quyền và đĩa",
    }
    LEDGER_EXISTS {
        en: "there is a ledger {0} already; it was left as it is",
        vi: "đã có sổ ghi nhận {0}; sổ được giữ nguyên",
    }
    NOTHING_DECIDED {
        en: "nothing was handed out for {0}: {1}",
        vi: "không có gì được giao ra cho {0}: {1}",
    }
    NOT_EMPTY {
        en: "{0} is not empty; name a new folder, or an empty one, for the attachments",
        vi: "{0} không rỗng; hãy nêu một thư mục mới hoặc rỗng cho các tệp đính kèm",
    }
    NOT_TO_STDOUT {
        en: "standard output tells what was decided; name a file for {0}",
        vi: "đầu ra chuẩn dùng để báo kết quả; hãy nêu tên tệp cho {0}",
    }
}
