//! Interleaved measuring: in each round every candidate runs for the same short while, so that a noisy
//! machine is noisy for all of them; what counts are medians of rounds, in processor time.

use std::time::Duration;

unsafe extern "C" {
    fn antin_bench_thread_seconds() -> f64;
}

/// The processor time of this thread, in seconds: a busy machine is slow, and this does not count it.
fn now() -> f64 {
    // SAFETY: the function takes nothing and touches nothing of ours.
    unsafe { antin_bench_thread_seconds() }
}

/// One thing to be measured.
pub(crate) struct Candidate<'a> {
    operation: Box<dyn FnMut() + 'a>,
    iterations: u32,
    /// Seconds for one operation, a value each round.
    pub(crate) rounds: Vec<f64>,
}

impl<'a> Candidate<'a> {
    pub(crate) fn new(operation: impl FnMut() + 'a) -> Self {
        Self { operation: Box::new(operation), iterations: 1, rounds: Vec::new() }
    }

    fn run(&mut self) -> f64 {
        let start = now();
        for _ in 0..self.iterations {
            (self.operation)();
        }
        (now() - start) / f64::from(self.iterations)
    }

    /// Operations in a second, by the median round.
    pub(crate) fn rate(&self) -> f64 {
        1.0 / median(self.rounds.clone())
    }

    /// How fast this is as a multiple of `other`, by the median of the ratios within rounds.
    pub(crate) fn over(&self, other: &Self) -> f64 {
        median(self.rounds.iter().zip(&other.rounds).map(|(mine, theirs)| theirs / mine).collect())
    }
}

/// Measures all candidates, `rounds` times for `slice` each.
pub(crate) fn measure(candidates: &mut [&mut Candidate<'_>], rounds: usize, slice: Duration) {
    for candidate in candidates.iter_mut() {
        let once = candidate.run().max(candidate.run() * 0.5);
        candidate.iterations = iterations(slice.as_secs_f64() / once);
    }
    for round in 0..rounds {
        // Each round starts elsewhere, so that no candidate always follows the same one.
        for n in 0..candidates.len() {
            let at = (n + round) % candidates.len();
            let seconds = candidates[at].run();
            candidates[at].rounds.push(seconds);
        }
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded by the clamp"
)]
fn iterations(wanted: f64) -> u32 {
    wanted.clamp(1.0, 1e7) as u32
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
