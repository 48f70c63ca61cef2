"""Packages of the axis: sealed, rewritten by the hub, judged, taken apart; and forged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import antin
from packages import (
    CHAIN,
    EDXML,
    JUDGED_AT,
    MESSAGE,
    PDF,
    SENDER,
    SIGNED_AT,
    agency,
    container_of,
    fact,
    how,
    judge,
    known,
    refuses,
    sealed,
    value_of,
    with_text,
)

SAMPLES = sorted(path.name for path in EDXML.glob("*.edxml") if "status" not in path.name)
REWRITINGS = (
    "trace order prefix empty direction organ-name subject-name signature-namespace attachments"
    " one-line archives"
).split()
FORWARDER = "000.00.00.X14"


def test_a_sealed_package_is_intact_and_accepted() -> None:
    judged = judge(sealed(), known())
    judged.require_accepted()
    assert judged.accepted is True
    assert judged.state is antin.State.INTACT
    assert (judged.verdict, judged.sub_indication) == (antin.Verdict.PASSED, None)
    assert (judged.sender_code, judged.sender_other) == (SENDER, None)
    assert judged.sender_binding is antin.Binding.BOUND
    assert judged.liberties == ()


def test_a_seal_tells_who_made_it_and_what_it_says() -> None:
    (seal,) = judge(sealed(), known()).seals
    assert (seal.attachment, seal.container) == (2, None)
    assert seal.id is not None and len(seal.id) == len(seal.sha256) == 64
    assert seal.sha256 == hashlib.sha256(container_of(sealed())).hexdigest()
    assert (seal.verdict, seal.sub_indication, seal.fault) == (antin.Verdict.PASSED, None, None)
    assert (seal.organ, seal.role, seal.missing) == (SENDER, antin.Role.AGENCY, ())
    assert seal.binding is antin.Binding.BOUND
    assert seal.fault_text(antin.Language.VI) is None
    statement = json.loads(seal.statement or b"")
    assert statement["sealer"] == {"organ": SENDER, "role": "agency"}
    assert seal.report is not None
    seal.report.require_passed()
    assert seal.report.format is antin.Format.ASIC_E
    (signature,) = seal.report.signatures
    assert (signature.claimed_seconds, signature.level) == (SIGNED_AT, antin.Level.B)
    assert json.loads(seal.report.to_json())["verdict"] == "TOTAL-PASSED"


def test_facts_and_files_are_told() -> None:
    judged = judge(sealed(), known())
    recipients = fact(judged, "recipients")
    assert recipients.state is antin.FactState.SAME
    assert recipients.sealed == recipients.arrived == ("000.00.00.X14", "X98.12.3")
    assert recipients.words(antin.Language.VI) == "nơi nhận"
    first, second = judged.files
    assert (first.index, first.name, first.sealed_name) == (0, "cong-van-123.pdf", first.name)
    assert (first.state, first.attachment) == (antin.FileState.SAME, 0)
    assert (first.length, first.sealed_length) == (len(PDF), len(PDF))
    assert first.sha256 == first.sealed_sha256 == hashlib.sha256(PDF).hexdigest()
    assert (first.is_unwrapped, first.is_destroyed) == (False, False)
    assert (second.index, second.name) == (1, "phu-luc-1.pdf")


def test_a_judgement_is_told_as_json_and_as_text_in_both_languages() -> None:
    judged = judge(sealed(), known())
    for language in antin.Language:
        told = json.loads(judged.to_json(language))
        assert (told["accepted"], told["state"]) == (True, "intact")
        assert told["language"] == language.name.lower()
        assert SENDER in judged.to_text(language)
    assert judged.to_text() != judged.to_text(antin.Language.VI)
    for tell in (judged.to_json, judged.to_text):
        with pytest.raises(antin.InvalidArgumentError):
            tell(9)  # type: ignore[arg-type]


def test_attachments_are_what_was_sent() -> None:
    package, appendix = sealed(), (EDXML / "phu-luc-1.pdf").read_bytes()
    judged = judge(package, known())
    assert judged.extract(package, 0) == PDF
    assert judged.extract(package, judged.files[1]) == appendix
    assert judged.extract_all(package) == (PDF, appendix)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_survives_each_rewriting_of_the_hub(name: str) -> None:
    package = sealed((EDXML / name).read_bytes())
    judged = judge(package, known())
    judged.require_accepted()
    contents = judged.extract_all(package)
    for file, content in zip(judged.files, contents):
        assert content == (EDXML / file.name).read_bytes()
    for rewritings in (None, [], *([one] for one in REWRITINGS), REWRITINGS):
        arrived = antin.hop(package, JUDGED_AT, rewritings=rewritings, seed=1)
        judged = judge(arrived, known())
        judged.require_accepted()
        assert judged.state in (antin.State.INTACT, antin.State.REWRITTEN_BY_HOP), rewritings
        assert judged.extract_all(arrived) == contents, rewritings
    assert judged.state is antin.State.REWRITTEN_BY_HOP
    assert all(file.is_unwrapped for file in judged.files)


def test_the_hub_that_destroys_attachments_is_known_by_the_damage(tmp_path: Path) -> None:
    damages = ["attachments", "text-conversion"]
    arrived = antin.hop(MESSAGE, JUDGED_AT, rewritings=damages)
    judged = judge(arrived, known(containers=container_of(sealed())))
    assert judged.verdict is antin.Verdict.PASSED
    assert judged.state is antin.State.DAMAGED
    assert judged.files[0].state is antin.FileState.CHANGED and judged.files[0].is_destroyed
    refuses(judged, arrived, tmp_path)


def test_the_same_seed_gives_the_same_message() -> None:
    def hop(seed: int) -> bytes:
        return antin.hop(MESSAGE, JUDGED_AT, rewritings=iter(["attachments"]), seed=seed)

    assert hop(1) == hop(1) != hop(2)


# Forgeries


def test_a_changed_subject_is_named_with_both_values(tmp_path: Path) -> None:
    forged = with_text(sealed(), ":Subject>V/v", ":Subject>v/v")
    judged = judge(forged, known())
    assert judged.verdict is antin.Verdict.PASSED
    assert judged.state is antin.State.CHANGED
    subject = fact(judged, "subject")
    assert subject.state is antin.FactState.CHANGED
    assert (subject.sealed[0][0], subject.arrived[0][0]) == ("V", "v")
    assert fact(judged, "number").state is antin.FactState.SAME
    refuses(judged, forged, tmp_path)


def test_a_swapped_recipient_is_named(tmp_path: Path) -> None:
    forged = with_text(sealed(), ":OrganId>X98.12.3<", ":OrganId>X98.12.4<")
    judged = judge(forged, known())
    recipients = fact(judged, "recipients")
    assert recipients.state is antin.FactState.CHANGED
    assert set(recipients.sealed) - set(recipients.arrived) == {"X98.12.3"}
    assert set(recipients.arrived) - set(recipients.sealed) == {"X98.12.4"}
    assert judged.state is antin.State.CHANGED
    refuses(judged, forged, tmp_path)


def test_a_changed_attachment_is_named(tmp_path: Path) -> None:
    forged = with_text(sealed(), ">JVBERi0xLjM", ">JVBERi0xLjQ")
    judged = judge(forged, known())
    first, second = judged.files
    assert (first.state, second.state) == (antin.FileState.CHANGED, antin.FileState.SAME)
    assert first.sha256 != first.sealed_sha256
    assert judged.state is antin.State.CHANGED
    refuses(judged, forged, tmp_path)


def test_a_comment_in_a_text_is_a_liberty_that_nothing_is_accepted_with(tmp_path: Path) -> None:
    forged = with_text(sealed(), ":Subject>V/v", ":Subject>V<!-- -->/v")
    judged = judge(forged, known())
    (liberty,) = judged.liberties
    assert (liberty.code, liberty.is_ambiguous) == ("comment-in-text", True)
    assert (liberty.element, liberty.attachment, liberty.times) == (None, None, 1)
    assert forged[liberty.offset :].startswith(b"<edXML:Subject>")
    assert liberty.text() and liberty.text() != liberty.text(antin.Language.VI)
    assert judged.state is antin.State.CHANGED
    refuses(judged, forged, tmp_path)


def test_a_changed_sender_is_not_bound(tmp_path: Path) -> None:
    forged = with_text(sealed(), f":OrganId>{SENDER}<", ":OrganId>000.00.99.X40<")
    judged = judge(forged, known())
    assert judged.sender_code == "000.00.99.X40"
    assert judged.sender_binding is antin.Binding.UNKNOWN
    assert judged.state is antin.State.CHANGED
    refuses(judged, forged, tmp_path)


def test_a_package_without_a_seal_is_in_doubt(tmp_path: Path) -> None:
    judged = judge(MESSAGE, known())
    assert judged.state is antin.State.NOT_SEALED
    assert judged.verdict is antin.Verdict.INDETERMINATE and judged.sub_indication
    assert judged.seals == ()
    assert judged.files[0].state is antin.FileState.ADDED
    assert (judged.files[0].sealed_name, judged.files[0].sealed_sha256) == (None, None)
    refuses(judged, MESSAGE, tmp_path)


def test_a_status_message_is_judged_but_not_sealed() -> None:
    status = (EDXML / "status-01.edxml").read_bytes()
    assert judge(status, known()).state is antin.State.NOT_SEALED
    with pytest.raises(antin.UnsupportedError):
        antin.seal(status, agency(), how(), SIGNED_AT)


# Several seals, keys elsewhere, seals beside


def test_a_forwarder_adds_its_seal_and_is_not_the_sender(tmp_path: Path) -> None:
    forwarder = how(role=antin.Role.FORWARDER, organ=FORWARDER)
    both = antin.seal(sealed(), agency(), forwarder, SIGNED_AT)
    judged = judge(both, known())
    judged.require_accepted()
    assert [one.role for one in judged.seals] == [antin.Role.AGENCY, antin.Role.FORWARDER]
    assert [one.organ for one in judged.seals] == [SENDER, FORWARDER]
    alone = antin.seal(MESSAGE, agency(), forwarder, SIGNED_AT)
    judged = judge(alone, known())
    assert judged.verdict is antin.Verdict.PASSED
    assert judged.sender_binding is antin.Binding.UNKNOWN
    refuses(judged, alone, tmp_path)
    # The forwarder's seal names the sender's, which is not on the message that was sent.
    judged = judge(MESSAGE, known(containers=[container_of(both)]))
    assert judged.state is antin.State.INCOMPLETE
    assert [len(one) for one in judged.seals[0].missing] == [64]
    refuses(judged, MESSAGE, tmp_path)


def test_a_key_elsewhere_seals() -> None:
    value = value_of(container_of(sealed()))
    with antin.prepare_seal(MESSAGE, CHAIN, how(), SIGNED_AT) as prepared:
        assert prepared.digest == hashlib.sha256(prepared.to_be_signed).digest()
        assert prepared.algorithm is antin.Algorithm.RSA_PKCS1_SHA256
        assert json.loads(prepared.statement)["facts"]["sender"] == SENDER
        with pytest.raises(antin.KeyRefusedError):
            prepared.finish(bytes(256), MESSAGE)
        assert prepared.finish(value, MESSAGE) == sealed()
        with pytest.raises(antin.AlreadyUsedError):
            prepared.finish(value, MESSAGE)
        assert json.loads(prepared.statement)
    with antin.prepare_seal(MESSAGE, CHAIN, how(), SIGNED_AT) as prepared:
        with pytest.raises(antin.InvalidArgumentError):
            prepared.finish(value, MESSAGE + b" ")


def test_a_seal_beside_the_message_is_as_good() -> None:
    value = value_of(container_of(sealed()))
    prepared = antin.prepare_seal(MESSAGE, CHAIN, how(), SIGNED_AT)
    with pytest.raises(antin.KeyRefusedError):
        prepared.finish_container(bytes(256))
    container = prepared.finish_container(value)
    with pytest.raises(antin.AlreadyUsedError):
        prepared.finish_container(value)
    judged = judge(MESSAGE, known(containers=container))
    judged.require_accepted()
    assert [(one.attachment, one.container) for one in judged.seals] == [(None, 0)]
    assert judged.extract(MESSAGE, 0) == PDF


def test_a_faulty_container_says_nothing(tmp_path: Path) -> None:
    judged = judge(MESSAGE, known(containers=[container_of(sealed()), b"no container"]))
    faulty = judged.seals[1]
    assert (faulty.fault, faulty.verdict) == ("container", antin.Verdict.FAILED)
    assert faulty.fault_text() and faulty.fault_text() != faulty.fault_text(antin.Language.VI)
    assert (faulty.id, faulty.organ, faulty.role) == (None, None, None)
    assert (faulty.statement, faulty.report) == (None, None)
    assert judged.state is antin.State.CHANGED
    refuses(judged, MESSAGE, tmp_path)


# Who sends


def test_without_senders_nothing_is_accepted(tmp_path: Path) -> None:
    for opening in (None, antin.Opening()):
        judged = judge(sealed(), opening)
        assert judged.state is antin.State.INTACT
        assert judged.verdict is antin.Verdict.PASSED
        assert judged.sender_binding is antin.Binding.UNKNOWN
        refuses(judged, sealed(), tmp_path)


def test_the_certificate_of_another_body_is_named(tmp_path: Path) -> None:
    judged = judge(sealed(), antin.Opening(senders={FORWARDER: [CHAIN]}))
    assert judged.sender_binding is antin.Binding.OTHER
    assert judged.sender_other == FORWARDER
    refuses(judged, sealed(), tmp_path)


def test_a_function_is_asked_and_its_answer_counts(tmp_path: Path) -> None:
    claims: list[antin.Claim] = []

    def answering(binding: antin.Binding) -> Callable[[antin.Claim], antin.Binding]:
        def ask(claim: antin.Claim) -> antin.Binding:
            claims.append(claim)
            return binding

        return ask

    for binding in antin.Binding:
        judged = judge(sealed(), antin.Opening(ask=answering(binding)))
        assert judged.sender_binding is binding
        assert judged.seals[0].binding is binding
        if binding is antin.Binding.BOUND:
            judged.require_accepted()
        else:
            refuses(judged, sealed(), tmp_path)
    assert len(claims) == len(antin.Binding)
    claim = claims[0]
    assert (claim.organ, claim.role) == (SENDER, antin.Role.AGENCY)
    assert claim.seconds == JUDGED_AT and claim.time is not None
    assert claim.path[0] == agency().certificates[0]
    # What is known is not asked.
    assert judge(sealed(), known(ask=answering(antin.Binding.UNKNOWN))).accepted
    assert len(claims) == len(antin.Binding)


def test_only_a_binding_is_an_answer() -> None:
    for answer in (True, 1, None, "bound", antin.State.INTACT):
        with pytest.raises(TypeError, match="Binding"):
            judge(sealed(), antin.Opening(ask=lambda _, answer=answer: answer))  # type: ignore


def test_what_the_function_raises_comes_out() -> None:
    class Lost(BaseException):
        pass

    asked = []

    def ask(claim: antin.Claim) -> antin.Binding:
        asked.append(claim)
        try:
            raise KeyError("the registry")
        except KeyError as error:
            raise Lost("is gone") from error

    opening = antin.Opening(ask=ask)
    both = antin.seal(sealed(), agency(), how(role=antin.Role.LEADER), SIGNED_AT)
    with pytest.raises(Lost) as caught:
        judge(both, opening)
    assert isinstance(caught.value.__cause__, KeyError)
    # Two seals, and one question.
    assert len(asked) == 1


def test_a_function_may_judge_another_package() -> None:
    def ask(claim: antin.Claim) -> antin.Binding:
        if depth:
            return antin.Binding.BOUND
        depth.append(1)
        assert judge(sealed(), opening).accepted
        with pytest.raises(antin.MalformedError):
            judge(b"<a", opening)
        return antin.Binding.BOUND

    depth: list[int] = []
    opening = antin.Opening(ask=ask)
    assert judge(sealed(), opening).accepted


def test_any_sender_is_taken_only_when_that_is_said() -> None:
    judged = judge(sealed(), antin.Opening.danger_any_sender())
    judged.require_accepted()
    beside = antin.Opening.danger_any_sender(containers=container_of(sealed()))
    judge(MESSAGE, beside).require_accepted()


# Validation


def test_what_a_message_lacks_is_told() -> None:
    assert antin.validate(MESSAGE) == antin.Validation((), ())
    wrong = with_text(MESSAGE, ":DueDate>2026/04/01<", ":DueDate>soon<")
    assert antin.validate(wrong).faults == ("T.MessageHeader.DueDate",)
    comment = with_text(MESSAGE, ":Subject>V/v", ":Subject>V<!-- -->/v")
    assert [one.code for one in antin.validate(comment).liberties] == ["comment-in-text"]
