//! What BER may do, and where it stops.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn der(input: &[u8]) -> Result<Vec<u8>, Error> {
    to_der(input, &Limits::DEFAULT).map(Cow::into_owned)
}

fn clause(input: &[u8]) -> &'static str {
    match to_der(input, &Limits::DEFAULT) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn hands_der_through_without_a_copy() {
    let input = [0x30, 5, 4, 1, 9, 5, 0];
    assert!(matches!(to_der(&input, &Limits::DEFAULT), Ok(Cow::Borrowed(same)) if same == input));
}

#[test]
fn gives_indefinite_lengths_an_end() {
    let input = [0x30, 0x80, 0xa0, 0x80, 5, 0, 0, 0, 2, 1, 7, 0, 0];
    assert_eq!(der(&input), Ok(vec![0x30, 7, 0xa0, 2, 5, 0, 2, 1, 7]));
}

#[test]
fn gives_long_lengths_room() {
    let mut input = vec![0x30, 0x80, 0x04, 0x82, 1, 0];
    input.extend([7; 256]);
    input.extend([0, 0]);
    let mut expected = vec![0x30, 0x82, 1, 4, 0x04, 0x82, 1, 0];
    expected.extend([7; 256]);
    assert_eq!(der(&input), Ok(expected));
}

#[test]
fn shortens_lengths() {
    assert_eq!(der(&[0x30, 0x81, 4, 4, 0x82, 0, 0]), Ok(vec![0x30, 2, 4, 0]));
    assert_eq!(der(&[0x30, 0x83, 0, 0, 2, 5, 0]), Ok(vec![0x30, 2, 5, 0]));
}

#[test]
fn joins_the_segments_of_strings() {
    assert_eq!(der(&[0x24, 0x80, 4, 1, 1, 4, 2, 2, 3, 0, 0]), Ok(vec![4, 3, 1, 2, 3]));
    // Segments of segments (X.690 §8.7.3.2).
    assert_eq!(der(&[0x24, 9, 0x24, 0x80, 4, 1, 1, 0, 0, 4, 0]), Ok(vec![4, 1, 1]));
    assert_eq!(der(&[0x23, 8, 3, 2, 0, 0xaa, 3, 2, 4, 0xb0]), Ok(vec![3, 3, 4, 0xaa, 0xb0]));
    assert_eq!(der(&[0x23, 0]), Ok(vec![3, 1, 0]));
    // A character string: its segments are OCTET STRINGs, or repeat its tag.
    assert_eq!(der(&[0x2c, 6, 4, 1, b'a', 12, 1, b'b']), Ok(vec![12, 2, b'a', b'b']));
}

#[test]
fn refuses_segments_of_another_type() {
    assert_eq!(clause(&[0x24, 3, 2, 1, 1]), "X.690 §8.7.3: segment of another type");
    assert_eq!(clause(&[0x24, 2, 0x30, 0]), "X.690 §8.7.3: segment of another type");
    assert_eq!(clause(&[0x23, 3, 4, 1, 0]), "X.690 §8.7.3: segment of another type");
}

#[test]
fn refuses_a_bit_string_segment_after_a_partial_one() {
    let partial_first = [0x23, 8, 3, 2, 4, 0xb0, 3, 2, 0, 0xaa];
    assert_eq!(clause(&partial_first), "X.690 §8.6.4: BIT STRING segment");
    assert_eq!(clause(&[0x23, 2, 3, 0]), "X.690 §8.6.4: BIT STRING segment");
}

#[test]
fn refuses_what_is_not_one_value() {
    assert_eq!(clause(&[]), "X.690 §8.1.1: truncated");
    assert_eq!(clause(&[5, 0, 5, 0]), "X.690 §8.1.1.1: bytes left over");
    assert_eq!(clause(&[0, 0]), "X.690 §8.1.5: unexpected end-of-contents");
    assert_eq!(clause(&[0x30, 2, 0, 0]), "X.690 §8.1.5: unexpected end-of-contents");
    assert_eq!(clause(&[0x30, 0x80, 0, 1, 7]), "X.690 §8.1.5: unexpected end-of-contents");
    assert_eq!(clause(&[4, 0x80, 0, 0]), "X.690 §8.1.3.2: indefinite length of a primitive value");
    assert_eq!(clause(&[0x1f, 0x80, 0x80, 0x80, 0x80, 0]), "X.690 §8.1.2.4: tag number");
}

#[test]
fn refuses_an_end_outside_of_what_holds_it() {
    // The indefinite value would end after the definite one around it.
    assert_eq!(clause(&[0x30, 4, 0x30, 0x80, 5, 0, 0, 0]), "X.690 §8.1.1: truncated");
    assert_eq!(clause(&[0x30, 3, 4, 2, 1, 1]), "X.690 §8.1.3: longer than what holds it");
    let gibibyte = [0x30, 0x84, 0x40, 0, 0, 0, 5, 0];
    assert_eq!(clause(&gibibyte), "X.690 §8.1.3: longer than what holds it");
    let absurd = [0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255];
    assert_eq!(clause(&absurd), "X.690 §8.1.3: longer than what holds it");
    assert_eq!(clause(&[0x30, 0x89, 0, 0, 0]), "X.690 §8.1.3.5: length of the length");
}

#[test]
fn refuses_deep_nesting_at_once() {
    let started = Instant::now();
    let input = [0x30, 0x80].repeat(50 << 20);
    assert_eq!(der(&input), Err(Error::LimitExceeded(Limit::Nesting)));
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn admits_nesting_up_to_the_limit() {
    let nested = |depth: usize| [[0x30, 0x80].repeat(depth), [0, 0].repeat(depth)].concat();
    assert!(der(&nested(Limits::DEFAULT.nesting)).is_ok());
    let deeper = der(&nested(Limits::DEFAULT.nesting + 1));
    assert_eq!(deeper, Err(Error::LimitExceeded(Limit::Nesting)));
}

#[test]
fn takes_children_apart_as_they_were_received() {
    let definite = [0x31, 7, 0x30, 3, 4, 1, 1, 5, 0];
    let expected: Vec<&[u8]> = vec![&definite[2..7], &definite[7..]];
    assert_eq!(children(&definite, &Limits::DEFAULT), Ok(expected));
    let indefinite = [0xa0, 0x80, 0x30, 0x80, 4, 0x81, 0, 0, 0, 5, 0, 0, 0];
    let expected: Vec<&[u8]> = vec![&indefinite[2..9], &indefinite[9..11]];
    assert_eq!(children(&indefinite, &Limits::DEFAULT), Ok(expected));
    assert_eq!(children(&[0x31, 0], &Limits::DEFAULT), Ok(vec![]));
    assert_eq!(children(&[4, 1, 7], &Limits::DEFAULT), Ok(vec![]));
}

/// A value of arbitrary shape: how it is written in BER, and how in DER.
#[derive(Clone, Debug)]
enum Shape {
    Octets(Vec<u8>),
    Segments(Vec<Vec<u8>>),
    Sequence(Vec<Self>),
}

fn shape() -> impl Strategy<Value = Shape> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..200);
    let leaf = prop_oneof![
        bytes().prop_map(Shape::Octets),
        proptest::collection::vec(bytes(), 0..4).prop_map(Shape::Segments),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        proptest::collection::vec(inner, 0..5).prop_map(Shape::Sequence)
    })
}

fn in_der(shape: &Shape, out: &mut crate::der::Writer) {
    match shape {
        Shape::Octets(octets) => out.octet_string(octets),
        Shape::Segments(segments) => out.octet_string(&segments.concat()),
        Shape::Sequence(items) => {
            out.sequence(|out| items.iter().for_each(|item| in_der(item, out)))
        }
    };
}

fn in_ber(shape: &Shape, out: &mut Vec<u8>) {
    match shape {
        Shape::Octets(octets) => {
            // The long form with two octets, minimal or not.
            let [high, low] = u16::try_from(octets.len()).expect("short").to_be_bytes();
            out.extend([4, 0x82, high, low]);
            out.extend(octets);
        }
        Shape::Segments(segments) => {
            out.extend([0x24, 0x80]);
            segments.iter().for_each(|segment| in_ber(&Shape::Octets(segment.clone()), out));
            out.extend([0, 0]);
        }
        Shape::Sequence(items) => {
            out.extend([0x30, 0x80]);
            items.iter().for_each(|item| in_ber(item, out));
            out.extend([0, 0]);
        }
    }
}

proptest! {
    #[test]
    fn ber_becomes_der_and_der_stays(shape in shape()) {
        let mut expected = crate::der::Writer::new();
        in_der(&shape, &mut expected);
        let expected = expected.finish();
        let mut ber = Vec::new();
        in_ber(&shape, &mut ber);
        prop_assert_eq!(der(&ber), Ok(expected.clone()));
        prop_assert!(matches!(to_der(&expected, &Limits::DEFAULT), Ok(Cow::Borrowed(_))));
        for cut in 0..ber.len() {
            prop_assert!(der(&ber[..cut]).is_err());
        }
    }

    #[test]
    fn arbitrary_bytes_end_in_der_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(once) = der(&bytes) {
            prop_assert_eq!(der(&once), Ok(once));
        }
    }
}
