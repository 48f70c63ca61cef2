"""What the tests of registries, receipts and gateways share: two agencies, and a registry of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Callable, Optional

import antin
import packages
from conftest import cades, read

AT = packages.JUDGED_AT
SINCE = AT - 30 * 86400
A, B, OUTSIDER = packages.SENDER, "X98.12.3", "000.00.00.X14"
MESSAGE = packages.MESSAGE
SUB_CA = read("pki/sub-ca.pem")


@lru_cache(maxsize=None)
def key_of(name: str) -> antin.Credential:
    chain, key = read(f"pki/{name}-chain.pem"), read(f"pki/{name}.key")
    return antin.Credential.from_chain_and_key(chain, key)


@lru_cache(maxsize=None)
def rules() -> antin.Policy:
    return antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)


def signers() -> antin.RegistrySigners:
    return antin.RegistrySigners(read("pki/p384.pem"))


def bound(id: str, organ: str, name: str, **more: Any) -> antin.RegistryBinding:
    certificate = read(f"pki/{name}.pem")
    return antin.RegistryBinding(id, organ, antin.Match.KEY, SINCE, certificate=certificate, **more)


def drafted(
    *, first: str = A, keys: tuple[str, str] = ("agency", "p256")
) -> antin.RegistryDraft:
    """The first key is the first body's, and the second that of B."""
    draft = antin.RegistryDraft("Sổ đăng ký thử")
    for code, name in ((A, "Sở Thông tin"), (B, "Tỉnh Ví Dụ"), (OUTSIDER, "Cơ quan khác")):
        draft.add_body(code, name)
    draft.add(bound("a-1", first, keys[0]))
    draft.add(bound("b-1", B, keys[1]))
    return draft


def signed(draft: antin.RegistryDraft, *, key: str = "p384", days: int = 30) -> bytes:
    draft.issue(AT - 3600, AT + days * 86400)
    options = cades(packaging=antin.Packaging.ATTACHED)
    return antin.sign(draft.to_json(), key_of(key), options, AT - 3600)


def checked(file: bytes, at: int = AT, seen: Optional[antin.Seen] = None) -> antin.Registry:
    return antin.Registry.check(file, signers(), rules(), at, seen=seen)


@lru_cache(maxsize=None)
def registry(
    first: str = A, keys: tuple[str, str] = ("agency", "p256")
) -> antin.Registry:
    made = checked(signed(drafted(first=first, keys=keys)))
    made.require_trusted()
    return made


@lru_cache(maxsize=None)
def sealed(message: bytes = MESSAGE, key: str = "agency") -> bytes:
    return antin.seal(message, key_of(key), packages.how(), AT - 60)


def judged(package: bytes, first: str = A) -> antin.Package:
    opening = antin.Opening(registry=registry(first))
    return antin.open_package(package, rules(), AT, opening=opening)


def message_to(document: str) -> bytes:
    """Another document, which no ledger has seen."""
    return re.sub(rb"(,)123(/STTTT-VP)", rb"\g<1>" + document.encode() + rb"\2", MESSAGE)


# Gateways


def memory(line: Optional[Callable[[bytes], object]] = None) -> antin.Ledger:
    return antin.Ledger.memory(30 * 86400, 1000, line=line)


def gateway(
    ledger: Optional[antin.Ledger] = None, believed: Optional[antin.Registry] = None
) -> antin.Gateway:
    # Not `believed or registry()`: a judgement is neither true nor false.
    knows = registry() if believed is None else believed
    strict = antin.GatewayPolicy.strict()
    return antin.Gateway(strict, rules(), knows, memory() if ledger is None else ledger)


def agency_a() -> antin.Agency:
    return antin.Agency(A, key_of("agency"))


def agency_b() -> antin.Agency:
    return antin.Agency(B, key_of("p256"))


@lru_cache(maxsize=None)
def sent() -> antin.Sending:
    """What A sent, by a gateway of its own."""
    sending = gateway().send(agency_a(), MESSAGE, AT)
    sending.require_sent()
    return sending


def hopped() -> bytes:
    """What arrives at B."""
    sealed = sent().sealed
    assert sealed is not None
    return antin.hop(sealed, AT + 60)


def codes(reasons: Iterable[antin.Reason]) -> list[str]:
    return [reason.code for reason in reasons]
