"""Signing: at once, piece by piece, and in two steps for a key that lives elsewhere."""

from __future__ import annotations

from typing import Optional

from ._boundary import (
    BytesLike,
    Readable,
    Source,
    Time,
    Writable,
    call,
    copied,
    make,
    make_bytes,
    pieces,
    read_all,
    to_bytes,
    to_number,
    to_seconds,
    to_text,
    write_all,
)
from ._handle import ExclusiveHandle, Handle, Owner, need
from ._library import library
from ._prepared import WaitsForValue
from .choices import Algorithm, Digest, Format, Level, Packaging
from .credential import Credential
from .evidence import Evidence
from .timestamp import Timestamper


class SignOptions(Owner):
    """What kind of signature to make. Many can be made by one, also by several threads."""

    __slots__ = ("_packaging",)

    def __init__(
        self,
        format: Format,
        level: Level,
        *,
        packaging: Packaging = Packaging.DETACHED,
        algorithm: Optional[Algorithm] = None,
        mime_type: Optional[str] = None,
        content_hints: Optional[tuple[Optional[str], str]] = None,
        timestamper: Optional[Timestamper] = None,
        evidence: Optional[Evidence] = None,
    ) -> None:
        """Chooses a format and a level.

        By default the signature is detached, with the usual algorithm of the key. `mime_type`
        describes the document in the signature; `content_hints` too, by words for people, which
        may be absent, and a content type in dotted form (RFC 2634 section 2.9).

        Levels above B ask for a `timestamper`; LT and LTA keep of the `evidence` what a judgement
        of the signature and its time-stamps needs. Both may be closed afterwards.
        """
        c = library()
        pointer = make(
            c.antin_sign_options_new, to_number(format, 32, "format"), to_number(level, 32, "level")
        )
        super().__init__(Handle("SignOptions", pointer, c.antin_sign_options_free))
        self._packaging = to_number(packaging, 32, "packaging")
        with self._handle as options:
            call(c.antin_sign_options_set_packaging, options, self._packaging)
            if algorithm is not None:
                number = to_number(algorithm, 32, "algorithm")
                call(c.antin_sign_options_set_algorithm, options, number)
            if mime_type is not None:
                name = to_text(mime_type, "mime_type")
                call(c.antin_sign_options_set_mime_type, options, name)
            if content_hints is not None:
                words, kind = content_hints
                call(
                    c.antin_sign_options_set_content_hints,
                    options,
                    None if words is None else to_text(words, "content_hints"),
                    to_text(kind, "content_hints"),
                )
            if timestamper is not None:
                with need(timestamper, Timestamper) as stamps:
                    call(c.antin_sign_options_set_timestamper, options, stamps)
            if evidence is not None:
                with need(evidence, Evidence) as known:
                    call(c.antin_sign_options_set_evidence, options, known)


class Prepared(WaitsForValue):
    """A signature that waits for its value.

    Have `to_be_signed` signed by the key of the chain's first certificate, with `algorithm`, and
    hand the value to `finish`.
    """

    __slots__ = ()

    def __init__(self, handle: Handle) -> None:
        c = library()
        super().__init__(
            handle,
            c.antin_prepared_to_be_signed,
            c.antin_prepared_digest,
            c.antin_prepared_algorithm,
        )

    def finish(self, value: BytesLike) -> bytes:
        """Puts the signature together. It works once; a value that is refused leaves it as it was.

        Raises `KeyRefusedError` if the value does not verify with the key of the certificate.
        """
        data = to_bytes(value, "value")
        with self._handle as prepared:
            return make_bytes(library().antin_prepared_finish, prepared, data, len(data))


class Signing(Owner):
    """A signature that is made while its document passes by, in constant memory."""

    __slots__ = ()

    def __init__(self, credential: Credential, options: SignOptions, time: Time) -> None:
        """Begins a detached signature. The credential is kept, and may be closed."""
        c = library()
        seconds = to_seconds(time, "time")
        with need(credential, Credential) as key, need(options, SignOptions) as how:
            pointer = make(c.antin_signing_new, key, how, seconds)
        self._own(pointer)

    @classmethod
    def attached(
        cls, credential: Credential, options: SignOptions, time: Time, length: int
    ) -> Signing:
        """Begins a signature with a document in it that is `length` bytes long.

        Write `head`, then the document as it is handed over, then what `finish` returns.
        """
        c = library()
        seconds, size = to_seconds(time, "time"), to_number(length, 64, "length")
        with need(credential, Credential) as key, need(options, SignOptions) as how:
            pointer = make(c.antin_signing_new_attached, key, how, seconds, size)
        return cls.__new__(cls)._own(pointer)

    @classmethod
    def for_chain(cls, chain: BytesLike, options: SignOptions, time: Time) -> Signing:
        """Begins a detached signature for a key that lives elsewhere; end it with `prepare`."""
        c = library()
        data, seconds = to_bytes(chain, "chain"), to_seconds(time, "time")
        with need(options, SignOptions) as how:
            pointer = make(c.antin_signing_new_for_chain, data, len(data), how, seconds)
        return cls.__new__(cls)._own(pointer)

    def _own(self, pointer: int) -> Signing:
        super().__init__(ExclusiveHandle("Signing", pointer, library().antin_signing_free))
        return self

    @property
    def head(self) -> bytes:
        """What stands before the document in an attached signature; nothing for a detached one."""
        with self._handle as signing:
            return copied(library().antin_signing_head, signing) or b""

    def update(self, piece: BytesLike) -> None:
        """Takes the next piece; raises `InvalidArgumentError` if it is more than was announced."""
        data = to_bytes(piece, "piece")
        with self._handle as signing:
            call(library().antin_signing_update, signing, data, len(data))

    def update_from(self, stream: Readable) -> None:
        """Takes what a binary file has, to its end."""
        for piece in pieces(stream, "stream"):
            self.update(piece)

    def finish(self) -> bytes:
        """Signs: returns the detached signature, or what stands after the document; once."""
        with self._handle as signing:
            return make_bytes(library().antin_signing_finish, signing)

    def prepare(self) -> Prepared:
        """Ends a detached signature without signing it. It works once."""
        with self._handle as signing:
            return _prepared(make(library().antin_signing_prepare, signing))


def sign(document: Source, credential: Credential, options: SignOptions, time: Time) -> bytes:
    """Signs a document, and returns the signature, with the document in it if the options say so.

    `time` is when the signer claims to sign; no clock is read. A file is read to its end, for a
    detached signature in constant memory (for an attached one there is `sign_to`).

    Raises `KeyRefusedError` if the key cannot make such signatures, `InvalidArgumentError` if the
    options lack what the level asks for, and `TimestampError` or `NetworkError` if there is no
    time-stamp.
    """
    if not isinstance(document, (bytes, bytearray, memoryview)) and _is_detached(options):
        with Signing(credential, options, time) as signing:
            signing.update_from(document)
            return signing.finish()
    c = library()
    data, seconds = read_all(document, "document"), to_seconds(time, "time")
    with need(credential, Credential) as key, need(options, SignOptions) as how:
        return make_bytes(c.antin_sign, data, len(data), key, how, seconds)


def sign_to(
    document: Readable,
    output: Writable,
    credential: Credential,
    options: SignOptions,
    time: Time,
    *,
    length: int,
) -> None:
    """Writes a signature with the document in it, in constant memory.

    `document` is a binary file that has `length` bytes left. If this raises, what was written is no
    signature.
    """
    with Signing.attached(credential, options, time, length) as signing:
        write_all(output, signing.head)
        for piece in pieces(document, "document"):
            signing.update(piece)
            write_all(output, piece)
        write_all(output, signing.finish())


def add_signature(
    signature: BytesLike,
    credential: Credential,
    options: SignOptions,
    time: Time,
    *,
    content: Optional[BytesLike] = None,
) -> bytes:
    """Adds a signature beside those that are there, which are kept byte for byte.

    `content` is the document if the signatures are detached.

    Raises as `sign`, and `InvalidArgumentError` if the content is missing, not wanted, or not what
    the existing signatures are over.
    """
    c = library()
    data, beside = to_bytes(signature, "signature"), _optional(content)
    seconds = to_seconds(time, "time")
    with need(credential, Credential) as key, need(options, SignOptions) as how:
        return make_bytes(
            c.antin_add_signature, data, len(data), beside, len(beside or b""), key, how, seconds
        )


def extend(
    signature: BytesLike, options: SignOptions, *, content: Optional[BytesLike] = None
) -> bytes:
    """Raises all signatures to the level of the options, by their timestamper and evidence.

    What is there stays; LTA adds an archive time-stamp each time, which renews the one before.
    `content` is the document if it lies beside the signature and is at hand. Nothing is judged:
    judge the signature first.

    Raises `TimestampError` or `NetworkError` if there is no time-stamp, `MalformedError` if it is
    no signature, and `InvalidArgumentError` if the options lack what the level asks for or the
    content is another one.
    """
    data, beside = to_bytes(signature, "signature"), _optional(content)
    with need(options, SignOptions) as how:
        return make_bytes(
            library().antin_extend, data, len(data), beside, len(beside or b""), how
        )


def prepare(document: Source, chain: BytesLike, options: SignOptions, time: Time) -> Prepared:
    """Prepares a signature for a key that lives elsewhere.

    `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.

    Raises `KeyRefusedError` if the key of the certificate does not fit the options.
    """
    if not isinstance(document, (bytes, bytearray, memoryview)) and _is_detached(options):
        with Signing.for_chain(chain, options, time) as signing:
            signing.update_from(document)
            return signing.prepare()
    c = library()
    data, certificates = read_all(document, "document"), to_bytes(chain, "chain")
    seconds = to_seconds(time, "time")
    with need(options, SignOptions) as how:
        return _prepared(
            make(c.antin_prepare, data, len(data), certificates, len(certificates), how, seconds)
        )


def prepare_digest(
    algorithm: Digest, digest: BytesLike, chain: BytesLike, options: SignOptions, time: Time
) -> Prepared:
    """Prepares a detached signature over a document of which only the digest is at hand.

    The algorithm is SHA-256 with RSA and P-256, SHA-384 with P-384, SHA-512 with Ed25519, or that
    of the options; `InvalidArgumentError` otherwise.
    """
    c = library()
    number = to_number(algorithm, 32, "algorithm")
    data, certificates = to_bytes(digest, "digest"), to_bytes(chain, "chain")
    seconds = to_seconds(time, "time")
    with need(options, SignOptions) as how:
        return _prepared(
            make(
                c.antin_prepare_digest,
                number,
                data,
                len(data),
                certificates,
                len(certificates),
                how,
                seconds,
            )
        )


def prepare_addition(
    signature: BytesLike,
    chain: BytesLike,
    options: SignOptions,
    time: Time,
    *,
    content: Optional[BytesLike] = None,
) -> Prepared:
    """Prepares a signature beside those that are there: `add_signature` in two steps."""
    c = library()
    data, beside = to_bytes(signature, "signature"), _optional(content)
    certificates, seconds = to_bytes(chain, "chain"), to_seconds(time, "time")
    with need(options, SignOptions) as how:
        return _prepared(
            make(
                c.antin_prepare_addition,
                data,
                len(data),
                beside,
                len(beside or b""),
                certificates,
                len(certificates),
                how,
                seconds,
            )
        )


def _is_detached(options: SignOptions) -> bool:
    need(options, SignOptions)
    return options._packaging == Packaging.DETACHED


def _optional(content: Optional[BytesLike]) -> Optional[bytes]:
    return None if content is None else to_bytes(content, "content")


def _prepared(pointer: int) -> Prepared:
    return Prepared(ExclusiveHandle("Prepared", pointer, library().antin_prepared_free))
