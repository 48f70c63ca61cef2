//! Words of `antin receipt`.

use super::texts;

texts! {
    SIGNED {
        en: "signed as {0}: status {1}, {2}: {3}",
        vi: "đã ký biên nhận của {0}: trạng thái {1}, {2}: {3}",
    }
    NONE { en: "there is no receipt in it", vi: "trong đó không có biên nhận nào" }
    TAKEN { en: "wrote a receipt to {0}", vi: "đã ghi một biên nhận vào {0}" }
}
