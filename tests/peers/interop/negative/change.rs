//! Signatures of which one thing was changed after they were made.

use std::fmt;
use std::sync::{Arc, Mutex};

use antin::ades::Level;
use antin::tsp::{Authority, Request, Timestamper, Token};
use antin::{Error, Time};

use super::super::world::{CURRENT, DAY, PAST, World};
use crate::exchange::Form;

/// An authority that remembers the last time-stamp that it gave.
struct Remembering(Authority, Mutex<Vec<u8>>);

impl Remembering {
    fn remember(&self, token: &Token) {
        *self.1.lock().unwrap() = token.as_bytes().to_vec();
    }
}

impl fmt::Debug for Remembering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remembering")
    }
}

impl Timestamper for Remembering {
    fn timestamp(&self, request: &Request) -> Result<Token, Error> {
        let token = self.0.timestamp(request)?;
        self.remember(&token);
        Ok(token)
    }
}

/// A signature, and the last time-stamp in it.
fn stamped(world: &World, signer: &str, level: Level, at: Time) -> (Vec<u8>, Vec<u8>) {
    let authority = Arc::new(Remembering(world.authority("tsa", at), Mutex::default()));
    let options = world.options(level, at, "tsa", CURRENT);
    let options = options.timestamper(authority.clone());
    let signature = world.sign(signer, Form::Detached, &options);
    let token = authority.1.lock().unwrap().clone();
    (signature, token)
}

fn position(whole: &[u8], part: &[u8]) -> usize {
    whole.windows(part.len()).position(|window| window == part).unwrap()
}

/// Turns the last bit of the only place that has these octets.
fn flip(whole: &mut [u8], part: &[u8]) {
    whole[position(whole, part) + part.len() - 1] ^= 1;
}

/// By a signer that has ended, and stamped before by that authority; raised before the end, with CRLs, by `tsa`.
pub(super) fn archived(world: &World, authority: &str, level: Level) -> Vec<u8> {
    archive(world, authority, level).0
}

/// As [`archived`], and the last time-stamp.
fn archive(world: &World, authority: &str, level: Level) -> (Vec<u8>, Vec<u8>) {
    let at = |days: i64| world.now.plus_seconds(-days * DAY);
    let options = world.options(Level::T, at(20), authority, &[]);
    let stamped = world.sign("ended", Form::Detached, &options);
    let last = Arc::new(Remembering(world.authority("tsa", at(14)), Mutex::default()));
    let options = world.options(level, at(14), "tsa", PAST);
    let options = options.timestamper(last.clone());
    let raised = world.extend(&stamped, Form::Detached, &options);
    let token = last.1.lock().unwrap().clone();
    (raised, token)
}

/// As [`archived`], and one bit of the archive time-stamp's own signature value is another.
pub(super) fn unarchived(world: &World) -> Vec<u8> {
    let (mut signature, token) = archive(world, "old", Level::Lta);
    flip(&mut signature, &token[token.len() - 32..]);
    signature
}

/// As [`archived`], and one bit of a CRL that the archive time-stamp covers is another.
pub(super) fn uncovered(world: &World) -> Vec<u8> {
    let (mut signature, _) = archive(world, "old", Level::Lta);
    let crl = world.read("sub.past.crl");
    flip(&mut signature, &crl[crl.len() - 32..]);
    signature
}

/// One bit of the signature value is another.
pub(super) fn value(world: &World, level: Level) -> Vec<u8> {
    let options = |level| world.options(level, world.now, "tsa", CURRENT);
    let basic = world.sign("p256", Form::Detached, &options(Level::B));
    // The value is the last thing in a signature of level B.
    let value = basic[basic.len() - 16..].to_vec();
    let mut signature = match level {
        Level::B => basic,
        _ => world.extend(&basic, Form::Detached, &options(level)),
    };
    flip(&mut signature, &value);
    signature
}

/// One bit of the last time-stamp's own signature value is another.
pub(super) fn token(world: &World, level: Level) -> Vec<u8> {
    let (mut signature, token) = stamped(world, "p256", level, world.now);
    flip(&mut signature, &token[token.len() - 32..]);
    signature
}

/// The time-stamp is one over another signature.
pub(super) fn swapped(world: &World) -> Vec<u8> {
    // Values and time-stamps by RSA keys are of one length, but for a nonce.
    loop {
        let (mut signature, token) = stamped(world, "rsa2048", Level::T, world.now);
        let (_, other) = stamped(world, "rsa2048", Level::T, world.now.plus_seconds(1));
        if token.len() == other.len() && token != other {
            let at = position(&signature, &token);
            signature[at..at + token.len()].copy_from_slice(&other);
            return signature;
        }
    }
}

/// One bit of a CRL that an archive time-stamp covers is another.
pub(super) fn crl(world: &World) -> Vec<u8> {
    let (mut signature, _) = stamped(world, "p256", Level::Lta, world.now);
    let crl = world.read("sub.crl");
    flip(&mut signature, &crl[crl.len() - 32..]);
    signature
}
