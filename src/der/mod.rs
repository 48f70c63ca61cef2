//! ASN.1 in DER: reading without copies, and writing (X.690 §8, §10, §11).
//!
//! The reader is strict: definite minimal lengths, and every byte accounted for. It keeps the
//! original bytes, because signatures are over what was received and never over what we would have
//! written. BER is let in by `ber` alone.

pub(crate) mod ber;
mod reader;
pub(crate) mod stream;
mod writer;

pub(crate) use reader::{Reader, Tag, Tlv, bit_string, check_integer, small_integer};
pub(crate) use writer::{Writer, push_length};
