"""Threads share what does not change, take turns with what does, and may close at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import antin
from conftest import AT, TIME, cades, read


def in_threads(count: int, work: Callable[[int], None]) -> None:
    errors: list[BaseException] = []
    ready = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            ready.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_threads_share_a_credential_options_policy_and_evidence(
    credential: antin.Credential, policy: antin.Policy
) -> None:
    options, evidence = cades(), antin.Evidence(certificates=read("pki/sub-ca.pem"))

    def work(number: int) -> None:
        for turn in range(10):
            document = f"văn bản {number}/{turn}".encode()
            signature = antin.sign(document, credential, options, TIME)
            report = antin.verify(signature, policy, AT, content=document, evidence=evidence)
            report.require_passed()
            other = antin.verify(signature, policy, AT, content=document + b"!")
            assert other.verdict is antin.Verdict.FAILED

    in_threads(4, work)


def test_closing_while_others_sign_and_judge_is_safe() -> None:
    for _ in range(20):
        credential = antin.Credential.from_chain_and_key(
            read("pki/p256-chain.pem"), read("pki/p256.key")
        )
        policy = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
        options, signature = cades(), read("signatures/rsa2048.p7m")

        def work(number: int) -> None:
            if number == 0:
                credential.close()
                policy.close()
                return
            try:
                for _ in range(50):
                    antin.sign(b"x", credential, options, TIME)
                    antin.verify(signature, policy, AT).require_passed()
            except antin.ClosedError:
                return
            raise AssertionError("closed, and nobody noticed")

        in_threads(4, work)


def test_threads_take_turns_with_a_signing(credential: antin.Credential) -> None:
    signing = antin.Signing(credential, cades(), TIME)

    def work(number: int) -> None:
        for _ in range(200):
            signing.update(b"x" * 64)

    in_threads(4, work)
    expected = antin.sign(b"x" * 64 * 800, credential, cades(), TIME)
    assert signing.finish() == expected


def test_a_judgement_finished_by_many_threads_is_made_once(policy: antin.Policy) -> None:
    verifying = antin.Verifying.attached(policy, AT)
    verifying.update(read("signatures/rsa2048.p7m"))
    reports: list[antin.Report] = []

    def work(number: int) -> None:
        try:
            reports.append(verifying.finish())
        except antin.AlreadyUsedError:
            pass

    in_threads(4, work)
    assert len(reports) == 1
    with pytest.raises(antin.AlreadyUsedError):
        verifying.update(b"")
