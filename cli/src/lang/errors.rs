//! Sentences that end a run: what was wrong, where, and what to do.

use super::texts;

texts! {
    // Input.
    CANNOT_READ {
        en: "cannot read {0}: {1}; check the path and its permissions",
        vi: "không đọc được {0}: {1}; hãy kiểm tra đường dẫn và quyền truy cập",
    }
    IS_DIRECTORY {
        en: "{0} is a folder; name a file in it",
        vi: "{0} là thư mục; hãy nêu tên một tệp trong đó",
    }
    IS_EMPTY {
        en: "{0} is empty, so there is nothing to work on; check that it was copied completely",
        vi: "{0} là tệp rỗng nên không có gì để xử lý; hãy kiểm tra xem tệp đã được sao chép đủ chưa",
    }
    TOO_LONG {
        en: "{0} is longer than {1} bytes, too long for what it should be; check that it is the right file",
        vi: "{0} dài hơn {1} byte, quá dài so với loại tệp cần có; hãy kiểm tra xem có đúng tệp không",
    }
    BAD_CERTIFICATE {
        en: "cannot read a certificate in {0}: {1}; give a certificate as PEM or DER",
        vi: "không đọc được chứng thư chữ ký số trong {0}: {1}; hãy dùng chứng thư chữ ký số dạng PEM hoặc DER",
    }
    NO_CERTIFICATE_IN {
        en: "no certificate in {0} can be read; give certificates as PEM or DER",
        vi: "không đọc được chứng thư chữ ký số nào trong {0}; hãy dùng chứng thư chữ ký số dạng PEM hoặc DER",
    }
    BAD_TRUST {
        en: "cannot take {0} as a trusted root: {1}; give the root certificate as PEM or DER",
        vi: "không thể tin cậy {0} làm chứng thư gốc: {1}; hãy dùng chứng thư gốc dạng PEM hoặc DER",
    }
    NO_TRUST_GIVEN {
        en: "nobody is trusted yet, so nothing can be judged; name the root certificate with --trust ROOT.pem",
        vi: "chưa tin cậy ai nên không thể kiểm tra; hãy nêu chứng thư gốc bằng --trust ROOT.pem",
    }
    BAD_CRL {
        en: "cannot read a revocation list in {0}: {1}; give a CRL as PEM or DER",
        vi: "không đọc được danh sách thu hồi trong {0}: {1}; hãy dùng CRL dạng PEM hoặc DER",
    }
    BAD_OCSP {
        en: "cannot read an OCSP answer in {0}: {1}; give the answer of a responder as DER",
        vi: "không đọc được phản hồi OCSP trong {0}: {1}; hãy dùng phản hồi của máy chủ OCSP dạng DER",
    }
    BAD_EVIDENCE {
        en: "cannot use {0} as evidence: {1}; give what `antin evidence gather` writes, or certificates and CRLs as PEM or DER",
        vi: "không dùng được {0} làm bằng chứng: {1}; hãy dùng tệp do `antin evidence gather` ghi, hoặc chứng thư chữ ký số và CRL dạng PEM hoặc DER",
    }
    BAD_KEY {
        en: "cannot use the private key in {0}: {1}; give a PKCS#8, PKCS#1 or SEC 1 key as PEM or DER",
        vi: "không dùng được khóa bí mật trong {0}: {1}; hãy dùng khóa PKCS#8, PKCS#1 hoặc SEC 1 dạng PEM hoặc DER",
    }
    WRONG_PASSWORD {
        en: "cannot open {0}: the password is wrong; give the right one with --password-file, ANTIN_PASSWORD or at the prompt",
        vi: "không mở được {0}: mật khẩu không đúng; hãy đưa đúng mật khẩu qua --password-file, ANTIN_PASSWORD hoặc khi được hỏi",
    }
    PASSWORD_NEEDED {
        en: "{0} is protected by a password; give it with --password-file, ANTIN_PASSWORD or at a terminal's prompt",
        vi: "{0} được bảo vệ bằng mật khẩu; hãy đưa mật khẩu qua --password-file, ANTIN_PASSWORD hoặc nhập tại cửa sổ dòng lệnh",
    }
    BAD_P12 {
        en: "cannot use {0} as PKCS#12: {1}; check that it is a .p12 or .pfx file with one key and its certificate",
        vi: "không dùng được {0} như tệp PKCS#12: {1}; hãy kiểm tra xem đó có phải tệp .p12 hoặc .pfx có một khóa và chứng thư chữ ký số của nó không",
    }
    BAD_CREDENTIAL {
        en: "the key in {0} and the certificate in {1} cannot be used together: {2}; name a key and the certificate made for it",
        vi: "không dùng chung được khóa trong {0} và chứng thư chữ ký số trong {1}: {2}; hãy nêu khóa và chứng thư chữ ký số của chính khóa đó",
    }
    BAD_PASSWORD_FILE {
        en: "{0} is not text in UTF-8, so it holds no password; save the password as plain text",
        vi: "{0} không phải văn bản UTF-8 nên không chứa mật khẩu; hãy lưu mật khẩu dạng văn bản thuần",
    }
    BAD_POLICY {
        en: "{0} is neither a named policy ({1}) nor a policy file that can be read: {2}",
        vi: "{0} không phải tên chính sách có sẵn ({1}) cũng không phải tệp chính sách đọc được: {2}",
    }
    // Output.
    CANNOT_WRITE {
        en: "cannot write {0}: {1}; check the folder, its permissions and the free space",
        vi: "không ghi được {0}: {1}; hãy kiểm tra thư mục, quyền truy cập và dung lượng trống",
    }
    OUTPUT_EXISTS {
        en: "{0} exists already and was left as it is; choose another name with --out, or add --force to replace it",
        vi: "{0} đã tồn tại và được giữ nguyên; hãy chọn tên khác bằng --out, hoặc thêm --force để ghi đè",
    }
    PKI_EXISTS {
        en: "{0} exists already and was left as it is; choose another folder or name, or add --force to replace it",
        vi: "{0} đã tồn tại và được giữ nguyên; hãy chọn thư mục hoặc tên khác, hoặc thêm --force để ghi đè",
    }
    DEMO_NOT_EMPTY {
        en: "{0} is not an empty folder; name a new one, or an empty one",
        vi: "{0} không phải thư mục rỗng; hãy nêu một thư mục mới hoặc thư mục rỗng",
    }
    SAME_FILE {
        en: "the output would replace {0}, which is being read; choose another name with --out or --extract",
        vi: "kết quả sẽ ghi đè lên {0} là tệp đang đọc; hãy chọn tên khác bằng --out hoặc --extract",
    }
    // Work.
    CANNOT_SIGN {
        en: "cannot sign {0}: {1}",
        vi: "không ký được {0}: {1}",
    }
    CANNOT_ADD {
        en: "cannot add a signature to {0}: {1}; name a CMS signature (.p7s) made by antin or another CAdES program",
        vi: "không thêm được chữ ký vào {0}: {1}; hãy nêu chữ ký CMS (.p7s) do antin hoặc phần mềm CAdES khác tạo",
    }
    ADD_TO_OTHER {
        en: "{0} is not the document that {1} signs, so nothing was added; name the document as it was signed",
        vi: "{0} không phải văn bản mà {1} đã ký nên không thêm chữ ký; hãy nêu đúng văn bản đã ký",
    }
    ADD_TO_ATTACHED {
        en: "{0} carries its document; name it as FILE too, like `antin sign {1} --add-to {1} …`",
        vi: "{0} mang theo văn bản của nó; hãy nêu chính tệp này làm FILE, như `antin sign {1} --add-to {1} …`",
    }
    UNWANTED_CONTENT {
        en: "{0} carries its own document, so no other can be judged by it; name {0} alone",
        vi: "{0} mang theo văn bản của nó nên không thể dùng để kiểm tra văn bản khác; hãy chỉ nêu {0}",
    }
    CANNOT_JUDGE {
        en: "cannot judge {0}: {1}",
        vi: "không kiểm tra được {0}: {1}",
    }
    NO_SIGNATURE {
        en: "there is no signature in {0}, and no {0}.p7s beside it; name the signature file, and the document with --content",
        vi: "không có chữ ký trong {0}, cũng không có {0}.p7s bên cạnh; hãy nêu tệp chữ ký, và văn bản gốc bằng --content",
    }
    NO_SIGNER {
        en: "{0} is a CMS file without any signature; check that it is the right file",
        vi: "{0} là tệp CMS nhưng không có chữ ký nào; hãy kiểm tra xem có đúng tệp không",
    }
    NOT_YET_FORMAT {
        en: "{0} is {1}: judging signatures inside it is not there yet; a detached .p7s over it can be judged",
        vi: "{0} là {1}: chưa kiểm tra được chữ ký nằm bên trong; có thể kiểm tra chữ ký rời .p7s của tệp này",
    }
    NOT_CMS {
        en: "{0} is not a CMS signature, although --content says what it signs; swap the two, or name the .p7s file",
        vi: "{0} không phải chữ ký CMS dù --content đã nêu văn bản được ký; hãy đổi chỗ hai tệp, hoặc nêu tệp .p7s",
    }
    NOT_VERIFIED {
        en: "{0} was not written, because not every signature passed",
        vi: "không ghi {0} vì không phải mọi chữ ký đều hợp lệ",
    }
    CANNOT_EXTRACT {
        en: "cannot write the signed content of {0}: {1}",
        vi: "không trích được nội dung được ký của {0}: {1}",
    }
    BAD_PACKAGE {
        en: "cannot read the package {0}: {1}",
        vi: "không đọc được gói tin {0}: {1}",
    }
    CANNOT_SEAL {
        en: "cannot seal the package {0}: {1}",
        vi: "không đóng dấu được gói tin {0}: {1}",
    }
    NOT_ACCEPTED {
        en: "nothing was written to {0}, because the package was not accepted",
        vi: "không ghi gì vào {0} vì gói tin không được chấp nhận",
    }
    CANNOT_TAKE_OUT {
        en: "cannot write the attachments of {0}: {1}",
        vi: "không ghi được tệp đính kèm của {0}: {1}",
    }
    EXTRACT_EXISTS {
        en: "{0} exists already and was left as it is, so nothing was written; name an empty folder with --extract",
        vi: "{0} đã tồn tại và được giữ nguyên nên không ghi gì; hãy nêu một thư mục rỗng ở --extract",
    }
    EXTRACT_NOT_FOLDER {
        en: "{0} is not a folder; name a folder for the attachments with --extract",
        vi: "{0} không phải thư mục; hãy nêu một thư mục cho các tệp đính kèm ở --extract",
    }
    CANNOT_INSPECT {
        en: "{0} is nothing that antin knows: neither a certificate, a CRL, a CMS message, a key nor PKCS#12, as PEM or DER",
        vi: "antin không nhận ra {0}: không phải chứng thư chữ ký số, CRL, thông điệp CMS, khóa hay PKCS#12 ở dạng PEM hoặc DER",
    }
    TOO_MUCH {
        en: "cannot inspect {0}: {1}; split it into several files",
        vi: "không xem được {0}: {1}; hãy tách thành nhiều tệp",
    }
    PKI_FAILED {
        en: "cannot make the certificate {0}: {1}",
        vi: "không tạo được chứng thư chữ ký số {0}: {1}",
    }
    PKI_MISSING {
        en: "{0} is not there; make it first with {1}",
        vi: "chưa có {0}; hãy tạo trước bằng {1}",
    }
    P12_PASSWORD {
        en: "--p12 needs a password for the file; give it with --password, --password-file or ANTIN_PASSWORD",
        vi: "--p12 cần mật khẩu cho tệp; hãy đưa qua --password, --password-file hoặc ANTIN_PASSWORD",
    }
    BAD_SUBJECT {
        en: "cannot read the name {0}; write it like \"C=VN, O=BỘ MẪU, CN=CƠ QUAN MẪU A\"",
        vi: "không đọc được tên {0}; hãy viết như \"C=VN, O=BỘ MẪU, CN=CƠ QUAN MẪU A\"",
    }
    BAD_TIMES {
        en: "the certificate would end before it begins; make --not-after later than --not-before",
        vi: "chứng thư chữ ký số sẽ hết hạn trước khi có hiệu lực; hãy đặt --not-after sau --not-before",
    }
    BAD_CRL_TIMES {
        en: "the list would end before it begins; make --next-update later than --this-update",
        vi: "danh sách sẽ hết hạn trước khi có hiệu lực; hãy đặt --next-update sau --this-update",
    }
    BASE_NUMBER {
        en: "the list of {0} has a number that is too large to build upon; name the number with --base",
        vi: "danh sách của {0} có số thứ tự quá lớn; hãy nêu số của danh sách gốc bằng --base",
    }
    OTHER_ISSUER {
        en: "{0} was not issued by {1}, so it cannot answer for it; name the issuer's files with --issuer",
        vi: "{0} không do {1} cấp nên không thể có phản hồi của nơi này; hãy nêu tệp của nơi cấp bằng --issuer",
    }
    CLOCK {
        en: "the clock of this machine cannot be used; give the time with --at",
        vi: "không dùng được đồng hồ của máy này; hãy nêu thời điểm bằng --at",
    }
    PRINT {
        en: "cannot print the result: {0}",
        vi: "không in được kết quả: {0}",
    }
    // Not yet.
    NOT_YET_SIGN_FORMAT {
        en: "signing in format {0} is not yet there; this version signs with --format cades, asic-e or asic-s",
        vi: "ký theo định dạng {0} chưa có trong phiên bản này; phiên bản này ký với --format cades, asic-e hoặc asic-s",
    }
    ONE_FILE {
        en: "format {0} takes one file; put several into a container with --format asic-e",
        vi: "định dạng {0} chỉ nhận một tệp; hãy dùng --format asic-e để ký nhiều tệp trong một gói",
    }
    NOT_FOR_CONTAINERS {
        en: "{0} is not for containers; leave it out, or sign with --format cades",
        vi: "{0} không dùng cho gói; hãy bỏ tùy chọn này, hoặc ký với --format cades",
    }
    BAD_ENTRY_NAME {
        en: "the name of {0} is not UTF-8, so it cannot stand in a container; rename the file",
        vi: "tên của {0} không phải UTF-8 nên không đặt được trong gói; hãy đổi tên tệp",
    }
    NO_FILE {
        en: "the signatures of {0} cover no file, so there is none to write",
        vi: "các chữ ký của {0} không bao trùm tệp nào nên không có tệp để ghi",
    }
    NOT_AN_EMPTY_FOLDER {
        en: "the container holds several files, and {0} is not an empty folder for them; name a new one, or add --force",
        vi: "gói chứa nhiều tệp mà {0} không phải thư mục rỗng để ghi; hãy đặt tên mới, hoặc thêm --force",
    }
    NOT_YET_OPTION {
        en: "{0} is not yet there; leave it out with this version",
        vi: "{0} chưa có trong phiên bản này; hãy bỏ tuỳ chọn này",
    }
    // The network.
    TSA_AT_B {
        en: "level B has no time-stamp, so --tsa would not be used; add --level T, LT or LTA, or leave it out",
        vi: "mức B không có dấu thời gian nên không dùng đến --tsa; hãy thêm --level T, LT hoặc LTA, hoặc bỏ tuỳ chọn này",
    }
    NOT_A_SIGNATURE {
        en: "{0} is no CMS signature, so it cannot be extended; name the signature file, such as {0}.p7s",
        vi: "{0} không phải chữ ký CMS nên không nâng mức được; hãy nêu tệp chữ ký, như {0}.p7s",
    }
    NEED_TSA {
        en: "level {0} needs a time-stamp; name the authority with --tsa URL",
        vi: "mức {0} cần dấu thời gian; hãy nêu nơi cấp bằng --tsa URL",
    }
    BAD_TSA {
        en: "cannot ask {0} for time-stamps: {1}; write an address like http://tsa.test",
        vi: "không yêu cầu được dấu thời gian từ {0}: {1}; hãy viết địa chỉ dạng http://tsa.test",
    }
    NO_TIMESTAMP {
        en: "there is no time-stamp over {0} from {1}: {2}; check the address, and --proxy and --timeout, or try again later",
        vi: "không có dấu thời gian trên {0} từ {1}: {2}; hãy kiểm tra địa chỉ, --proxy và --timeout, hoặc thử lại sau",
    }
    BAD_NETWORK {
        en: "cannot use the network as asked: {0}; check --proxy and --allow",
        vi: "không dùng được mạng như yêu cầu: {0}; hãy kiểm tra --proxy và --allow",
    }
    BAD_PROXY {
        en: "--proxy (or ANTIN_PROXY) takes an address such as http://proxy.test:3128",
        vi: "--proxy (hoặc ANTIN_PROXY) cần một địa chỉ như http://proxy.test:3128",
    }
    BAD_ALLOW {
        en: "{0} is neither a host nor a network; give a name without a port, or a network such as 10.20.0.0/16",
        vi: "{0} không phải là máy chủ hay mạng; hãy nêu tên không kèm cổng, hoặc mạng như 10.20.0.0/16",
    }
    EXTEND_TO_B {
        en: "level B is what every signature has; name level T, LT or LTA",
        vi: "chữ ký nào cũng có mức B; hãy nêu mức T, LT hoặc LTA",
    }
    CANNOT_EXTEND {
        en: "cannot extend {0}: {1}",
        vi: "không nâng mức được {0}: {1}",
    }
    CACHE_FULL {
        en: "the folder {0} holds more evidence than is read; run `antin evidence clean --fit {0}`",
        vi: "thư mục {0} chứa nhiều bằng chứng hơn mức được đọc; hãy chạy `antin evidence clean --fit {0}`",
    }
    NOT_A_FOLDER {
        en: "{0} is not a folder; name the one that `antin evidence gather --cache` made",
        vi: "{0} không phải là thư mục; hãy nêu thư mục do `antin evidence gather --cache` tạo",
    }
    CANNOT_KEEP {
        en: "cannot keep evidence in {0}: {1}",
        vi: "không lưu được bằng chứng vào {0}: {1}",
    }
    NOT_LOOPBACK {
        en: "{0} is not on loopback, and a development PKI answers this machine only; listen at 127.0.0.1 or [::1]",
        vi: "{0} không phải địa chỉ nội bộ của máy này, mà PKI thử nghiệm chỉ trả lời máy này; hãy dùng 127.0.0.1 hoặc [::1]",
    }
    CANNOT_LISTEN {
        en: "cannot listen at {0}: {1}",
        vi: "không mở được cổng tại {0}: {1}",
    }
    CHANGED_MEANWHILE {
        en: "{0} was changed by somebody else meanwhile, and is left as it is; run the command again",
        vi: "{0} vừa bị người khác thay đổi nên được giữ nguyên; hãy chạy lại lệnh",
    }
    BAD_REGISTRY {
        en: "cannot read {0} as a registry: {1}; give what `antin registry` writes",
        vi: "không đọc được danh bạ trong {0}: {1}; hãy dùng tệp do `antin registry` ghi",
    }
    REGISTRY_REFUSED {
        en: "the registry {0} is not believed: {1} ({2}); `antin registry check` shows why",
        vi: "không tin được danh bạ {0}: {1} ({2}); hãy xem chi tiết bằng `antin registry check`",
    }
    CANNOT_EDIT {
        en: "{0} is left as it is: {1} ({2}); `antin registry show` lists what is in it",
        vi: "{0} được giữ nguyên: {1} ({2}); hãy xem nội dung bằng `antin registry show`",
    }
    CANNOT_BEGIN_REGISTRY {
        en: "a registry cannot be called {0}: {1} ({2})",
        vi: "không đặt được tên danh bạ là {0}: {1} ({2})",
    }
    BAD_SEEN {
        en: "{0} is not what is kept of a registry that was seen; name the file that an earlier run wrote with --seen or --registry-seen, and do not delete it, as it is what refuses older registries",
        vi: "{0} không phải là tệp ghi nhớ danh bạ đã thấy; hãy nêu tệp do lần chạy trước ghi bằng --seen hoặc --registry-seen và đừng xóa, vì nhờ nó mà danh bạ cũ bị từ chối",
    }
    NEED_ISSUER {
        en: "certificates are bound by {0} together with their issuer; name its certificate with --issuer, or put it behind the other in the file of --cert",
        vi: "liên kết theo {0} cần cả đơn vị cấp chứng thư; hãy nêu chứng thư đó bằng --issuer, hoặc đặt sau chứng thư trong tệp của --cert",
    }
    NOT_ITS_ISSUER {
        en: "the certificate in {0} was not issued by the one in {1}; name the one right above it with --issuer",
        vi: "chứng thư trong {0} không do chứng thư trong {1} cấp; hãy nêu chứng thư ngay trên nó bằng --issuer",
    }
    NO_KEY_IDENTIFIER {
        en: "the certificate in {0} has no key identifier; bind it with --by key or --by certificate",
        vi: "chứng thư trong {0} không có định danh khóa; hãy liên kết bằng --by key hoặc --by certificate",
    }
    ISSUER_UNUSED {
        en: "--issuer is not used with --by {0}; leave it out, or use --by key-identifier, subject or issuer",
        vi: "--issuer không dùng cùng --by {0}; hãy bỏ đi, hoặc dùng --by key-identifier, subject hay issuer",
    }
    NEED_CERT {
        en: "--by {0} needs a certificate; name it with --cert",
        vi: "--by {0} cần một chứng thư; hãy nêu bằng --cert",
    }
    ONLY_FOR_BINDINGS {
        en: "{0} is about a binding; name the certificate with --cert, or leave {0} out",
        vi: "{0} chỉ dùng cho liên kết; hãy nêu chứng thư bằng --cert hoặc bỏ {0}",
    }
    NO_BODY {
        en: "no body in {0} has the code {1}; `antin registry show {0}` lists all",
        vi: "trong {0} không có cơ quan nào mang mã {1}; hãy xem tất cả bằng `antin registry show {0}`",
    }
    CANNOT_RECEIPT {
        en: "cannot sign a receipt for {0}: {1}",
        vi: "không ký được biên nhận cho {0}: {1}",
    }
    CANNOT_PUT_INTO {
        en: "cannot put a receipt into {0}: {1}",
        vi: "không đưa được biên nhận vào {0}: {1}",
    }
    CARRIES_NOTHING {
        en: "{0} is a status message, which carries no attachments; name a package with a document, or leave --into out and send the receipt as a file",
        vi: "{0} là thông điệp trạng thái, không kèm được tệp; hãy nêu gói tin có văn bản, hoặc bỏ --into và gửi biên nhận thành tệp riêng",
    }
    ONLY_REFUSAL {
        en: "{0} was not accepted ({1}; {2}; sender: {3}), so status 02 alone can answer it; `antin open` shows why",
        vi: "{0} không được chấp nhận ({1}; {2}; cơ quan gửi: {3}) nên chỉ có thể trả lời bằng trạng thái 02; hãy xem lý do bằng `antin open`",
    }
    REFUSES_ANOTHER {
        en: "{0} is not as it was sealed ({1}; {2}); a receipt would hold for what was, and anybody on the way could bring a refusal about. Have it sent again; `antin open` shows what differs",
        vi: "{0} không còn như khi được đóng dấu ({1}; {2}); biên nhận sẽ có hiệu lực với gói tin gốc, nên bất kỳ ai trên đường truyền cũng có thể gây ra một lời từ chối. Hãy yêu cầu gửi lại; xem chỗ khác bằng `antin open`",
    }
    NO_DOCUMENT {
        en: "{0} names no document or no sender, so no receipt can be about it; `antin edxml inspect` shows what it says",
        vi: "{0} không nêu mã văn bản hoặc cơ quan gửi nên không thể có biên nhận; hãy xem nội dung bằng `antin edxml inspect`",
    }
    NOT_A_RECIPIENT {
        en: "{0} is not among the recipients of {1} ({2}), so its sender would not take the receipt; name the right code, or refuse the package with status 02",
        vi: "{0} không phải nơi nhận của {1} ({2}) nên cơ quan gửi sẽ không chấp nhận biên nhận; hãy nêu đúng mã, hoặc từ chối bằng trạng thái 02",
    }
    NO_RECEIPT {
        en: "{0} is neither a receipt nor a package that could carry one: {1}; give what `antin receipt make` wrote",
        vi: "{0} không phải là biên nhận, cũng không phải gói tin có thể kèm biên nhận: {1}; hãy dùng tệp do `antin receipt make` ghi",
    }
    NO_RECEIPT_IN {
        en: "there is no receipt in {0}; give what `antin receipt make` wrote",
        vi: "trong {0} không có biên nhận nào; hãy dùng tệp do `antin receipt make` ghi",
    }
    SEVERAL_RECEIPTS {
        en: "there are several receipts in {0}; write them out with `antin receipt take {1}`, and check each",
        vi: "trong {0} có nhiều biên nhận; hãy tách ra bằng `antin receipt take {1}` rồi kiểm tra từng tệp",
    }
    NOT_AS_SENT {
        en: "nothing can be held against {0}, as it is not surely what was sent ({1}; {2}); give the package as it was sealed, and evidence for its seal",
        vi: "không thể đối chiếu với {0} vì chưa chắc đó là gói tin đã gửi ({1}; {2}); hãy dùng gói tin như khi đóng dấu, cùng bằng chứng cho dấu của nó",
    }
    // Usage.
    STATUS_OF_SENDER {
        en: "status {0} is told by the sender of a document, and no receipt says it; use 01, 02, 03, 04, 05, 06, 15 or 16",
        vi: "trạng thái {0} do cơ quan gửi thông báo, không dùng cho biên nhận; hãy dùng 01, 02, 03, 04, 05, 06, 15 hoặc 16",
    }
    STATUS_ORDER {
        en: "status {0} cannot follow {1}; docs/edxml.md lists what may follow what",
        vi: "trạng thái {0} không thể tiếp theo {1}; thứ tự cho phép có trong docs/edxml.md",
    }
    NEED_KEY {
        en: "there is nothing to sign with; name --key KEY and --cert CERT, or --p12 FILE",
        vi: "chưa có gì để ký; hãy nêu --key KEY và --cert CERT, hoặc --p12 FILE",
    }
    PSS_NOT_RSA {
        en: "--pss is for RSA keys, and the key in {0} is another; leave it out",
        vi: "--pss chỉ dành cho khóa RSA, còn khóa trong {0} thuộc loại khác; hãy bỏ tuỳ chọn này",
    }
    DIGEST_FIXED {
        en: "the key in {0} cannot sign with {1}; leave --digest out to take what the key wants",
        vi: "khóa trong {0} không ký được với {1}; hãy bỏ --digest để dùng thuật toán phù hợp với khóa",
    }
    BAD_NAME {
        en: "cannot read the name {0}; write dns:HOST, ip:ADDRESS or email:ADDRESS",
        vi: "không đọc được tên {0}; hãy viết dns:TÊN-MÁY, ip:ĐỊA-CHỈ hoặc email:ĐỊA-CHỈ",
    }
}
