"""Policies: whom to trust, and what to demand."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Optional, Union

from ._boundary import BytesLike, call, make, many, to_bytes, to_number, to_text, to_texts
from ._handle import Handle, Owner
from ._library import library
from .choices import Level, NameForm, Provider, Purpose, Revocation


class Policy(Owner):
    """Whom to trust, and what to demand of signatures, certificates and algorithms.

    By default SHA-2 and RSA keys from 2048 bits are admitted, and revocation status is demanded.
    A policy never changes; threads may share it.
    """

    __slots__ = ()

    def __init__(
        self,
        roots: Union[BytesLike, Iterable[BytesLike]],
        *,
        profile: Optional[str] = None,
        profile_file: Optional[BytesLike] = None,
        level: Optional[Level] = None,
        revocation: Optional[Revocation] = None,
        danger_skip_revocation: bool = False,
        provider: Optional[Provider] = None,
        purpose: Optional[Purpose] = None,
        name: Optional[tuple[NameForm, str]] = None,
        certificate_policies: Optional[Iterable[str]] = None,
        require_explicit_policy: bool = False,
        inhibit_policy_mapping: bool = False,
        inhibit_any_policy: bool = False,
        max_depth: Optional[int] = None,
    ) -> None:
        """Trusts root certificates: the contents of one file or several, in PEM or DER.

        `profile` is the name of a built-in profile such as ``vn-2026``, `profile_file` the contents
        of one in TOML; the other arguments stand above it. `level` is the least that signatures
        must have. `danger_skip_revocation` believes certificates without asking whether they were
        revoked: whoever stole a key can then sign until its certificate ends.

        The rest are the inputs of path validation (RFC 5280 section 6.1.1): the purpose and the
        name of the signer's certificate, certificate policies in dotted form, and the number of
        authorities below the root.

        Raises `MalformedError` if a certificate cannot be read, `PolicyError` if the profile file
        cannot be followed, and `InvalidArgumentError` for a choice that is none.
        """
        c = library()
        first, *others = many(roots, "roots") or [b""]
        pointer = make(c.antin_policy_new, first, len(first))
        super().__init__(Handle("Policy", pointer, c.antin_policy_free))
        with self._handle as policy:
            for root in others:
                call(c.antin_policy_add_roots, policy, root, len(root))
            # A profile comes first: what follows adds to what it says.
            if profile is not None:
                call(c.antin_policy_set_profile, policy, to_text(profile, "profile"))
            if profile_file is not None:
                file = to_bytes(profile_file, "profile_file")
                call(c.antin_policy_set_profile_file, policy, file, len(file))
            for setter, choice, label in (
                (c.antin_policy_require_level, level, "level"),
                (c.antin_policy_set_revocation, revocation, "revocation"),
                (c.antin_policy_set_provider, provider, "provider"),
                (c.antin_policy_set_purpose, purpose, "purpose"),
            ):
                if choice is not None:
                    call(setter, policy, to_number(choice, 32, label))
            if name is not None:
                form = to_number(name[0], 32, "name")
                call(c.antin_policy_set_name, policy, form, to_text(name[1], "name"))
            if certificate_policies is not None:
                oids = to_texts(certificate_policies, "certificate_policies")
                call(c.antin_policy_set_certificate_policies, policy, oids, len(oids))
            for wanted, demand in (
                (danger_skip_revocation, c.antin_policy_danger_skip_revocation),
                (require_explicit_policy, c.antin_policy_require_explicit_policy),
                (inhibit_policy_mapping, c.antin_policy_inhibit_policy_mapping),
                (inhibit_any_policy, c.antin_policy_inhibit_any_policy),
            ):
                if wanted:
                    call(demand, policy)
            if max_depth is not None:
                bits = 8 * ctypes.sizeof(ctypes.c_size_t)
                call(c.antin_policy_set_max_depth, policy, to_number(max_depth, bits, "max_depth"))
