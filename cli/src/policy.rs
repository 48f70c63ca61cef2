//! The policy of a judgement, from `--trust`, `--policy`, `--revocation` and `--require-level`.

use std::path::Path;

use antin::policy::{Policy, Profile, Revocation as Demand, danger};

use crate::args::{PolicyArgs, Revocation};
use crate::failure::Failure;
use crate::files;
use crate::input;
use crate::lang::errors;

/// Puts the policy together.
pub(crate) fn policy(args: &PolicyArgs, trust: &[std::path::PathBuf]) -> Result<Policy, Failure> {
    let mut policy = Policy::new(input::trust(trust)?);
    if let Some(name) = &args.policy {
        policy = policy.with_profile(profile(name)?);
    }
    Ok(match args.revocation {
        None => policy,
        Some(Revocation::Require) => policy.with_revocation(Demand::Require),
        Some(Revocation::IfPresent) => policy.with_revocation(Demand::IfPresent),
        Some(Revocation::Skip) => danger::skip_revocation(policy),
    })
}

/// Takes a policy by its name, or from a file. A name wins over a file of the same name.
fn profile(name: &str) -> Result<Profile, Failure> {
    if let Some(profile) = Profile::named(name) {
        return Ok(profile);
    }
    let names: Vec<&str> = Profile::names().collect();
    let refused = || Failure::unable(&errors::BAD_POLICY).with(name).with(names.join(", "));
    let path = Path::new(name);
    if !path.exists() {
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(refused().because_io(missing));
    }
    let text = String::from_utf8(files::read(path)?)
        .map_err(|_| refused().with("the file is not text in UTF-8"))?;
    Profile::from_toml(&text).map_err(|error| refused().because(error))
}
