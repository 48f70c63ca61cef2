//! ECDSA over a digest of any length (FIPS 186-5 §6.4.2), and the point of a private key.

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use zeroize::Zeroizing;

use crate::crypto::digest::Digest;
use crate::der::Reader;

/// Verifies a DER value over a digest on P-256. `None`: it does not verify.
pub(super) fn verify_p256(point: &[u8], digest: &Digest, signature: &[u8]) -> Option<()> {
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
    // FIPS 186-5 §6.4.2: r and s lie between 1 and the order of the curve; checked here.
    let value = p256::ecdsa::Signature::from_slice(&fixed::<32>(signature)?).ok()?;
    key.verify_prehash(digest.as_bytes(), &value).ok()
}

/// Verifies a DER value over a digest on P-384. `None`: it does not verify.
pub(super) fn verify_p384(point: &[u8], digest: &Digest, signature: &[u8]) -> Option<()> {
    let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
    let value = p384::ecdsa::Signature::from_slice(&fixed::<48>(signature)?).ok()?;
    key.verify_prehash(digest.as_bytes(), &value).ok()
}

/// Ecdsa-Sig-Value (RFC 3279 §2.2.3) as r ‖ s, each of `HALF` octets; `None` if it is not DER, or r
/// or s is negative or too long.
fn fixed<const HALF: usize>(der: &[u8]) -> Option<Vec<u8>> {
    const WHAT: &str = "Ecdsa-Sig-Value";
    let mut reader = Reader::new(der);
    let mut inner = reader.sequence(WHAT).ok()?;
    reader.finish(WHAT).ok()?;
    let mut out = Vec::with_capacity(2 * HALF);
    for _ in 0..2 {
        let integer = inner.integer(WHAT).ok()?;
        let magnitude = match integer {
            [0, magnitude @ ..] => magnitude,
            [first, ..] if first & 0x80 != 0 => return None,
            magnitude => magnitude,
        };
        out.resize(out.len() + HALF.checked_sub(magnitude.len())?, 0);
        out.extend_from_slice(magnitude);
    }
    inner.finish(WHAT).ok()?;
    Some(out)
}

/// The uncompressed point of a P-256 scalar, for keys that were written without it (Java).
pub(in crate::crypto) fn point_p256(scalar: &[u8]) -> Option<Vec<u8>> {
    use p256::elliptic_curve::sec1::ToSec1Point as _;
    let key = p256::SecretKey::from_slice(scalar).ok()?;
    Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
}

/// The uncompressed point of a P-384 scalar.
pub(in crate::crypto) fn point_p384(scalar: &[u8]) -> Option<Vec<u8>> {
    use p384::elliptic_curve::sec1::ToSec1Point as _;
    let key = p384::SecretKey::from_slice(scalar).ok()?;
    Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
}

/// Brings a scalar to the length of the curve's order: RFC 5915 §3 fixes it, but writers have left
/// zeros out or put one in front.
pub(in crate::crypto) fn scalar(octets: &[u8], length: usize) -> Option<Zeroizing<Vec<u8>>> {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let significant = octets.get(zeros..)?;
    let mut out = Zeroizing::new(Vec::with_capacity(length));
    out.resize(length.checked_sub(significant.len())?, 0);
    out.extend_from_slice(significant);
    Some(out)
}

#[cfg(test)]
mod tests;
