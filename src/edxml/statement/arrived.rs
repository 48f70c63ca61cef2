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
/// which the message carries it, and, if that is an archive of one file, the form of that file. It is
/// what was sealed if one of them is.
///
/// # Examples
///
/// ```
/// use antin::edxml::statement::{Arrived, File, Form};
///
/// let arrived = Arrived::new("so-lieu.csv", Form::new(90, [1; 32])).with_unwrapped(Form::new(200, [2; 32]));
/// assert!(arrived.is_bytes_of(&File::new("so-lieu.csv", 200, [2; 32])));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    name: String,
    carried: Form,
    unwrapped: Option<Form>,
}

impl Arrived {
    /// Describes an attachment by its name and the bytes that the message carries, decoded.
    pub fn new(name: &str, carried: Form) -> Self {
        Self { name: normal(name), carried, unwrapped: None }
    }

    /// Adds the form of the one file in it, if it is an archive of one file.
    pub fn with_unwrapped(mut self, form: Form) -> Self {
        self.unwrapped = Some(form);
        self
    }

    /// Returns the name, in normal form.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the form in which the message carries it.
    pub fn carried(&self) -> &Form {
        &self.carried
    }

    /// Returns the form after unwrapping, if it is an archive of one file.
    pub fn unwrapped(&self) -> Option<&Form> {
        self.unwrapped.as_ref()
    }

    /// Tells whether one of its forms is what was sealed as `file`.
    pub fn is_bytes_of(&self, file: &File) -> bool {
        self.forms().any(|form| (form.length, &form.sha256) == (file.length(), file.sha256()))
    }

    fn forms(&self) -> impl Iterator<Item = &Form> {
        self.unwrapped.iter().chain([&self.carried])
    }

    /// Returns it as what would be sealed of it: a name that ends in `.zip` is an archive on purpose.
    ///
    /// The SDK of the axis unwraps by the same rule (`docs/seal.md` §3).
    pub fn to_file(&self) -> File {
        let on_purpose = self.name.to_lowercase().ends_with(".zip");
        let form = self.unwrapped.filter(|_| !on_purpose).unwrap_or(self.carried);
        File::new(&self.name, form.length, form.sha256).with_carried(self.carried.sha256)
    }
}
