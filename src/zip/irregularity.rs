//! What a ZIP file has that two readers could see differently.

use std::fmt;

macro_rules! irregularities {
    ($($variant:ident $code:literal $clause:literal $what:literal)*) => {
        /// Something that a strict reader refuses and a lenient one names.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Irregularity {
            $(#[doc = concat!("There is ", $what, ".")] $variant,)*
        }

        impl Irregularity {
            /// Every irregularity there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns its stable name, such as `duplicate-name`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Returns the clause that it breaks.
            pub fn clause(self) -> &'static str {
                match self { $(Self::$variant => $clause,)* }
            }

            /// Returns what there is, as a noun phrase.
            pub fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }
        }
    };
}

irregularities! {
    Prepended "prepended-octets" "APPNOTE 6.3.10 §4.3.6" "data before the first entry"
    Appended "appended-octets" "APPNOTE 6.3.10 §4.3.6" "data behind the end of the archive"
    Gap "octets-between-entries" "APPNOTE 6.3.10 §4.3.6" "data between entries"
    CommentRecord "end-record-in-comment" "APPNOTE 6.3.10 §4.3.1" "a second end record in the comment"
    LocalName "local-name-differs" "APPNOTE 6.3.10 §4.3.7" "an entry with two names"
    LocalMethod "local-method-differs" "APPNOTE 6.3.10 §4.3.7" "an entry with two methods"
    LocalFlags "local-flags-differ" "APPNOTE 6.3.10 §4.4.4" "an entry with two sets of flags"
    LocalLength "local-length-differs" "APPNOTE 6.3.10 §4.4.8" "an entry with two lengths"
    LocalCrc "local-crc-differs" "APPNOTE 6.3.10 §4.4.7" "an entry with two checksums"
    Descriptor "descriptor-differs" "APPNOTE 6.3.10 §4.3.9" "an entry whose data descriptor is missing or differs"
    StoredDescriptor "stored-with-descriptor" "APPNOTE 6.3.10 §4.4.4" "a stored entry whose length stands behind it"
    DuplicateName "duplicate-name" "ISO/IEC 21320-1 §4" "two entries of one name"
    SimilarName "similar-name" "ISO/IEC 21320-1 §4" "two entries whose names some systems take for one"
    EmptyName "empty-name" "APPNOTE 6.3.10 §4.4.17" "an entry without a name"
    NameEncoding "name-encoding" "APPNOTE 6.3.10 §D" "a name whose characters are not known"
    NameNotNormal "name-not-nfc" "UAX #15" "a name that is not in normal form C"
    NameControl "name-control" "APPNOTE 6.3.10 §4.4.17" "a name with control or direction characters"
    NamePath "unsafe-name" "APPNOTE 6.3.10 §4.4.17" "a name that is a path, or that some systems change"
    NameExtra "second-name" "APPNOTE 6.3.10 §4.6.9" "a second name in an extra field"
    Extra "extra-field" "APPNOTE 6.3.10 §4.5.1" "an extra field that cannot be read"
    DirectoryContent "folder-with-content" "APPNOTE 6.3.10 §4.3.8" "a folder with content"
    SymbolicLink "symbolic-link" "APPNOTE 6.3.10 §4.4.15" "a symbolic link or a device"
}

impl fmt::Display for Irregularity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what())
    }
}

/// An irregularity, and where it is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What it is.
    pub irregularity: Irregularity,
    /// Which entry has it, by its place in [`Archive::entries`](super::Archive::entries).
    pub entry: Option<usize>,
    /// The byte offset in the file.
    pub offset: u64,
}
