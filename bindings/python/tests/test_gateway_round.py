"""The whole round between two agencies, and what a forger tries on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import antin
from exchange import (
    AT,
    MESSAGE,
    OUTSIDER,
    A,
    B,
    agency_a,
    agency_b,
    checked,
    codes,
    drafted,
    gateway,
    hopped,
    key_of,
    memory,
    registry,
    sealed,
    sent,
    signed,
)
from packages import EDXML

FILES = tuple((EDXML / name).read_bytes() for name in ("cong-van-123.pdf", "phu-luc-1.pdf"))
DAYS = 30 * 86400


def with_subject(package: bytes, words: str) -> bytes:
    changed = re.sub(rb"(:Subject>)", rb"\1" + words.encode(), package, count=1)
    assert changed != package
    return changed


def test_a_document_goes_out_arrives_and_its_receipt_comes_back(tmp_path: Path) -> None:
    # A registry is drafted, issued, signed, and checked.
    believed = checked(signed(drafted()))
    believed.require_trusted()
    ours = antin.Ledger.create(tmp_path / "a.ledger", DAYS, horizon=None)
    theirs = antin.Ledger.create(tmp_path / "b.ledger", DAYS, horizon=AT - 1)
    sender, recipient = gateway(ours, believed), gateway(theirs, believed)

    # A sends.
    (tmp_path / "out.edxml").write_bytes(MESSAGE)
    sending = sender.send_to(agency_a(), tmp_path / "out.edxml", tmp_path / "sealed.edxml", AT)
    sending.require_sent()
    assert (sending.state, sending.entry) == (antin.SendingState.SENT, 1)
    assert sending.sealed is None, "it is in the file"
    kept = sending.sent
    assert kept is not None and kept.seal == sending.seal

    # The hub rewrites it.
    antin.hop_to(tmp_path / "sealed.edxml", tmp_path / "arrived.edxml", AT + 60)

    # B receives, takes the attachments out, and answers.
    arrived = tmp_path / "arrived.edxml"
    arrival = recipient.receive(agency_b(), arrived, AT + 120)
    arrival.require_accepted()
    assert (arrival.decision, arrival.entry) == (antin.Decision.ACCEPT, 1)
    package = arrival.package
    assert package is not None and package.state is antin.State.REWRITTEN_BY_HOP
    package.require_accepted()
    assert package.extract_all(arrived) == FILES
    receipt = arrival.receipt
    assert receipt is not None

    # A takes the receipt.
    returned = sender.take_receipt(agency_a(), receipt, kept, AT + 180)
    returned.require_accepted()
    assert (returned.accepted, returned.reasons, returned.entry) == (True, (), 2)
    said = returned.report.receipt
    assert said is not None
    assert (said.recipient, said.status, said.seal) == (B, antin.Status.ARRIVED, kept.seal)

    # An auditor reads both journals.
    for ledger, entries in ((ours, 2), (theirs, 1)):
        head, lines = ledger.head(), ledger.export()
        assert head.startswith(f"{entries}:") and lines.count(b"\n") == entries
        check = antin.check_journal(lines, AT + 240, head=head)
        check.require_whole()
        assert (check.whole, check.head, check.fault, check.entry) == (True, head, None, 0)
    assert (ours.arrivals(), theirs.arrivals()) == (0, 1)


def test_a_good_seal_of_another_agency_is_refused() -> None:
    arrival = gateway(believed=registry(OUTSIDER)).receive(agency_b(), hopped(), AT + 120)
    assert arrival.decision is antin.Decision.REFUSE
    assert codes(arrival.reasons) == ["other-sender"]
    assert arrival.reasons[0].text() != arrival.reasons[0].text(antin.Language.VI)
    with pytest.raises(antin.RejectedError, match="other-sender"):
        arrival.require_accepted()
    package = arrival.package
    assert package is not None and package.accepted is False
    with pytest.raises(antin.RejectedError):
        package.extract_all(hopped())


def test_a_seal_that_nobody_knows_is_quarantined_without_a_receipt() -> None:
    arrival = gateway().receive(agency_b(), sealed(key="ed25519"), AT)
    assert arrival.decision is antin.Decision.QUARANTINE
    assert codes(arrival.reasons) == ["unknown-sender"]
    assert (arrival.receipt, arrival.planned_receipt) == (None, None)
    with pytest.raises(antin.RejectedError, match="unknown-sender"):
        arrival.require_accepted()


def test_a_package_is_taken_once() -> None:
    once = gateway()
    once.receive(agency_b(), hopped(), AT + 120).require_accepted()
    again = once.receive(agency_b(), antin.hop(hopped(), AT + 90), AT + 121)
    assert again.decision is antin.Decision.REFUSE
    assert codes(again.reasons) == ["repeated"]
    assert again.receipt is None
    with pytest.raises(antin.RejectedError, match="repeated"):
        again.require_accepted()
    package = again.package
    assert package is not None and package.accepted is False


def test_what_was_changed_on_the_way_is_refused_without_a_receipt() -> None:
    forged = with_subject(hopped(), "Không ")
    arrival = gateway().receive(agency_b(), forged, AT + 120)
    assert arrival.decision is antin.Decision.REFUSE
    assert codes(arrival.reasons) == ["changed"]
    assert (arrival.receipt, arrival.planned_receipt) == (None, None)


def test_what_was_not_sealed_is_refused_with_a_receipt() -> None:
    arrival = gateway().receive(agency_b(), MESSAGE, AT + 120)
    assert arrival.decision is antin.Decision.REFUSE
    assert codes(arrival.reasons) == ["not-sealed"]
    planned = arrival.planned_receipt
    assert planned is not None and planned.status is antin.Status.REFUSED
    assert any("not-sealed" in reason for reason in planned.reasons)
    assert arrival.receipt is not None
    # It names no seal: it is for no package that was sealed.
    what = sent().sent
    assert what is not None
    told = gateway().take_receipt(agency_a(), arrival.receipt, what, AT + 180)
    assert (told.accepted, told.reasons) == (False, ("mismatch:seal",))


def test_what_is_no_package_is_refused_and_recorded() -> None:
    lines: list[bytes] = []
    arrival = gateway(memory(lines.append)).receive(agency_b(), b"no package", AT)
    assert codes(arrival.reasons) == ["unreadable"]
    assert arrival.unreadable() and arrival.unreadable(antin.Language.VI)
    assert (arrival.package, arrival.receipt, arrival.entry) == (None, None, 1)
    assert len(lines) == 1 and b'"unreadable"' in lines[0]


def test_a_receipt_for_another_package_proves_nothing() -> None:
    receipt = gateway().receive(agency_b(), hopped(), AT + 120).receipt
    assert receipt is not None
    sender = gateway()
    other = sender.send(agency_a(), MESSAGE, AT + 1).sent
    assert other is not None
    returned = sender.take_receipt(agency_a(), receipt, other, AT + 180)
    assert (returned.accepted, returned.reasons) == (False, ("mismatch:seal",))
    with pytest.raises(antin.RejectedError, match="mismatch:seal"):
        returned.require_accepted()
    assert [one.code for one in returned.report.mismatches] == ["seal"]
    assert returned.entry == 2, "that is recorded, too"


def test_whatever_stands_against_a_package_it_stays_here() -> None:
    lines: list[bytes] = []
    ours = gateway(memory(lines.append))
    forged = with_subject(MESSAGE, "TUYỆT MẬT ")
    sending = ours.send(antin.Agency(B, key_of("p256")), forged, AT)
    assert sending.state is antin.SendingState.REFUSED
    assert sending.allowed is False
    assert codes(sending.reasons) == ["other-sender", "secret:MessageHeader.Subject"]
    with pytest.raises(antin.RejectedError, match="other-sender"):
        sending.require_sent()
    with pytest.raises(antin.RejectedError, match="other-sender"):
        sending.sealed  # noqa: B018
    assert (sending.sent, sending.seal, sending.entry) == (None, None, 1)
    package = sending.package
    assert package is not None and package.accepted is False
    assert len(lines) == 1 and b'"refused-out"' in lines[0]


def test_a_refused_package_is_not_written(tmp_path: Path) -> None:
    target = tmp_path / "sealed.edxml"
    sending = gateway().send_to(agency_b(), MESSAGE, target, AT)
    assert sending.state is antin.SendingState.REFUSED
    assert not target.exists()


def test_a_line_that_was_removed_is_named() -> None:
    lines: list[bytes] = []
    ledger = memory(lines.append)
    ours = gateway(ledger)
    for number in range(3):
        ours.receive(agency_b(), b"no package", AT + number)
    whole = antin.check_journal(b"".join(lines), AT, head=ledger.head())
    whole.require_whole()
    check = antin.check_journal(lines[0] + lines[2], AT)
    assert (check.whole, check.fault, check.entry) == (False, "removed", 2)
    assert (check.since, check.line, check.last_stamp, check.stamp_count) == (2, 2, None, 0)
    assert check.head.startswith("1:")
    assert check.fault_text() != check.fault_text(antin.Language.VI)
    with pytest.raises(antin.RejectedError, match="entry 2: removed"):
        check.require_whole()
    cut = antin.check_journal(b"".join(lines[:2]), AT, head=ledger.head())
    assert (cut.fault, cut.entry) == ("cut-off", 3)
    assert antin.check_journal(b"".join(lines[:2]), AT).whole


def test_a_registry_that_is_past_decides_nothing() -> None:
    lines: list[bytes] = []
    ours, late = gateway(memory(lines.append)), AT + 31 * 86400
    for what in (
        lambda: ours.send(agency_a(), MESSAGE, late),
        lambda: ours.judge_sending(agency_a(), MESSAGE, late),
        lambda: ours.receive(agency_b(), hopped(), late),
        lambda: ours.judge_arrival(agency_b(), hopped(), late),
        lambda: ours.take_receipt(agency_a(), b"", antin.Sent(None, "d", A, [B]), late),
    ):
        with pytest.raises(antin.RegistryPastError):
            what()
    assert lines == []
