"""Where packages are read from and written to: memory, paths, files.

An exception in a file must not pass through C: it is kept, the library is told that the call has
failed, and the exception is raised once the call is over.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Callable, Optional, Protocol, TypeVar, Union

from ._boundary import BytesLike, Writable, copied, make, to_bytes, to_text, write_all
from ._library import library
from ._types import READ_AT, WRITE
from .errors import AntinError

_T = TypeVar("_T")
_BYTES = (bytes, bytearray, memoryview)


class Seekable(Protocol):
    """A file, or what reads like one, that was opened for bytes and can go back."""

    def read(self, size: int, /) -> bytes:
        """Reads at most so many bytes, and none only at the end."""

    def seek(self, offset: int, /) -> object:
        """Goes to a place, counted from the beginning."""


PackageSource = Union[BytesLike, "os.PathLike[str]", Seekable]
Output = Union["os.PathLike[str]", Writable]


class Called:
    """What the library calls during one call, with the exception that it raised, if it did."""

    def __init__(self) -> None:
        self.failure: Optional[BaseException] = None
        self.is_inside = False
        """Whether the library is calling the caller's function."""


class Callback:
    """A function of the caller's that outlives calls; what it raises is kept for its thread's call."""

    def __init__(self) -> None:
        self._calls = threading.local()

    @contextmanager
    def during(self) -> Iterator[Called]:
        """Surrounds a call in this thread, perhaps within another that calls the function."""
        outer, call = self.current, Called()
        self._calls.call = call
        try:
            yield call
        finally:
            self._calls.call = outer

    @property
    def current(self) -> Optional[Called]:
        """The call that this thread is in, if it is in one."""
        call: Optional[Called] = getattr(self._calls, "call", None)
        return call


class Channel(Called):
    """A source or a target for one call."""

    def __init__(self, pointer: int) -> None:
        super().__init__()
        self.pointer = pointer


def complete(work: Callable[[], _T], *called: Called) -> _T:
    """Does a call; if something of the caller's made it fail, raises what that raised."""
    refused: Optional[AntinError] = None
    try:
        result = work()
    except AntinError as error:
        refused = error
    # Not in the handler: what was raised would lose what it was raised from.
    try:
        for one in called:
            if one.failure is not None:
                raise one.failure
        if refused is not None:
            raise refused
        return result
    finally:
        del refused


@contextmanager
def reading(package: PackageSource, name: str = "package") -> Iterator[Channel]:
    """Lends a source for one call."""
    c = library()
    if isinstance(package, _BYTES):
        data = to_bytes(package, name)
        channel, kept = Channel(make(c.antin_source_new, data, len(data))), None
    elif isinstance(package, os.PathLike):
        channel, kept = Channel(make(c.antin_source_new_file, to_path(package, name))), None
    else:
        channel, kept = _reading_file(package, name)
    try:
        yield channel
    finally:
        c.antin_source_free(channel.pointer)
        del kept


@contextmanager
def writing(output: Output, name: str = "output") -> Iterator[Channel]:
    """Lends a target for one call."""
    c = library()
    if isinstance(output, os.PathLike):
        channel, kept = Channel(make(c.antin_target_new_file, to_path(output, name))), None
    else:
        channel, kept = _writing_file(output, name)
    try:
        yield channel
    finally:
        c.antin_target_free(channel.pointer)
        del kept


@contextmanager
def collecting() -> Iterator[Channel]:
    """Lends a target in memory for one call; `collected` has what the call wrote."""
    c = library()
    channel = Channel(make(c.antin_target_new))
    try:
        yield channel
    finally:
        c.antin_target_free(channel.pointer)


def collected(channel: Channel) -> bytes:
    """Returns what a call that did its work wrote to memory."""
    return copied(library().antin_target_bytes, channel.pointer) or b""


def to_memory(
    package: PackageSource, work: Callable[[int, int], None], *called: Called
) -> bytes:
    """Does a call that reads a package and writes to memory; returns what it wrote."""
    with reading(package) as source, collecting() as target:
        complete(lambda: work(source.pointer, target.pointer), source, *called)
        return collected(target)


def to_output(
    package: PackageSource, output: Output, work: Callable[[int, int], None], *called: Called
) -> None:
    """Does a call that reads a package and writes to a path or a file."""
    with ExitStack() as stack:
        source = stack.enter_context(reading(package))
        target = stack.enter_context(writing(output))
        complete(lambda: work(source.pointer, target.pointer), source, target, *called)


def to_path(path: Union[str, os.PathLike[str]], name: str) -> bytes:
    """Returns a path in UTF-8."""
    found: object = os.fspath(path)
    if not isinstance(found, str):
        raise TypeError(f"{name} must be a path of text, not of bytes")
    return to_text(found, name)


def _reading_file(stream: Seekable, name: str) -> tuple[Channel, Any]:
    if not hasattr(stream, "read"):
        hint = ": make it a pathlib.Path" if isinstance(stream, str) else ""
        raise TypeError(
            f"{name} must be bytes, a path or a binary file, not {type(stream).__name__}{hint}"
        )
    # Pipes have a `seek`, too, and say only so that it does not work.
    if not hasattr(stream, "seek") or not getattr(stream, "seekable", lambda: True)():
        raise ValueError(f"{name} cannot go back to its beginning: read all of it, and give bytes")
    channel = Channel(0)

    def read_at(_: Optional[int], offset: int, into: int, size: int) -> int:
        try:
            stream.seek(offset)
            data: object = stream.read(size)
            if data is None:
                raise BlockingIOError(f"{name} has no data yet: files must block")
            if not isinstance(data, _BYTES):
                raise TypeError(f"{name} must be opened in binary mode")
            piece = bytes(data)
            if len(piece) > size:
                raise ValueError(f"{name} gave more bytes than it was asked for")
            ctypes.memmove(into, piece, len(piece))
            return len(piece)
        except BaseException as error:  # noqa: BLE001
            channel.failure = error
            return -1

    function = READ_AT(read_at)
    channel.pointer = make(library().antin_source_new_stream, function, None)
    return channel, function


def _writing_file(stream: Writable, name: str) -> tuple[Channel, Any]:
    if not hasattr(stream, "write"):
        hint = ": make it a pathlib.Path" if isinstance(stream, str) else ""
        raise TypeError(
            f"{name} must be a path or a binary file, not {type(stream).__name__}{hint}"
        )
    channel = Channel(0)

    def write(_: Optional[int], data: int, size: int) -> int:
        try:
            write_all(stream, ctypes.string_at(data, size))
            return 0
        except BaseException as error:  # noqa: BLE001
            channel.failure = error
            return 1

    function = WRITE(write)
    channel.pointer = make(library().antin_target_new_stream, function, None)
    return channel, function
