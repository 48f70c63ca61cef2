"""Whose certificates are whose: what a judgement on packages asks beside policy and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Callable, Optional, Union

from ._boundary import BytesLike, call, copied, make, many, read_time, text, to_datetime, to_text
from ._channel import Callback
from ._handle import Handle, Owner, need
from ._library import library
from ._types import SENDER_BINDING
from .choices import Binding, Role
from .registry import Registry


@dataclass(frozen=True)
class Claim:
    """What a seal that passed claims: that its certificate is a body's. It is a copy."""

    organ: str
    """The identifier code of the body, in normal form."""
    role: Role
    """The role that it seals in."""
    seconds: int
    """The time that it is about, in seconds since 1970: when the seal provably existed, or that of
    the judgement. What a signer claims moves nothing."""
    path: tuple[bytes, ...] = field(repr=False)
    """The certificates in DER, from that of the key that sealed on, without the root."""

    @property
    def time(self) -> Optional[datetime]:
        """The time that it is about, in UTC."""
        return to_datetime(self.seconds)


class Opening(Owner):
    """How packages are judged, beside policy, evidence and time. It never changes.

    Threads may share it, if what it asks may be called by several at once.
    """

    __slots__ = ("_asked",)

    def __init__(
        self,
        *,
        senders: Optional[Mapping[str, Union[BytesLike, Iterable[BytesLike]]]] = None,
        ask: Optional[Callable[[Claim], Binding]] = None,
        registry: Optional[Registry] = None,
        containers: Union[BytesLike, Iterable[BytesLike]] = (),
    ) -> None:
        """Says whose certificates are whose, since certificates carry no identifier codes.

        `senders` has for the identifier code of each body its certificates, in PEM or DER, which
        are then its own in every role and at every time. `ask` is called about each seal that
        passed, unless that is known already; what it raises comes out of `open_package`.

        `registry` is one that is trusted, or this raises `RejectedError`. It may be closed
        afterwards. Of several answers the best counts.

        `containers` are seals that were handed over beside the package.
        """
        c = library()
        super().__init__(Handle("Opening", make(c.antin_opening_new), c.antin_opening_free))
        # The function has to live as long as the handle: whoever uses that has this object at hand.
        self._asked = _Asked(ask)
        with self._handle as opening:
            for organ, certificates in (senders or {}).items():
                code = to_text(organ, "senders")
                for data in many(certificates, "senders"):
                    call(c.antin_opening_add_sender, opening, code, data, len(data))
            for data in many(containers, "containers"):
                call(c.antin_opening_add_container, opening, data, len(data))
            if ask is not None:
                if not callable(ask):
                    raise TypeError(f"ask must be callable, not {type(ask).__name__}")
                call(c.antin_opening_set_senders, opening, self._asked.function, None)
            if registry is not None:
                with need(registry, Registry) as believed:
                    call(c.antin_opening_set_registry, opening, believed)

    @classmethod
    def danger_any_sender(
        cls, *, containers: Union[BytesLike, Iterable[BytesLike]] = ()
    ) -> Opening:
        """Takes any certificate for any sender's. For tests.

        Whoever has a certificate under a root of the policy can then send in everybody's name.
        """
        made = cls(containers=containers)
        with made._handle as opening:
            call(library().antin_opening_danger_any_sender, opening)
        return made


class _Asked(Callback):
    """The caller's function as C calls it."""

    def __init__(self, ask: Optional[Callable[[Claim], Binding]]) -> None:
        super().__init__()
        self._ask = ask
        self.function: Any = SENDER_BINDING(self._answer)

    def _answer(self, _: Optional[int], claim: int) -> int:
        call = self.current
        # Once the call has failed, nothing that is answered matters.
        if call is None or call.failure is not None or self._ask is None:
            return int(Binding.UNKNOWN)
        try:
            answer: object = self._ask(_claim(claim))
            # No other number, and above all not True: that would be BOUND.
            if not isinstance(answer, Binding):
                raise TypeError(f"ask must return a Binding, not {type(answer).__name__}")
            return int(answer)
        except BaseException as error:  # noqa: BLE001
            call.failure = error
            return int(Binding.UNKNOWN)


def _claim(claim: int) -> Claim:
    c = library()
    seconds = read_time(c.antin_claim_time, claim)
    assert seconds is not None, "every claim has a time"
    return Claim(
        organ=text(c.antin_claim_organ(claim)) or "",
        role=Role(c.antin_claim_role(claim)),
        seconds=seconds,
        path=tuple(
            copied(c.antin_claim_path_certificate, claim, index) or b""
            for index in range(c.antin_claim_path_count(claim))
        ),
    )
