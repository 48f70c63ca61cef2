"""Receipts: made, carried, judged against what was sent; with a key that is elsewhere; and misused."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Optional

import pytest

import antin
import exchange
from conftest import cades, read
from exchange import AT, MESSAGE, A, B, key_of, rules
from packages import value_of

STATUS = antin.Status


def sent() -> antin.Sent:
    found = antin.Sent.of(exchange.judged(exchange.sealed()))
    assert found is not None
    return found


def receipt(status: antin.Status = STATUS.ARRIVED, **more: Any) -> antin.Receipt:
    return antin.Receipt.about(sent(), B, status, AT, **more)


def made(key: str = "p256", **more: Any) -> bytes:
    return receipt(**more).sign(key_of(key), cades(), AT)


def judge(
    container: bytes,
    *,
    about: Optional[antin.Sent] = None,
    before: Optional[antin.Status] = None,
    first: str = A,
) -> antin.ReceiptReport:
    recipients = antin.Opening(registry=exchange.registry(first))
    return antin.judge_receipt(
        container, about or sent(), rules(), AT, recipients=recipients, before=before
    )


def test_a_package_is_named_by_its_seal_document_and_codes() -> None:
    package = exchange.judged(exchange.sealed())
    found = sent()
    assert found.seal == package.seals[0].id
    assert found.document == "000.00.12.X40,2026/03/12,123/STTTT-VP"
    assert (found.sender, found.recipients) == (A, ("000.00.00.X14", "X98.12.3"))
    again = antin.Sent(found.seal, " " + found.document + " ", A, list(found.recipients))
    assert again == found, "in the form in which it is compared"
    unsealed = antin.open_package(MESSAGE, rules(), AT)
    without = antin.Sent.of(unsealed)
    assert without is not None and without.seal is None
    nothing = antin.open_package(MESSAGE.replace(b">000.00.12.X40<", b"><"), rules(), AT)
    assert antin.Sent.of(nothing) is None


def test_a_receipt_says_what_it_was_made_of_and_is_accepted() -> None:
    said = receipt(STATUS.REFUSED, reasons=["không đúng thẩm quyền", "thiếu phụ lục"])
    found = sent()
    assert (said.seal, said.document, said.sender) == (found.seal, found.document, A)
    assert (said.recipient, said.status.code, said.seconds) == (B, "02", AT)
    assert said.time is not None and said.time.timestamp() == AT
    written = json.loads(said.to_json())
    assert written["reasons"] == ["không đúng thẩm quyền", "thiếu phụ lục"]
    report = judge(said.sign(key_of("p256"), cades(), AT))
    report.require_accepted()
    assert (report.accepted, report.verdict) == (True, antin.Verdict.PASSED)
    assert (report.sub_indication, report.fault, report.fault_text()) == (None, None, None)
    assert report.receipt == said
    assert (report.binding, report.other) == (antin.Binding.BOUND, None)
    assert report.mismatches == ()
    assert len(report.id or "") == len(report.sha256) == 64
    signature = report.report
    assert signature is not None
    signature.require_passed()
    for language in antin.Language:
        assert json.loads(report.to_json(language))["accepted"] is True
        assert report.to_text(language)


@pytest.mark.parametrize(
    ("change", "mismatch"),
    [
        ({"seal": "0" * 64}, "seal"),
        ({"seal": None}, "seal"),
        ({"document": "khác"}, "document"),
        ({"sender": "X1"}, "sender"),
        ({"recipients": ["X1"]}, "recipient"),
    ],
)
def test_a_receipt_for_another_package_says_what_differs(
    change: dict[str, Any], mismatch: str
) -> None:
    found = sent()
    values = {
        "seal": found.seal,
        "document": found.document,
        "sender": found.sender,
        "recipients": found.recipients,
        **change,
    }
    report = judge(made(), about=antin.Sent(**values))
    assert [one.code for one in report.mismatches] == [mismatch]
    assert report.mismatches[0].text() != report.mismatches[0].text(antin.Language.VI)
    assert report.accepted is False
    with pytest.raises(antin.RejectedError):
        report.require_accepted()


def test_statuses_follow_one_another_or_are_refused() -> None:
    finished = made(status=STATUS.FINISHED)
    judge(finished, before=STATUS.IN_PROGRESS).require_accepted()
    late = judge(made(status=STATUS.ACCEPTED), before=STATUS.FINISHED)
    assert [one.code for one in late.mismatches] == ["transition"]
    asked = judge(made(status=STATUS.TAKE_BACK_ASKED))
    assert "status" in [one.code for one in asked.mismatches]


def test_a_receipt_by_another_key_is_not_accepted() -> None:
    stranger = judge(made("ed25519"))
    assert (stranger.binding, stranger.accepted) == (antin.Binding.UNKNOWN, False)
    other = judge(made("agency"))
    assert (other.binding, other.other) == (antin.Binding.OTHER, A)
    nobody = antin.judge_receipt(made(), sent(), rules(), AT)
    assert nobody.accepted is False
    asked: list[antin.Claim] = []

    def ask(claim: antin.Claim) -> antin.Binding:
        asked.append(claim)
        return antin.Binding.BOUND

    opening = antin.Opening(ask=ask)
    antin.judge_receipt(made(), sent(), rules(), AT, recipients=opening).require_accepted()
    assert [(one.organ, one.role) for one in asked] == [(B, antin.Role.AGENCY)]


def test_what_a_callback_raises_comes_out() -> None:
    def ask(_: antin.Claim) -> antin.Binding:
        raise LookupError("no register")

    opening = antin.Opening(ask=ask)
    with pytest.raises(LookupError, match="no register"):
        antin.judge_receipt(made(), sent(), rules(), AT, recipients=opening)


def test_what_is_no_receipt_is_a_fault() -> None:
    for container in (b"no receipt", exchange.sealed(), made()[:-30]):
        report = judge(container)
        assert report.fault is not None and report.receipt is None
        assert report.fault_text() != report.fault_text(antin.Language.VI)
        assert report.verdict is not antin.Verdict.PASSED
        with pytest.raises(antin.RejectedError):
            report.require_accepted()


def test_a_receipt_is_signed_in_two_steps_for_a_key_elsewhere() -> None:
    said = receipt()
    whole = said.sign(key_of("agency"), cades(), AT)
    value = value_of(whole)
    with said.prepare(read("pki/agency-chain.pem"), cades(), AT) as prepared:
        assert len(prepared.digest) == 32
        assert prepared.algorithm is antin.Algorithm.RSA_PKCS1_SHA256
        assert prepared.to_be_signed
        with pytest.raises(antin.KeyRefusedError):
            prepared.finish(bytes(256))
        assert prepared.finish(value) == whole
        with pytest.raises(antin.AlreadyUsedError):
            prepared.finish(value)
    with pytest.raises(antin.ClosedError):
        prepared.to_be_signed  # noqa: B018


def test_a_package_carries_receipts(tmp_path: Path) -> None:
    container = made()
    carrying = antin.insert_receipt(container, MESSAGE)
    antin.insert_receipt_to(container, io.BytesIO(MESSAGE), tmp_path / "carrying")
    assert (tmp_path / "carrying").read_bytes() == carrying
    twice = antin.insert_receipt(container, carrying)
    found = antin.receipts_in(io.BytesIO(twice))
    assert [one.data for one in found] == [container, container]
    assert [one.attachment for one in found] == [2, 3]
    assert antin.receipts_in(MESSAGE) == ()
    judge(found[0].data).require_accepted()
    with pytest.raises(antin.InputError):
        antin.insert_receipt(container, b"no package")
    with pytest.raises(antin.InputError):
        antin.receipts_in(b"no package")


def test_receipts_are_neither_true_nor_false_and_take_what_they_need() -> None:
    report = judge(made())
    with pytest.raises(TypeError, match="require_accepted"):
        bool(report)
    nobody: Any = None
    for wrong in (
        lambda: antin.Sent.of(nobody),
        lambda: antin.Sent(None, "d", "s", "X1"),
        lambda: antin.Sent(None, nobody, "s", []),
        lambda: antin.Receipt.about(nobody, B, STATUS.ARRIVED, AT),
        lambda: antin.Receipt.about(sent(), nobody, STATUS.ARRIVED, AT),
        lambda: antin.Receipt.about(sent(), B, STATUS.REFUSED, AT, reasons="vì thế"),
        lambda: receipt().sign(nobody, cades(), AT),
        lambda: receipt().prepare(b"", nobody, AT),
        lambda: antin.judge_receipt(made(), nobody, rules(), AT),
        lambda: antin.judge_receipt(made(), sent(), nobody, AT),
        lambda: antin.judge_receipt(nobody, sent(), rules(), AT),
        lambda: antin.insert_receipt(nobody, MESSAGE),
        lambda: antin.receipts_in(nobody),
    ):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(antin.InvalidArgumentError):
        antin.Sent("no digest", "d", "s", [])
    with pytest.raises(antin.InvalidArgumentError):
        receipt(antin.Status(7))
    with pytest.raises(ValueError, match="NUL"):
        receipt(STATUS.REFUSED, reasons=["a\0b"])
    with pytest.raises(ValueError, match="zone"):
        from datetime import datetime

        antin.Receipt.about(sent(), B, STATUS.ARRIVED, datetime(2026, 1, 1))


def test_the_report_of_a_receipt_lives_as_long_as_its_judgement() -> None:
    signature = judge(made()).report
    assert signature is not None
    signature.require_passed()
    report = judge(made())
    signature, said = report.report, report.receipt
    assert signature is not None and said is not None
    report.close()
    assert said.recipient == B
    with pytest.raises(antin.ClosedError):
        signature.verdict  # noqa: B018
