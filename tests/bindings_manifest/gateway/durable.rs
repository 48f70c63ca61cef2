//! The same with a ledger on a disk.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use antin::Time;
use antin::durable::Durable;
use antin::gateway::Ledger;

use crate::exchange::Gateway;
use crate::gateway::{Way, walk};

/// Takes each step in its parts, and returns the journal.
pub(super) fn run(case: &Gateway) -> Vec<u8> {
    let folder = std::env::temp_dir().join(format!("antin-gateway-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let horizon = Time::from_unix(case.horizon.unwrap_or(i64::MIN));
    let window = Duration::from_secs(case.window);
    let ledger = Durable::create(&folder.join("gateway.ledger"), window, horizon);
    let ledger = Arc::new(ledger.expect("a ledger"));
    let shared: Arc<dyn Ledger> = ledger.clone();
    walk(case, &shared, Way::StepByStep);
    let mut lines = Vec::new();
    let exported = ledger.export(1, |line| {
        lines.extend_from_slice(line);
        lines.push(b'\n');
        Ok(())
    });
    exported.expect("exported");
    drop((shared, ledger));
    let _ = fs::remove_dir_all(&folder);
    lines
}
