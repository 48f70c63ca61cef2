//! The index of a folder: a line for each file, for people and for tools. It is made from the files,
//! and never believed over them.

use crate::ades::Subject;
use crate::cache::entry::Entry;

/// The name of its file.
pub(super) const NAME: &str = "index";

/// Writes a head, then the lines in order.
pub(super) fn text(mut lines: Vec<String>) -> String {
    lines.sort();
    let mut text = String::from("antin-evidence-index 1\n");
    lines.iter().for_each(|line| text.push_str(line));
    text
}

/// Writes file, kind, since, until, when obtained and from where, with tabs between.
pub(super) fn line(entry: &Entry) -> String {
    let name = entry.file_name();
    let freshness = entry.evidence().freshness();
    let Some(one) = freshness.first() else { return format!("{name}\n") };
    let kind = match one.subject {
        Subject::Certificate(_) => "certificate",
        Subject::Crl(_) => "crl",
        Subject::OcspResponse(_) => "ocsp",
        Subject::Token(_) => "token",
    };
    let until = one.until.map_or_else(|| "-".to_owned(), |until| until.to_string());
    let obtained = one.origin.map_or_else(|| "-".to_owned(), |from| from.obtained().to_string());
    let source = one.origin.map_or("-", |origin| origin.source());
    // What a stranger wrote must not begin a line or a column of its own.
    let source = source.replace(char::is_control, " ");
    format!("{name}\t{kind}\t{}\t{until}\t{obtained}\t{source}\n", one.since)
}
