"""Signs and judges official documents: CMS and CAdES, and the packages of the exchange axis.

This package is antin's C interface in Python's idiom: bytes and binary files in, values and
exceptions out. It has no logic of its own and no dependencies; it loads the shared library of
antin, from the path in the environment variable ``ANTIN_LIBRARY`` or else by its usual name.

To sign: `Credential`, `SignOptions`, `sign`. To judge: `Policy`, `verify`, and then
`Report.require_passed`, since a report is a value and no pass.

Packages of the exchange axis: `SealOptions` and `seal`; `Opening`, `open_package`, then
`Package.require_accepted`, and `Package.extract`.

Gateways: `Registry.check`, `Ledger` and `Gateway`; then `Gateway.send` and `Gateway.receive`, and
`Arrival.require_accepted`; for auditors `check_journal`.

Objects that hold something of the library have ``close`` and are context managers; what is left
open is closed when it is collected. `Credential`, `KeyOptions`, `SignOptions`, `SealOptions`,
`Policy`, `Evidence`, `Opening`, `Cache`, `Client`, `Timestamper`, `Report`, `Package`,
`CertificatePath`, `Inspection`, `RegistrySigners`, `Registry`, `RegistryBinding`, `ReceiptReport`,
`ReturnedReceipt`, `GatewayPolicy`, `Agency` and `JournalCheck` never change once they are made, so
that threads may share them; `Ledger` and `Gateway` threads may share, too.

Bytes are taken as they are from `bytes`, and copied from `bytearray` and `memoryview`. Times are
whole seconds since 1970 in UTC, or a `datetime.datetime` with a time zone.
"""

from __future__ import annotations

from ._library import LibraryError, version
from .arrival import Arrival
from .choices import (
    Algorithm,
    ArrivalState,
    Binding,
    Coverage,
    Decision,
    Digest,
    EvidenceKind,
    FactState,
    FileState,
    Format,
    Language,
    Level,
    Match,
    MissingKind,
    NameForm,
    Packaging,
    Provider,
    Purpose,
    Result,
    Revocation,
    Role,
    SendingState,
    Severity,
    State,
    Status,
    TimestampKind,
    Verdict,
)
from .client import Client
from .credential import Credential, KeyOptions
from .errors import (
    AlreadyUsedError,
    AntinError,
    ClosedError,
    CredentialError,
    ExternalError,
    InputError,
    InternalError,
    InvalidArgumentError,
    KeyRefusedError,
    LedgerError,
    LimitExceededError,
    MalformedError,
    NetworkError,
    PolicyError,
    RegistryPastError,
    RejectedError,
    TimestampError,
    UnsupportedError,
)
from .evidence import Cache, Evidence, EvidenceItem, Loaded
from .gateway import Agency, Gateway, GatewayPolicy
from .gathering import Attempt, Gathered, Missing, gather, gather_for_certificate
from .inspection import Inspection, inspect
from .journal import JournalCheck, JournalStamp, check_journal
from .ledger import Ledger
from .message import Validation, hop, hop_to, validate
from .opening import Claim, Opening
from .package import Fact, File, Liberty, Package, Seal, open_package
from .path import CertificatePath, judge_path
from .policy import Policy
from .receipt import (
    CarriedReceipt,
    PreparedReceipt,
    Receipt,
    Sent,
    insert_receipt,
    insert_receipt_to,
    receipts_in,
)
from .receipt_report import Mismatch, ReceiptReport, judge_receipt
from .registry import Registry, RegistryAnswer, RegistrySigners, Seen
from .registry_draft import RegistryBinding, RegistryDraft
from .report import Finding, Recheck, Report, Signature, Signer, Timestamp
from .sealing import PreparedSeal, SealOptions, prepare_seal, seal, seal_to
from .sending import Reason, ReturnedReceipt, Sending
from .signing import (
    Prepared,
    Signing,
    SignOptions,
    add_signature,
    extend,
    prepare,
    prepare_addition,
    prepare_digest,
    sign,
    sign_to,
)
from .timestamp import Timestamper
from .verifying import Verifying, verify

__all__ = [
    "Agency",
    "Algorithm",
    "AlreadyUsedError",
    "AntinError",
    "Arrival",
    "ArrivalState",
    "Attempt",
    "Binding",
    "Cache",
    "CarriedReceipt",
    "CertificatePath",
    "Claim",
    "Client",
    "ClosedError",
    "Coverage",
    "Credential",
    "CredentialError",
    "Decision",
    "Digest",
    "Evidence",
    "EvidenceItem",
    "EvidenceKind",
    "ExternalError",
    "Fact",
    "FactState",
    "File",
    "FileState",
    "Finding",
    "Format",
    "Gateway",
    "GatewayPolicy",
    "Gathered",
    "InputError",
    "Inspection",
    "InternalError",
    "InvalidArgumentError",
    "JournalCheck",
    "JournalStamp",
    "KeyOptions",
    "KeyRefusedError",
    "Language",
    "Ledger",
    "LedgerError",
    "Level",
    "Liberty",
    "LibraryError",
    "LimitExceededError",
    "Loaded",
    "MalformedError",
    "Match",
    "Mismatch",
    "Missing",
    "MissingKind",
    "NameForm",
    "NetworkError",
    "Opening",
    "Package",
    "Packaging",
    "Policy",
    "PolicyError",
    "Prepared",
    "PreparedReceipt",
    "PreparedSeal",
    "Provider",
    "Purpose",
    "Reason",
    "Receipt",
    "ReceiptReport",
    "Recheck",
    "Registry",
    "RegistryAnswer",
    "RegistryBinding",
    "RegistryDraft",
    "RegistryPastError",
    "RegistrySigners",
    "RejectedError",
    "Report",
    "Result",
    "ReturnedReceipt",
    "Revocation",
    "Role",
    "Seal",
    "SealOptions",
    "Seen",
    "Sending",
    "SendingState",
    "Sent",
    "Severity",
    "SignOptions",
    "Signature",
    "Signer",
    "Signing",
    "State",
    "Status",
    "Timestamp",
    "TimestampError",
    "TimestampKind",
    "Timestamper",
    "UnsupportedError",
    "Validation",
    "Verdict",
    "Verifying",
    "add_signature",
    "check_journal",
    "extend",
    "gather",
    "gather_for_certificate",
    "hop",
    "hop_to",
    "insert_receipt",
    "insert_receipt_to",
    "inspect",
    "judge_path",
    "judge_receipt",
    "open_package",
    "prepare",
    "prepare_addition",
    "prepare_digest",
    "prepare_seal",
    "receipts_in",
    "seal",
    "seal_to",
    "sign",
    "sign_to",
    "validate",
    "verify",
    "version",
]
