//! Packages of the national document exchange axis, and the seals that survive it.

pub mod statement;
