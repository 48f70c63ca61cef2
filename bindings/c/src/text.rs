//! Text for C programs: made when it is asked for, kept as long as its handle.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::OnceLock;

/// Text that is made when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Lazy(OnceLock<Option<CString>>);

impl Lazy {
    /// Returns the text, which lives as long as this; NULL if there is none.
    pub(crate) fn get<T: AsRef<str>>(&self, make: impl FnOnce() -> Option<T>) -> *const c_char {
        let text = self.0.get_or_init(|| make().map(|text| c_string(text.as_ref())));
        text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
    }
}

/// Makes text that C programs read to its end: an octet 0 in it is shown as `\u{0}`.
pub(crate) fn c_string(text: &str) -> CString {
    let shown = if text.contains('\0') { text.replace('\0', "\\u{0}") } else { text.to_owned() };
    // There is no octet 0 left, so this cannot fail.
    CString::new(shown).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_be_cut_short_by_an_octet_0() {
        assert_eq!(c_string("CN=bank.vn\0.evil").to_bytes(), b"CN=bank.vn\\u{0}.evil");
    }

    #[test]
    fn text_that_is_not_there_is_null_and_stays_so() {
        let lazy = Lazy::default();
        assert!(lazy.get(|| None::<String>).is_null());
        assert!(lazy.get(|| Some("later")).is_null());
    }
}
