"""Handles: who uses one, and when it is freed.

A handle is freed when it is closed or collected, and nobody is in a call with it: `ctypes` lets
other threads run during calls, so that one may close what another is using. The last one out frees.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Callable, NoReturn, Optional, TypeVar, Union

from .errors import ClosedError

_O = TypeVar("_O", bound="Owner")


class Handle:
    """A pointer of the library. As a context manager it lends the pointer, and keeps it alive."""

    def __init__(
        self, kind: str, pointer: int, free: Callable[[int], None], keeps: object = None
    ) -> None:
        """Takes what frees the pointer, and what has to live as long as it."""
        self._keeps = keeps
        self._kind = kind
        self._pointer = pointer
        self._free = free
        # Re-entrant, since a collection may run finalizers wherever this thread is.
        self._lock = threading.RLock()
        self._users = 0
        self._closed = False
        self._freed = False

    @property
    def closed(self) -> bool:
        """Whether it was closed; the last user may still be busy."""
        return self._closed

    def close(self) -> None:
        """Closes the handle; a second time does nothing."""
        with self._lock:
            self._closed = True
            self._free_if_unused()

    def __enter__(self) -> int:
        with self._lock:
            if self._closed:
                raise ClosedError(f"this {self._kind} is closed")
            self._users += 1
            return self._pointer

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        with self._lock:
            self._users -= 1
            self._free_if_unused()

    def _free_if_unused(self) -> None:
        if self._closed and self._users == 0 and not self._freed:
            self._freed = True
            self._free(self._pointer)


class ExclusiveHandle(Handle):
    """A handle that calls change, so that one thread has to wait for the other."""

    def __init__(
        self, kind: str, pointer: int, free: Callable[[int], None], keeps: object = None
    ) -> None:
        super().__init__(kind, pointer, free, keeps)
        self._turn = threading.RLock()

    def __enter__(self) -> int:
        self._turn.acquire()
        try:
            return super().__enter__()
        except BaseException:
            self._turn.release()
            raise

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        try:
            super().__exit__(kind, value, traceback)
        finally:
            self._turn.release()


class SteppedHandle(ExclusiveHandle):
    """A handle that is asked often, and that steps change.

    A function of the caller's that is called during a step, or while something of the handle is
    read, must not come back to it.
    """

    _stepping = False

    def __enter__(self) -> int:
        pointer = super().__enter__()
        if self._stepping:
            super().__exit__(None, None, None)
            raise RuntimeError(f"this {self._kind} is in a step, which called what asks it")
        return pointer

    @contextmanager
    def step(self) -> Iterator[int]:
        """Lends the pointer for a call that changes it."""
        with self as pointer:
            if self._users > 1:
                raise RuntimeError(f"this {self._kind} is being read, which called what changes it")
            self._stepping = True
            try:
                yield pointer
            finally:
                self._stepping = False


class BorrowedHandle(Handle):
    """A pointer into what another object owns: that object is kept, and lent together with it."""

    def __init__(self, kind: str, pointer: int, lender: Owner) -> None:
        super().__init__(kind, pointer, lambda _: None)
        self._lender = lender

    @property
    def closed(self) -> bool:
        """Whether it was closed, or what it points into."""
        return super().closed or self._lender.closed

    def __enter__(self) -> int:
        self._lender._handle.__enter__()
        try:
            return super().__enter__()
        except BaseException:
            self._lender._handle.__exit__(None, None, None)
            raise

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        super().__exit__(kind, value, traceback)
        self._lender._handle.__exit__(kind, value, traceback)


class Owner:
    """An object that owns a handle: it can be closed, and is when it is collected."""

    __slots__ = ("__weakref__", "_finalizer", "_handle")

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._finalizer = weakref.finalize(self, handle.close)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._handle.closed

    def close(self) -> None:
        """Frees what it holds; a second time does nothing."""
        self._finalizer()

    def __enter__(self: _O) -> _O:
        if self._handle.closed:
            raise ClosedError(f"this {type(self).__name__} is closed")
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        # A copy would own the same handle, and would find it freed.
        raise TypeError(f"a {type(self).__name__} cannot be copied or pickled")

    def __repr__(self) -> str:
        state = "closed" if self.closed else "open"
        return f"<antin.{type(self).__name__}, {state}>"


class Stepped(Owner):
    """An owner of a handle that steps change."""

    __slots__ = ("_stepped",)

    def __init__(self, handle: SteppedHandle) -> None:
        super().__init__(handle)
        self._stepped = handle

    def _step(self) -> AbstractContextManager[int]:
        return self._stepped.step()


class _Absent:
    """Lends NULL."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def lend(owner: Optional[Owner], kind: type[Owner]) -> Union[Handle, _Absent]:
    """Lends what an optional argument holds, or NULL."""
    if owner is None:
        return _Absent()
    return need(owner, kind)


def need(owner: Owner, kind: type[Owner]) -> Handle:
    """Lends what an argument holds. Any other type is refused: C could not tell."""
    if not isinstance(owner, kind):
        raise TypeError(f"a {kind.__name__} is needed, not {type(owner).__name__}")
    return owner._handle
