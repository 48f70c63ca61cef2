//! The C interface of antin: conversion, one call of the Rust library, conversion.
//!
//! `include/antin.h` is made from the doc comments here, and its first page has the conventions. A file
//! here is one type of the interface. How pointers come in is said by the types of the arguments:
//!
//! * `Option<&T>` is a `const T *`, `Option<&mut T>` a `T *`, `Option<Box<T>>` a `T *` that is given
//!   away. Each may be NULL; otherwise the caller promises that it points to a live handle.
//! * `Option<&mut MaybeUninit<*mut T>>` is a `T **` that is written only on success.
//! * `*const u8` with a length, and `*const c_char`, are turned into slices in [`boundary`]; that is
//!   the only `unsafe` work there is.
//!
//! A panic is a bug; it is caught at the boundary and becomes `ANTIN_RESULT_INTERNAL`.

#![expect(non_camel_case_types, reason = "types have the names that C programs see")]
#![expect(
    clippy::missing_safety_doc,
    reason = "what a caller must promise is the same for all functions, and stands in the header"
)]

pub mod agency;
pub mod arrival;
pub mod arrival_parts;
pub mod binding;
pub mod boundary;
pub mod buffer;
pub mod cache;
pub mod claim;
pub mod client;
pub mod credential;
pub mod durable;
pub mod error;
pub mod evidence;
pub mod evidence_file;
pub mod evidence_list;
pub mod extend;
pub mod extract;
pub mod fact;
pub mod finding;
pub mod gateway;
pub mod gateway_policy;
pub mod gather;
pub mod gathered;
pub mod hop;
pub mod inspection;
pub mod journal;
pub mod key_options;
pub mod language;
pub mod ledger;
pub mod liberty;
pub mod opening;
pub mod package;
pub mod package_file;
pub mod path;
pub mod policy;
pub mod policy_paths;
pub mod prepared;
pub mod prepared_receipt;
pub mod receipt;
pub mod receipt_report;
pub mod receipts;
pub mod recheck;
pub mod registry;
pub mod registry_draft;
pub mod registry_signers;
pub mod report;
pub mod result;
pub mod returned_receipt;
pub mod seal;
pub mod seal_options;
pub mod sealing;
pub mod sending;
pub mod sending_parts;
pub mod sent;
pub mod sign;
pub mod sign_options;
pub mod signature;
pub mod signing;
pub mod source;
pub mod steps;
pub mod target;
pub mod text;
pub mod timestamp;
pub mod timestamper;
pub mod validation;
pub mod verify;
pub mod verifying;
pub mod version;

#[cfg(feature = "bench-direct")]
pub mod direct;
#[cfg(feature = "test-panic")]
pub mod panicking;
