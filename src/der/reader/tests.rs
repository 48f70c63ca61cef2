//! Tests of the DER reader: each rule of X.690 with an input that breaks just that rule.

use super::*;

fn clause(error: Error) -> &'static str {
    match error {
        Error::Malformed(malformed) => malformed.clause,
        other => panic!("{other}"),
    }
}

fn any(input: &[u8]) -> Result<Tlv<'_>, Error> {
    let mut reader = Reader::new(input);
    let tlv = reader.any("test")?;
    reader.finish("test")?;
    Ok(tlv)
}

#[test]
fn reads_short_and_long_lengths() {
    assert_eq!(any(&[0x04, 0x01, 0xaa]).expect("short").value, [0xaa]);
    let mut long = vec![0x04, 0x81, 0x80];
    long.extend([0; 0x80]);
    assert_eq!(any(&long).expect("long").value.len(), 0x80);
}

#[test]
fn refuses_lengths_that_are_not_der() {
    for (input, expected) in [
        (&[0x30, 0x80, 0x00, 0x00][..], "X.690 §10.1: indefinite length"),
        (&[0x04, 0x81, 0x01, 0x00], "X.690 §10.1: length not minimal"),
        (&[0x04, 0x82, 0x00, 0x80], "X.690 §10.1: length not minimal"),
        (&[0x04, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], "X.690 §8.1.3.5: length of the length"),
        (&[0x04, 0x84, 0x40, 0x00, 0x00, 0x00], "X.690 §8.1.3: longer than what holds it"),
        (
            &[0x04, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            "X.690 §8.1.3: longer than what holds it",
        ),
        (&[0x04], "X.690 §8.1.1: truncated"),
        (&[], "X.690 §8.1.1: truncated"),
        (&[0x04, 0x00, 0x00], "X.690 §8.1.1.1: bytes left over"),
        (&[0x1f, 0x80, 0x01, 0x00], "X.690 §8.1.2.4.2: tag number not minimal"),
        (&[0x1f, 0x1e, 0x00], "X.690 §8.1.2.2: tag number not minimal"),
        (
            &[0x1f, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x00],
            "X.690 §8.1.2.4: tag number too long or truncated",
        ),
    ] {
        assert_eq!(clause(any(input).expect_err("refused")), expected, "{input:02x?}");
    }
}

#[test]
fn refuses_integers_that_are_not_minimal() {
    let read = |input: &'static [u8]| Reader::new(input).integer("test");
    assert_eq!(read(&[2, 1, 0x80]).expect("negative is legal here"), [0x80]);
    assert_eq!(clause(read(&[2, 0]).expect_err("empty")), "X.690 §8.3.1: empty INTEGER");
    for input in [&[2, 2, 0x00, 0x7f][..], &[2, 2, 0xff, 0x80]] {
        assert_eq!(clause(read(input).expect_err("long")), "X.690 §8.3.2: INTEGER not minimal");
    }
    let small = |input: &'static [u8]| Reader::new(input).small_integer("test");
    assert_eq!(small(&[2, 2, 0x00, 0x80]).expect("valid"), 128);
    assert_eq!(
        clause(small(&[2, 1, 0xff]).expect_err("negative")),
        "X.680 §51.4: negative INTEGER"
    );
}

#[test]
fn refuses_booleans_bit_strings_and_oids_that_are_not_der() {
    assert!(Reader::new(&[1, 1, 0xff]).boolean("test").expect("true"));
    assert!(Reader::new(&[1, 1, 0x01]).boolean("test").is_err());
    assert_eq!(Reader::new(&[3, 2, 1, 0x80]).bit_string("test").expect("valid"), (1, &[0x80][..]));
    for input in [&[3, 2, 1, 0x81][..], &[3, 2, 8, 0x00], &[3, 1, 1], &[3, 0]] {
        assert!(Reader::new(input).bit_string("test").is_err(), "{input:02x?}");
    }
    for input in [&[6, 0][..], &[6, 2, 0x2a, 0x80], &[6, 2, 0x80, 0x01], &[6, 3, 0x2a, 0x80, 0x01]]
    {
        assert!(Reader::new(input).oid("test").is_err(), "{input:02x?}");
    }
}

#[test]
fn reads_times_of_both_centuries() {
    let read = |tag: u8, text: &str| {
        let length = u8::try_from(text.len()).expect("short");
        let input: Vec<u8> = [&[tag, length], text.as_bytes()].concat();
        Reader::new(&input).time("test").map(|time| time.to_string())
    };
    assert_eq!(read(0x17, "491231235959Z").expect("valid"), "2049-12-31T23:59:59Z");
    assert_eq!(read(0x17, "500101000000Z").expect("valid"), "1950-01-01T00:00:00Z");
    assert_eq!(read(0x18, "20500101000000Z").expect("valid"), "2050-01-01T00:00:00Z");
    for (tag, text) in [
        (0x17, "4912312359Z"),
        (0x17, "491231235959+0000"),
        (0x17, "490231235959Z"),
        (0x17, "491231235959"),
        (0x18, "20500101000000.5Z"),
        (0x18, "20500101000000"),
        (0x18, "500101000000Z"),
        (0x16, "500101000000Z"),
    ] {
        assert!(read(tag, text).is_err(), "{text}");
    }
}
