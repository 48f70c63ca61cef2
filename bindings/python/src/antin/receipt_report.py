"""The judgement on a receipt.

It is neither true nor false: whoever writes ``if judge_receipt(...)`` gets a `TypeError`, and not an
acceptance.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NoReturn, Optional

from ._boundary import BytesLike, Time, call, make, make_bytes, text, to_bytes, to_number, to_seconds
from ._channel import complete
from ._handle import BorrowedHandle, Handle, Owner, lend, need
from ._library import library
from .choices import Binding, Language, Status, Verdict
from .evidence import Evidence
from .opening import Opening
from .policy import Policy
from .receipt import Receipt, Sent, copy_receipt, lend_sent
from .report import Report


@dataclass(frozen=True)
class Mismatch:
    """What a receipt says otherwise than what was sent."""

    code: str
    """A stable name: ``seal``, ``document``, ``sender``, ``recipient``, ``status``, ``transition``
    or ``time``."""
    _texts: Mapping[int, str] = field(repr=False, hash=False)

    def text(self, language: Language = Language.EN) -> str:
        """Returns it as a clause for people."""
        return self._texts[language]


class ReceiptReport(Owner):
    """The judgement on a receipt. It is no pass: ask `require_accepted`. Threads may share it."""

    __slots__ = ()

    def require_accepted(self) -> None:
        """Returns only if its signature passed, it is about what was sent, and its maker is bound.

        Otherwise raises `RejectedError`, which says which of these it is.
        """
        with self._handle as report:
            call(library().antin_receipt_report_require_accepted, report)

    @property
    def accepted(self) -> bool:
        """Whether `require_accepted` returns."""
        with self._handle as report:
            return bool(library().antin_receipt_report_is_accepted(report))

    @property
    def verdict(self) -> Verdict:
        """That on its signature. Of what it says, it says nothing."""
        with self._handle as report:
            return Verdict(library().antin_receipt_report_verdict(report))

    @property
    def sub_indication(self) -> Optional[str]:
        """The sub-indication of EN 319 102-1; none for a pass."""
        with self._handle as report:
            return text(library().antin_receipt_report_sub_indication(report))

    @property
    def fault(self) -> Optional[str]:
        """What is wrong with container or receipt, such as ``other-content``; none if nothing is."""
        with self._handle as report:
            return text(library().antin_receipt_report_fault(report))

    def fault_text(self, language: Language = Language.EN) -> Optional[str]:
        """Returns the fault as a clause for people; none if there is none."""
        with self._handle as report:
            number = to_number(language, 32, "language")
            return text(library().antin_receipt_report_fault_text(report, number))

    @property
    def id(self) -> Optional[str]:
        """By what it is known; none if it does not have exactly one signature."""
        with self._handle as report:
            return text(library().antin_receipt_report_id(report))

    @property
    def sha256(self) -> str:
        """The digest of its container."""
        with self._handle as report:
            return text(library().antin_receipt_report_sha256(report)) or ""

    @property
    def receipt(self) -> Optional[Receipt]:
        """What it says: a claim, unless it is accepted; none if it cannot be read."""
        with self._handle as report:
            receipt = library().antin_receipt_report_receipt(report)
            return None if receipt is None else copy_receipt(receipt)

    @property
    def report(self) -> Optional[Report]:
        """The judgement on its signature, which keeps this one alive and ends when it is closed."""
        with self._handle as judged:
            report = library().antin_receipt_report_report(judged)
        return None if report is None else Report(BorrowedHandle("Report", report, self))

    @property
    def binding(self) -> Binding:
        """What is known of the recipient and the certificate of its signature."""
        with self._handle as report:
            return Binding(library().antin_receipt_report_binding(report))

    @property
    def other(self) -> Optional[str]:
        """The body whose certificate it is instead, with `Binding.OTHER`, if that was said."""
        with self._handle as report:
            return text(library().antin_receipt_report_other(report))

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """What it says otherwise than what was sent."""
        c = library()
        with self._handle as report:
            return tuple(
                Mismatch(
                    code=text(c.antin_receipt_report_mismatch(report, index)) or "",
                    _texts={
                        each: text(c.antin_receipt_report_mismatch_text(report, index, each)) or ""
                        for each in Language
                    },
                )
                for index in range(c.antin_receipt_report_mismatch_count(report))
            )

    def to_json(self, language: Language = Language.EN) -> str:
        """Returns the whole judgement as JSON."""
        with self._handle as report:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_receipt_report_to_json, report, number).decode()

    def to_text(self, language: Language = Language.EN) -> str:
        """Returns the whole judgement as text for people."""
        with self._handle as report:
            number = to_number(language, 32, "language")
            return make_bytes(library().antin_receipt_report_to_text, report, number).decode()

    def __bool__(self) -> NoReturn:
        raise TypeError("a report is neither true nor false: call require_accepted()")


def judge_receipt(
    container: BytesLike,
    sent: Sent,
    policy: Policy,
    at: Time,
    *,
    recipients: Optional[Opening] = None,
    before: Optional[Status] = None,
    evidence: Optional[Evidence] = None,
) -> ReceiptReport:
    """Holds a receipt against the package that was sent, at a time.

    `recipients` says whose certificates are whose; without it no receipt is accepted. Its
    containers mean nothing here. `before` is the status that this recipient told last.

    That there is a judgement says nothing of what it says: go on with
    `ReceiptReport.require_accepted`.
    """
    c = library()
    data, seconds = to_bytes(container, "container"), to_seconds(at, "at")
    last = 0 if before is None else to_number(before, 32, "before")
    with ExitStack() as stack:
        what = stack.enter_context(lend_sent(sent))
        who = stack.enter_context(lend(recipients, Opening))
        rules = stack.enter_context(need(policy, Policy))
        known = stack.enter_context(lend(evidence, Evidence))

        def judge() -> ReceiptReport:
            made = make(
                c.antin_receipt_judge, data, len(data), what, who, last, rules, known, seconds
            )
            return ReceiptReport(Handle("ReceiptReport", made, c.antin_receipt_report_free))

        if recipients is None:
            return judge()
        return complete(judge, stack.enter_context(recipients._asked.during()))
