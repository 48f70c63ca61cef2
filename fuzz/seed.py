"""Fills corpus/ with seeds; see seed.sh. A seed's name is the digest of its bytes."""
import base64
import hashlib
import json
import pathlib
import re
import sys

suites, vectors, corpus = pathlib.Path(sys.argv[1]), pathlib.Path("../test-vectors"), pathlib.Path("corpus")
LARGEST = 64 << 10


def add(target, data):
    if target in ("certificate", "cms", "crl", "pem", "pkcs12", "pkcs8"):
        add("inspect", data)
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= LARGEST:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def blocks(data):
    """The (label, bytes) of PEM, or one nameless block if it is none."""
    found = re.findall(rb"-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END", data)
    if not found:
        return [("", data)]
    out = []
    for label, text in found:
        lines = [line for line in text.split(b"\n") if b":" not in line]
        try:
            out.append((label.decode(), base64.b64decode(b"".join(lines))))
        except ValueError:
            pass
    return out


def files(folder, *suffixes):
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() in suffixes)


def certificates(path):
    data = path.read_bytes()
    return [der for label, der in blocks(data) if label in ("", "CERTIFICATE") and der[:1] == b"\x30"]


# Keys, credentials, policies: our own.
for path in files(vectors / "keys", ".pem", ".der", ".p12"):
    data = path.read_bytes()
    if path.suffix == ".p12":
        add("pkcs12", data)
    else:
        add("pkcs8", data)
        for label, der in blocks(data):
            add("certificate" if label == "CERTIFICATE" else "pkcs8", der)
    if path.suffix == ".pem":
        add("pem", data)
for path in files(pathlib.Path("../src/policy"), ".toml"):
    add("policy_file", path.read_bytes())
for block in re.findall(r"```toml\n(.*?)```", pathlib.Path("../docs/policy.md").read_text(), re.S):
    add("policy_file", block.encode())

# Packages, archives, statements, and changes of sealed packages: our own.
for path in files(vectors / "edxml", ".edxml"):
    add("edxml", path.read_bytes())
    add("open", b"\x80" + path.read_bytes())
for path in files(vectors, ".zip", ".asice", ".asics"):
    add("zip", path.read_bytes())
    add("asic", path.read_bytes())
for block in re.findall(r"```json\n(.*?)```", pathlib.Path("../docs/seal.md").read_text(), re.S):
    add("statement", block.encode())
for block in re.findall(r"```json\n(.*?)```", pathlib.Path("../docs/journal.md").read_text(), re.S):
    add("journal", b"\x80" + block.encode())
for at in range(0, 1 << 12, 1 << 6):
    change = at.to_bytes(3, "little")
    add("journal", b"\x00" + change + b"\x01\x01A")
    add("journal", b"\x00" + change + b"\xff\x00")
for name in ("registry", "receipt"):
    for block in re.findall(r"```json\n(.*?)```", pathlib.Path(f"../docs/{name}.md").read_text(), re.S):
        add(name, b"\x80" + block.encode())
    for at in range(0, 1 << 13, 1 << 8):
        add(name, b"\x00" + at.to_bytes(3, "little") + b"\x01\x01A")
for package in range(3):
    add("open", bytes([package]))
    for at in range(0, 1 << 16, 1 << 12):
        change = at.to_bytes(3, "little")
        add("open", bytes([package]) + change + b"\x01\x00")
        add("open", bytes([package]) + change + b"\x00\x04<!--")
        add("open", bytes([package]) + change + b"\x02\x02AA" + change + b"\x00\x01=")

# Crashes that were found, and other files of our own.
for path in sorted((vectors / "fuzz").glob("*/*")) if (vectors / "fuzz").is_dir() else []:
    add(path.parent.name, path.read_bytes())
for path in files(vectors, ".p7s", ".p7m", ".p7b"):
    add("cms", path.read_bytes())

if not suites.is_dir():
    sys.exit(f"no suites in {suites}: seeds are our own vectors alone")
for path in files(suites, ".der", ".crt", ".cer", ".pem", ".cert"):
    data = path.read_bytes()
    if data.startswith(b"-----BEGIN") or b"\n-----BEGIN" in data:
        add("pem", data)
    for label, der in blocks(data):
        add("crl" if "CRL" in label else "certificate", der)
for path in files(suites, ".der"):
    if "ocsp" in str(path).lower():
        add("ocsp", path.read_bytes())
for path in files(suites, ".crl"):
    for _, der in blocks(path.read_bytes()):
        add("crl", der)
for path in files(suites, ".p7s", ".p7m", ".p7b", ".p7c", ".p7", ".sig", ".bin", ".eml"):
    data = path.read_bytes()
    text = re.findall(rb"\r?\n\r?\n([A-Za-z0-9+/=\r\n]{200,})", data)
    for der in [data] if path.suffix != ".eml" else map(base64.b64decode, text):
        add("cms", der)
        add("cades", der)
for path in files(suites, ".zip", ".asice", ".asics", ".sce", ".scs", ".bdoc", ".docx", ".ods", ".odt"):
    add("zip", path.read_bytes())
    add("asic", path.read_bytes())
for path in files(suites / "xml-attacks", ".xml"):
    add("edxml", path.read_bytes())
for path in files(suites, ".tsr", ".tst", ".tsq"):
    add("tsp_response", path.read_bytes())
for path in files(suites / "rfc9500", ".pem"):
    add("pkcs8", path.read_bytes())
for path in files(suites / "pkits", ".p12")[::40]:
    add("pkcs12", path.read_bytes())

# Paths: an octet of inputs, the leaf, what lies between, the anchor.
for line in (suites / "INDEX.jsonl").read_text().splitlines():
    case = json.loads(line)
    if "x509-path" not in case["format"] or "JSON" in case["format"]:
        continue
    ders = []
    for field in ("path", "chain", "untrusted", "trust_anchor"):
        names = case.get(field) or []
        for name in [names] if isinstance(names, str) else names:
            ders += [der for der in certificates(suites / name) if der not in ders or field == "trust_anchor"]
    if len(ders) > 1:
        for mode in (0, 4, 0x1D):
            add("path", bytes([mode]) + b"".join(ders))
limbo = json.loads((suites / "x509-limbo/data/limbo.json").read_text()) if (suites / "x509-limbo/data/limbo.json").is_file() else {}
for case in limbo.get("testcases", []):
    pems = [case["peer_certificate"], *case["untrusted_intermediates"], *case["trusted_certs"]]
    add("path", b"\x02" + b"".join(der for pem in pems for _, der in blocks(pem.encode())))
