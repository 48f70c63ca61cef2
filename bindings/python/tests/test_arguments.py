"""What C could not carry, or would misread, is refused in Python's own way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

import antin
from antin import Credential, Policy
from conftest import AT, TIME, cades, read


def p12() -> bytes:
    return read("credentials/openssl.p12")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Credential.from_pkcs12(p12(), "mật\0khẩu"),
        lambda: Credential.from_pkcs12(p12(), b"m\0"),
        lambda: Credential.from_chain_and_key(p12(), p12(), bytearray(b"\0")),
        lambda: antin.KeyOptions(friendly_name="a\0b"),
        lambda: cades(mime_type="text/plain\0"),
        lambda: cades(content_hints=("a\0b", "1.2.3")),
        lambda: cades(content_hints=("a", "1.2\0.3")),
        lambda: Policy(read("pki/root.pem"), profile="vn-2026\0x"),
        lambda: Policy(read("pki/root.pem"), name=(antin.NameForm.DNS, "a\0.test")),
        lambda: Policy(read("pki/root.pem"), certificate_policies=["2.999", "2.999\0.1"]),
    ],
)
def test_text_with_a_nul_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="NUL"):
        make()


def test_text_that_utf8_does_not_have_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        antin.KeyOptions(friendly_name="\ud800")


def test_a_password_in_vietnamese_opens_a_file_as_text_and_as_bytes() -> None:
    password = "mật khẩu thử nghiệm"
    for kind in (str, str.encode, lambda text: bytearray(text.encode())):
        with Credential.from_pkcs12(p12(), kind(password)) as credential:
            assert len(credential.certificates) == 2
    with pytest.raises(antin.KeyRefusedError):
        Credential.from_pkcs12(p12(), password + "!")


@pytest.mark.parametrize("number", [2**32 + 1, 2**64 + 1, -1])
def test_numbers_are_not_cut_to_what_fits(number: Any) -> None:
    root = read("pki/root.pem")
    makers: list[Callable[[], object]] = [
        lambda: antin.SignOptions(number, antin.Level.B),
        lambda: antin.SignOptions(antin.Format.CADES, number),
        lambda: cades(packaging=number),
        lambda: cades(algorithm=number),
        lambda: antin.KeyOptions(provider=number),
        lambda: Policy(root, level=number),
        lambda: Policy(root, revocation=number),
        lambda: Policy(root, name=(number, "a.test")),
    ]
    for make in makers:
        with pytest.raises(OverflowError):
            make()
    for depth in (2**64, -1):
        with pytest.raises(OverflowError):
            Policy(root, max_depth=depth)


def test_a_number_that_is_no_choice_is_refused_by_the_library() -> None:
    for make in (
        lambda: antin.SignOptions(antin.Format(99), antin.Level.B),
        lambda: cades(algorithm=antin.Algorithm(99)),
        lambda: Policy(read("pki/root.pem"), purpose=antin.Purpose(99)),
    ):
        with pytest.raises(antin.InvalidArgumentError) as caught:
            make()
        assert caught.value.code is antin.Result.INVALID_ARGUMENT


def test_times_may_be_seconds_or_aware(
    credential: Credential, policy: Policy, document: bytes
) -> None:
    in_utc = datetime.fromtimestamp(TIME, timezone.utc)
    in_hanoi = in_utc.astimezone(timezone(timedelta(hours=7))) + timedelta(microseconds=999_999)
    signatures = {antin.sign(document, credential, cades(), t) for t in (TIME, in_utc, in_hanoi)}
    assert len(signatures) == 1
    report = antin.verify(
        signatures.pop(), policy, datetime.fromtimestamp(AT, timezone.utc), content=document
    )
    (signature,) = report.signatures
    assert (signature.claimed_seconds, signature.claimed_time) == (TIME, in_utc)
    assert (signature.proven_seconds, signature.proven_time) == (None, None)


def test_times_before_1970_are_rounded_down(credential: Credential) -> None:
    just_before = datetime(1969, 12, 31, 23, 59, 59, 500_000, timezone.utc)
    options = cades()
    signed = {antin.sign(b"x", credential, options, time) for time in (-1, just_before)}
    assert len(signed) == 1


def test_naive_times_and_other_types_are_refused(
    credential: Credential, policy: Policy, document: bytes
) -> None:
    naive = datetime(2026, 11, 20, 9, 0)
    with pytest.raises(ValueError, match="time zone"):
        antin.sign(document, credential, cades(), naive)
    with pytest.raises(ValueError, match="time zone"):
        antin.verify(document, policy, naive)
    for wrong in (1.5, "2026-11-20", True, None):
        with pytest.raises(TypeError):
            antin.sign(document, credential, cades(), wrong)  # type: ignore[arg-type]
    for far in (2**63, -(2**63) - 1):
        with pytest.raises(OverflowError):
            antin.sign(document, credential, cades(), far)


def test_a_time_beyond_the_year_9999_does_not_crash(policy: Policy) -> None:
    for at in (2**63 - 1, -(2**63)):
        report = antin.verify(read("signatures/rsa2048.p7m"), policy, at)
        assert report.verdict != antin.Verdict.PASSED


def test_bytes_may_be_of_any_kind(credential: Credential, policy: Policy, document: bytes) -> None:
    options = cades()
    expected = antin.sign(document, credential, options, TIME)
    spread = memoryview(bytes(octet for pair in zip(document, document) for octet in pair))[::2]
    for kind in (
        bytearray(document),
        memoryview(document),
        memoryview(bytearray(document)),
        spread,
    ):
        assert antin.sign(kind, credential, options, TIME) == expected
        report = antin.verify(bytearray(expected), policy, AT, content=kind)
        report.require_passed()


def test_what_is_not_bytes_is_refused(credential: Credential, policy: Policy) -> None:
    wrongs: list[Any] = ["text", None, 7, ["x"], object()]
    for wrong in wrongs:
        with pytest.raises(TypeError):
            antin.sign(wrong, credential, cades(), TIME)
        with pytest.raises(TypeError):
            antin.verify(wrong, policy, AT)
        with pytest.raises(TypeError):
            antin.Verifying.attached(policy, AT).update(wrong)
        with pytest.raises(TypeError):
            Policy(wrong)


def test_an_empty_document_is_a_document(credential: Credential, policy: Policy) -> None:
    for empty in (b"", bytearray(), memoryview(b"")):
        signature = antin.sign(empty, credential, cades(), TIME)
        antin.verify(signature, policy, AT, content=empty).require_passed()
    with pytest.raises(antin.AntinError):
        antin.verify(b"", policy, AT)
    report = antin.verify(signature, policy, AT)
    assert report.sub_indication == "SIGNED_DATA_NOT_FOUND"


def test_one_object_does_not_pass_for_another(credential: Credential, policy: Policy) -> None:
    crossed: Any = antin
    with pytest.raises(TypeError):
        crossed.sign(b"x", policy, cades(), TIME)
    with pytest.raises(TypeError):
        crossed.sign(b"x", credential, policy, TIME)
    with pytest.raises(TypeError):
        crossed.verify(b"x", credential, AT)
    with pytest.raises(TypeError):
        crossed.verify(b"x", policy, AT, evidence=policy)
    with pytest.raises(TypeError):
        crossed.Recheck(policy)
    with pytest.raises(TypeError):
        crossed.Credential.from_pkcs12(p12(), None, policy)


def test_roots_may_be_several_and_must_be_some() -> None:
    root, other = read("pki/root.pem"), read("pki/other-root.pem")
    several: tuple[Any, ...] = (root, [root, other], iter((root, other)), root + other)
    for roots in several:
        Policy(roots).close()
    none: tuple[Any, ...] = ([], (), b"", [b""])
    for roots in none:
        with pytest.raises(antin.AntinError):
            Policy(roots)
    with pytest.raises(TypeError, match="several"):
        Policy(root, certificate_policies="2.999")
    Policy(root, certificate_policies=[]).close()
