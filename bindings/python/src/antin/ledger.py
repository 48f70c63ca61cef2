"""Ledgers: what a gateway remembers of arrivals, and its journal, in one (``docs/journal.md``)."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Callable, Optional, Union

from ._boundary import Time, call, is_there, make, make_bytes, to_number, to_seconds, to_span
from ._channel import Callback, Called, Output, collected, collecting, complete, to_path, writing
from ._handle import Handle, Owner, need
from ._library import library
from ._types import WRITE
from .timestamp import Timestamper

_NOTHING_FORGOTTEN = -(2**63)
_SIZE_BITS = 8 * ctypes.sizeof(ctypes.c_size_t)


class Ledger(Owner):
    """Arrivals and journal. Threads may share it; gateways keep it, so that it may be closed."""

    __slots__ = ("_lines",)
    _lines: Lines

    @classmethod
    def memory(
        cls,
        window: Union[int, timedelta],
        most: int,
        *,
        horizon: Optional[Time] = None,
        line: Optional[Callable[[bytes], object]] = None,
    ) -> Ledger:
        """Makes a ledger that forgets everything when nobody uses it any more.

        It keeps arrivals for a `window` in seconds, at least as long as the policy of its gateways
        has it, and `most` of them. What was sealed at the `horizon` or before is too old.

        `line` is called with each line of the journal, with its line end, before anything is
        acknowledged: once it returns, the line must not get lost. If it raises, what it raised
        comes out of the call, and nothing is recorded any more, since the line may be there by half.
        It is called in the thread that records, one at a time, and cannot use the ledger, or
        gateways with it, itself.
        """
        if line is not None and not callable(line):
            raise TypeError(f"line must be callable, not {type(line).__name__}")
        lines = Lines(line)
        span, count, since = to_span(window, "window"), _number(most, "most"), _horizon(horizon)
        pointer = make(library().antin_ledger_new, span, count, since, lines.function, None)
        return cls._take(pointer, lines)

    @classmethod
    def create(
        cls,
        path: Union[str, os.PathLike[str]],
        window: Union[int, timedelta],
        *,
        horizon: Optional[Time],
    ) -> Ledger:
        """Makes a ledger in a file of its own, which is not there yet; otherwise as `memory`.

        One that replaces a ledger that was lost needs the time of the day as its `horizon`, or what
        was let in before is let in again. Only the very first may have an earlier one, or None: it
        takes packages of any age. Raises `LedgerError` if there is a file, or it cannot be written.
        """
        file, span, since = to_path(path, "path"), to_span(window, "window"), _horizon(horizon)
        return cls._take(make(library().antin_ledger_create, file, span, since), Lines(None))

    @classmethod
    def open(cls, path: Union[str, os.PathLike[str]], window: Union[int, timedelta]) -> Ledger:
        """Opens a ledger that `create` made.

        It is in use until it is closed, and the gateways, sendings and arrivals on it are, too.

        Raises `LedgerError` if it is not there, in use, or damaged.
        """
        file, span = to_path(path, "path"), to_span(window, "window")
        return cls._take(make(library().antin_ledger_open, file, span), Lines(None))

    @classmethod
    def _take(cls, pointer: int, lines: Lines) -> Ledger:
        taken = cls.__new__(cls)
        Owner.__init__(taken, Handle("Ledger", pointer, library().antin_ledger_free, lines))
        taken._lines = lines
        return taken

    def head(self) -> str:
        """Returns the end of the journal, as ``12:`` and a digest.

        An auditor keeps it somewhere else, and gives it to `check_journal`.
        """
        with self._handle as ledger, self._lines.during():
            return make_bytes(library().antin_ledger_head, ledger).decode()

    def arrivals(self) -> int:
        """Returns how many arrivals it keeps."""
        count = ctypes.c_uint64()
        with self._handle as ledger, self._lines.during():
            call(library().antin_ledger_arrivals, ledger, ctypes.byref(count))
        return count.value

    def export(self, first: int = 1) -> bytes:
        """Returns the journal from an entry on, as lines.

        Raises `UnsupportedError` in memory: there `line` has got them.
        """
        number = to_number(first, 64, "first")
        with self._handle as ledger, self._lines.during(), collecting() as target:
            call(library().antin_ledger_export, ledger, number, target.pointer)
            return collected(target)

    def export_to(self, output: Output, first: int = 1) -> None:
        """Writes the journal from an entry on to a path or a file. Otherwise as `export`."""
        number = to_number(first, 64, "first")
        with self._handle as ledger, self._lines.during(), writing(output) as target:
            export = library().antin_ledger_export
            complete(lambda: call(export, ledger, number, target.pointer), target)

    def stamp(self, timestamper: Timestamper, at: Time) -> Optional[int]:
        """Time-stamps the journal as it is, and records that, at a time.

        Returns the number of the entry; none if there is nothing to be stamped.
        """
        seconds, entry = to_seconds(at, "at"), ctypes.c_uint64()
        with self._handle as ledger, need(timestamper, Timestamper) as stamps:
            with self._lines.during() as called:
                stamp = library().antin_ledger_stamp
                done = complete(
                    lambda: is_there(stamp, ledger, stamps, seconds, ctypes.byref(entry)), called
                )
        return entry.value if done else None


class Lines(Callback):
    """The caller's function for lines as C calls it. Whatever may record holds on to it."""

    def __init__(self, line: Optional[Callable[[bytes], object]]) -> None:
        super().__init__()
        self._line = line
        self.function: Any = WRITE() if line is None else WRITE(self._take)

    @contextmanager
    def during(self) -> Iterator[Called]:
        """Surrounds a call that may record, or that waits for one that does."""
        outer = self.current
        if outer is not None and outer.is_inside:
            raise RuntimeError("line cannot use the ledger that calls it")
        with super().during() as called:
            yield called

    def _take(self, _: Optional[int], data: int, size: int) -> int:
        call = self.current
        try:
            assert self._line is not None
            if call is not None:
                call.is_inside = True
            self._line(bytes((ctypes.c_char * size).from_address(data)))
            return 0
        except BaseException as error:  # noqa: BLE001
            # In a thread that is in no call of this package, the library's own error has to do.
            if call is not None:
                call.failure = error
            return 1
        finally:
            if call is not None:
                call.is_inside = False


def _number(value: int, name: str) -> int:
    return to_number(value, _SIZE_BITS, name)


def _horizon(horizon: Optional[Time]) -> int:
    return _NOTHING_FORGOTTEN if horizon is None else to_seconds(horizon, "horizon")
