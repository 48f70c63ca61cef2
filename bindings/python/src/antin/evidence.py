"""Evidence: what the caller knows beside the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional, Union

from ._boundary import BytesLike, Time, call, make, many, to_seconds
from ._handle import Handle, Owner
from ._library import library


class Evidence(Owner):
    """Certificates, CRLs and OCSP answers. Nothing in it is trusted; threads may share it."""

    __slots__ = ()

    def __init__(
        self,
        *,
        certificates: Union[BytesLike, Iterable[BytesLike]] = (),
        crls: Union[BytesLike, Iterable[BytesLike]] = (),
        ocsp: Union[BytesLike, Iterable[BytesLike]] = (),
        reception_time: Optional[Time] = None,
    ) -> None:
        """Takes the contents of files: certificates and CRLs in PEM or DER, OCSP answers in DER.

        `reception_time` is when the signatures were received, by a clock that the caller trusts:
        they existed then, also without a time-stamp.

        Raises `MalformedError` if one of them cannot be read.
        """
        c = library()
        super().__init__(Handle("Evidence", make(c.antin_evidence_new), c.antin_evidence_free))
        with self._handle as evidence:
            for item in many(certificates, "certificates"):
                call(c.antin_evidence_add_certificates, evidence, item, len(item))
            for item in many(crls, "crls"):
                call(c.antin_evidence_add_crls, evidence, item, len(item))
            for item in many(ocsp, "ocsp"):
                call(c.antin_evidence_add_ocsp, evidence, item, len(item))
            if reception_time is not None:
                seconds = to_seconds(reception_time, "reception_time")
                call(c.antin_evidence_set_reception_time, evidence, seconds)
