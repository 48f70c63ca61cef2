//! RSAVP1 (RFC 8017 §5.2.2), and EMSA-PKCS1-v1_5 and EMSA-PSS verified against its result (§9).

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};

use crate::crypto::algorithm::PssParameters;
use crate::crypto::digest::{Digest, DigestAlgorithm, Hasher};
use crate::der::Writer;

/// Modulus and exponent, big-endian, without leading zeros.
type Key<'a> = (&'a [u8], &'a [u8]);

/// RSASSA-PKCS1-V1_5-VERIFY (RFC 8017 §8.2.2). `None`: it does not verify.
pub(super) fn verify_pkcs1(key: Key<'_>, digest: &Digest, signature: &[u8]) -> Option<()> {
    let message = public_operation(key, signature)?;
    (message == encode_pkcs1(digest, message.len())?).then_some(())
}

/// EMSA-PKCS1-V1_5-ENCODE (RFC 8017 §9.2): 00 01 FF… 00 and DigestInfo with NULL parameters.
///
/// The whole is then compared, so that nothing in a received message is parsed (CVE-2006-4339).
fn encode_pkcs1(digest: &Digest, length: usize) -> Option<Vec<u8>> {
    let mut info = Writer::with_capacity(96);
    info.sequence(|out| {
        out.sequence(|out| {
            out.oid(digest.algorithm().oid()).null();
        })
        .octet_string(digest.as_bytes());
    });
    let info = info.finish();
    let padding = length.checked_sub(info.len() + 3).filter(|padding| *padding >= 8)?;
    let mut encoded = vec![0, 1];
    encoded.resize(2 + padding, 0xff);
    encoded.push(0);
    encoded.extend(info);
    Some(encoded)
}

/// RSASSA-PSS-VERIFY (RFC 8017 §8.1.2). `None`: it does not verify.
pub(super) fn verify_pss(
    key: Key<'_>,
    parameters: PssParameters,
    digest: &Digest,
    signature: &[u8],
) -> Option<()> {
    let message = public_operation(key, signature)?;
    // The encoded message has a bit less than the modulus. If that leaves no bit in the first octet,
    // it is not part of the message and must be zero (I2OSP, step 2c).
    match 0xff_u8.checked_shr(key.0.first()?.leading_zeros() + 1) {
        Some(mask) => verify_emsa_pss(parameters, digest, &message, mask),
        None => verify_emsa_pss(parameters, digest, message.strip_prefix(&[0])?, 0xff),
    }
}

/// EMSA-PSS-VERIFY (RFC 8017 §9.1.2); `mask` has the bits of the first octet that may be set.
fn verify_emsa_pss(
    parameters: PssParameters,
    digest: &Digest,
    encoded: &[u8],
    mask: u8,
) -> Option<()> {
    let salt_len = usize::try_from(parameters.salt_len).ok()?;
    let digest_len = parameters.digest.len();
    // Step 4: the trailer field.
    let [front @ .., 0xbc] = encoded else { return None };
    // Step 5: maskedDB and H.
    let (masked, hash) = front.split_at_checked(front.len().checked_sub(digest_len)?)?;
    // Step 6: the bits above the length of the message are zero.
    if masked.first()? & !mask != 0 {
        return None;
    }
    // Steps 7 to 9.
    let mut block = masked.to_vec();
    apply_mgf1(parameters.mgf_digest, hash, &mut block);
    *block.first_mut()? &= mask;
    // Steps 3 and 10: zeros, 01, and a salt of just this length.
    let (padding, salt) = block.split_at_checked(block.len().checked_sub(salt_len)?)?;
    let [zeros @ .., 0x01] = padding else { return None };
    if zeros.iter().any(|octet| *octet != 0) {
        return None;
    }
    // Steps 12 to 14.
    let mut hasher = Hasher::new(parameters.digest);
    hasher.update(&[0; 8]);
    hasher.update(digest.as_bytes());
    hasher.update(salt);
    (hasher.finish().as_bytes() == hash).then_some(())
}

/// MGF1 (RFC 8017 §B.2.1), applied to `block`.
fn apply_mgf1(algorithm: DigestAlgorithm, seed: &[u8], block: &mut [u8]) {
    for (counter, part) in (0_u32..).zip(block.chunks_mut(algorithm.len())) {
        let mut hasher = Hasher::new(algorithm);
        hasher.update(seed);
        hasher.update(&counter.to_be_bytes());
        for (octet, mask) in part.iter_mut().zip(hasher.finish().as_bytes()) {
            *octet ^= mask;
        }
    }
}

/// RSAVP1 (RFC 8017 §5.2.2), with the length of the signature checked (§8.1.2, §8.2.2 step 1).
///
/// The result is as long as the modulus.
fn public_operation((modulus, exponent): Key<'_>, signature: &[u8]) -> Option<Vec<u8>> {
    if signature.len() != modulus.len() {
        return None;
    }
    let bits = u32::try_from(modulus.len()).ok()?.checked_mul(8)?;
    let number = |octets| BoxedUint::from_be_slice(octets, bits).ok();
    let (n, e, s) = (number(modulus)?, number(exponent)?, number(signature)?);
    // RFC 8017 §5.2.2 step 1: the representative is between 0 and n - 1.
    if s >= n {
        return None;
    }
    let n: Option<Odd<BoxedUint>> = Odd::new(n).into();
    let parameters = BoxedMontyParams::new_vartime(n?);
    let exponent_bits = u32::try_from(exponent.len()).ok()?.checked_mul(8)?;
    let power = BoxedMontyForm::new(s, &parameters).pow_bounded_exp(&e, exponent_bits).retrieve();
    let octets = power.to_be_bytes();
    // The limbs may be wider than the modulus.
    let skip = octets.len().checked_sub(modulus.len())?;
    octets.get(skip..).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests;
