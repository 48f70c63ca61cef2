"""Registries: signed files that say which certificates are whose (``docs/registry.md``).

A registry, and an answer of one, are neither true nor false: whoever writes
``if Registry.check(...)`` gets a `TypeError`, and not a registry to believe.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Optional, Union

from ._boundary import (
    BytesLike,
    Time,
    ask_time,
    call,
    make,
    make_bytes,
    many,
    text,
    to_bytes,
    to_datetime,
    to_number,
    to_seconds,
    to_text,
)
from ._handle import BorrowedHandle, Handle, Owner, lend, need
from ._library import library
from .choices import Binding, Language, Role
from .evidence import Evidence
from .policy import Policy
from .report import Report


class RegistrySigners(Owner):
    """Who may sign registries: a path to the root is not enough. Threads may share it."""

    __slots__ = ()

    def __init__(self, certificates: Union[BytesLike, Iterable[BytesLike]]) -> None:
        """Takes the contents of files: PEM with one certificate or several, or one in DER."""
        c = library()
        pointer = make(c.antin_registry_signers_new)
        super().__init__(Handle("RegistrySigners", pointer, c.antin_registry_signers_free))
        with self._handle as signers:
            for data in many(certificates, "certificates"):
                call(c.antin_registry_signers_add, signers, data, len(data))


@dataclass(frozen=True)
class Seen:
    """The last registry that was believed: keep it, and give it to the next check.

    Without it whoever can hand over files can play an older registry again.
    """

    number: int
    sha256: str


@dataclass(frozen=True)
class RegistryAnswer:
    """What a registry says of a certificate and a body."""

    binding: Binding
    """What is known of them."""
    entry: Optional[str]
    """What the binding is called that decided; none if none did."""

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer is neither true nor false: compare its binding")


class Registry(Owner):
    """The judgement on a registry. It is no pass: ask `require_trusted`. Threads may share it."""

    __slots__ = ()

    @classmethod
    def check(
        cls,
        file: BytesLike,
        signers: RegistrySigners,
        policy: Policy,
        at: Time,
        *,
        seen: Optional[Seen] = None,
        evidence: Optional[Evidence] = None,
    ) -> Registry:
        """Judges a signed registry at a time. Nothing is fetched and no clock is read.

        `file` is an attached signature, or an ASiC container with one file. What cannot be read is
        a judgement, too. That there is one says nothing of what it says: go on with
        `require_trusted`.
        """
        c = library()
        data, seconds = to_bytes(file, "file"), to_seconds(at, "at")
        number, sha256 = 0, None
        if seen is not None:
            if not isinstance(seen, Seen):
                raise TypeError(f"seen must be Seen, not {type(seen).__name__}")
            number, sha256 = to_number(seen.number, 64, "seen"), to_text(seen.sha256, "seen")
        with need(signers, RegistrySigners) as who, need(policy, Policy) as rules:
            with lend(evidence, Evidence) as known:
                return cls._take(
                    make(
                        c.antin_registry_check,
                        data,
                        len(data),
                        who,
                        rules,
                        known,
                        seconds,
                        number,
                        sha256,
                    )
                )

    @classmethod
    def danger_unsigned(cls, json: BytesLike) -> Registry:
        """Believes a registry that nobody signed. For tests.

        Whoever can write the file can then send in everybody's name.
        """
        data = to_bytes(json, "json")
        return cls._take(make(library().antin_registry_danger_unsigned, data, len(data)))

    @classmethod
    def _take(cls, pointer: int) -> Registry:
        taken = cls.__new__(cls)
        Owner.__init__(taken, Handle("Registry", pointer, library().antin_registry_free))
        return taken

    def require_trusted(self) -> None:
        """Returns only if it may be believed; otherwise raises `RejectedError`, which says why."""
        with self._handle as registry:
            call(library().antin_registry_require_trusted, registry)

    @property
    def trusted(self) -> bool:
        """Whether `require_trusted` returns."""
        with self._handle as registry:
            return bool(library().antin_registry_is_trusted(registry))

    @property
    def fault(self) -> Optional[str]:
        """Why it is not believed, such as ``signer``; none if it is."""
        with self._handle as registry:
            return text(library().antin_registry_fault(registry))

    def fault_text(self, language: Language = Language.EN) -> Optional[str]:
        """Returns the fault as a clause for people; none if there is none."""
        with self._handle as registry:
            number = to_number(language, 32, "language")
            return text(library().antin_registry_fault_text(registry, number))

    @property
    def report(self) -> Optional[Report]:
        """The judgement on its signatures, if there is one.

        It keeps the registry alive, and ends when that is closed.
        """
        with self._handle as registry:
            report = library().antin_registry_report(registry)
        return None if report is None else Report(BorrowedHandle("Report", report, self))

    @property
    def name(self) -> Optional[str]:
        """What it is called; none unless it is trusted, as with all that follows."""
        with self._handle as registry:
            return text(library().antin_registry_name(registry))

    @property
    def number(self) -> int:
        """Its number: one more with each issue; 0 unless it is trusted."""
        with self._handle as registry:
            return int(library().antin_registry_number(registry))

    @property
    def sha256(self) -> Optional[str]:
        """The digest of its JSON."""
        with self._handle as registry:
            return text(library().antin_registry_sha256(registry))

    @property
    def seen(self) -> Optional[Seen]:
        """What to keep, and to give to the next check."""
        with self._handle:
            sha256 = self.sha256
            return None if sha256 is None else Seen(self.number, sha256)

    @property
    def issued_seconds(self) -> Optional[int]:
        """When it was issued, in seconds since 1970; none if it never was."""
        with self._handle as registry:
            return ask_time(library().antin_registry_issued, registry)

    @property
    def issued(self) -> Optional[datetime]:
        """When it was issued, in UTC; none if it never was."""
        return to_datetime(self.issued_seconds)

    @property
    def next_update_seconds(self) -> Optional[int]:
        """Until when the next one is, in seconds since 1970; none if it was never issued."""
        with self._handle as registry:
            return ask_time(library().antin_registry_next_update, registry)

    @property
    def next_update(self) -> Optional[datetime]:
        """Until when the next one is, in UTC; none if it was never issued."""
        return to_datetime(self.next_update_seconds)

    def is_past(self, at: Time) -> bool:
        """Says whether the next one should be there by a time; also of what is not trusted."""
        seconds = to_seconds(at, "at")
        with self._handle as registry:
            return bool(library().antin_registry_is_past(registry, seconds))

    @property
    def body_count(self) -> int:
        """How many bodies it has."""
        with self._handle as registry:
            return int(library().antin_registry_body_count(registry))

    @property
    def entry_count(self) -> int:
        """How many bindings it has."""
        with self._handle as registry:
            return int(library().antin_registry_entry_count(registry))

    def body_name(self, code: str) -> Optional[str]:
        """Returns the name of the body that has a code; none if there is no such body."""
        wanted = to_text(code, "code")
        with self._handle as registry:
            return text(library().antin_registry_body_name(registry, wanted))

    def decide(
        self, organ: str, role: Role, certificate: BytesLike, issuer: BytesLike, at: Time
    ) -> RegistryAnswer:
        """Says whether a certificate is a body's, in a role, at a time.

        `issuer` is the certificate above it, on the path that was verified. Both are PEM or DER.

        Raises `RejectedError` if the registry is not trusted.
        """
        code, number = to_text(organ, "organ"), to_number(role, 32, "role")
        data, above = to_bytes(certificate, "certificate"), to_bytes(issuer, "issuer")
        seconds = to_seconds(at, "at")
        binding, entry = ctypes.c_uint32(), (ctypes.c_char_p * 1)()
        with self._handle as registry:
            call(
                library().antin_registry_decide,
                registry,
                code,
                number,
                data,
                len(data),
                above,
                len(above),
                seconds,
                ctypes.byref(binding),
                entry,
            )
            return RegistryAnswer(Binding(binding.value), text(entry[0]))

    def to_json(self) -> bytes:
        """Returns the registry's own JSON, as it was signed; `RejectedError` unless it is trusted."""
        with self._handle as registry:
            return make_bytes(library().antin_registry_to_json, registry)

    def __bool__(self) -> NoReturn:
        raise TypeError("a registry is neither true nor false: call require_trusted()")
