"""Writing registries: bodies, bindings, and what becomes of them, from issue to issue.

A draft is no registry that anybody believes: `sign` what `RegistryDraft.to_json` returns, attached,
with a key that readers know as signing registries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from ._boundary import (
    BytesLike,
    Time,
    call,
    make,
    make_bytes,
    to_bytes,
    to_number,
    to_seconds,
    to_text,
    to_texts,
)
from ._handle import ExclusiveHandle, Handle, Owner, need
from ._library import library
from .choices import Match, Role


class RegistryBinding(Owner):
    """Which certificates are a body's, in which roles and when. Threads may share it."""

    __slots__ = ()

    def __init__(
        self,
        id: str,
        organ: str,
        match: Match,
        since: Time,
        *,
        certificate: Optional[BytesLike] = None,
        issuer: Optional[BytesLike] = None,
        roles: Optional[Iterable[Role]] = None,
        until: Optional[Time] = None,
        delegated: Optional[tuple[str, str]] = None,
    ) -> None:
        """Binds what `match` takes of a certificate to the body that has an identifier code.

        `certificate` and `issuer`, the certificate above it, are PEM or DER. `Match.CERTIFICATE`
        and `Match.KEY` need no issuer; `Match.ISSUER` takes the issuer alone. Without `roles` it
        is for the seal of the agency. `delegated` says who holds the key, and on what ground.

        Raises `InvalidArgumentError` if one is missing or too many, and `MalformedError` for what
        is no certificate.
        """
        c = library()
        name, code = to_text(id, "id"), to_text(organ, "organ")
        data = None if certificate is None else to_bytes(certificate, "certificate")
        above = None if issuer is None else to_bytes(issuer, "issuer")
        allowed = None if roles is None else [to_number(role, 32, "roles") for role in roles]
        if allowed is not None and not allowed:
            raise ValueError("roles must have one at least: without them it is the agency's")
        pointer = make(
            c.antin_binding_new,
            name,
            code,
            to_number(match, 32, "match"),
            data,
            len(data or b""),
            above,
            len(above or b""),
            to_seconds(since, "since"),
        )
        super().__init__(Handle("RegistryBinding", pointer, c.antin_binding_free))
        with self._handle as binding:
            for role in allowed or []:
                call(c.antin_binding_add_role, binding, role)
            if until is not None:
                call(c.antin_binding_set_until, binding, to_seconds(until, "until"))
            if delegated is not None:
                holder, basis = delegated
                call(
                    c.antin_binding_set_delegated,
                    binding,
                    to_text(holder, "delegated"),
                    to_text(basis, "delegated"),
                )


class RegistryDraft(Owner):
    """A registry that is being written.

    What contradicts itself, such as a code that is taken, raises `InvalidArgumentError`, and
    changes nothing.
    """

    __slots__ = ()

    def __init__(self, name: str) -> None:
        """Begins a registry, called by a name."""
        self._own(make(library().antin_registry_draft_new, to_text(name, "name")))

    @classmethod
    def from_json(cls, json: BytesLike) -> RegistryDraft:
        """Goes on with a registry: `Registry.to_json` of the last one that was issued."""
        data = to_bytes(json, "json")
        pointer = make(library().antin_registry_draft_from_json, data, len(data))
        return cls.__new__(cls)._own(pointer)

    def _own(self, pointer: int) -> RegistryDraft:
        free = library().antin_registry_draft_free
        super().__init__(ExclusiveHandle("RegistryDraft", pointer, free))
        return self

    def add_body(self, code: str, name: str, *, since: Optional[Time] = None) -> None:
        """Adds a body, which exists since a time if that is given."""
        c = library()
        theirs, called = to_text(code, "code"), to_text(name, "name")
        seconds = None if since is None else to_seconds(since, "since")
        with self._handle as draft:
            if seconds is None:
                call(c.antin_registry_draft_add_body, draft, theirs, called)
            else:
                call(c.antin_registry_draft_add_body_from, draft, theirs, called, seconds)

    def end_body(self, code: str, until: Time, *, successors: Iterable[str] = ()) -> None:
        """Ends a body, which became others: one if it was renamed or merged, several if split."""
        theirs, seconds = to_text(code, "code"), to_seconds(until, "until")
        became = to_texts(successors, "successors")
        with self._handle as draft:
            call(
                library().antin_registry_draft_end_body,
                draft,
                theirs,
                seconds,
                became if len(became) else None,
                len(became),
            )

    def add(self, binding: RegistryBinding) -> None:
        """Adds a binding, which may be closed afterwards."""
        with self._handle as draft, need(binding, RegistryBinding) as one:
            call(library().antin_registry_draft_add, draft, one)

    def revoke(self, id: str, at: Time, reason: str) -> None:
        """Revokes a binding since a time."""
        name, seconds, why = to_text(id, "id"), to_seconds(at, "at"), to_text(reason, "reason")
        with self._handle as draft:
            call(library().antin_registry_draft_revoke, draft, name, seconds, why)

    def issue(self, issued: Time, next_update: Time) -> None:
        """Gives it the next number, and says until when the one after it is there."""
        now, then = to_seconds(issued, "issued"), to_seconds(next_update, "next_update")
        with self._handle as draft:
            call(library().antin_registry_draft_issue, draft, now, then)

    @property
    def number(self) -> int:
        """Its number: 0 before it is issued for the first time."""
        with self._handle as draft:
            return int(library().antin_registry_draft_number(draft))

    def to_json(self) -> bytes:
        """Returns what is to be signed."""
        with self._handle as draft:
            return make_bytes(library().antin_registry_draft_to_json, draft)
