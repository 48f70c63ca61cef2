//! OpenSSL's libcrypto behind four calls of `openssl.c`.

use std::ffi::{CStr, c_char, c_int, c_longlong};

use crate::chain::Chain;

#[repr(C)]
struct Handle {
    _private: [u8; 0],
}

unsafe extern "C" {
    fn antin_bench_peer_new(
        key: *const u8,
        key_length: usize,
        chain: *const u8,
        chain_length: usize,
        root: *const u8,
        root_length: usize,
        digest: *const c_char,
        at: c_longlong,
    ) -> *mut Handle;
    fn antin_bench_peer_sign(
        peer: *mut Handle,
        data: *const u8,
        length: usize,
        out: *mut u8,
        capacity: usize,
    ) -> usize;
    fn antin_bench_peer_verify(
        peer: *mut Handle,
        signature: *const u8,
        signature_length: usize,
        data: *const u8,
        length: usize,
    ) -> c_int;
    fn antin_bench_peer_path(
        peer: *mut Handle,
        leaf: *const u8,
        leaf_length: usize,
        sub: *const u8,
        sub_length: usize,
    ) -> c_int;
}

/// A key, its chain and a store with its root, loaded into OpenSSL once.
pub(crate) struct OpenSsl(*mut Handle);

impl OpenSsl {
    pub(crate) fn new(chain: &Chain, digest: &CStr) -> Option<Self> {
        let (key, certificates, root) = (&chain.key_pem, &chain.chain_pem, &chain.root_pem);
        // SAFETY: each pointer is of a live slice with its length, and `digest` ends in NUL; the
        // function keeps none of them.
        let handle = unsafe {
            antin_bench_peer_new(
                key.as_ptr(),
                key.len(),
                certificates.as_ptr(),
                certificates.len(),
                root.as_ptr(),
                root.len(),
                digest.as_ptr(),
                chain.at.to_unix(),
            )
        };
        (!handle.is_null()).then_some(Self(handle))
    }

    /// Makes a detached CAdES-BES signature; `None` where OpenSSL cannot.
    pub(crate) fn sign(&self, content: &[u8]) -> Option<Vec<u8>> {
        let mut out = vec![0; 16 << 10];
        // SAFETY: the handle is live, and both slices are passed with their lengths.
        let made = unsafe {
            antin_bench_peer_sign(
                self.0,
                content.as_ptr(),
                content.len(),
                out.as_mut_ptr(),
                out.len(),
            )
        };
        out.truncate(made);
        (made > 0).then_some(out)
    }

    pub(crate) fn verify(&self, signature: &[u8], content: &[u8]) -> bool {
        // SAFETY: as in `sign`.
        unsafe {
            antin_bench_peer_verify(
                self.0,
                signature.as_ptr(),
                signature.len(),
                content.as_ptr(),
                content.len(),
            ) == 1
        }
    }

    pub(crate) fn path(&self, leaf: &[u8], sub: &[u8]) -> bool {
        // SAFETY: as in `sign`.
        unsafe {
            antin_bench_peer_path(self.0, leaf.as_ptr(), leaf.len(), sub.as_ptr(), sub.len()) == 1
        }
    }
}
