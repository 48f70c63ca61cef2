"""pyHanko's CMS functions behind the same small command line as the Java peers.

verify --sig F [--content F] --trust CERT… [--crl F…]
with-time --sig F [--content F] --trust CERT… [--crl F…] [--ocsp F…] [--at RFC3339]
sign   --p12 F --password P --content F --out F --packaging DETACHED|ENVELOPING --digest sha256 [--tsa NAME]
version
batch FILE    one operation a line, arguments separated by tabs

Each operation answers one line of JSON; one that throws answers {"error": "…"}.
"""

import asyncio
import hashlib
import json
import sys
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

from asn1crypto import cms, crl, keys, ocsp, pem, x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko.sign.validation.ades import ades_basic_validation, ades_with_time_validation
from pyhanko.sign.validation.policy_decl import LocalKnowledge, SignatureValidationSpec
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.registry import SimpleCertificateStore, SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer


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
    """EN 319 102-1 §5.5: the signature with its time-stamps, in pyHanko's own words; §5.3 without any."""
    info = cms.ContentInfo.load(Path(options["sig"][0]).read_bytes())
    crls = [crl.CertificateList.load(der(path)) for path in options.get("crl", [])]
    answers = [ocsp.OCSPResponse.load(Path(path).read_bytes()) for path in options.get("ocsp", [])]
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(
                [x509.Certificate.load(der(path)) for path in options["trust"]]),
            revinfo_policy=CertRevTrustPolicy(
                revocation_checking_policy=REQUIRE_REVINFO),
        ),
        local_knowledge=LocalKnowledge(
            known_crls=[CRLContainer(one) for one in crls],
            known_ocsps=[OCSPContainer(one) for one in answers]),
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
    )
    signed_data = info["content"]
    raw_digest = None
    if "content" in options:
        algorithm = signed_data["signer_infos"][0]["digest_algorithm"]["algorithm"].native
        raw_digest = hashlib.new(algorithm, Path(options["content"][0]).read_bytes()).digest()
    timing = None
    if "at" in options:
        at = datetime.fromisoformat(options["at"][0].replace("Z", "+00:00"))
        timing = ValidationTimingInfo(
            validation_time=at, best_signature_time=at, point_in_time_validation=True)
    unsigned = signed_data["signer_infos"][0]["unsigned_attrs"]
    stamped = any(attribute["type"].native == "signature_time_stamp_token" for attribute in unsigned)
    judge = ades_with_time_validation if stamped else ades_basic_validation
    result = asyncio.run(judge(signed_data, spec, timing_info=timing, raw_digest=raw_digest))
    answer = {
        "indication": result.ades_subindic.status.name,
        "subIndication": getattr(result.ades_subindic, "standard_name", str(result.ades_subindic)),
    }
    if stamped:
        answer["bestSignatureTime"] = result.best_signature_time.isoformat()
    return answer


def authority(name):
    """A time-stamping authority in the process, with the key of NAME.key."""
    key = keys.PrivateKeyInfo.load(der(f"{name}.key"))
    chain = [x509.Certificate.load(each) for _, _, each in pem.unarmor(
        Path(f"{name}.chain.pem").read_bytes(), multiple=True)]
    return DummyTimeStamper(chain[0], key, certs_to_embed=SimpleCertificateStore.from_certs(chain))


def sign(options):
    signer = SimpleSigner.load_pkcs12(options["p12"][0], passphrase=options["password"][0].encode())
    message = asyncio.run(signer.async_sign_general_data(
        Path(options["content"][0]).read_bytes(),
        options["digest"][0].lower(),
        detached=options["packaging"][0] == "DETACHED",
        use_cades=True,
        timestamper=authority(options["tsa"][0]) if "tsa" in options else None,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=datetime.now(timezone.utc)),
    ))
    Path(options["out"][0]).write_bytes(message.dump())
    return {"out": options["out"][0]}


def version(_options):
    return {"pyhanko": metadata.version("pyhanko")}


def answer(arguments):
    options, current = {}, None
    for argument in arguments[1:]:
        if argument.startswith("--"):
            current = options.setdefault(argument[2:], [])
        else:
            current.append(argument)
    try:
        return {"verify": verify, "with-time": with_time, "sign": sign, "version": version}[arguments[0]](options)
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
