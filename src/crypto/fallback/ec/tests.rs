//! Tests of what the doors' tests do not reach: scalars and their points.

use super::*;

use crate::crypto::PublicKey;
use crate::crypto::samples::key;

#[test]
fn scalars_are_brought_to_their_length() {
    for (octets, expected) in [
        (&[1, 2, 3, 4][..], Some(vec![1, 2, 3, 4])),
        (&[3, 4], Some(vec![0, 0, 3, 4])),
        (&[0, 1, 2, 3, 4], Some(vec![1, 2, 3, 4])),
        (&[0, 0, 0, 0, 0, 0, 7], Some(vec![0, 0, 0, 7])),
        (&[9, 1, 2, 3, 4], None),
        (&[], Some(vec![0; 4])),
    ] {
        assert_eq!(scalar(octets, 4).map(|scalar| scalar.to_vec()), expected);
    }
}

#[test]
fn points_are_those_of_the_test_keys() {
    let point = |spki| PublicKey::from_spki(spki).expect("key").octets().to_vec();
    let p256 = &key!("rfc9500-p256.p8")[36..68];
    assert_eq!(point_p256(p256), Some(point(key!("rfc9500-p256.spki"))));
    let p384 = &key!("rfc9500-p384.p8")[35..83];
    assert_eq!(point_p384(p384), Some(point(key!("rfc9500-p384.spki"))));
}

/// FIPS 186-5 §A.2: a private key lies between 1 and n - 1.
#[test]
fn scalars_out_of_range_have_no_point() {
    assert_eq!(point_p256(&[0; 32]), None);
    assert_eq!(point_p256(&[0xff; 32]), None);
    assert_eq!(point_p384(&[0; 48]), None);
    assert_eq!(point_p384(&[0xff; 48]), None);
}
