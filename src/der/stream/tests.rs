//! Streams that are good, that end early, and that announce too much.

use std::io;
use std::time::{Duration, Instant};

use super::*;

/// Gives its bytes one at a time, with an interruption before each.
struct Slow<'a>(&'a [u8], bool);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(ErrorKind::Interrupted.into());
        }
        self.0.read(&mut buffer[..1])
    }
}

fn octets(input: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut source = Source::new(Slow(input, false));
    source.octet_string(Frame::OUTERMOST, 8, &mut |piece| {
        out.extend_from_slice(piece);
        Ok(())
    })?;
    source.finish()?;
    Ok(out)
}

fn clause<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn reads_octet_strings_in_one_piece_and_in_segments() {
    assert_eq!(octets(&[4, 2, 1, 2]), Ok(vec![1, 2]));
    assert_eq!(octets(&[0x24, 0x80, 4, 1, 1, 0x24, 3, 4, 1, 2, 0, 0]), Ok(vec![1, 2]));
    assert_eq!(octets(&[0x24, 0]), Ok(vec![]));
}

#[test]
fn refuses_segments_of_another_type_and_too_many_inside_each_other() {
    assert_eq!(clause(octets(&[0x24, 3, 2, 1, 0])), "X.690 §8.7.3: segment of another type");
    let nested = [[0x24, 0x80].repeat(9), [0, 0].repeat(9)].concat();
    assert_eq!(octets(&nested), Err(Error::LimitExceeded(Limit::Nesting)));
    assert_eq!(octets(&nested[2..34]), Ok(vec![]));
}

#[test]
fn refuses_a_stream_that_ends_early_wherever_it_ends() {
    let whole = [0x24, 0x80, 4, 2, 1, 2, 0x24, 3, 4, 1, 3, 0, 0];
    assert_eq!(octets(&whole), Ok(vec![1, 2, 3]));
    for cut in 0..whole.len() {
        assert_eq!(clause(octets(&whole[..cut])), TRUNCATED, "cut at {cut}");
    }
}

#[test]
fn refuses_what_is_left_over() {
    assert_eq!(clause(octets(&[4, 0, 0])), LEFT_OVER);
    let mut source = Source::new(&[0x30, 3, 5, 0, 5][..]);
    let frame = source.expect(Frame::OUTERMOST, Tag::SEQUENCE).expect("header");
    assert_eq!(source.value(frame, 4, 100), Ok(vec![5, 0]));
    assert_eq!(clause(source.close(frame)), LEFT_OVER);
}

#[test]
fn refuses_a_value_that_ends_outside_of_what_holds_it() {
    let mut source = Source::new(&[0x30, 3, 4, 2, 1, 2][..]);
    let frame = source.expect(Frame::OUTERMOST, Tag::SEQUENCE).expect("header");
    assert_eq!(clause(source.open(frame)), TOO_LONG);
    // An indefinite value inside a definite one, whose end lies outside.
    let mut source = Source::new(&[0x30, 4, 0x30, 0x80, 4, 0, 0, 0][..]);
    let frame = source.expect(Frame::OUTERMOST, Tag::SEQUENCE).expect("header");
    assert_eq!(clause(source.value(frame, 4, 100)), TRUNCATED);
}

#[test]
fn takes_values_out_as_they_were_received() {
    let input = [0x30, 0x80, 0x31, 0x80, 5, 0x81, 0, 0, 0, 4, 1, 7, 0, 0];
    let mut source = Source::new(Slow(&input, false));
    let frame = source.expect(Frame::OUTERMOST, Tag::SEQUENCE).expect("header");
    assert_eq!(source.peek_tag(frame), Ok(Some(Tag::SET)));
    assert_eq!(source.value(frame, 4, 100), Ok(input[2..9].to_vec()));
    assert_eq!(source.value(frame, 4, 100), Ok(vec![4, 1, 7]));
    assert_eq!(source.peek_tag(frame), Ok(None));
    assert_eq!(source.close(frame), Ok(()));
    assert_eq!(source.finish(), Ok(()));
}

#[test]
fn a_length_of_a_gibibyte_takes_no_memory() {
    let input = [0x30, 0x84, 0x40, 0, 0, 0, 5, 0];
    let value = |limit| Source::new(&input[..]).value(Frame::OUTERMOST, 4, limit);
    assert_eq!(value(1 << 20), Err(Error::LimitExceeded(Limit::Length)));
    assert_eq!(clause(value(usize::MAX)), TRUNCATED);
    assert_eq!(clause(octets(&[4, 0x84, 0x40, 0, 0, 0, 1])), TRUNCATED);
    assert_eq!(clause(octets(&[4, 0x88, 255, 255, 255, 255, 255, 255, 255, 255])), TOO_LONG);
}

#[test]
fn a_hundred_megabytes_of_nesting_end_at_once() {
    let started = Instant::now();
    let input = [0x30, 0x80].repeat(50 << 20);
    let value = Source::new(&input[..]).value(Frame::OUTERMOST, 32, usize::MAX);
    assert_eq!(value, Err(Error::LimitExceeded(Limit::Nesting)));
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_error_of_the_reader_is_handed_on() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(ErrorKind::PermissionDenied.into())
        }
    }
    let error = Source::new(Broken).open(Frame::OUTERMOST).expect_err("no bytes");
    assert!(
        matches!(error, Error::Other(other) if other.io().kind() == ErrorKind::PermissionDenied)
    );
}
