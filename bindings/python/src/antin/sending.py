"""What goes out through a gateway, and the receipts that come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Callable, NoReturn, Optional

from ._boundary import BytesLike, call, copied, read_texts, text, to_bytes, to_number
from ._channel import Output, PackageSource, complete, reading, to_memory, to_output
from ._handle import BorrowedHandle, Handle, Owner, Stepped, SteppedHandle, lend
from ._library import library
from .choices import Algorithm, Language, SendingState
from .evidence import Evidence
from .ledger import Lines
from .package import Package
from .receipt import Sent, copy_sent
from .receipt_report import ReceiptReport


@dataclass(frozen=True)
class Reason:
    """What stands against a package."""

    code: str
    """A stable name, and behind a colon what it is about: ``fault:R.MessageHeader.Subject``."""
    _texts: Mapping[int, str] = field(repr=False, hash=False)

    def text(self, language: Language = Language.EN) -> str:
        """Returns it in words for people."""
        return self._texts[language]


def read_reasons(
    count: Callable[[int], int],
    code: Callable[[int, int], Optional[bytes]],
    words: Callable[[int, int, int], Optional[bytes]],
    handle: int,
) -> tuple[Reason, ...]:
    """Copies reasons."""
    return tuple(
        Reason(
            code=text(code(handle, index)) or "",
            _texts={each: text(words(handle, index, each)) or "" for each in Language},
        )
        for index in range(count(handle))
    )


class Sending(Stepped):
    """A package that is to go out. That there is one is no pass: ask `require_sent`.

    A step in a state in which it is not due raises `AlreadyUsedError`, and changes nothing.
    """

    __slots__ = ("_lines", "_sealed")

    def __init__(self, pointer: int, lines: Lines) -> None:
        free = library().antin_sending_free
        super().__init__(SteppedHandle("Sending", pointer, free, lines))
        self._lines = lines
        self._sealed: Optional[bytes] = None

    def require_sent(self) -> None:
        """Returns only if it is sealed, recorded and written; otherwise raises `RejectedError`."""
        with self._handle as sending:
            call(library().antin_sending_require_sent, sending)

    @property
    def state(self) -> SendingState:
        """How far it has come."""
        with self._handle as sending:
            return SendingState(library().antin_sending_state(sending))

    @property
    def sealed(self) -> Optional[bytes]:
        """The package to be delivered; `RejectedError` unless it was sent.

        None if it was written to a path or a file.
        """
        with self._handle:
            self.require_sent()
            return self._sealed

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it."""
        with self._handle as sending:
            return bool(library().antin_sending_is_allowed(sending))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands against it, all of it."""
        c = library()
        with self._handle as sending:
            return read_reasons(
                c.antin_sending_reason_count,
                c.antin_sending_reason,
                c.antin_sending_reason_text,
                sending,
            )

    def unreadable(self, language: Language = Language.EN) -> Optional[str]:
        """Returns why it cannot be read; none if it can."""
        with self._handle as sending:
            number = to_number(language, 32, "language")
            return text(library().antin_sending_unreadable(sending, number))

    @property
    def package(self) -> Optional[Package]:
        """The judgement on it and on the seals that were on it; none if it cannot be read.

        It keeps this object alive, and ends when that is closed. It is never accepted: nothing is
        extracted from it.
        """
        with self._handle as sending:
            package = library().antin_sending_package(sending)
        return None if package is None else Package(BorrowedHandle("Package", package, self))

    @property
    def to_be_signed(self) -> Optional[bytes]:
        """What the key has to sign; none unless it is prepared."""
        with self._handle as sending:
            return copied(library().antin_sending_to_be_signed, sending)

    @property
    def digest(self) -> Optional[bytes]:
        """The digest of it, for keys that sign digests, which Ed25519 does not."""
        with self._handle as sending:
            return copied(library().antin_sending_digest, sending)

    @property
    def algorithm(self) -> Optional[Algorithm]:
        """The algorithm to sign with; none unless it is prepared."""
        with self._handle as sending:
            number = library().antin_sending_algorithm(sending)
            return Algorithm(number) if number else None

    @property
    def entry(self) -> int:
        """Its number in the journal; 0 before it is recorded.

        What was recorded and could not be written has one, too.
        """
        with self._handle as sending:
            return int(library().antin_sending_entry(sending))

    @property
    def seal(self) -> Optional[str]:
        """The identity of the agency's seal; none before it was sent."""
        with self._handle as sending:
            return text(library().antin_sending_seal(sending))

    @property
    def sent(self) -> Optional[Sent]:
        """What receipts are held against: keep it. None before it was sent."""
        with self._handle as sending:
            sent = library().antin_sending_sent(sending)
            return None if sent is None else copy_sent(sent)

    def refuse(self) -> None:
        """Records that it does not go out; also of a package that might."""
        with self._step() as sending, self._lines.during() as called:
            complete(lambda: call(library().antin_sending_refuse, sending), called)

    def prepare(self, package: PackageSource, *, evidence: Optional[Evidence] = None) -> None:
        """Prepares the seal, of the package that was judged and no other, which is given again.

        `evidence` is what the seal keeps at levels LT and LTA. Raises `RejectedError` if something
        stands against the package, which stays judged.
        """
        c = library()
        with self._step() as sending, lend(evidence, Evidence) as known:
            with reading(package) as source:
                complete(
                    lambda: call(c.antin_sending_prepare, sending, source.pointer, known), source
                )

    def sign(self, package: PackageSource) -> bytes:
        """Signs with the agency's key, records, and returns the package to be delivered.

        Raises `CredentialError` if the key is elsewhere: it stays prepared.
        """
        with self._step() as sending, self._lines.during() as called:
            self._sealed = to_memory(package, _signing(sending), called)
            return self._sealed

    def sign_to(self, package: PackageSource, output: Output) -> None:
        """Writes the package to be delivered to a path or a file. Otherwise as `sign`.

        If this raises, what a binary file got is to be thrown away.
        """
        with self._step() as sending, self._lines.during() as called:
            to_output(package, output, _signing(sending), called)

    def finish(self, value: BytesLike, package: PackageSource) -> bytes:
        """Takes the value of the signature, records, and returns the package to be delivered.

        Raises `KeyRefusedError` if the value does not verify with the key of the certificate: it
        stays prepared.
        """
        data = to_bytes(value, "value")
        with self._step() as sending, self._lines.during() as called:
            self._sealed = to_memory(package, _finishing(sending, data), called)
            return self._sealed

    def finish_to(self, value: BytesLike, package: PackageSource, output: Output) -> None:
        """Writes the package to be delivered to a path or a file. Otherwise as `finish`.

        If this raises, what a binary file got is to be thrown away.
        """
        data = to_bytes(value, "value")
        with self._step() as sending, self._lines.during() as called:
            to_output(package, output, _finishing(sending, data), called)

    def __bool__(self) -> NoReturn:
        raise TypeError("a sending is neither true nor false: call require_sent()")


def _signing(sending: int) -> Callable[[int, int], None]:
    def sign(source: int, target: int) -> None:
        call(library().antin_sending_sign, sending, source, target)

    return sign


def _finishing(sending: int, value: bytes) -> Callable[[int, int], None]:
    def finish(source: int, target: int) -> None:
        call(library().antin_sending_finish, sending, value, len(value), source, target)

    return finish


class ReturnedReceipt(Owner):
    """A receipt that came back, judged and recorded. It is no pass: ask `require_accepted`."""

    __slots__ = ()

    def __init__(self, pointer: int) -> None:
        free = library().antin_returned_receipt_free
        super().__init__(Handle("ReturnedReceipt", pointer, free))

    def require_accepted(self) -> None:
        """Returns only if it was accepted; otherwise raises `RejectedError` with the reasons."""
        with self._handle as returned:
            call(library().antin_returned_receipt_require_accepted, returned)

    @property
    def accepted(self) -> bool:
        """Whether `require_accepted` returns."""
        with self._handle as returned:
            return bool(library().antin_returned_receipt_is_accepted(returned))

    @property
    def reasons(self) -> tuple[str, ...]:
        """What stands against it, such as ``mismatch:seal``."""
        c = library()
        with self._handle as returned:
            return read_texts(
                c.antin_returned_receipt_reason_count, c.antin_returned_receipt_reason, returned
            )

    @property
    def entry(self) -> int:
        """Its number in the journal."""
        with self._handle as returned:
            return int(library().antin_returned_receipt_entry(returned))

    @property
    def report(self) -> ReceiptReport:
        """The judgement on it, which keeps this object alive and ends when that is closed."""
        with self._handle as returned:
            report = library().antin_returned_receipt_report(returned)
        return ReceiptReport(BorrowedHandle("ReceiptReport", report, self))

    def __bool__(self) -> NoReturn:
        raise TypeError("a receipt is neither true nor false: call require_accepted()")
