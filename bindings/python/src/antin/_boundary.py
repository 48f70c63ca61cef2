"""What passes between Python and C: arguments in, bytes and text out, errors as exceptions."""

from __future__ import annotations

import ctypes
import io
import operator
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Optional, Protocol, SupportsIndex, Union

from ._library import library
from .choices import Language, Result
from .errors import AntinError, error_type

BytesLike = Union[bytes, bytearray, memoryview]
Time = Union[int, datetime]
Duration = Union[int, float, timedelta]
Password = Union[str, bytes, bytearray]

CHUNK = 64 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_SECOND = timedelta(seconds=1)


class Readable(Protocol):
    """A file, or what reads like one, that was opened for bytes."""

    def read(self, size: int, /) -> bytes:
        """Reads at most so many bytes, and none only at the end."""


class Writable(Protocol):
    """A file, or what writes like one, that was opened for bytes."""

    def write(self, data: bytes, /) -> Optional[int]:
        """Writes bytes, and tells how many."""


Source = Union[BytesLike, Readable]


# Arguments


def to_bytes(value: BytesLike, name: str) -> bytes:
    """Returns bytes that nobody can change during the call."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    raise TypeError(f"{name} must be bytes, not {type(value).__name__}")


def read_all(source: Source, name: str) -> bytes:
    """Returns the bytes of a source, which is read to its end if it is a file."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return to_bytes(source, name)
    return b"".join(pieces(source, name))


def pieces(stream: Readable, name: str) -> Iterator[bytes]:
    """Reads a file to its end, piece by piece."""
    if not hasattr(stream, "read"):
        raise TypeError(f"{name} must be bytes or a binary file, not {type(stream).__name__}")
    while True:
        piece: object = stream.read(CHUNK)
        if piece is None:
            raise BlockingIOError(f"{name} has no data yet: files must block")
        if not isinstance(piece, (bytes, bytearray, memoryview)):
            raise TypeError(f"{name} must be opened in binary mode")
        if len(piece) == 0:
            return
        yield bytes(piece)


def write_all(output: Writable, data: bytes) -> None:
    """Writes all of the bytes, also to a raw file, which may take fewer at a time."""
    while data:
        written = output.write(data)
        if written is None and isinstance(output, io.RawIOBase):
            raise BlockingIOError("output takes no data yet: files must block")
        data = b"" if written is None else data[written:]


def many(value: Union[BytesLike, Iterable[BytesLike]], name: str) -> list[bytes]:
    """Returns one value, or several, as a list."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return [to_bytes(value, name)]
    return [to_bytes(item, name) for item in value]


def to_text(value: str, name: str) -> bytes:
    """Returns text in UTF-8. Text with a NUL in it is refused, since C would cut it there."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str, not {type(value).__name__}")
    encoded = value.encode()
    if b"\0" in encoded:
        raise ValueError(f"{name} has a NUL character in it")
    return encoded


def to_texts(values: Iterable[str], name: str) -> Any:
    """Returns texts as an array for C. One text is refused: it would be taken letter by letter."""
    if isinstance(values, str):
        raise TypeError(f"{name} must be several texts, not one")
    encoded = [to_text(value, name) for value in values]
    return (ctypes.c_char_p * len(encoded))(*encoded)


def to_number(value: SupportsIndex, bits: int, name: str) -> int:
    """Returns a number that fits: `ctypes` would cut a larger one in silence."""
    if isinstance(value, bool):
        raise TypeError(f"{name} must be a number, not bool")
    number = operator.index(value)
    if not 0 <= number < 2**bits:
        raise OverflowError(f"{name} is out of range")
    return number


def to_seconds(value: Time, name: str) -> int:
    """Returns seconds since 1970; fractions of a `datetime` are dropped."""
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{name} must have a time zone: datetime.now(timezone.utc), not now()")
        return (value - _EPOCH) // _SECOND
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an int or a datetime, not {type(value).__name__}")
    if not -(2**63) <= value < 2**63:
        raise OverflowError(f"{name} is out of range")
    return value


def to_span(value: Union[int, timedelta], name: str) -> int:
    """Returns a span in whole seconds; fractions of a `timedelta` are dropped."""
    return to_number(value // _SECOND if isinstance(value, timedelta) else value, 64, name)


def to_milliseconds(value: Duration, name: str) -> int:
    """Returns a span in milliseconds; smaller fractions are dropped."""
    if isinstance(value, timedelta):
        return to_number(value // timedelta(milliseconds=1), 64, name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be seconds or a timedelta, not {type(value).__name__}")
    return to_number(int(value * 1000), 64, name)


def to_datetime(seconds: Optional[int]) -> Optional[datetime]:
    """Returns a time in UTC."""
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)


@contextmanager
def secret(password: Optional[Password]) -> Iterator[Optional[Any]]:
    """Lends a password to C, and wipes the copy afterwards."""
    if password is None:
        yield None
        return
    if not isinstance(password, (str, bytes, bytearray)):
        raise TypeError(f"password must be str or bytes, not {type(password).__name__}")
    encoded = password.encode() if isinstance(password, str) else password
    if 0 in encoded:
        raise ValueError("password has a NUL character in it")
    copy = (ctypes.c_char * (len(encoded) + 1))()
    try:
        for index, octet in enumerate(encoded):
            copy[index] = bytes((octet,))
        yield ctypes.cast(copy, ctypes.c_char_p)
    finally:
        ctypes.memset(copy, 0, len(copy))


# Calls


def call(function: Callable[..., int], *arguments: object) -> None:
    """Calls a function whose last argument is `error_out`."""
    error = ctypes.c_void_p()
    result = function(*arguments, ctypes.byref(error))
    if result != Result.OK:
        raise _take_error(result, error)


def is_there(function: Callable[..., int], *arguments: object) -> bool:
    """Calls a function whose last argument is `error_out`, and that may find nothing to give."""
    error = ctypes.c_void_p()
    result = function(*arguments, ctypes.byref(error))
    if result not in (Result.OK, Result.ABSENT):
        raise _take_error(result, error)
    return result == Result.OK


def make(function: Callable[..., int], *arguments: object) -> int:
    """Calls a function whose last arguments are `..._out` and `error_out`; returns the handle."""
    out = ctypes.c_void_p()
    call(function, *arguments, ctypes.byref(out))
    assert out.value is not None, "the library promises a handle"
    return out.value


def make_if_there(function: Callable[..., int], *arguments: object) -> Optional[int]:
    """Calls a function as `make` does; returns none if it finds nothing to make a handle of."""
    out = ctypes.c_void_p()
    return out.value if is_there(function, *arguments, ctypes.byref(out)) else None


def make_bytes(function: Callable[..., int], *arguments: object) -> bytes:
    """Calls a function that makes a buffer; returns a copy, and frees the buffer."""
    c = library()
    buffer = make(function, *arguments)
    try:
        return copied(c.antin_buffer_data, buffer) or b""
    finally:
        c.antin_buffer_free(buffer)


def copied(getter: Callable[..., Optional[int]], *arguments: object) -> Optional[bytes]:
    """Calls a getter whose last argument is `len_out`; returns a copy of what it lends."""
    length = ctypes.c_size_t()
    data = getter(*arguments, ctypes.byref(length))
    if data is None:
        return None
    # Not `string_at`: before Python 3.13 it counts in a C int, and 2 GiB are too much for it.
    return bytes(memoryview((ctypes.c_char * length.value).from_address(data)))


def text(value: Optional[bytes]) -> Optional[str]:
    """Returns text that a getter gave, if it gave any."""
    return None if value is None else value.decode()


def read_time(getter: Callable[..., int], *arguments: object) -> Optional[int]:
    """Calls a getter whose last argument takes a time; returns none if there is no such time."""
    seconds = ctypes.c_int64()
    return seconds.value if getter(*arguments, ctypes.byref(seconds)) == Result.OK else None


def ask_time(function: Callable[..., int], *arguments: object) -> Optional[int]:
    """Calls a function whose last arguments take a time and an error; none if there is no time."""
    seconds = ctypes.c_int64()
    return seconds.value if is_there(function, *arguments, ctypes.byref(seconds)) else None


def read_texts(
    count: Callable[[int], int], getter: Callable[[int, int], Optional[bytes]], handle: int
) -> tuple[str, ...]:
    """Returns the texts of a list."""
    return tuple(text(getter(handle, index)) or "" for index in range(count(handle)))


def read_place(getter: Callable[..., int], *arguments: object) -> Optional[int]:
    """Calls a getter whose last argument takes a place; returns none if there is no such place."""
    place = ctypes.c_size_t()
    return place.value if getter(*arguments, ctypes.byref(place)) == Result.OK else None


def _take_error(result: int, error: ctypes.c_void_p) -> AntinError:
    c = library()
    try:
        code = c.antin_error_code(error) or result
        return error_type(code)(
            code,
            text(c.antin_error_message(error)) or "",
            {language: text(c.antin_error_text(error, language)) or "" for language in Language},
            {language: text(c.antin_error_help(error, language)) or "" for language in Language},
        )
    finally:
        c.antin_error_free(error)
