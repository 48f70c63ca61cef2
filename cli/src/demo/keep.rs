//! The files of the demo, for those who want to go on with `antin verify`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use antin::{Time, pem};

use super::gateway::RULES;
use super::later::{Case, Stage};
use super::packages::{AGAIN, PACKAGE, PACKAGE_NAME, Packages, RECIPIENT, SEALED};
use super::round::CURRENT;
use super::scene::{DOCUMENT, Scene};
use super::{DOCUMENT_NAME, Made};
use crate::args::DemoArgs;
use crate::failure::Failure;
use crate::files::{self, Access, Existing};
use crate::lang::{Language, demo as text, errors};
use crate::pki::Issued;
use crate::print;

/// Returns the folder to write to, if there is to be one; it is new or empty.
pub(super) fn folder(args: &DemoArgs) -> Result<Option<PathBuf>, Failure> {
    let Some(dir) = &args.dir else {
        if !args.keep {
            return Ok(None);
        }
        let dir = tempfile::Builder::new().prefix("antin-demo-").tempdir();
        return dir.map(|dir| Some(dir.keep())).map_err(|error| {
            Failure::unable(&errors::CANNOT_WRITE).at(&std::env::temp_dir()).because_io(error)
        });
    };
    let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(dir).because_io(error);
    if dir.exists() && !dir.is_dir() {
        return Err(Failure::unable(&errors::DEMO_NOT_EMPTY).at(dir));
    }
    fs::create_dir_all(dir).map_err(cannot)?;
    if fs::read_dir(dir).map_err(cannot)?.next().is_some() {
        return Err(Failure::unable(&errors::DEMO_NOT_EMPTY).at(dir));
    }
    Ok(Some(dir.clone()))
}

/// The name of the package that arrived.
const ARRIVED: &str = "arrived.edxml";

/// Writes packages, the document, the signatures, the forgeries and the PKI.
pub(super) fn write(dir: &Path, scene: &Scene, made: &Made) -> Result<(), Failure> {
    let (pki, forged, later) = (dir.join("pki"), dir.join("forgeries"), dir.join("later"));
    for folder in [&pki, &forged, &later] {
        make_folder(folder)?;
    }
    let root = pem::encode("CERTIFICATE", &scene.root.issued.certificate);
    put(dir.join("root.pem"), root.as_bytes(), Access::Usual)?;
    put(dir.join(DOCUMENT_NAME), DOCUMENT, Access::Usual)?;
    put(dir.join(format!("{DOCUMENT_NAME}.p7s")), &scene.signature, Access::Usual)?;
    write_round(dir, &made.packages)?;
    write_gateway(dir, scene, &made.packages)?;
    for forgery in &made.forgeries {
        put(forged.join(forgery.name), &forgery.document, Access::Usual)?;
        put(forged.join(format!("{}.p7s", forgery.name)), &forgery.signature, Access::Usual)?;
    }
    for seal in &made.later.seals {
        put(later.join(seal.name), &seal.signature, Access::Usual)?;
    }
    for (name, list) in made.later.stages.iter().flat_map(|stage| &stage.lists) {
        put(later.join(name), list, Access::Usual)?;
    }
    for (name, made) in cast(scene) {
        let certificate = pem::encode("CERTIFICATE", &made.certificate);
        put(pki.join(format!("{name}.pem")), certificate.as_bytes(), Access::Usual)?;
        let key = pem::encode("PRIVATE KEY", &made.key);
        put(pki.join(format!("{name}.key")), key.as_bytes(), Access::Owner)?;
    }
    Ok(())
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(folder).because_io(error))
}

fn put(path: PathBuf, bytes: &[u8], access: Access) -> Result<(), Failure> {
    files::write(&path, bytes, Existing::Refuse(&errors::DEMO_NOT_EMPTY), access)
}

/// Writes packages, registries and receipts, each with its forgeries.
fn write_round(dir: &Path, made: &Packages) -> Result<(), Failure> {
    let [packages, registry, receipts] =
        ["packages", "registry", "receipts"].map(|name| dir.join(name));
    for folder in [&packages, &registry, &receipts] {
        make_folder(folder)?;
    }
    let own = [
        (PACKAGE_NAME, PACKAGE),
        (SEALED, &made.sealed),
        (ARRIVED, &made.arrived),
        (AGAIN, &made.again),
    ];
    let forged = made.forgeries.iter().map(|forgery| (forgery.name, &*forgery.package));
    for (name, octets) in own.into_iter().chain(forged) {
        put(packages.join(name), octets, Access::Usual)?;
    }
    put(registry.join("registry.json"), &made.registries.draft, Access::Usual)?;
    for signed in &made.registries.signed {
        put(registry.join(signed.name), &signed.octets, Access::Usual)?;
    }
    for receipt in &made.receipts {
        put(receipts.join(receipt.name), &receipt.octets, Access::Usual)?;
    }
    Ok(())
}

/// Writes the recipient's gateway: configuration, policy, ledger and journals.
fn write_gateway(dir: &Path, scene: &Scene, made: &Packages) -> Result<(), Failure> {
    let gateway = dir.join("gateway");
    make_folder(&gateway)?;
    let config = format!(
        "policy = \"policy.toml\"\ntrust = [\"../root.pem\"]\nrevocation = \"if-present\"\n\
         registry = \"../registry/{CURRENT}\"\nregistry_signers = [\"../pki/registrar.pem\"]\n\
         ledger = \"gateway.ledger\"\n\n[[credential]]\nagency = \"{RECIPIENT}\"\n\
         key = \"../pki/recipient.key\"\ncert = \"recipient-chain.pem\"\n"
    );
    let chain = [&scene.recipient.certificate, &scene.sub.issued.certificate];
    let chain: String = chain.iter().map(|one| pem::encode("CERTIFICATE", one)).collect();
    put(gateway.join("gateway.toml"), config.as_bytes(), Access::Usual)?;
    put(gateway.join("policy.toml"), RULES.as_bytes(), Access::Usual)?;
    put(gateway.join("recipient-chain.pem"), chain.as_bytes(), Access::Usual)?;
    put(gateway.join("gateway.ledger"), &made.record.ledger, Access::Owner)?;
    for journal in &made.record.journals {
        put(gateway.join(journal.name), &journal.octets, Access::Usual)?;
    }
    Ok(())
}

fn cast(scene: &Scene) -> [(&'static str, &Issued); 7] {
    [
        ("root", &scene.root.issued),
        ("sub-ca", &scene.sub.issued),
        ("person", &scene.leader),
        ("agency", &scene.agency),
        ("recipient", &scene.recipient),
        ("registrar", &scene.registrar),
        ("tsa", &scene.stamps),
    ]
}

/// Prints the commands to try.
pub(super) fn tell(
    dir: &Path,
    made: &Made,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let at = |path: &str| quoted(&dir.join(path));
    print::line(out, "")?;
    print::line(out, &text::FILES.fill(language, &[&dir.display().to_string()]))?;
    let lang = if language == Language::Vi { " --lang vi" } else { "" };
    let root = at("root.pem");
    let packages = &made.packages;
    let commands = [openings(dir, packages), round(dir, packages), gateway(dir, packages)];
    for command in commands.into_iter().flatten() {
        print::line(out, &format!("  {command}{lang}"))?;
    }
    let verify = |file: String| {
        format!("  antin verify {file} --trust {root} --revocation if-present{lang}")
    };
    print::line(out, &verify(at(DOCUMENT_NAME)))?;
    for forgery in &made.forgeries {
        print::line(out, &verify(at(&format!("forgeries/{}", forgery.name))))?;
    }
    let stages = made.later.stages.iter();
    for (stage, case) in stages.flat_map(|one| one.cases.iter().map(move |case| (one, case))) {
        let command = once_more(dir, stage, case);
        print::line(out, &format!("  {command}{lang}"))?;
    }
    let (agency, sub) = (at("pki/agency.pem"), at("pki/sub-ca.pem"));
    let chain = format!(
        "  antin chain {agency} --trust {root} --certs {sub} --revocation if-present{lang}"
    );
    print::line(out, &chain)?;
    let signature = at(&format!("{DOCUMENT_NAME}.p7s"));
    print::line(out, &format!("  antin inspect {signature}{lang}"))
}

/// The commands that judge the packages.
fn openings(dir: &Path, packages: &Packages) -> Vec<String> {
    let at = |path: &str| quoted(&dir.join(path));
    let honest = [PACKAGE_NAME, SEALED, ARRIVED].into_iter();
    let names = honest.chain(packages.forgeries.iter().map(|forgery| forgery.name));
    let open = names.map(|name| {
        let package = at(&format!("packages/{name}"));
        format!("antin open {package} {}", judging(dir))
    });
    open.collect()
}

/// The options by which packages and receipts are judged.
fn judging(dir: &Path) -> String {
    let at = |path: &str| quoted(&dir.join(path));
    let (root, signer) = (at("root.pem"), at("pki/registrar.pem"));
    let registry = at(&format!("registry/{CURRENT}"));
    let by = format!("--registry {registry} --registry-signer {signer}");
    format!("--trust {root} --revocation if-present {by}")
}

/// The commands that judge registries and receipts.
fn round(dir: &Path, packages: &Packages) -> Vec<String> {
    let at = |path: String| quoted(&dir.join(path));
    let [root, signer, seen] =
        ["root.pem", "pki/registrar.pem", "registry/seen.json"].map(|name| at(name.to_owned()));
    let registries = packages.registries.signed.iter().map(|signed| {
        let file = at(format!("registry/{}", signed.name));
        let by = format!("--signer {signer} --trust {root} --revocation if-present");
        format!("antin registry check {file} {by} --seen {seen}")
    });
    let receipts = packages.receipts.iter().map(|case| {
        let receipt = at(format!("receipts/{}", case.name));
        let package = at(format!("packages/{}", case.package));
        format!("antin receipt check {receipt} --package {package} {}", judging(dir))
    });
    registries.chain(receipts).collect()
}

/// The commands that ask the gateway, and check its journal. The package that was taken stays taken, however
/// often it comes.
fn gateway(dir: &Path, packages: &Packages) -> Vec<String> {
    let at = |path: String| quoted(&dir.join(path));
    let [arrived, config] =
        [format!("packages/{ARRIVED}"), "gateway/gateway.toml".to_owned()].map(at);
    let receive = format!("antin gateway receive {arrived} --config {config} --agency {RECIPIENT}");
    let journals = packages.record.journals.iter().map(|journal| {
        let journal = at(format!("gateway/{}", journal.name));
        format!("antin journal check {journal}")
    });
    std::iter::once(receive).chain(journals).collect()
}

/// The command that judges a seal of the archive on its day.
fn once_more(dir: &Path, stage: &Stage, case: &Case) -> String {
    let at = |path: &str| quoted(&dir.join(path));
    let (seal, document) = (at(&format!("later/{}", case.name)), at(DOCUMENT_NAME));
    let (root, day) = (at("root.pem"), day(stage.at));
    let mut command = format!("antin verify {seal} --content {document} --trust {root} --at {day}");
    if !stage.lists.is_empty() {
        command.push_str(" --crl");
    }
    for (name, _) in &stage.lists {
        command.push_str(&format!(" {}", at(&format!("later/{name}"))));
    }
    if let Some(level) = case.level {
        command.push_str(&format!(" --require-level {level}"));
    }
    command
}

/// A day as `--at` takes it.
pub(super) fn day(time: Time) -> String {
    time.to_rfc3339_at(0).chars().take(10).collect()
}

/// Quotes a path for a shell, where it needs it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |character: char| character.is_alphanumeric() || "/._-:\\".contains(character);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
