"""The shared library: where it is, and what its functions take and give.

`tests/test_declarations.py` holds the table against `include/antin.h` and
`bindings/c/symbols.txt`.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from typing import Any, Optional

# `void *` for handles: they are opaque, and a wrong one cannot come from outside of this package.
_NONE = None
_RESULT = ctypes.c_uint32
_U32 = ctypes.c_uint32
_U64 = ctypes.c_uint64
_TIME = ctypes.c_int64
_SIZE = ctypes.c_size_t
_HANDLE = ctypes.c_void_p
_BYTES = ctypes.c_void_p
_TEXT = ctypes.c_char_p
_TEXTS = ctypes.POINTER(ctypes.c_char_p)
_OUT = ctypes.POINTER(ctypes.c_void_p)
_SIZE_OUT = ctypes.POINTER(ctypes.c_size_t)
_TIME_OUT = ctypes.POINTER(ctypes.c_int64)
_HANDLES = ctypes.POINTER(ctypes.c_void_p)

# What the library calls. Each gets the context first, which is not used: a closure has its own.
READ_AT = ctypes.CFUNCTYPE(
    ctypes.c_int64, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_void_p, ctypes.c_size_t
)
WRITE = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
SENDER_BINDING = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p)

_SIGN = (_HANDLE, _HANDLE, _TIME, _OUT, _OUT)  # credential, options, time, out, error
_PREPARE = (_BYTES, _SIZE, _HANDLE, _TIME, _OUT, _OUT)  # chain, options, time, out, error

PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "antin_version": (_TEXT, ()),
    "antin_error_code": (_RESULT, (_HANDLE,)),
    "antin_error_message": (_TEXT, (_HANDLE,)),
    "antin_error_text": (_TEXT, (_HANDLE, _U32)),
    "antin_error_help": (_TEXT, (_HANDLE, _U32)),
    "antin_error_free": (_NONE, (_HANDLE,)),
    "antin_buffer_data": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_buffer_free": (_NONE, (_HANDLE,)),
    "antin_key_options_new": (_RESULT, (_OUT, _OUT)),
    "antin_key_options_set_friendly_name": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_key_options_set_provider": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_key_options_free": (_NONE, (_HANDLE,)),
    "antin_credential_from_pkcs12": (_RESULT, (_BYTES, _SIZE, _TEXT, _HANDLE, _OUT, _OUT)),
    "antin_credential_from_chain_and_key": (
        _RESULT,
        (_BYTES, _SIZE, _BYTES, _SIZE, _TEXT, _HANDLE, _OUT, _OUT),
    ),
    "antin_credential_certificate_count": (_SIZE, (_HANDLE,)),
    "antin_credential_certificate": (_BYTES, (_HANDLE, _SIZE, _SIZE_OUT)),
    "antin_credential_free": (_NONE, (_HANDLE,)),
    "antin_sign_options_new": (_RESULT, (_U32, _U32, _OUT, _OUT)),
    "antin_sign_options_set_packaging": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_sign_options_set_algorithm": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_sign_options_set_mime_type": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_sign_options_set_content_hints": (_RESULT, (_HANDLE, _TEXT, _TEXT, _OUT)),
    "antin_sign_options_set_timestamper": (_RESULT, (_HANDLE, _HANDLE, _OUT)),
    "antin_sign_options_set_evidence": (_RESULT, (_HANDLE, _HANDLE, _OUT)),
    "antin_sign_options_free": (_NONE, (_HANDLE,)),
    "antin_sign": (_RESULT, (_BYTES, _SIZE, *_SIGN)),
    "antin_add_signature": (_RESULT, (_BYTES, _SIZE, _BYTES, _SIZE, *_SIGN)),
    "antin_extend": (_RESULT, (_BYTES, _SIZE, _BYTES, _SIZE, _HANDLE, _OUT, _OUT)),
    "antin_client_options_new": (_RESULT, (_OUT, _OUT)),
    "antin_client_options_set_total_timeout": (_RESULT, (_HANDLE, _U64, _OUT)),
    "antin_client_options_set_attempt_timeout": (_RESULT, (_HANDLE, _U64, _OUT)),
    "antin_client_options_set_connect_timeout": (_RESULT, (_HANDLE, _U64, _OUT)),
    "antin_client_options_set_host_timeout": (_RESULT, (_HANDLE, _TEXT, _U64, _OUT)),
    "antin_client_options_set_attempts": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_client_options_set_parallel": (_RESULT, (_HANDLE, _SIZE, _SIZE, _OUT)),
    "antin_client_options_set_fetches": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_client_options_set_proxy": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_client_options_allow_host": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_client_options_allow_network": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_client_options_free": (_NONE, (_HANDLE,)),
    "antin_client_new": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_client_free": (_NONE, (_HANDLE,)),
    "antin_timestamper_new": (_RESULT, (_HANDLE, _TEXT, _TEXT, _OUT, _OUT)),
    "antin_timestamper_new_own": (_RESULT, (_HANDLE, _TEXT, _TIME, _OUT, _OUT)),
    "antin_timestamper_free": (_NONE, (_HANDLE,)),
    "antin_prepare": (_RESULT, (_BYTES, _SIZE, *_PREPARE)),
    "antin_prepare_digest": (_RESULT, (_U32, _BYTES, _SIZE, *_PREPARE)),
    "antin_prepare_addition": (_RESULT, (_BYTES, _SIZE, _BYTES, _SIZE, *_PREPARE)),
    "antin_prepared_to_be_signed": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_prepared_digest": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_prepared_algorithm": (_U32, (_HANDLE,)),
    "antin_prepared_finish": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT, _OUT)),
    "antin_prepared_free": (_NONE, (_HANDLE,)),
    "antin_signing_new": (_RESULT, _SIGN),
    "antin_signing_new_for_chain": (_RESULT, _PREPARE),
    "antin_signing_new_attached": (_RESULT, (_HANDLE, _HANDLE, _TIME, _U64, _OUT, _OUT)),
    "antin_signing_head": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_signing_update": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_signing_finish": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_signing_prepare": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_signing_free": (_NONE, (_HANDLE,)),
    "antin_policy_new": (_RESULT, (_BYTES, _SIZE, _OUT, _OUT)),
    "antin_policy_add_roots": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_policy_set_profile": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_policy_set_profile_file": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_policy_require_level": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_policy_set_revocation": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_policy_danger_skip_revocation": (_RESULT, (_HANDLE, _OUT)),
    "antin_policy_set_provider": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_policy_free": (_NONE, (_HANDLE,)),
    "antin_policy_set_purpose": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_policy_set_name": (_RESULT, (_HANDLE, _U32, _TEXT, _OUT)),
    "antin_policy_set_certificate_policies": (_RESULT, (_HANDLE, _TEXTS, _SIZE, _OUT)),
    "antin_policy_require_explicit_policy": (_RESULT, (_HANDLE, _OUT)),
    "antin_policy_inhibit_policy_mapping": (_RESULT, (_HANDLE, _OUT)),
    "antin_policy_inhibit_any_policy": (_RESULT, (_HANDLE, _OUT)),
    "antin_policy_set_max_depth": (_RESULT, (_HANDLE, _SIZE, _OUT)),
    "antin_evidence_new": (_RESULT, (_OUT, _OUT)),
    "antin_evidence_add_certificates": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_evidence_add_crls": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_evidence_add_ocsp": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_evidence_set_reception_time": (_RESULT, (_HANDLE, _TIME, _OUT)),
    "antin_evidence_free": (_NONE, (_HANDLE,)),
    "antin_client_options_set_gathering_timeout": (_RESULT, (_HANDLE, _U64, _OUT)),
    "antin_client_options_set_pause": (_RESULT, (_HANDLE, _U64, _OUT)),
    "antin_client_options_set_redirects": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_client_options_set_sizes": (_RESULT, (_HANDLE, _U64, _U64, _OUT)),
    "antin_client_options_ask_ocsp_by_get": (_RESULT, (_HANDLE, _OUT)),
    "antin_evidence_add_token": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_evidence_add_evidence": (_RESULT, (_HANDLE, _HANDLE, _OUT)),
    "antin_evidence_from_bytes": (_RESULT, (_BYTES, _SIZE, _OUT, _OUT)),
    "antin_evidence_to_bytes": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_evidence_read": (_RESULT, (_TEXT, _OUT, _OUT)),
    "antin_evidence_write": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_evidence_list_new": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_evidence_list_count": (_SIZE, (_HANDLE,)),
    "antin_evidence_list_ended_count": (_SIZE, (_HANDLE, _TIME)),
    "antin_evidence_list_item": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_evidence_list_free": (_NONE, (_HANDLE,)),
    "antin_evidence_item_kind": (_U32, (_HANDLE,)),
    "antin_evidence_item_name": (_TEXT, (_HANDLE,)),
    "antin_evidence_item_since": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_evidence_item_until": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_evidence_item_obtained": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_evidence_item_source": (_TEXT, (_HANDLE,)),
    "antin_evidence_item_bytes": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_cache_open": (_RESULT, (_TEXT, _OUT, _OUT)),
    "antin_cache_load": (_RESULT, (_HANDLE, _OUT, _OUT, _OUT)),
    "antin_cache_keep": (_RESULT, (_HANDLE, _HANDLE, _OUT)),
    "antin_cache_clean": (_RESULT, (_HANDLE, _TIME, _SIZE_OUT, _OUT)),
    "antin_cache_free": (_NONE, (_HANDLE,)),
    "antin_gather": (_RESULT, (_HANDLE, _BYTES, _SIZE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_gather_for_certificate": (
        _RESULT,
        (_HANDLE, _BYTES, _SIZE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT),
    ),
    "antin_gathered_evidence": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_gathered_fetched": (_SIZE, (_HANDLE,)),
    "antin_gathered_missing_count": (_SIZE, (_HANDLE,)),
    "antin_gathered_is_cut_short": (_U32, (_HANDLE,)),
    "antin_gathered_missing": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_gathered_free": (_NONE, (_HANDLE,)),
    "antin_missing_kind": (_U32, (_HANDLE,)),
    "antin_missing_certificate": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_missing_subject": (_TEXT, (_HANDLE,)),
    "antin_missing_attempt_count": (_SIZE, (_HANDLE,)),
    "antin_missing_attempt_address": (_TEXT, (_HANDLE, _SIZE)),
    "antin_missing_attempt_reason": (_TEXT, (_HANDLE, _SIZE, _U32)),
    "antin_verify": (
        _RESULT,
        (_BYTES, _SIZE, _BYTES, _SIZE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT),
    ),
    "antin_verifying_new": (_RESULT, (_BYTES, _SIZE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_verifying_new_attached": (_RESULT, (_HANDLE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_verifying_update": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_verifying_finish": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_verifying_free": (_NONE, (_HANDLE,)),
    "antin_report_require_passed": (_RESULT, (_HANDLE, _OUT)),
    "antin_report_verdict": (_U32, (_HANDLE,)),
    "antin_report_sub_indication": (_TEXT, (_HANDLE,)),
    "antin_report_format": (_U32, (_HANDLE,)),
    "antin_report_signature_count": (_SIZE, (_HANDLE,)),
    "antin_report_signature": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_report_content": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_report_to_json": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_report_to_text": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_report_free": (_NONE, (_HANDLE,)),
    "antin_signature_verdict": (_U32, (_HANDLE,)),
    "antin_signature_sub_indication": (_TEXT, (_HANDLE,)),
    "antin_signature_level": (_U32, (_HANDLE,)),
    "antin_signature_signer_subject": (_TEXT, (_HANDLE,)),
    "antin_signature_signer_issuer": (_TEXT, (_HANDLE,)),
    "antin_signature_signer_serial": (_TEXT, (_HANDLE,)),
    "antin_signature_signer_sha256": (_TEXT, (_HANDLE,)),
    "antin_signature_signer_certificate": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_signature_claimed_time": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_signature_proven_time": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_signature_digest": (_TEXT, (_HANDLE,)),
    "antin_signature_algorithm": (_TEXT, (_HANDLE,)),
    "antin_signature_coverage": (_U32, (_HANDLE,)),
    "antin_signature_path_count": (_SIZE, (_HANDLE,)),
    "antin_signature_path_certificate": (_BYTES, (_HANDLE, _SIZE, _SIZE_OUT)),
    "antin_signature_finding_count": (_SIZE, (_HANDLE,)),
    "antin_signature_finding": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_signature_timestamp_count": (_SIZE, (_HANDLE,)),
    "antin_signature_timestamp": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_timestamp_kind": (_U32, (_HANDLE,)),
    "antin_timestamp_verdict": (_U32, (_HANDLE,)),
    "antin_timestamp_sub_indication": (_TEXT, (_HANDLE,)),
    "antin_timestamp_time": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_timestamp_authority": (_TEXT, (_HANDLE,)),
    "antin_timestamp_policy": (_TEXT, (_HANDLE,)),
    "antin_finding_code": (_TEXT, (_HANDLE,)),
    "antin_finding_severity": (_U32, (_HANDLE,)),
    "antin_finding_clause": (_TEXT, (_HANDLE,)),
    "antin_finding_text": (_TEXT, (_HANDLE, _U32)),
    "antin_finding_help": (_TEXT, (_HANDLE, _U32)),
    "antin_path_judge": (_RESULT, (_BYTES, _SIZE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_path_require_passed": (_RESULT, (_HANDLE, _OUT)),
    "antin_path_verdict": (_U32, (_HANDLE,)),
    "antin_path_reason": (_TEXT, (_HANDLE,)),
    "antin_path_certificate_count": (_SIZE, (_HANDLE,)),
    "antin_path_certificate": (_BYTES, (_HANDLE, _SIZE, _SIZE_OUT)),
    "antin_path_to_json": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_path_to_text": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_path_free": (_NONE, (_HANDLE,)),
    "antin_inspect": (_RESULT, (_BYTES, _SIZE, _TEXT, _OUT, _OUT)),
    "antin_inspection_to_json": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_inspection_to_text": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_inspection_free": (_NONE, (_HANDLE,)),
    "antin_recheck_new": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_recheck_update": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_recheck_finish": (_RESULT, (_HANDLE, _OUT)),
    "antin_recheck_free": (_NONE, (_HANDLE,)),
    "antin_source_new": (_RESULT, (_BYTES, _SIZE, _OUT, _OUT)),
    "antin_source_new_file": (_RESULT, (_TEXT, _OUT, _OUT)),
    "antin_source_new_stream": (_RESULT, (READ_AT, _HANDLE, _OUT, _OUT)),
    "antin_source_free": (_NONE, (_HANDLE,)),
    "antin_target_new": (_RESULT, (_OUT, _OUT)),
    "antin_target_new_file": (_RESULT, (_TEXT, _OUT, _OUT)),
    "antin_target_new_stream": (_RESULT, (WRITE, _HANDLE, _OUT, _OUT)),
    "antin_target_bytes": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_target_free": (_NONE, (_HANDLE,)),
    "antin_seal_options_new": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_seal_options_set_role": (_RESULT, (_HANDLE, _U32, _OUT)),
    "antin_seal_options_set_organ": (_RESULT, (_HANDLE, _TEXT, _OUT)),
    "antin_seal_options_free": (_NONE, (_HANDLE,)),
    "antin_seal_package": (_RESULT, (_HANDLE, _HANDLE, _HANDLE, _TIME, _HANDLE, _OUT)),
    "antin_prepare_seal": (_RESULT, (_HANDLE, _BYTES, _SIZE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_prepared_seal_to_be_signed": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_prepared_seal_digest": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_prepared_seal_algorithm": (_U32, (_HANDLE,)),
    "antin_prepared_seal_statement": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_prepared_seal_finish": (_RESULT, (_HANDLE, _BYTES, _SIZE, _HANDLE, _HANDLE, _OUT)),
    "antin_prepared_seal_finish_container": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT, _OUT)),
    "antin_prepared_seal_free": (_NONE, (_HANDLE,)),
    "antin_opening_new": (_RESULT, (_OUT, _OUT)),
    "antin_opening_add_sender": (_RESULT, (_HANDLE, _TEXT, _BYTES, _SIZE, _OUT)),
    "antin_opening_set_senders": (_RESULT, (_HANDLE, SENDER_BINDING, _HANDLE, _OUT)),
    "antin_opening_danger_any_sender": (_RESULT, (_HANDLE, _OUT)),
    "antin_opening_add_container": (_RESULT, (_HANDLE, _BYTES, _SIZE, _OUT)),
    "antin_opening_free": (_NONE, (_HANDLE,)),
    "antin_claim_organ": (_TEXT, (_HANDLE,)),
    "antin_claim_role": (_U32, (_HANDLE,)),
    "antin_claim_time": (_RESULT, (_HANDLE, _TIME_OUT)),
    "antin_claim_path_count": (_SIZE, (_HANDLE,)),
    "antin_claim_path_certificate": (_BYTES, (_HANDLE, _SIZE, _SIZE_OUT)),
    "antin_package_open": (_RESULT, (_HANDLE, _HANDLE, _HANDLE, _HANDLE, _TIME, _OUT, _OUT)),
    "antin_package_require_accepted": (_RESULT, (_HANDLE, _OUT)),
    "antin_package_is_accepted": (_U32, (_HANDLE,)),
    "antin_package_state": (_U32, (_HANDLE,)),
    "antin_package_verdict": (_U32, (_HANDLE,)),
    "antin_package_sub_indication": (_TEXT, (_HANDLE,)),
    "antin_package_sender_code": (_TEXT, (_HANDLE,)),
    "antin_package_sender_binding": (_U32, (_HANDLE,)),
    "antin_package_sender_other": (_TEXT, (_HANDLE,)),
    "antin_package_seal_count": (_SIZE, (_HANDLE,)),
    "antin_package_seal": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_package_fact_count": (_SIZE, (_HANDLE,)),
    "antin_package_fact": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_package_file_count": (_SIZE, (_HANDLE,)),
    "antin_package_file": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_package_liberty_count": (_SIZE, (_HANDLE,)),
    "antin_package_liberty": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_package_to_json": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_package_to_text": (_RESULT, (_HANDLE, _U32, _OUT, _OUT)),
    "antin_package_free": (_NONE, (_HANDLE,)),
    "antin_seal_attachment": (_RESULT, (_HANDLE, _SIZE_OUT)),
    "antin_seal_container": (_RESULT, (_HANDLE, _SIZE_OUT)),
    "antin_seal_id": (_TEXT, (_HANDLE,)),
    "antin_seal_sha256": (_TEXT, (_HANDLE,)),
    "antin_seal_verdict": (_U32, (_HANDLE,)),
    "antin_seal_sub_indication": (_TEXT, (_HANDLE,)),
    "antin_seal_fault": (_TEXT, (_HANDLE,)),
    "antin_seal_fault_text": (_TEXT, (_HANDLE, _U32)),
    "antin_seal_organ": (_TEXT, (_HANDLE,)),
    "antin_seal_role": (_U32, (_HANDLE,)),
    "antin_seal_binding": (_U32, (_HANDLE,)),
    "antin_seal_statement": (_BYTES, (_HANDLE, _SIZE_OUT)),
    "antin_seal_report": (_HANDLE, (_HANDLE,)),
    "antin_seal_missing_count": (_SIZE, (_HANDLE,)),
    "antin_seal_missing": (_TEXT, (_HANDLE, _SIZE)),
    "antin_fact_name": (_TEXT, (_HANDLE,)),
    "antin_fact_words": (_TEXT, (_HANDLE, _U32)),
    "antin_fact_state": (_U32, (_HANDLE,)),
    "antin_fact_sealed_count": (_SIZE, (_HANDLE,)),
    "antin_fact_sealed": (_TEXT, (_HANDLE, _SIZE)),
    "antin_fact_arrived_count": (_SIZE, (_HANDLE,)),
    "antin_fact_arrived": (_TEXT, (_HANDLE, _SIZE)),
    "antin_file_name": (_TEXT, (_HANDLE,)),
    "antin_file_state": (_U32, (_HANDLE,)),
    "antin_file_attachment": (_RESULT, (_HANDLE, _SIZE_OUT)),
    "antin_file_length": (_U64, (_HANDLE,)),
    "antin_file_sha256": (_TEXT, (_HANDLE,)),
    "antin_file_is_unwrapped": (_U32, (_HANDLE,)),
    "antin_file_is_destroyed": (_U32, (_HANDLE,)),
    "antin_file_sealed_name": (_TEXT, (_HANDLE,)),
    "antin_file_sealed_length": (_U64, (_HANDLE,)),
    "antin_file_sealed_sha256": (_TEXT, (_HANDLE,)),
    "antin_liberty_code": (_TEXT, (_HANDLE,)),
    "antin_liberty_element": (_TEXT, (_HANDLE,)),
    "antin_liberty_text": (_TEXT, (_HANDLE, _U32)),
    "antin_liberty_is_ambiguous": (_U32, (_HANDLE,)),
    "antin_liberty_attachment": (_RESULT, (_HANDLE, _SIZE_OUT)),
    "antin_liberty_offset": (_U64, (_HANDLE,)),
    "antin_liberty_times": (_U64, (_HANDLE,)),
    "antin_package_extract": (_RESULT, (_HANDLE, _HANDLE, _HANDLES, _SIZE, _OUT)),
    "antin_package_extract_file": (_RESULT, (_HANDLE, _HANDLE, _SIZE, _HANDLE, _OUT)),
    "antin_hop": (_RESULT, (_HANDLE, _TEXTS, _SIZE, _TIME, _U64, _HANDLE, _OUT)),
    "antin_validation_new": (_RESULT, (_HANDLE, _OUT, _OUT)),
    "antin_validation_fault_count": (_SIZE, (_HANDLE,)),
    "antin_validation_fault": (_TEXT, (_HANDLE, _SIZE)),
    "antin_validation_liberty_count": (_SIZE, (_HANDLE,)),
    "antin_validation_liberty": (_HANDLE, (_HANDLE, _SIZE)),
    "antin_validation_free": (_NONE, (_HANDLE,)),
}


class LibraryError(OSError):
    """The shared library of antin is not there, or is older than this package."""


_loading = threading.Lock()
_loaded: Optional[ctypes.CDLL] = None


def library() -> ctypes.CDLL:
    """Returns the library, which is loaded when it is first needed."""
    global _loaded
    if _loaded is None:
        with _loading:
            if _loaded is None:
                _loaded = _load(os.environ.get("ANTIN_LIBRARY") or _usual_name())
    return _loaded


def version() -> str:
    """Returns the version of the library, such as ``0.1.0``."""
    text: bytes = library().antin_version()
    return text.decode()


def _usual_name() -> str:
    if sys.platform == "win32":
        return "antin.dll"
    return "libantin.dylib" if sys.platform == "darwin" else "libantin.so.0"


def _load(name: str) -> ctypes.CDLL:
    try:
        loaded = ctypes.CDLL(name)
    except OSError as error:
        raise LibraryError(
            f"the library of antin cannot be loaded ({error});"
            " install it, or put its path into ANTIN_LIBRARY"
        ) from error
    for symbol, (result, arguments) in PROTOTYPES.items():
        try:
            function = getattr(loaded, symbol)
        except AttributeError as error:
            raise LibraryError(f"{name} has no {symbol}: it is older than this package") from error
        function.restype = result
        function.argtypes = arguments
    return loaded
