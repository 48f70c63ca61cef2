//! A message of a gibibyte: the rates of sealing and opening, and the most memory that was held.

use std::time::Instant;

use antin::Time;
use antin::edxml::{Hop, State};

use crate::chain::Chain;
use crate::generated::{Temporary, peak_memory};

/// What sealing and opening may take, in KiB.
const BAR: u64 = 64 << 10;

/// Seals, rewrites as the hub does, and opens before and after; in a process that did nothing else.
pub(crate) fn print(chain: &Chain, mebibytes: u64) {
    let message = Temporary::message("memory", mebibytes << 20);
    println!("{mebibytes} MiB, {}", chain.name);
    let sealed = Temporary::new("memory-sealed");
    told("seal", mebibytes, || chain.seal_file(message.read(), &sealed.file));
    told("open", mebibytes, || chain.accept_file(sealed.read(), State::Intact));
    let received = Temporary::new("memory-received");
    told("hop", mebibytes, || {
        let hop = Hop::new(Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap());
        hop.run(&mut sealed.read(), &mut std::io::BufWriter::new(&received.file)).unwrap();
    });
    told("open after the hop", mebibytes, || {
        chain.accept_file(received.read(), State::RewrittenByHop);
    });
}

fn told(what: &str, mebibytes: u64, operation: impl FnOnce()) {
    let start = Instant::now();
    operation();
    let seconds = start.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(mebibytes).unwrap()) * 1.048_576 / seconds;
    let peak = peak_memory().unwrap_or_default();
    let kept = if peak <= BAR { "kept" } else { "NOT KEPT" };
    println!("  {what:<18} {rate:>6.0} MB/s  peak of memory {peak:>6} KiB; bar {BAR}: {kept}");
}
