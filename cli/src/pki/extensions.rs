//! Extensions that rcgen leaves to its caller: policies, addresses of the CA, usages that are
//! critical.

use rcgen::CustomExtension;

use super::der::tlv;
use super::shape::Status;

/// certificatePolicies (RFC 5280 §4.2.1.4): one policy below the arc for examples, 2.999, with the
/// address of its statement.
pub(super) fn policies() -> CustomExtension {
    const POLICY: &[u8] = &[0x06, 0x08, 0x88, 0x37, 0x85, 0x40, 0x01, 0x01, 0x01, 0x01]; // 2.999.704.1.1.1.1
    const CPS: &[u8] = &[0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 2, 1]; // id-qt-cps
    let address = tlv(0x16, b"https://ca.test/pki/pub/policies/CP");
    let qualifier = tlv(0x30, &[CPS, &address].concat());
    let information = tlv(0x30, &[POLICY, &tlv(0x30, &qualifier)].concat());
    CustomExtension::from_oid_content(&[2, 5, 29, 32], tlv(0x30, &information))
}

/// authorityInfoAccess (RFC 5280 §4.2.2.1): where the issuer's certificate and its responder would
/// be; without a status there is no responder (RFC 9608 §3).
pub(super) fn authority_access(
    issuer_file: &str,
    address: Option<&str>,
    status: Status,
) -> CustomExtension {
    const CA_ISSUERS: &[u8] = &[0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    const OCSP: &[u8] = &[0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 0x30, 1];
    let base = address.unwrap_or("http://ca.test");
    let certificate = format!("{base}/pki/pub/crt/{issuer_file}.crt");
    let responder = match address {
        Some(base) => format!("{base}/ocsp"),
        None => "http://ocsp.ca.test".to_owned(),
    };
    let entry = |method: &[u8], address: &str| {
        tlv(0x30, &[method, &tlv(0x86, address.as_bytes())].concat())
    };
    let mut entries = entry(CA_ISSUERS, &certificate);
    if status == Status::Published {
        entries.extend(entry(OCSP, &responder));
    }
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], tlv(0x30, &entries))
}

/// extendedKeyUsage with timeStamping alone, critical (RFC 3161 §2.3).
pub(super) fn time_stamping() -> CustomExtension {
    const PURPOSE: &[u8] = &[0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 3, 8];
    let mut extension = CustomExtension::from_oid_content(&[2, 5, 29, 37], tlv(0x30, PURPOSE));
    extension.set_criticality(true);
    extension
}

/// noRevAvail (RFC 9608 §2): nothing is published about the revocation of the certificate.
pub(super) fn no_rev_avail() -> CustomExtension {
    CustomExtension::from_oid_content(&[2, 5, 29, 56], vec![5, 0])
}

/// ocsp-nocheck (RFC 6960 §4.2.2.2.1): nobody asks for the responder's own status.
pub(super) fn no_check() -> CustomExtension {
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 5], vec![5, 0])
}
