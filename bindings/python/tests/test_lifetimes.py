"""Closing: explicit, twice, by collection, while something is borrowed, and while in use."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import antin
import packages
from antin import _library
from antin._handle import ExclusiveHandle, Handle
from conftest import AT, TIME, cades, read


def everything() -> list[tuple[Any, Callable[[Any], object]]]:
    """One open object of each class, and a use of it."""
    credential = antin.Credential.from_chain_and_key(
        read("pki/agency-chain.pem"), read("pki/agency.key")
    )
    policy = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
    report = antin.verify(read("signatures/rsa2048.p7m"), policy, AT)
    chain = read("pki/agency-chain.pem")
    timestamper = antin.Timestamper(antin.Client(), "http://tsa.test")
    return [
        (antin.KeyOptions(), lambda one: antin.Credential.from_pkcs12(b"", None, one)),
        (credential, lambda one: one.certificates),
        (credential, lambda one: antin.sign(b"x", one, cades(), TIME)),
        (cades(), lambda one: antin.prepare(b"x", chain, one, TIME)),
        (antin.prepare(b"x", chain, cades(), TIME), lambda one: one.to_be_signed),
        (antin.prepare(b"x", chain, cades(), TIME), lambda one: one.digest),
        (antin.prepare(b"x", chain, cades(), TIME), lambda one: one.algorithm),
        (antin.prepare(b"x", chain, cades(), TIME), lambda one: one.finish(b"")),
        (antin.Signing.for_chain(chain, cades(), TIME), lambda one: one.update(b"x")),
        (antin.Signing.for_chain(chain, cades(), TIME), lambda one: one.head),
        (antin.Signing.for_chain(chain, cades(), TIME), lambda one: one.finish()),
        (antin.Signing.for_chain(chain, cades(), TIME), lambda one: one.prepare()),
        (policy, lambda one: antin.verify(b"x", one, AT)),
        (policy, lambda one: antin.Verifying.attached(one, AT)),
        (antin.Client(), lambda one: antin.Timestamper(one, "http://tsa.test")),
        (timestamper, lambda one: cades(timestamper=one)),
        (antin.Evidence(), lambda one: cades(evidence=one)),
        (credential, lambda one: antin.Timestamper.own(one, "1.2.3", TIME)),
        (cades(), lambda one: antin.extend(b"x", one)),
        (antin.Evidence(), lambda one: antin.verify(b"", fresh_policy(), AT, evidence=one)),
        (antin.Verifying.attached(policy, AT), lambda one: one.update(b"x")),
        (antin.Verifying.attached(policy, AT), lambda one: one.finish()),
        (antin.Recheck(report), lambda one: one.update(b"x")),
        (antin.Recheck(report), lambda one: one.finish()),
        (report, lambda one: one.verdict),
        (report, lambda one: one.sub_indication),
        (report, lambda one: one.format),
        (report, lambda one: one.signatures),
        (report, lambda one: one.content),
        (report, lambda one: one.require_passed()),
        (report, lambda one: one.to_json()),
        (report, lambda one: one.to_text()),
        (report, lambda one: antin.Recheck(one)),
        *((path(), use) for use in PATH_USES),
        (antin.inspect(chain), lambda one: one.to_json()),
        (antin.inspect(chain), lambda one: one.to_text()),
        (packages.how(), lambda one: antin.seal(b"", packages.agency(), one, TIME)),
        (cades(), lambda one: antin.SealOptions(one)),
        *((prepared_seal(), use) for use in PREPARED_SEAL_USES),
        (packages.known(), lambda one: packages.judge(packages.MESSAGE, one)),
        *((packages.judge(packages.MESSAGE), use) for use in PACKAGE_USES),
    ]


def prepared_seal() -> antin.PreparedSeal:
    options = packages.how()
    return antin.prepare_seal(packages.MESSAGE, packages.CHAIN, options, packages.SIGNED_AT)


PREPARED_SEAL_USES: list[Callable[[Any], object]] = [
    lambda one: one.to_be_signed,
    lambda one: one.digest,
    lambda one: one.algorithm,
    lambda one: one.statement,
    lambda one: one.finish(b"", packages.MESSAGE),
    lambda one: one.finish_to(b"", packages.MESSAGE, Path("never")),
    lambda one: one.finish_container(b""),
]
PACKAGE_USES: list[Callable[[Any], object]] = [
    lambda one: one.require_accepted(),
    lambda one: one.accepted,
    lambda one: one.state,
    lambda one: one.verdict,
    lambda one: one.sub_indication,
    lambda one: one.sender_code,
    lambda one: one.sender_binding,
    lambda one: one.sender_other,
    lambda one: one.seals,
    lambda one: one.facts,
    lambda one: one.files,
    lambda one: one.liberties,
    lambda one: one.to_json(),
    lambda one: one.to_text(),
    lambda one: one.extract(packages.MESSAGE, 0),
    lambda one: one.extract_to(packages.MESSAGE, 0, Path("never")),
    lambda one: one.extract_all(packages.MESSAGE),
    lambda one: one.extract_all_to(packages.MESSAGE, [None, None]),
]


PATH_USES: list[Callable[[Any], object]] = [
    lambda one: one.verdict,
    lambda one: one.reason,
    lambda one: one.certificates,
    lambda one: one.require_passed(),
    lambda one: one.to_json(),
    lambda one: one.to_text(),
]


def path() -> antin.CertificatePath:
    return antin.judge_path(read("pki/agency.pem"), fresh_policy(), AT)


def fresh_policy() -> antin.Policy:
    return antin.Policy(read("pki/root.pem"))


def test_use_after_close_raises() -> None:
    for owner, use in everything():
        owner.close()
        owner.close()
        assert owner.closed
        assert repr(owner) == f"<antin.{type(owner).__name__}, closed>"
        with pytest.raises(antin.ClosedError, match=type(owner).__name__):
            use(owner)
        with pytest.raises(antin.ClosedError):
            owner.__enter__()


def test_the_end_of_a_with_block_closes() -> None:
    for owner, _ in everything():
        if not owner.closed:
            with owner as same:
                assert same is owner and not owner.closed
            assert owner.closed


def test_what_a_report_gave_outlives_it(passed: antin.Report) -> None:
    (signature,) = passed.signatures
    content = passed.content
    passed.close()
    gc.collect()
    assert signature.signer is not None and "BỘ MẪU" in signature.signer.subject
    assert [finding.text(antin.Language.VI) for finding in signature.findings]
    assert content == read("documents/van-ban.txt")


def test_a_signing_outlives_its_credential_and_a_recheck_its_report(
    credential: antin.Credential, passed: antin.Report, document: bytes
) -> None:
    signing, recheck = antin.Signing(credential, cades(), TIME), antin.Recheck(passed)
    credential.close()
    passed.close()
    signing.update(document)
    assert signing.finish()
    recheck.update(document)
    recheck.finish()


@contextmanager
def counted(name: str) -> Iterator[list[int]]:
    """Counts calls of a function of the library."""
    library, calls = _library.library(), []
    real = getattr(library, name)

    def count(pointer: int) -> None:
        calls.append(pointer)
        real(pointer)

    setattr(library, name, count)
    try:
        yield calls
    finally:
        setattr(library, name, real)


def test_collection_frees_once() -> None:
    with counted("antin_policy_free") as freed:
        policy = fresh_policy()
        alive = weakref.ref(policy)
        policy.close()
        del policy
        gc.collect()
        assert alive() is None and len(freed) == 1
        policy = fresh_policy()
        del policy
        gc.collect()
        assert len(freed) == 2


def test_an_object_that_could_not_be_made_is_freed() -> None:
    with counted("antin_policy_free") as freed:
        with pytest.raises(antin.InvalidArgumentError):
            antin.Policy(read("pki/root.pem"), profile="vn-1926")
        gc.collect()
        assert len(freed) == 1


def test_errors_and_buffers_are_freed(credential: antin.Credential) -> None:
    with counted("antin_error_free") as errors, counted("antin_buffer_free") as buffers:
        with pytest.raises(antin.MalformedError):
            antin.Evidence(certificates=b"no certificate")
        antin.sign(b"x", credential, cades(), TIME)
        assert (len(errors), len(buffers)) == (1, 1)


def test_what_is_in_use_is_freed_by_the_last_user() -> None:
    for kind in (Handle, ExclusiveHandle):
        freed: list[int] = []
        handle = kind("test", 7, freed.append)
        with handle as pointer:
            assert pointer == 7
            closer = threading.Thread(target=handle.close)
            closer.start()
            closer.join(10)
            assert not closer.is_alive() and handle.closed and freed == []
            with pytest.raises(antin.ClosedError):
                handle.__enter__()
        assert freed == [7]
        handle.close()
        assert freed == [7]


def test_a_handle_that_calls_change_lets_one_thread_in() -> None:
    handle, inside, most = ExclusiveHandle("test", 7, lambda _: None), [0], [0]
    ready = threading.Barrier(4)

    def work() -> None:
        ready.wait()
        for _ in range(500):
            with handle:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted by /proc")
def test_memory_does_not_grow_with_use(credential: antin.Credential, policy: antin.Policy) -> None:
    def work(turns: int) -> None:
        for _ in range(turns):
            signature = antin.sign(bytes(100_000), credential, cades(), TIME)
            with antin.Verifying(signature, policy, AT) as verifying:
                verifying.update(b"another")
                assert verifying.finish().signatures
            with pytest.raises(antin.UnsupportedError):
                antin.verify(b"no signature", fresh_policy(), AT)
            packages.judge(io.BytesIO(packages.sealed()), packages.known()).seals

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4

    work(50)
    before = resident()
    work(300)
    assert resident() - before < 4096, "KiB"


def test_the_interpreter_ends_well_with_open_objects() -> None:
    script = "import antin, sys; kept = [antin.Evidence(), antin.KeyOptions()]; print(kept)"
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", script], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "<antin.Evidence, open>" in done.stdout
