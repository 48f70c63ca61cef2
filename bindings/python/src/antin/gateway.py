"""Gateways: what of an agency's packages goes out, what comes in, and what is remembered of both.

What holds always: nothing is handed out before it was recorded, and nobody signs in another's name
(``docs/gateway.md``).
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Optional

from ._boundary import (
    BytesLike,
    Time,
    call,
    copied,
    make,
    text,
    to_bytes,
    to_number,
    to_seconds,
    to_text,
)
from ._channel import Channel, Output, PackageSource, collecting, complete, reading, writing
from ._handle import Handle, Owner, lend, need
from ._library import library
from .arrival import Arrival
from .choices import Language, SendingState, Status
from .credential import Credential
from .evidence import Evidence
from .ledger import Ledger
from .opening import Opening
from .policy import Policy
from .receipt import Sent, lend_sent
from .registry import Registry
from .sending import ReturnedReceipt, Sending
from .timestamp import Timestamper


class GatewayPolicy(Owner):
    """What a gateway lets out and in: a file that an administrator reads. Threads may share it."""

    __slots__ = ()

    def __init__(self, toml: BytesLike) -> None:
        """Reads the contents of a policy file (``docs/gateway.md``).

        Raises `PolicyError`, which names the line, if it cannot be followed.
        """
        data = to_bytes(toml, "toml")
        self._own(make(library().antin_gateway_policy_new, data, len(data)))

    @classmethod
    def strict(cls) -> GatewayPolicy:
        """Returns what holds without a file: the defaults, of which none is dangerous."""
        return cls.__new__(cls)._own(make(library().antin_gateway_policy_strict))

    def _own(self, pointer: int) -> GatewayPolicy:
        super().__init__(Handle("GatewayPolicy", pointer, library().antin_gateway_policy_free))
        return self

    @property
    def name(self) -> str:
        """Its name, in lower-case letters, digits and hyphens."""
        with self._handle as policy:
            return text(library().antin_gateway_policy_name(policy)) or ""

    def title(self, language: Language = Language.EN) -> str:
        """Returns what it is, in a sentence."""
        with self._handle as policy:
            number = to_number(language, 32, "language")
            return text(library().antin_gateway_policy_title(policy, number)) or ""

    @property
    def version(self) -> str:
        """The day of its last change."""
        with self._handle as policy:
            return text(library().antin_gateway_policy_version(policy)) or ""

    @property
    def window(self) -> int:
        """The longest window of all agencies, in seconds: a ledger must not forget sooner."""
        with self._handle as policy:
            return int(library().antin_gateway_policy_window(policy))


class Agency(Owner):
    """A body for which gateways act, and its key, which nothing gives out. Threads may share it."""

    __slots__ = ()

    def __init__(
        self, code: str, credential: Credential, *, timestamper: Optional[Timestamper] = None
    ) -> None:
        """Takes an identifier code and a credential, and who makes time-stamps above level B.

        The credential is kept, and may be closed.
        """
        own = to_text(code, "code")
        with need(credential, Credential) as key:
            pointer = make(library().antin_agency_new, own, key)
        self._own(pointer, timestamper)

    @classmethod
    def elsewhere(
        cls, code: str, chain: BytesLike, *, timestamper: Optional[Timestamper] = None
    ) -> Agency:
        """Names an agency whose key lives elsewhere: everything is done step by step then.

        `chain` is certificates in PEM, the agency's first, or the agency's alone in DER.
        """
        own, data = to_text(code, "code"), to_bytes(chain, "chain")
        pointer = make(library().antin_agency_new_elsewhere, own, data, len(data))
        return cls.__new__(cls)._own(pointer, timestamper)

    def _own(self, pointer: int, timestamper: Optional[Timestamper]) -> Agency:
        c = library()
        super().__init__(Handle("Agency", pointer, c.antin_agency_free))
        if timestamper is not None:
            with self._handle as agency, need(timestamper, Timestamper) as stamps:
                call(c.antin_agency_set_timestamper, agency, stamps)
        return self

    @property
    def code(self) -> str:
        """Its identifier code."""
        with self._handle as agency:
            return text(library().antin_agency_code(agency)) or ""


class Gateway(Owner):
    """Decides about packages, and remembers what it decided. Threads may share it.

    What it is made of may be closed. For a newer registry make another on the same ledger.
    """

    __slots__ = ("_lines",)

    def __init__(
        self, rules: GatewayPolicy, policy: Policy, registry: Registry, ledger: Ledger
    ) -> None:
        """Puts a gateway together: `policy` is what signatures are judged by.

        The ledger has to keep arrivals for `GatewayPolicy.window` at least.

        Raises `RejectedError` if the registry is not trusted.
        """
        c = library()
        with need(rules, GatewayPolicy) as decides, need(policy, Policy) as judges:
            with need(registry, Registry) as knows, need(ledger, Ledger) as remembers:
                pointer = make(c.antin_gateway_new, decides, judges, knows, remembers)
        self._lines = ledger._lines
        super().__init__(Handle("Gateway", pointer, c.antin_gateway_free, self._lines))

    def send(
        self,
        agency: Agency,
        package: PackageSource,
        at: Time,
        *,
        evidence: Optional[Evidence] = None,
    ) -> Sending:
        """Judges a package, and if nothing stands against it, seals and records it.

        What is to be delivered is `Sending.sealed`, which raises `RejectedError` if it may not go
        out; then all reasons are recorded. `evidence` is for the seals that are on it. The agency's
        key has to be here (`CredentialError` otherwise); else go on from `judge_sending`.

        Raises `RegistryPastError` if a newer registry is due, and `LedgerError` if it cannot be
        recorded: then nothing is decided, and nothing goes out.
        """
        with collecting() as target:
            sending = self._send(agency, package, target, at, evidence)
            if sending.state == SendingState.SENT:
                sending._sealed = copied(library().antin_target_bytes, target.pointer)
            return sending

    def send_to(
        self,
        agency: Agency,
        package: PackageSource,
        output: Output,
        at: Time,
        *,
        evidence: Optional[Evidence] = None,
    ) -> Sending:
        """Writes the sealed package to a path or a file, in constant memory. Otherwise as `send`.

        If it may not go out, nothing is written: go on with `Sending.require_sent`. If this raises,
        what a binary file got is to be thrown away.
        """
        with writing(output) as target:
            return self._send(agency, package, target, at, evidence)

    def _send(
        self,
        agency: Agency,
        package: PackageSource,
        target: Channel,
        at: Time,
        evidence: Optional[Evidence],
    ) -> Sending:
        seconds, send = to_seconds(at, "at"), library().antin_gateway_send
        with ExitStack() as stack:
            gateway = stack.enter_context(self._handle)
            own = stack.enter_context(need(agency, Agency))
            known = stack.enter_context(lend(evidence, Evidence))
            source = stack.enter_context(reading(package))
            called = stack.enter_context(self._lines.during())
            return complete(
                lambda: Sending(
                    make(send, gateway, own, source.pointer, known, seconds, target.pointer),
                    self._lines,
                ),
                source,
                target,
                called,
            )

    def judge_sending(
        self,
        agency: Agency,
        package: PackageSource,
        at: Time,
        *,
        evidence: Optional[Evidence] = None,
    ) -> Sending:
        """Judges a package that is to go out; nothing is recorded yet.

        Go on with `Sending.refuse`, or with `Sending.prepare` and then `sign` or `finish`.
        """
        seconds, judge = to_seconds(at, "at"), library().antin_sending_judge
        with ExitStack() as stack:
            gateway = stack.enter_context(self._handle)
            own = stack.enter_context(need(agency, Agency))
            known = stack.enter_context(lend(evidence, Evidence))
            source = stack.enter_context(reading(package))
            called = stack.enter_context(self._lines.during())
            return complete(
                lambda: Sending(
                    make(judge, gateway, own, source.pointer, known, seconds), self._lines
                ),
                source,
                called,
            )

    def take_receipt(
        self,
        agency: Agency,
        receipt: BytesLike,
        sent: Sent,
        at: Time,
        *,
        before: Optional[Status] = None,
        evidence: Optional[Evidence] = None,
    ) -> ReturnedReceipt:
        """Judges a receipt that came back against what was sent (`Sending.sent`), and records it.

        `before` is the status that this recipient told last. That it was recorded says nothing of
        what it says: go on with `ReturnedReceipt.require_accepted`.
        """
        data, seconds = to_bytes(receipt, "receipt"), to_seconds(at, "at")
        last = 0 if before is None else to_number(before, 32, "before")
        take = library().antin_gateway_take_receipt
        with ExitStack() as stack:
            gateway = stack.enter_context(self._handle)
            own = stack.enter_context(need(agency, Agency))
            what = stack.enter_context(lend_sent(sent))
            known = stack.enter_context(lend(evidence, Evidence))
            called = stack.enter_context(self._lines.during())
            return complete(
                lambda: ReturnedReceipt(
                    make(take, gateway, own, data, len(data), what, last, known, seconds)
                ),
                called,
            )

    def receive(
        self,
        agency: Agency,
        package: PackageSource,
        at: Time,
        *,
        beside: Optional[Opening] = None,
        evidence: Optional[Evidence] = None,
    ) -> Arrival:
        """Judges a package that arrived, signs its receipt, and records both.

        `beside` has the containers that were handed over beside the message, and nothing else: who
        is who the registry says. That it was recorded says nothing of what was decided: go on with
        `Arrival.require_accepted`. Raises as `send`.
        """
        return self._arrive(agency, package, at, beside, evidence, True)

    def judge_arrival(
        self,
        agency: Agency,
        package: PackageSource,
        at: Time,
        *,
        beside: Optional[Opening] = None,
        evidence: Optional[Evidence] = None,
    ) -> Arrival:
        """Judges a package that arrived; nothing is recorded yet, and nothing comes out.

        Go on with `Arrival.answer`, or with `prepare` and `finish`; then with `record`.
        """
        return self._arrive(agency, package, at, beside, evidence, False)

    def _arrive(
        self,
        agency: Agency,
        package: PackageSource,
        at: Time,
        beside: Optional[Opening],
        evidence: Optional[Evidence],
        at_once: bool,
    ) -> Arrival:
        c, seconds = library(), to_seconds(at, "at")
        function = c.antin_gateway_receive if at_once else c.antin_arrival_judge
        with ExitStack() as stack:
            gateway = stack.enter_context(self._handle)
            own = stack.enter_context(need(agency, Agency))
            more = stack.enter_context(lend(beside, Opening))
            known = stack.enter_context(lend(evidence, Evidence))
            source = stack.enter_context(reading(package))
            called = stack.enter_context(self._lines.during())
            return complete(
                lambda: Arrival(
                    make(function, gateway, own, source.pointer, more, known, seconds), self._lines
                ),
                source,
                called,
            )
