//! The `antin` program.

fn main() {}
