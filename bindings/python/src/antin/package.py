"""Packages: the judgement on one, and its attachments.

A package, and a state, are neither true nor false: whoever writes ``if open_package(...)`` gets a
`TypeError`, and not a pass.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Callable, NoReturn, Optional, Union

from ._boundary import Time, call, copied, make, make_bytes, read_place, text, to_number, to_seconds
from ._channel import (
    Channel,
    Output,
    PackageSource,
    collected,
    collecting,
    complete,
    reading,
    to_memory,
    to_output,
    writing,
)
from ._handle import BorrowedHandle, Handle, Owner, lend, need
from ._library import library
from .choices import Binding, FactState, FileState, Language, Role, State, Verdict
from .evidence import Evidence
from .opening import Opening
from .policy import Policy
from .report import Report

_SIZE_BITS = 8 * ctypes.sizeof(ctypes.c_size_t)


@dataclass(frozen=True)
class Seal:
    """The judgement on one seal. It is a copy; only its report ends with the package."""

    attachment: Optional[int]
    """Which attachment of the message it is; none if it was handed over beside it."""
    container: Optional[int]
    """Which of the containers of the `Opening` it is; none if it is an attachment."""
    id: Optional[str]
    """By what it is known; none if it does not have exactly one signature.

    Whoever keeps those it has seen can tell a package that is sent twice.
    """
    sha256: str
    """The digest of its container."""
    verdict: Verdict
    """That of its signature, and a failure if the seal is faulty. Of the message it says nothing."""
    sub_indication: Optional[str]
    """The sub-indication of EN 319 102-1; none for a pass."""
    fault: Optional[str]
    """What is wrong with container or statement, such as ``other-content``; none if nothing is.

    A seal with a fault says nothing.
    """
    organ: Optional[str]
    """The identifier code of the body that seals, by its own word."""
    role: Optional[Role]
    """In which role it seals, by its own word."""
    binding: Binding
    """What is known of its certificate and that body; unknown unless its signature passed."""
    statement: Optional[bytes] = field(repr=False)
    """What it says about the package, as JSON by ``docs/seal.md``; none if that cannot be read."""
    missing: tuple[str, ...]
    """The seals, by what they are known, that were there before this one and are not there."""
    report: Optional[Report] = field(repr=False, compare=False)
    """The judgement on its signature, which keeps the package alive and ends when that is closed.

    That it passed says nothing of the message: that is `Package.require_accepted`.
    """
    _fault_texts: Mapping[int, Optional[str]] = field(repr=False, hash=False)

    def fault_text(self, language: Language = Language.EN) -> Optional[str]:
        """Returns the fault as a clause for people; none if there is none."""
        return self._fault_texts[language]

    def __bool__(self) -> NoReturn:
        raise TypeError("a seal is neither true nor false: ask Package.require_accepted()")


@dataclass(frozen=True)
class Fact:
    """A fact of a package. Values are a stranger's text: escape them before showing them."""

    name: str
    """A stable name, such as ``subject``; ``docs/seal.md`` lists them."""
    state: FactState
    """What became of it, by the seal that is worst for it."""
    sealed: tuple[str, ...]
    """The values that were sealed; several only for a list, as of recipients."""
    arrived: tuple[str, ...]
    """The values that arrived."""
    _words: Mapping[int, str] = field(repr=False, hash=False)

    def words(self, language: Language = Language.EN) -> str:
        """Returns which fact it is, in words for people."""
        return self._words[language]

    def __bool__(self) -> NoReturn:
        raise TypeError("a fact is neither true nor false: look at its state")


@dataclass(frozen=True)
class File:
    """An attachment of a package. Names are a stranger's text, and no paths."""

    index: int
    """Its place in `Package.files`."""
    name: str
    """The name that arrived, or that was sealed if it is missing. Never make a path of it."""
    state: FileState
    """What became of it, by the seal that is worst for it."""
    attachment: Optional[int]
    """Which attachment of the message it is, seals counted too; none if it is missing."""
    length: int
    """The length of what arrived, out of the archives around it; 0 if it is missing."""
    sha256: Optional[str]
    """The digest of that; none if it is missing."""
    is_unwrapped: bool
    """Whether it was taken out of an archive that was put around it on the way."""
    is_destroyed: bool
    """Whether a conversion of text on the way destroyed it."""
    sealed_name: Optional[str]
    """The name that was sealed; none if it was not sealed."""
    sealed_length: int
    """The length that was sealed; 0 if it was not sealed."""
    sealed_sha256: Optional[str]
    """The digest that was sealed; none if it was not sealed."""

    def __bool__(self) -> NoReturn:
        raise TypeError("a file is neither true nor false: look at its state")


@dataclass(frozen=True)
class Liberty:
    """What was passed over while a message was read."""

    code: str
    """A stable name, such as ``comment-in-text``."""
    element: Optional[str]
    """Which element of the format it is about, if it is about one."""
    is_ambiguous: bool
    """Whether it lets two readers see two messages; no package with such a one is accepted."""
    attachment: Optional[int]
    """Which attachment of the message it is about, if it is about one."""
    offset: int
    """Where it was taken first, in bytes from the beginning of the message."""
    times: int
    """How many times it was taken."""
    _texts: Mapping[int, str] = field(repr=False, hash=False)

    def text(self, language: Language = Language.EN) -> str:
        """Returns it as a clause for people."""
        return self._texts[language]


class Package(Owner):
    """The judgement on a package. It is no pass: ask `require_accepted`.

    What the message says may be used only then, too.
    """

    __slots__ = ()

    def require_accepted(self) -> None:
        """Returns only if all is whole, every seal passed, and the sender is bound.

        Otherwise raises `RejectedError`, which says which of these it is.
        """
        with self._handle as package:
            call(library().antin_package_require_accepted, package)

    @property
    def accepted(self) -> bool:
        """Whether `require_accepted` returns."""
        with self._handle as package:
            return bool(library().antin_package_is_accepted(package))

    @property
    def state(self) -> State:
        """What became of the package. Of the signatures it says nothing."""
        with self._handle as package:
            return State(library().antin_package_state(package))

    @property
    def verdict(self) -> Verdict:
        """The worst verdict on the signatures of the seals. Of the message it says nothing."""
        with self._handle as package:
            return Verdict(library().antin_package_verdict(package))

    @property
    def sub_indication(self) -> Optional[str]:
        """The sub-indication that goes with the verdict; none for a pass."""
        with self._handle as package:
            return text(library().antin_package_sub_indication(package))

    @property
    def sender_code(self) -> Optional[str]:
        """The identifier code of the sender, as the message has it: a claim, unless accepted."""
        with self._handle as package:
            return text(library().antin_package_sender_code(package))

    @property
    def sender_binding(self) -> Binding:
        """What is known of the sender and the certificate of its seal; of several, the best."""
        with self._handle as package:
            return Binding(library().antin_package_sender_binding(package))

    @property
    def sender_other(self) -> Optional[str]:
        """The body whose certificate it is instead, with `Binding.OTHER`, if that was said."""
        with self._handle as package:
            return text(library().antin_package_sender_other(package))

    @property
    def seals(self) -> tuple[Seal, ...]:
        """The judgements on the seals: those in the message in its order, then those beside it."""
        c = library()
        with self._handle as package:
            return tuple(
                _seal(c, c.antin_package_seal(package, index), self)
                for index in range(c.antin_package_seal_count(package))
            )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that were sealed or arrived."""
        c = library()
        with self._handle as package:
            return tuple(
                _fact(c, c.antin_package_fact(package, index))
                for index in range(c.antin_package_fact_count(package))
            )

    @property
    def files(self) -> tuple[File, ...]:
        """The attachments that were sealed or arrived, without the seals."""
        c = library()
        with self._handle as package:
            return tuple(
                _file(c, c.antin_package_file(package, index), index)
                for index in range(c.antin_package_file_count(package))
            )

    @property
    def liberties(self) -> tuple[Liberty, ...]:
        """What was passed over while the message was read, in its order."""
        c = library()
        with self._handle as package:
            return tuple(
                liberty_of(c.antin_package_liberty(package, index))
                for index in range(c.antin_package_liberty_count(package))
            )

    def to_json(self, language: Language = Language.EN) -> str:
        """Returns the whole judgement as JSON, by ``docs/package-report.schema.json``."""
        with self._handle as package:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_package_to_json, package, number).decode()

    def to_text(self, language: Language = Language.EN) -> str:
        """Returns the whole judgement as text for people."""
        with self._handle as package:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_package_to_text, package, number).decode()

    def extract(self, source: PackageSource, file: Union[File, int]) -> bytes:
        """Returns an attachment, out of the archives that were put around it.

        `source` is the message that was judged, which is read once more. `file` is one of `files`,
        or its place there.

        Raises `RejectedError` unless the package is accepted, and `InvalidArgumentError` if the
        message is another one by now.
        """
        index = self._index(file)
        with self._handle as package:
            return to_memory(source, _extracting(package, index))

    def extract_to(self, source: PackageSource, file: Union[File, int], output: Output) -> None:
        """Writes an attachment to a path or a file, in constant memory.

        The path is the caller's choice, and not a name out of the message. If this raises, what a
        binary file got is to be thrown away: an attachment is compared with what was judged when
        its last byte has been written. Otherwise as `extract`.
        """
        index = self._index(file)
        with self._handle as package:
            to_output(source, output, _extracting(package, index))

    def extract_all(self, source: PackageSource) -> tuple[bytes, ...]:
        """Returns all attachments, in the order of `files`. Otherwise as `extract`."""
        with self._handle as package, ExitStack() as stack:
            count = library().antin_package_file_count(package)
            targets = [stack.enter_context(collecting()) for _ in range(count)]
            self._extract(package, source, [*targets])
            return tuple(collected(target) for target in targets)

    def extract_all_to(self, source: PackageSource, outputs: Sequence[Optional[Output]]) -> None:
        """Writes each of `files` to its output, and reads the message once; None passes one over.

        Otherwise as `extract_to`.
        """
        with self._handle as package, ExitStack() as stack:
            self._extract(
                package,
                source,
                [
                    None if output is None else stack.enter_context(writing(output, "outputs"))
                    for output in outputs
                ],
            )

    def _extract(
        self, package: int, source: PackageSource, targets: list[Optional[Channel]]
    ) -> None:
        pointers = [None if target is None else target.pointer for target in targets]
        array = (ctypes.c_void_p * len(pointers))(*pointers)
        extract = library().antin_package_extract
        with reading(source, "source") as message:
            complete(
                lambda: call(extract, package, message.pointer, array, len(pointers)),
                message,
                *(target for target in targets if target is not None),
            )

    def _index(self, file: Union[File, int]) -> int:
        if not isinstance(file, File):
            return to_number(file, _SIZE_BITS, "file")
        if file not in self.files:
            raise ValueError("file is none of this package")
        return file.index

    def __bool__(self) -> NoReturn:
        raise TypeError("a package is neither true nor false: call require_accepted()")


def open_package(
    package: PackageSource,
    policy: Policy,
    at: Time,
    *,
    opening: Optional[Opening] = None,
    evidence: Optional[Evidence] = None,
) -> Package:
    """Judges a package at a time: each seal as a signature, and what it says against the message.

    `package` is its bytes, a path, or a binary file that can seek, which is read from its
    beginning. `opening` says whose certificates are whose; without it no package is accepted.
    Nothing is fetched and no clock is read.

    That there is a judgement says nothing of what it says: go on with `Package.require_accepted`.

    Raises `MalformedError`, `UnsupportedError` or `LimitExceededError` for what is no package.
    """
    seconds = to_seconds(at, "at")
    with need(policy, Policy) as rules, lend(opening, Opening) as how:
        with lend(evidence, Evidence) as known, reading(package) as source:

            def judge() -> Package:
                c = library()
                made = make(c.antin_package_open, source.pointer, how, rules, known, seconds)
                return Package(Handle("Package", made, c.antin_package_free))

            if opening is None:
                return complete(judge, source)
            with opening._asked.during() as asked:
                return complete(judge, source, asked)


def liberty_of(liberty: int) -> Liberty:
    """Copies a liberty."""
    c = library()
    return Liberty(
        code=text(c.antin_liberty_code(liberty)) or "",
        element=text(c.antin_liberty_element(liberty)),
        is_ambiguous=bool(c.antin_liberty_is_ambiguous(liberty)),
        attachment=read_place(c.antin_liberty_attachment, liberty),
        offset=c.antin_liberty_offset(liberty),
        times=c.antin_liberty_times(liberty),
        _texts={each: text(c.antin_liberty_text(liberty, each)) or "" for each in Language},
    )


def _extracting(package: int, index: int) -> Callable[[int, int], None]:
    def extract(source: int, target: int) -> None:
        call(library().antin_package_extract_file, package, source, index, target)

    return extract


def _seal(c: Any, seal: int, package: Package) -> Seal:
    role, report = c.antin_seal_role(seal), c.antin_seal_report(seal)
    return Seal(
        attachment=read_place(c.antin_seal_attachment, seal),
        container=read_place(c.antin_seal_container, seal),
        id=text(c.antin_seal_id(seal)),
        sha256=text(c.antin_seal_sha256(seal)) or "",
        verdict=Verdict(c.antin_seal_verdict(seal)),
        sub_indication=text(c.antin_seal_sub_indication(seal)),
        fault=text(c.antin_seal_fault(seal)),
        organ=text(c.antin_seal_organ(seal)),
        role=Role(role) if role else None,
        binding=Binding(c.antin_seal_binding(seal)),
        statement=copied(c.antin_seal_statement, seal),
        missing=tuple(
            text(c.antin_seal_missing(seal, index)) or ""
            for index in range(c.antin_seal_missing_count(seal))
        ),
        report=None if report is None else Report(BorrowedHandle("Report", report, package)),
        _fault_texts={each: text(c.antin_seal_fault_text(seal, each)) for each in Language},
    )


def _fact(c: Any, fact: int) -> Fact:
    return Fact(
        name=text(c.antin_fact_name(fact)) or "",
        state=FactState(c.antin_fact_state(fact)),
        sealed=tuple(
            text(c.antin_fact_sealed(fact, index)) or ""
            for index in range(c.antin_fact_sealed_count(fact))
        ),
        arrived=tuple(
            text(c.antin_fact_arrived(fact, index)) or ""
            for index in range(c.antin_fact_arrived_count(fact))
        ),
        _words={each: text(c.antin_fact_words(fact, each)) or "" for each in Language},
    )


def _file(c: Any, file: int, index: int) -> File:
    return File(
        index=index,
        name=text(c.antin_file_name(file)) or "",
        state=FileState(c.antin_file_state(file)),
        attachment=read_place(c.antin_file_attachment, file),
        length=c.antin_file_length(file),
        sha256=text(c.antin_file_sha256(file)),
        is_unwrapped=bool(c.antin_file_is_unwrapped(file)),
        is_destroyed=bool(c.antin_file_is_destroyed(file)),
        sealed_name=text(c.antin_file_sealed_name(file)),
        sealed_length=c.antin_file_sealed_length(file),
        sealed_sha256=text(c.antin_file_sealed_sha256(file)),
    )
