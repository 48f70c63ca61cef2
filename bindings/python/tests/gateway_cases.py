"""The kinds of cases about registries, receipts, journals and gateways."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Optional

import pytest

import antin
from cases import (
    Json,
    Members,
    Slow,
    by_name,
    credential_of,
    evidence_of,
    expected_error,
    file,
    name_of,
    opening_of,
    policy_of,
)
from conftest import read


def registry(case: Members) -> None:
    given, expect = case.take("registry"), Members(case.take("expect"))
    with registry_of(given) as judged:
        trusted = expect.take("trusted")
        assert (judged.fault, judged.trusted) == (expect.take("fault"), trusted)
        if not trusted:
            expect.done()
            with pytest.raises(antin.RejectedError):
                judged.require_trusted()
            assert judged.fault_text() and judged.fault_text(antin.Language.VI)
            assert (judged.name, judged.number, judged.seen) == (None, 0, None)
            return
        judged.require_trusted()
        assert (judged.name, judged.number) == (expect.take("name"), expect.take("number"))
        assert judged.sha256 == expect.take("sha256")
        assert hashlib.sha256(judged.to_json()).hexdigest() == judged.sha256
        counts = expect.take("bodies"), expect.take("entries")
        assert (judged.body_count, judged.entry_count) == counts
        for one in expect.take("decide"):
            asked = Members(one)
            organ, role = asked.take("organ"), by_name(antin.Role, asked.take("role"))
            certificate, issuer = read(asked.take("certificate")), read(asked.take("issuer"))
            answer = judged.decide(organ, role, certificate, issuer, asked.take("at"))
            wanted = asked.take("binding"), asked.take("entry")
            asked.done()
            assert (name_of(answer.binding), answer.entry) == wanted, one
    expect.done()


@contextmanager
def registry_of(json_registry: Json) -> Iterator[antin.Registry]:
    members = Members(json_registry)
    signed, signers = read(members.take("file")), read(members.take("signers"))
    policy, evidence, at = members.take("policy"), members.take("evidence"), members.take("at")
    seen = members.take("seen")
    members.done()
    with (
        antin.RegistrySigners(signers) as who,
        policy_of(policy) as rules,
        evidence_of(evidence) as known,
        antin.Registry.check(
            signed,
            who,
            rules,
            at,
            seen=None if seen is None else antin.Seen(**seen),
            evidence=known,
        ) as judged,
    ):
        yield judged


def receipt(case: Members) -> None:
    container, sent = read(case.take("receipt")), sent_of(case.take("sent"))
    given, senders, before = case.take("registry"), case.take("senders"), case.take("before")
    policy, evidence, at = case.take("policy"), case.take("evidence"), case.take("at")
    expect = case.take("expect")
    status = None if before is None else antin.Status(int(before))
    with ExitStack() as stack:
        rules, known = policy_of(policy), evidence_of(evidence)
        judged = None if given is None else stack.enter_context(registry_of(given))
        for asks in (False, True) if isinstance(senders, list) else (False,):
            recipients = opening_of(senders, [], asks, judged)
            with antin.judge_receipt(
                container, sent, rules, at, recipients=recipients, before=status, evidence=known
            ) as report:
                check_receipt(report, expect, asks)


def sent_of(json_sent: Json) -> antin.Sent:
    members = Members(json_sent)
    made = antin.Sent(
        seal=members.take("seal"),
        document=members.take("document"),
        sender=members.take("sender"),
        recipients=members.take("recipients"),
    )
    members.done()
    return made


def check_receipt(report: antin.ReceiptReport, json_expect: Json, asked: bool) -> None:
    expect = Members(json_expect)
    accepted, verdict = expect.take("accepted"), expect.take("verdict")
    assert (report.verdict.etsi_name, report.accepted) == (verdict, accepted)
    assert report.sub_indication == expect.take("sub_indication")
    assert report.fault == expect.take("fault")
    assert [one.code for one in report.mismatches] == expect.take("mismatches")
    assert name_of(report.binding) == expect.take("binding")
    other, says = expect.take("other"), expect.take("says")
    assert report.other == (None if asked else other)
    said = report.receipt
    assert says == (
        said
        and {
            "status": said.status.code,
            "recipient": said.recipient,
            "document": said.document,
            "sender": said.sender,
            "seal": said.seal,
            "time": said.seconds,
            "reasons": list(said.reasons),
        }
    )
    expect.done()
    for language in antin.Language:
        assert json.loads(report.to_json(language))["accepted"] is accepted
        assert report.to_text(language)
    if accepted:
        report.require_accepted()
        return
    with pytest.raises(antin.RejectedError):
        report.require_accepted()


def journal(case: Members) -> None:
    lines, head = read(case.take("journal")), case.take("head")
    policy, evidence, at = case.take("policy"), case.take("evidence"), case.take("at")
    expect = case.take("expect")
    rules = None if policy is None else policy_of(policy)
    known = None if evidence is None else evidence_of(evidence)
    with tempfile.TemporaryDirectory() as folder, expected_error(expect):
        path = Path(folder, "journal")
        path.write_bytes(lines)
        for given in (lines, path, Slow(lines)):
            with antin.check_journal(given, at, head=head, policy=rules, evidence=known) as check:
                check_whole(check, expect)


def check_whole(check: antin.JournalCheck, expect: Json) -> None:
    stamp = check.last_stamp
    assert {
        "whole": check.whole,
        "fault": check.fault,
        "entry": check.entry,
        "since": check.since,
        "line": check.line,
        "head": check.head,
        "stamps": check.stamp_count,
        "judged": check.judged,
        "last_stamp": stamp
        and {"entry": stamp.entry, "over": stamp.over, "time": stamp.seconds},
    } == expect
    for language in antin.Language:
        assert bool(check.fault_text(language)) is not check.whole
    if check.whole:
        check.require_whole()
        return
    with pytest.raises(antin.RejectedError):
        check.require_whole()


def gateway(case: Members) -> None:
    steps, head = case.take("steps"), case.take("head")
    rules, policy, evidence = case.take("rules"), case.take("policy"), case.take("evidence")
    given, window = case.take("registry"), case.take("window")
    horizon, most = case.take("horizon"), case.take("most")
    journals: list[bytes] = []
    with expected_error(case.take("expect")), ExitStack() as stack:
        decides = antin.GatewayPolicy.strict() if rules is None else antin.GatewayPolicy(read(rules))
        knows = stack.enter_context(registry_of(given))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        # A durable ledger is never full.
        for at_once in (True, False) if most is None else (True,):
            lines: list[bytes] = []
            if at_once:
                ledger = antin.Ledger.memory(
                    window, 1000 if most is None else most, horizon=horizon, line=lines.append
                )
            else:
                ledger = antin.Ledger.create(folder / "ledger", window, horizon=horizon)
            stack.enter_context(ledger)
            judges, known = policy_of(policy), evidence_of(evidence)
            with antin.Gateway(decides, judges, knows, ledger) as one:
                last = run_steps(one, steps, known, at_once)
            assert head is None or ledger.head() == head
            journals.append(b"".join(lines) if at_once else ledger.export())
            antin.check_journal(journals[-1], last, head=ledger.head()).require_whole()
        assert journals[0] == journals[-1]


class Done:
    """What a step gave, for those after it."""

    def __init__(self) -> None:
        self.package: Optional[bytes] = None
        self.receipt: Optional[bytes] = None
        self.sent: Optional[antin.Sent] = None


def run_steps(
    one: antin.Gateway, steps: list[Json], known: antin.Evidence, at_once: bool
) -> int:
    done: list[Done] = []
    at = 0
    for step in map(Members, steps):
        given, expect = step.take("agency"), step.take("expect")
        at, work = step.take("at"), STEPS[step.take("do")]
        done.append(Done())
        with expected_error(expect), agency_of(given) as agency:
            wanted = None if "error" in expect else Members(expect)
            work(one, agency, step, at, known, at_once, done, wanted)
            assert wanted is not None
            wanted.done()
        step.done()
    return at


@contextmanager
def agency_of(json_agency: Json) -> Iterator[antin.Agency]:
    members = Members(json_agency)
    code, make_credential = members.take("code"), credential_of(members)
    members.done()
    with make_credential() as credential, antin.Agency(code, credential) as agency:
        assert agency.code == code
        yield agency


def package_of(given: Any, done: list[Done]) -> bytes:
    if isinstance(given, str):
        return read(given)
    package: Optional[bytes] = done[given["of"]].package
    assert package is not None and list(given) == ["of"]
    return package


def send_step(
    one: antin.Gateway,
    agency: antin.Agency,
    step: Members,
    at: int,
    known: antin.Evidence,
    at_once: bool,
    done: list[Done],
    expect: Optional[Members],
) -> None:
    message = package_of(step.take("package"), done)
    if at_once:
        sending = one.send(agency, message, at, evidence=known)
    else:
        sending = one.judge_sending(agency, io.BytesIO(message), at, evidence=known)
        if sending.allowed:
            sending.prepare(io.BytesIO(message), evidence=known)
            assert sending.to_be_signed and sending.sent is None
            assert sending.sign(io.BytesIO(message)) == sending.sealed
        else:
            with pytest.raises(antin.RejectedError):
                sending.prepare(message)
            sending.refuse()
    assert expect is not None
    sent, sealed = expect.take("sent"), file(expect.take("sealed"))
    assert [reason.code for reason in sending.reasons] == expect.take("reasons")
    assert sending.entry == expect.take("entry")
    assert sending.allowed is sent
    check_reasons(sending.reasons)
    if not sent:
        assert sending.state is antin.SendingState.REFUSED
        assert (sending.sent, sending.seal) == (None, None)
        with pytest.raises(antin.RejectedError):
            sending.sealed  # noqa: B018
        return
    sending.require_sent()
    done[-1].package, done[-1].sent = sending.sealed, sending.sent
    assert sending.sent is not None and sending.sent.seal == sending.seal
    assert sealed is None or sending.sealed == sealed


def check_reasons(reasons: tuple[antin.Reason, ...]) -> None:
    for reason in reasons:
        assert reason.text() and reason.text(antin.Language.VI)


def receive_step(
    one: antin.Gateway,
    agency: antin.Agency,
    step: Members,
    at: int,
    known: antin.Evidence,
    at_once: bool,
    done: list[Done],
    expect: Optional[Members],
) -> None:
    message = package_of(step.take("package"), done)
    containers = [read(name) for name in step.take("containers") or []]
    beside = antin.Opening(containers=containers) if containers else None
    if at_once:
        arrival = one.receive(agency, message, at, beside=beside, evidence=known)
    else:
        arrival = one.judge_arrival(
            agency, io.BytesIO(message), at, beside=beside, evidence=known
        )
        with pytest.raises(antin.RejectedError):
            arrival.require_accepted()
        arrival.answer(evidence=known)
        assert arrival.receipt is None
        arrival.record()
    assert expect is not None
    decision = expect.take("decision")
    assert (name_of(arrival.decision), arrival.entry) == (decision, expect.take("entry"))
    assert [reason.code for reason in arrival.reasons] == expect.take("reasons")
    check_reasons(arrival.reasons)
    done[-1].package, done[-1].receipt = message, arrival.receipt
    status, planned = expect.take("receipt"), arrival.planned_receipt
    assert (arrival.receipt is None) is (status is None)
    assert status is None or (planned is not None and planned.status.code == status)
    package, accepted = arrival.package, expect.take("accepted_package")
    files = [read(name) for name in expect.take("files") or []]
    assert accepted is (package is not None and package.accepted)
    if decision == "accept":
        arrival.require_accepted()
    else:
        with pytest.raises(antin.RejectedError):
            arrival.require_accepted()
    if accepted and files:
        assert package is not None
        assert list(package.extract_all(message)) == files


def take_step(
    one: antin.Gateway,
    agency: antin.Agency,
    step: Members,
    at: int,
    known: antin.Evidence,
    at_once: bool,
    done: list[Done],
    expect: Optional[Members],
) -> None:
    given, about, before = step.take("receipt"), step.take("sent"), step.take("before")
    container = read(given) if isinstance(given, str) else done[given["of"]].receipt
    sent = done[about["of"]].sent if "of" in about else sent_of(about)
    assert container is not None and sent is not None
    status = None if before is None else antin.Status(int(before))
    returned = one.take_receipt(agency, container, sent, at, before=status, evidence=known)
    assert expect is not None
    accepted = expect.take("accepted")
    assert (returned.accepted, returned.entry) == (accepted, expect.take("entry"))
    assert list(returned.reasons) == expect.take("reasons")
    if accepted:
        returned.require_accepted()
        return
    with pytest.raises(antin.RejectedError):
        returned.require_accepted()


STEPS: dict[str, Callable[..., None]] = {
    "receive": receive_step,
    "send": send_step,
    "take": take_step,
}
