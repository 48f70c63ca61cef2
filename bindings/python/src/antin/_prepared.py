"""What the three kinds of prepared signatures share: what a key that lives elsewhere is asked for."""

from __future__ import annotations

from typing import Callable, Optional

from ._boundary import copied
from ._handle import Handle, Owner
from .choices import Algorithm


class WaitsForValue(Owner):
    """What is to be signed, which is copied once, since it stays as it is."""

    __slots__ = ("_algorithm", "_digest", "_to_be_signed")

    def __init__(
        self,
        handle: Handle,
        to_be_signed: Callable[..., Optional[int]],
        digest: Callable[..., Optional[int]],
        algorithm: Callable[[int], int],
    ) -> None:
        """Takes the functions that are asked."""
        super().__init__(handle)
        with handle as prepared:
            self._to_be_signed = copied(to_be_signed, prepared) or b""
            self._digest = copied(digest, prepared) or b""
            self._algorithm = Algorithm(algorithm(prepared))

    @property
    def to_be_signed(self) -> bytes:
        """What the key has to sign."""
        with self._handle:
            return self._to_be_signed

    @property
    def digest(self) -> bytes:
        """The digest of it, for keys that sign digests, which Ed25519 does not."""
        with self._handle:
            return self._digest

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm to sign with."""
        with self._handle:
            return self._algorithm
