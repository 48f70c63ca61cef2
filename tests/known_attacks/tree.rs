//! DER as a tree, to change one thing in a message and leave the rest as it was.

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// The tag octet.
    pub(crate) tag: u8,
    /// What is inside.
    pub(crate) body: Body,
}

/// The contents of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Of a constructed value.
    Inner(Vec<Node>),
    /// Of a primitive value.
    Octets(Vec<u8>),
}

impl Node {
    /// Makes a constructed value.
    pub(crate) fn inner(tag: u8, nodes: Vec<Self>) -> Self {
        Self { tag, body: Body::Inner(nodes) }
    }

    /// Makes a primitive value.
    pub(crate) fn octets(tag: u8, octets: &[u8]) -> Self {
        Self { tag, body: Body::Octets(octets.to_vec()) }
    }

    /// Reads one value of definite length.
    pub(crate) fn parse(der: &[u8]) -> Self {
        let (node, rest) = Self::split(der);
        assert!(rest.is_empty());
        node
    }

    fn split(der: &[u8]) -> (Self, &[u8]) {
        let (tag, first) = (der[0], usize::from(der[1]));
        let count = first.saturating_sub(0x80);
        let (octets, rest) = der[2..].split_at(count);
        let long = octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet));
        let (contents, rest) = rest.split_at(if count == 0 { first } else { long });
        (
            if tag & 0x20 == 0 {
                Self::octets(tag, contents)
            } else {
                Self::constructed(tag, contents)
            },
            rest,
        )
    }

    fn constructed(tag: u8, mut contents: &[u8]) -> Self {
        let mut nodes = Vec::new();
        while !contents.is_empty() {
            let (node, rest) = Self::split(contents);
            nodes.push(node);
            contents = rest;
        }
        Self::inner(tag, nodes)
    }

    /// Writes the value with definite lengths; members of a SET stay in the order that they have.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        let contents = match &self.body {
            Body::Inner(nodes) => nodes.iter().flat_map(Self::to_der).collect(),
            Body::Octets(octets) => octets.clone(),
        };
        let mut der = vec![self.tag];
        let length = u32::try_from(contents.len()).unwrap();
        if length < 0x80 {
            der.extend(&length.to_be_bytes()[3..]);
        } else {
            let octets = length.to_be_bytes();
            let significant = &octets[octets.iter().position(|octet| *octet != 0).unwrap()..];
            der.push(0x80 | u8::try_from(significant.len()).unwrap());
            der.extend(significant);
        }
        der.extend(contents);
        der
    }

    /// The members of a constructed value.
    pub(crate) fn members(&mut self) -> &mut Vec<Self> {
        match &mut self.body {
            Body::Inner(nodes) => nodes,
            Body::Octets(_) => panic!("a primitive value has no members"),
        }
    }

    /// The value that is reached by these positions.
    pub(crate) fn at(&mut self, positions: &[usize]) -> &mut Self {
        positions.iter().fold(self, |node, position| &mut node.members()[*position])
    }
}
