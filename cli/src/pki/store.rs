//! The folder of a development PKI: NAME.pem, NAME.key, NAME-chain.pem, NAME.crl, NAME.p12.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Authority, Issued, Kind, p12, shape_failure};
use crate::args::PkiOptions;
use crate::failure::Failure;
use crate::files::{self, Access, Existing};
use crate::lang::{Language, errors, pki as text};
use antin::keys::Credential;
use antin::pem;
use antin::x509::{Certificate, Crl};

use crate::{input, print};

/// Where files go, and whether they may replace others.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    existing: Existing,
    der: bool,
    language: Language,
}

impl Store {
    /// Makes the folder if it is not there.
    pub(super) fn new(options: &PkiOptions, language: Language) -> Result<Self, Failure> {
        let dir = &options.dir;
        fs::create_dir_all(dir)
            .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(dir).because_io(error))?;
        Ok(Self { der: options.der, ..Self::open(dir, options.force, language) })
    }

    /// Takes a folder that is there.
    pub(super) fn open(dir: &Path, force: bool, language: Language) -> Self {
        let existing = Existing::force(force, &errors::PKI_EXISTS);
        Self { dir: dir.to_owned(), existing, der: false, language }
    }

    /// Returns the path of a file, for people.
    pub(super) fn path(&self, name: &str, ending: &str) -> String {
        self.file(name, ending).display().to_string()
    }

    fn file(&self, name: &str, ending: &str) -> PathBuf {
        self.dir.join(format!("{name}.{ending}"))
    }

    /// Refuses before the work what would be refused after it.
    pub(super) fn check_free(&self, name: &str, endings: &[&str]) -> Result<(), Failure> {
        if let Existing::Refuse(text) = self.existing {
            let mut files = endings.iter().map(|ending| self.file(name, ending));
            if let Some(file) = files.find(|file| file.exists()) {
                return Err(Failure::unable(text).at(&file));
            }
        }
        Ok(())
    }

    /// Writes a certificate, its key, and the chain above it without the root, which a recipient must
    /// have from elsewhere.
    pub(super) fn save(
        &self,
        name: &str,
        made: &Issued,
        above: &[Vec<u8>],
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let certificate = pem::encode("CERTIFICATE", &made.certificate);
        let key = pem::encode("PRIVATE KEY", &made.key);
        self.write(&self.file(name, "pem"), certificate.as_bytes(), Access::Usual)?;
        self.write(&self.file(name, "key"), key.as_bytes(), Access::Owner)?;
        let path = self.dir.join(format!("{name}-chain.pem"));
        if above.is_empty() {
            // One of an earlier certificate would be taken for its own.
            let _ = fs::remove_file(&path);
        } else {
            let chain: String = std::iter::once(&made.certificate)
                .chain(above)
                .map(|der| pem::encode("CERTIFICATE", der))
                .collect();
            self.write(&path, chain.as_bytes(), Access::Usual)?;
        }
        if self.der {
            self.write(&self.file(name, "cer"), &made.certificate, Access::Usual)?;
            self.write(&self.file(name, "key.der"), &made.key, Access::Owner)?;
        }
        let subject = input::subject(&made.certificate);
        let line = text::MADE.fill(self.language, &[&self.path(name, "pem"), &subject]);
        print::line(out, &line)
    }

    /// Writes a revocation list, DER.
    pub(super) fn save_crl(
        &self,
        name: &str,
        list: &[u8],
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        self.write(&self.file(name, "crl"), list, Access::Usual)?;
        print::line(out, &text::MADE_CRL.fill(self.language, &[&self.path(name, "crl")]))
    }

    /// Writes an OCSP answer, DER.
    pub(super) fn save_answer(
        &self,
        name: &str,
        answer: &[u8],
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        self.write(&self.file(name, "ocsp"), answer, Access::Usual)?;
        print::line(out, &text::MADE_OCSP.fill(self.language, &[&self.path(name, "ocsp")]))
    }

    /// Reads the revocation list of an authority.
    pub(super) fn list(&self, name: &str) -> Result<Crl, Failure> {
        let path = self.file(name, "crl");
        if !path.exists() {
            let command = format!("`antin pki crl {} --issuer {name}`", self.dir.display());
            return Err(Failure::unable(&errors::PKI_MISSING).at(&path).with(command));
        }
        Crl::from_der(&files::read(&path)?)
            .map_err(|error| Failure::unable(&errors::BAD_CRL).at(&path).because(error))
    }

    /// Writes key and chain as PKCS#12.
    pub(super) fn save_p12(
        &self,
        name: &str,
        made: &Issued,
        above: &[Vec<u8>],
        password: &str,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let bytes = p12::write(name, made, above, password).map_err(|error| {
            Failure::unable(&errors::PKI_FAILED).with(format!("{name}.p12")).with(error.to_string())
        })?;
        self.write(&self.file(name, "p12"), &bytes, Access::Owner)?;
        print::line(out, &text::MADE_P12.fill(self.language, &[&self.path(name, "p12")]))
    }

    /// Takes a CA from its files; returns it with the chain that its certificates need, itself first,
    /// without the root.
    pub(super) fn authority(
        &self,
        name: &str,
        wanted_for: Kind,
    ) -> Result<(Authority, Vec<Vec<u8>>), Failure> {
        let path = self.file(name, "pem");
        if !path.exists() {
            let command = match wanted_for {
                Kind::SubCa => format!("`antin pki root {}`", self.dir.display()),
                _ => format!("`antin pki sub-ca {}`", self.dir.display()),
            };
            return Err(Failure::unable(&errors::PKI_MISSING).at(&path).with(command));
        }
        let certificates = input::certificates_in(&path, &files::read(&path)?)?;
        let own = certificates.first().map(|own| own.as_der().to_vec()).unwrap_or_default();
        let is_root = certificates.first().is_some_and(Certificate::is_self_issued);
        let key_path = self.file(name, "key");
        let key = String::from_utf8(files::read(&key_path)?).unwrap_or_default();
        let authority = Authority::load(name, own.clone(), &key)
            .map_err(|error| shape_failure(&key_path.display().to_string(), &error))?;
        let chain_path = self.dir.join(format!("{name}-chain.pem"));
        let chain = if chain_path.exists() {
            input::certificates_in(&chain_path, &files::read(&chain_path)?)?
                .iter()
                .map(|certificate| certificate.as_der().to_vec())
                .collect()
        } else if is_root {
            Vec::new()
        } else {
            vec![own]
        };
        Ok((authority, chain))
    }

    fn write(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), Failure> {
        files::write(path, bytes, self.existing, access)
    }
}

/// Takes a certificate of the folder with its key and its chain.
pub(super) fn credential(dir: &Path, name: &str) -> Result<Credential, Failure> {
    let chain = dir.join(format!("{name}-chain.pem"));
    // What a root issued, and the root, have no chain.
    let path = if chain.exists() { chain } else { dir.join(format!("{name}.pem")) };
    if !path.exists() {
        let command = format!("`antin pki init {}`", dir.display());
        return Err(Failure::unable(&errors::PKI_MISSING).at(&path).with(command));
    }
    let (chain, key) = (files::read(&path)?, files::read(&dir.join(format!("{name}.key")))?);
    Credential::from_pem(&chain, &key, None)
        .map_err(|error| Failure::unable(&errors::PKI_FAILED).with(name).because(error))
}
