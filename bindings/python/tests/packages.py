"""What the tests of packages share: messages of the axis' own SDK, and an agency with a seal."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

import pytest

import antin
from conftest import REPOSITORY

EDXML = REPOSITORY / "test-vectors" / "edxml"
BENCH = REPOSITORY / "test-vectors" / "bench"
SIGNED_AT = 1795219200
JUDGED_AT = 1795305600
SENDER = "000.00.12.X40"
PATH = EDXML / "new-two-pdfs.edxml"
MESSAGE = PATH.read_bytes()
PDF = (EDXML / "cong-van-123.pdf").read_bytes()
CHAIN = (BENCH / "rsa2048.chain.pem").read_bytes()


def agency() -> antin.Credential:
    return antin.Credential.from_chain_and_key(CHAIN, (BENCH / "rsa2048.key.pem").read_bytes())


def rules() -> antin.Policy:
    root = (BENCH / "rsa2048.root.pem").read_bytes()
    return antin.Policy(root, revocation=antin.Revocation.IF_PRESENT)


def how(**options: Any) -> antin.SealOptions:
    return antin.SealOptions(antin.SignOptions(antin.Format.CADES, antin.Level.B), **options)


def known(**more: Any) -> antin.Opening:
    return antin.Opening(senders={SENDER: CHAIN}, **more)


@lru_cache(maxsize=None)
def sealed(message: bytes = MESSAGE) -> bytes:
    return antin.seal(message, agency(), how(), SIGNED_AT)


def judge(package: Any, opening: Optional[antin.Opening] = None) -> antin.Package:
    return antin.open_package(package, rules(), JUDGED_AT, opening=opening)


def container_of(package: bytes) -> bytes:
    """The last attachment, which is the seal's container."""
    last = re.findall(rb"<(?:\w+:)?ContentTransferEncoded[^>]*>([^<]*)<", package)[-1]
    return base64.b64decode(last)


def value_of(container: bytes) -> bytes:
    """The value of a seal by RSA-2048: it ends the signature's file, before the archive's list."""
    end = container.index(b"PK\1\2", 256)
    return container[end - 256 : end]


def with_text(package: bytes, old: str, new: str) -> bytes:
    assert old.encode() in package
    return package.replace(old.encode(), new.encode(), 1)


def fact(judged: antin.Package, name: str) -> antin.Fact:
    (found,) = (one for one in judged.facts if one.name == name)
    return found


def refuses(judged: antin.Package, package: bytes, folder: Path) -> None:
    """Nothing comes out of what is not accepted, and nothing is written."""
    assert judged.accepted is False
    target = folder / "attachment"
    for refused in (
        judged.require_accepted,
        lambda: judged.extract(package, 0),
        lambda: judged.extract_all(package),
        lambda: judged.extract_to(package, 0, target),
        lambda: judged.extract_all_to(package, [target] + [None] * (len(judged.files) - 1)),
    ):
        with pytest.raises(antin.RejectedError):
            refused()
    assert not target.exists()
