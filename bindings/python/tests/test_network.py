"""Signing at T and LT by servers of this machine, and judging: `bindings/with-server` starts them."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

import pytest

import antin

DOCUMENT = "Văn bản ký ở mức T và LT".encode()
PKI, SERVER = os.environ.get("ANTIN_TEST_PKI"), os.environ.get("ANTIN_TEST_SERVER", "")
pytestmark = pytest.mark.skipif(PKI is None, reason="no server: see bindings/with-server")


def pki(name: str) -> bytes:
    assert PKI is not None
    return Path(PKI, name).read_bytes()


class Office:
    """An agency, whom it trusts, and how it asks."""

    def __init__(self) -> None:
        self.now = int(datetime.now(timezone.utc).timestamp())
        self.credential = antin.Credential.from_chain_and_key(
            pki("agency-chain.pem"), pki("agency.key")
        )
        self.policy = antin.Policy(pki("root.pem"))
        self.client = antin.Client(allow_hosts=["127.0.0.1"], gathering_timeout=20, attempts=2)
        self.stamps = antin.Timestamper(self.client, f"{SERVER}/tsa")

    def sign(self, level: antin.Level, evidence: antin.Evidence | None = None) -> bytes:
        how = antin.SignOptions(
            antin.Format.CADES, level, timestamper=self.stamps, evidence=evidence
        )
        return antin.sign(DOCUMENT, self.credential, how, self.now)

    def judge(self, signature: bytes, evidence: antin.Evidence | None = None) -> antin.Report:
        return antin.verify(signature, self.policy, self.now + 60, content=DOCUMENT, evidence=evidence)

    def gathered(self) -> antin.Evidence:
        """Answers and lists for its own certificate, and for the time-stamping authority's."""
        known = None
        for chain in ("agency-chain.pem", "tsa-chain.pem"):
            found = antin.gather_for_certificate(
                self.client, pki(chain), self.policy, self.now, known=known
            )
            assert found.missing == ()
            known = found.evidence
        assert known is not None
        return known


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def test_level_t_is_judged_with_what_was_gathered(office: Office, tmp_path: Path) -> None:
    signature = office.sign(antin.Level.T)
    assert office.judge(signature).verdict is antin.Verdict.INDETERMINATE
    found = antin.gather(office.client, signature, office.policy, office.now)
    assert (found.missing, found.fetched > 0, found.is_cut_short) == ((), True, False)
    report = office.judge(signature, found.evidence)
    report.require_passed()
    assert report.signatures[0].level is antin.Level.T
    fetched = [item for item in found.evidence.items() if item.obtained is not None]
    assert len(fetched) == found.fetched
    assert all((item.source or "").startswith(SERVER) for item in fetched)
    # Kept, it will do again without the network.
    found.evidence.write(str(tmp_path / "văn-bản.evidence"))
    kept = antin.Evidence.read(str(tmp_path / "văn-bản.evidence"))
    office.judge(signature, kept).require_passed()


def test_level_lt_needs_nothing_any_more(office: Office) -> None:
    signature = office.sign(antin.Level.LT, office.gathered())
    report = office.judge(signature)
    report.require_passed()
    assert report.signatures[0].level is antin.Level.LT
    archive = antin.SignOptions(
        antin.Format.CADES,
        antin.Level.LTA,
        timestamper=office.stamps,
        evidence=office.gathered(),
    )
    raised = office.judge(antin.extend(signature, archive, content=DOCUMENT))
    raised.require_passed()
    assert raised.signatures[0].level is antin.Level.LTA


def test_hosts_inside_are_not_asked_unless_allowed(office: Office) -> None:
    with antin.Client() as outside:
        found = antin.gather_for_certificate(
            outside, pki("agency-chain.pem"), office.policy, office.now
        )
    assert (found.fetched, found.is_cut_short) == (0, False)
    missing = found.missing[0]
    assert missing.kind is antin.MissingKind.STATUS
    assert "CN=" in missing.subject
    assert missing.certificate.startswith(b"\x30")
    attempt = missing.attempts[0]
    assert attempt.address.startswith(SERVER)
    assert attempt.reason() != attempt.reason(antin.Language.VI)


def test_a_gathering_ends_by_its_time(office: Office) -> None:
    with antin.Client(allow_hosts=["127.0.0.1"], gathering_timeout=0) as hurried:
        found = antin.gather_for_certificate(
            hurried, pki("agency-chain.pem"), office.policy, office.now
        )
    assert (found.fetched, len(found.missing) > 0, found.is_cut_short) == (0, True, True)
