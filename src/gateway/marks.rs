//! Marks of secrecy, looked for as whole words (`docs/gateway.md` §3.2).
//!
//! The axis carries no secret documents. The Law on Protection of State Secrets (29/2018/QH14), Article 8, has
//! three degrees: Tuyệt mật, Tối mật, Mật. A syllable of Vietnamese stands by itself, and that of the
//! lowest degree is in other words too, such as that for a password; these are known as phrases.
//!
//! Left out: marks that somebody hides on purpose. What is looked for is the document that was put into the wrong
//! folder, and says so.

use crate::edxml::Package;
use crate::edxml::statement::normal;

/// The degrees, and those of several words as names of files have them without accents.
const DEGREES: &[&str] = &["Tuyệt mật", "Tối mật", "Mật", "Tuyet mat", "Toi mat"];

/// Phrases in which the lowest degree is none.
const PHRASES: &[&str] = &[
    "bảo mật",
    "bí mật",
    "cơ mật",
    "mật độ",
    "mật khẩu",
    "mật mã",
    "mật ong",
    "mật thiết",
    "thân mật",
];

/// Words that mark a secret, and phrases in which they do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    marks: Vec<Words>,
    phrases: Vec<Words>,
}

/// Words in lower case, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words(Vec<String>);

impl Words {
    fn of(text: &str) -> Self {
        let folded = normal(text).to_lowercase();
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        Self(words.filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// The places at which other words stand in these, each from its first word to behind its last.
    fn find<'w>(&'w self, wanted: &'w Self) -> impl Iterator<Item = (usize, usize)> + 'w {
        let length = wanted.0.len();
        let windows = self.0.windows(length.max(1)).enumerate();
        windows.filter_map(move |(at, words)| (words == wanted.0).then_some((at, at + length)))
    }
}

impl Marks {
    /// The degrees of the law.
    pub(super) fn new() -> Self {
        let words = |texts: &[&str]| texts.iter().map(|text| Words::of(text)).collect();
        Self { marks: words(DEGREES), phrases: words(PHRASES) }
    }

    /// Adds a mark; `false` if it has no word.
    #[must_use]
    pub(super) fn add(&mut self, mark: &str) -> bool {
        let words = Words::of(mark);
        let has_words = !words.0.is_empty();
        if has_words {
            self.marks.push(words);
        }
        has_words
    }

    /// Adds a phrase in which marks are none; `false` if there is no mark in it.
    #[must_use]
    pub(super) fn dangerously_allow(&mut self, phrase: &str) -> bool {
        let words = Words::of(phrase);
        let has_mark = self.marks.iter().any(|mark| words.find(mark).next().is_some());
        if has_mark {
            self.phrases.push(words);
        }
        has_mark
    }

    /// Tells whether a text has a mark that is not within a phrase.
    fn is_in(&self, text: &str) -> bool {
        let words = Words::of(text);
        let mut phrases: Vec<(usize, usize)> =
            self.phrases.iter().flat_map(|phrase| words.find(phrase)).collect();
        phrases.sort_unstable();
        // Behind each place, how far those reach that begin there or before.
        let mut reach = 0;
        for (_, to) in &mut phrases {
            reach = reach.max(*to);
            *to = reach;
        }
        let within = |(from, to): (usize, usize)| {
            let before = phrases.partition_point(|one| one.0 <= from);
            let last = before.checked_sub(1).and_then(|last| phrases.get(last));
            last.is_some_and(|(_, reach)| to <= *reach)
        };
        self.marks.iter().any(|mark| words.find(mark).any(|place| !within(place)))
    }

    /// Returns the elements of a message that have a mark, each once, in the order of the format.
    pub(super) fn places(&self, package: &Package) -> Vec<&'static str> {
        let mut places: Vec<&'static str> = Vec::new();
        for (place, text) in texts(package) {
            if !places.contains(&place) && self.is_in(text) {
                places.push(place);
            }
        }
        places
    }
}

/// The texts in which marks are looked for, with the paths of their elements.
fn texts(package: &Package) -> Vec<(&'static str, &str)> {
    let mut texts: Vec<(&'static str, Option<&str>)> = Vec::new();
    if let Some(header) = package.document() {
        let code = header.code.as_ref();
        let kind = header.document_type.as_ref();
        let info = header.other_info.as_ref();
        texts.extend([
            ("MessageHeader.Code.CodeNumber", code.and_then(|code| code.number.as_deref())),
            ("MessageHeader.Code.CodeNotation", code.and_then(|code| code.notation.as_deref())),
            ("MessageHeader.DocumentType.TypeName", kind.and_then(|kind| kind.name.as_deref())),
            ("MessageHeader.Subject", header.subject.as_deref()),
            ("MessageHeader.Content", header.content.as_deref()),
            ("MessageHeader.OtherInfo.Priority", info.and_then(|info| info.priority.as_deref())),
            (
                "MessageHeader.OtherInfo.SphereOfPromulgation",
                info.and_then(|info| info.sphere_of_promulgation.as_deref()),
            ),
        ]);
        let appendixes = info.and_then(|info| info.appendixes.as_ref());
        for appendix in appendixes.iter().flat_map(|list| &list.appendix) {
            texts.push(("MessageHeader.OtherInfo.Appendixes.Appendix", Some(appendix)));
        }
    }
    for reference in package.manifest().iter().flat_map(|manifest| &manifest.reference) {
        texts
            .push(("edXMLManifest.Reference.AttachmentName", reference.attachment_name.as_deref()));
        texts.push(("edXMLManifest.Reference.Description", reference.description.as_deref()));
    }
    for attachment in &package.attachments {
        let description = attachment.header.description.as_deref();
        texts.push(("AttachmentEncoded.Attachment.AttachmentName", attachment.name()));
        texts.push(("AttachmentEncoded.Attachment.Description", description));
    }
    texts.into_iter().filter_map(|(place, text)| Some((place, text?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_marked(text: &str) -> bool {
        Marks::new().is_in(text)
    }

    #[test]
    fn degrees_are_found_as_whole_words_in_any_case() {
        for text in [
            "MẬT",
            "V/v kế hoạch (Mật)",
            "tài liệu TỐI MẬT",
            "123/TUYỆT MẬT-UBND",
            "Độ mật: mật",
            "ke-hoach_TUYET-MAT.pdf",
            "45.toi.mat.docx",
            // The same letters, decomposed.
            "ma\u{323}\u{302}t",
        ] {
            assert!(is_marked(text), "{text}");
        }
    }

    #[test]
    fn words_that_only_have_the_letters_are_no_degrees() {
        for text in ["Mậtt", "mat-bang.pdf", "V/v mặt bằng", "tuyệt đối", "", "tối 5/3", "amật"]
        {
            assert!(!is_marked(text), "{text}");
        }
    }

    #[test]
    fn a_degree_within_a_phrase_is_none_and_beside_it_is_one() {
        for text in ["Tập huấn bảo mật thông tin", "Luật Bảo vệ BÍ MẬT nhà nước", "Đổi mật khẩu"]
        {
            assert!(!is_marked(text), "{text}");
        }
        assert!(is_marked("Tập huấn bảo mật thông tin (MẬT)"));
        // The phrase holds one word of the degree only.
        assert!(is_marked("tuyệt mật mã"));
    }

    #[test]
    fn marks_are_added_and_loosened_by_phrases_that_hold_one() {
        let mut marks = Marks::new();
        assert!(!marks.is_in("Lưu hành nội bộ"));
        assert!(marks.add("LƯU HÀNH NỘI BỘ"));
        assert!(marks.is_in("(lưu hành  nội bộ)"));
        assert!(!marks.add(" - "));
        assert!(marks.is_in("Vườn mật nhân"));
        assert!(marks.dangerously_allow("mật nhân"));
        assert!(!marks.is_in("Vườn mật nhân") && marks.is_in("mật"));
        assert!(!marks.dangerously_allow("nhân"));
        // A degree by itself: it is given up where it stands alone.
        assert!(marks.dangerously_allow("MẬT"));
        assert!(!marks.is_in("mật") && marks.is_in("tối mật"));
    }
}
