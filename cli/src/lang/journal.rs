//! What is said of a journal.

use super::texts;

texts! {
    WHOLE { en: "WHOLE", vi: "NGUYÊN VẸN" }
    BROKEN { en: "BROKEN", vi: "KHÔNG NGUYÊN VẸN" }
    NOT_PROVEN { en: "NOT PROVEN", vi: "CHƯA CHỨNG MINH ĐƯỢC" }
    ENTRIES { en: "{0}: {1} entries", vi: "{0}: {1} mục" }
    AT { en: "entry {0}, line {1}: {2}", vi: "mục {0}, dòng {1}: {2}" }
    SINCE {
        en: "what was changed is entry {0}, or one between it and entry {1}",
        vi: "nội dung bị thay đổi nằm ở mục {0}, hoặc một mục từ đó đến mục {1}",
    }
    NOT_PROVEN_SINCE {
        en: "nothing was found changed, but no time-stamp that passed is over the entries from {0} on",
        vi: "không thấy thay đổi nào, nhưng không có dấu thời gian đạt yêu cầu cho các mục từ {0} trở đi",
    }
    UP_TO { en: "the chain is whole up to {0}", vi: "chuỗi mục nguyên vẹn đến {0}" }
    NO_ENTRIES {
        en: "{0} is empty: there are no entries. If some were expected, check with --head",
        vi: "{0} rỗng: không có mục nào. Nếu lẽ ra phải có, hãy kiểm tra với --head",
    }
    NO_JOURNAL {
        en: "{0} is no journal: no line of it reads as an entry. The journal of a ledger is written by `antin journal export`",
        vi: "{0} không phải là nhật ký: không dòng nào là một mục. Hãy xuất nhật ký từ sổ ghi nhận bằng `antin journal export`",
    }
    HEAD {
        en: "keep this for the next check: --head {0}",
        vi: "hãy lưu lại cho lần kiểm tra sau: --head {0}",
    }
    NO_STAMP {
        en: "no time-stamp: whoever keeps the journal could have written all of it anew",
        vi: "không có dấu thời gian: người giữ nhật ký có thể đã ghi lại toàn bộ",
    }
    STAMP {
        en: "time-stamped up to entry {0} at {1}",
        vi: "đã có dấu thời gian đến mục {0} vào lúc {1}",
    }
    STAMP_NOT_JUDGED {
        en: "time-stamp up to entry {0} of {1}; who made it was not judged: add --trust",
        vi: "có dấu thời gian đến mục {0} ghi lúc {1}; chưa xác minh nơi cấp: hãy thêm --trust",
    }
    EXPORTED { en: "wrote {0} entries to {1}", vi: "đã ghi {0} mục vào {1}" }
    STAMPED {
        en: "time-stamped the journal up to entry {0} at {1}, as entry {2}",
        vi: "đã gắn dấu thời gian cho nhật ký đến mục {0} lúc {1}, là mục {2}",
    }
    NO_LEDGER {
        en: "cannot use the ledger {0}: {1}; {2}",
        vi: "không dùng được sổ ghi nhận {0}: {1}; {2}",
    }
    EMPTY {
        en: "there is nothing to time-stamp: the journal of {0} is empty",
        vi: "không có gì để gắn dấu thời gian: nhật ký của {0} chưa có mục nào",
    }
}
