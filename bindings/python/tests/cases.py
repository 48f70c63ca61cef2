"""What the cases of the manifest are made of."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Optional

import pytest

import antin
from conftest import read

Json = dict[str, Any]


class Members:
    """A JSON object of which every member has to be used: a new one must not be passed over."""

    def __init__(self, members: Json) -> None:
        self._left = dict(members)

    def take(self, name: str, default: Any = None) -> Any:
        return self._left.pop(name, default)

    def has(self, name: str) -> bool:
        return name in self._left

    def done(self) -> None:
        assert not self._left, f"unknown members: {sorted(self._left)}"


class Slow(io.BytesIO):
    """A file that gives little at once."""

    def read(self, size: Optional[int] = -1) -> bytes:
        return super().read(1021 if size is None or size < 0 else min(size, 1021))


def opening_of(
    senders: Any, containers: list[bytes], asks: bool, registry: Optional[antin.Registry] = None
) -> antin.Opening:
    if senders == "any":
        assert registry is None
        return antin.Opening.danger_any_sender(containers=containers)
    known: list[tuple[str, bytes]] = []
    for one in senders or []:
        members = Members(one)
        known.append((members.take("organ"), read(members.take("certificates"))))
        members.done()

    def ask(claim: antin.Claim) -> antin.Binding:
        theirs = {organ for organ, pem in known if claim.path[0] in to_der(pem)}
        if claim.organ in theirs:
            return antin.Binding.BOUND
        return antin.Binding.OTHER if theirs else antin.Binding.UNKNOWN

    if asks:
        return antin.Opening(ask=ask, registry=registry, containers=containers)
    merged = {organ: [pem for other, pem in known if other == organ] for organ, _ in known}
    return antin.Opening(senders=merged, registry=registry, containers=containers)


def to_der(pem: bytes) -> list[bytes]:
    bodies = re.findall("-----BEGIN CERTIFICATE-----(.*?)-----END", pem.decode(), flags=re.S)
    return [base64.b64decode(body) for body in bodies] or [pem]


def name_of(member: Any) -> str:
    return str(member.name.lower().replace("_", "-"))


def file(name: Optional[str]) -> Optional[bytes]:
    return None if name is None else read(name)


def split(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def algorithm_of(name: str) -> antin.Algorithm:
    return antin.Algorithm[name.replace("-", "_").upper()]


@contextmanager
def expected_error(expect: Optional[Json]) -> Iterator[None]:
    if expect is None or expect.get("error") is None:
        yield
        return
    assert list(expect) == ["error"]
    with pytest.raises(antin.AntinError) as caught:
        yield
    assert caught.value.code == expect["error"]
    for language in antin.Language:
        assert caught.value.text(language)
        assert caught.value.help(language)


def credential_of(case: Members) -> Callable[[], antin.Credential]:
    members, name = Members(case.take("credential")), case.take("friendly_name")
    password = members.take("password")
    p12, chain, key = members.take("p12"), members.take("chain"), members.take("key")
    members.done()

    def make() -> antin.Credential:
        with antin.KeyOptions(friendly_name=name) as options:
            if p12 is not None:
                return antin.Credential.from_pkcs12(read(p12), password, options)
            return antin.Credential.from_chain_and_key(read(chain), read(key), password, options)

    return make


@contextmanager
def options_of(case: Members) -> Iterator[tuple[antin.SignOptions, bool]]:
    members = Members(case.take("options"))
    level, packaging = members.take("level"), members.take("packaging")
    algorithm, hints = members.take("algorithm"), members.take("content_hints")
    mime_type = members.take("mime_type")
    timestamper, evidence = members.take("timestamper"), members.take("evidence")
    members.done()
    with antin.SignOptions(
        antin.Format.CADES,
        antin.Level[level],
        packaging=antin.Packaging[packaging.upper()],
        algorithm=None if algorithm is None else algorithm_of(algorithm),
        mime_type=mime_type,
        content_hints=None if hints is None else (hints["description"], hints["content_type"]),
        timestamper=None if timestamper is None else timestamper_of(timestamper),
        evidence=None if evidence is None else evidence_of(evidence),
    ) as options:
        yield options, packaging == "attached"


def timestamper_of(json_timestamper: Json) -> antin.Timestamper:
    members = Members(json_timestamper)
    chain, key = read(members.take("chain")), read(members.take("key"))
    policy, time = members.take("policy"), members.take("time")
    members.done()
    with antin.Credential.from_chain_and_key(chain, key) as signer:
        return antin.Timestamper.own(signer, policy, time)


def policy_of(json_policy: Json) -> antin.Policy:
    members = Members(json_policy)
    roots = [read(name) for name in members.take("roots")]
    revocation, level = members.take("revocation"), members.take("level")
    purpose, name = members.take("purpose"), members.take("name")
    profile, profile_file = members.take("profile"), file(members.take("profile_file"))
    policies, depth = members.take("certificate_policies"), members.take("max_depth")
    explicit = members.take("require_explicit_policy", False)
    mapping = members.take("inhibit_policy_mapping", False)
    any_policy = members.take("inhibit_any_policy", False)
    members.done()
    skip = revocation == "danger-skip"
    return antin.Policy(
        roots,
        profile=profile,
        profile_file=profile_file,
        level=None if level is None else antin.Level[level],
        revocation=None if revocation is None or skip else by_name(antin.Revocation, revocation),
        danger_skip_revocation=skip,
        purpose=None if purpose is None else by_name(antin.Purpose, purpose),
        name=None if name is None else (by_name(antin.NameForm, name["form"]), name["name"]),
        certificate_policies=policies,
        require_explicit_policy=explicit,
        inhibit_policy_mapping=mapping,
        inhibit_any_policy=any_policy,
        max_depth=depth,
    )


def by_name(choices: Any, name: str) -> Any:
    return choices[name.replace("-", "_").upper()]


def evidence_of(json_evidence: Optional[Json]) -> antin.Evidence:
    members = Members(json_evidence or {})
    found = {
        kind: [read(name) for name in members.take(kind, [])]
        for kind in ("certificates", "crls", "ocsp", "tokens")
    }
    kept = file(members.take("file"))
    received_at = members.take("received_at")
    members.done()
    others = [] if kept is None else [antin.Evidence.from_bytes(kept)]
    return antin.Evidence(**found, evidence=others, reception_time=received_at)
