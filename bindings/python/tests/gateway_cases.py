"""The kinds of cases about registries and receipts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

import antin
from cases import (
    Json,
    Members,
    by_name,
    evidence_of,
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
