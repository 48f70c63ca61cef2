"""Paths: the judgement on a certificate alone."""

from __future__ import annotations

from typing import NoReturn, Optional

from ._boundary import (
    BytesLike,
    Time,
    call,
    copied,
    make,
    make_bytes,
    text,
    to_bytes,
    to_number,
    to_seconds,
)
from ._handle import Handle, Owner, lend, need
from ._library import library
from .choices import Language, Verdict
from .evidence import Evidence
from .policy import Policy


class CertificatePath(Owner):
    """The path that leads from a certificate to a root, or why none does.

    It is no pass: ask `require_passed`.
    """

    __slots__ = ()

    def require_passed(self) -> None:
        """Returns only if a path holds; else raises `RejectedError`, which says why."""
        with self._handle as path:
            call(library().antin_path_require_passed, path)

    @property
    def verdict(self) -> Verdict:
        """Failed if no further certificate can heal it; in doubt if no root is reached."""
        with self._handle as path:
            return Verdict(library().antin_path_verdict(path))

    @property
    def reason(self) -> Optional[str]:
        """The stable name of why no path holds, such as ``certificate-expired``."""
        with self._handle as path:
            return text(library().antin_path_reason(path))

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """The certificates from the judged one up to the root, which is not among them, in DER."""
        c = library()
        with self._handle as path:
            return tuple(
                copied(c.antin_path_certificate, path, index) or b""
                for index in range(c.antin_path_certificate_count(path))
            )

    def to_json(self, language: Language = Language.EN) -> str:
        """Returns the judgement as JSON, by ``docs/chain.schema.json``, with every path tried."""
        with self._handle as path:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_path_to_json, path, number).decode()

    def to_text(self, language: Language = Language.EN) -> str:
        """Returns the judgement as text for people, with every path tried."""
        with self._handle as path:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_path_to_text, path, number).decode()

    def __bool__(self) -> NoReturn:
        raise TypeError("a path is neither true nor false: call require_passed()")


def judge_path(
    certificate: BytesLike, policy: Policy, at: Time, *, evidence: Optional[Evidence] = None
) -> CertificatePath:
    """Judges a certificate alone, in DER or PEM, by RFC 5280 section 6.

    `evidence` has the certificates in between. That there is a judgement says nothing of what it
    says: go on with `CertificatePath.require_passed`.
    """
    c = library()
    data, seconds = to_bytes(certificate, "certificate"), to_seconds(at, "at")
    with need(policy, Policy) as rules, lend(evidence, Evidence) as known:
        pointer = make(c.antin_path_judge, data, len(data), rules, known, seconds)
    return CertificatePath(Handle("CertificatePath", pointer, c.antin_path_free))
