//! What a call says when it ends.

/// How a call ended: `ANTIN_RESULT_OK`, or a number that says whose fault it was.
///
/// Numbers never change and are never used again: 1 to 15 the call itself, 16 to 30 input, 31 to 47
/// credentials and keys, 48 to 63 the network, 64 what the caller plugged in, 65 the ledger, 255 a bug.
pub type antin_result = u32;

/// The call did what it should, and wrote its outputs.
pub const ANTIN_RESULT_OK: u32 = 0;
/// An argument that must not be NULL is NULL.
pub const ANTIN_RESULT_NULL_ARGUMENT: u32 = 1;
/// An argument is none that this function takes, or two contradict each other.
pub const ANTIN_RESULT_INVALID_ARGUMENT: u32 = 2;
/// The handle has done its work already, and can only be freed.
pub const ANTIN_RESULT_ALREADY_USED: u32 = 3;
/// There is a judgement, and it is no pass.
pub const ANTIN_RESULT_REJECTED: u32 = 4;
/// What was asked for is not there. No error object is made.
pub const ANTIN_RESULT_ABSENT: u32 = 5;
/// Input is not well-formed.
pub const ANTIN_RESULT_MALFORMED: u32 = 16;
/// Input is legal, but needs something that this library does not do.
pub const ANTIN_RESULT_UNSUPPORTED: u32 = 17;
/// Input asks for more work than the limits allow.
pub const ANTIN_RESULT_LIMIT_EXCEEDED: u32 = 18;
/// A policy file cannot be followed.
pub const ANTIN_RESULT_POLICY: u32 = 19;
/// The next registry should be there by now; nothing is decided by this one.
pub const ANTIN_RESULT_REGISTRY_PAST: u32 = 20;
/// A certificate or chain cannot be used as asked.
pub const ANTIN_RESULT_CREDENTIAL: u32 = 31;
/// A key cannot be used: wrong password, wrong type, refused, or the value is not by it.
pub const ANTIN_RESULT_KEY: u32 = 32;
/// The network failed, or an address may not be asked.
pub const ANTIN_RESULT_NETWORK: u32 = 48;
/// A time-stamping authority refused, or answered something else than was asked.
pub const ANTIN_RESULT_TIMESTAMP: u32 = 49;
/// Something outside of the library failed, such as starting a thread.
pub const ANTIN_RESULT_OTHER: u32 = 64;
/// The ledger could not record or read; nothing was acknowledged or handed out.
pub const ANTIN_RESULT_LEDGER: u32 = 65;
/// A bug in the library. Please report it. The handles of the call may only be freed.
pub const ANTIN_RESULT_INTERNAL: u32 = 255;
