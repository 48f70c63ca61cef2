"""Reports: the judgement on a document.

A report, and a verdict, are neither true nor false: whoever writes ``if verify(...)`` gets a
`TypeError`, and not a pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn, Optional

from ._boundary import (
    BytesLike,
    Readable,
    call,
    copied,
    make,
    make_bytes,
    pieces,
    read_time,
    text,
    to_bytes,
    to_datetime,
    to_number,
)
from ._handle import ExclusiveHandle, Handle, Owner, need
from ._library import library
from .choices import Coverage, Format, Language, Level, Severity, TimestampKind, Verdict


@dataclass(frozen=True)
class Finding:
    """What a judgement came across."""

    code: str
    """A stable name, such as ``message-digest-mismatch``."""
    severity: Severity
    """How much it matters."""
    clause: Optional[str]
    """The clause of the standard that it is by, if there is one."""
    _texts: Mapping[int, str] = field(repr=False, hash=False)
    _helps: Mapping[int, Optional[str]] = field(repr=False, hash=False)

    def text(self, language: Language = Language.EN) -> str:
        """Returns a sentence for people. Control characters of names are escaped."""
        return self._texts[language]

    def help(self, language: Language = Language.EN) -> Optional[str]:
        """Returns what a person can do about it, if there is something."""
        return self._helps[language]


@dataclass(frozen=True)
class Signer:
    """Who signed; unless the verdict is a pass, only by the signature's own account.

    Whoever applied for the certificate chose the names, so escape them before showing them.
    """

    subject: str
    issuer: str
    serial: str
    """In lower-case hexadecimal."""
    sha256: str
    """The digest of the certificate, in lower-case hexadecimal."""
    certificate: bytes = field(repr=False)
    """The certificate in DER."""


@dataclass(frozen=True)
class Timestamp:
    """The judgement on one time-stamp of a signature. Only one that passed proves something."""

    kind: TimestampKind
    """What it is over."""
    verdict: Verdict
    sub_indication: Optional[str]
    """The sub-indication of EN 319 102-1; none for a pass."""
    seconds: Optional[int]
    """The time that it names, in seconds since 1970; none if it could not be read."""
    authority: Optional[str]
    """The subject of the authority's certificate, if one was found."""
    policy: Optional[str]
    """The policy of the authority, in dotted form; none if it could not be read."""

    @property
    def time(self) -> Optional[datetime]:
        """The time that it names, in UTC; none if it could not be read."""
        return to_datetime(self.seconds)

    def __bool__(self) -> NoReturn:
        raise TypeError("a time-stamp is neither true nor false: look at its verdict")


@dataclass(frozen=True)
class Signature:
    """The judgement on one signature. It is a copy, and stays when its report is closed."""

    verdict: Verdict
    sub_indication: Optional[str]
    """The sub-indication of EN 319 102-1, such as ``HASH_FAILURE``; none for a pass."""
    level: Optional[Level]
    """The level that it has; none if it is no advanced signature at all."""
    signer: Optional[Signer]
    """The signing certificate, if there is one."""
    claimed_seconds: Optional[int]
    """When it says that it was made, in seconds since 1970; nothing proves it."""
    proven_seconds: Optional[int]
    """A time at which it provably existed, in seconds since 1970."""
    digest: Optional[str]
    algorithm: Optional[str]
    """The signature algorithm and the size of the key, such as ``RSA-PKCS1-2048``."""
    coverage: Coverage
    """What of the document it is over."""
    path: tuple[bytes, ...] = field(repr=False)
    """The certificates from the signer's up to the root, which is not among them, in DER."""
    findings: tuple[Finding, ...]
    timestamps: tuple[Timestamp, ...]
    """The judgements on its time-stamps."""

    @property
    def claimed_time(self) -> Optional[datetime]:
        """When it says that it was made, in UTC; nothing proves it.

        Raises `OverflowError` for the year 0, which `datetime` does not have.
        """
        return to_datetime(self.claimed_seconds)

    @property
    def proven_time(self) -> Optional[datetime]:
        """A time at which it provably existed, in UTC."""
        return to_datetime(self.proven_seconds)

    def __bool__(self) -> NoReturn:
        raise TypeError("a signature is neither true nor false: look at its verdict")


class Report(Owner):
    """The judgement on a document. It is no pass: ask `require_passed`."""

    __slots__ = ()

    def require_passed(self) -> None:
        """Returns only if there are signatures and all passed; else raises `RejectedError`."""
        with self._handle as report:
            call(library().antin_report_require_passed, report)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole: of the first signature that failed, or else is in doubt."""
        with self._handle as report:
            return Verdict(library().antin_report_verdict(report))

    @property
    def sub_indication(self) -> Optional[str]:
        """The sub-indication that goes with the verdict; none for a pass."""
        with self._handle as report:
            return text(library().antin_report_sub_indication(report))

    @property
    def format(self) -> Format:
        """The format of the signatures."""
        with self._handle as report:
            return Format(library().antin_report_format(report))

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """The judgements on the signatures, in the order of the document."""
        c = library()
        with self._handle as report:
            return tuple(
                _signature(c, c.antin_report_signature(report, index))
                for index in range(c.antin_report_signature_count(report))
            )

    @property
    def content(self) -> Optional[bytes]:
        """The signed content, if the document carries it.

        None for content that lies beside the signature, and for content that passed by in pieces
        or was read from a file: compare it by a `Recheck` when it is used. Raises `RejectedError`
        unless every signature passed.
        """
        c = library()
        with self._handle as report:
            call(c.antin_report_require_passed, report)
            return copied(c.antin_report_content, report)

    def to_json(self, language: Language = Language.EN) -> str:
        """Returns the whole report as JSON, by ``docs/report.schema.json``."""
        with self._handle as report:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_report_to_json, report, number).decode()

    def to_text(self, language: Language = Language.EN) -> str:
        """Returns the whole report as text for people."""
        with self._handle as report:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_report_to_text, report, number).decode()

    def __bool__(self) -> NoReturn:
        raise TypeError("a report is neither true nor false: call require_passed()")


class Recheck(Owner):
    """Content that passes by once more: a file can change after it was judged."""

    __slots__ = ()

    def __init__(self, report: Report) -> None:
        """Begins with a report that passed; raises `RejectedError` for another."""
        c = library()
        with need(report, Report) as pointer:
            handle = make(c.antin_recheck_new, pointer)
        super().__init__(ExclusiveHandle("Recheck", handle, c.antin_recheck_free))

    def update(self, piece: BytesLike) -> None:
        """Takes the next piece; raises `InvalidArgumentError` if it is more than was judged."""
        data = to_bytes(piece, "piece")
        with self._handle as recheck:
            call(library().antin_recheck_update, recheck, data, len(data))

    def update_from(self, stream: Readable) -> None:
        """Takes what a binary file has, to its end."""
        for piece in pieces(stream, "stream"):
            self.update(piece)

    def finish(self) -> None:
        """Returns only if what passed by is what was judged; else raises `InvalidArgumentError`."""
        with self._handle as recheck:
            call(library().antin_recheck_finish, recheck)


def wrap_report(pointer: int) -> Report:
    """Returns the report that a judgement made."""
    return Report(Handle("Report", pointer, library().antin_report_free))


def _signature(c: Any, signature: int) -> Signature:
    level = c.antin_signature_level(signature)
    return Signature(
        verdict=Verdict(c.antin_signature_verdict(signature)),
        sub_indication=text(c.antin_signature_sub_indication(signature)),
        level=Level(level) if level else None,
        signer=_signer(c, signature),
        claimed_seconds=read_time(c.antin_signature_claimed_time, signature),
        proven_seconds=read_time(c.antin_signature_proven_time, signature),
        digest=text(c.antin_signature_digest(signature)),
        algorithm=text(c.antin_signature_algorithm(signature)),
        coverage=Coverage(c.antin_signature_coverage(signature)),
        path=tuple(
            copied(c.antin_signature_path_certificate, signature, index) or b""
            for index in range(c.antin_signature_path_count(signature))
        ),
        findings=tuple(
            _finding(c, c.antin_signature_finding(signature, index))
            for index in range(c.antin_signature_finding_count(signature))
        ),
        timestamps=tuple(
            _timestamp(c, c.antin_signature_timestamp(signature, index))
            for index in range(c.antin_signature_timestamp_count(signature))
        ),
    )


def _signer(c: Any, signature: int) -> Optional[Signer]:
    certificate = copied(c.antin_signature_signer_certificate, signature)
    if certificate is None:
        return None
    return Signer(
        subject=text(c.antin_signature_signer_subject(signature)) or "",
        issuer=text(c.antin_signature_signer_issuer(signature)) or "",
        serial=text(c.antin_signature_signer_serial(signature)) or "",
        sha256=text(c.antin_signature_signer_sha256(signature)) or "",
        certificate=certificate,
    )


def _timestamp(c: Any, timestamp: int) -> Timestamp:
    return Timestamp(
        kind=TimestampKind(c.antin_timestamp_kind(timestamp)),
        verdict=Verdict(c.antin_timestamp_verdict(timestamp)),
        sub_indication=text(c.antin_timestamp_sub_indication(timestamp)),
        seconds=read_time(c.antin_timestamp_time, timestamp),
        authority=text(c.antin_timestamp_authority(timestamp)),
        policy=text(c.antin_timestamp_policy(timestamp)),
    )


def _finding(c: Any, finding: int) -> Finding:
    return Finding(
        code=text(c.antin_finding_code(finding)) or "",
        severity=Severity(c.antin_finding_severity(finding)),
        clause=text(c.antin_finding_clause(finding)),
        _texts={each: text(c.antin_finding_text(finding, each)) or "" for each in Language},
        _helps={each: text(c.antin_finding_help(finding, each)) for each in Language},
    )
