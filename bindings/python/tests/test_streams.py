"""Files: of any kind that reads bytes, in constant memory, and refused when they are not."""

from __future__ import annotations

import io
import mmap
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import antin
from conftest import AT, TIME, VECTORS, cades, read

MEMORY = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import antin
from conftest import AT, TIME, cades, read

class Zeros:
    def __init__(self, size): self.left = size
    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

class Sink:
    def __init__(self): self.size = 0
    def write(self, data): self.size += len(data)

def work(size):
    credential = antin.Credential.from_chain_and_key(
        read("pki/p256-chain.pem"), read("pki/p256.key"))
    policy = antin.Policy(read("pki/root.pem"), revocation=antin.Revocation.IF_PRESENT)
    signature = antin.sign(Zeros(size), credential, cades(), TIME)
    antin.verify(signature, policy, AT, content=Zeros(size)).require_passed()
    attached = cades(packaging=antin.Packaging.ATTACHED)
    sink = Sink()
    antin.sign_to(Zeros(size), sink, credential, attached, TIME, length=size)
    assert sink.size > size

work(1 << 20)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
work(128 << 20)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_files_of_every_kind_are_signed_and_judged(
    credential: antin.Credential, policy: antin.Policy, tmp_path: Path
) -> None:
    document, options = read("documents/large.txt"), cades()
    expected = antin.sign(document, credential, options, TIME)
    path = VECTORS / "documents" / "large.txt"
    with (
        path.open("rb") as buffered,
        path.open("rb", buffering=0) as raw,
        tempfile.TemporaryFile() as temporary,
    ):
        temporary.write(document)
        temporary.seek(0)
        with mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            for stream in (buffered, raw, temporary, mapped, io.BytesIO(document)):
                assert antin.sign(stream, credential, options, TIME) == expected
                stream.seek(0)
                report = antin.verify(expected, policy, AT, content=stream)
                report.require_passed()
                with antin.Recheck(report) as recheck:
                    stream.seek(0)
                    recheck.update_from(stream)
                    recheck.finish()


def test_an_attached_signature_is_written_piece_by_piece(
    credential: antin.Credential, policy: antin.Policy
) -> None:
    document = read("documents/large.txt")
    options = cades(packaging=antin.Packaging.ATTACHED)

    class Slow(io.RawIOBase):
        """Takes a few bytes at a time, as pipes do."""

        def __init__(self) -> None:
            self.taken = bytearray()

        def write(self, data: Any) -> int:
            self.taken += data[:1000]
            return min(len(data), 1000)

    output, slow = io.BytesIO(), Slow()
    for sink in (output, slow):
        source = io.BytesIO(document)
        antin.sign_to(source, sink, credential, options, TIME, length=len(document))
    assert bytes(slow.taken) == output.getvalue()
    antin.verify(io.BytesIO(output.getvalue()), policy, AT).require_passed()
    assert antin.verify(output.getvalue(), policy, AT).content == document
    whole = antin.sign(io.BytesIO(document), credential, options, TIME)
    antin.verify(whole, policy, AT).require_passed()


def test_a_length_that_is_wrong_is_refused(credential: antin.Credential) -> None:
    options = cades(packaging=antin.Packaging.ATTACHED)
    for length in (4, 6):
        with pytest.raises(antin.InvalidArgumentError):
            antin.sign_to(
                io.BytesIO(b"12345"), io.BytesIO(), credential, options, TIME, length=length
            )
    with pytest.raises(antin.InvalidArgumentError):
        antin.Signing(credential, options, TIME)
    with pytest.raises(antin.InvalidArgumentError):
        antin.Signing.attached(credential, cades(), TIME, 5)


def test_files_of_text_and_files_without_data_yet_are_refused(
    credential: antin.Credential, policy: antin.Policy
) -> None:
    text: Any = io.StringIO("văn bản")
    with pytest.raises(TypeError, match="binary"):
        antin.sign(text, credential, cades(), TIME)
    with pytest.raises(TypeError, match="binary"):
        antin.verify(text, policy, AT)

    class Waiting:
        def read(self, size: int) -> Any:
            return None

    with pytest.raises(BlockingIOError):
        antin.sign(Waiting(), credential, cades(), TIME)


def test_an_error_of_the_file_comes_through(credential: antin.Credential) -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        antin.sign(Broken(), credential, cades(), TIME)


def test_a_key_elsewhere_signs_a_file(document: bytes) -> None:
    chain = read("pki/agency-chain.pem")
    streamed = antin.prepare(io.BytesIO(document), chain, cades(), TIME)
    at_once = antin.prepare(document, chain, cades(), TIME)
    assert streamed.to_be_signed == at_once.to_be_signed
    with antin.Signing.for_chain(chain, cades(), TIME) as signing:
        with pytest.raises(antin.InvalidArgumentError):
            signing.finish()


@pytest.mark.skipif(sys.platform != "linux", reason="getrusage counts in KiB on Linux")
def test_memory_does_not_grow_with_the_document() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(Path(__file__).parent)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 16, "MiB more for 128 MiB"
