//! Many things at once, by a bounded number of threads.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

/// Does a job with each of the inputs, by so many threads at most, and returns what came of them in
/// their order. The thread that calls works too, so that a system that gives no more threads is enough.
pub(super) fn each<I: Sync, T: Send>(
    inputs: &[I],
    threads: usize,
    job: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let next = Mutex::new(inputs.iter().enumerate());
    let done = Mutex::new(Vec::with_capacity(inputs.len()));
    let work = || {
        loop {
            // Nothing that could panic is done while a lock is held.
            let taken = next.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, input)) = taken else { return };
            let result = job(input);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((place, result));
        }
    };
    thread::scope(|scope| {
        let more = (1..threads.min(inputs.len()))
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok());
        let more: Vec<_> = more.collect();
        work();
        // The end of the scope would wait for what they do, not until they are gone.
        for thread in more {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn all_is_done_in_order_by_no_more_threads_than_allowed() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs: Vec<usize> = (0..200).collect();
        let results = each(&inputs, 4, |input| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_micros(200));
            now.fetch_sub(1, Ordering::SeqCst);
            input * 2
        });
        assert_eq!(results, inputs.iter().map(|input| input * 2).collect::<Vec<_>>());
        let most = most.load(Ordering::SeqCst);
        assert!((2..=4).contains(&most), "{most}");
        assert_eq!(each(&[1], 0, |one| *one), [1]);
        assert_eq!(each(&[], 4, |one: &u8| *one), Vec::<u8>::new());
    }
}
