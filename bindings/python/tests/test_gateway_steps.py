"""Step by step, as for keys that are elsewhere: what comes after what, and what does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Optional

import pytest

import antin
from conftest import read
from exchange import (
    AT,
    MESSAGE,
    SUB_CA,
    A,
    B,
    agency_a,
    agency_b,
    codes,
    gateway,
    hopped,
    key_of,
    memory,
    registry,
    sent,
)
from packages import container_of, value_of

SWAPPED = ("p256", "agency")


def far_a() -> antin.Agency:
    return antin.Agency.elsewhere(A, read("pki/agency-chain.pem"))


def test_a_package_is_sealed_by_a_key_elsewhere(tmp_path: Path) -> None:
    whole = sent().sealed
    assert whole is not None
    value = value_of(container_of(whole))
    lines: list[bytes] = []
    ours = gateway(memory(lines.append))
    ways: list[Callable[[antin.Sending], Optional[bytes]]] = [
        lambda one: one.finish(value, MESSAGE),
        lambda one: one.finish_to(value, io.BytesIO(MESSAGE), tmp_path / "sealed"),
    ]
    for finish in ways:
        sending = ours.judge_sending(far_a(), MESSAGE, AT)
        assert (sending.state.name, sending.allowed, sending.reasons) == ("JUDGED", True, ())
        assert sending.package is not None and sending.package.accepted is False
        assert (sending.to_be_signed, sending.digest, sending.algorithm) == (None, None, None)
        assert sending.unreadable() is None
        sending.prepare(MESSAGE)
        assert sending.state.name == "PREPARED"
        assert sending.to_be_signed and len(sending.digest or b"") == 32
        assert sending.algorithm is antin.Algorithm.RSA_PKCS1_SHA256
        before = len(lines)
        with pytest.raises(antin.CredentialError):
            sending.sign(MESSAGE)
        with pytest.raises(antin.KeyRefusedError):
            sending.finish(bytes(256), MESSAGE)
        assert (sending.state.name, sending.entry) == ("PREPARED", 0)
        assert (sending.sent, sending.seal) == (None, None)
        with pytest.raises(antin.RejectedError):
            sending.require_sent()
        assert len(lines) == before, "nothing is recorded yet"
        done = finish(sending)
        sending.require_sent()
        assert done in (whole, None)
        assert sending.sealed == done
        assert len(lines) == before + 1
        all_are_used_up(sending, SENDING_STEPS)
    assert (tmp_path / "sealed").read_bytes() == whole


def test_a_receipt_is_signed_by_a_key_elsewhere() -> None:
    # RSA, of which the same value comes twice: here the key `agency` is the recipient's.
    believed = registry(keys=SWAPPED)
    message = gateway(believed=believed).send(antin.Agency(A, key_of("p256")), MESSAGE, AT).sealed
    assert message is not None
    here = antin.Agency(B, key_of("agency"))
    whole = gateway(believed=believed).receive(here, message, AT).receipt
    assert whole is not None
    far = antin.Agency.elsewhere(B, read("pki/agency-chain.pem"))
    theirs = gateway(believed=believed)
    with pytest.raises(antin.CredentialError):
        theirs.receive(far, message, AT)
    arrival = theirs.judge_arrival(far, message, AT)
    assert (arrival.state.name, arrival.decision) == ("JUDGED", antin.Decision.ACCEPT)
    with pytest.raises(antin.CredentialError):
        arrival.answer()
    assert arrival.state.name == "JUDGED"
    assert (arrival.to_be_signed, arrival.digest, arrival.algorithm) == (None, None, None)
    arrival.prepare()
    assert arrival.state.name == "PREPARED"
    assert arrival.to_be_signed and len(arrival.digest or b"") == 32
    assert arrival.algorithm is antin.Algorithm.RSA_PKCS1_SHA256
    with pytest.raises(antin.KeyRefusedError):
        arrival.finish(bytes(256))
    assert arrival.state.name == "PREPARED"
    arrival.finish(value_of(whole))
    assert (arrival.state.name, arrival.receipt) == ("ANSWERED", None)
    arrival.record()
    assert (arrival.state.name, arrival.receipt) == ("RECORDED", whole)
    arrival.require_accepted()
    all_are_used_up(arrival, ARRIVAL_STEPS)


SENDING_STEPS: list[Callable[[antin.Sending], object]] = [
    lambda one: one.refuse(),
    lambda one: one.prepare(MESSAGE),
    lambda one: one.sign(MESSAGE),
    lambda one: one.sign_to(MESSAGE, Path("never")),
    lambda one: one.finish(b"", MESSAGE),
    lambda one: one.finish_to(b"", MESSAGE, Path("never")),
]
ARRIVAL_STEPS: list[Callable[[antin.Arrival], object]] = [
    lambda one: one.answer(),
    lambda one: one.prepare(),
    lambda one: one.finish(b""),
    lambda one: one.without_receipt(),
    lambda one: one.record(),
]


def all_are_used_up(one: Any, steps: list[Callable[[Any], object]]) -> None:
    before = one.state
    for step in steps:
        with pytest.raises(antin.AlreadyUsedError):
            step(one)
    assert one.state is before


def test_a_step_that_is_not_due_changes_nothing() -> None:
    sending = gateway().judge_sending(agency_a(), MESSAGE, AT)
    all_are_used_up(sending, SENDING_STEPS[2:])
    sending.prepare(MESSAGE)
    all_are_used_up(sending, [SENDING_STEPS[1]])
    assert sending.sign(MESSAGE) == sent().sealed
    arrival = gateway().judge_arrival(agency_b(), hopped(), AT + 120)
    all_are_used_up(arrival, [ARRIVAL_STEPS[2], ARRIVAL_STEPS[4]])
    arrival.answer()
    all_are_used_up(arrival, ARRIVAL_STEPS[:4])
    arrival.record()
    arrival.require_accepted()


def test_a_package_that_may_go_out_can_still_be_refused() -> None:
    lines: list[bytes] = []
    sending = gateway(memory(lines.append)).judge_sending(agency_a(), MESSAGE, AT)
    sending.refuse()
    assert (sending.state.name, sending.entry) == ("REFUSED", 1)
    with pytest.raises(antin.RejectedError):
        sending.require_sent()
    all_are_used_up(sending, SENDING_STEPS)
    assert b'"refused-out"' in lines[0]


def test_a_package_that_may_not_go_out_is_not_prepared() -> None:
    sending = gateway().judge_sending(agency_b(), MESSAGE, AT)
    assert codes(sending.reasons) == ["other-sender"]
    with pytest.raises(antin.RejectedError, match="other-sender"):
        sending.prepare(MESSAGE)
    assert sending.state.name == "JUDGED"
    sending.refuse()


def test_only_the_package_that_was_judged_is_sealed() -> None:
    other = MESSAGE.replace(b"123/STTTT-VP", b"124/STTTT-VP")
    sending = gateway().judge_sending(agency_a(), MESSAGE, AT)
    with pytest.raises(antin.AntinError):
        sending.prepare(other)
        sending.sign(other)
    assert sending.sent is None and sending.entry == 0


def test_what_is_recorded_and_not_written_has_an_entry() -> None:
    class Full(io.BytesIO):
        def write(self, data: Any, /) -> int:
            raise OSError("no room")

    lines: list[bytes] = []
    sending = gateway(memory(lines.append)).judge_sending(agency_a(), MESSAGE, AT)
    sending.prepare(MESSAGE)
    with pytest.raises(OSError, match="no room"):
        sending.sign_to(MESSAGE, Full())
    assert (sending.state.name, sending.entry, len(lines)) == ("FAILED", 1, 1)
    assert sending.sent is None
    with pytest.raises(antin.RejectedError):
        sending.sealed  # noqa: B018
    all_are_used_up(sending, SENDING_STEPS)


def test_attachments_come_out_once_it_is_recorded() -> None:
    arrival = gateway().judge_arrival(agency_b(), io.BytesIO(hopped()), AT + 120)
    early = arrival.package
    assert early is not None and early.state is antin.State.REWRITTEN_BY_HOP
    assert early.sender_binding is antin.Binding.BOUND
    for answers in (False, True):
        if answers:
            arrival.answer()
        for refused in (
            early.require_accepted,
            lambda: early.extract(hopped(), 0),
            lambda: early.extract_all(hopped()),
            arrival.require_accepted,
        ):
            with pytest.raises(antin.RejectedError):
                refused()
        assert (early.accepted, arrival.receipt, arrival.entry) == (False, None, 0)
    arrival.record()
    arrival.require_accepted()
    package = arrival.package
    assert package is not None
    assert len(package.extract_all(hopped())) == 2
    assert early.state is antin.State.REWRITTEN_BY_HOP, "it lives as long as the arrival"


def test_a_receipt_tells_the_status_that_is_chosen() -> None:
    arrival = gateway().judge_arrival(agency_b(), hopped(), AT + 120)
    for wrong in (antin.Status.FINISHED, antin.Status.REFUSED, antin.Status(99)):
        with pytest.raises(antin.InvalidArgumentError):
            arrival.set_status(wrong)
    before = arrival.planned_receipt
    arrival.set_status(antin.Status.ACCEPTED)
    after = arrival.planned_receipt
    assert before is not None and after is not None
    assert (before.status.code, after.status.code) == ("01", "03")
    arrival.answer()
    arrival.record()
    what = sent().sent
    assert what is not None and arrival.receipt is not None
    returned = gateway().take_receipt(
        agency_a(), arrival.receipt, what, AT + 180, before=antin.Status.ARRIVED
    )
    returned.require_accepted()
    said = returned.report.receipt
    assert said is not None and said.status is antin.Status.ACCEPTED


def test_a_receipt_may_be_left_out() -> None:
    for prepared in (False, True):
        arrival = gateway().judge_arrival(agency_b(), hopped(), AT + 120)
        if prepared:
            arrival.prepare()
        arrival.without_receipt()
        assert arrival.state.name == "ANSWERED"
        arrival.record()
        arrival.require_accepted()
        assert arrival.receipt is None


def test_the_ledger_has_the_last_word() -> None:
    theirs = gateway()
    first, second = (theirs.judge_arrival(agency_b(), hopped(), AT + 120) for _ in range(2))
    for one in (first, second):
        assert one.decision is antin.Decision.ACCEPT
        one.answer()
    first.record()
    second.record()
    first.require_accepted()
    assert (second.decision, codes(second.reasons)) == (antin.Decision.REFUSE, ["repeated"])
    assert second.receipt is None
    with pytest.raises(antin.RejectedError, match="repeated"):
        second.require_accepted()


def test_seals_beside_the_message_count() -> None:
    whole = sent().sealed
    assert whole is not None
    beside = antin.Opening(containers=container_of(whole))
    arrival = gateway().receive(agency_b(), MESSAGE, AT + 120, beside=beside)
    arrival.require_accepted()
    without = gateway().receive(agency_b(), MESSAGE, AT + 120)
    assert codes(without.reasons) == ["not-sealed"]
    for wrong in (
        antin.Opening(senders={A: SUB_CA}),
        antin.Opening(ask=lambda _: antin.Binding.BOUND),
        antin.Opening(registry=registry()),
        antin.Opening.danger_any_sender(),
    ):
        with pytest.raises(antin.InvalidArgumentError):
            gateway().receive(agency_b(), MESSAGE, AT, beside=wrong)
