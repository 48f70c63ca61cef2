//! `antin edxml`: packages shown, validated, and rewritten as the hub does.

use std::io::Write;
use std::path::Path;

use antin::edxml::{
    Attachment, Fault, Hop, Layer, Liberty, Nowhere, Package, Party, Reading, Rewriting, Status,
    validate,
};
use antin::limits::Limits;
use serde_json::{Value, json};

use crate::args::{EdxmlArgs, EdxmlCommand, HopArgs, PackageArgs, SealsArgs, TextFormat};
use crate::clock;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, edxml as words, errors};
use crate::print::{self, HEADING};

/// Runs `antin edxml`.
pub(crate) fn run(args: &EdxmlArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        EdxmlCommand::Inspect(args) => inspect(args, language),
        EdxmlCommand::Validate(args) => check(args, language),
        EdxmlCommand::Hop(args) => hop(args, language),
        EdxmlCommand::Seals(args) => seals(args, language),
    }
}

fn read(args: &PackageArgs) -> Result<Package, Failure> {
    let reading = if args.strict { Reading::strict() } else { Reading::tolerant() };
    let package = reading.read(files::open(&args.package)?, &mut Nowhere);
    package.map_err(|error| cannot(&args.package, error))
}

fn cannot(path: &Path, error: antin::Error) -> Failure {
    Failure::unable(&errors::BAD_PACKAGE).at(path).because(error)
}

fn inspect(args: &PackageArgs, language: Language) -> Result<Exit, Failure> {
    let package = read(args)?;
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => print::line(&mut out, &format!("{:#}", to_json(&package, language))),
        TextFormat::Text => print_package(&package, &mut out, language),
    };
    print::finished(printed, Exit::Passed)
}

fn check(args: &PackageArgs, language: Language) -> Result<Exit, Failure> {
    let package = read(args)?;
    let faults = validate(&package);
    let clean = faults.is_empty() && package.liberties.is_empty();
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => {
            let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
            let liberties = liberties_json(&package, language);
            let found = json!({ "valid": clean, "faults": faults, "liberties": liberties });
            print::line(&mut out, &format!("{found:#}"))
        }
        TextFormat::Text => print_faults(&faults, &package, &mut out, language),
    };
    print::finished(printed, if clean { Exit::Passed } else { Exit::Failed })
}

fn hop(args: &HopArgs, language: Language) -> Result<Exit, Failure> {
    let time = args.at.map_or_else(clock::now, Ok)?;
    let defaults = Rewriting::ALL.into_iter().filter(|rewriting| rewriting.is_default());
    let mut rewritings = args.only.clone().unwrap_or_else(|| defaults.collect());
    rewritings.extend(&args.also);
    let mut source = files::open(&args.package)?;
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&args.out, force, Access::Usual)?;
    let hop = Hop::only(rewritings, time).with_seed(args.seed);
    hop.run(&mut source, &mut output).map_err(|error| cannot(&args.package, error))?;
    output.finish()?;
    let names = [args.package.display().to_string(), args.out.display().to_string()];
    let [from, to] = names.each_ref().map(|name| name.as_str());
    print::note(&words::HOPPED.fill(language, &[from, to]));
    Ok(Exit::Passed)
}

/// Writes the containers of the seals; without one, the exit status says so.
fn seals(args: &SealsArgs, language: Language) -> Result<Exit, Failure> {
    let found = antin::edxml::seals(files::open(&args.package)?, &Limits::DEFAULT)
        .map_err(|error| cannot(&args.package, error))?;
    if found.is_empty() {
        print::note(words::NO_SEAL.say(language));
        return Ok(Exit::Indeterminate);
    }
    std::fs::create_dir_all(&args.out)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(&args.out).because_io(error))?;
    for (at, (_, container)) in found.iter().enumerate() {
        let path = args.out.join(format!("seal-{}.asice", at + 1));
        let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
        files::write(&path, container, force, Access::Usual)?;
        let [from, to] = [&args.package, &path].map(|path| path.display().to_string());
        print::note(&words::SEAL_WRITTEN.fill(language, &[&from, &to]));
    }
    Ok(Exit::Passed)
}

fn code_of(party: &Party) -> &str {
    party.organ_id.as_deref().unwrap_or_default()
}

fn to_json(package: &Package, language: Language) -> Value {
    let document = package.document();
    let status = package.status();
    let from =
        document.map_or_else(|| status.and_then(|one| one.from.as_ref()), |one| one.from.as_ref());
    let to = document.map_or(&[][..], |document| &document.to);
    let id = document.map_or_else(
        || status.and_then(|one| one.response_for.as_ref()?.document_id.as_deref()),
        |one| one.document_id.as_deref(),
    );
    json!({
        "dialect": package.dialect.code(),
        "message": if status.is_some() { "status" } else { "document" },
        "from": from.map(code_of),
        "to": to.iter().map(code_of).collect::<Vec<_>>(),
        "document_id": id,
        "subject": document.and_then(|document| document.subject.as_deref()),
        "business": package.business().and_then(|business| business.doc_type.as_deref()),
        "status": status.and_then(|status| status.status_code.as_deref()),
        "attachments": package.attachments.iter().map(attachment_json).collect::<Vec<_>>(),
        "liberties": liberties_json(package, language),
    })
}

fn attachment_json(attachment: &Attachment) -> Value {
    let layer = |layer: &Layer| {
        json!({
            "length": layer.length,
            "sha256": layer.sha256.to_string(),
            "kind": layer.kind.code(),
            "replaced": layer.conversion.map_or(0, |conversion| conversion.replacements),
        })
    };
    json!({
        "name": attachment.name(),
        "content_id": attachment.content_id(),
        "type": attachment.header.content_type,
        "in_manifest": attachment.reference.is_some(),
        "content": attachment.content,
        "layers": attachment.layers.iter().map(layer).collect::<Vec<_>>(),
        "destroyed": attachment.is_destroyed(),
    })
}

fn liberties_json(package: &Package, language: Language) -> Vec<Value> {
    let one = |liberty: &Liberty| {
        json!({
            "code": liberty.kind.code(),
            "element": liberty.kind.element(),
            "attachment": liberty.attachment,
            "offset": liberty.offset,
            "times": liberty.times,
            "text": liberty.kind.text(language.into()),
        })
    };
    package.liberties.iter().map(one).collect()
}

fn print_package(
    package: &Package,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    let kind = if package.status().is_some() { &words::STATUS } else { &words::DOCUMENT };
    let title = format!("{} ({})", kind.say(language), package.dialect.code());
    print::styled(out, HEADING, &title)?;
    let found = to_json(package, language);
    let rows = [
        (&words::FROM, "from"),
        (&words::DOCUMENT_ID, "document_id"),
        (&words::SUBJECT, "subject"),
        (&words::BUSINESS, "business"),
    ];
    for (word, key) in rows {
        if let Some(text) = found[key].as_str() {
            print::line(out, &print::harmless(&format!("  {}: {text}", word.say(language))))?;
        }
    }
    for to in found["to"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        print::line(out, &print::harmless(&format!("  {}: {to}", words::TO.say(language))))?;
    }
    if let Some(code) = found["status"].as_str() {
        let text = Status::from_code(code).map_or("?", |status| status.text(language.into()));
        let word = words::STATUS_CODE.say(language);
        print::line(out, &print::harmless(&format!("  {word}: {code} ({text})")))?;
    }
    print_attachments(package, out, language)?;
    print_liberties(package, out, language)
}

fn print_attachments(
    package: &Package,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    if !package.attachments.is_empty() {
        print::styled(out, HEADING, words::ATTACHMENTS.say(language))?;
    }
    for attachment in &package.attachments {
        let Some(layer) = attachment.content() else { continue };
        let name = attachment.name().unwrap_or("?");
        let mut text =
            format!("  {name}: {} B, {}, {}", layer.length, layer.kind.code(), layer.sha256);
        if attachment.content > 0 {
            text.push_str(&format!(" ({})", words::UNWRAPPED.say(language)));
        }
        print::line(out, &print::harmless(&text))?;
        if let Some(conversion) = layer.conversion.filter(|conversion| conversion.destroyed) {
            let count = conversion.replacements.to_string();
            print::line(out, &format!("    {}", words::DESTROYED.fill(language, &[&count])))?;
        }
    }
    Ok(())
}

fn print_liberties(
    package: &Package,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    if !package.liberties.is_empty() {
        print::styled(out, HEADING, words::LIBERTIES.say(language))?;
    }
    for liberty in &package.liberties {
        let place = [liberty.offset.to_string(), liberty.times.to_string()];
        let [offset, times] = place.each_ref().map(String::as_str);
        let at = words::AT_BYTE.fill(language, &[offset, times]);
        let element = liberty.kind.element().map(|element| format!(" {element}"));
        let text = liberty.kind.text(language.into());
        print::line(out, &format!("  {text}{} ({at})", element.unwrap_or_default()))?;
    }
    Ok(())
}

fn print_faults(
    faults: &[Fault],
    package: &Package,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    if faults.is_empty() {
        print::line(out, words::CLEAN.say(language))?;
    } else {
        print::styled(out, HEADING, words::FAULTS.say(language))?;
    }
    for fault in faults {
        print::line(out, &format!("  {fault}"))?;
    }
    print_liberties(package, out, language)
}
