//! The rewritings of the envelope, as changes of a tree.

use crate::edxml::hop::document::CONTENT;
use crate::edxml::hop::{Hop, Rewriting};
use crate::edxml::namespace::XMLDSIG;
use crate::time::Time;
use crate::xml::{Element, Namespace, Node, is_space};

/// The order of `MessageHeader` behind the hub.
const ORDER: &[&str] = &[
    "Code",
    "From",
    "To",
    "PromulgationInfo",
    "DocumentType",
    "Subject",
    "Content",
    "SignerInfo",
    "DueDate",
    "OtherInfo",
    "ResponseFor",
    "SteeringType",
    "Direction",
    "ToPlaces",
    "DocumentId",
];
/// Elements that stay although they are empty.
const STRUCTURE: &[&str] = &[
    "edXMLEnvelope",
    "edXMLHeader",
    "MessageHeader",
    "edXMLBody",
    "edXMLManifest",
    "AttachmentEncoded",
    "Attachment",
    CONTENT,
];
/// Vietnam, in minutes east of Greenwich.
const VIETNAM: i64 = 7 * 60;

/// Applies what a hub does to a message.
pub(super) fn rewrite(root: &mut Element, hop: &Hop) {
    if hop.does(Rewriting::Trace) {
        each(root, "TraceHeaderList", &mut |list| append_trace(list, hop.time));
    }
    if hop.does(Rewriting::Direction) {
        each(root, "MessageHeader", &mut add_direction);
    }
    if hop.does(Rewriting::Order) {
        each(root, "MessageHeader", &mut reorder);
    }
    if hop.does(Rewriting::OrganName) {
        each(root, "From", &mut |party| drop_children(party, "OrganName"));
        each(root, "To", &mut |party| drop_children(party, "OrganName"));
    }
    if hop.does(Rewriting::SubjectName) {
        each(root, "X509Data", &mut |data| drop_children(data, "X509SubjectName"));
    }
    if hop.does(Rewriting::SignatureNamespace) {
        each(root, "Signature", &mut lose_namespace);
    }
    if hop.does(Rewriting::Empty) {
        drop_empty(root);
    }
    if hop.does(Rewriting::OneLine) {
        join_lines(root);
    }
    if hop.does(Rewriting::Prefix) {
        rename_prefix(root);
    }
}

/// Does something to every element of a name.
fn each(element: &mut Element, name: &str, change: &mut dyn FnMut(&mut Element)) {
    if &*element.name == name {
        change(element);
    }
    for child in element.children_mut() {
        each(child, name, change);
    }
}

/// An element of the format beside others of `parent`.
fn new(parent: &Element, name: &str, content: Vec<Node>) -> Element {
    let namespace = parent.namespace.clone();
    let prefix = parent.prefix.clone();
    Element { prefix, namespace, name: name.into(), content, ..Element::default() }
}

fn append_trace(list: &mut Element, time: Time) {
    let ((year, month, day), (hour, minute, second)) = time.plus_seconds(VIETNAM * 60).to_civil();
    let text = format!("{year:04}/{month:02}/{day:02} {hour:02}:{minute:02}:{second:02}");
    let stamp = new(list, "Timestamp", vec![Node::Text(text)]);
    let entry = new(list, "TraceHeader", vec![Node::Element(stamp)]);
    list.content.push(Node::Element(entry));
}

fn add_direction(header: &mut Element) {
    let has = |name| header.children().any(|child| &*child.name == name);
    if has("Direction") || has("StatusCode") {
        return;
    }
    let direction = new(header, "Direction", vec![Node::Text("false".to_owned())]);
    header.content.push(Node::Element(direction));
}

/// Puts the elements in the order of the hub; white space stays where it is.
fn reorder(header: &mut Element) {
    let place = |name: &str| ORDER.iter().position(|other| *other == name).unwrap_or(ORDER.len());
    let mut sorted: Vec<Element> = header.children().cloned().collect();
    sorted.sort_by_key(|child| place(&child.name));
    for (child, next) in header.children_mut().zip(sorted) {
        *child = next;
    }
}

fn drop_children(parent: &mut Element, name: &str) {
    parent.content.retain(|node| !matches!(node, Node::Element(child) if &*child.name == name));
}

fn lose_namespace(signature: &mut Element) {
    let lost = |namespace: &Namespace| namespace.uri() == Some(XMLDSIG);
    if lost(&signature.namespace) {
        signature.prefix = None;
        signature.namespace = Namespace::None;
    }
    signature.declarations.retain(|(_, uri)| **uri != *XMLDSIG);
    signature.children_mut().for_each(lose_namespace);
}

fn drop_empty(element: &mut Element) {
    element.children_mut().for_each(drop_empty);
    element.content.retain(|node| match node {
        Node::Comment(_) => false,
        Node::Element(child) => {
            let empty = child.children().next().is_none() && !child.has_text();
            !empty || !child.attributes.is_empty() || STRUCTURE.contains(&&*child.name)
        }
        _ => true,
    });
}

fn join_lines(element: &mut Element) {
    if element.children().next().is_some() && !element.has_text() {
        element.content.retain(|node| !matches!(node, Node::Text(text) if is_space(text)));
    }
    element.children_mut().for_each(join_lines);
}

fn rename_prefix(element: &mut Element) {
    let renamed = |prefix: &str| (prefix == "edXML").then(|| Box::from("q"));
    if let Some(new) = element.prefix.as_deref().and_then(renamed) {
        element.prefix = Some(new);
    }
    for (prefix, _) in &mut element.declarations {
        if let Some(new) = renamed(prefix) {
            *prefix = new;
        }
    }
    for attribute in &mut element.attributes {
        if let Some(new) = attribute.prefix.as_deref().and_then(renamed) {
            attribute.prefix = Some(new);
        }
    }
    element.children_mut().for_each(rename_prefix);
}
