//! The contract of the command line, by running the program: exit statuses, JSON, files.

mod chain;
mod container;
mod demo;
mod edxml;
mod gateway;
mod harness;
mod inspect;
mod journal;
mod memory;
mod online;
mod open;
mod openssl;
mod pki;
mod receipt;
mod refusals;
mod registry;
mod revocation;
mod seal;
mod sign;
mod usage;
mod verify;
