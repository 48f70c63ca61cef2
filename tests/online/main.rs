//! What comes over the network, from good servers and bad ones; all of them on loopback.

mod gather;
mod ocsp;
mod pki;
mod server;
mod stamps;
