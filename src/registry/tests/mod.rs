//! Registries: whose certificate it is, and which file may say so.

mod checking;
mod deciding;
mod files;

use crate::Time;
use crate::cms::tests::fixture::{self, Party};
use crate::registry::{BindingEntry, Body, Matcher, Registry};

const GOVERNMENT: &str = "000.00.00.G22";
const PROVINCE: &str = "000.00.00.H37";

fn time(text: &str) -> Time {
    fixture::time(text)
}

/// Two bodies, and a binding of the party's key to the first.
fn registry(party: &Party) -> Registry {
    let mut registry = bodies();
    registry.add(entry("seal-2026", Matcher::key(&party.certificate))).expect("a binding");
    registry
}

fn bodies() -> Registry {
    let mut registry = Registry::new("Sổ đăng ký thử").expect("a name");
    registry.add_body(Body::new(GOVERNMENT, "Văn phòng Chính phủ")).expect("a body");
    registry.add_body(Body::new(PROVINCE, "Ủy ban nhân dân tỉnh")).expect("a body");
    registry
}

fn entry(id: &str, by: Matcher) -> BindingEntry {
    BindingEntry::new(id, GOVERNMENT, by, time("2026-01-01T00:00:00Z"))
        .until(time("2026-12-31T23:59:59Z"))
}

fn issued(mut registry: Registry) -> Registry {
    let (from, next) = (time("2026-11-01T00:00:00Z"), time("2026-12-01T00:00:00Z"));
    registry.issue(from, next).expect("an issue");
    registry
}
