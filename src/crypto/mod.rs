//! Digests, signature values and keys, behind one seam.
//!
//! Only this module names cryptographic crates. A [`Provider`] does the arithmetic; `ring` is the
//! default and `aws-lc-rs` (feature of that name) can be chosen by value. What a provider lacks, and
//! documents in the wild have, is done for all providers alike by `fallback`: RSASSA-PSS with a salt
//! of any length, ECDSA with a digest that is not its curve's usual one.
//!
//! There are two doors to a signature value. [`verify`] refuses SHA-1 and RSA keys below 2048 bits;
//! [`legacy::verify`] admits them, down to 1024 bits. Both check before any arithmetic that key and
//! algorithm fit each other (RFC 4055 §3.3), and no provider can be asked past them, as only the doors
//! make a [`Verification`]. SHA-1 signatures are never made.
//!
//! Left out: DSA, RSA encryption, P-521, Ed448, and everything that is not a signature, but for the
//! primitives under keys that a password protects (`password`).

mod algorithm;
mod digest;
mod fallback;
pub(crate) mod password;
mod pkcs8;
mod provider;
mod public_key;
#[cfg(test)]
pub(crate) mod samples;
mod verification;

pub use algorithm::{PssParameters, SignatureAlgorithm};
pub use digest::{Digest, DigestAlgorithm, Hasher};
#[cfg(feature = "aws-lc-rs")]
pub use provider::aws_lc_rs;
#[cfg(feature = "ring")]
pub use provider::ring;
pub use provider::{Provider, SigningKey, default_provider, providers};
pub use public_key::{KeyKind, PublicKey};
pub use verification::{SignatureError, Verification, legacy, verify, verify_fixed};

#[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
compile_error!("antin needs a crypto provider: enable the feature `ring` or `aws-lc-rs`");
