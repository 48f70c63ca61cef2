"""The cases that every language runs: `test-vectors/bindings/manifest.json`.

One file, as the manifest is one: a kind of case is a function, and most check their answers by the same ones.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional, cast

import pytest

import antin
from cases import (
    Json,
    Members,
    Slow,
    algorithm_of,
    by_name,
    credential_of,
    evidence_of,
    expected_error,
    file,
    name_of,
    opening_of,
    options_of,
    policy_of,
    split,
)
from conftest import VECTORS, read
from gateway_cases import gateway, journal, receipt, registry

PIECES = (1, 7, 65536)


def load() -> list[Json]:
    manifest = Members(json.loads(read("manifest.json")))
    assert manifest.take("version") == 1
    cases = manifest.take("cases")
    manifest.done()
    return cast("list[Json]", cases)


@pytest.mark.parametrize("case", load(), ids=lambda case: str(case["name"]))
def test_manifest(case: Json) -> None:
    members = Members(case)
    members.take("name")
    KINDS[members.take("do")](members)
    members.done()


def test_an_unknown_kind_or_member_fails() -> None:
    with pytest.raises(KeyError):
        test_manifest({"name": "new", "do": "unseal"})
    with pytest.raises(AssertionError, match="unknown members"):
        test_manifest({**load()[0], "new": 1})


# Kinds of cases


def verify(case: Members) -> None:
    document, content = read(case.take("document")), file(case.take("content"))
    policy, evidence, at = case.take("policy"), case.take("evidence"), case.take("at")
    expect = case.take("expect")
    with expected_error(expect):
        judge_in_every_way(document, content, policy, evidence, at, expect)


def sign(case: Members) -> None:
    document, time = read(case.take("document")), case.take("signing_time")
    raised = case.take("raised", [])
    make_credential = credential_of(case)
    with expected_error(case.take("expect")), options_of(case) as (options, attached):
        with make_credential() as credential:
            signatures = [antin.sign(document, credential, options, time)]
            for size in PIECES:
                signatures.append(streamed(document, credential, options, time, size, attached))
            signatures.append(antin.sign(io.BytesIO(document), credential, options, time))
    if case.has("then"):
        then = case.take("then")
        for signature in signatures:
            for more in raised:
                with options_of(Members({"options": more})) as (options, attached):
                    beside = None if attached else document
                    signature = antin.extend(signature, options, content=beside)
            judge_then(signature, None if attached else document, then)


def add_signature(case: Members) -> None:
    signature, content = read(case.take("signature")), file(case.take("content"))
    time, make_credential = case.take("signing_time"), credential_of(case)
    both = b""
    with expected_error(case.take("expect")), options_of(case) as (options, _):
        with make_credential() as credential:
            both = antin.add_signature(signature, credential, options, time, content=content)
    if case.has("then"):
        judge_then(both, content, case.take("then"))


def extend(case: Members) -> None:
    signature, content = read(case.take("signature")), file(case.take("content"))
    raised = b""
    with expected_error(case.take("expect")), options_of(case) as (options, _):
        raised = antin.extend(signature, options, content=content)
    if case.has("then"):
        judge_then(raised, content, case.take("then"))


def evidence(case: Members) -> None:
    data, by, expect = read(case.take("file")), case.take("by"), case.take("expect")
    with expected_error(expect), antin.Evidence.from_bytes(data) as known:
        wanted = Members(expect)
        items, ended = wanted.take("items"), wanted.take("ended")
        wanted.done()
        assert [
            {
                "kind": item.kind.name.lower(),
                "name": item.name,
                "since": item.since_seconds,
                "until": item.until_seconds,
                "obtained": item.obtained_seconds,
                "source": item.source,
            }
            for item in known.items()
        ] == items
        assert all((item.data or b"").startswith(b"\x30") for item in known.items(data=True))
        assert known.ended(by) == ended
        assert known.to_bytes() == data
        with tempfile.TemporaryDirectory() as folder, antin.Cache(folder) as cache:
            known.write(f"{folder}/again")
            assert antin.Evidence.read(f"{folder}/again").to_bytes() == data
            cache.keep(known)
            loaded = cache.load()
            assert (len(loaded.evidence.items()), loaded.damaged) == (len(items), ())
            assert cache.clean(by) == ended
            assert len(cache.load().evidence.items()) == len(items) - ended


def credential(case: Members) -> None:
    expect = case.take("expect")
    make_credential = credential_of(case)
    with expected_error(expect), make_credential() as made:
        certificates = made.certificates
        assert len(certificates) == expect["certificates"]
        assert hashlib.sha256(certificates[0]).hexdigest() == expect["sha256"]


def policy(case: Members) -> None:
    with expected_error(case.take("expect")), policy_of(case.take("policy")):
        pass


def prepare(case: Members) -> None:
    document, chain = read(case.take("document")), read(case.take("chain"))
    digest, time = case.take("document_digest"), case.take("signing_time")
    with options_of(case) as (options, attached):
        prepared = [antin.prepare(document, chain, options, time)]
        prepared.append(antin.prepare(io.BytesIO(document), chain, options, time))
        if not attached:
            for size in PIECES:
                with antin.Signing.for_chain(chain, options, time) as signing:
                    for piece in split(document, size):
                        signing.update(piece)
                    prepared.append(signing.prepare())
        if digest is not None:
            value = bytes.fromhex(digest["value"])
            kind = antin.Digest[digest["algorithm"].replace("-", "")]
            prepared.append(antin.prepare_digest(kind, value, chain, options, time))
    finish(case, prepared, None if attached else document)


def prepare_addition(case: Members) -> None:
    signature, content = read(case.take("signature")), file(case.take("content"))
    chain, time = read(case.take("chain")), case.take("signing_time")
    with options_of(case) as (options, _):
        prepared = antin.prepare_addition(signature, chain, options, time, content=content)
    finish(case, [prepared], content)


def finish(case: Members, prepared: list[antin.Prepared], content: Optional[bytes]) -> None:
    to_be_signed, value = read(case.take("to_be_signed")), read(case.take("value"))
    wrong, algorithm = read(case.take("wrong_value")), algorithm_of(case.take("algorithm"))
    then = case.take("then")
    for one in prepared:
        with one:
            assert one.to_be_signed == to_be_signed
            assert one.algorithm is algorithm
            with pytest.raises(antin.KeyRefusedError):
                one.finish(wrong)
            judge_then(one.finish(value), content, then)
            with pytest.raises(antin.AlreadyUsedError):
                one.finish(value)


# Packages


def package(case: Members) -> None:
    open_then(read(case.take("package")), case, [])


def seal(case: Members) -> None:
    message, time = read(case.take("package")), case.take("signing_time")
    rewriting, make_credential = case.take("hop"), credential_of(case)
    sealed, streamed = b"", io.BytesIO()
    with expected_error(case.take("expect")), seal_options_of(case) as options:
        with make_credential() as credential:
            sealed = antin.seal(message, credential, options, time)
            antin.seal_to(io.BytesIO(message), streamed, credential, options, time)
    if not case.has("then"):
        return
    then = case.take("then")
    # Two values of ECDSA differ, also over the same.
    for one in {sealed, streamed.getvalue()}:
        if rewriting is not None:
            members = Members(rewriting)
            names, seconds = members.take("rewritings"), members.take("time")
            seed = members.take("seed", 0)
            members.done()
            one, before = antin.hop(one, seconds, rewritings=names, seed=seed), one
            written = io.BytesIO()
            antin.hop_to(io.BytesIO(before), written, seconds, rewritings=names, seed=seed)
            assert written.getvalue() == one
        judged = Members(then)
        open_then(one, judged, [])
        judged.done()


def prepare_seal(case: Members) -> None:
    message, chain = read(case.take("package")), read(case.take("chain"))
    time, to_be_signed = case.take("signing_time"), read(case.take("to_be_signed"))
    value, wrong = read(case.take("value")), read(case.take("wrong_value"))
    algorithm, sealed = algorithm_of(case.take("algorithm")), read(case.take("sealed"))
    then = Members(case.take("then"))
    with seal_options_of(case) as options:
        for given in (message, io.BytesIO(message)):
            with antin.prepare_seal(given, chain, options, time) as one:
                assert one.to_be_signed == to_be_signed
                assert one.digest == hashlib.new("sha256", to_be_signed).digest()
                assert one.algorithm is algorithm
                assert json.loads(one.statement)["format"] == "antin-edxml-statement"
                with pytest.raises(antin.KeyRefusedError):
                    one.finish(wrong, given)
                assert one.finish(value, given) == sealed
                with pytest.raises(antin.AlreadyUsedError):
                    one.finish(value, given)
        with antin.prepare_seal(message, chain, options, time) as one:
            with pytest.raises(antin.KeyRefusedError):
                one.finish_container(wrong)
            container = one.finish_container(value)
            with pytest.raises(antin.AlreadyUsedError):
                one.finish_container(value)
    open_then(message, then, [container])
    then.done()


def validate(case: Members) -> None:
    message, expect = read(case.take("package")), case.take("expect")
    with expected_error(expect):
        for given in (message, io.BytesIO(message)):
            found = antin.validate(given)
            assert list(found.faults) == expect["faults"]
            assert told_liberties(found.liberties) == expect["liberties"]
            assert list(expect) == ["faults", "liberties"]


@contextmanager
def seal_options_of(case: Members) -> Iterator[antin.SealOptions]:
    role, organ = case.take("role"), case.take("organ")
    with options_of(case) as (signature, _):
        with antin.SealOptions(
            signature, role=None if role is None else by_name(antin.Role, role), organ=organ
        ) as options:
            yield options


def open_then(message: bytes, case: Members, containers: list[bytes]) -> None:
    senders, expect = case.take("senders"), case.take("expect")
    policy, evidence, at = case.take("policy"), case.take("evidence"), case.take("at")
    containers = [read(name) for name in case.take("containers") or []] + containers
    with tempfile.TemporaryDirectory() as folder, expected_error(expect):
        path = Path(folder, "message")
        path.write_bytes(message)
        failure: Optional[antin.AntinError] = None
        for asks in (False, True) if isinstance(senders, list) else (False,):
            for given in (message, path, Slow(message)):
                with (
                    policy_of(policy) as rules,
                    evidence_of(evidence) as known,
                    opening_of(senders, containers, asks) as how,
                ):
                    if "error" in expect:
                        with pytest.raises(antin.AntinError) as caught:
                            antin.open_package(given, rules, at, opening=how, evidence=known)
                        failure = caught.value
                        assert failure.code == expect["error"]
                        continue
                    judged = antin.open_package(given, rules, at, opening=how, evidence=known)
                    with judged:
                        check_package(judged, expect, given, asks)
        if failure is not None:
            raise failure


def check_package(
    judged: antin.Package, json_expect: Json, given: Any, asked: bool
) -> None:
    expect = Members(json_expect)
    accepted, wanted = expect.take("accepted"), expect.take("files")
    state, verdict = expect.take("state"), expect.take("verdict")
    assert name_of(judged.state) == state
    assert (judged.verdict.etsi_name, judged.accepted) == (verdict, accepted)
    assert judged.sub_indication == expect.take("sub_indication")
    sender = expect.take("sender")
    assert {
        "code": judged.sender_code,
        "binding": name_of(judged.sender_binding),
        "other": judged.sender_other,
    } == {**sender, "other": None if asked else sender["other"]}
    assert [told_seal(one) for one in judged.seals] == expect.take("seals")
    assert [told_fact(one) for one in judged.facts if one.state is not antin.FactState.SAME] == (
        expect.take("facts")
    )
    assert [told_file(one) for one in judged.files] == [
        {name: value for name, value in one.items() if name != "content"} for one in wanted
    ]
    assert told_liberties(judged.liberties) == expect.take("liberties")
    expect.done()
    for language in antin.Language:
        told = json.loads(judged.to_json(language))
        assert (told["state"], told["verdict"], told["accepted"]) == (state, verdict, accepted)
        assert judged.to_text(language)
    if accepted:
        judged.require_accepted()
        contents = tuple(read(one["content"]) for one in wanted)
        assert judged.extract_all(given) == contents
        assert tuple(judged.extract(given, one) for one in judged.files) == contents
        return
    assert all(one["content"] is None for one in wanted)
    for refused in (
        judged.require_accepted,
        lambda: judged.extract_all(given),
        lambda: judged.extract(given, 0),
    ):
        with pytest.raises(antin.RejectedError):
            refused()


def told_seal(seal: antin.Seal) -> Json:
    return {
        "attachment": seal.attachment,
        "container": seal.container,
        "verdict": seal.verdict.etsi_name,
        "sub_indication": seal.sub_indication,
        "fault": seal.fault,
        "organ": seal.organ,
        "role": None if seal.role is None else name_of(seal.role),
        "binding": name_of(seal.binding),
        "missing": len(seal.missing),
    }


def told_fact(fact: antin.Fact) -> Json:
    return {
        "fact": fact.name,
        "state": name_of(fact.state),
        "sealed": list(fact.sealed),
        "arrived": list(fact.arrived),
    }


def told_file(file: antin.File) -> Json:
    return {
        "name": file.name,
        "state": name_of(file.state),
        "unwrapped": file.is_unwrapped,
        "destroyed": file.is_destroyed,
        "sealed_name": file.sealed_name,
    }


def told_liberties(liberties: tuple[antin.Liberty, ...]) -> list[Json]:
    return [{"code": one.code, "ambiguous": one.is_ambiguous} for one in liberties]


KINDS: dict[str, Callable[[Members], None]] = {
    "add-signature": add_signature,
    "credential": credential,
    "evidence": evidence,
    "extend": extend,
    "gateway": gateway,
    "journal": journal,
    "package": package,
    "policy": policy,
    "prepare": prepare,
    "prepare-addition": prepare_addition,
    "prepare-seal": prepare_seal,
    "receipt": receipt,
    "registry": registry,
    "seal": seal,
    "sign": sign,
    "validate": validate,
    "verify": verify,
}


def streamed(
    document: bytes,
    credential: antin.Credential,
    options: antin.SignOptions,
    time: int,
    size: int,
    attached: bool,
) -> bytes:
    if attached:
        signing = antin.Signing.attached(credential, options, time, len(document))
    else:
        signing = antin.Signing(credential, options, time)
    with signing:
        head = signing.head
        for piece in split(document, size):
            signing.update(piece)
        tail = signing.finish()
    if not attached:
        assert head == b""
        return tail
    return head + document + tail


# Judging


def judge_then(signature: bytes, content: Optional[bytes], then: Json) -> None:
    members = Members(then)
    policy, evidence = members.take("policy"), members.take("evidence")
    at, expect = members.take("at"), members.take("expect")
    members.done()
    judge_in_every_way(signature, content, policy, evidence, at, expect)


def judge_in_every_way(
    document: bytes,
    content: Optional[bytes],
    json_policy: Json,
    json_evidence: Optional[Json],
    at: int,
    expect: Json,
) -> None:
    failures = 0
    with policy_of(json_policy) as policy, evidence_of(json_evidence) as evidence:

        def in_pieces(size: int) -> antin.Report:
            if content is None:
                begun = antin.Verifying.attached(policy, at, evidence=evidence)
            else:
                begun = antin.Verifying(document, policy, at, evidence=evidence)
            with begun as verifying:
                for piece in split(document if content is None else content, size):
                    verifying.update(piece)
                return verifying.finish()

        def from_files() -> antin.Report:
            beside = None if content is None else io.BytesIO(content)
            return antin.verify(io.BytesIO(document), policy, at, content=beside, evidence=evidence)

        ways: list[tuple[bool, Callable[[], antin.Report]]] = [
            (
                True,
                lambda: antin.verify(document, policy, at, content=content, evidence=evidence),
            ),
            *((False, lambda size=size: in_pieces(size)) for size in PIECES),
            (False, from_files),
        ]
        for in_memory, judge in ways:
            if "error" in expect:
                with pytest.raises(antin.AntinError) as caught:
                    judge()
                assert caught.value.code == expect["error"]
                failures += 1
            else:
                with judge() as report:
                    check(report, expect, in_memory, content)
    if failures:
        assert failures == len(ways)
        raise caught.value


def check(
    report: antin.Report, json_expect: Json, in_memory: bool, beside: Optional[bytes]
) -> None:
    expect = Members(json_expect)
    verdict, content = expect.take("verdict"), file(expect.take("content"))
    assert report.verdict.etsi_name == verdict
    assert report.sub_indication == expect.take("sub_indication")
    assert [describe(signature) for signature in report.signatures] == [
        {"proven_time": None, "timestamps": [], **wanted} for wanted in expect.take("signatures")
    ]
    expect.done()
    for language in antin.Language:
        assert json.loads(report.to_json(language))["verdict"] == verdict
    if verdict != "TOTAL-PASSED":
        for refused in (
            report.require_passed,
            lambda: report.content,
            lambda: antin.Recheck(report),
        ):
            with pytest.raises(antin.RejectedError):
                refused()
        return
    report.require_passed()
    # Content that passed by is not given out, however short it is.
    assert report.content == (content if in_memory else None)
    judged = beside if content is None else content
    assert judged is not None
    with antin.Recheck(report) as recheck:
        recheck.update(judged)
        recheck.finish()
    with antin.Recheck(report) as recheck:
        with pytest.raises(antin.InvalidArgumentError):
            recheck.update(judged + b"!")
            recheck.finish()


def describe(signature: antin.Signature) -> Json:
    signer = signature.signer
    return {
        "verdict": signature.verdict.etsi_name,
        "sub_indication": signature.sub_indication,
        "level": None if signature.level is None else signature.level.name,
        "signer": signer
        and {"subject": signer.subject, "serial": signer.serial, "sha256": signer.sha256},
        "claimed_time": signature.claimed_seconds,
        "digest": signature.digest,
        "algorithm": signature.algorithm,
        "coverage": signature.coverage.name.lower().replace("_", "-"),
        "findings": [finding.code for finding in signature.findings],
        "proven_time": signature.proven_seconds,
        "timestamps": [
            {
                "kind": timestamp.kind.name.lower().replace("_", "-"),
                "verdict": timestamp.verdict.etsi_name,
                "sub_indication": timestamp.sub_indication,
                "time": timestamp.seconds,
                "authority": timestamp.authority,
                "policy": timestamp.policy,
            }
            for timestamp in signature.timestamps
        ],
    }


def test_every_vector_is_there() -> None:
    assert VECTORS.is_dir()
    assert len(load()) >= 100
