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
    // RFC 8017 §9.2: 00 01 FF… 00 and DigestInfo with NULL parameters; the whole is compared, so
    // that nothing in it is parsed (CVE-2006-4339).
    let mut info = Writer::with_capacity(96);
    info.sequence(|out| {
        out.sequence(|out| {
            out.oid(digest.algorithm().oid()).null();
        })
        .octet_string(digest.as_bytes());
    });
    let info = info.finish();
    let padding = message.len().checked_sub(info.len() + 3).filter(|length| *length >= 8)?;
    let mut expected = Vec::with_capacity(message.len());
    expected.extend([0, 1]);
    expected.resize(2 + padding, 0xff);
    expected.push(0);
    expected.extend(info);
    (expected == message).then_some(())
}

/// RSASSA-PSS-VERIFY (RFC 8017 §8.1.2). `None`: it does not verify.
pub(super) fn verify_pss(
    key: Key<'_>,
    parameters: PssParameters,
    digest: &Digest,
    signature: &[u8],
) -> Option<()> {
    let message = public_operation(key, signature)?;
    let first = key.0.first()?;
    // modBits - 1 bits, so the first octet has its unused bits zero, and if there are no bits in it
    // at all it is not part of the encoded message.
    let (mask, encoded) = match 0xff_u8.checked_shr(first.leading_zeros() + 1) {
        Some(mask) if mask != 0 => (mask, message.as_slice()),
        _ => match message.split_first()? {
            (0, encoded) => (0xff, encoded),
            _ => return None,
        },
    };
    verify_emsa_pss(parameters, digest, encoded, mask)
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
