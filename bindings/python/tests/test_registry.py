"""Registries: written, signed, judged, asked; and misused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

import pytest

import antin
import exchange
from conftest import cades, read
from exchange import AT, SINCE, SUB_CA, A, B, bound, checked, drafted, key_of, rules, signed


def test_a_registry_that_was_drafted_issued_and_signed_is_trusted() -> None:
    draft = drafted()
    assert draft.number == 0
    file = signed(draft)
    assert draft.number == 1
    registry = checked(file)
    registry.require_trusted()
    assert registry.trusted is True
    assert (registry.fault, registry.fault_text()) == (None, None)
    assert (registry.name, registry.number) == ("Sổ đăng ký thử", 1)
    assert registry.to_json() == draft.to_json()
    assert (registry.issued_seconds, registry.next_update_seconds) == (AT - 3600, AT + 30 * 86400)
    assert registry.issued is not None and registry.issued.timestamp() == AT - 3600
    assert registry.next_update is not None
    assert (registry.body_count, registry.entry_count) == (3, 2)
    assert (registry.body_name(B), registry.body_name("G99")) == ("Tỉnh Ví Dụ", None)
    assert not registry.is_past(AT) and registry.is_past(AT + 31 * 86400)
    report = registry.report
    assert report is not None and report.verdict is antin.Verdict.PASSED


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: checked(b"nothing"), "unreadable"),
        (lambda: checked(signed(drafted(), key="p256")), "signer"),
        (lambda: checked(signed(drafted()), at=AT + 31 * 86400), "past"),
        (lambda: checked(signed(drafted()), at=AT - 86400), "from-the-future"),
        (lambda: checked(signed(drafted()), seen=antin.Seen(2, "0" * 64)), "older"),
        (lambda: checked(signed(drafted()), seen=antin.Seen(1, "0" * 64)), "forked"),
        (lambda: checked(signed(drafted()).replace(b"ng tin", b"ng tan")), "signature"),
        (lambda: checked(unissued()), "not-issued"),
    ],
)
def test_what_is_not_trusted_says_why_and_nothing_else(
    make: Callable[[], antin.Registry], fault: str
) -> None:
    registry = make()
    assert (registry.fault, registry.trusted) == (fault, False)
    texts = {registry.fault_text(language) for language in antin.Language}
    assert len(texts) == 2 and None not in texts
    with pytest.raises(antin.RejectedError, match=fault):
        registry.require_trusted()
    assert (registry.name, registry.number, registry.sha256, registry.seen) == (None, 0, None, None)
    assert (registry.issued, registry.next_update) == (None, None)
    assert (registry.body_count, registry.entry_count, registry.body_name(A)) == (0, 0, None)
    assert registry.is_past(AT)
    for refused in (
        registry.to_json,
        lambda: registry.decide(A, antin.Role.AGENCY, read("pki/agency.pem"), SUB_CA, AT),
        lambda: antin.Opening(registry=registry),
    ):
        with pytest.raises(antin.RejectedError):
            refused()


def unissued() -> bytes:
    options = cades(packaging=antin.Packaging.ATTACHED)
    return antin.sign(drafted().to_json(), key_of("p384"), options, AT)


def test_a_registry_that_was_seen_is_seen_again_and_a_newer_one_after_it() -> None:
    first = checked(signed(drafted()))
    assert first.seen == antin.Seen(1, first.sha256 or "")
    assert checked(signed(drafted()), seen=first.seen).trusted
    draft = antin.RegistryDraft.from_json(first.to_json())
    draft.add_body("H37", "Tỉnh Mẫu")
    draft.issue(AT - 60, AT + 86400)
    options = cades(packaging=antin.Packaging.ATTACHED)
    second = checked(antin.sign(draft.to_json(), key_of("p384"), options, AT), seen=first.seen)
    second.require_trusted()
    assert second.number == 2
    assert checked(signed(drafted()), seen=second.seen).fault == "older"


def test_a_binding_answers_in_each_way() -> None:
    draft = drafted()
    certificate, leader, other = (read(f"pki/{one}.pem") for one in ("agency", "leader", "p256"))
    dates = {"since": SINCE, "issuer": SUB_CA}
    draft.add_body("H1", "Ban đầu", since=SINCE - 1)
    draft.add_body("H2", "Về sau")
    draft.add(
        antin.RegistryBinding(
            "leader-1",
            A,
            antin.Match.SUBJECT,
            certificate=leader,
            roles=[antin.Role.LEADER],
            until=AT - 10,
            delegated=("Nguyễn Văn A", "Quyết định 1"),
            **dates,  # type: ignore[arg-type]
        )
    )
    draft.end_body("H1", AT - 100, successors=["H2"])
    draft.revoke("b-1", AT - 50, "mất khoá")
    registry = checked(signed(draft))
    registry.require_trusted()

    def says(organ: str, role: antin.Role, pem: bytes, at: int = AT) -> tuple[str, object]:
        answer = registry.decide(organ, role, pem, SUB_CA, at)
        return answer.binding.name, answer.entry

    assert says(A, antin.Role.AGENCY, certificate) == ("BOUND", "a-1")
    assert says(A, antin.Role.FORWARDER, certificate)[0] == "ROLE_NOT_ALLOWED"
    assert says(A, antin.Role.AGENCY, certificate, SINCE - 1)[0] == "EXPIRED"
    assert says(B, antin.Role.AGENCY, certificate)[0] == "OTHER"
    assert says(B, antin.Role.AGENCY, other)[0] == "REVOKED"
    assert says(A, antin.Role.LEADER, leader, AT - 11) == ("BOUND", "leader-1")
    assert says(A, antin.Role.LEADER, leader)[0] == "EXPIRED"
    assert says(A, antin.Role.AGENCY, read("pki/ed25519.pem")) == ("UNKNOWN", None)
    written = json.loads(registry.to_json())
    assert [one["code"] for one in written["bodies"] if "successors" in one] == ["H1"]
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(registry.decide(A, antin.Role.AGENCY, certificate, SUB_CA, AT))


@pytest.mark.parametrize("match", list(antin.Match))
def test_certificates_are_bound_by_each_of_their_marks(match: antin.Match) -> None:
    needs_issuer = match not in (antin.Match.CERTIFICATE, antin.Match.KEY)
    certificate, issuer = read("pki/agency.pem"), SUB_CA if needs_issuer else None
    given = None if match is antin.Match.ISSUER else certificate
    draft = antin.RegistryDraft("thử")
    draft.add_body(A, "Sở")
    with antin.RegistryBinding("a", A, match, SINCE, certificate=given, issuer=issuer) as binding:
        draft.add(binding)
    registry = antin.Registry.danger_unsigned(draft.to_json())
    answer = registry.decide(A, antin.Role.AGENCY, certificate, SUB_CA, AT)
    assert answer == antin.RegistryAnswer(antin.Binding.BOUND, "a")


def test_a_draft_that_contradicts_itself_is_refused_and_stays_as_it_was() -> None:
    draft = drafted()
    before = draft.to_json()
    for wrong in (
        lambda: draft.add_body(A, "Lại"),
        lambda: draft.add_body("", "Không"),
        lambda: draft.end_body("G99", AT),
        lambda: draft.end_body(A, AT, successors=["G99"]),
        lambda: draft.add(bound("a-1", A, "agency")),
        lambda: draft.add(bound("g-1", "G99", "agency")),
        lambda: draft.add(bound("a-2", A, "agency", until=SINCE - 1)),
        lambda: draft.revoke("a-9", AT, ""),
        lambda: draft.issue(AT, AT),
        lambda: antin.RegistryDraft(""),
    ):
        with pytest.raises(antin.InvalidArgumentError) as caught:
            wrong()
        assert caught.value.text(antin.Language.VI) != caught.value.text()
    assert draft.to_json() == before
    draft.revoke("a-1", AT, "mất khoá")
    with pytest.raises(antin.InvalidArgumentError):
        draft.revoke("a-1", AT + 1, "mất khoá")


def test_a_binding_takes_what_its_mark_asks_for_and_nothing_else() -> None:
    certificate = read("pki/agency.pem")
    wrong: list[tuple[antin.Match, dict[str, Any]]] = [
        (antin.Match.KEY, {}),
        (antin.Match.SUBJECT, {"certificate": certificate}),
        (antin.Match.ISSUER, {"certificate": certificate, "issuer": SUB_CA}),
        (antin.Match.ISSUER, {}),
        (antin.Match(9), {"certificate": certificate}),
    ]
    for match, given in wrong:
        with pytest.raises(antin.InvalidArgumentError):
            antin.RegistryBinding("a", A, match, SINCE, **given)
    with pytest.raises(antin.AntinError):
        antin.RegistryBinding("a", A, antin.Match.KEY, SINCE, certificate=b"no certificate")
    with pytest.raises(ValueError, match="roles"):
        bound("a", A, "agency", roles=[])
    with pytest.raises(antin.InvalidArgumentError):
        bound("a", A, "agency", roles=[antin.Role(9)])


def test_an_unsigned_registry_is_believed_only_by_the_function_that_says_so() -> None:
    unsigned = antin.Registry.danger_unsigned(drafted().to_json())
    unsigned.require_trusted()
    assert unsigned.report is None
    assert (unsigned.issued, unsigned.next_update) == (None, None)
    assert unsigned.is_past(AT), "it was never issued"
    assert checked(drafted().to_json()).trusted is False
    with pytest.raises(antin.InputError):
        antin.Registry.danger_unsigned(b"{}")


def test_an_opening_asks_the_registry_who_is_who() -> None:
    message = exchange.sealed()
    assert exchange.judged(message).accepted
    other = exchange.judged(message, exchange.OUTSIDER)
    assert (other.accepted, other.sender_binding) == (False, antin.Binding.OTHER)
    assert other.sender_other == exchange.OUTSIDER
    opening = antin.Opening(
        registry=exchange.registry(exchange.OUTSIDER), ask=lambda _: antin.Binding.BOUND
    )
    with antin.open_package(message, rules(), AT, opening=opening) as best:
        assert best.sender_binding is antin.Binding.BOUND
    closed = checked(signed(drafted()))
    opening = antin.Opening(registry=closed)
    closed.close()
    with antin.open_package(message, rules(), AT, opening=opening) as kept:
        kept.require_accepted()
    with pytest.raises(antin.ClosedError):
        antin.Opening(registry=closed)


def test_a_registry_that_is_past_decides_nothing() -> None:
    opening, late = antin.Opening(registry=exchange.registry()), AT + 31 * 86400
    with pytest.raises(antin.RegistryPastError) as caught:
        antin.open_package(exchange.sealed(), rules(), late, opening=opening)
    assert caught.value.code == 20
    assert caught.value.text(antin.Language.VI) != caught.value.text()


def test_registries_are_neither_true_nor_false_and_take_what_they_need() -> None:
    registry = exchange.registry()
    with pytest.raises(TypeError, match="require_trusted"):
        bool(registry)
    file, nobody = signed(drafted()), cast(Any, None)
    for wrong in (
        lambda: antin.Registry.check(file, nobody, rules(), AT),
        lambda: antin.Registry.check(file, exchange.signers(), nobody, AT),
        lambda: antin.Registry.check(nobody, exchange.signers(), rules(), AT),
        lambda: checked(file, seen=cast(Any, (1, "0"))),
        lambda: drafted().add(nobody),
        lambda: drafted().end_body(A, AT, successors="G22"),
        lambda: antin.Opening(registry=cast(Any, "x")),
    ):
        with pytest.raises(TypeError):
            wrong()
    for seen in (antin.Seen(1, "0"), antin.Seen(0, "0" * 64)):
        with pytest.raises(antin.InvalidArgumentError):
            checked(file, seen=seen)
    with pytest.raises(ValueError, match="NUL"):
        antin.RegistryDraft("a\0b")
    with pytest.raises(antin.InputError):
        antin.RegistrySigners(b"no certificate")


def test_the_report_of_a_registry_lives_as_long_as_it() -> None:
    report = checked(signed(drafted())).report
    assert report is not None
    report.require_passed()
    registry = checked(signed(drafted()))
    report = registry.report
    assert report is not None
    registry.close()
    with pytest.raises(antin.ClosedError):
        report.verdict  # noqa: B018
