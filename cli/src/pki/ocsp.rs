//! `antin pki ocsp-answer`: an OCSP answer as a file, about one certificate, with what the command says.

use std::io::Write;

use antin::revocation::ocsp::Request;
use antin::x509::Certificate;

use super::Kind;
use super::answer::{self, Answer, Asked, Standing};
use super::store::{self, Store};
use crate::args::{AnswerArgs, CertStatus};
use crate::failure::Failure;
use crate::lang::{Language, errors};
use crate::{clock, files, input};

const DAY: i64 = 86_400;

/// Runs `antin pki ocsp-answer`.
pub(super) fn run(
    args: &AnswerArgs,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let store = Store::open(&args.dir, args.force, language);
    let stem = args.about.file_stem().unwrap_or_default().to_string_lossy();
    let name = args.name.as_deref().unwrap_or(&stem);
    store.check_free(name, &["ocsp"])?;
    let signer = store::credential(&args.dir, &args.signer)?;
    let bytes = answer(args, &store)?.sign(&signer).ok_or_else(failed)?;
    store.save_answer(name, &bytes, out)
}

fn answer(args: &AnswerArgs, store: &Store) -> Result<Answer, Failure> {
    let this_update = match args.this_update {
        Some(time) => time,
        None => clock::now()?,
    };
    let next_update = args.next_update.unwrap_or_else(|| this_update.plus_seconds(DAY));
    if next_update <= this_update {
        return Err(Failure::usage(&errors::BAD_CRL_TIMES));
    }
    let (authority, _) = store.authority(&args.issuer, Kind::Agency)?;
    let issuer = Certificate::from_der(&authority.issued.certificate)
        .map_err(|error| Failure::unable(&errors::PKI_FAILED).with("ocsp").because(error))?;
    let found = input::certificates_in(&args.about, &files::read(&args.about)?)?;
    let about = found.first().ok_or_else(failed)?;
    if !about.issuer().matches(issuer.subject()) {
        let failure = Failure::usage(&errors::OTHER_ISSUER).at(&args.about);
        return Err(failure.with(args.issuer.as_str()));
    }
    let request = Request::new(about, issuer.spki())
        .map_err(|error| Failure::unable(&errors::PKI_FAILED).with("ocsp").because(error))?
        .to_der();
    let asked = Asked::read(&request).ok_or_else(failed)?;
    let reason = super::crl::code(args.reason);
    let revoked = args.revoked_at.unwrap_or(this_update);
    Ok(Answer {
        cert_id: asked.cert_id.to_vec(),
        standing: match args.status {
            Some(CertStatus::Good) => Standing::Good,
            Some(CertStatus::Revoked) => Standing::Revoked(revoked, reason),
            Some(CertStatus::Unknown) => Standing::Unknown,
            None => Standing::by(&store.list(&args.issuer)?, about.serial()),
        },
        this_update,
        next_update: (!args.no_next_update).then_some(next_update),
        by_key: args.by_key,
        extensions: args.nonce.as_ref().map(|nonce| answer::with_nonce(&nonce.0)),
    })
}

fn failed() -> Failure {
    Failure::unable(&errors::PKI_FAILED).with("ocsp").with("DER")
}
