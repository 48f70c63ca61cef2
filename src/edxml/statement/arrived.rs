//! An attachment as it arrived: its name, and each form that its bytes may have been sealed in.

use super::normal::normal;
use super::{File, Sha256};

/// One form of an attachment's bytes: as carried, or after unwrapping.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The length in bytes.
    pub length: u64,
    /// The digest of the bytes.
    pub sha256: Sha256,
}

impl Form {
    /// Describes bytes by their length and their digest.
    pub fn new(length: u64, sha256: Sha256) -> Self {
        Self { length, sha256 }
    }
}

/// An attachment of a message that arrived.
///
/// A hop may have wrapped into an archive what was sealed bare. So an attachment has the form in
/// which the message carries it, and, if that is an archive of one file, the form of that file, and so
/// on. It is what was sealed if one of them is.
///
/// # Examples
///
/// ```
/// use antin::edxml::statement::{Arrived, File, Form};
///
/// let forms = vec![Form::new(90, [1; 32]), Form::new(200, [2; 32])];
/// let arrived = Arrived::new("so-lieu.csv", forms);
/// assert_eq!(arrived.form_of(&File::new("so-lieu.csv", 200, [2; 32])), Some(1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    name: String,
    forms: Vec<Form>,
}

impl Arrived {
    /// Describes an attachment by its name and its forms, from the outside: as carried comes first.
    pub fn new(name: &str, forms: Vec<Form>) -> Self {
        Self { name: normal(name), forms }
    }

    /// Returns the name, in normal form.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the forms, from the outside.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Returns which of its forms is what was sealed as `file`, counted from 0; the innermost.
    pub fn form_of(&self, file: &File) -> Option<usize> {
        let same = |form: &Form| (form.length, &form.sha256) == (file.length(), file.sha256());
        self.forms.iter().rposition(same)
    }

    /// Returns it as what is sealed of it: the form that the SDK of the axis takes for the file.
    ///
    /// `None` if it has no such form.
    pub fn to_file(&self, form: usize) -> Option<File> {
        let (file, carried) = (self.forms.get(form)?, self.forms.first()?);
        Some(File::new(&self.name, file.length, file.sha256).with_carried(carried.sha256))
    }
}
