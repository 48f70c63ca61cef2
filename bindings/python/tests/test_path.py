"""Certificates alone are judged, and files looked into."""

from __future__ import annotations

import json

import pytest

import antin
from conftest import AT, read


@pytest.fixture
def evidence() -> antin.Evidence:
    return antin.Evidence(certificates=read("pki/sub-ca.pem"))


def test_a_path_that_holds_is_given_out(policy: antin.Policy, evidence: antin.Evidence) -> None:
    path = antin.judge_path(read("pki/agency.pem"), policy, AT, evidence=evidence)
    path.require_passed()
    assert (path.verdict, path.reason) == (antin.Verdict.PASSED, None)
    report = antin.verify(read("signatures/rsa2048.p7m"), policy, AT)
    assert path.certificates == report.signatures[0].path
    assert len(path.certificates) == 2


def test_a_path_that_does_not_hold_says_why(policy: antin.Policy, evidence: antin.Evidence) -> None:
    path = antin.judge_path(read("pki/agency.pem"), policy, AT)
    assert path.verdict is antin.Verdict.INDETERMINATE
    assert path.certificates == ()
    with pytest.raises(antin.RejectedError):
        path.require_passed()
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(path)
    expired = antin.judge_path(read("pki/expired.pem"), policy, AT, evidence=evidence)
    assert expired.reason == "certificate-expired"


def test_a_path_is_given_as_json_and_as_text(policy: antin.Policy) -> None:
    path = antin.judge_path(read("pki/agency.pem"), policy, AT)
    for language in antin.Language:
        assert json.loads(path.to_json(language))["language"] == language.name.lower()
    assert path.to_text() != path.to_text(antin.Language.VI)
    with pytest.raises(antin.InvalidArgumentError):
        path.to_json(antin.Language(9))


def test_what_is_no_certificate_is_malformed(policy: antin.Policy) -> None:
    with pytest.raises(antin.MalformedError):
        antin.judge_path(b"no certificate", policy, AT)


def test_a_file_is_looked_into() -> None:
    with antin.inspect(read("pki/agency.pem")) as inspection:
        assert "CƠ QUAN MẪU A" in inspection.to_text(antin.Language.VI)
        assert "CƠ QUAN MẪU A" in inspection.to_json()
        json.loads(inspection.to_json(antin.Language.VI))
    p12 = read("credentials/openssl.p12")
    antin.inspect(p12, "mật khẩu thử nghiệm").close()
    for password in (None, "sai"):
        with pytest.raises(antin.KeyRefusedError):
            antin.inspect(p12, password)
    with pytest.raises(ValueError, match="NUL"):
        antin.inspect(p12, "a\0b")
    with pytest.raises(antin.InputError):
        antin.inspect(b"nothing known")
