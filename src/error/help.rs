//! What a caller or a user can do about an error.

use crate::error::{
    ApiMisuse, Contradiction, CredentialError, Error, KeyError, Limit, NetworkError, PolicyReason,
    Syntax, Unsupported,
};
use crate::language::Language;

/// The same sentence in English and in Vietnamese.
type Sentence = (&'static str, &'static str);

impl Error {
    /// Returns one sentence that says what the caller or the user can do about it.
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::{CredentialError, Error, Language};
    ///
    /// let error = Error::Credential(CredentialError::KeyMismatch);
    /// assert_eq!(
    ///     error.help(Language::En),
    ///     "Name the certificate that was issued for this key, before the others of its chain."
    /// );
    /// ```
    pub fn help(&self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::ApiMisuse(reason) => of_misuse(*reason),
            Self::Credential(reason) => of_credential(*reason),
            Self::Key(reason) => of_key(*reason),
            Self::LimitExceeded(limit) => of_limit(*limit),
            Self::Malformed(malformed) => of_syntax(malformed.syntax),
            Self::Network(reason) => of_network(*reason),
            Self::Other(_) => (
                "Check that the source can be read to its end, that the target can be written and has room, and try again.",
                "Hãy kiểm tra nguồn có đọc được đến hết không, đích có ghi được và còn dung lượng không, rồi thử lại.",
            ),
            Self::Policy(fault) => of_policy(&fault.reason),
            Self::Timestamp(_) => (
                "Ask the authority again, or another one; what it said tells what to change.",
                "Hãy yêu cầu lại, hoặc chọn nơi cấp dấu thời gian khác; nội dung trả lời cho biết cần thay đổi gì.",
            ),
            Self::Unreachable(_) => (
                "Report it to the makers of antin with these words, its version and what was being done.",
                "Hãy báo cho nhóm phát triển antin kèm nguyên văn thông báo, số phiên bản và thao tác đang thực hiện.",
            ),
            Self::Unsupported(what) => of_unsupported(*what),
        };
        language.choose(english, vietnamese)
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_misuse(reason: ApiMisuse) -> Sentence {
    match reason {
        ApiMisuse::EmptyTrustStore => ("Give at least one root certificate to trust, as PEM or DER.", "Hãy đưa ít nhất một chứng thư gốc tin cậy, dạng PEM hoặc DER."),
        ApiMisuse::UnexpectedContent => ("Leave the content out: this signature is judged with the content that is in it.", "Hãy bỏ phần nội dung: chữ ký này được kiểm tra với nội dung nằm trong nó."),
        ApiMisuse::ContentMissing => ("Give the file that was signed beside the signature.", "Hãy đưa kèm tệp đã được ký cùng với chữ ký."),
        ApiMisuse::ContentMismatch => ("Give the document exactly as it was signed before, or make a signature of its own.", "Hãy đưa đúng văn bản đã được ký trước đó, hoặc tạo một chữ ký riêng."),
        ApiMisuse::ContentLength => ("Announce the number of bytes that the source really has, and let nobody change it meanwhile.", "Hãy báo đúng số byte của nguồn dữ liệu và không để nó thay đổi trong khi đọc."),
        ApiMisuse::EvidenceMissing => ("Gather CRLs or OCSP answers for every certificate of the signer and of the time-stamps, and give them as evidence.", "Hãy thu thập CRL hoặc phản hồi OCSP cho mọi chứng thư của người ký và của dấu thời gian rồi đưa kèm."),
        ApiMisuse::OldDigest => ("Compute the digest with SHA-256 or stronger.", "Hãy tính giá trị băm bằng SHA-256 hoặc mạnh hơn."),
        ApiMisuse::NoNetwork => ("Give a network such as 10.20.0.0/16, or one address.", "Hãy đưa một mạng như 10.20.0.0/16, hoặc một địa chỉ."),
        ApiMisuse::NonceLength => ("Give a nonce of 32 random octets.", "Hãy đưa số ngẫu nhiên (nonce) dài 32 byte."),
        ApiMisuse::NoSealer => ("Name the identifier code of the body that seals.", "Hãy nêu mã định danh của cơ quan đóng ấn."),
        ApiMisuse::OtherContent => ("Discard what was copied, and judge the file again as it is now.", "Hãy bỏ phần đã sao chép và kiểm tra lại tệp như hiện có."),
        ApiMisuse::NoDocument => ("Tell a status of the package that has the document, and its sender in From.", "Hãy báo trạng thái cho gói tin chứa văn bản và có cơ quan gửi trong From."),
        ApiMisuse::StatusOrder => ("Look up what was told last; docs/edxml.md says what may follow it.", "Hãy xem trạng thái đã báo gần nhất; docs/edxml.md nêu trạng thái nào được báo tiếp."),
        ApiMisuse::StatusTeller => ("Have the sender ask to take back, and a recipient of the document tell the rest.", "Bên gửi mới được yêu cầu lấy lại; các trạng thái khác do bên nhận văn bản báo."),
        ApiMisuse::SeveralFiles => ("Make an ASiC-E container, or sign each file by itself.", "Hãy tạo gói ASiC-E, hoặc ký riêng từng tệp."),
        ApiMisuse::EntryName => ("Choose a relative name with / between folders, in Unicode normal form C, that no other entry has.", "Hãy chọn tên tương đối, dùng / giữa các thư mục, ở dạng Unicode NFC và không trùng mục khác."),
        ApiMisuse::NoEntry => ("Ask only for entries that the archive lists.", "Chỉ yêu cầu các mục có trong danh sách của tệp nén."),
        ApiMisuse::Contradiction(what) => of_contradiction(what),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_contradiction(what: Contradiction) -> Sentence {
    match what {
        Contradiction::AttachedWithoutContent => ("Sign the content itself, not its digest, or make a detached signature.", "Hãy ký chính nội dung thay vì giá trị băm, hoặc tạo chữ ký rời."),
        Contradiction::LevelWithoutTime => ("Give the time of signing with the options.", "Hãy đưa thời điểm ký trong các tùy chọn."),
        Contradiction::LevelNotAboveB => ("Name level T, LT or LTA.", "Hãy nêu mức T, LT hoặc LTA."),
        Contradiction::LevelWithoutTimestamper => ("Give a time-stamping authority with the options.", "Hãy đưa nơi cấp dấu thời gian trong các tùy chọn."),
        Contradiction::OtherDigest => ("Compute the digest with the algorithm that the options name, or name the one that was used.", "Hãy tính giá trị băm bằng thuật toán nêu trong tùy chọn, hoặc nêu đúng thuật toán đã dùng."),
        Contradiction::SinkForDetached => ("Make an attached signature, or leave out where the content goes.", "Hãy tạo chữ ký kèm nội dung, hoặc bỏ nơi ghi nội dung."),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_credential(reason: CredentialError) -> Sentence {
    match reason {
        CredentialError::KeyMismatch => ("Name the certificate that was issued for this key, before the others of its chain.", "Hãy nêu chứng thư chữ ký số được cấp cho chính khóa này, đặt trước các chứng thư khác trong chuỗi."),
        CredentialError::NoCertificate => ("Add the certificate that was issued for the key.", "Hãy bổ sung chứng thư chữ ký số được cấp cho khóa này."),
        CredentialError::NoKey => ("Export the file again together with its private key.", "Hãy xuất lại tệp kèm theo khóa bí mật."),
        CredentialError::SeveralKeys => ("Choose one by its friendly name (alias), or export a file with one key.", "Hãy chọn một khóa theo tên gợi nhớ (alias), hoặc xuất tệp chỉ có một khóa."),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_key(reason: KeyError) -> Sentence {
    match reason {
        KeyError::AlgorithmMismatch => ("Choose an algorithm for this kind of key, or leave the choice to antin.", "Hãy chọn thuật toán dành cho loại khóa này, hoặc để antin tự chọn."),
        KeyError::Invalid => ("Export the key again, or have a new one issued: RSA of 2048 bits or more, P-256, P-384 or Ed25519.", "Hãy xuất lại khóa, hoặc xin cấp khóa mới: RSA từ 2048 bit trở lên, P-256, P-384 hoặc Ed25519."),
        KeyError::PasswordNeeded => ("Give the password that protects the file.", "Hãy đưa mật khẩu bảo vệ tệp."),
        KeyError::Refused => ("Check that the token is plugged in and unlocked and that the key may sign, then try again.", "Hãy kiểm tra thiết bị đã cắm và mở khóa, khóa được phép ký, rồi thử lại."),
        KeyError::UnsupportedType => ("Use an RSA, P-256, P-384 or Ed25519 key.", "Hãy dùng khóa RSA, P-256, P-384 hoặc Ed25519."),
        KeyError::ValueMismatch => ("Sign with the key that belongs to the certificate, with the algorithm that was asked for, and sign the bytes that were handed out.", "Hãy ký bằng đúng khóa của chứng thư chữ ký số, đúng thuật toán được yêu cầu và đúng dữ liệu đã nhận để ký."),
        KeyError::WrongPassword => ("Give the right password; mind capital letters and the keyboard's language.", "Hãy đưa đúng mật khẩu; lưu ý chữ hoa, chữ thường và bộ gõ tiếng Việt."),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_network(reason: NetworkError) -> Sentence {
    match reason {
        NetworkError::BadAddress | NetworkError::Redirect | NetworkError::ContentType | NetworkError::AnswerMismatch => ("Check the address; a portal or a proxy may have answered in place of the server.", "Hãy kiểm tra địa chỉ; có thể một cổng mạng hoặc proxy đã trả lời thay cho máy chủ."),
        NetworkError::ForbiddenAddress => ("If this server of your own network is meant, allow it by name or by its network.", "Nếu đúng là máy chủ trong mạng nội bộ của mình, hãy cho phép theo tên hoặc theo dải mạng."),
        NetworkError::BudgetSpent | NetworkError::TooLarge => ("Raise the bound if the source can be trusted to need it.", "Hãy nâng giới hạn nếu tin rằng nguồn này thực sự cần."),
        _ => ("Check the network, the address and the proxy, and try again later.", "Hãy kiểm tra mạng, địa chỉ và proxy rồi thử lại sau."),
    }
}

#[rustfmt::skip] // a table: one row for each limit
fn of_limit(limit: Limit) -> Sentence {
    match limit {
        Limit::Blocks | Limit::Items | Limit::Keys => ("Split the file into several, or raise the limit for a source that you trust.", "Hãy tách tệp thành nhiều tệp, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::Certificates => ("Leave out certificates that are not needed, or raise the limit for a source that you trust.", "Hãy bỏ bớt chứng thư không cần thiết, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::Extensions => ("Ask for a certificate or list with fewer extensions, or raise the limit for a source that you trust.", "Hãy xin chứng thư hoặc danh sách có ít phần mở rộng hơn, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::KdfIterations | Limit::KdfMemory => ("Protect the key anew with usual settings, or raise the limit if you made the file yourself.", "Hãy bảo vệ lại khóa với thiết lập thông thường, hoặc nâng giới hạn nếu chính bạn tạo tệp này."),
        Limit::Attachments | Limit::XmlNodes => ("Split the package into several, or raise the limit for a source that you trust.", "Hãy tách gói tin thành nhiều gói, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::XmlAttributes | Limit::XmlLength | Limit::XmlToken => ("Do not use this file: no real one has such long texts or so many attributes.", "Không nên dùng tệp này: tệp thật không có văn bản dài hoặc nhiều thuộc tính đến vậy."),
        Limit::Length => ("Check that it is the right file, and read long documents as a stream.", "Hãy kiểm tra xem có đúng tệp không, và đọc văn bản dài theo luồng."),
        Limit::Nesting => ("Do not use this file: no real one is nested so deeply.", "Không nên dùng tệp này: tệp thật không lồng sâu đến vậy."),
        Limit::OcspAnswers => ("Do not use this answer: no responder answers about so many certificates at once.", "Không nên dùng phản hồi này: máy chủ OCSP thật không trả lời cùng lúc cho nhiều chứng thư đến vậy."),
        Limit::Signers => ("Split the signatures over several files, or raise the limit for a source that you trust.", "Hãy chia các chữ ký ra nhiều tệp, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::ZipEntries | Limit::ZipRatio => ("Do not unpack this file, or raise the limit for a source that you trust.", "Không nên giải nén tệp này, hoặc nâng giới hạn nếu tin cậy nguồn này."),
        Limit::UnattributedContent => ("Ask for a signature with signed attributes, such as CAdES, or raise the limit.", "Hãy đề nghị ký lại với thuộc tính được ký, như CAdES, hoặc nâng giới hạn."),
    }
}

#[rustfmt::skip] // a table: one row for each syntax
fn of_syntax(syntax: Syntax) -> Sentence {
    match syntax {
        Syntax::Ber | Syntax::Der => ("Check that it is the right file and that it was copied completely; otherwise ask for it again.", "Hãy kiểm tra xem có đúng tệp và tệp đã được sao chép đủ chưa; nếu không, hãy xin lại tệp."),
        Syntax::Json => ("Take the file as it was made; nothing may be edited in it.", "Hãy dùng đúng tệp đã được tạo ra; không được sửa gì trong tệp."),
        Syntax::Edxml => ("Ask the sender for the package again, or read it in tolerant mode, which lists what was wrong.", "Hãy đề nghị nơi gửi gửi lại gói tin, hoặc đọc ở chế độ khoan dung, chế độ này liệt kê các chỗ sai."),
        Syntax::Pem => ("Copy the text again from the first BEGIN line to the last END line.", "Hãy sao chép lại văn bản từ dòng BEGIN đầu tiên đến dòng END cuối cùng."),
        Syntax::Xml => ("Ask the maker of the file for well-formed XML in UTF-8 without a document type.", "Hãy đề nghị nơi tạo tệp dùng XML đúng cấu trúc, mã UTF-8 và không có khai báo DOCTYPE."),
        Syntax::Zip => ("Ask for the file again, packed by an ordinary program: what two programs would read differently is refused.", "Hãy xin lại tệp được nén bằng phần mềm thông thường: tệp mà hai phần mềm có thể đọc khác nhau sẽ bị từ chối."),
        Syntax::Time => ("Write the time like 2026-11-21T08:30:00+07:00.", "Hãy viết thời điểm như 2026-11-21T08:30:00+07:00."),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_policy(reason: &PolicyReason) -> Sentence {
    match reason {
        PolicyReason::AgencyCode => ("Write an identifier code such as 000.00.00.H37.", "Hãy viết mã định danh như 000.00.00.H37."),
        PolicyReason::NeverAccepted => ("Write refuse or quarantine for this case.", "Hãy viết refuse hoặc quarantine cho trường hợp này."),
        PolicyReason::NoMark => ("Write the words of a mark; a phrase that is not secret has a mark in it.", "Hãy viết các từ của dấu chỉ độ mật; cụm từ không mật phải có chứa dấu đó."),
        PolicyReason::Tolerated => ("Write a fault as antin edxml validate tells it, such as R.MessageHeader.Subject.", "Hãy viết lỗi như antin edxml validate đã báo, ví dụ R.MessageHeader.Subject."),
        PolicyReason::Twice => ("Delete one of the two.", "Hãy xóa một trong hai."),
        PolicyReason::AnyAndRules => ("Delete danger_any_algorithm, or all rules on algorithms.", "Hãy xóa danger_any_algorithm, hoặc xóa mọi quy tắc về thuật toán."),
        PolicyReason::Day => ("Write a day like 2026-11-21 on this line.", "Hãy viết ngày như 2026-11-21 ở dòng này."),
        PolicyReason::Duration => ("Write a number and s, m, h or d, such as 7d for seven days.", "Hãy viết một số kèm s, m, h hoặc d, ví dụ 7d là bảy ngày."),
        PolicyReason::FixedSize => ("Delete min_bits on this line.", "Hãy xóa min_bits ở dòng này."),
        PolicyReason::Form(_) => ("Correct this line by docs/policy.md or docs/gateway.md, which list every name and value.", "Hãy sửa dòng này theo docs/policy.md hoặc docs/gateway.md, nơi liệt kê mọi tên và giá trị."),
        PolicyReason::Name => ("Choose a name such as vn-2026.", "Hãy chọn tên như vn-2026."),
        PolicyReason::NoAlgorithm => ("Add the algorithms that may be used, as docs/policy.md shows.", "Hãy thêm các thuật toán được phép dùng, như docs/policy.md hướng dẫn."),
        PolicyReason::NoCutOff => ("Add until with the day from which it is no longer accepted.", "Hãy thêm until với ngày kể từ đó không còn chấp nhận."),
        PolicyReason::NoSize => ("Add min_bits, for instance min_bits = 2048.", "Hãy thêm min_bits, ví dụ min_bits = 2048."),
        PolicyReason::ObjectIdentifier => ("Write numbers with dots between them, such as 1.2.840.113549.1.1.11.", "Hãy viết các số cách nhau bằng dấu chấm, như 1.2.840.113549.1.1.11."),
        PolicyReason::Period => ("Swap the two times, or correct one of them.", "Hãy đổi chỗ hai thời điểm, hoặc sửa lại một trong hai."),
        PolicyReason::Time => ("Write a day like 2026-11-21, or a time like 2026-11-21T08:30:00+07:00.", "Hãy viết ngày như 2026-11-21, hoặc thời điểm như 2026-11-21T08:30:00+07:00."),
    }
}

#[rustfmt::skip] // a table: one row for each reason
fn of_unsupported(what: Unsupported) -> Sentence {
    match what {
        Unsupported::Dialect => ("Ask the sender for the package in the form of QCVN 102:2016/BTTTT.", "Hãy đề nghị nơi gửi gửi gói tin theo cấu trúc của QCVN 102:2016/BTTTT."),
        Unsupported::Algorithm => ("Use RSA, ECDSA over P-256 or P-384, or Ed25519, with a digest of the SHA-2 family.", "Hãy dùng RSA, ECDSA trên P-256 hoặc P-384, hoặc Ed25519, với hàm băm họ SHA-2."),
        Unsupported::ContentType => ("Give a signed message: encrypted and other CMS messages are not judged.", "Hãy đưa thông điệp đã ký: không kiểm tra thông điệp CMS đã mã hóa hoặc thuộc loại khác."),
        Unsupported::Extension => ("Leave the extension out, or ask another authority.", "Hãy bỏ phần mở rộng này, hoặc yêu cầu nơi cấp khác."),
        Unsupported::StatusSeal => ("Seal the document; answer it with a receipt.", "Hãy đóng ấn cho văn bản; trả lời bằng biên nhận."),
        Unsupported::OldArchive => ("Add only archive time-stamps to it, or leave it as it is.", "Chỉ bổ sung dấu thời gian lưu trữ, hoặc giữ nguyên chữ ký."),
        Unsupported::Format => ("Give a CMS signature (.p7s, .p7m), as DER, BER or PEM.", "Hãy đưa chữ ký CMS (.p7s, .p7m), dạng DER, BER hoặc PEM."),
        Unsupported::KeyEncryption => ("Export the key again, protected by AES and PBKDF2 as PKCS#8 or PKCS#12.", "Hãy xuất lại khóa dạng PKCS#8 hoặc PKCS#12, bảo vệ bằng AES và PBKDF2."),
        Unsupported::Pdf => ("Sign a PDF with a detached signature beside it, and judge the two together.", "Hãy ký tệp PDF bằng chữ ký rời đặt bên cạnh, và kiểm tra hai tệp cùng nhau."),
        Unsupported::TrustedCertificate => ("Make a plain certificate of it with `openssl x509`, without -trustout.", "Hãy chuyển thành chứng thư thường bằng `openssl x509`, không dùng -trustout."),
        Unsupported::Version => ("Ask the maker of the file for a version that the standard defines.", "Hãy đề nghị nơi tạo tệp dùng phiên bản mà tiêu chuẩn quy định."),
        Unsupported::Xml => ("Sign an XML document with a detached signature beside it, and judge the two together.", "Hãy ký tệp XML bằng chữ ký rời đặt bên cạnh, và kiểm tra hai tệp cùng nhau."),
        Unsupported::ZipDisks | Unsupported::ZipEncryption | Unsupported::ZipMethod => ("Pack the files again: in one file, without a password, stored or with DEFLATE.", "Hãy nén lại: trong một tệp, không đặt mật khẩu, lưu nguyên hoặc dùng DEFLATE."),
        Unsupported::Zip => ("Give the container with the signatures (.asice, .asics), or take the file out and judge it with its own signature.", "Hãy đưa gói chứa chữ ký (.asice, .asics), hoặc lấy tệp ra và kiểm tra với chữ ký của nó."),
    }
}
