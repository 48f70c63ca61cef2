"""Credentials: a signer's certificate, the chain above it, and the private key."""

from __future__ import annotations

from typing import Optional

from ._boundary import BytesLike, Password, call, copied, make, secret, to_bytes, to_number, to_text
from ._handle import Handle, Owner, lend
from ._library import library
from .choices import Provider


class KeyOptions(Owner):
    """How keys are read. By default a file with several keys is refused, and ring signs."""

    __slots__ = ()

    def __init__(
        self, *, friendly_name: Optional[str] = None, provider: Optional[Provider] = None
    ) -> None:
        """Chooses a key of a PKCS#12 file by its friendly name (Java: alias), and who signs."""
        c = library()
        super().__init__(
            Handle("KeyOptions", make(c.antin_key_options_new), c.antin_key_options_free)
        )
        with self._handle as options:
            if friendly_name is not None:
                name = to_text(friendly_name, "friendly_name")
                call(c.antin_key_options_set_friendly_name, options, name)
            if provider is not None:
                number = to_number(provider, 32, "provider")
                call(c.antin_key_options_set_provider, options, number)


class Credential(Owner):
    """A signer's certificate, its chain and its key. Threads may sign with one at the same time.

    Closing it wipes the key, unless a `Signing` that was begun with it still needs it.
    """

    __slots__ = ()

    @classmethod
    def from_pkcs12(
        cls,
        p12: BytesLike,
        password: Optional[Password] = None,
        options: Optional[KeyOptions] = None,
    ) -> Credential:
        """Reads a ``.p12`` or ``.pfx`` file. No password is the empty one.

        Raises `KeyRefusedError` if the password is wrong, `CredentialError` if the key or its
        certificate is missing or not unique, and `MalformedError` if the file is damaged.
        """
        c = library()
        data = to_bytes(p12, "p12")
        with secret(password) as word, lend(options, KeyOptions) as how:
            pointer = make(c.antin_credential_from_pkcs12, data, len(data), word, how)
        return cls(Handle("Credential", pointer, c.antin_credential_free))

    @classmethod
    def from_chain_and_key(
        cls,
        chain: BytesLike,
        key: BytesLike,
        password: Optional[Password] = None,
        options: Optional[KeyOptions] = None,
    ) -> Credential:
        """Puts certificates and a private key together, both in PEM or DER.

        Raises `KeyRefusedError` if the password is wrong or missing, `CredentialError` if no
        certificate belongs to the key, and `MalformedError` if one of the two cannot be read.
        """
        c = library()
        certificates, private = to_bytes(chain, "chain"), to_bytes(key, "key")
        with secret(password) as word, lend(options, KeyOptions) as how:
            pointer = make(
                c.antin_credential_from_chain_and_key,
                certificates,
                len(certificates),
                private,
                len(private),
                word,
                how,
            )
        return cls(Handle("Credential", pointer, c.antin_credential_free))

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """The certificates in DER, the signer's first."""
        c = library()
        with self._handle as credential:
            count = c.antin_credential_certificate_count(credential)
            return tuple(
                copied(c.antin_credential_certificate, credential, index) or b""
                for index in range(count)
            )
