//! The index of a CRL: where the entry of a serial number is.
//!
//! The order is that of the last eight octets, then that of the whole number. Numbers of authorities are random
//! there (CA/Browser Forum BR §7.1), so one pass puts nearly every key into its place; whoever chooses
//! others pays no more than the comparisons of an ordinary sort.

use std::cmp::Ordering;

/// Where an entry is, with as much of its serial number as can be compared at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The last eight octets of the serial number: where numbers are random, they are there.
    pub(super) tail: u64,
    /// Where the entry begins.
    pub(super) at: u32,
    /// How far behind that the octets of the serial number begin, and how many there are.
    pub(super) skip: u8,
    pub(super) len: u8,
}

impl Key {
    pub(super) fn serial<'a>(&self, buffer: &'a [u8]) -> &'a [u8] {
        let start = usize::try_from(self.at).unwrap_or(usize::MAX);
        let start = start.saturating_add(usize::from(self.skip));
        buffer.get(start..start.saturating_add(usize::from(self.len))).unwrap_or_default()
    }

    pub(super) fn compare(&self, tail: u64, serial: &[u8], buffer: &[u8]) -> Ordering {
        self.tail.cmp(&tail).then_with(|| self.serial(buffer).cmp(serial))
    }
}

/// The last eight octets of a serial number, as a number.
pub(super) fn tail(serial: &[u8]) -> u64 {
    let last = serial.len().saturating_sub(8);
    let octets = serial.get(last..).unwrap_or_default();
    octets.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet))
}

/// Puts keys into their order.
pub(super) fn sort(mut index: Vec<Key>, buffer: &[u8]) -> Vec<Key> {
    for key in &mut index {
        key.tail = tail(key.serial(buffer));
    }
    let order = |a: &Key, b: &Key| {
        a.compare(b.tail, b.serial(buffer), buffer).then_with(|| a.at.cmp(&b.at))
    };
    if index.is_sorted_by(|a, b| order(a, b).is_le()) {
        return index;
    }
    let (mut sorted, ends) = spread(&index);
    let mut rest = sorted.as_mut_slice();
    let mut begin = 0;
    for end in ends {
        let (bucket, others) = rest.split_at_mut_checked(end - begin).unwrap_or_default();
        bucket.sort_unstable_by(order);
        (rest, begin) = (others, end);
    }
    sorted
}

/// Keys in buckets by the leading bits of their tails, a handful in each where those are random; and where
/// each bucket ends.
fn spread(index: &[Key]) -> (Vec<Key>, Vec<usize>) {
    const HANDFUL: u32 = 2;
    let greatest = index.iter().map(|key| key.tail).max().unwrap_or_default();
    let bits = index.len().checked_ilog2().unwrap_or_default().saturating_sub(HANDFUL);
    let shift = (u64::BITS - greatest.leading_zeros()).saturating_sub(bits);
    let bucket = |key: &Key| {
        let leading = key.tail.checked_shr(shift).unwrap_or_default();
        usize::try_from(leading).unwrap_or(usize::MAX)
    };
    let mut ends = vec![0_usize; 1 << bits];
    for key in index {
        if let Some(count) = ends.get_mut(bucket(key)) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut ends {
        (*count, before) = (before, before + *count);
    }
    let mut spread = index.to_vec();
    for key in index {
        let Some(at) = ends.get_mut(bucket(key)) else { continue };
        if let Some(place) = spread.get_mut(*at) {
            *place = *key;
        }
        *at += 1;
    }
    (spread, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys for serial numbers, and the bytes that they are in.
    fn keys(serials: &[Vec<u8>]) -> (Vec<Key>, Vec<u8>) {
        let mut buffer = Vec::new();
        let mut index = Vec::new();
        for serial in serials {
            let at = u32::try_from(buffer.len()).expect("short");
            let len = u8::try_from(serial.len()).expect("short");
            index.push(Key { tail: 0, at, skip: 0, len });
            buffer.extend_from_slice(serial);
        }
        (index, buffer)
    }

    #[track_caller]
    fn assert_sorts(serials: &[Vec<u8>]) {
        let (index, buffer) = keys(serials);
        let sorted = sort(index, &buffer);
        let mut places: Vec<_> = sorted.iter().map(|key| key.at).collect();
        let named = sorted.iter().map(|key| (key.tail, key.serial(&buffer), key.at));
        assert!(named.is_sorted(), "{serials:?}");
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), serials.len(), "each is there once");
    }

    fn mixed(n: u64) -> Vec<u8> {
        n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes().to_vec()
    }

    #[test]
    fn any_numbers_are_put_in_order() {
        let of = |number: fn(u64) -> Vec<u8>| -> Vec<Vec<u8>> { (0..1_000).map(number).collect() };
        for serials in [
            of(|n| mixed(n).repeat(2)),
            // Small, in no order; and all alike but for what is before the last eight octets.
            of(|n| vec![mixed(n)[0], mixed(n)[1]]),
            of(|n| [mixed(n), vec![7; 8]].concat()),
            of(|_| vec![5]),
            of(|n| mixed(n)[..usize::from(n % 7 != 0) * 7 + 1].to_vec()),
        ] {
            assert_sorts(&serials);
        }
        for count in 0..9_u8 {
            let few: Vec<_> = (0..count).rev().map(|n| vec![n]).collect();
            assert_sorts(&few);
        }
    }
}
