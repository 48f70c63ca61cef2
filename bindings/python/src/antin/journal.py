"""The judgement on a journal: whether anything was changed, removed or put in since.

It is neither true nor false: whoever writes ``if check_journal(...)`` gets a `TypeError`.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Optional

from ._boundary import Time, call, is_there, make, text, to_datetime, to_number, to_seconds, to_text
from ._channel import PackageSource, complete, reading
from ._handle import Handle, Owner, lend
from ._library import library
from .choices import Language
from .evidence import Evidence
from .policy import Policy


@dataclass(frozen=True)
class JournalStamp:
    """A time-stamp in a journal."""

    entry: int
    """The number of its entry."""
    over: int
    """The number of the last entry that it is over: that and all before it existed at its time."""
    seconds: int
    """Its time, in seconds since 1970. A claim, unless time-stamps were judged."""

    @property
    def time(self) -> Optional[datetime]:
        """Its time, in UTC."""
        return to_datetime(self.seconds)


class JournalCheck(Owner):
    """The judgement on a journal. It is no pass: ask `require_whole`. Threads may share it."""

    __slots__ = ()

    def require_whole(self) -> None:
        """Returns only if nothing is wrong; otherwise raises `RejectedError` with entry and fault."""
        with self._handle as journal:
            call(library().antin_journal_require_whole, journal)

    @property
    def whole(self) -> bool:
        """Whether `require_whole` returns."""
        with self._handle as journal:
            return bool(library().antin_journal_is_whole(journal))

    @property
    def fault(self) -> Optional[str]:
        """What happened to it, such as ``removed`` or ``cut-off``; none if it is whole."""
        with self._handle as journal:
            return text(library().antin_journal_fault(journal))

    def fault_text(self, language: Language = Language.EN) -> Optional[str]:
        """Returns the fault as a clause for people; none if there is none."""
        with self._handle as journal:
            number = to_number(language, 32, "language")
            return text(library().antin_journal_fault_text(journal, number))

    @property
    def entry(self) -> int:
        """The number of the first entry concerned; 0 if it is whole."""
        with self._handle as journal:
            return int(library().antin_journal_entry(journal))

    @property
    def since(self) -> int:
        """The number of the first entry that may be concerned; 0 if it is whole."""
        with self._handle as journal:
            return int(library().antin_journal_since(journal))

    @property
    def line(self) -> int:
        """The line at which it shows, from 1; 0 if it is whole."""
        with self._handle as journal:
            return int(library().antin_journal_line(journal))

    @property
    def head(self) -> str:
        """The end up to which it is whole, as ``12:`` and a digest: keep it somewhere else."""
        with self._handle as journal:
            return text(library().antin_journal_head(journal)) or ""

    @property
    def stamp_count(self) -> int:
        """How many time-stamps it has."""
        with self._handle as journal:
            return int(library().antin_journal_stamp_count(journal))

    @property
    def judged(self) -> bool:
        """Whether its time-stamps were judged."""
        with self._handle as journal:
            return bool(library().antin_journal_is_judged(journal))

    @property
    def last_stamp(self) -> Optional[JournalStamp]:
        """Its last time-stamp; none if it has none."""
        entry, over, seconds = ctypes.c_uint64(), ctypes.c_uint64(), ctypes.c_int64()
        outs = (ctypes.byref(entry), ctypes.byref(over), ctypes.byref(seconds))
        with self._handle as journal:
            if not is_there(library().antin_journal_last_stamp, journal, *outs):
                return None
        return JournalStamp(entry.value, over.value, seconds.value)

    def __bool__(self) -> NoReturn:
        raise TypeError("a check is neither true nor false: call require_whole()")


def check_journal(
    lines: PackageSource,
    at: Time,
    *,
    head: Optional[str] = None,
    policy: Optional[Policy] = None,
    evidence: Optional[Evidence] = None,
) -> JournalCheck:
    """Reads a journal from its beginning, in constant memory, and judges it at a time.

    `lines` is its bytes, a path, or a binary file that can seek. `head` is an end that was kept:
    without it nobody sees that the end was cut off. With a `policy` time-stamps are judged, too:
    without one nobody sees that all of it was written anew.

    That there is a judgement says nothing of what it says: go on with `JournalCheck.require_whole`.
    """
    c, seconds = library(), to_seconds(at, "at")
    kept = None if head is None else to_text(head, "head")
    with lend(policy, Policy) as rules, lend(evidence, Evidence) as known:
        with reading(lines, "lines") as source:
            pointer = complete(
                lambda: make(c.antin_journal_check, source.pointer, kept, rules, known, seconds),
                source,
            )
    return JournalCheck(Handle("JournalCheck", pointer, c.antin_journal_free))
