//! Password-based cryptography: the primitives under protected keys.
//!
//! PBKDF2 (RFC 8018 §5.2), scrypt (RFC 7914), the derivation of PKCS#12 (RFC 7292 Appendix B), HMAC
//! (RFC 2104), and decryption in CBC mode with the padding of RFC 5652 §6.3. What a file asks for
//! is bounded before these are called, by `keys`. Nothing here encrypts.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit, KeyIvInit};
use des::{TdesEde2, TdesEde3};
use hmac::digest::block_api::BlockSizeUser;
use hmac::digest::{Digest, FixedOutputReset};
use hmac::{EagerHash, Hmac, Mac};
use rc2::Rc2;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::{Zeroize, Zeroizing};

/// The hash under an HMAC or a derivation.
///
/// SHA-1 and SHA-224 are here and not among the digests of signatures: their weakness is of
/// collisions, which no password scheme rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// The cost of scrypt (RFC 7914 §2), checked against the limits by the caller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScryptCost {
    pub(crate) log_n: u8,
    pub(crate) r: u32,
    pub(crate) p: u32,
}

/// What a PKCS#12 derivation is for (RFC 7292 §B.3).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Key,
    Iv,
    Mac,
}

/// A block cipher in CBC mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    Rc2Bits40,
    Rc2Bits128,
    TripleDes2Key,
    TripleDes3Key,
}

/// Calls a function that is generic over the hash.
macro_rules! with_hash {
    ($hash:expr, $function:ident($($argument:expr),*)) => {
        match $hash {
            Hash::Sha1 => $function::<Sha1>($($argument),*),
            Hash::Sha224 => $function::<Sha224>($($argument),*),
            Hash::Sha256 => $function::<Sha256>($($argument),*),
            Hash::Sha384 => $function::<Sha384>($($argument),*),
            Hash::Sha512 => $function::<Sha512>($($argument),*),
        }
    };
}

impl Hash {
    /// The length of its output.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Derives a key by PBKDF2 with this hash under HMAC.
    pub(crate) fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(vec![0; length]);
        with_hash!(self, pbkdf2(password, salt, iterations, &mut out));
        out
    }

    /// Derives octets by RFC 7292 §B.2. The password is a BMPString with its terminator.
    pub(crate) fn pkcs12(
        self,
        purpose: Purpose,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        with_hash!(self, pkcs12(purpose, password, salt, iterations, length))
    }

    /// Whether `expected` is the whole HMAC of the message; the comparison takes constant time.
    pub(crate) fn hmac_matches(self, key: &[u8], message: &[u8], expected: &[u8]) -> bool {
        with_hash!(self, hmac_matches(key, message, expected))
    }
}

fn pbkdf2<D: EagerHash<Core: Sync>>(password: &[u8], salt: &[u8], iterations: u32, out: &mut [u8]) {
    pbkdf2::pbkdf2_hmac::<D>(password, salt, iterations, out);
}

fn hmac_matches<D: EagerHash>(key: &[u8], message: &[u8], expected: &[u8]) -> bool {
    let Ok(mut mac) = <Hmac<D> as KeyInit>::new_from_slice(key) else {
        return false; // HMAC takes keys of any length
    };
    mac.update(message);
    mac.verify_slice(expected).is_ok()
}

fn pkcs12<D: Digest + FixedOutputReset + BlockSizeUser>(
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let v = D::block_size();
    let id: u8 = match purpose {
        Purpose::Key => 1,
        Purpose::Iv => 2,
        Purpose::Mac => 3,
    };
    let diversifier = vec![id; v];
    // Steps 2 to 4: I = S || P, each repeated up to a multiple of v octets.
    let (salt_len, password_len) = (whole_blocks(salt, v), whole_blocks(password, v));
    let mut input = Zeroizing::new(Vec::with_capacity(salt_len + password_len));
    input.extend(salt.iter().cycle().take(salt_len));
    input.extend(password.iter().cycle().take(password_len));

    let mut out = Zeroizing::new(Vec::with_capacity(length + <D as Digest>::output_size()));
    let mut hash = D::new();
    loop {
        // Step 6 A: A = H^r(D || I).
        Digest::update(&mut hash, &diversifier);
        Digest::update(&mut hash, input.as_slice());
        let mut block = hash.finalize_reset();
        for _ in 1..iterations {
            Digest::update(&mut hash, &block);
            block = hash.finalize_reset();
        }
        out.extend_from_slice(&block);
        if out.len() >= length {
            block.as_mut_slice().zeroize();
            out.truncate(length);
            return out;
        }
        // Step 6 B and C: each v octets of I grow by B + 1, where B is A repeated.
        for chunk in input.chunks_mut(v) {
            add_one_more(chunk, &block);
        }
    }
}

/// The length of `octets` when they are repeated up to whole blocks of `v`.
fn whole_blocks(octets: &[u8], v: usize) -> usize {
    octets.len().div_ceil(v) * v
}

/// Adds `addend`, repeated to the same length, and 1 to a big-endian number; the carry is dropped.
fn add_one_more(number: &mut [u8], addend: &[u8]) {
    let Some(cycles) = number.len().checked_rem(addend.len()) else { return };
    // The last octet of the number meets this octet of the repeated addend.
    let last = if cycles == 0 { addend.len() } else { cycles };
    let backwards = addend[..last].iter().rev().chain(addend.iter().rev().cycle());
    let mut carry = 1_u16;
    for (octet, more) in number.iter_mut().rev().zip(backwards) {
        let [high, low] = (u16::from(*octet) + u16::from(*more) + carry).to_be_bytes();
        *octet = low;
        carry = u16::from(high);
    }
}

/// Derives a key by scrypt; `None` if there is no such cost.
pub(crate) fn scrypt(
    password: &[u8],
    salt: &[u8],
    cost: ScryptCost,
    length: usize,
) -> Option<Zeroizing<Vec<u8>>> {
    let parameters = scrypt::Params::new(cost.log_n, cost.r, cost.p).ok()?;
    let mut out = Zeroizing::new(vec![0; length]);
    scrypt::scrypt(password, salt, &parameters, &mut out).ok()?;
    Some(out)
}

impl Cipher {
    /// The length of a key.
    pub(crate) fn key_len(self) -> usize {
        match self {
            Self::Rc2Bits40 => 5,
            Self::Aes128 | Self::Rc2Bits128 | Self::TripleDes2Key => 16,
            Self::Aes192 | Self::TripleDes3Key => 24,
            Self::Aes256 => 32,
        }
    }

    /// The length of a block, and of the initialization vector.
    pub(crate) fn block_len(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::Rc2Bits40 | Self::Rc2Bits128 | Self::TripleDes2Key | Self::TripleDes3Key => 8,
        }
    }

    /// Decrypts and takes the padding off; `None` if the padding is wrong, which with a wrong key
    /// is so in 255 cases of 256.
    pub(crate) fn decrypt(
        self,
        key: &[u8],
        iv: &[u8],
        ciphertext: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Aes128 => {
                open(cbc::Decryptor::<Aes128>::new_from_slices(key, iv).ok()?, ciphertext)
            }
            Self::Aes192 => {
                open(cbc::Decryptor::<Aes192>::new_from_slices(key, iv).ok()?, ciphertext)
            }
            Self::Aes256 => {
                open(cbc::Decryptor::<Aes256>::new_from_slices(key, iv).ok()?, ciphertext)
            }
            Self::TripleDes2Key => {
                open(cbc::Decryptor::<TdesEde2>::new_from_slices(key, iv).ok()?, ciphertext)
            }
            Self::TripleDes3Key => {
                open(cbc::Decryptor::<TdesEde3>::new_from_slices(key, iv).ok()?, ciphertext)
            }
            // RFC 2268 §2: the effective bits are those of the whole key.
            Self::Rc2Bits40 | Self::Rc2Bits128 => {
                let cipher = Rc2::new_from_slice(key).ok()?;
                open(cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?, ciphertext)
            }
        }
    }
}

fn open<C: BlockCipherDecrypt>(
    mode: cbc::Decryptor<C>,
    ciphertext: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(ciphertext.to_vec());
    let length = mode.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let pair = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hex");
        (0..text.len()).step_by(2).map(pair).collect()
    }

    #[test]
    fn pbkdf2_gives_the_values_of_rfc_6070_and_of_openssl() {
        let values = [
            (
                Hash::Sha224,
                "511408f8ea174f33326118742ecb043611fa59e34e3cae356e1c2151e37b0468cf307b2699648b73",
            ),
            (
                Hash::Sha384,
                "9c2af27410c6bfe294fda90b79736699f5c735ddcb4d743274c72054b82aeac6c020834ab060f2f8",
            ),
            (
                Hash::Sha512,
                "43abf8c7027c6bd9d63e9d81784a006188474a8db14663d60114f5eef4e94b1b76aba88da7b04ea3",
            ),
        ];
        for (hash, expected) in values {
            let expected = hex(expected);
            let out = hash.pbkdf2(b"password", b"saltsalt", 1000, expected.len());
            assert_eq!(*out, expected, "{hash:?}");
        }
        // RFC 6070 §2, second case; RFC 7914 §11, first case.
        let out = Hash::Sha1.pbkdf2(b"password", b"salt", 2, 20);
        assert_eq!(*out, hex("ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"));
        let out = Hash::Sha256.pbkdf2(b"passwd", b"salt", 1, 16);
        assert_eq!(*out, hex("55ac046e56e3089fec1691c22544b605"));
    }

    #[test]
    fn scrypt_gives_the_value_of_rfc_7914() {
        let cost = ScryptCost { log_n: 10, r: 8, p: 16 };
        let out = scrypt(b"password", b"NaCl", cost, 64).expect("cost");
        assert_eq!(out[..16], hex("fdbabe1c9d3472007856e7190d01e9fe"));
        assert!(scrypt(b"", b"", ScryptCost { log_n: 70, ..cost }, 64).is_none());
    }

    #[test]
    fn the_pkcs12_derivation_gives_the_values_of_openssl() {
        // "Mật khẩu" and its terminator.
        let password = hex("004d1ead00740020006b00681ea900750000");
        let salt = hex("0001020304050607");
        let values = [
            (Hash::Sha1, Purpose::Key, "a631706439bb229ef6340ddbb48d92bb6cdee45041e6efa7"),
            (Hash::Sha1, Purpose::Iv, "95107c477b97cc7e"),
            (Hash::Sha1, Purpose::Mac, "fb0c76060f53329cf55880a5a7eff35ee4f743b8"),
            (
                Hash::Sha224,
                Purpose::Key,
                "79412f07c0d78c0011c2ca3fffc64b84b12ec341f9b21aad68ea750e03a82cfe",
            ),
            (
                Hash::Sha256,
                Purpose::Key,
                "19742a534056becf9beb68e58e72c28975647a6238a0bc3a4fafbf6f4edeca52042dc5d90068246aca60e5eff6d65d2a077555eae0e64295920330c74e692b1d4b8e9acf899f2309",
            ),
            (
                Hash::Sha384,
                Purpose::Mac,
                "25bcd3d05450ac5f81e3334e4bb7f51504db4be80f424564ccefea6626fe850d44525fdcf70e64bc8983bd7921118d4e",
            ),
            (
                Hash::Sha512,
                Purpose::Key,
                "244da510e09b453e93cda521c75758ecff41a9689712777d3510014273782deb14a20ed69c063ac50e7dca9c865143865abc503f4882e29f13be539fd4c5a8f89f2b1b59b86c8bc84c267a1d2715fc17eae7f1bd124019eeceaaa50e392477e90c08e47a690eaadfba58f9cce55d48248ff253d001200b6b2727738762bbc61c77e5",
            ),
        ];
        for (hash, purpose, expected) in values {
            let expected = hex(expected);
            let out = hash.pkcs12(purpose, &password, &salt, 1000, expected.len());
            assert_eq!(*out, expected, "{hash:?} {purpose:?}");
        }
        let out = Hash::Sha1.pkcs12(Purpose::Key, &[0, 0], &hex("000102030405060708"), 1, 24);
        assert_eq!(*out, hex("9f071b7ae2e6adac3086df7aec7374fca0e4a831dea01a9d"));
        // Empty and absent are two passwords; without a salt there is still an output.
        let absent = Hash::Sha1.pkcs12(Purpose::Key, &[], &hex("000102030405060708"), 1, 24);
        assert_ne!(absent, out);
        assert_eq!(Hash::Sha1.pkcs12(Purpose::Key, &[], &[], 1, 200).len(), 200);
    }

    #[test]
    fn decrypts_what_openssl_encrypted() {
        let key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        let iv = hex("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
        let values = [
            (Cipher::Aes128, "8778f317f516b663d4eb3ff32ff6e9a57243c6e2cb3c0dbd882c7e8889937307"),
            (Cipher::Aes192, "d5151bc67a1c0a051c28562e3f08a4ab672b0a880d1faf136689e8fadae85a6b"),
            (Cipher::Aes256, "7b776cde1d867c32a2876cd9419a16eca9af5f3f84d6b7d762b8eed809569972"),
            (
                Cipher::TripleDes3Key,
                "ed800acdde7add6ea3221155913b4b95e18fb0ee4bd32aef0538ff0a6b5f2eda",
            ),
            (
                Cipher::TripleDes2Key,
                "5884aa4b8e9e08cadfd9ec95a8dec11e3987192ce495019a7da97fc81b3a8aa8",
            ),
            (Cipher::Rc2Bits40, "0cf8a9b3c744c9ffdc23c23ad05e43e3694b6684c1a4f6986a44a5af1e396a8d"),
            (
                Cipher::Rc2Bits128,
                "70216437f9adf995bc31c4a42e509ee40a00cbf1fe1a8fa2d94780f7786bcc4e",
            ),
        ];
        for (cipher, ciphertext) in values {
            let (key, iv) = (&key[..cipher.key_len()], &iv[..cipher.block_len()]);
            let mut ciphertext = hex(ciphertext);
            let plaintext = cipher.decrypt(key, iv, &ciphertext).expect("padding");
            assert_eq!(*plaintext, b"sixteen octets!!and five", "{cipher:?}");
            assert_eq!(cipher.decrypt(key, iv, &ciphertext[1..]), None, "not whole blocks");
            assert_eq!(cipher.decrypt(key, iv, &[]), None, "no padding at all");
            assert_eq!(cipher.decrypt(key, &iv[1..], &ciphertext), None, "short vector");
            if let Some(last) = ciphertext.last_mut() {
                *last ^= 1;
            }
            assert_ne!(cipher.decrypt(key, iv, &ciphertext), Some(plaintext), "{cipher:?}");
        }
    }

    #[test]
    fn hmac_compares_the_whole_value() {
        // RFC 4231 §4.3, test case 2.
        let value = hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let matches = |value: &[u8]| {
            Hash::Sha256.hmac_matches(b"Jefe", b"what do ya want for nothing?", value)
        };
        assert!(matches(&value));
        assert!(!matches(&value[..31]) && !matches(&[]) && !matches(&[&value[..], &[0]].concat()));
        let mut changed = value.clone();
        changed[31] ^= 1;
        assert!(!matches(&changed));
    }
}
