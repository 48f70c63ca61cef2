//! The network for the commands that use it: the client, and what gathering says to people.

use antin::online::{Allowed, Attempt, Client, Gathered, Missing, Options};
use antin::policy::Policy;
use antin::{Error, Evidence, Time};

use std::time::Duration;

use crate::args::NetArgs;
use crate::failure::Failure;
use crate::lang::{Language, errors, library, notes};
use crate::print;

/// Makes the client.
pub(crate) fn client(args: &NetArgs) -> Result<Client, Failure> {
    let mut allowed = Allowed::nothing();
    for one in &args.allow {
        // What is a network is one; everything else is a name.
        allowed = match allowed.clone().with_network(one) {
            Ok(with) => with,
            Err(_) => allowed.with_host(one),
        };
    }
    let mut options = Options::new().allow(allowed);
    if let Some(seconds) = args.timeout {
        options = options.attempt_timeout(Duration::from_secs(seconds));
    }
    let proxy = args.proxy.clone().or_else(|| std::env::var("ANTIN_PROXY").ok());
    if let Some(proxy) = proxy.filter(|proxy| !proxy.is_empty()) {
        options = options.proxy(proxy);
    }
    Client::new(options).map_err(|error| Failure::usage(&errors::BAD_NETWORK).because(error))
}

/// Gathers for a signature, and tells what is missing.
pub(crate) fn gather(
    client: &Client,
    signature: &[u8],
    policy: &Policy,
    known: &Evidence,
    now: Time,
    language: Language,
) -> Result<Evidence, Error> {
    let gathered = client.gather_for(signature, policy, known, now)?;
    tell(&gathered, language);
    Ok(gathered.into_evidence())
}

/// Tells what is missing, and what was tried.
pub(crate) fn tell(gathered: &Gathered, language: Language) {
    for missing in gathered.missing() {
        let text = match missing {
            Missing::Path(..) => &notes::MISSING_PATH,
            _ => &notes::MISSING_STATUS,
        };
        let subject = print::harmless(&missing.certificate().subject().to_string());
        print::note(&text.fill(language, &[&subject]));
        for Attempt { address, fault, .. } in missing.attempts() {
            let why = match fault {
                antin::online::Fault::Error(error) => library::clause(error, language),
                other => other.to_string(),
            };
            print::note(&notes::TRIED.fill(language, &[&print::harmless(address), &why]));
        }
    }
}
