"""Reports cannot be taken for a pass, and say what they know in both languages."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import antin
from conftest import AT, read


def test_nothing_about_a_judgement_is_truthy(passed: antin.Report, failed: antin.Report) -> None:
    for report in (passed, failed):
        for judgement in (report, report.verdict, report.signatures[0]):
            with pytest.raises(TypeError, match="neither true nor false"):
                bool(judgement)
            with pytest.raises(TypeError):
                assert not judgement


def test_content_is_out_of_reach_without_a_pass(
    passed: antin.Report, failed: antin.Report, document: bytes
) -> None:
    assert passed.content == document
    with pytest.raises(antin.RejectedError):
        _ = failed.content
    with pytest.raises(antin.RejectedError):
        antin.Recheck(failed)


def test_a_refusal_says_why(failed: antin.Report) -> None:
    with pytest.raises(antin.RejectedError) as caught:
        failed.require_passed()
    error = caught.value
    assert error.code is antin.Result.REJECTED
    assert str(error) == error.message
    assert "TOTAL-FAILED" in error.message
    assert error.text() and error.help()
    assert error.text(antin.Language.VI) != error.text()
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.text()) == (type(error), error.code, error.text())


def test_a_report_tells_who_when_and_what(passed: antin.Report) -> None:
    assert (passed.verdict, passed.sub_indication) == (antin.Verdict.PASSED, None)
    assert str(passed.verdict) == "TOTAL-PASSED"
    assert passed.format is antin.Format.CADES
    (signature,) = passed.signatures
    signer = signature.signer
    assert signer is not None
    assert "O=BỘ MẪU" in signer.subject and "CN=" in signer.issuer
    assert signature.path[0] == signer.certificate
    assert signature.level is antin.Level.B
    assert signature.coverage is antin.Coverage.WHOLE_DOCUMENT
    assert (signature.digest, signature.algorithm) == ("SHA-256", "RSA-PKCS1-2048")


def test_findings_speak_two_languages(failed: antin.Report) -> None:
    (signature,) = failed.signatures
    found = {finding.code: finding for finding in signature.findings}
    finding = found["message-digest-mismatch"]
    assert finding.severity is antin.Severity.ERROR
    assert finding.clause is not None
    assert finding.text() != finding.text(antin.Language.VI)
    assert any(each.help(antin.Language.VI) for each in signature.findings)


def test_a_report_is_given_as_json_and_as_text(failed: antin.Report) -> None:
    for language in antin.Language:
        parsed = json.loads(failed.to_json(language))
        assert parsed["verdict"] == "TOTAL-FAILED"
        assert parsed["language"] == language.name.lower()
        assert "TOTAL-FAILED" in failed.to_text(language)
    assert failed.to_text(antin.Language.VI) != failed.to_text()
    with pytest.raises(antin.InvalidArgumentError):
        failed.to_json(antin.Language(9))


def test_a_document_without_signatures_does_not_pass(policy: antin.Policy) -> None:
    report = antin.verify(read("signatures/certificates-only.p7b"), policy, AT)
    assert report.verdict is antin.Verdict.INDETERMINATE
    assert report.signatures == ()
    with pytest.raises(antin.RejectedError):
        report.require_passed()


def test_a_newer_library_may_know_more_numbers() -> None:
    newer = antin.Level(9)
    assert (newer.name, newer == 9, isinstance(newer, antin.Level)) == ("UNKNOWN_9", True, True)
    assert antin.Verdict(7).etsi_name == "INDETERMINATE"
    wrongs: list[Any] = [-1, "B", 2**32, None]
    for wrong in wrongs:
        with pytest.raises(ValueError):
            antin.Level(wrong)


def test_a_recheck_notices_every_change(passed: antin.Report, document: bytes) -> None:
    with antin.Recheck(passed) as recheck:
        recheck.update(document[:5])
        recheck.update(document[5:])
        recheck.finish()
        with pytest.raises(antin.AlreadyUsedError):
            recheck.finish()
    changed = b"X" + document[1:]
    for other in (changed, document[:-1], b""):
        with antin.Recheck(passed) as recheck:
            recheck.update(other)
            with pytest.raises(antin.InvalidArgumentError):
                recheck.finish()
    with antin.Recheck(passed) as recheck:
        with pytest.raises(antin.InvalidArgumentError):
            recheck.update(document + b"!")


def test_handles_are_not_copied(passed: antin.Report, policy: antin.Policy) -> None:
    ways: list[Callable[[object], object]] = [copy.copy, copy.deepcopy, pickle.dumps]
    for way in ways:
        for owner in (passed, policy):
            with pytest.raises(TypeError):
                way(owner)
