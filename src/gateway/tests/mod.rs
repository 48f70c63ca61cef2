//! The gateway: agencies of a made-up world, and what goes between them.

mod arriving;
mod fixture;
mod going;
mod kept;
mod sharing;
