//! Damage by a conversion of text: octets that went through a decoder of UTF-8 and back.
//!
//! Such a decoder puts U+FFFD for what is no UTF-8. The result is UTF-8 from end to end and has
//! U+FFFD in it; a PDF or an archive that nobody converted is not UTF-8. It is damage in transport,
//! nobody's forgery, and nothing brings the octets back.

use crate::edxml::content::ContentKind;

/// What a conversion of text left behind.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextConversion {
    /// How many U+FFFD there are.
    pub replacements: u64,
    /// The offset of the first.
    pub first: u64,
    /// Whether the file is of a kind that is no text, so that it is destroyed for certain.
    pub destroyed: bool,
}

/// What was seen in octets that are UTF-8 from end to end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    replacements: u64,
    first: u64,
    controls: bool,
}

impl Seen {
    /// Says what that means for a file of a kind.
    pub(super) fn judge(self, kind: ContentKind) -> Option<TextConversion> {
        let Self { replacements, first, controls } = self;
        let destroyed = kind.is_binary() || controls;
        (replacements > 0).then_some(TextConversion { replacements, first, destroyed })
    }
}

/// Watches octets for UTF-8 and U+FFFD in it.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Octets of a character that is not complete.
    open: Vec<u8>,
    length: u64,
    broken: bool,
    replacements: u64,
    first: Option<u64>,
    controls: bool,
}

impl Watch {
    pub(super) fn push(&mut self, octets: &[u8]) {
        if self.broken {
            return;
        }
        let mut rest = octets;
        // A character that began in the piece before is ended octet by octet.
        while let (false, Some((next, behind))) = (self.open.is_empty(), rest.split_first()) {
            self.open.push(*next);
            rest = behind;
            let open = std::mem::take(&mut self.open);
            self.whole(&open);
        }
        if !rest.is_empty() {
            self.whole(rest);
        }
    }

    fn whole(&mut self, octets: &[u8]) {
        let (text, open) = match std::str::from_utf8(octets) {
            Ok(text) => (text, &[][..]),
            Err(error) if error.error_len().is_none() => {
                let (text, open) = octets.split_at_checked(error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(text).unwrap_or_default(), open)
            }
            Err(_) => return self.broken = true,
        };
        self.open = open.to_vec();
        for (at, _) in text.match_indices('\u{fffd}') {
            self.replacements += 1;
            let at = self.length.saturating_add(u64::try_from(at).unwrap_or_default());
            self.first.get_or_insert(at);
        }
        self.controls |=
            text.bytes().any(|b| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c));
        self.length = self.length.saturating_add(u64::try_from(text.len()).unwrap_or_default());
    }

    /// Returns what was seen; `None` if it is not UTF-8.
    pub(super) fn finish(self) -> Option<Seen> {
        let Self { open, broken, replacements, first, controls, .. } = self;
        let first = first.unwrap_or_default();
        (!broken && open.is_empty()).then_some(Seen { replacements, first, controls })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn watch(pieces: &[&[u8]]) -> Option<Seen> {
        let mut watch = Watch::default();
        pieces.iter().for_each(|piece| watch.push(piece));
        watch.finish()
    }

    #[test]
    fn characters_cut_by_pieces_are_put_together() {
        let text = "Quyết định \u{fffd} số\u{fffd}".as_bytes();
        for cut in 0..text.len() {
            let (a, b) = text.split_at(cut);
            let seen = watch(&[a, b]).unwrap();
            assert_eq!((seen.replacements, seen.first), (2, 16));
        }
        let single: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(watch(&single).unwrap().replacements, 2);
    }

    #[test]
    fn octets_that_are_no_text_are_no_conversion() {
        assert!(watch(&[b"%PDF-1.7\n\xff\xef\xbf\xbd"]).is_none());
        assert!(watch(&[b"a\xe1\xba"]).is_none());
        assert!(watch(&[b"%PDF-1.7"]).unwrap().judge(ContentKind::Pdf).is_none());
    }

    #[test]
    fn only_what_was_no_text_is_destroyed_for_certain() {
        let seen = || watch(&["a\u{fffd}".as_bytes()]).unwrap();
        assert!(!seen().judge(ContentKind::Text).unwrap().destroyed);
        assert!(seen().judge(ContentKind::Pdf).unwrap().destroyed);
        assert!(
            watch(&["\0\u{fffd}".as_bytes()]).unwrap().judge(ContentKind::Text).unwrap().destroyed
        );
    }
}
