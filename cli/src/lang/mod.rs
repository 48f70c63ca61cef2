//! Every sentence of the program, in English and Vietnamese, side by side.
//!
//! A sentence has numbered places, `{0}`, `{1}`, so that the languages may differ in order. What the
//! library finds in a signature it says itself, in both languages; here is what the program adds.

pub(crate) mod demo;
pub(crate) mod edxml;
pub(crate) mod errors;
pub(crate) mod gateway;
pub(crate) mod journal;
pub(crate) mod library;
pub(crate) mod notes;
pub(crate) mod pki;
pub(crate) mod receipt;
pub(crate) mod registry;
pub(crate) mod report;

/// The language of what people read. JSON keys and codes are the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// English
    #[default]
    En,
    /// Tiếng Việt
    Vi,
}

impl From<Language> for antin::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Vi => Self::Vi,
        }
    }
}

/// One sentence in both languages.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) en: &'static str,
    pub(crate) vi: &'static str,
}

impl Text {
    /// Returns the sentence as it stands.
    pub(crate) fn say(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Vi => self.vi,
        }
    }

    /// Returns the sentence with its places filled. What is filled in is not looked at again.
    pub(crate) fn fill(&self, language: Language, arguments: &[&str]) -> String {
        let mut rest = self.say(language);
        let mut out = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((place, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            let argument = place.parse().ok().and_then(|index: usize| arguments.get(index));
            out.push_str(argument.copied().unwrap_or_default());
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// Declares sentences, and `ALL`, the list of them that the test below walks.
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident { en: $en:expr, vi: $vi:expr $(,)? })+) => {
        $($(#[$meta])* pub(crate) static $name: $crate::lang::Text =
            $crate::lang::Text { en: $en, vi: $vi };)+
        #[cfg(test)]
        pub(crate) static ALL: &[&$crate::lang::Text] = &[$(&$name),+];
    };
}
pub(crate) use texts;

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let mut found: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(place, _)| place.to_owned()))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn both_languages_have_the_same_places() {
        let all = [
            demo::ALL,
            edxml::ALL,
            errors::ALL,
            gateway::ALL,
            journal::ALL,
            library::ALL,
            notes::ALL,
            pki::ALL,
            receipt::ALL,
            registry::ALL,
            report::ALL,
        ];
        for text in all.into_iter().flatten() {
            assert!(!text.en.is_empty() && !text.vi.is_empty(), "{text:?}");
            assert_eq!(places(text.en), places(text.vi), "{text:?}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_as_a_place() {
        static SENTENCE: Text = Text { en: "a {1} b {0}", vi: "{0}" };
        assert_eq!(SENTENCE.fill(Language::En, &["{1}", "x"]), "a x b {1}");
    }
}
