//! What the reader takes, refuses, and tells; each refusal flips one thing in a document that is
//! taken.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::error::Limit;
use crate::limits::Limits;

fn parse_within(document: &[u8], limits: &Limits) -> Result<Element, Error> {
    let mut reader = Reader::new(document, 0, limits);
    let mut root = None;
    loop {
        match reader.read()? {
            Event::Start(tag) => root = Some(Tree::read(&mut reader, tag)?),
            Event::Done => return root.ok_or(Error::Unreachable("no root")),
            _ => {}
        }
    }
}

fn parse(document: &str) -> Result<Element, Error> {
    parse_within(document.as_bytes(), &Limits::DEFAULT)
}

fn refusal(document: &[u8]) -> (&'static str, Option<u64>) {
    match parse_within(document, &Limits::DEFAULT) {
        Err(Error::Malformed(Malformed { syntax: Syntax::Xml, what, offset, .. })) => {
            (what, offset)
        }
        other => panic!("{}: {other:?}", String::from_utf8_lossy(document)),
    }
}

fn refused(document: &str) -> &'static str {
    refusal(document.as_bytes()).0
}

#[test]
fn text_is_read_with_references_and_line_ends_resolved() {
    assert_eq!(
        parse("<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;</a>").unwrap().text(),
        "<>&'\"A😀"
    );
    assert_eq!(parse("<a>1\r\n2\r3\n4</a>").unwrap().text(), "1\n2\n3\n4");
    assert_eq!(parse("<a>x<![CDATA[<&]]>y<!-- c -->z</a>").unwrap().text(), "x<&yz");
    assert_eq!(parse("<a b='1\n2\t&#10;'/>").unwrap().attribute("b"), Some("1 2 \n"));
}

#[test]
fn names_are_resolved_in_their_scope() {
    let root =
        parse("<a xmlns='u' xmlns:p='v' x='1' p:x='2'><p:b/><b xmlns=''/><q:c/></a>").unwrap();
    let uris: Vec<_> = root.children().map(|child| child.namespace.clone()).collect();
    assert_eq!(root.namespace.uri(), Some("u"));
    assert_eq!(uris, [Namespace::Uri("v".into()), Namespace::None, Namespace::Undeclared]);
    assert_eq!(root.attributes[0].namespace, Namespace::None);
    assert_eq!(root.attributes[1].namespace.uri(), Some("v"));
}

#[test]
fn spans_are_offsets_in_the_document() {
    let document = "<?xml version=\"1.0\"?>\n<a> <b x=\"1\">t</b><c/></a>";
    let root = parse(document).unwrap();
    let text = |span: Span| {
        let [start, end] = [span.start, span.end].map(|at| usize::try_from(at).unwrap());
        &document[start..end]
    };
    let [b, c] = &root.children().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!(text(root.inner.unwrap()), " <b x=\"1\">t</b><c/>");
    assert_eq!((text(b.span), text(b.inner.unwrap())), ("<b x=\"1\">t</b>", "t"));
    assert_eq!((text(c.span), c.inner), ("<c/>", None));
}

#[test]
fn document_types_and_entities_are_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
    assert_eq!(refused(bomb), "document type");
    assert_eq!(refused("<!DOCTYPE a><a/>"), "document type");
    assert_eq!(refused("<a>&b;</a>"), "entity");
    assert_eq!(refused("<a b='&b;'/>"), "reference");
    for reference in ["&#0;", "&#xD800;", "&#x110000;", "&#+65;", "&#x;", "&#;", "&;", "& ;"] {
        assert_eq!(refused(&format!("<a>{reference}</a>")), "entity");
    }
    assert_eq!(refused("<a>&lt</a>"), "reference");
}

#[test]
fn what_is_not_well_formed_is_refused_where_it_is() {
    assert_eq!(refusal(b"<a><b></a></b>"), ("end tag of another element", Some(6)));
    assert_eq!(refusal(b"<a/><b/>"), ("second root", Some(4)));
    assert_eq!(refusal(b"<a/>t"), ("text outside the root", Some(4)));
    assert_eq!(refusal(b"<a>]]></a>"), ("`]]>` in text", Some(3)));
    assert_eq!(refusal(b"<a>\x01</a>"), ("character", Some(3)));
    assert_eq!(refusal(b"<a>\xff</a>"), ("text that is not UTF-8", Some(3)));
    for (document, what) in [
        ("<a>", "document without its end"),
        ("<a><!-- ", "markup without its end"),
        ("<a x='1' x='2'/>", "attribute"),
        ("<a x=1/>", "attribute"),
        ("<a x/>", "attribute"),
        ("<a x='<'/>", "`<` in the value of an attribute"),
        ("<a x='1'y='2'/>", "attributes without space between them"),
        ("<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "attribute that stands twice"),
        ("<1/>", "name"),
        ("<a:b:c/>", "name"),
        ("<a :x='1'/>", "name of an attribute"),
        ("<a xmlns:xml='u'/>", "declaration of a namespace"),
        ("<a xmlns:p=''/>", "declaration of a namespace"),
        ("<a><!-- -- --></a>", "`--` in a comment"),
        ("<a><?xml version='1.0'?></a>", "XML declaration behind something else"),
        ("<?xml version='1.1'?><a/>", "version of the XML declaration"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", "encoding other than UTF-8"),
        ("<a><?XML x?></a>", "processing instruction"),
    ] {
        assert_eq!(refused(document), what, "{document}");
    }
}

#[test]
fn what_an_attacker_can_make_it_hold_is_bounded() {
    let exceeded = |document: &str, change: fn(&mut Limits)| {
        let mut limits = Limits::DEFAULT;
        change(&mut limits);
        match parse_within(document.as_bytes(), &limits) {
            Err(Error::LimitExceeded(limit)) => Some(limit),
            Ok(_) => None,
            Err(other) => panic!("{other}"),
        }
    };
    let nest = |limits: &mut Limits| limits.xml_depth = 3;
    assert_eq!(exceeded("<a><a><a/></a></a>", nest), None);
    assert_eq!(exceeded("<a><a><a><a/></a></a></a>", nest), Some(Limit::Nesting));
    let nodes = |limits: &mut Limits| limits.xml_nodes = 6;
    assert_eq!(exceeded("<a><b/><b/><b/></a>", nodes), None);
    assert_eq!(exceeded("<a><b/><b/><b/>t</a>", nodes), Some(Limit::XmlNodes));
    let attributes = |limits: &mut Limits| limits.xml_attributes = 2;
    assert_eq!(exceeded("<a b='' xmlns='u'/>", attributes), None);
    assert_eq!(exceeded("<a b='' c='' xmlns='u'/>", attributes), Some(Limit::XmlAttributes));
    let declarations = |limits: &mut Limits| limits.xml_declarations = 2;
    assert_eq!(exceeded("<a xmlns='u'><b xmlns='v'/></a>", declarations), None);
    let deeper = "<a xmlns='u'><b xmlns='v'><c xmlns='w'/></b></a>";
    assert_eq!(exceeded(deeper, declarations), Some(Limit::XmlAttributes));
    let token = |limits: &mut Limits| limits.xml_token = 16;
    assert_eq!(exceeded("<a b='12345678'/>", token), Some(Limit::XmlToken));
    assert_eq!(exceeded("<a>12345678901234567</a>", token), Some(Limit::XmlToken));
    assert_eq!(exceeded("<a>1234567890</a>", token), None);
    let held = |limits: &mut Limits| limits.xml_held = 20;
    assert_eq!(exceeded("<a>1234567890</a>", held), None);
    assert_eq!(exceeded("<a>1234567890<b/>1234567890</a>", held), Some(Limit::XmlLength));
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let text = "a & b < c > d \" e ' f \r\n g ]]> h\t";
    let document = format!("<a b=\"{}\">{}</a>", attribute_text(text), element_text(text));
    let root = parse(&document).unwrap();
    assert_eq!(root.attribute("b"), Some(text));
    assert_eq!(root.text(), text);
}
