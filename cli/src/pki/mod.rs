//! `antin pki`: a development PKI, shaped like the government hierarchy and worth nothing.
//!
//! The certificates follow the second generation (G2) of the hierarchy: an RSA-4096 root, sub-CAs
//! with path length 0, and subscriber certificates without any extended key usage for documents.
//! Names say that they are for tests, addresses end in `.test` (RFC 6761), and the policy is below
//! 2.999, the arc for examples. Made with rcgen, never used to judge anything.

mod answer;
mod crl;
mod delta;
mod der;
mod extensions;
mod keys;
mod names;
mod ocsp;
mod p12;
mod serve;
mod shape;
mod store;

use std::io::Write;

use antin::Time;
use zeroize::Zeroizing;

use crate::args::{InitArgs, IssueArgs, P12Options, PkiArgs, PkiCommand, PkiOptions, SubjectArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors, pki as text};
use crate::{clock, print};

pub(crate) use crl::of_week as list_of_week;
pub(crate) use keys::generate;
use shape::Status;
pub(crate) use shape::{Authority, Issued, Kind, Order};
use store::Store;

/// Runs `antin pki`.
pub(crate) fn run(args: &PkiArgs, language: Language) -> Result<Exit, Failure> {
    let mut out = anstream::stdout();
    match &args.command {
        PkiCommand::Init(args) => init(args, language, &mut out)?,
        PkiCommand::Root(args) => root(args, language, &mut out)?,
        PkiCommand::SubCa(args) => issue(Kind::SubCa, args, Status::Published, language, &mut out)?,
        PkiCommand::Agency(args) => {
            issue(Kind::Agency, args, Status::Published, language, &mut out)?
        }
        PkiCommand::Person(args) => {
            issue(Kind::Person, args, Status::Published, language, &mut out)?
        }
        PkiCommand::Tsa(args) => {
            issue(Kind::Tsa, &args.issue, tsa_status(args.with_status), language, &mut out)?
        }
        PkiCommand::Ocsp(args) => issue(Kind::Ocsp, args, Status::Published, language, &mut out)?,
        PkiCommand::Crl(args) => crl::run(args, language, &mut out)?,
        PkiCommand::OcspAnswer(args) => ocsp::run(args, language, &mut out)?,
        PkiCommand::Serve(args) => serve::run(args, language, &mut out)?,
    }
    Ok(Exit::Passed)
}

fn root(args: &SubjectArgs, language: Language, out: &mut impl Write) -> Result<(), Failure> {
    let store = Store::new(&args.options, language)?;
    let name = args.name.as_deref().unwrap_or_else(|| Kind::Root.file_name());
    store.check_free(name, &["pem", "key"])?;
    let order = order(Kind::Root, &args.options, args.subject.as_deref(), None)?;
    let made = Authority::root(&order).map_err(|error| shape_failure(name, &error))?;
    store.save(name, &made.issued, &[], out)?;
    print::line(out, &text::TRUST_HINT.fill(language, &[&store.path(name, "pem")]))
}

fn issue(
    kind: Kind,
    args: &IssueArgs,
    status: Status,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let subject = &args.subject;
    let store = Store::new(&subject.options, language)?;
    let name = subject.name.as_deref().unwrap_or_else(|| kind.file_name());
    store.check_free(name, &["pem", "key", "p12"])?;
    let issuer_name = args.issuer.as_deref().unwrap_or_else(|| kind.issuer_file_name());
    let (authority, chain) = store.authority(issuer_name, kind)?;
    let order = order(kind, &subject.options, subject.subject.as_deref(), args.email.as_deref())?;
    let order = Order { status, ..order };
    let password = p12_password(&args.p12, &store, name, language)?;
    let made = authority.issue(&order).map_err(|error| shape_failure(name, &error))?;
    store.save(name, &made, &chain, out)?;
    match password {
        Some(password) => store.save_p12(name, &made, &chain, &password, out),
        None => Ok(()),
    }
}

fn init(args: &InitArgs, language: Language, out: &mut impl Write) -> Result<(), Failure> {
    let store = Store::new(&args.options, language)?;
    let kinds = [Kind::Agency, Kind::Person, Kind::Tsa, Kind::Ocsp];
    for kind in [Kind::Root, Kind::SubCa].iter().chain(&kinds) {
        store.check_free(kind.file_name(), &["pem", "key", "p12", "crl"])?;
    }
    let password = p12_password(&args.p12, &store, Kind::Agency.file_name(), language)?;
    let failed = |kind: Kind| move |error| shape_failure(kind.file_name(), &error);

    let root_order = order(Kind::Root, &args.options, None, None)?;
    let root = Authority::root(&root_order).map_err(failed(Kind::Root))?;
    let sub_order = order(Kind::SubCa, &args.options, None, None)?;
    let sub = root.issue_authority(&sub_order).map_err(failed(Kind::SubCa))?;
    store.save(Kind::Root.file_name(), &root.issued, &[], out)?;
    store.save(Kind::SubCa.file_name(), &sub.issued, &[], out)?;
    let chain_of_sub = [sub.issued.certificate.clone()];
    for kind in kinds {
        let (issuer, chain) = match kind {
            Kind::Tsa => (&root, &[][..]),
            _ => (&sub, &chain_of_sub[..]),
        };
        let subject = match kind {
            Kind::Agency => args.agency.as_deref(),
            Kind::Person => args.person.as_deref(),
            _ => None,
        };
        let status = status_in(args, kind);
        let order = Order { status, ..order(kind, &args.options, subject, None)? };
        let made = issuer.issue(&order).map_err(failed(kind))?;
        store.save(kind.file_name(), &made, chain, out)?;
        if let (Some(password), Kind::Agency | Kind::Person) = (&password, kind) {
            store.save_p12(kind.file_name(), &made, chain, password, out)?;
        }
    }
    let now = root_order.not_before;
    for (kind, authority) in [(Kind::Root, &root), (Kind::SubCa, &sub)] {
        store.save_crl(kind.file_name(), &crl::of_week(authority, now, &[])?, out)?;
    }
    print::line(out, &text::TRUST_HINT.fill(language, &[&store.path("root", "pem")]))
}

fn status_in(args: &InitArgs, kind: Kind) -> Status {
    if kind == Kind::Tsa { tsa_status(args.tsa_with_status) } else { Status::usual(kind) }
}

fn tsa_status(is_published: bool) -> Status {
    if is_published { Status::Published } else { Status::usual(Kind::Tsa) }
}

fn order(
    kind: Kind,
    options: &PkiOptions,
    subject: Option<&str>,
    email: Option<&str>,
) -> Result<Order, Failure> {
    let not_before: Time = match options.not_before {
        Some(time) => time,
        None => clock::now()?,
    };
    let not_after = options.not_after.unwrap_or_else(|| kind.default_end(not_before));
    if not_after < not_before {
        return Err(Failure::usage(&errors::BAD_TIMES));
    }
    let subject = subject.unwrap_or_else(|| kind.default_subject());
    Ok(Order {
        kind,
        subject: names::parse(subject)
            .ok_or_else(|| Failure::usage(&errors::BAD_SUBJECT).with(subject))?,
        email: email.unwrap_or_else(|| kind.default_email()).to_owned(),
        key: options.key_type.unwrap_or_else(|| kind.default_key()),
        address: options.address.as_ref().map(|one| one.trim_end_matches('/').to_owned()),
        status: Status::usual(kind),
        not_before,
        not_after,
    })
}

fn p12_password(
    options: &P12Options,
    store: &Store,
    name: &str,
    language: Language,
) -> Result<Option<Zeroizing<String>>, Failure> {
    if !options.p12 {
        return Ok(None);
    }
    if let Some(password) = &options.password {
        return Ok(Some(Zeroizing::new(password.clone())));
    }
    if let Some(password) = crate::password::given(options.password_file.as_deref())? {
        return Ok(Some(password));
    }
    crate::password::ask(store.path(name, "p12").as_ref(), language)
        .map(Some)
        .map_err(|_| Failure::usage(&errors::P12_PASSWORD))
}

fn shape_failure(name: &str, error: &rcgen::Error) -> Failure {
    Failure::unable(&errors::PKI_FAILED).with(name).with(error.to_string())
}
