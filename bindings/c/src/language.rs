//! The languages of texts for people.

use antin::Language;

use crate::error::Fault;

/// English.
pub const ANTIN_LANGUAGE_EN: u32 = 1;
/// Vietnamese.
pub const ANTIN_LANGUAGE_VI: u32 = 2;

/// Returns the language, unless the number is none.
pub(crate) fn language_of(number: u32) -> Result<Language, Fault> {
    match number {
        ANTIN_LANGUAGE_EN => Ok(Language::En),
        ANTIN_LANGUAGE_VI => Ok(Language::Vi),
        _ => Err(Fault::Invalid("language", "is no ANTIN_LANGUAGE_… number")),
    }
}

/// A value for each language.
#[derive(Debug, Default)]
pub(crate) struct Each<T>(T, T);

impl<T> Each<T> {
    /// Takes a value for each language.
    #[cfg_attr(not(feature = "online"), expect(dead_code, reason = "others are made as needed"))]
    pub(crate) fn new(english: T, vietnamese: T) -> Self {
        Self(english, vietnamese)
    }

    /// Returns the value for a language.
    pub(crate) fn of(&self, language: Language) -> &T {
        match language {
            Language::Vi => &self.1,
            _ => &self.0,
        }
    }
}
