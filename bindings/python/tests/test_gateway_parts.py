"""What gateways are made of, and what becomes of it: closed, collected, shared by threads, failing.

One file, as `everything` is one list: what is closed and what is judged are looked up in it.
"""

from __future__ import annotations

import functools
import gc
import io
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import antin
from conftest import cades, read
from exchange import (
    AT,
    MESSAGE,
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
    message_to,
    registry,
    rules,
    sent,
    signed,
)
from test_lifetimes import counted
from test_threads import in_threads

TOML = """name = "co-quan-mau"
title.en = "Gateway of the sample province"
title.vi = "Cổng trao đổi của tỉnh mẫu"
version = 2026-11-22

[outbound]
before = ["leader"]

[inbound]
window = "30d"

[[agency]]
code = "X98.12.3"
inbound.window = "60d"
"""


def test_a_policy_says_what_it_is() -> None:
    policy = antin.GatewayPolicy(TOML.encode())
    assert (policy.name, policy.version) == ("co-quan-mau", "2026-11-22")
    assert policy.title() == "Gateway of the sample province"
    assert policy.title(antin.Language.VI) == "Cổng trao đổi của tỉnh mẫu"
    assert policy.window == 60 * 86400
    strict = antin.GatewayPolicy.strict()
    assert strict.name and strict.window == 30 * 86400
    with pytest.raises(antin.PolicyError, match="line 10"):
        antin.GatewayPolicy(TOML.replace("window", "windows", 1).encode())
    one = antin.Gateway(policy, rules(), registry(), antin.Ledger.memory(60 * 86400, 9))
    sending = one.send(agency_a(), MESSAGE, AT)
    assert codes(sending.reasons) == ["seal-missing:leader"]


def test_a_gateway_takes_only_a_trusted_registry() -> None:
    with pytest.raises(antin.RejectedError):
        gateway(believed=checked(b"no registry"))


def test_what_a_gateway_is_made_of_may_be_closed(tmp_path: Path) -> None:
    lines: list[bytes] = []
    policy, ledger = antin.GatewayPolicy.strict(), memory(lines.append)
    trust = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
    believed = checked(signed(drafted()))
    chain, key = read("pki/agency-chain.pem"), read("pki/agency.key")
    credential = antin.Credential.from_chain_and_key(chain, key)
    agency = antin.Agency(A, credential)
    one = antin.Gateway(policy, trust, believed, ledger)
    for part in (policy, trust, believed, ledger, credential):
        part.close()
    sending = one.judge_sending(agency, MESSAGE, AT)
    one.close()
    agency.close()
    del ledger, one
    gc.collect()
    sending.prepare(MESSAGE)
    sending.sign(MESSAGE)
    sending.require_sent()
    assert len(lines) == 1, "the function for lines lives as long as whoever records"


def test_the_function_for_lines_goes_when_nobody_records_any_more() -> None:
    class Lines:
        def take(self, line: bytes) -> None:
            assert line.endswith(b"\n")

    lines = Lines()
    alive = weakref.ref(lines)
    one = gateway(memory(lines.take))
    del lines
    gc.collect()
    assert alive() is not None
    one.receive(agency_b(), b"", AT)
    del one
    gc.collect()
    assert alive() is None


def test_what_the_function_for_lines_raises_comes_out_and_nothing_goes_out(
    tmp_path: Path,
) -> None:
    class FullError(Exception):
        pass

    def line(_: bytes) -> None:
        raise FullError("no room")

    uses: list[Callable[[antin.Gateway], object]] = [
        lambda one: one.send(agency_a(), MESSAGE, AT),
        lambda one: one.send_to(agency_a(), MESSAGE, tmp_path / "sealed", AT),
        lambda one: one.judge_sending(agency_a(), MESSAGE, AT).refuse(),
        lambda one: one.receive(agency_b(), hopped(), AT + 120),
        lambda one: answered(one).record(),
        lambda one: one.take_receipt(agency_a(), b"", antin.Sent(None, "d", A, [B]), AT),
    ]
    for use in uses:
        ledger = memory(line)
        one = gateway(ledger)
        with pytest.raises(FullError, match="no room"):
            use(one)
        with pytest.raises(antin.LedgerError) as caught:
            one.receive(agency_b(), b"", AT)
        assert caught.value.code == 65
        assert caught.value.text(antin.Language.VI) != caught.value.text()
    assert not (tmp_path / "sealed").exists()
    one = gateway(memory(line))
    arrival = answered(one)
    with pytest.raises(FullError):
        arrival.record()
    assert arrival.receipt is None
    with pytest.raises(antin.RejectedError):
        arrival.require_accepted()


def answered(one: antin.Gateway) -> antin.Arrival:
    arrival = one.judge_arrival(agency_b(), hopped(), AT + 120)
    arrival.answer()
    return arrival


def test_the_function_for_lines_cannot_use_the_ledger_that_calls_it() -> None:
    uses: list[Callable[[antin.Ledger, antin.Gateway], object]] = [
        lambda ledger, _: ledger.head(),
        lambda ledger, _: ledger.arrivals(),
        lambda _, one: one.receive(agency_b(), b"", AT),
    ]
    for use in uses:
        made: list[tuple[antin.Ledger, antin.Gateway]] = []
        ledger = memory(functools.partial(_use, use, made))
        one = gateway(ledger)
        made.append((ledger, one))
        with pytest.raises(RuntimeError, match="cannot use the ledger"):
            one.receive(agency_b(), b"", AT)


def _use(
    use: Callable[[antin.Ledger, antin.Gateway], object],
    made: list[tuple[antin.Ledger, antin.Gateway]],
    _: bytes,
) -> None:
    use(*made[0])


def test_a_step_cannot_be_taken_within_another() -> None:
    arrivals: list[antin.Arrival] = []
    caught: list[str] = []

    def line(_: bytes) -> None:
        for use in (arrivals[0].record, lambda: arrivals[0].decision):
            try:
                use()
            except RuntimeError as error:
                caught.append(str(error))

    arrivals.append(answered(gateway(memory(line))))
    arrivals[0].record()
    assert len(caught) == 2
    arrivals[0].require_accepted()
    package = arrivals[0].package
    assert package is not None

    class Reads(io.BytesIO):
        def read(self, size: Any = -1) -> bytes:
            arrivals[0].record()
            return super().read(size)

    with pytest.raises(RuntimeError, match="being read"):
        package.extract(Reads(hopped()), 0)


def test_threads_share_a_gateway() -> None:
    lines: list[bytes] = []
    ledger = memory(lines.append)
    one, own, other = gateway(ledger), agency_a(), agency_b()
    packages = {number: message_to(f"{number}") for number in range(400, 424)}

    def work(number: int) -> None:
        for turn in range(3):
            document = packages[400 + 3 * number + turn]
            sending = one.send(own, document, AT)
            sending.require_sent()
            sealed = sending.sealed
            assert sealed is not None and sending.sent is not None
            arrival = one.receive(other, sealed, AT)
            arrival.require_accepted()
            assert arrival.receipt is not None
            one.take_receipt(own, arrival.receipt, sending.sent, AT).require_accepted()
            assert codes(one.receive(other, sealed, AT).reasons) == ["repeated"]

    in_threads(8, work)
    assert len(lines) == 8 * 3 * 4
    assert ledger.arrivals() == 24
    antin.check_journal(b"".join(lines), AT, head=ledger.head()).require_whole()


def test_one_of_many_threads_has_the_package() -> None:
    one, message, decisions = gateway(), hopped(), []

    def work(_: int) -> None:
        decisions.append(one.receive(agency_b(), message, AT + 120).decision)

    in_threads(8, work)
    assert decisions.count(antin.Decision.ACCEPT) == 1
    assert decisions.count(antin.Decision.REFUSE) == 7


def test_a_durable_ledger_remembers(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    with antin.Ledger.create(path, timedelta(days=30), horizon=None) as ledger:
        assert ledger.head() == f"0:{'0' * 64}" and ledger.arrivals() == 0
        with pytest.raises(antin.LedgerError):
            antin.Ledger.open(path, timedelta(days=30))
        gateway(ledger).receive(agency_b(), hopped(), AT + 120).require_accepted()
        head = ledger.head()
    gc.collect()
    with pytest.raises(antin.LedgerError):
        antin.Ledger.create(path, timedelta(days=30), horizon=None)
    with pytest.raises(antin.LedgerError):
        antin.Ledger.open(tmp_path / "missing", 60)
    (tmp_path / "damaged").write_bytes(b"no ledger" * 1000)
    with pytest.raises(antin.LedgerError):
        antin.Ledger.open(tmp_path / "damaged", 60)
    ledger = antin.Ledger.open(str(path), 30 * 86400)
    assert (ledger.head(), ledger.arrivals()) == (head, 1)
    again = gateway(ledger).receive(agency_b(), hopped(), AT + 121)
    assert codes(again.reasons) == ["repeated"]
    first, all_lines = io.BytesIO(), io.BytesIO()
    ledger.export_to(all_lines)
    ledger.export_to(tmp_path / "journal")
    ledger.export_to(first, 2)
    assert all_lines.getvalue() == ledger.export() == (tmp_path / "journal").read_bytes()
    assert ledger.export().splitlines(keepends=True)[1] == first.getvalue() == ledger.export(2)
    antin.check_journal(tmp_path / "journal", AT, head=ledger.head()).require_whole()

    class Full(io.BytesIO):
        def write(self, data: Any, /) -> int:
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        ledger.export_to(Full())


def test_the_horizon_is_what_a_new_ledger_does_not_know(tmp_path: Path) -> None:
    for ledger in (
        antin.Ledger.memory(30 * 86400, 9, horizon=AT),
        antin.Ledger.create(tmp_path / "ledger", 30 * 86400, horizon=AT),
    ):
        arrival = gateway(ledger).receive(agency_b(), hopped(), AT + 120)
        assert codes(arrival.reasons) == ["too-old"]


def test_a_full_ledger_takes_nothing_more() -> None:
    ledger = antin.Ledger.memory(30 * 86400, 1)
    one = gateway(ledger)
    one.receive(agency_b(), hopped(), AT + 120).require_accepted()
    other = gateway().send(agency_a(), message_to("125"), AT).sealed
    assert other is not None
    with pytest.raises(antin.LedgerError):
        one.receive(agency_b(), other, AT + 120)
    assert ledger.arrivals() == 1
    with pytest.raises(antin.UnsupportedError):
        ledger.export()


def test_journals_are_time_stamped() -> None:
    lines: list[bytes] = []
    ledger = memory(lines.append)
    signer = antin.Credential.from_chain_and_key(read("pki/tsa-chain.pem"), read("pki/tsa.key"))
    authority = antin.Timestamper.own(signer, "1.3.6.1.4.1.55555.1", AT + 5)
    assert ledger.stamp(authority, AT) is None, "there is nothing to be stamped"
    gateway(ledger).receive(agency_b(), b"", AT)
    assert ledger.stamp(authority, AT + 6) == 2
    check = antin.check_journal(b"".join(lines), AT + 9, policy=rules(), head=ledger.head())
    check.require_whole()
    stamp = check.last_stamp
    assert stamp == antin.JournalStamp(2, 1, AT + 5)
    assert stamp.time is not None and stamp.time.timestamp() == AT + 5
    assert (check.judged, check.stamp_count) == (True, 1)
    stranger = antin.Policy(read("pki/other-root.pem"), revocation=antin.Revocation.IF_PRESENT)
    refused = antin.check_journal(b"".join(lines), AT + 9, policy=stranger)
    assert (refused.fault, refused.entry) == ("stamp-not-passed", 2)


def test_an_agency_stamps_what_it_seals() -> None:
    toml = TOML.replace('before = ["leader"]', 'level = "T"').replace("60d", "30d")
    signer = antin.Credential.from_chain_and_key(read("pki/tsa-chain.pem"), read("pki/tsa.key"))
    authority = antin.Timestamper.own(signer, "1.3.6.1.4.1.55555.1", AT)
    one = antin.Gateway(antin.GatewayPolicy(toml.encode()), rules(), registry(), memory())
    own = antin.Agency(A, key_of("agency"), timestamper=authority)
    assert own.code == A
    sealed = one.send(own, MESSAGE, AT).sealed
    assert sealed is not None
    package = gateway().receive(agency_b(), sealed, AT).package
    assert package is not None
    report = package.seals[0].report
    assert report is not None and report.signatures[0].level is antin.Level.T
    with pytest.raises(antin.AntinError):
        one.send(agency_a(), MESSAGE, AT)


def test_streams_that_fail_come_out(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: Any = -1) -> bytes:
            raise OSError("no disk")

        def write(self, data: Any, /) -> int:
            raise OSError("no room")

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    one = gateway()
    prepared = one.judge_sending(agency_a(), MESSAGE, AT)
    prepared.prepare(MESSAGE)
    for reads in (
        lambda: one.send(agency_a(), Broken(), AT),
        lambda: one.judge_sending(agency_a(), Broken(), AT),
        lambda: one.receive(agency_b(), Broken(), AT),
        lambda: one.judge_arrival(agency_b(), Broken(), AT),
        lambda: antin.check_journal(Broken(), AT),
        lambda: one.judge_sending(agency_a(), MESSAGE, AT).prepare(Broken()),
        lambda: prepared.sign(Broken()),
    ):
        with pytest.raises(OSError, match="no disk"):
            reads()
    with pytest.raises(OSError, match="no room"):
        one.send_to(agency_a(), MESSAGE, Broken(), AT)
    with pytest.raises(ValueError, match="go back"):
        one.send(agency_a(), cast(Any, Pipe()), AT)


def everything() -> list[tuple[Any, list[Callable[[Any], object]]]]:
    """One open object of each class, and its uses."""
    sending = gateway().judge_sending(agency_a(), MESSAGE, AT)
    arrival = gateway().judge_arrival(agency_b(), hopped(), AT + 120)
    what = antin.Sent(None, "d", A, [B])
    returned = gateway().take_receipt(agency_a(), b"", what, AT)
    opening = antin.Opening(registry=registry())
    report = antin.judge_receipt(b"", what, rules(), AT, recipients=opening)
    signer = antin.RegistrySigners(read("pki/p384.pem"))
    file = signed(drafted())
    timestamper = antin.Timestamper(antin.Client(), "http://tsa.test")
    binding = antin.RegistryBinding("x", A, antin.Match.KEY, AT, certificate=read("pki/p384.pem"))
    certificate = read("pki/agency.pem")
    seal = antin.Sent("0" * 64, "d", A, [B])
    said = antin.Receipt.about(seal, B, antin.Status.ARRIVED, AT)
    prepared = said.prepare(read("pki/agency-chain.pem"), cades(), AT)
    policy = antin.GatewayPolicy.strict()

    def uses(*names: str) -> list[Callable[[Any], object]]:
        return [use(name) for name in names]

    def use(name: str) -> Callable[[Any], object]:
        def get(one: Any) -> object:
            found = getattr(one, name)
            return found() if callable(found) else found

        return get

    return [
        (signer, [lambda one: antin.Registry.check(file, one, rules(), AT)]),
        (
            checked(file),
            [
                *uses("require_trusted", "trusted", "fault", "fault_text", "report", "name"),
                *uses("number", "sha256", "seen", "issued", "issued_seconds", "next_update"),
                *uses("next_update_seconds", "body_count", "entry_count", "to_json"),
                lambda one: one.is_past(AT),
                lambda one: one.body_name(A),
                lambda one: one.decide(A, antin.Role.AGENCY, certificate, certificate, AT),
                lambda one: antin.Opening(registry=one),
                lambda one: gateway(believed=one),
            ],
        ),
        (binding, [lambda one: antin.RegistryDraft("x").add(one)]),
        (
            antin.RegistryDraft("x"),
            [
                *uses("number", "to_json"),
                lambda one: one.add_body("G1", "x"),
                lambda one: one.add_body("G1", "x", since=AT),
                lambda one: one.end_body("G1", AT),
                lambda one: one.revoke("x", AT, ""),
                lambda one: one.issue(AT, AT + 1),
            ],
        ),
        (prepared, [*uses("to_be_signed", "digest", "algorithm"), lambda one: one.finish(b"")]),
        (
            report,
            [
                *uses("require_accepted", "accepted", "verdict", "sub_indication", "fault"),
                *uses("fault_text", "id", "sha256", "receipt", "report", "binding", "other"),
                *uses("mismatches", "to_json", "to_text"),
            ],
        ),
        (policy, [*uses("name", "title", "version", "window")]),
        (agency_a(), [*uses("code"), lambda one: gateway().send(one, MESSAGE, AT)]),
        (
            memory(),
            [
                *uses("head", "arrivals", "export"),
                lambda one: one.export_to(io.BytesIO()),
                lambda one: one.stamp(timestamper, AT),
                lambda one: gateway(one),
            ],
        ),
        (
            gateway(),
            [
                lambda one: one.send(agency_a(), MESSAGE, AT),
                lambda one: one.send_to(agency_a(), MESSAGE, Path("never"), AT),
                lambda one: one.judge_sending(agency_a(), MESSAGE, AT),
                lambda one: one.receive(agency_b(), MESSAGE, AT),
                lambda one: one.judge_arrival(agency_b(), MESSAGE, AT),
                lambda one: one.take_receipt(agency_a(), b"", what, AT),
            ],
        ),
        (
            sending,
            [
                *uses("require_sent", "state", "sealed", "allowed", "reasons", "unreadable"),
                *uses("package", "to_be_signed", "digest", "algorithm", "entry", "seal", "sent"),
                *uses("refuse"),
                lambda one: one.prepare(MESSAGE),
                lambda one: one.sign(MESSAGE),
                lambda one: one.sign_to(MESSAGE, Path("never")),
                lambda one: one.finish(b"", MESSAGE),
                lambda one: one.finish_to(b"", MESSAGE, Path("never")),
            ],
        ),
        (
            arrival,
            [
                *uses("require_accepted", "state", "decision", "reasons", "unreadable", "package"),
                *uses("planned_receipt", "receipt", "to_be_signed", "digest", "algorithm"),
                *uses("entry", "answer", "prepare", "without_receipt", "record"),
                lambda one: one.set_status(antin.Status.ACCEPTED),
                lambda one: one.finish(b""),
            ],
        ),
        (returned, [*uses("require_accepted", "accepted", "reasons", "entry", "report")]),
        (
            antin.check_journal(b"", AT),
            [
                *uses("require_whole", "whole", "fault", "fault_text", "entry", "since", "line"),
                *uses("head", "stamp_count", "judged", "last_stamp"),
            ],
        ),
    ]


def test_use_after_close_raises() -> None:
    for owner, uses in everything():
        owner.close()
        owner.close()
        assert repr(owner) == f"<antin.{type(owner).__name__}, closed>"
        for use in uses:
            with pytest.raises(antin.ClosedError, match=type(owner).__name__):
                use(owner)


def test_nothing_that_was_judged_is_true_or_false() -> None:
    judged = {
        antin.Registry,
        antin.ReceiptReport,
        antin.Sending,
        antin.Arrival,
        antin.ReturnedReceipt,
        antin.JournalCheck,
    }
    for owner, _ in everything():
        if type(owner) in judged:
            judged.remove(type(owner))
            with pytest.raises(TypeError, match="neither true nor false"):
                bool(owner)
    assert judged == set()
    for answer in (antin.Decision.ACCEPT, antin.SendingState.SENT, antin.ArrivalState.RECORDED):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(answer)


def test_what_is_borrowed_keeps_its_owner_and_ends_with_it() -> None:
    package = gateway().receive(agency_b(), hopped(), AT + 120).package
    gc.collect()
    assert package is not None
    seal = package.seals[0]
    assert seal.report is not None
    del package
    gc.collect()
    seal.report.require_passed()
    one = gateway()
    sending, arrival = one.send(agency_a(), MESSAGE, AT), one.receive(agency_b(), hopped(), AT + 120)
    what = sending.sent
    assert what is not None and arrival.receipt is not None
    returned = one.take_receipt(agency_a(), arrival.receipt, what, AT + 180)
    borrowed: list[Any] = [sending.package, arrival.package, returned.report]
    inner = returned.report.report
    assert inner is not None
    for owner in (sending, arrival, returned):
        owner.close()
    for gone in borrowed:
        assert gone.closed
        with pytest.raises(antin.ClosedError):
            gone.accepted  # noqa: B018
    with pytest.raises(antin.ClosedError):
        inner.verdict  # noqa: B018


def test_everything_is_freed_once() -> None:
    names = ("sent", "sending", "arrival", "returned_receipt", "ledger", "gateway", "journal")
    with ExitStack() as stack:
        freed = [stack.enter_context(counted(f"antin_{name}_free")) for name in names]
        lines: list[bytes] = []
        one = gateway(memory(lines.append))
        sending = one.send(agency_a(), MESSAGE, AT)
        what, sealed = sending.sent, sending.sealed
        assert what is not None and sealed is not None
        arrival = one.receive(agency_b(), sealed, AT)
        assert arrival.receipt is not None
        one.take_receipt(agency_a(), arrival.receipt, what, AT).require_accepted()
        antin.check_journal(b"".join(lines), AT).require_whole()
        del one, sending, arrival
        gc.collect()
        for calls in freed:
            assert calls
        assert [len(calls) for calls in freed[1:]] == [1, 1, 1, 1, 1, 1]


def test_the_interpreter_ends_well_with_an_open_gateway() -> None:
    script = (
        "from exchange import *; lines = []; ledger = memory(lines.append); one = gateway(ledger);"
        "sending = one.judge_sending(agency_a(), MESSAGE, AT); sending.prepare(MESSAGE);"
        "package = sending.package; one.receive(agency_b(), b'', AT); print(len(lines), package)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 <antin.Package, open>\n"


def test_arguments_of_a_wrong_type_are_refused() -> None:
    nobody: Any = None
    one, what = gateway(), antin.Sent(None, "d", A, [B])
    strict, believed, ledger = antin.GatewayPolicy.strict(), registry(), memory()
    wrongs: list[Callable[[], object]] = [
        lambda: antin.GatewayPolicy(nobody),
        lambda: antin.Agency(nobody, key_of("agency")),
        lambda: antin.Agency(A, nobody),
        lambda: antin.Agency(A, key_of("agency"), timestamper=cast(Any, 1)),
        lambda: antin.Agency.elsewhere(A, nobody),
        lambda: antin.Ledger.memory(nobody, 1),
        lambda: antin.Ledger.memory(60, nobody),
        lambda: antin.Ledger.memory(60, 1, horizon=cast(Any, "now")),
        lambda: antin.Ledger.memory(60, 1, line=cast(Any, 1)),
        lambda: antin.Ledger.create(nobody, 60, horizon=None),
        lambda: antin.Ledger.create("a", 60, horizon=cast(Any, "now")),
        # How old a package may be is asked of whoever makes a ledger that lasts.
        lambda: cast(Any, antin.Ledger.create)("a", 60),
        lambda: antin.Ledger.open(nobody, 60),
        lambda: antin.Gateway(nobody, rules(), believed, ledger),
        lambda: antin.Gateway(strict, nobody, believed, ledger),
        lambda: antin.Gateway(strict, rules(), nobody, ledger),
        lambda: antin.Gateway(strict, rules(), believed, nobody),
        lambda: one.send(nobody, MESSAGE, AT),
        lambda: one.send(agency_a(), nobody, AT),
        lambda: one.send(agency_a(), MESSAGE, nobody),
        lambda: one.send_to(agency_a(), MESSAGE, nobody, AT),
        lambda: one.receive(agency_b(), MESSAGE, AT, beside=cast(Any, b"")),
        lambda: one.receive(agency_b(), MESSAGE, AT, evidence=cast(Any, b"")),
        lambda: one.take_receipt(agency_a(), nobody, what, AT),
        lambda: one.take_receipt(agency_a(), b"", nobody, AT),
        lambda: sent().finish(nobody, MESSAGE),
        lambda: ledger.stamp(nobody, AT),
        lambda: antin.check_journal(nobody, AT),
        lambda: antin.check_journal(b"", AT, policy=cast(Any, 1)),
    ]
    for wrong in wrongs:
        with pytest.raises(TypeError):
            wrong()
    for text in (
        lambda: antin.Agency("a\0b", key_of("agency")),
        lambda: antin.Ledger.create("a\0b", 60, horizon=None),
        lambda: antin.check_journal(b"", AT, head="1\0:"),
    ):
        with pytest.raises(ValueError, match="NUL"):
            text()
    for number in (-1, 2**64):
        with pytest.raises(OverflowError):
            antin.Ledger.memory(number, 1)
        with pytest.raises(OverflowError):
            antin.Ledger.memory(60, number)
        with pytest.raises(OverflowError):
            ledger.export(number)
    with pytest.raises(antin.InvalidArgumentError):
        antin.Agency("", key_of("agency"))
    with pytest.raises(antin.InvalidArgumentError):
        antin.check_journal(b"", AT, head="no head")
