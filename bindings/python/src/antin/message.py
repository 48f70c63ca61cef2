"""What can be done to a message without judging it: rewriting it as the hub does, and validating."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Callable, NoReturn, Optional

from ._boundary import Time, call, make, text, to_number, to_seconds, to_texts
from ._channel import Output, PackageSource, complete, reading, to_memory, to_output
from ._library import library
from .package import Liberty, liberty_of


def hop(
    package: PackageSource,
    time: Time,
    *,
    rewritings: Optional[Iterable[str]] = None,
    seed: int = 0,
) -> bytes:
    """Rewrites a message as the hub was seen to, at a time. For tests: it makes no message better.

    `rewritings` are ``trace``, ``order``, ``prefix``, ``empty``, ``direction``, ``organ-name``,
    ``subject-name``, ``signature-namespace``, ``attachments``, ``one-line``, ``archives``,
    ``text-conversion``; without them all but the last two, which show what may go wrong. The entries
    of archives have names by `seed`; the same arguments give the same result.

    Raises as `open_package`, and `InvalidArgumentError` for a rewriting that there is not.
    """
    return to_memory(package, _hopping(time, rewritings, seed))


def hop_to(
    package: PackageSource,
    output: Output,
    time: Time,
    *,
    rewritings: Optional[Iterable[str]] = None,
    seed: int = 0,
) -> None:
    """Writes the rewritten message to a path or a file. Otherwise as `hop`."""
    to_output(package, output, _hopping(time, rewritings, seed))


@dataclass(frozen=True)
class Validation:
    """What a message lacks by the rules of the format. Nothing was judged: it may be anybody's."""

    faults: tuple[str, ...]
    """A letter and a path each, such as ``R.MessageHeader.Subject``: ``N`` missing, ``R`` out of range,
    ``M`` contradicting another element, ``T`` of another type."""
    liberties: tuple[Liberty, ...]
    """What was passed over while the message was read, in its order."""

    def __bool__(self) -> NoReturn:
        raise TypeError("a validation is neither true nor false: look at its faults and liberties")


def validate(package: PackageSource) -> Validation:
    """Reads a message, and looks for what it lacks; a clean one has neither faults nor liberties.

    Raises as `open_package`.
    """
    c = library()
    with reading(package) as source:
        pointer = complete(lambda: make(c.antin_validation_new, source.pointer), source)
    try:
        return Validation(
            faults=tuple(
                text(c.antin_validation_fault(pointer, index)) or ""
                for index in range(c.antin_validation_fault_count(pointer))
            ),
            liberties=tuple(
                liberty_of(c.antin_validation_liberty(pointer, index))
                for index in range(c.antin_validation_liberty_count(pointer))
            ),
        )
    finally:
        c.antin_validation_free(pointer)


def _hopping(
    time: Time, rewritings: Optional[Iterable[str]], seed: int
) -> Callable[[int, int], None]:
    seconds, number = to_seconds(time, "time"), to_number(seed, 64, "seed")
    names: Optional[Any] = None
    count = 0
    if rewritings is not None:
        names = to_texts(rewritings, "rewritings")
        count = len(names)
        # None at all is another thing than what is usual, and NULL would say the latter.
        names = names if count else (ctypes.c_char_p * 1)()

    def rewrite(source: int, target: int) -> None:
        call(library().antin_hop, source, names, count, seconds, number, target)

    return rewrite
