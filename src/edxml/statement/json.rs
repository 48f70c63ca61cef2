//! Members of a statement that JSON has no type for: a table of facts, and a digest in hexadecimal.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fact, Sha256};

/// The facts that are one text each, by their keys.
#[derive(Default)]
pub(super) struct Texts(pub(super) BTreeMap<Fact, String>);

impl Texts {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (fact, text) in &self.0 {
            map.serialize_entry(fact.as_str(), text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Table)
    }
}

/// Reads facts; one that comes twice, or that nobody knows, is refused.
struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts of a statement")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some((key, text)) = map.next_entry::<String, String>()? {
            let fact = Fact::ALL.into_iter().find(|fact| fact.is_text() && fact.as_str() == key);
            let fact = fact.ok_or_else(|| A::Error::custom("a fact that is not known"))?;
            if texts.insert(fact, text).is_some() {
                return Err(A::Error::custom("a fact that comes twice"));
            }
        }
        Ok(Texts(texts))
    }
}

/// A SHA-256 value as 64 lower-case hexadecimal digits.
pub(crate) struct Hex(pub(crate) Sha256);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self)
    }
}

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = digest(&text);
        read.map(Self).ok_or_else(|| {
            D::Error::invalid_value(Unexpected::Str("text"), &"64 lower-case hexadecimal digits")
        })
    }
}

fn digest(text: &str) -> Option<Sha256> {
    octets(text)?.try_into().ok()
}

/// Writes octets as lower-case hexadecimal digits.
pub(crate) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Reads octets from lower-case hexadecimal digits, two for each.
pub(crate) fn octets(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}
