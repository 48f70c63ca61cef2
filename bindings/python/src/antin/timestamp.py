"""Who makes time-stamps, which signatures above level B have."""

from __future__ import annotations

from typing import Optional

from ._boundary import Time, make, to_seconds, to_text
from ._handle import Handle, Owner, need
from ._library import library
from .client import Client
from .credential import Credential


class Timestamper(Owner):
    """An authority behind an address, or one's own. Threads may share it."""

    __slots__ = ()

    def __init__(self, client: Client, address: str, policy: Optional[str] = None) -> None:
        """Names an authority by its http or https address (RFC 3161). Nothing is asked yet.

        `policy` is the policy of the authority to ask for, in dotted form. The client is kept, and
        may be closed. The caller vouches for the address, so that its host may be anywhere, also in
        a private network.

        Raises `NetworkError` if the address is none.
        """
        c = library()
        where = to_text(address, "address")
        oid = None if policy is None else to_text(policy, "policy")
        with need(client, Client) as asks:
            pointer = make(c.antin_timestamper_new, asks, where, oid)
        self._own(pointer)

    @classmethod
    def own(cls, credential: Credential, policy: str, time: Time) -> Timestamper:
        """Makes an authority of one's own, for development and tests: it needs no network.

        It stamps by `policy`, in dotted form, and with the `time` it is given. The certificate of
        the credential must be one for time-stamping alone, or nobody will believe it. The
        credential is kept, and may be closed.
        """
        c = library()
        oid, seconds = to_text(policy, "policy"), to_seconds(time, "time")
        with need(credential, Credential) as signer:
            pointer = make(c.antin_timestamper_new_own, signer, oid, seconds)
        return cls.__new__(cls)._own(pointer)

    def _own(self, pointer: int) -> Timestamper:
        super().__init__(Handle("Timestamper", pointer, library().antin_timestamper_free))
        return self
