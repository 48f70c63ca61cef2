//! What comes over the network, from good servers and bad ones; all of them on loopback.

mod bounds;
mod certomancer;
mod gather;
mod ocsp;
mod pki;
mod proxy;
mod server;
mod stamps;
