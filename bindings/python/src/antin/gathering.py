"""Gathering: fetching what a judgement will need. To judge online is to gather, then to verify."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Optional

from ._boundary import BytesLike, Time, copied, make, text, to_bytes, to_seconds
from ._handle import lend, need
from ._library import library
from .choices import Language, MissingKind
from .client import Client
from .evidence import Evidence
from .policy import Policy


@dataclass(frozen=True)
class Attempt:
    """An address that gave nothing of use, and why."""

    address: str
    """As the certificate has it: a stranger's text, so escape it before showing it."""
    _reasons: dict[Language, str]

    def reason(self, language: Language = Language.EN) -> str:
        """Why it gave nothing of use, as a clause for people."""
        return self._reasons[language]


@dataclass(frozen=True)
class Missing:
    """A certificate for which something is missing."""

    kind: MissingKind
    subject: str
    certificate: bytes = field(repr=False)
    """The certificate in DER."""
    attempts: tuple[Attempt, ...]
    """What was tried; nothing if the certificates name no address that is asked."""


@dataclass(frozen=True)
class Gathered:
    """What gathering found, and what it did not."""

    evidence: Evidence
    """What was known before, and what was fetched and found to fit."""
    fetched: int
    """How many pieces were fetched and kept."""
    missing: tuple[Missing, ...]
    """For what something is missing still; the judgement says what that means."""
    is_cut_short: bool
    """Whether something is missing because a bound on the gathering was met.

    Whoever wrote the document can bring this about, and what was not asked may be a revocation: judge
    by a policy that requires its status then.
    """


def gather(
    client: Client,
    signature: BytesLike,
    policy: Policy,
    now: Time,
    *,
    known: Optional[Evidence] = None,
) -> Gathered:
    """Fetches what a judgement of a signature will need: OCSP answers, CRLs and missing issuers.

    It is asked for the signers and for the authorities of their time-stamps. What is `known` is
    not fetched again. What could not be fetched is no error: `Gathered.missing` tells. With a policy
    that uses revocation data if present, ask `Gathered.is_cut_short` before judging.
    """
    return _gather(library().antin_gather, client, to_bytes(signature, "signature"), policy, now, known)


def gather_for_certificate(
    client: Client,
    certificates: BytesLike,
    policy: Policy,
    now: Time,
    *,
    known: Optional[Evidence] = None,
) -> Gathered:
    """Fetches what a judgement of a certificate will need, as for signing at level LT.

    The first of `certificates`, in PEM or DER, is asked about; the others complete its path.
    """
    data = to_bytes(certificates, "certificates")
    return _gather(library().antin_gather_for_certificate, client, data, policy, now, known)


def _gather(
    function: Callable[..., int],
    client: Client,
    data: bytes,
    policy: Policy,
    now: Time,
    known: Optional[Evidence],
) -> Gathered:
    c, seconds = library(), to_seconds(now, "now")
    with need(client, Client) as asks, need(policy, Policy) as rules, lend(known, Evidence) as more:
        gathered = make(function, asks, data, len(data), rules, more, seconds)
    try:
        return Gathered(
            Evidence._take(make(c.antin_gathered_evidence, gathered)),
            c.antin_gathered_fetched(gathered),
            tuple(
                _missing(c.antin_gathered_missing(gathered, index))
                for index in range(c.antin_gathered_missing_count(gathered))
            ),
            c.antin_gathered_is_cut_short(gathered) != 0,
        )
    finally:
        c.antin_gathered_free(gathered)


def _missing(missing: int) -> Missing:
    c = library()
    return Missing(
        MissingKind(c.antin_missing_kind(missing)),
        text(c.antin_missing_subject(missing)) or "",
        copied(c.antin_missing_certificate, missing) or b"",
        tuple(
            Attempt(
                text(c.antin_missing_attempt_address(missing, index)) or "",
                {
                    language: text(c.antin_missing_attempt_reason(missing, index, language)) or ""
                    for language in Language
                },
            )
            for index in range(c.antin_missing_attempt_count(missing))
        ),
    )
