//! Numbers that look random and are the same in each run (SplitMix64, of Steele, Lea and Flood 2014).

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let word = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ word >> 31
    }

    /// A number between 0 and 1, neither included.
    pub(crate) fn fraction(&mut self) -> f64 {
        let upper = u32::try_from(self.next() >> 32).unwrap();
        (f64::from(upper) + 0.5) / 4_294_967_296.0
    }

    /// A number of the standard normal distribution (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.fraction().ln()).sqrt();
        radius * (2.0 * std::f64::consts::PI * self.fraction()).cos()
    }

    pub(crate) fn octets(&mut self, length: usize) -> Vec<u8> {
        let words = std::iter::repeat_with(|| self.next().to_le_bytes()).flatten();
        words.take(length).collect()
    }
}
