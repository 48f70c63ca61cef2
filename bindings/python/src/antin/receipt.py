"""Receipts: what a recipient says about a package, signed by it (``docs/receipt.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Callable, Optional

from ._boundary import (
    BytesLike,
    Time,
    ask_time,
    call,
    copied,
    make,
    make_bytes,
    make_if_there,
    read_texts,
    text,
    to_bytes,
    to_datetime,
    to_number,
    to_seconds,
    to_text,
    to_texts,
)
from ._channel import Output, PackageSource, complete, reading, to_memory, to_output
from ._handle import ExclusiveHandle, Handle, need
from ._library import library
from ._prepared import WaitsForValue
from .choices import Status
from .credential import Credential
from .package import Package
from .signing import SignOptions


@dataclass(frozen=True)
class Sent:
    """A package that was sent, as receipts name it: keep it, to hold them against it."""

    seal: Optional[str]
    """The identity of the sender's seal, in hexadecimal; none if it came without one."""
    document: str
    """The identifier of the document."""
    sender: str
    """The identifier code of the body that sent it."""
    recipients: Sequence[str]
    """The identifier codes of those it was sent to; it becomes a tuple."""

    def __post_init__(self) -> None:
        """Brings texts into the form in which they are compared."""
        c = library()
        with lend_sent(self) as sent:
            for name, value in (
                ("document", text(c.antin_sent_document(sent)) or ""),
                ("sender", text(c.antin_sent_sender(sent)) or ""),
                ("recipients", _recipients(sent)),
            ):
                object.__setattr__(self, name, value)

    @classmethod
    def of(cls, package: Package) -> Optional[Sent]:
        """Names a package that was judged; none if nobody can say what was sent.

        The seal is that of the sender which passed; of several the one that is bound best.
        """
        c = library()
        with need(package, Package) as judged:
            pointer = make_if_there(c.antin_sent_of, judged)
        if pointer is None:
            return None
        try:
            return copy_sent(pointer)
        finally:
            c.antin_sent_free(pointer)


@contextmanager
def lend_sent(sent: Sent) -> Iterator[int]:
    """Lends what names a package."""
    if not isinstance(sent, Sent):
        raise TypeError(f"a Sent is needed, not {type(sent).__name__}")
    c = library()
    seal = None if sent.seal is None else to_text(sent.seal, "seal")
    document, sender = to_text(sent.document, "document"), to_text(sent.sender, "sender")
    recipients = to_texts(sent.recipients, "recipients")
    pointer = make(c.antin_sent_new, seal, document, sender, recipients, len(recipients))
    try:
        yield pointer
    finally:
        c.antin_sent_free(pointer)


def copy_sent(sent: int) -> Sent:
    """Copies what names a package."""
    c = library()
    return Sent(
        seal=text(c.antin_sent_seal(sent)),
        document=text(c.antin_sent_document(sent)) or "",
        sender=text(c.antin_sent_sender(sent)) or "",
        recipients=_recipients(sent),
    )


def _recipients(sent: int) -> tuple[str, ...]:
    c = library()
    return read_texts(c.antin_sent_recipient_count, c.antin_sent_recipient, sent)


@dataclass(frozen=True)
class Receipt:
    """What a recipient says about a package. Nothing is proved by it until it was judged, signed."""

    seal: Optional[str]
    """The identity of the sender's seal, in hexadecimal; none if it came without one."""
    document: str
    """The identifier of the document."""
    sender: str
    """The identifier code of the body that sent the package."""
    recipient: str
    """The identifier code of the body that makes the receipt."""
    status: Status
    """What became of it."""
    seconds: int
    """When it was so, in seconds since 1970, by the recipient's clock."""
    reasons: tuple[str, ...] = ()
    """Why, in words. They are a stranger's text: escape them before showing them."""

    @classmethod
    def about(
        cls,
        sent: Sent,
        recipient: str,
        status: Status,
        time: Time,
        *,
        reasons: Iterable[str] = (),
    ) -> Receipt:
        """Says that a package reached a recipient, its status, and why; a refusal should say that."""
        number, seconds = to_number(status, 32, "status"), to_seconds(time, "time")
        with lend_sent(sent) as package:
            with _making(package, recipient, number, seconds, reasons) as receipt:
                return copy_receipt(receipt)

    @property
    def time(self) -> Optional[datetime]:
        """When it was so, in UTC."""
        return to_datetime(self.seconds)

    def to_json(self) -> bytes:
        """Returns it as it is signed, without a signature."""
        with self._lent() as receipt:
            return make_bytes(library().antin_receipt_to_json, receipt)

    def sign(self, credential: Credential, options: SignOptions, time: Time) -> bytes:
        """Signs it, and returns its container, which goes back to the sender.

        `time` is when the signer claims to sign. Raises as `sign`.
        """
        seconds = to_seconds(time, "time")
        with need(credential, Credential) as key, need(options, SignOptions) as how:
            with self._lent() as receipt:
                return make_bytes(library().antin_receipt_sign, receipt, key, how, seconds)

    def prepare(self, chain: BytesLike, options: SignOptions, time: Time) -> PreparedReceipt:
        """Prepares its signature for a key that lives elsewhere.

        `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.
        """
        c = library()
        data, seconds = to_bytes(chain, "chain"), to_seconds(time, "time")
        with need(options, SignOptions) as how, self._lent() as receipt:
            pointer = make(c.antin_prepare_receipt, receipt, data, len(data), how, seconds)
        free = c.antin_prepared_receipt_free
        return PreparedReceipt(ExclusiveHandle("PreparedReceipt", pointer, free))

    @contextmanager
    def _lent(self) -> Iterator[int]:
        sent = Sent(self.seal, self.document, self.sender, (self.recipient,))
        number, seconds = to_number(self.status, 32, "status"), to_seconds(self.seconds, "seconds")
        with lend_sent(sent) as package:
            with _making(package, self.recipient, number, seconds, self.reasons) as receipt:
                yield receipt


@contextmanager
def _making(
    sent: int, recipient: str, status: int, seconds: int, reasons: Iterable[str]
) -> Iterator[int]:
    c = library()
    if isinstance(reasons, str):
        raise TypeError("reasons must be several texts, not one")
    pointer = make(c.antin_receipt_new, sent, to_text(recipient, "recipient"), status, seconds)
    try:
        for reason in reasons:
            call(c.antin_receipt_add_reason, pointer, to_text(reason, "reasons"))
        yield pointer
    finally:
        c.antin_receipt_free(pointer)


def copy_receipt(receipt: int) -> Receipt:
    """Copies a receipt."""
    c = library()
    seconds = ask_time(c.antin_receipt_time, receipt)
    assert seconds is not None, "every receipt has a time"
    return Receipt(
        seal=text(c.antin_receipt_seal(receipt)),
        document=text(c.antin_receipt_document(receipt)) or "",
        sender=text(c.antin_receipt_sender(receipt)) or "",
        recipient=text(c.antin_receipt_recipient(receipt)) or "",
        status=Status(c.antin_receipt_status(receipt)),
        seconds=seconds,
        reasons=read_texts(c.antin_receipt_reason_count, c.antin_receipt_reason, receipt),
    )


class PreparedReceipt(WaitsForValue):
    """A receipt that waits for the value of its signature.

    Have `to_be_signed` signed by the key of the chain's first certificate, with `algorithm`, and
    hand the value to `finish`.
    """

    __slots__ = ()

    def __init__(self, handle: Handle) -> None:
        c = library()
        super().__init__(
            handle,
            c.antin_prepared_receipt_to_be_signed,
            c.antin_prepared_receipt_digest,
            c.antin_prepared_receipt_algorithm,
        )

    def finish(self, value: BytesLike) -> bytes:
        """Returns the container. It works once; a value that is refused leaves it as it was.

        Raises `KeyRefusedError` if the value does not verify with the key of the certificate.
        """
        data = to_bytes(value, "value")
        with self._handle as prepared:
            return make_bytes(library().antin_prepared_receipt_finish, prepared, data, len(data))


@dataclass(frozen=True)
class CarriedReceipt:
    """A receipt in a package. Nothing was judged: `judge_receipt` does that."""

    attachment: int
    """Which attachment of the message it is."""
    data: bytes = field(repr=False)
    """Its container."""


def receipts_in(package: PackageSource) -> tuple[CarriedReceipt, ...]:
    """Returns the receipts that a package carries, in its order. Raises as `open_package`."""
    c = library()
    with reading(package) as source:
        pointer = complete(lambda: make(c.antin_receipts_in, source.pointer), source)
    try:
        return tuple(
            CarriedReceipt(
                attachment=c.antin_receipts_attachment(pointer, index),
                data=copied(c.antin_receipts_get, pointer, index) or b"",
            )
            for index in range(c.antin_receipts_count(pointer))
        )
    finally:
        c.antin_receipts_free(pointer)


def insert_receipt(receipt: BytesLike, package: PackageSource) -> bytes:
    """Returns a package with a receipt in it, which is one more attachment.

    Seal it afterwards, so that the seal is over the receipt, too.
    """
    return to_memory(package, _inserting(to_bytes(receipt, "receipt")))


def insert_receipt_to(receipt: BytesLike, package: PackageSource, output: Output) -> None:
    """Writes a package with a receipt in it to a path or a file. Otherwise as `insert_receipt`."""
    to_output(package, output, _inserting(to_bytes(receipt, "receipt")))


def _inserting(receipt: bytes) -> Callable[[int, int], None]:
    def insert(source: int, target: int) -> None:
        call(library().antin_receipt_insert, receipt, len(receipt), source, target)

    return insert
