"""Judging: of documents at hand, and of documents that pass by."""

from __future__ import annotations

from typing import Optional

from ._boundary import (
    BytesLike,
    Readable,
    Source,
    Time,
    call,
    make,
    pieces,
    read_all,
    to_bytes,
    to_seconds,
)
from ._handle import ExclusiveHandle, Owner, lend, need
from ._library import library
from .evidence import Evidence
from .policy import Policy
from .report import Report, wrap_report


class Verifying(Owner):
    """A judgement on a document that passes by, in constant memory."""

    __slots__ = ()

    def __init__(
        self,
        signature: BytesLike,
        policy: Policy,
        at: Time,
        *,
        evidence: Optional[Evidence] = None,
    ) -> None:
        """Begins with a detached signature, whose content will be handed over.

        Raises what `verify` does for a signature that cannot be judged, and `InvalidArgumentError`
        if the content is in it.
        """
        c = library()
        data, seconds = to_bytes(signature, "signature"), to_seconds(at, "at")
        with need(policy, Policy) as rules, lend(evidence, Evidence) as known:
            pointer = make(c.antin_verifying_new, data, len(data), rules, known, seconds)
        self._own(pointer)

    @classmethod
    def attached(
        cls, policy: Policy, at: Time, *, evidence: Optional[Evidence] = None
    ) -> Verifying:
        """Begins with nothing: a document will be handed over, with its content in it."""
        c = library()
        seconds = to_seconds(at, "at")
        with need(policy, Policy) as rules, lend(evidence, Evidence) as known:
            pointer = make(c.antin_verifying_new_attached, rules, known, seconds)
        return cls.__new__(cls)._own(pointer)

    def _own(self, pointer: int) -> Verifying:
        super().__init__(ExclusiveHandle("Verifying", pointer, library().antin_verifying_free))
        return self

    def update(self, piece: BytesLike) -> None:
        """Takes the next piece; raises as soon as it is known that there will be no judgement."""
        data = to_bytes(piece, "piece")
        with self._handle as verifying:
            call(library().antin_verifying_update, verifying, data, len(data))

    def update_from(self, stream: Readable) -> None:
        """Takes what a binary file has, to its end."""
        for piece in pieces(stream, "stream"):
            self.update(piece)

    def finish(self) -> Report:
        """Judges. It works once, also if it fails."""
        with self._handle as verifying:
            return wrap_report(make(library().antin_verifying_finish, verifying))


def verify(
    document: Source,
    policy: Policy,
    at: Time,
    *,
    content: Optional[Source] = None,
    evidence: Optional[Evidence] = None,
) -> Report:
    """Judges the signatures of a document at a time.

    `document` is what carries the signatures; `content` is the file that was signed, if it lies
    beside them. Files are read to their end: the content, or else the document, in constant memory.
    Nothing is fetched and no clock is read.

    That there is a report says nothing of what it says: go on with `Report.require_passed`.

    Raises `MalformedError`, `UnsupportedError` or `LimitExceededError` if there can be no
    judgement, and `InvalidArgumentError` for content that is not wanted.
    """
    if content is None and not isinstance(document, (bytes, bytearray, memoryview)):
        with Verifying.attached(policy, at, evidence=evidence) as verifying:
            verifying.update_from(document)
            return verifying.finish()
    data = read_all(document, "document")
    if content is not None and not isinstance(content, (bytes, bytearray, memoryview)):
        with Verifying(data, policy, at, evidence=evidence) as verifying:
            verifying.update_from(content)
            return verifying.finish()
    c = library()
    beside = None if content is None else to_bytes(content, "content")
    with need(policy, Policy) as rules, lend(evidence, Evidence) as known:
        pointer = make(
            c.antin_verify,
            data,
            len(data),
            beside,
            0 if beside is None else len(beside),
            rules,
            known,
            to_seconds(at, "at"),
        )
    return wrap_report(pointer)
