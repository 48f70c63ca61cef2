//! A judgement as a page that stands by itself: no script, no address, everything escaped.
//!
//! The page is made from the JSON report, so it cannot say anything else.

use serde_json::Value;

use crate::lang::{Language, Text, report as text};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;\
color:#1b1b1b;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}\
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600;width:16rem;vertical-align:top}\
th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}\
.verdict{display:inline-block;padding:.2rem .6rem;border-radius:.3rem;color:#fff;font-weight:600}\
.passed{background:#1a7f37}.failed{background:#b3261e}.indeterminate{background:#8a6100}\
li{margin:.25rem 0}.error{color:#b3261e}.warning{color:#8a6100}code{font-size:.85em;color:#555}\
footer{margin-top:2rem;color:#555;font-size:.85rem}@media print{body{margin:0}}";

/// Writes the page for a JSON report.
pub(crate) fn page(report: &Value, file: &str, language: Language) -> String {
    let mut page = head(text::PAGE_TITLE.say(language), language);
    page.push_str(&verdict(report, language));
    page.push_str("<table>\n");
    page.push_str(&row(text::FILE.say(language), file));
    page.push_str(&row(text::PAGE_FORMAT.say(language), &plain(report, "format", language)));
    page.push_str("</table>\n");
    for (index, one) in list(report, "signatures").enumerate() {
        page.push_str(&signature(index + 1, one, language));
    }
    page.push_str(&foot(report, language));
    page
}

/// Writes the page for the JSON report on a package.
pub(crate) fn package_page(report: &Value, file: &str, language: Language) -> String {
    let mut page = head(text::PACKAGE_TITLE.say(language), language);
    let (class, word) = match report.get("accepted").and_then(Value::as_bool) {
        Some(true) => ("passed", &text::ACCEPTED),
        _ => ("failed", &text::NOT_ACCEPTED),
    };
    let (word, why) = (word.say(language), escape(&plain(report, "text", language)));
    page.push_str(&format!("<p><span class=\"verdict {class}\">{word}</span> — {why}</p>\n"));
    page.push_str("<table>\n");
    page.push_str(&row(text::FILE.say(language), file));
    page.push_str(&row(text::STATE.say(language), &plain(report, "state", language)));
    page.push_str(&row(text::VERDICT.say(language), &plain(report, "verdict", language)));
    let sender = report.get("sender").unwrap_or(&Value::Null);
    let bound = plain(sender, "text", language);
    let sender = format!("{} — {bound}", plain(sender, "code", language));
    page.push_str(&row(text::SENDER.say(language), &sender));
    page.push_str(&format!("</table>\n<h2>{}</h2>\n<table>\n", text::FACTS.say(language)));
    for fact in list(report, "facts") {
        page.push_str(&row(&plain(fact, "name", language), &fact_text(fact, language)));
    }
    page.push_str(&format!("</table>\n<h2>{}</h2>\n<table>\n", text::ATTACHMENTS.say(language)));
    for file in list(report, "attachments") {
        page.push_str(&row(&plain(file, "name", language), &plain(file, "text", language)));
    }
    page.push_str("</table>\n");
    page.push_str(&passed_over(report, language));
    for (index, seal) in list(report, "seals").enumerate() {
        page.push_str(&seal_section(index + 1, seal, language));
    }
    page.push_str(&foot(report, language));
    page
}

/// What became of a fact, and, unless it is the same, its values.
fn fact_text(fact: &Value, language: Language) -> String {
    let state = plain(fact, "text", language);
    let values = |key| {
        let values: Vec<&str> = list(fact, key).filter_map(Value::as_str).collect();
        if values.is_empty() { text::NONE.say(language).to_owned() } else { values.join("; ") }
    };
    match fact.get("state").and_then(Value::as_str) {
        Some("same") => format!("{} ({state})", values("arrived")),
        _ => format!("{state}: {} → {}", values("sealed"), values("arrived")),
    }
}

fn passed_over(report: &Value, language: Language) -> String {
    let mut out = String::new();
    for (key, heading) in [("ambiguities", &text::AMBIGUITIES), ("liberties", &text::LIBERTIES)] {
        let found: Vec<&Value> = list(report, key).collect();
        if found.is_empty() {
            continue;
        }
        out.push_str(&format!("<h2>{}</h2>\n<ul>\n", heading.say(language)));
        for one in found {
            let (words, code) = (plain(one, "text", language), plain(one, "code", language));
            out.push_str(&format!("<li>{} <code>{}</code></li>\n", escape(&words), escape(&code)));
        }
        out.push_str("</ul>\n");
    }
    out
}

fn seal_section(number: usize, seal: &Value, language: Language) -> String {
    let heading = text::PAGE_SEAL.fill(language, &[&number.to_string()]);
    let mut out = format!("<h2>{heading}</h2>\n{}<table>\n", verdict(seal, language));
    let sealer = seal.get("sealer").unwrap_or(&Value::Null);
    let who = format!("{} — {}", plain(sealer, "organ", language), plain(sealer, "text", language));
    out.push_str(&row(text::SEALER.say(language), &who));
    if let Some(fault) = seal.get("fault").filter(|fault| !fault.is_null()) {
        out.push_str(&row(text::FAULT.say(language), &plain(fault, "text", language)));
    }
    for missing in list(seal, "missing_seals").filter_map(Value::as_str) {
        out.push_str(&row(text::MISSING_SEAL.say(language), missing));
    }
    out.push_str("</table>\n");
    let report = seal.get("report").unwrap_or(&Value::Null);
    for (index, one) in list(report, "signatures").enumerate() {
        out.push_str(&signature(index + 1, one, language));
    }
    out
}

fn list<'r>(object: &'r Value, key: &str) -> impl Iterator<Item = &'r Value> {
    object.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn head(title: &str, language: Language) -> String {
    let tag = if language == Language::Vi { "vi" } else { "en" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
}

fn foot(report: &Value, language: Language) -> String {
    let version = plain(report, "antin", language);
    let foot = text::PAGE_FOOT.fill(language, &[&escape(&version)]);
    format!("<footer>{foot}</footer>\n</body>\n</html>\n")
}

fn verdict(judged: &Value, language: Language) -> String {
    let name = plain(judged, "verdict", language);
    let (class, words) = match name.as_str() {
        "TOTAL-PASSED" => ("passed", &text::PASSED),
        "TOTAL-FAILED" => ("failed", &text::FAILED),
        _ => ("indeterminate", &text::INDETERMINATE),
    };
    let sub = judged.get("sub_indication").and_then(Value::as_str);
    let sub = sub.map(|sub| format!(" <code>{}</code>", escape(sub))).unwrap_or_default();
    let words = match judged.get("signatures") {
        Some(_) => format!(" — {}", words.say(language)),
        None => String::new(),
    };
    format!("<p><span class=\"verdict {class}\">{}</span>{sub}{words}</p>\n", escape(&name))
}

const SIGNER: [(&str, &Text); 4] = [
    ("subject", &text::SUBJECT),
    ("issuer", &text::ISSUER),
    ("serial", &text::SERIAL),
    ("sha256", &text::FINGERPRINT),
];

const FACTS: [(&str, &Text); 6] = [
    ("level", &text::LEVEL),
    ("claimed_time", &text::CLAIMED_TIME),
    ("proven_time", &text::PROVEN_TIME),
    ("digest", &text::DIGEST),
    ("algorithm", &text::ALGORITHM),
    ("covers", &text::COVERS),
];

fn signature(number: usize, judged: &Value, language: Language) -> String {
    let heading = text::PAGE_SIGNATURE.fill(language, &[&number.to_string()]);
    let mut out = format!("<section>\n<h2>{heading}</h2>\n{}<table>\n", verdict(judged, language));
    let signer = judged.get("signer").unwrap_or(&Value::Null);
    for (key, label) in SIGNER {
        out.push_str(&row(label.say(language), &plain(signer, key, language)));
    }
    for (key, label) in FACTS {
        out.push_str(&row(label.say(language), &plain(judged, key, language)));
    }
    out.push_str("</table>\n");
    let findings = judged.get("findings").and_then(Value::as_array);
    if let Some(findings) = findings.filter(|findings| !findings.is_empty()) {
        out.push_str(&format!("<h3>{}</h3>\n<ul>\n", text::FINDINGS.say(language)));
        for finding in findings {
            out.push_str(&format!(
                "<li class=\"{}\">{} <code>{}</code></li>\n",
                escape(&plain(finding, "severity", language)),
                escape(&plain(finding, "text", language)),
                escape(&plain(finding, "code", language)),
            ));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
    out
}

fn row(label: &str, value: &str) -> String {
    format!("<tr><th>{}</th><td>{}</td></tr>\n", escape(label), escape(value))
}

fn plain(object: &Value, key: &str, language: Language) -> String {
    match object.get(key) {
        Some(Value::String(text)) => text.clone(),
        None | Some(Value::Null) => text::NONE.say(language).to_owned(),
        Some(other) => other.to_string(),
    }
}

/// Escapes text for an element and for a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_from_certificates_are_escaped() {
        let report = json!({
            "antin": "0", "verdict": "TOTAL-FAILED", "format": "CAdES",
            "signatures": [{
                "verdict": "TOTAL-FAILED", "sub_indication": "HASH_FAILURE",
                "signer": {"subject": "CN=<script>alert('x')</script>&\"", "issuer": "i"},
                "findings": [{"code": "c\"><b>", "severity": "error\" onload=\"x", "text": "<i>"}],
            }],
        });
        let page = page(&report, "<img src=x>", Language::Vi);
        for bad in ["<script", "<img", "<i>", "<b>", "\" onload"] {
            assert!(!page.contains(bad), "{bad}");
        }
        assert!(page.contains("CN=&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"));
        assert!(page.contains("HASH_FAILURE") && page.contains("Chữ ký 1"));
    }

    #[test]
    fn what_a_message_says_is_escaped() {
        let evil = "<script>x</script>";
        let report = json!({
            "antin": "0", "accepted": false, "state": evil, "text": evil, "verdict": evil,
            "sender": {"code": evil, "text": evil},
            "facts": [{"name": evil, "state": "changed", "text": evil, "sealed": [evil], "arrived": [evil]}],
            "attachments": [{"name": evil, "text": evil}],
            "ambiguities": [{"code": evil, "text": evil}],
            "seals": [{"verdict": evil, "sealer": {"organ": evil, "text": evil}, "fault": {"text": evil},
                "missing_seals": [evil], "report": {"signatures": [{"verdict": evil}]}}],
        });
        let page = package_page(&report, evil, Language::En);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("Not accepted"), "{page}");
    }
}
