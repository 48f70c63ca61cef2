//! `antin registry show`: what a registry says, judged or not.

use std::io::{Cursor, Write};
use std::path::Path;

use antin::limits::Limits;
use antin::registry::{BindingEntry, Body, Matcher, Registry};
use antin::zip::{Archive, Entry, Reading};
use antin::{Error, Time, cades};
use serde_json::{Value, json};

use crate::args::{RegistryShowArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors, registry as text};
use crate::print::{self, HEADING};
use crate::{clock, container, message};

/// Runs `antin registry show`.
pub(super) fn run(args: &RegistryShowArgs, language: Language) -> Result<Exit, Failure> {
    let path = &args.file;
    let octets = message::read(path)?;
    let bad = |error| Failure::unable(&errors::BAD_REGISTRY).at(path).because(error);
    let signed = signed_content(&octets).map_err(bad)?;
    let registry = Registry::from_json(signed.as_deref().unwrap_or(&octets)).map_err(bad)?;
    if signed.is_some() {
        print::note(text::NOT_JUDGED.say(language));
    }
    let at = args.at.map_or_else(clock::now, Ok)?;
    let shown = Shown { registry: &registry, at, language };
    let mut out = anstream::stdout();
    let printed = match &args.code {
        None => shown.all(args.output, &mut out),
        Some(code) => shown.one(body(&registry, code, path)?, args.output, &mut out),
    };
    print::finished(printed, Exit::Passed)
}

fn body<'r>(registry: &'r Registry, code: &str, path: &Path) -> Result<&'r Body, Failure> {
    registry.body(code).ok_or_else(|| Failure::unable(&errors::NO_BODY).at(path).with(code))
}

/// Takes the registry out of a signed file, without judging it; `None` for what is not signed.
fn signed_content(octets: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    if container::is_container(octets) {
        let limits = Limits::DEFAULT;
        let mut archive = Archive::open(Cursor::new(octets), Reading::Strict, &limits)?;
        let is_file = |entry: &Entry| {
            let name = entry.name();
            !(entry.is_directory() || name == "mimetype" || name.starts_with("META-INF/"))
        };
        let place = archive.entries().iter().position(is_file).unwrap_or_default();
        return archive.read(place, limits.registry).map(Some);
    }
    // JSON begins with white space or a brace, and a CMS message does not.
    if octets.first() != Some(&0x30) {
        return Ok(None);
    }
    let mut content = Vec::new();
    cades::detach(octets, &mut content)?;
    Ok(Some(content))
}

struct Shown<'r> {
    registry: &'r Registry,
    at: Time,
    language: Language,
}

impl Shown<'_> {
    fn all(&self, format: TextFormat, out: &mut impl Write) -> Result<(), Failure> {
        if format == TextFormat::Json {
            let json = String::from_utf8(self.registry.to_json()).unwrap_or_default();
            return print::line(out, json.trim_end());
        }
        for (label, value) in summary(self.registry, self.language) {
            print::line(out, &format!("{label}: {value}"))?;
        }
        for body in self.registry.bodies() {
            self.body(body, out)?;
        }
        Ok(())
    }

    fn one(&self, body: &Body, format: TextFormat, out: &mut impl Write) -> Result<(), Failure> {
        let heirs = self.registry.heirs(body.code(), self.at);
        let heirs: Vec<&str> = heirs.iter().map(|heir| heir.code()).collect();
        if format == TextFormat::Json {
            let json = json!({
                "body": self.members("bodies", body.code()).first(),
                "bindings": self.members("bindings", body.code()),
                "at": self.at.to_string(),
                "heirs": heirs,
            });
            return print::line(out, &format!("{json:#}"));
        }
        self.body(body, out)?;
        let label = text::HEIRS.fill(self.language, &[&self.at.to_string()]);
        print::line(out, &format!("  {label}: {}", print::harmless(&heirs.join(", "))))
    }

    /// What the file has of one body.
    fn members(&self, list: &str, code: &str) -> Vec<Value> {
        let all: Value = serde_json::from_slice(&self.registry.to_json()).unwrap_or_default();
        let all = all.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
        all.into_iter().filter(|one| one.get("code").is_some_and(|own| own == code)).collect()
    }

    fn body(&self, body: &Body, out: &mut impl Write) -> Result<(), Failure> {
        print::line(out, "")?;
        let title = print::harmless(&format!("{}  {}", body.code(), body.name()));
        print::styled(out, HEADING, &title)?;
        self.dates(body.since(), body.end(), out)?;
        let became: Vec<&str> = body.successors().map(String::as_str).collect();
        if !became.is_empty() {
            let label = text::BECAME.say(self.language);
            print::line(out, &format!("  {label}: {}", print::harmless(&became.join(", "))))?;
        }
        let own = self.registry.entries().iter().filter(|entry| entry.code() == body.code());
        for entry in own {
            self.entry(entry, out)?;
        }
        Ok(())
    }

    fn entry(&self, entry: &BindingEntry, out: &mut impl Write) -> Result<(), Failure> {
        let language = self.language;
        let state = self.state(entry);
        print::line(out, &format!("  {}: {state}", print::harmless(entry.id())))?;
        print::line(out, &format!("    {}", print::harmless(&by(entry.by(), language))))?;
        let roles: Vec<&str> = entry.allowed().iter().map(|role| role.as_str()).collect();
        print::line(out, &format!("    {}: {}", text::ROLES.say(language), roles.join(", ")))?;
        print::line(out, &format!("    {}", self.span(Some(entry.since()), entry.end())))?;
        for (label, value) in [(&text::HOLDER, entry.holder()), (&text::BASIS, entry.basis())] {
            if !value.is_empty() {
                let line = format!("    {}: {}", label.say(language), print::harmless(value));
                print::line(out, &line)?;
            }
        }
        Ok(())
    }

    /// Whether it holds at the time, and if not, why.
    fn state(&self, entry: &BindingEntry) -> String {
        let language = self.language;
        match entry.revocation() {
            Some(revoked) if revoked.at() <= self.at => {
                let since = text::REVOKED.fill(language, &[&revoked.at().to_string()]);
                let reason = print::harmless(revoked.reason());
                return if reason.is_empty() { since } else { format!("{since}: {reason}") };
            }
            _ => {}
        }
        let state = match () {
            () if self.at < entry.since() => &text::NOT_YET,
            () if entry.end().is_some_and(|end| end < self.at) => &text::PAST,
            () => &text::HOLDS,
        };
        state.say(language).to_owned()
    }

    fn dates(
        &self,
        from: Option<Time>,
        until: Option<Time>,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let span = self.span(from, until);
        if span.is_empty() { Ok(()) } else { print::line(out, &format!("  {span}")) }
    }

    fn span(&self, from: Option<Time>, until: Option<Time>) -> String {
        let from = from.map(|time| text::SINCE.fill(self.language, &[&time.to_string()]));
        let until = until.map(|time| text::TILL.fill(self.language, &[&time.to_string()]));
        let parts: Vec<String> = from.into_iter().chain(until).collect();
        parts.join(", ")
    }
}

/// What is said of a registry as a whole.
pub(super) fn summary(registry: &Registry, language: Language) -> Vec<(&'static str, String)> {
    let time = |time: Option<Time>| time.map_or_else(|| "-".to_owned(), |time| time.to_string());
    vec![
        (text::NAME.say(language), print::harmless(registry.name())),
        (text::NUMBER.say(language), registry.number().to_string()),
        (text::ISSUED_AT.say(language), time(registry.issued())),
        (text::NEXT_UPDATE.say(language), time(registry.next_update())),
        (text::BODIES.say(language), registry.bodies().count().to_string()),
        (text::BINDINGS.say(language), registry.entries().len().to_string()),
    ]
}

/// Which certificates a binding is about, with the words of the file.
fn by(matcher: &Matcher, language: Language) -> String {
    let issuer_word = text::ISSUER_KEY.say(language);
    match matcher {
        Matcher::Certificate(sha256) => format!("certificate {}", hex(sha256)),
        Matcher::Key(sha256) => format!("key {}", hex(sha256)),
        Matcher::KeyIdentifier { identifier, issuer } => {
            format!("key_identifier {}, {issuer_word} {}", hex(identifier), hex(issuer))
        }
        Matcher::Subject { subject, issuer } => {
            format!("subject {subject}, {issuer_word} {}", hex(issuer))
        }
        Matcher::Issuer(sha256) => format!("all_from {}", hex(sha256)),
        _ => String::new(),
    }
}

pub(super) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
