"""pyHanko's CMS functions behind the same small command line as the Java peers.

verify --sig F [--content F] --trust CERT… [--crl F…]
with-time --sig F --content F --trust CERT… --crl F…
sign   --p12 F --password P --content F --out F --packaging DETACHED|ENVELOPING --digest sha256
batch FILE    one operation a line, arguments separated by tabs

Each operation answers one line of JSON; one that throws answers {"error": "…"}.
"""

import asyncio
import hashlib
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from asn1crypto import cms, crl, pem, x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko.sign.validation.ades import ades_with_time_validation
from pyhanko.sign.validation.policy_decl import LocalKnowledge, SignatureValidationSpec
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer


def der(path):
    data = Path(path).read_bytes()
    return pem.unarmor(data)[2] if pem.detect(data) else data


def verify(options):
    info = cms.ContentInfo.load(Path(options["sig"][0]).read_bytes())
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der(path)) for path in options["trust"]],
        crls=[crl.CertificateList.load(der(path)) for path in options.get("crl", [])],
        revocation_mode="require" if options.get("crl") else "soft-fail",
        allow_fetching=False,
    )
    usage = KeyUsageConstraints(key_usage={"non_repudiation"})
    signed_data = info["content"]
    if "content" in options:
        content = Path(options["content"][0]).read_bytes()
        status = asyncio.run(async_validate_detached_cms(
            content, signed_data, signer_validation_context=context, key_usage_settings=usage))
    else:
        status = asyncio.run(async_validate_cms_signature(
            signed_data, StandardCMSSignatureStatus, validation_context=context,
            key_usage_settings=usage))
    return {
        "signatures": 1,
        "valid": int(status.intact and status.valid and status.trusted),
        "intact": status.intact,
        "value": status.valid,
        "trusted": status.trusted,
    }


def with_time(options):
    """EN 319 102-1 §5.5: the signature with its time-stamps, by pyHanko's own words."""
    info = cms.ContentInfo.load(Path(options["sig"][0]).read_bytes())
    crls = [crl.CertificateList.load(der(path)) for path in options.get("crl", [])]
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(
                [x509.Certificate.load(der(path)) for path in options["trust"]]),
            revinfo_policy=CertRevTrustPolicy(
                revocation_checking_policy=REQUIRE_REVINFO),
        ),
        local_knowledge=LocalKnowledge(known_crls=[CRLContainer(one) for one in crls]),
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
    )
    signed_data = info["content"]
    algorithm = signed_data["signer_infos"][0]["digest_algorithm"]["algorithm"].native
    content = Path(options["content"][0]).read_bytes()
    result = asyncio.run(ades_with_time_validation(
        signed_data, spec, raw_digest=hashlib.new(algorithm, content).digest()))
    return {
        "indication": result.ades_subindic.status.name,
        "subIndication": str(result.ades_subindic),
        "bestSignatureTime": result.best_signature_time.isoformat(),
    }


def sign(options):
    signer = SimpleSigner.load_pkcs12(options["p12"][0], passphrase=options["password"][0].encode())
    message = asyncio.run(signer.async_sign_general_data(
        Path(options["content"][0]).read_bytes(),
        options["digest"][0].lower(),
        detached=options["packaging"][0] == "DETACHED",
        use_cades=True,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=datetime.now(timezone.utc)),
    ))
    Path(options["out"][0]).write_bytes(message.dump())
    return {"out": options["out"][0]}


def answer(arguments):
    options, current = {}, None
    for argument in arguments[1:]:
        if argument.startswith("--"):
            current = options.setdefault(argument[2:], [])
        else:
            current.append(argument)
    try:
        return {"verify": verify, "with-time": with_time, "sign": sign}[arguments[0]](options)
    except Exception as error:  # a peer's refusal is an answer, whatever its type
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    if sys.argv[1] == "batch":
        lines = Path(sys.argv[2]).read_text().splitlines()
        operations = [line.split("\t") for line in lines]
    else:
        operations = [sys.argv[1:]]
    for operation in operations:
        print(json.dumps(answer(operation)), flush=True)


main()
