//! What `antin demo` says: one plain sentence for each step.

use super::texts;

texts! {
    TITLE {
        en: "An agency seals what it sends, the hub rewrites it on the way, and its recipient judges",
        vi: "Cơ quan đóng dấu số gói tin gửi đi, trục liên thông viết lại trên đường chuyển, và nơi nhận kiểm tra",
    }
    WARNING {
        en: "Every name, key and certificate here is a throwaway made now, and worth nothing.",
        vi: "Mọi tên, khóa và chứng thư chữ ký số ở đây đều được tạo tạm, không có giá trị pháp lý.",
    }
    PART_PACKAGE {
        en: "A package that is sealed survives the axis",
        vi: "Gói tin có dấu đi qua trục liên thông",
    }
    PACKAGE {
        en: "A document system hands over a package of the axis: {0}, {1} bytes, a letter, a table and an archive.",
        vi: "Hệ thống quản lý văn bản giao một gói tin edXML: {0}, {1} byte, gồm công văn, bảng số liệu và tệp nén.",
    }
    PACKAGE_SEALED {
        en: "The leader seals it, then the agency: two more attachments, {0} bytes; every other byte stays.",
        vi: "Lãnh đạo đóng dấu, rồi đến cơ quan: thêm hai tệp đính kèm, {0} byte; mọi byte khác giữ nguyên.",
    }
    PACKAGE_HOPPED {
        en: "The hub delivers it, and rewrites the message as hubs do:",
        vi: "Trục liên thông chuyển gói tin và viết lại thông điệp như thường lệ:",
    }
    REGISTRY_SIGNED {
        en: "The registrar has bound identifier codes to certificates, and signed the list: {0}, number {1}.",
        vi: "Cơ quan danh bạ đã gắn mã định danh với chứng thư và ký danh bạ: {0}, số {1}.",
    }
    PACKAGE_JUDGED {
        en: "The recipient trusts the root, asks the registry, and opens what arrived.",
        vi: "Nơi nhận tin cậy chứng thư gốc, tra danh bạ, và mở gói tin nhận được.",
    }
    PACKAGE_SENDER { en: "sender {0}: {1}", vi: "cơ quan gửi {0}: {1}" }
    RECEIPT_SIGNED {
        en: "The recipient signs that it arrived: {0}, {1} bytes, status 01.",
        vi: "Nơi nhận ký biên nhận đã đến: {0}, {1} byte, trạng thái 01.",
    }
    RECEIPT_JUDGED {
        en: "The sender asks the registry too, and holds the receipt against what it sent.",
        vi: "Cơ quan gửi cũng tra danh bạ, và đối chiếu biên nhận với gói tin đã gửi.",
    }
    RECEIPT_ACCEPTED { en: "accepted", vi: "chấp nhận" }
    RECEIPT_REFUSED { en: "not accepted", vi: "không chấp nhận" }
    RECEIPT_OTHER_PACKAGE {
        en: "Someone shows the receipt for another package: the same document, sealed once more.",
        vi: "Có người dùng biên nhận đó cho gói tin khác: cùng văn bản, đóng dấu lần nữa.",
    }
    RECEIPT_OTHER_STATUS {
        en: "Someone turns \"arrived\" into \"accepted\" in the receipt.",
        vi: "Có người sửa \"đã đến\" thành \"đã tiếp nhận\" trong biên nhận.",
    }
    RECEIPT_OTHER_BODY {
        en: "The sender makes a receipt itself, in the recipient's name.",
        vi: "Cơ quan gửi tự lập biên nhận dưới tên nơi nhận.",
    }
    REGISTRY_REFUSED { en: "not believed", vi: "không tin được" }
    REGISTRY_OLDER {
        en: "Someone hands over yesterday's registry.",
        vi: "Có người đưa danh bạ của ngày hôm qua.",
    }
    REGISTRY_STRANGER {
        en: "An agency with a good certificate signs a registry itself.",
        vi: "Một cơ quan có chứng thư hợp lệ tự ký một danh bạ.",
    }
    PART_GATEWAY {
        en: "A gateway takes nothing twice, and its record shows what was changed in it",
        vi: "Cổng trao đổi không nhận hai lần, và nhật ký để lộ chỗ bị sửa",
    }
    GATEWAY_FORGED {
        en: "The package with another letter comes to the recipient's gateway.",
        vi: "Gói tin bị thay công văn đến cổng trao đổi của nơi nhận.",
    }
    GATEWAY_FIRST {
        en: "The true package comes. It is recorded, and only then handed out, with a receipt.",
        vi: "Gói tin thật đến. Cổng ghi nhật ký rồi mới giao gói tin, kèm biên nhận.",
    }
    GATEWAY_AGAIN {
        en: "Someone who kept it sends it once more.",
        vi: "Có người giữ lại gói tin đó và gửi lần nữa.",
    }
    JOURNAL_CHECKED {
        en: "An auditor checks the journal.",
        vi: "Người thanh tra kiểm tra nhật ký.",
    }
    JOURNAL_REMOVED {
        en: "Someone removes the line that says that the package arrived.",
        vi: "Có người xóa dòng ghi việc gói tin đã đến.",
    }
    JOURNAL_CHANGED {
        en: "Someone turns \"accept\" into \"refuse\" in it.",
        vi: "Có người sửa \"accept\" thành \"refuse\" trong dòng đó.",
    }
    JOURNAL_WHOLE { en: "whole: {0} entries", vi: "nguyên vẹn: {0} mục" }
    JOURNAL_BROKEN { en: "broken at entry {0}: {1}", vi: "không nguyên vẹn, mục {0}: {1}" }
    SUMMARY_GATEWAY {
        en: "1 package taken by the gateway, once; 2 forgeries of its journal found.",
        vi: "Cổng trao đổi nhận 1 gói tin, đúng một lần; phát hiện 2 chỗ giả mạo trong nhật ký.",
    }
    WRONG_AGENCY {
        en: "Another agency under the same root seals the package in the sender's name.",
        vi: "Cơ quan khác dưới cùng chứng thư gốc đóng dấu gói tin dưới tên cơ quan gửi.",
    }
    PACKAGE_FILES {
        en: "byte for byte what was sent: {0}",
        vi: "giống từng byte với lúc gửi: {0}",
    }
    PART_PACKAGE_FORGED { en: "What forgers try with it", vi: "Kẻ gian thử gì với gói tin" }
    SWAPPED_LETTER {
        en: "Someone puts another letter under the same name.",
        vi: "Có người thay công văn khác dưới cùng tên tệp.",
    }
    OTHER_RECIPIENT {
        en: "Someone changes a recipient.",
        vi: "Có người đổi một nơi nhận.",
    }
    MADE_REVOKE {
        en: "Someone turns the new document into a revocation.",
        vi: "Có người biến văn bản mới thành văn bản thu hồi.",
    }
    REMOVED_TABLE {
        en: "Someone takes the table out.",
        vi: "Có người bỏ bảng số liệu ra khỏi gói tin.",
    }
    MOVED_SEAL {
        en: "Someone puts the agency's seal from another package on this one.",
        vi: "Có người lấy dấu của cơ quan trên gói tin khác gắn vào gói tin này.",
    }
    FOREIGN_SEAL {
        en: "Someone makes a PKI with exactly the same names, and seals the package with it.",
        vi: "Có người dựng một hệ thống chứng thực trùng tên y hệt và dùng nó đóng dấu gói tin.",
    }
    PART_HONEST {
        en: "Signatures over a file: what honest people do",
        vi: "Chữ ký trên một tệp: người ngay làm gì",
    }
    PART_FORGED { en: "What forgers try", vi: "Kẻ gian thử gì" }
    PKI {
        en: "A government PKI is set up: a root, a CA below it, a leader's and an agency's certificate.",
        vi: "Dựng một hệ thống chứng thực của Chính phủ: chứng thư gốc, CA cấp dưới, chứng thư chữ ký số của lãnh đạo và của cơ quan.",
    }
    LEADER {
        en: "The leader signs {0} ({1} bytes) with the personal key.",
        vi: "Lãnh đạo ký số văn bản {0} ({1} byte) bằng khóa cá nhân.",
    }
    AGENCY {
        en: "The clerk adds the agency's seal: a second signature in the same file, {0} ({1} bytes).",
        vi: "Văn thư đóng dấu số của cơ quan: chữ ký thứ hai trong cùng tệp {0} ({1} byte).",
    }
    JUDGE {
        en: "The recipient, who trusts the root and nobody else, judges both signatures.",
        vi: "Nơi nhận chỉ tin cậy chứng thư gốc, và kiểm tra cả hai chữ ký.",
    }
    CHANGED_BYTE {
        en: "Someone changes one byte of the document.",
        vi: "Có người sửa một byte trong văn bản.",
    }
    FOREIGN_ROOT {
        en: "Someone makes a PKI with exactly the same names, and seals the document with it.",
        vi: "Có người dựng một hệ thống chứng thực trùng tên y hệt và dùng nó đóng dấu số văn bản.",
    }
    EXPIRED {
        en: "The seal is put on the document with a certificate that ended a year ago.",
        vi: "Văn bản được đóng dấu số bằng chứng thư chữ ký số đã hết hạn từ một năm trước.",
    }
    STOLEN {
        en: "The true signatures are put under another document.",
        vi: "Chữ ký thật bị đem gắn vào một văn bản khác.",
    }
    PART_LATER { en: "What time does", vi: "Thời gian trôi qua thì sao" }
    ARCHIVED {
        en: "The clerk seals the letter for the archive: with a time-stamp, the revocation lists of the day, and an archive time-stamp over it all ({0}, {1} bytes).",
        vi: "Văn thư đóng dấu số để lưu trữ: kèm dấu thời gian, danh sách thu hồi trong ngày, và dấu thời gian lưu trữ trên tất cả ({0}, {1} byte).",
    }
    COMPARED {
        en: "For comparison, the same without the archive time-stamp ({0}), and a seal without any time-stamp ({1}).",
        vi: "Để so sánh: bản không có dấu thời gian lưu trữ ({0}), và bản không có dấu thời gian nào ({1}).",
    }
    TWO_YEARS {
        en: "{0}: a thief had the agency's key, and its certificate has been on the revocation list for a year.",
        vi: "{0}: khóa của cơ quan đã bị lấy cắp, chứng thư chữ ký số nằm trong danh sách thu hồi từ một năm nay.",
    }
    SIX_YEARS {
        en: "{0}: the agency's certificate has ended. Whoever judges now has the root, and nothing else.",
        vi: "{0}: chứng thư chữ ký số của cơ quan đã hết hạn. Người kiểm tra lúc này chỉ có chứng thư gốc.",
    }
    TWENTY_YEARS {
        en: "{0}: the CA has ended, too. Whoever judges now has the root, and nothing else.",
        vi: "{0}: CA cấp dưới cũng đã hết hạn. Người kiểm tra lúc này chỉ có chứng thư gốc.",
    }
    OLDER_THAN_REVOCATION {
        en: "The time-stamp proves that the seal is older than the revocation.",
        vi: "Dấu thời gian chứng minh rằng dấu của cơ quan có trước khi chứng thư bị thu hồi.",
    }
    OLDER_THAN_END {
        en: "The time-stamp proves that the seal is from a day on which the certificate was valid, and the lists in it that nobody had revoked it.",
        vi: "Dấu thời gian chứng minh rằng dấu của cơ quan có từ khi chứng thư còn hiệu lực; danh sách kèm theo cho biết khi đó chứng thư chưa bị thu hồi.",
    }
    OLDER_THAN_ALL {
        en: "The archive time-stamp proves that the seal and the lists in it are from before the CA ended.",
        vi: "Dấu thời gian lưu trữ chứng minh rằng dấu của cơ quan và các danh sách kèm theo có từ trước khi CA hết hạn.",
    }
    BECAUSE { en: "because: {0}", vi: "vì: {0}" }
    REVOCATION {
        en: "(Revocation lists come later: here it is judged with --revocation if-present.)",
        vi: "(Danh sách thu hồi được dùng ở phần sau: phần này kiểm tra với --revocation if-present.)",
    }
    NOT_AS_WANTED {
        en: "this must not happen: {0} was expected",
        vi: "điều này không được phép xảy ra: kết quả đúng phải là {0}",
    }
    SUMMARY_PACKAGES {
        en: "1 package accepted after the hub rewrote it, {0} forgeries of it refused.",
        vi: "Chấp nhận 1 gói tin sau khi trục liên thông viết lại, từ chối {0} gói tin giả mạo.",
    }
    SUMMARY_ROUND {
        en: "1 receipt accepted by the sender, {0} forged ones refused; {1} registries refused that nobody must believe.",
        vi: "Cơ quan gửi chấp nhận 1 biên nhận, từ chối {0} biên nhận giả mạo; từ chối {1} danh bạ không được tin.",
    }
    SUMMARY {
        en: "{0} signatures accepted, {1} forgeries refused, {2} judgements of later years as they must be, in {3} s.",
        vi: "Chấp nhận {0} chữ ký, từ chối {1} văn bản giả mạo, {2} lần kiểm tra ở các năm sau đúng như phải có, trong {3} giây.",
    }
    SUMMARY_BAD {
        en: "Not everything went as it must; please report this.",
        vi: "Có bước không cho kết quả đúng; xin hãy báo lỗi cho nhóm phát triển.",
    }
    FILES { en: "The files are in {0}. Try:", vi: "Các tệp nằm trong {0}. Hãy thử:" }
    TRY_DIR {
        en: "`antin demo DIR` leaves the files in DIR, to try `antin verify` on.",
        vi: "`antin demo DIR` để lại các tệp trong DIR để thử `antin verify`.",
    }
}
