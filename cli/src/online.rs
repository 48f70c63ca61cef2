//! The network for the commands that use it: the client, and what gathering says to people.

use antin::online::{Allowed, Attempt, Client, Fault, Gathered, Missing, Options};
use antin::policy::{Policy, Revocation};
use antin::{Error, Evidence, NetworkError, Time};

use std::time::Duration;

use crate::args::NetArgs;
use crate::failure::Failure;
use crate::lang::{Language, errors, library, notes};
use crate::print;

/// Makes the client.
pub(crate) fn client(args: &NetArgs) -> Result<Client, Failure> {
    let allowed = args.allow.iter().try_fold(Allowed::nothing(), |all, one| allow(all, one))?;
    let mut options = Options::new().allow(allowed);
    if let Some(seconds) = args.within {
        options = options.gathering_timeout(Duration::from_secs(seconds));
    }
    if let Some(seconds) = args.timeout {
        options = options.attempt_timeout(Duration::from_secs(seconds));
    }
    let proxy = args.proxy.clone().or_else(|| std::env::var("ANTIN_PROXY").ok());
    if let Some(proxy) = proxy.filter(|proxy| !proxy.is_empty()) {
        if !is_address_of_proxy(&proxy) {
            // It is not shown: there may be a password in it.
            return Err(Failure::usage(&errors::BAD_PROXY));
        }
        options = options.proxy(proxy);
    }
    Client::new(options).map_err(|error| Failure::usage(&errors::BAD_NETWORK).because(error))
}

/// Whether a proxy is named by a URL, or by host and port. A word alone is more likely a mistake than the
/// name of a host at some usual port.
fn is_address_of_proxy(text: &str) -> bool {
    let port = text.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
    text.contains("://") || port.is_some()
}

/// A network or a single address; otherwise what can be the name of a host, and nothing else.
fn allow(all: Allowed, one: &str) -> Result<Allowed, Failure> {
    let failed = || Failure::usage(&errors::BAD_ALLOW).with(one);
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let is_name =
        one.chars().all(letters) && one.chars().any(|letter| letter.is_ascii_alphabetic());
    let literal = one.strip_prefix('[').and_then(|one| one.strip_suffix(']'));
    match all.clone().with_network(literal.unwrap_or(one)) {
        Ok(with) => Ok(with),
        Err(_) if is_name => Ok(all.with_host(one)),
        Err(_) => Err(failed()),
    }
}

/// Gathers for a signature, and tells what is missing.
pub(crate) fn gather(
    client: &Client,
    signature: &[u8],
    policy: &Policy,
    known: &Evidence,
    now: Time,
    language: Language,
) -> Result<Gathered, Error> {
    let gathered = client.gather_for(signature, policy, known, now)?;
    tell(&gathered, language);
    Ok(gathered)
}

/// The policy to judge by what was gathered: what was not asked because a bound was met may be a
/// revocation, and whoever wrote the document can have it met. So it is not taken for a good answer.
pub(crate) fn policy_for(gathered: &Gathered, policy: Policy, language: Language) -> Policy {
    match policy.revocation() {
        Revocation::IfPresent if gathered.is_cut_short() => {
            print::note(notes::NOW_REQUIRED.say(language));
            policy.with_revocation(Revocation::Require)
        }
        _ => policy,
    }
}

/// Tells what is missing, and what was tried.
pub(crate) fn tell(gathered: &Gathered, language: Language) {
    if gathered.is_cut_short() {
        print::note(notes::CUT_SHORT.say(language));
    }
    for missing in gathered.missing() {
        let text = match missing {
            Missing::Path(..) => &notes::MISSING_PATH,
            _ => &notes::MISSING_STATUS,
        };
        let subject = print::harmless(&missing.certificate().subject().to_string());
        print::note(&text.fill(language, &[&subject]));
        for Attempt { address, fault, .. } in missing.attempts() {
            let why = match fault {
                Fault::Error(error) => library::clause(error, language),
                other => other.to_string(),
            };
            print::note(&notes::TRIED.fill(language, &[&print::harmless(address), &why]));
            if let Fault::Error(Error::Network(NetworkError::ForbiddenAddress)) = fault {
                let host = print::harmless(host(address));
                print::note(&notes::ALLOW.fill(language, &[&host]));
            }
        }
    }
}

/// The host of an address, as people read it.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|one| one.is_ascii_digit()) => host,
        _ => authority,
    }
}
