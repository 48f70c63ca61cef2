"""The integers of the C interface, as enumerations.

The numbers never change. A number that a newer library answers with, and that this package does
not know, becomes a member whose name begins with ``UNKNOWN_``; a call that is given one is refused
by the library.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NoReturn, Optional, TypeVar

_E = TypeVar("_E", bound="_Choice")


class _Choice(IntEnum):
    """An enumeration that a newer library may have more members of."""

    @classmethod
    def _missing_(cls: type[_E], value: object) -> Optional[_E]:
        if type(value) is not int or not 0 <= value < 2**32:
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Result(_Choice):
    """How a call ended: `AntinError.code`."""

    OK = 0
    NULL_ARGUMENT = 1
    INVALID_ARGUMENT = 2
    ALREADY_USED = 3
    REJECTED = 4
    ABSENT = 5
    MALFORMED = 16
    UNSUPPORTED = 17
    LIMIT_EXCEEDED = 18
    POLICY = 19
    REGISTRY_PAST = 20
    CREDENTIAL = 31
    KEY = 32
    NETWORK = 48
    TIMESTAMP = 49
    OTHER = 64
    LEDGER = 65
    INTERNAL = 255


class Language(_Choice):
    """The language of a text for people."""

    EN = 1
    VI = 2


class Provider(_Choice):
    """Who does the cryptography: ring is always there, AWS-LC if the library was built with it."""

    RING = 1
    AWS_LC_RS = 2


class Format(_Choice):
    """The format of a signature."""

    CADES = 1
    ASIC_E = 2
    ASIC_S = 3


class Level(_Choice):
    """The level of an advanced signature."""

    B = 1
    T = 2
    LT = 3
    LTA = 4


class Packaging(_Choice):
    """Where the document is: beside the signature (``.p7s``), or in it (``.p7m``)."""

    DETACHED = 1
    ATTACHED = 2


class Algorithm(_Choice):
    """A signature algorithm. Values of ECDSA are in DER; Ed25519 signs the message itself."""

    RSA_PKCS1_SHA256 = 1
    RSA_PKCS1_SHA384 = 2
    RSA_PKCS1_SHA512 = 3
    RSA_PSS_SHA256 = 4
    RSA_PSS_SHA384 = 5
    RSA_PSS_SHA512 = 6
    ECDSA_SHA256 = 7
    ECDSA_SHA384 = 8
    ECDSA_SHA512 = 9
    ED25519 = 10


class Digest(_Choice):
    """A digest algorithm."""

    SHA256 = 2
    SHA384 = 3
    SHA512 = 4


class Revocation(_Choice):
    """What is demanded of the revocation status: to be known, or to be good where it is known."""

    REQUIRE = 1
    IF_PRESENT = 2


class Purpose(_Choice):
    """What the signer's certificate must be good for."""

    ANY = 1
    DOCUMENT = 2
    OCSP_SIGNING = 3
    TIME_STAMPING = 4
    TLS_SERVER = 5


class NameForm(_Choice):
    """The form of a name that the signer's certificate must have."""

    DNS = 1
    EMAIL = 2
    IP = 3


class Verdict(_Choice):
    """What a judgement says, by ETSI EN 319 102-1. It is neither true nor false: compare it."""

    INDETERMINATE = 0
    PASSED = 1
    FAILED = 2

    @property
    def etsi_name(self) -> str:
        """The name in the standard: ``TOTAL-PASSED``, ``TOTAL-FAILED`` or ``INDETERMINATE``."""
        return {Verdict.PASSED: "TOTAL-PASSED", Verdict.FAILED: "TOTAL-FAILED"}.get(
            self, "INDETERMINATE"
        )

    def __str__(self) -> str:
        return self.etsi_name

    def __bool__(self) -> NoReturn:
        # FAILED is not 0: `if verdict:` would take a forged signature for a good one.
        raise TypeError("a verdict is neither true nor false: compare it with Verdict.PASSED")


class Role(_Choice):
    """In which role a body seals a package."""

    AGENCY = 1
    LEADER = 2
    FORWARDER = 3


class _Answer(_Choice):
    """An enumeration that is neither true nor false, since most of its answers are not good."""

    def __bool__(self) -> NoReturn:
        kind = type(self).__name__
        raise TypeError(f"a {kind} is neither true nor false: compare it with a member of {kind}")


class Binding(_Answer):
    """What is known of a certificate and the body that it is used for."""

    UNKNOWN = 0
    BOUND = 1
    ROLE_NOT_ALLOWED = 2
    EXPIRED = 3
    REVOKED = 4
    OTHER = 5


class State(_Answer):
    """What became of a package. Of the signatures it says nothing."""

    INTACT = 1
    REWRITTEN_BY_HOP = 2
    DAMAGED = 3
    INCOMPLETE = 4
    CHANGED = 5
    NOT_SEALED = 6


class FactState(_Answer):
    """What became of a fact."""

    SAME = 1
    CHANGED = 2
    REMOVED = 3
    ADDED = 4
    #: It is what was sealed, without a part that hubs drop: harmless. Only of ``details``.
    REDUCED = 5


class FileState(_Answer):
    """What became of an attachment."""

    SAME = 1
    SWAPPED = 2
    RENAMED = 3
    CHANGED = 4
    MISSING = 5
    ADDED = 6


class Match(_Choice):
    """By what of a certificate a registry knows it, the most specific first."""

    CERTIFICATE = 1
    KEY = 2
    KEY_IDENTIFIER = 3
    SUBJECT = 4
    ISSUER = 5


class Status(_Choice):
    """What became of a document at its recipient; all but `TAKE_BACK_ASKED` recipients tell."""

    ARRIVED = 1
    REFUSED = 2
    ACCEPTED = 3
    ASSIGNED = 4
    IN_PROGRESS = 5
    FINISHED = 6
    TAKE_BACK_ASKED = 13
    TAKE_BACK_AGREED = 15
    TAKE_BACK_REFUSED = 16

    @property
    def code(self) -> str:
        """The code of the axis, two digits."""
        return f"{int(self):02}"


class Decision(_Answer):
    """What a gateway decided about a package that arrived."""

    ACCEPT = 1
    QUARANTINE = 2
    REFUSE = 3


class SendingState(_Answer):
    """How far a package that is to go out has come."""

    JUDGED = 1
    PREPARED = 2
    SENT = 3
    REFUSED = 4
    FAILED = 5


class ArrivalState(_Answer):
    """How far a package that arrived has come."""

    JUDGED = 1
    PREPARED = 2
    ANSWERED = 3
    RECORDED = 4
    FAILED = 5


class Coverage(_Choice):
    """What of the document a signature is over."""

    UNKNOWN = 0
    WHOLE_DOCUMENT = 1


class TimestampKind(_Choice):
    """What a time-stamp is over."""

    CONTENT = 1
    SIGNATURE = 2
    REFERENCES = 3
    COMPLETE = 4
    ARCHIVE_V1 = 5
    ARCHIVE_V2 = 6
    ARCHIVE_V3 = 7


class EvidenceKind(_Choice):
    """What a piece of evidence is."""

    CERTIFICATE = 1
    CRL = 2
    OCSP = 3
    TOKEN = 4


class MissingKind(_Choice):
    """What is missing for a certificate: a path to a root, or whether it was revoked."""

    PATH = 1
    STATUS = 2


class Severity(_Choice):
    """How much a finding matters; an error is a reason why the verdict is no pass."""

    INFO = 1
    WARNING = 2
    ERROR = 3
