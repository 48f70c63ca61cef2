"""The exceptions.

`AntinError` is what the library answered, with its stable number, a message for logs, and texts
for people in two languages. `ClosedError` is this package's own. Arguments of a wrong type, or
that C could not carry (text with a NUL in it, numbers out of range, a time without a zone), are
`TypeError`, `ValueError` and `OverflowError` as everywhere in Python.
"""

from __future__ import annotations

from collections.abc import Mapping

from .choices import Language, Result


class AntinError(Exception):
    """A call that could not do its work.

    It holds no secret, no text of a document and no name from a certificate, so it may be logged.
    """

    def __init__(
        self, code: int, message: str, texts: Mapping[int, str], helps: Mapping[int, str]
    ) -> None:
        super().__init__(code, message, texts, helps)
        self.code: Result = Result(code)
        """The number of the error, which never changes."""
        self.message: str = message
        """One clause in English, for logs."""
        self._texts = texts
        self._helps = helps

    def text(self, language: Language = Language.EN) -> str:
        """Returns the message for people."""
        return self._texts[language]

    def help(self, language: Language = Language.EN) -> str:
        """Returns what can be done about it, as a sentence."""
        return self._helps[language]

    def __str__(self) -> str:
        return self.message


class InvalidArgumentError(AntinError, ValueError):
    """An argument is none that the call takes, or two contradict each other."""


class AlreadyUsedError(AntinError):
    """The object has done its work already."""


class RejectedError(AntinError):
    """There is a judgement, and it is no pass."""


class InputError(AntinError):
    """Input cannot be judged or used. The base of what can be wrong with it."""


class MalformedError(InputError):
    """Input is not well-formed."""


class UnsupportedError(InputError):
    """Input is legal, but needs something that the library does not do."""


class LimitExceededError(InputError):
    """Input asks for more work than the limits allow."""


class PolicyError(InputError):
    """A policy file cannot be followed."""


class RegistryPastError(InputError):
    """The next registry should be there by now; nothing is decided by this one."""


class CredentialError(AntinError):
    """A certificate or chain cannot be used as asked."""


class KeyRefusedError(AntinError):
    """A key cannot be used: wrong password, wrong type, or the value is not by it."""


class NetworkError(AntinError):
    """The network failed, or an address may not be asked."""


class TimestampError(AntinError):
    """A time-stamping authority refused, or answered something else than was asked."""


class ExternalError(AntinError):
    """Something outside of the library failed, such as starting a thread."""


class LedgerError(AntinError):
    """The ledger could not record or read; nothing was acknowledged or handed out."""


class InternalError(AntinError):
    """A bug in the library. Please report it."""


class ClosedError(ValueError):
    """The object was closed."""


_BY_CODE: Mapping[int, type[AntinError]] = {
    Result.NULL_ARGUMENT: InvalidArgumentError,
    Result.INVALID_ARGUMENT: InvalidArgumentError,
    Result.ALREADY_USED: AlreadyUsedError,
    Result.REJECTED: RejectedError,
    Result.MALFORMED: MalformedError,
    Result.UNSUPPORTED: UnsupportedError,
    Result.LIMIT_EXCEEDED: LimitExceededError,
    Result.POLICY: PolicyError,
    Result.REGISTRY_PAST: RegistryPastError,
    Result.CREDENTIAL: CredentialError,
    Result.KEY: KeyRefusedError,
    Result.NETWORK: NetworkError,
    Result.TIMESTAMP: TimestampError,
    Result.OTHER: ExternalError,
    Result.LEDGER: LedgerError,
    Result.INTERNAL: InternalError,
}


def error_type(code: int) -> type[AntinError]:
    """Returns the class for a number; those of newer libraries go by the range that they are in."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    return InputError if 16 <= code <= 30 else AntinError
