//! A binding, from the certificates on the command line.

use std::path::Path;

use antin::crypto::{self, PublicKey};
use antin::edxml::statement::Role;
use antin::registry::{BindingEntry, Matcher, Registry};
use antin::x509::Certificate;

use crate::args::{BindBy, RegistryAddArgs, SealRole};
use crate::failure::Failure;
use crate::lang::errors;
use crate::{files, input};

/// A file, and the certificates in it.
struct File<'a> {
    path: &'a Path,
    first: Certificate,
    second: Option<Certificate>,
}

impl<'a> File<'a> {
    fn read(path: &'a Path) -> Result<Self, Failure> {
        let mut found = input::certificates_in(path, &files::read(path)?)?.into_iter();
        let none = || Failure::unable(&errors::NO_CERTIFICATE_IN).at(path);
        Ok(Self { path, first: found.next().ok_or_else(none)?, second: found.next() })
    }
}

/// Makes the binding that the options describe, and says of what.
pub(super) fn entry(
    args: &RegistryAddArgs,
    registry: &Registry,
) -> Result<(BindingEntry, String), Failure> {
    let cert = args.cert.as_deref().map(File::read).transpose()?;
    let issuer = args.issuer.as_deref().map(File::read).transpose()?;
    let default = if cert.is_some() { BindBy::Certificate } else { BindBy::Issuer };
    let by = args.by.unwrap_or(default);
    let (matcher, certificate) = matcher(by, cert, issuer)?;
    let id = args.id.clone().unwrap_or_else(|| free_id(&args.code, registry));
    let from = args.from.unwrap_or_else(|| certificate.not_before());
    let mut entry = BindingEntry::new(&id, &args.code, matcher, from);
    if !args.role.is_empty() {
        entry = entry.roles(args.role.iter().map(|role| role_of(*role)));
    }
    if let Some(until) = args.until {
        entry = entry.until(until);
    }
    let (holder, basis) = (args.holder.as_deref(), args.basis.as_deref());
    if holder.is_some() || basis.is_some() {
        entry = entry.delegated(holder.unwrap_or_default(), basis.unwrap_or_default());
    }
    Ok((entry, certificate.subject().to_string()))
}

/// Which certificates, and the one that was named.
fn matcher(
    by: BindBy,
    cert: Option<File<'_>>,
    issuer: Option<File<'_>>,
) -> Result<(Matcher, Certificate), Failure> {
    if by == BindBy::Issuer && cert.is_none() {
        let issuer = issuer.ok_or_else(|| need_issuer(by))?;
        return Ok((Matcher::issuer(issuer.first.spki()), issuer.first));
    }
    let cert = cert.ok_or_else(|| Failure::usage(&errors::NEED_CERT).with(by.name()))?;
    let matcher = match by {
        BindBy::Certificate | BindBy::Key if issuer.is_some() => {
            return Err(Failure::usage(&errors::ISSUER_UNUSED).with(by.name()));
        }
        BindBy::Certificate => Matcher::certificate(&cert.first),
        BindBy::Key => Matcher::key(&cert.first),
        BindBy::KeyIdentifier | BindBy::Subject | BindBy::Issuer => {
            let key = issuer_key(by, &cert, issuer.as_ref())?;
            let none = || Failure::unable(&errors::NO_KEY_IDENTIFIER).at(cert.path);
            match by {
                BindBy::KeyIdentifier => {
                    Matcher::key_identifier(&cert.first, &key).ok_or_else(none)?
                }
                BindBy::Subject => Matcher::subject(&cert.first, &key),
                _ => Matcher::issuer(&key),
            }
        }
    };
    Ok((matcher, cert.first))
}

/// The key of the issuer, which must have issued the certificate: with another key nothing would ever match.
fn issuer_key(by: BindBy, cert: &File<'_>, issuer: Option<&File<'_>>) -> Result<Vec<u8>, Failure> {
    let (path, above) = match (issuer, &cert.second) {
        (Some(file), _) => (file.path, &file.first),
        (None, Some(second)) => (cert.path, second),
        (None, None) => return Err(need_issuer(by)),
    };
    match is_issued_by(&cert.first, above) {
        true => Ok(above.spki().to_vec()),
        false => Err(Failure::unable(&errors::NOT_ITS_ISSUER).at(cert.path).at(path)),
    }
}

fn is_issued_by(certificate: &Certificate, above: &Certificate) -> bool {
    let (Some(algorithm), Ok(key)) =
        (certificate.signature_algorithm(), PublicKey::from_spki(above.spki()))
    else {
        return false;
    };
    let (message, value) = (certificate.tbs_der(), certificate.signature());
    crypto::verify(crypto::default_provider(), algorithm, &key, message, value).is_ok()
}

fn need_issuer(by: BindBy) -> Failure {
    Failure::usage(&errors::NEED_ISSUER).with(by.name())
}

/// `CODE/1`, or the first number that is free.
fn free_id(code: &str, registry: &Registry) -> String {
    let taken: std::collections::BTreeSet<&str> =
        registry.entries().iter().map(BindingEntry::id).collect();
    let mut ids = (1_usize..).map(|number| format!("{code}/{number}"));
    ids.find(|id| !taken.contains(id.as_str())).unwrap_or_default()
}

fn role_of(role: SealRole) -> Role {
    match role {
        SealRole::Agency => Role::Agency,
        SealRole::Leader => Role::Leader,
        SealRole::Forwarder => Role::Forwarder,
    }
}
