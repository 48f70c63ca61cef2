//! Names as people write them: `C=VN, O=BỘ MẪU, CN=CƠ QUAN MẪU A`.
//!
//! Attributes in the order of encoding, as OpenSSL prints them. `\` makes the next character part of the
//! value. The country is a PrintableString and everything else UTF8String, as in the real hierarchy. An
//! attribute can stand once, which is a limit of rcgen.

use rcgen::{DistinguishedName, DnType, DnValue};

/// Reads a name; `None` if it is not one.
pub(super) fn parse(text: &str) -> Option<DistinguishedName> {
    let mut name = DistinguishedName::new();
    for part in split(text)? {
        let (key, value) = part.split_once('=')?;
        let kind = kind(key.trim())?;
        let value = value.trim();
        if value.is_empty() || name.get(&kind).is_some() {
            return None;
        }
        let value = match kind {
            DnType::CountryName => {
                let two = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase());
                DnValue::PrintableString(two.then(|| value.try_into().ok())??)
            }
            _ => DnValue::Utf8String(value.to_owned()),
        };
        name.push(kind, value);
    }
    Some(name)
}

fn split(text: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ',' => parts.push(String::new()),
            '\\' => parts.last_mut()?.push(characters.next()?),
            other => parts.last_mut()?.push(other),
        }
    }
    Some(parts)
}

fn kind(key: &str) -> Option<DnType> {
    Some(match key.to_ascii_uppercase().as_str() {
        "C" => DnType::CountryName,
        "CN" => DnType::CommonName,
        "L" => DnType::LocalityName,
        "O" => DnType::OrganizationName,
        "OU" => DnType::OrganizationalUnitName,
        "SERIALNUMBER" => DnType::from_oid(&[2, 5, 4, 5]),
        "ST" => DnType::StateOrProvinceName,
        "TITLE" => DnType::from_oid(&[2, 5, 4, 12]),
        "UID" => DnType::from_oid(&[0, 9, 2342, 19_200_300, 100, 1, 1]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_vietnamese_names_and_escaped_commas() {
        let name = parse(r"C=VN, O=BỘ MẪU\, SỞ MẪU, CN=CƠ QUAN MẪU A").expect("a name");
        assert_eq!(
            name.get(&DnType::OrganizationName),
            Some(&DnValue::Utf8String("BỘ MẪU, SỞ MẪU".to_owned()))
        );
        assert_eq!(name.iter().count(), 3);
    }

    #[test]
    fn refuses_what_is_not_a_name() {
        for text in ["", "CN", "CN=", "C=Vietnam", "C=vn", "X=1", "CN=a, CN=b", "CN=a\\", "CN=a,"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
