"""Inspections: what is in a file, without judging it."""

from __future__ import annotations

from typing import Optional

from ._boundary import BytesLike, Password, make, make_bytes, secret, to_bytes, to_number
from ._handle import Handle, Owner
from ._library import library
from .choices import Language


class Inspection(Owner):
    """What is in a file: certificates, CRLs, signatures, keys. Nothing in it was judged."""

    __slots__ = ()

    def to_json(self, language: Language = Language.EN) -> str:
        """Returns it as JSON, by ``docs/cli.md``."""
        with self._handle as inspection:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_inspection_to_json, inspection, number).decode()

    def to_text(self, language: Language = Language.EN) -> str:
        """Returns it as text for people."""
        with self._handle as inspection:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_inspection_to_text, inspection, number).decode()


def inspect(file: BytesLike, password: Optional[Password] = None) -> Inspection:
    """Looks into the contents of a file, in PEM or DER, PKCS#12 among them.

    Of a private key only the kind and the public half are shown. Raises `KeyRefusedError` if a
    password is needed or wrong, and `InputError` if it is nothing that the library knows.
    """
    c = library()
    data = to_bytes(file, "file")
    with secret(password) as word:
        pointer = make(c.antin_inspect, data, len(data), word)
    return Inspection(Handle("Inspection", pointer, c.antin_inspection_free))
