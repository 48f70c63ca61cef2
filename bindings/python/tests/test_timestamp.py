"""Time-stamps, and who makes them; clients, without any network but this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import antin
from antin._boundary import Time
from conftest import AT, TIME, read

OID = "1.3.6.1.4.1.55555.1"
CRLS = ("pki/root.crl", "pki/sub-ca.crl")


def own(time: Time = TIME + 60) -> antin.Timestamper:
    signer = antin.Credential.from_chain_and_key(read("pki/tsa-chain.pem"), read("pki/tsa.key"))
    with signer:
        return antin.Timestamper.own(signer, OID, time)


def options(level: antin.Level, **more: object) -> antin.SignOptions:
    return antin.SignOptions(antin.Format.CADES, level, **more)  # type: ignore[arg-type]


def test_a_time_stamp_proves_when_a_signature_existed(credential: antin.Credential) -> None:
    moment = datetime.fromtimestamp(TIME + 60, timezone.utc)
    with own(moment) as stamps:
        how = options(antin.Level.T, timestamper=stamps)
    signature = antin.sign(b"x", credential, how, TIME)
    policy = antin.Policy(read("pki/root.pem"))
    known = antin.Evidence(crls=[read(name) for name in CRLS])
    report = antin.verify(signature, policy, AT, content=b"x", evidence=known)
    report.require_passed()
    [judged] = report.signatures
    report.close()
    [stamp] = judged.timestamps
    assert (judged.level, judged.proven_time, stamp.time) == (antin.Level.T, moment, moment)
    assert (stamp.kind, stamp.verdict) == (antin.TimestampKind.SIGNATURE, antin.Verdict.PASSED)
    assert (stamp.policy, stamp.sub_indication) == (OID, None)
    assert "TSA THỬ NGHIỆM" in (stamp.authority or "")
    with pytest.raises(TypeError):
        bool(stamp)


def test_a_time_stamp_by_a_stranger_proves_nothing(credential: antin.Credential) -> None:
    # The signer's certificate is none for time-stamps.
    stamps = antin.Timestamper.own(credential, OID, TIME + 60)
    signature = antin.sign(b"x", credential, options(antin.Level.T, timestamper=stamps), TIME)
    policy = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
    [judged] = antin.verify(signature, policy, AT, content=b"x").signatures
    assert judged.timestamps[0].verdict != antin.Verdict.PASSED
    assert judged.proven_time is None


def test_evidence_is_kept_in_the_signature(credential: antin.Credential) -> None:
    with own() as stamps, antin.Evidence(crls=[read(name) for name in CRLS]) as known:
        how = options(antin.Level.LTA, timestamper=stamps, evidence=known)
    signature = antin.sign(b"x", credential, how, TIME)
    report = antin.verify(signature, antin.Policy(read("pki/root.pem")), AT, content=b"x")
    report.require_passed()
    assert report.signatures[0].level is antin.Level.LTA
    longer = antin.extend(bytearray(signature), how, content=b"x")
    [judged] = antin.verify(longer, antin.Policy(read("pki/root.pem")), AT, content=b"x").signatures
    kinds = [stamp.kind.name for stamp in judged.timestamps]
    assert kinds == ["SIGNATURE", "ARCHIVE_V3", "ARCHIVE_V3"]


def test_what_a_level_asks_for_must_be_there(credential: antin.Credential) -> None:
    for how in (options(antin.Level.T), options(antin.Level.LT, timestamper=own())):
        with pytest.raises(antin.InvalidArgumentError):
            antin.sign(b"x", credential, how, TIME)
        with pytest.raises(antin.InvalidArgumentError):
            antin.extend(read("signatures/rsa2048.p7m"), how)


def test_a_reception_time_proves_too(document: bytes) -> None:
    policy = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
    for received in (TIME + 60, datetime.fromtimestamp(TIME + 60, timezone.utc)):
        known = antin.Evidence(reception_time=received)
        signature = read("signatures/rsa2048.p7s")
        report = antin.verify(signature, policy, AT, content=document, evidence=known)
        assert report.signatures[0].proven_seconds == TIME + 60


def test_a_detached_judgement_needs_a_detached_signature(policy: antin.Policy) -> None:
    with pytest.raises(antin.InvalidArgumentError):
        antin.Verifying(read("signatures/rsa2048.p7m"), policy, AT)
    with pytest.raises(TypeError):
        antin.Verifying(None, policy, AT)  # type: ignore[arg-type]
    with antin.Verifying.attached(policy, AT) as verifying:
        verifying.update(read("signatures/rsa2048.p7m"))
        report = verifying.finish()
    report.require_passed()
    assert report.content is None


# The network


@contextmanager
def authority(status: int, answer: bytes) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Serves one answer to every question; lends its address, and what was asked."""
    asked: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.headers["Content-Type"], body))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/tsa", asked
        finally:
            server.shutdown()
            thread.join()


def test_an_authority_is_asked_over_http(credential: antin.Credential) -> None:
    refusal = bytes.fromhex("30053003020102")  # PKIStatus rejection (RFC 3161 section 2.4.2)
    with authority(200, refusal) as (address, asked):
        with antin.Client(attempts=1, total_timeout=10) as client:
            stamps = antin.Timestamper(client, address, OID)
        with stamps:
            how = options(antin.Level.T, timestamper=stamps)
        with pytest.raises(antin.TimestampError) as caught:
            antin.sign(b"x", credential, how, TIME)
    assert caught.value.code is antin.Result.TIMESTAMP
    assert [kind for kind, _ in asked] == ["application/timestamp-query"]
    assert bytes.fromhex("06092b0601040183b20301") in asked[0][1]  # the policy


def test_a_network_that_fails_is_an_error_of_its_own(credential: antin.Credential) -> None:
    with authority(200, b"") as (address, _):
        pass  # closed again: nobody listens there
    with antin.Client(attempts=1, connect_timeout=timedelta(seconds=2)) as client:
        stamps = antin.Timestamper(client, address)
    with pytest.raises(antin.NetworkError) as caught:
        antin.sign(b"x", credential, options(antin.Level.T, timestamper=stamps), TIME)
    assert caught.value.code is antin.Result.NETWORK
    assert caught.value.help(antin.Language.VI)


def test_every_bound_of_a_client_can_be_chosen() -> None:
    antin.Client(
        total_timeout=60,
        attempt_timeout=1.5,
        connect_timeout=timedelta(milliseconds=250),
        host_timeouts={"tsa.example.vn": 120},
        attempts=2,
        parallel=(8, 2),
        fetches=16,
        gathering_timeout=30,
        pause=0.1,
        redirects=1,
        sizes=(1 << 20, 1 << 16),
        ocsp_by_get=True,
        proxy="http://proxy.example.vn:3128",
        allow_hosts=["ocsp.example.vn"],
        allow_networks=["10.1.0.0/16", "fd00::/8"],
    ).close()


WRONG_CLIENTS: list[tuple[type[Exception], Callable[[], object]]] = [
    (ValueError, lambda: antin.Client(proxy="http://proxy\0.vn")),
    (ValueError, lambda: antin.Client(allow_hosts=["a\0b"])),
    (ValueError, lambda: antin.Client(host_timeouts={"a\0b": 1})),
    (ValueError, lambda: antin.Client(total_timeout=float("nan"))),
    (OverflowError, lambda: antin.Client(total_timeout=float("inf"))),
    (OverflowError, lambda: antin.Client(attempt_timeout=-1)),
    (OverflowError, lambda: antin.Client(connect_timeout=timedelta(seconds=-1))),
    (OverflowError, lambda: antin.Client(attempts=2**32)),
    (OverflowError, lambda: antin.Client(redirects=2**32)),
    (OverflowError, lambda: antin.Client(sizes=(-1, 1))),
    (OverflowError, lambda: antin.Client(gathering_timeout=-1)),
    (ValueError, lambda: antin.Cache("a\0b")),
    (ValueError, lambda: antin.Evidence.read("a\0b")),
    (antin.ExternalError, lambda: antin.Evidence.read("/nowhere/a.evidence")),
    (TypeError, lambda: antin.Evidence(evidence=[None])),  # type: ignore[list-item]
    (OverflowError, lambda: antin.Client(parallel=(-1, 1))),
    (TypeError, lambda: antin.Client(total_timeout=True)),
    (TypeError, lambda: antin.Client(total_timeout="1")),  # type: ignore[arg-type]
    (TypeError, lambda: antin.Client(allow_hosts="host")),
    (antin.InvalidArgumentError, lambda: antin.Client(allow_networks=["10.1.0.0/77"])),
    (antin.NetworkError, lambda: antin.Client(proxy="no address")),
    (antin.NetworkError, lambda: antin.Timestamper(antin.Client(), "ftp://tsa.example.vn")),
    (ValueError, lambda: antin.Timestamper(antin.Client(), "http://a\0b")),
    (ValueError, lambda: antin.Timestamper(antin.Client(), "http://tsa.example.vn", "1.2\0")),
    (TypeError, lambda: antin.Timestamper(None, "http://tsa.example.vn")),  # type: ignore[arg-type]
    (TypeError, lambda: options(antin.Level.T, timestamper=antin.Client())),
    (TypeError, lambda: options(antin.Level.LT, evidence=antin.Client())),
]


@pytest.mark.parametrize(("error", "make"), WRONG_CLIENTS)
def test_what_cannot_be_is_refused(error: type[Exception], make: Callable[[], object]) -> None:
    with pytest.raises(error):
        make()
