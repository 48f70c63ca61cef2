"""Sealing packages of the axis: at once, and in two steps for a key that lives elsewhere.

A seal is a signature over what a message says and carries, so that it survives what the hub does
to messages (``docs/seal.md``). It travels in the package, as one more attachment.
"""

from __future__ import annotations

from typing import Callable, Optional

from ._boundary import (
    BytesLike,
    Time,
    call,
    copied,
    make,
    make_bytes,
    to_bytes,
    to_number,
    to_seconds,
    to_text,
)
from ._channel import Output, PackageSource, complete, reading, to_memory, to_output
from ._handle import ExclusiveHandle, Handle, Owner, need
from ._library import library
from ._prepared import WaitsForValue
from .choices import Role
from .credential import Credential
from .signing import SignOptions


class SealOptions(Owner):
    """How packages are sealed. Many can be by one, also by several threads."""

    __slots__ = ()

    def __init__(
        self,
        signature: SignOptions,
        *,
        role: Optional[Role] = None,
        organ: Optional[str] = None,
    ) -> None:
        """Takes level, algorithm, timestamper and evidence from the options of a signature.

        By default it is the seal of the sender, as an agency. A forwarder has to say who it is:
        `organ` is its identifier code. Both stand in the seal.
        """
        c = library()
        with need(signature, SignOptions) as how:
            pointer = make(c.antin_seal_options_new, how)
        super().__init__(Handle("SealOptions", pointer, c.antin_seal_options_free))
        with self._handle as options:
            if role is not None:
                call(c.antin_seal_options_set_role, options, to_number(role, 32, "role"))
            if organ is not None:
                call(c.antin_seal_options_set_organ, options, to_text(organ, "organ"))


class PreparedSeal(WaitsForValue):
    """A seal that waits for the value of its signature.

    Have `to_be_signed` signed by the key of the chain's first certificate, with `algorithm`, and
    hand the value to `finish`.
    """

    __slots__ = ("_statement",)

    def __init__(self, handle: Handle) -> None:
        c = library()
        super().__init__(
            handle,
            c.antin_prepared_seal_to_be_signed,
            c.antin_prepared_seal_digest,
            c.antin_prepared_seal_algorithm,
        )
        with handle as prepared:
            self._statement = copied(c.antin_prepared_seal_statement, prepared) or b""

    @property
    def statement(self) -> bytes:
        """What is being sealed about the package, as JSON by ``docs/seal.md``: look before signing."""
        with self._handle:
            return self._statement

    def finish(self, value: BytesLike, package: PackageSource) -> bytes:
        """Returns the package, which is the one that was prepared for, with the seal.

        It works once, also if it fails; but a value that is refused leaves it as it was.

        Raises `KeyRefusedError` if the value does not verify with the key of the certificate, and
        `InvalidArgumentError` if the package is not as long as it was.
        """
        data = to_bytes(value, "value")
        with self._handle as prepared:
            return to_memory(package, _finishing(prepared, data))

    def finish_to(self, value: BytesLike, package: PackageSource, output: Output) -> None:
        """Writes the package with the seal to a path or a file. Otherwise as `finish`."""
        data = to_bytes(value, "value")
        with self._handle as prepared:
            to_output(package, output, _finishing(prepared, data))

    def finish_container(self, value: BytesLike) -> bytes:
        """Returns the seal alone, to be handed over beside the package. Otherwise as `finish`."""
        data = to_bytes(value, "value")
        with self._handle as prepared:
            return make_bytes(
                library().antin_prepared_seal_finish_container, prepared, data, len(data)
            )


def seal(
    package: PackageSource, credential: Credential, options: SealOptions, time: Time
) -> bytes:
    """Seals a package, and returns it with the seal, which is one more attachment.

    `package` is its bytes, a path, or a binary file that can seek, which is read from its
    beginning. All of its bytes stay as they are. `time` is when the signer claims to sign; no clock
    is read. Several bodies can seal one package, one after the other.

    Raises `MalformedError` if it is no package, or one that two readers may read differently;
    `UnsupportedError` for a status message; `InvalidArgumentError` if neither options nor message
    say who seals; otherwise as `sign`.
    """
    seconds = to_seconds(time, "time")
    with need(credential, Credential) as key, need(options, SealOptions) as how:
        return to_memory(package, _sealing(key, how, seconds))


def seal_to(
    package: PackageSource,
    output: Output,
    credential: Credential,
    options: SealOptions,
    time: Time,
) -> None:
    """Seals a package in constant memory, and writes it to a path or a binary file.

    A file at the path is replaced by a whole one, or stays as it was. If this raises, what was
    written to a binary file is no package. Otherwise as `seal`.
    """
    seconds = to_seconds(time, "time")
    with need(credential, Credential) as key, need(options, SealOptions) as how:
        to_output(package, output, _sealing(key, how, seconds))


def prepare_seal(
    package: PackageSource, chain: BytesLike, options: SealOptions, time: Time
) -> PreparedSeal:
    """Prepares a seal for a key that lives elsewhere.

    `chain` is certificates in PEM, the signer's first, or the signer's alone in DER. Otherwise as
    `seal`.
    """
    c = library()
    certificates, seconds = to_bytes(chain, "chain"), to_seconds(time, "time")
    with need(options, SealOptions) as how, reading(package) as source:
        return complete(
            lambda: _prepared(
                make(
                    c.antin_prepare_seal,
                    source.pointer,
                    certificates,
                    len(certificates),
                    how,
                    seconds,
                )
            ),
            source,
        )


def _finishing(prepared: int, value: bytes) -> Callable[[int, int], None]:
    def finish(source: int, target: int) -> None:
        c = library()
        call(c.antin_prepared_seal_finish, prepared, value, len(value), source, target)

    return finish


def _sealing(key: int, how: int, seconds: int) -> Callable[[int, int], None]:
    def seal_it(source: int, target: int) -> None:
        call(library().antin_seal_package, source, key, how, seconds, target)

    return seal_it


def _prepared(pointer: int) -> PreparedSeal:
    handle = ExclusiveHandle("PreparedSeal", pointer, library().antin_prepared_seal_free)
    return PreparedSeal(handle)
