//! The digests of the last entries, which time-stamps refer to.

use std::collections::VecDeque;

use crate::edxml::statement::Sha256;
use crate::journal::Head;
use crate::journal::chain::REACH;

/// The last heads of a journal, as many as a time-stamp may reach back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    /// The number of the newest.
    number: u64,
    /// The newest last.
    digests: VecDeque<Sha256>,
}

impl Recent {
    /// Adds the head behind the newest.
    pub(crate) fn push(&mut self, head: Head) {
        if u64::try_from(self.digests.len()).is_ok_and(|length| length >= REACH) {
            self.digests.pop_front();
        }
        self.digests.push_back(head.sha256);
        self.number = head.number;
    }

    /// Returns the digest of the line with a number, if it is not too far back.
    pub(crate) fn get(&self, number: u64) -> Option<&Sha256> {
        let back = usize::try_from(self.number.checked_sub(number)?).ok()?;
        self.digests.get(self.digests.len().checked_sub(back.checked_add(1)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_reach_is_not_known() {
        let mut recent = Recent::default();
        assert_eq!(recent.get(0), None);
        for number in 1..=REACH + 2 {
            let mut sha256 = [0; 32];
            sha256[..8].copy_from_slice(&number.to_be_bytes());
            recent.push(Head { number, sha256 });
        }
        let found = |number| recent.get(number).map(|sha256| sha256[..8].to_vec());
        for number in [3, 4, REACH, REACH + 2] {
            assert_eq!(found(number), Some(number.to_be_bytes().to_vec()), "{number}");
        }
        for number in [0, 2, REACH + 3] {
            assert_eq!(found(number), None, "{number}");
        }
    }
}
