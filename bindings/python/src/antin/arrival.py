"""What comes in through a gateway."""

from __future__ import annotations

from typing import NoReturn, Optional

from ._boundary import BytesLike, call, copied, text, to_bytes, to_number
from ._channel import complete
from ._handle import BorrowedHandle, Stepped, SteppedHandle, lend
from ._library import library
from .choices import Algorithm, ArrivalState, Decision, Language, Status
from .evidence import Evidence
from .ledger import Lines
from .package import Package
from .receipt import Receipt, copy_receipt
from .sending import Reason, read_reasons


class Arrival(Stepped):
    """A package that arrived. That there is one is no pass: ask `require_accepted`.

    A step in a state in which it is not due raises `AlreadyUsedError`, and changes nothing.
    """

    __slots__ = ("_lines",)

    def __init__(self, pointer: int, lines: Lines) -> None:
        free = library().antin_arrival_free
        super().__init__(SteppedHandle("Arrival", pointer, free, lines))
        self._lines = lines

    def require_accepted(self) -> None:
        """Returns only if it was accepted, and that is recorded.

        Otherwise raises `RejectedError`, with the decision and the reasons.
        """
        with self._handle as arrival:
            call(library().antin_arrival_require_accepted, arrival)

    @property
    def state(self) -> ArrivalState:
        """How far it has come."""
        with self._handle as arrival:
            return ArrivalState(library().antin_arrival_state(arrival))

    @property
    def decision(self) -> Decision:
        """What was decided.

        Before it is recorded: what will be, unless another one like it is recorded first.
        """
        with self._handle as arrival:
            return Decision(library().antin_arrival_decision(arrival))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands against it, all of it."""
        c = library()
        with self._handle as arrival:
            return read_reasons(
                c.antin_arrival_reason_count,
                c.antin_arrival_reason,
                c.antin_arrival_reason_text,
                arrival,
            )

    def unreadable(self, language: Language = Language.EN) -> Optional[str]:
        """Returns why it cannot be read; none if it can."""
        with self._handle as arrival:
            number = to_number(language, 32, "language")
            return text(library().antin_arrival_unreadable(arrival, number))

    @property
    def package(self) -> Optional[Package]:
        """The judgement on it; none if it cannot be read.

        It keeps this object alive, and ends when that is closed. Attachments come out only if the
        arrival was accepted and that was recorded when this was asked for.
        """
        with self._handle as arrival:
            package = library().antin_arrival_package(arrival)
        return None if package is None else Package(BorrowedHandle("Package", package, self))

    @property
    def planned_receipt(self) -> Optional[Receipt]:
        """What the receipt says that is to be signed; none if there is to be none."""
        with self._handle as arrival:
            receipt = library().antin_arrival_planned_receipt(arrival)
            return None if receipt is None else copy_receipt(receipt)

    @property
    def receipt(self) -> Optional[bytes]:
        """The signed receipt for the sender; none before it is recorded, or if there is none."""
        with self._handle as arrival:
            return copied(library().antin_arrival_receipt, arrival)

    @property
    def to_be_signed(self) -> Optional[bytes]:
        """What the key has to sign; none unless the receipt is prepared."""
        with self._handle as arrival:
            return copied(library().antin_arrival_to_be_signed, arrival)

    @property
    def digest(self) -> Optional[bytes]:
        """The digest of it, for keys that sign digests, which Ed25519 does not."""
        with self._handle as arrival:
            return copied(library().antin_arrival_digest, arrival)

    @property
    def algorithm(self) -> Optional[Algorithm]:
        """The algorithm to sign with; none unless the receipt is prepared."""
        with self._handle as arrival:
            number = library().antin_arrival_algorithm(arrival)
            return Algorithm(number) if number else None

    @property
    def entry(self) -> int:
        """Its number in the journal; 0 before it is recorded.

        Keep it with the document: it tells whether that was handed over.
        """
        with self._handle as arrival:
            return int(library().antin_arrival_entry(arrival))

    def set_status(self, status: Status) -> None:
        """Has the receipt tell `Status.ACCEPTED` in place of `Status.ARRIVED`, or back.

        Raises `InvalidArgumentError` for another one, or if it will not be accepted.
        """
        number = to_number(status, 32, "status")
        with self._step() as arrival:
            call(library().antin_arrival_set_status, arrival, number)

    def answer(self, *, evidence: Optional[Evidence] = None) -> None:
        """Signs the receipt with the agency's key, if there is to be one.

        `evidence` is what the signature keeps at levels LT and LTA. Raises `CredentialError` if the
        key is elsewhere: it stays judged.
        """
        with self._step() as arrival, lend(evidence, Evidence) as known:
            call(library().antin_arrival_answer, arrival, known)

    def prepare(self, *, evidence: Optional[Evidence] = None) -> None:
        """Prepares the receipt for a key that lives elsewhere; without one it is answered then."""
        with self._step() as arrival, lend(evidence, Evidence) as known:
            call(library().antin_arrival_prepare, arrival, known)

    def finish(self, value: BytesLike) -> None:
        """Takes the value of the receipt's signature.

        Raises `KeyRefusedError` if it does not verify with the key of the certificate: the receipt
        stays prepared.
        """
        data = to_bytes(value, "value")
        with self._step() as arrival:
            call(library().antin_arrival_finish, arrival, data, len(data))

    def without_receipt(self) -> None:
        """Goes on without a receipt."""
        with self._step() as arrival:
            call(library().antin_arrival_without_receipt, arrival)

    def record(self) -> None:
        """Records what was decided; what was accepted and the receipt come out only then.

        The ledger has the last word: if another one like it was recorded meanwhile, the decision is
        a worse one afterwards, and there is no receipt. Raises `LedgerError` if it cannot be
        recorded.
        """
        with self._step() as arrival, self._lines.during() as called:
            complete(lambda: call(library().antin_arrival_record, arrival), called)

    def __bool__(self) -> NoReturn:
        raise TypeError("an arrival is neither true nor false: call require_accepted()")
