//! OpenSSL accepts what antin makes, and antin judges what OpenSSL makes.
//!
//! For each key type: detached and attached, DER and the BER of a stream, with and without CAdES
//! attributes, with none at all, by key identifier, and RSASSA-PSS. Skipped where OpenSSL is not
//! installed, unless `ANTIN_REQUIRE_PEERS=1`.
//!
//! OpenSSL 3.0 has no Ed25519 in CMS (RFC 8419): `CMS_add1_signer` asks for a default digest, and its
//! EdDSA refuses to be given one. There, OpenSSL makes and checks the value itself (`pkeyutl`).

mod openssl;
mod ours;
mod stamps;
mod theirs;
