//! What sendings and arrivals have in common: reasons, and what a key elsewhere is asked for.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::crypto::{Digest, SignatureAlgorithm};
use antin::{Error, Language};

use crate::boundary::lend;
use crate::language::{Each, language_of};
use crate::sign_options::number_of;
use crate::text::{Lazy, c_string};

/// What is lent out, made when it is first asked for. A caller may use it in one thread while another takes the next
/// step, which has the whole sending or arrival to itself: so it lies outside of that.
pub(crate) type Lent<T> = OnceLock<Option<Arc<T>>>;

/// What stands against a package.
pub(crate) struct Reasons<R>(Vec<Told<R>>);

struct Told<R> {
    reason: R,
    code: CString,
    texts: Each<Lazy>,
}

impl<R: Clone + ToString> Reasons<R> {
    pub(crate) fn new(reasons: &[R]) -> Self {
        let told = reasons.iter().map(|reason| Told {
            reason: reason.clone(),
            code: c_string(&reason.to_string()),
            texts: Each::default(),
        });
        Self(told.collect())
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn code(&self, index: usize) -> Option<*const c_char> {
        Some(self.0.get(index)?.code.as_ptr())
    }

    pub(crate) fn text(
        &self,
        index: usize,
        language: u32,
        say: impl FnOnce(&R, Language) -> String,
    ) -> Option<*const c_char> {
        let (told, language) = (self.0.get(index)?, language_of(language).ok()?);
        Some(told.texts.of(language).get(|| Some(say(&told.reason, language))))
    }

    /// Returns a sentence for programmers: what is not so, and why.
    pub(crate) fn behind(&self, sentence: &str, instead: &str) -> String {
        let codes = self.0.iter().map(|told| told.reason.to_string());
        let list: Vec<String> = std::iter::once(instead.to_owned()).chain(codes).collect();
        format!("{sentence}: {}", list.join(", "))
    }
}

/// Why something cannot be read.
pub(crate) struct Unreadable {
    error: Option<Error>,
    texts: Each<Lazy>,
}

impl Unreadable {
    pub(crate) fn new(error: Option<&Error>) -> Self {
        Self { error: error.cloned(), texts: Each::default() }
    }

    pub(crate) fn text(&self, language: u32) -> Option<*const c_char> {
        let language = language_of(language).ok()?;
        let text = || Some(self.error.as_ref()?.text(language));
        Some(self.texts.of(language).get(text))
    }
}

/// What the key is asked for.
pub(crate) struct Waiting {
    to_be_signed: Vec<u8>,
    digest: Digest,
    algorithm: u32,
}

impl Waiting {
    pub(crate) fn new(octets: &[u8], digest: Digest, algorithm: SignatureAlgorithm) -> Self {
        Self { to_be_signed: octets.to_vec(), digest, algorithm: number_of(algorithm) }
    }

    pub(crate) fn lend_octets(
        waiting: Option<&Self>,
        len_out: Option<&mut MaybeUninit<usize>>,
    ) -> *const u8 {
        lend(waiting.map(|waiting| waiting.to_be_signed.as_slice()), len_out)
    }

    pub(crate) fn lend_digest(
        waiting: Option<&Self>,
        len_out: Option<&mut MaybeUninit<usize>>,
    ) -> *const u8 {
        lend(waiting.map(|waiting| waiting.digest.as_bytes()), len_out)
    }

    pub(crate) fn algorithm(&self) -> u32 {
        self.algorithm
    }
}
