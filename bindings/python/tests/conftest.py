"""What the tests share: a small government PKI and its signatures, from `test-vectors/bindings`."""

from __future__ import annotations

from pathlib import Path

import pytest

import antin

pytest.register_assert_rewrite("cases", "exchange", "gateway_cases", "packages")

REPOSITORY = Path(__file__).resolve().parents[3]
VECTORS = REPOSITORY / "test-vectors" / "bindings"
AT = 1796083200
TIME = 1795143600


def read(name: str) -> bytes:
    """Reads a vector."""
    return (VECTORS / name).read_bytes()


def cades(**options: object) -> antin.SignOptions:
    """Options for CAdES B."""
    return antin.SignOptions(antin.Format.CADES, antin.Level.B, **options)  # type: ignore[arg-type]


@pytest.fixture
def credential() -> antin.Credential:
    return antin.Credential.from_chain_and_key(read("pki/agency-chain.pem"), read("pki/agency.key"))


@pytest.fixture
def policy() -> antin.Policy:
    return antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)


@pytest.fixture
def document() -> bytes:
    return read("documents/van-ban.txt")


@pytest.fixture
def passed(policy: antin.Policy) -> antin.Report:
    return antin.verify(read("signatures/rsa2048.p7m"), policy, AT)


@pytest.fixture
def failed(policy: antin.Policy) -> antin.Report:
    return antin.verify(read("signatures/content-changed.p7m"), policy, AT)
