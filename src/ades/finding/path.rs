//! What is wrong with a path, in words for people.

use crate::ades::Language;
use crate::path::PathError;

#[rustfmt::skip] // a table: one row for each reason
pub(super) fn text(error: PathError, language: Language) -> &'static str {
    let (english, vietnamese) = match error {
        PathError::NoIssuer => ("No trusted authority was found that issued this certificate.", "Không tìm thấy cơ quan chứng thực được tin cậy nào đã cấp chứng thư này."),
        PathError::TooDeep => ("The chain of certificates is longer than is allowed.", "Chuỗi chứng thư dài hơn mức cho phép."),
        PathError::BudgetSpent => ("The search for a chain was given up because it cost too much.", "Đã dừng tìm chuỗi chứng thư vì tốn quá nhiều tài nguyên."),
        PathError::UnsupportedAlgorithm => ("A certificate is signed with an algorithm that is not supported.", "Chứng thư được ký bằng thuật toán chưa được hỗ trợ."),
        PathError::KeyMismatch => ("The authority's key is not of the kind that the certificate's signature needs.", "Khóa của cơ quan cấp không đúng loại mà chữ ký trên chứng thư yêu cầu."),
        PathError::SignatureMismatch => ("The signature on a certificate was not made by the authority that it names.", "Chữ ký trên chứng thư không phải do cơ quan cấp nêu trong chứng thư tạo ra."),
        PathError::Algorithm(_) => ("The policy does not allow the algorithm or key with which a certificate is signed.", "Chính sách kiểm tra không cho phép thuật toán hoặc khóa đã dùng để ký chứng thư."),
        PathError::ExplicitCurve => ("A key spells out its elliptic curve in place of naming a known one.", "Khóa tự mô tả đường cong elliptic thay vì nêu tên đường cong đã biết."),
        PathError::AnchorNotYetValid => ("The root certificate is not yet valid.", "Chứng thư gốc chưa có hiệu lực."),
        PathError::AnchorExpired => ("The root certificate has expired.", "Chứng thư gốc đã hết hạn."),
        PathError::AnchorNotCa => ("The root certificate says that it is no certification authority.", "Chứng thư gốc tự nêu không phải là cơ quan chứng thực."),
        PathError::AnchorIsNotForItself => ("The certificate is trusted to issue others, not to sign documents itself.", "Chứng thư này được tin cậy để cấp chứng thư khác, không phải để ký văn bản."),
        PathError::Expired => ("The certificate has expired, and nothing proves that the signature is older.", "Chứng thư đã hết hạn và không có gì chứng minh chữ ký được tạo trước đó."),
        PathError::NotYetValid => ("The certificate is not yet valid.", "Chứng thư chưa có hiệu lực."),
        PathError::Revoked => ("The certificate was revoked.", "Chứng thư đã bị thu hồi."),
        PathError::RevocationUndetermined => ("It could not be found out whether the certificate was revoked.", "Không xác định được chứng thư có bị thu hồi hay không."),
        PathError::NotCa => ("The certificate was issued by one that is no certification authority.", "Chứng thư do một chủ thể không phải cơ quan chứng thực cấp."),
        PathError::PathLength => ("There are more authorities in the chain than one of them allows.", "Chuỗi có nhiều cơ quan chứng thực hơn mức một cơ quan trong chuỗi cho phép."),
        PathError::KeyCertSign => ("The authority's key may not be used to sign certificates.", "Khóa của cơ quan cấp không được dùng để ký chứng thư."),
        PathError::UnknownCriticalExtension => ("A certificate has a critical extension that is not understood.", "Chứng thư có phần mở rộng quan trọng không xác định được ý nghĩa."),
        PathError::NameNotPermitted(_) => ("A name in the certificate is outside of what an authority may issue.", "Tên trong chứng thư nằm ngoài phạm vi cơ quan chứng thực được cấp."),
        PathError::NameExcluded(_) => ("A name in the certificate is one that an authority must not issue.", "Tên trong chứng thư thuộc phạm vi cơ quan chứng thực không được cấp."),
        PathError::NameUnprocessable(_) => ("A name in the certificate, or a constraint on names, cannot be understood.", "Không hiểu được tên trong chứng thư hoặc ràng buộc về tên."),
        PathError::Policy => ("The chain is not valid under an acceptable certificate policy.", "Chuỗi chứng thư không hợp lệ theo chính sách chứng thư được chấp nhận."),
        PathError::PolicyGraphTooLarge => ("The certificate policies of the chain are too many to be processed.", "Chuỗi có quá nhiều chính sách chứng thư nên không xử lý được."),
        PathError::ExtendedKeyUsage => ("The extended key usage of a certificate does not allow this purpose.", "Mục đích sử dụng khóa mở rộng của chứng thư không cho phép mục đích này."),
        PathError::KeyUsage => ("The key usage of the certificate does not allow signing documents.", "Mục đích sử dụng khóa của chứng thư không cho phép ký văn bản."),
        PathError::ReferenceName => ("The certificate is for another name than was asked for.", "Chứng thư được cấp cho tên khác với tên yêu cầu."),
        PathError::WebProfile(_) => ("The certificate breaks the rules for servers on the web.", "Chứng thư vi phạm quy tắc dành cho máy chủ web."),
    };
    language.choose(english, vietnamese)
}
