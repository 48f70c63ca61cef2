//! The languages in which reports are told.

/// A language in which a report is told.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Vietnamese, as offices write it.
    Vi,
}

impl Language {
    /// Returns the language's tag of BCP 47: `en` or `vi`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Vi => "vi",
        }
    }

    /// Returns the language with this tag, or `None` if the library does not speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::En, Self::Vi].into_iter().find(|language| language.tag() == tag)
    }

    /// Chooses between a text in English and the same in Vietnamese.
    pub(crate) fn choose<T>(self, english: T, vietnamese: T) -> T {
        match self {
            Self::En => english,
            Self::Vi => vietnamese,
        }
    }
}
