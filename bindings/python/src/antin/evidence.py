"""Evidence: what the caller knows beside the document, as a value, a file and a folder."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Optional, Union

from ._boundary import (
    BytesLike,
    Time,
    call,
    copied,
    make,
    make_bytes,
    many,
    read_time,
    text,
    to_bytes,
    to_datetime,
    to_seconds,
    to_text,
)
from ._handle import Handle, Owner, need
from ._library import library
from .choices import EvidenceKind


@dataclass(frozen=True)
class EvidenceItem:
    """A piece of evidence. It is a copy, and stays when its evidence is closed."""

    kind: EvidenceKind
    name: Optional[str]
    """Whose it is: of a certificate the subject, else who issued it. A claim, until it is judged."""
    since_seconds: int
    """Since when it says something, in seconds since 1970."""
    until_seconds: Optional[int]
    """When something newer is due, in seconds since 1970; none if that is not said."""
    obtained_seconds: Optional[int]
    """When it was obtained, in seconds since 1970: a note, which proves nothing."""
    source: Optional[str]
    """From where it was obtained, if that was noted."""
    data: Optional[bytes] = field(repr=False)
    """The piece in DER, if it was asked for."""

    @property
    def since(self) -> datetime:
        """Since when it says something, in UTC."""
        since = to_datetime(self.since_seconds)
        assert since is not None, "every piece says it"
        return since

    @property
    def until(self) -> Optional[datetime]:
        """When something newer is due, in UTC; none if that is not said."""
        return to_datetime(self.until_seconds)

    @property
    def obtained(self) -> Optional[datetime]:
        """When it was obtained, in UTC: a note, which proves nothing."""
        return to_datetime(self.obtained_seconds)


class Evidence(Owner):
    """Certificates, CRLs, OCSP answers, time-stamps. Nothing in it is trusted; threads may share it."""

    __slots__ = ()

    def __init__(
        self,
        *,
        certificates: Union[BytesLike, Iterable[BytesLike]] = (),
        crls: Union[BytesLike, Iterable[BytesLike]] = (),
        ocsp: Union[BytesLike, Iterable[BytesLike]] = (),
        tokens: Union[BytesLike, Iterable[BytesLike]] = (),
        evidence: Iterable[Evidence] = (),
        reception_time: Optional[Time] = None,
    ) -> None:
        """Takes the contents of files: certificates and CRLs in PEM or DER, the others in DER.

        `evidence` is what others have and this has not: it is put together. `reception_time` is
        when the signatures were received, by a clock that the caller trusts: they existed then,
        also without a time-stamp.

        Raises `MalformedError` if one of them cannot be read.
        """
        c = library()
        super().__init__(Handle("Evidence", make(c.antin_evidence_new), c.antin_evidence_free))
        with self._handle as own:
            for add, items, name in (
                (c.antin_evidence_add_certificates, certificates, "certificates"),
                (c.antin_evidence_add_crls, crls, "crls"),
                (c.antin_evidence_add_ocsp, ocsp, "ocsp"),
                (c.antin_evidence_add_token, tokens, "tokens"),
            ):
                for item in many(items, name):
                    call(add, own, item, len(item))
            for other in evidence:
                with need(other, Evidence) as more:
                    call(c.antin_evidence_add_evidence, own, more)
            if reception_time is not None:
                seconds = to_seconds(reception_time, "reception_time")
                call(c.antin_evidence_set_reception_time, own, seconds)

    @classmethod
    def from_bytes(cls, file: BytesLike) -> Evidence:
        """Reads the contents of an evidence file (``docs/evidence.md``)."""
        data = to_bytes(file, "file")
        return cls._take(make(library().antin_evidence_from_bytes, data, len(data)))

    @classmethod
    def read(cls, path: str) -> Evidence:
        """Reads an evidence file from the disk; `ExternalError` if that cannot be."""
        return cls._take(make(library().antin_evidence_read, to_text(path, "path")))

    @classmethod
    def _take(cls, pointer: int) -> Evidence:
        taken = cls.__new__(cls)
        Owner.__init__(taken, Handle("Evidence", pointer, library().antin_evidence_free))
        return taken

    def to_bytes(self) -> bytes:
        """Returns the contents of an evidence file; the reception time is not among them."""
        with self._handle as own:
            return make_bytes(library().antin_evidence_to_bytes, own)

    def write(self, path: str) -> None:
        """Writes an evidence file to the disk, whole or not at all."""
        with self._handle as own:
            call(library().antin_evidence_write, own, to_text(path, "path"))

    def items(self, *, data: bool = False) -> tuple[EvidenceItem, ...]:
        """Returns the pieces, in the order in which they end, with their bytes if asked for."""
        c = library()
        with self._list() as pieces:
            return tuple(
                _item(c.antin_evidence_list_item(pieces, index), data)
                for index in range(c.antin_evidence_list_count(pieces))
            )

    def ended(self, by: Time) -> int:
        """Returns how many pieces have ended by a time: the first so many of `items`."""
        seconds = to_seconds(by, "by")
        with self._list() as pieces:
            return int(library().antin_evidence_list_ended_count(pieces, seconds))

    def _list(self) -> _Pieces:
        with self._handle as own:
            return _Pieces(make(library().antin_evidence_list_new, own))


class _Pieces:
    """A list, until the end of the block."""

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer

    def __enter__(self) -> int:
        return self._pointer

    def __exit__(self, *_: object) -> None:
        library().antin_evidence_list_free(self._pointer)


def _item(item: int, data: bool) -> EvidenceItem:
    c = library()
    since = read_time(c.antin_evidence_item_since, item)
    assert since is not None, "every piece says it"
    return EvidenceItem(
        kind=EvidenceKind(c.antin_evidence_item_kind(item)),
        name=text(c.antin_evidence_item_name(item)),
        since_seconds=since,
        until_seconds=read_time(c.antin_evidence_item_until, item),
        obtained_seconds=read_time(c.antin_evidence_item_obtained, item),
        source=text(c.antin_evidence_item_source(item)),
        data=copied(c.antin_evidence_item_bytes, item) if data else None,
    )


@dataclass(frozen=True)
class Loaded:
    """What a folder held."""

    evidence: Evidence
    damaged: tuple[str, ...]
    """The files that were passed over, as they are not whole or hold something else."""


class Cache(Owner):
    """A folder of evidence that threads and processes share."""

    __slots__ = ()

    def __init__(self, folder: str) -> None:
        """Opens a folder, and makes it if it is not there; `ExternalError` if that cannot be."""
        c = library()
        pointer = make(c.antin_cache_open, to_text(folder, "folder"))
        super().__init__(Handle("Cache", pointer, c.antin_cache_free))

    def load(self) -> Loaded:
        """Reads all that the folder holds."""
        c = library()
        damaged = ctypes.c_void_p()
        with self._handle as cache:
            evidence = ctypes.c_void_p()
            call(c.antin_cache_load, cache, ctypes.byref(evidence), ctypes.byref(damaged))
        try:
            lines = (copied(c.antin_buffer_data, damaged) or b"").decode()
        finally:
            c.antin_buffer_free(damaged)
        assert evidence.value is not None, "the library promises a handle"
        # Not `splitlines`: the library escapes what it takes for the end of a line, and no more.
        return Loaded(Evidence._take(evidence.value), tuple(lines.split("\n")[:-1]))

    def keep(self, evidence: Evidence) -> None:
        """Keeps each piece that is not there yet; a newer CRL takes the place of older ones."""
        with self._handle as cache, need(evidence, Evidence) as more:
            call(library().antin_cache_keep, cache, more)

    def clean(self, ended_before: Time) -> int:
        """Deletes what ended before a time and what is not whole; returns how many files."""
        deleted, seconds = ctypes.c_size_t(), to_seconds(ended_before, "ended_before")
        with self._handle as cache:
            call(library().antin_cache_clean, cache, seconds, ctypes.byref(deleted))
        return deleted.value
