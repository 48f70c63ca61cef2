"""Packages come from memory, paths and files, and go there; what fails leaves nothing behind."""

from __future__ import annotations

import gc
import io
import os
import tempfile
import weakref
from pathlib import Path
from typing import Any, Optional

import pytest

import antin
from conftest import cades
from packages import (
    CHAIN,
    JUDGED_AT,
    MESSAGE,
    PATH,
    PDF,
    SIGNED_AT,
    agency,
    container_of,
    how,
    judge,
    known,
    rules,
    sealed,
    value_of,
    with_text,
)
from test_threads import in_threads


class Short(io.BytesIO):
    """Gives and takes a few bytes at once, as raw files may."""

    def read(self, size: Optional[int] = -1) -> bytes:
        return super().read(min(size or 0, 999))

    def write(self, data: Any) -> int:
        return super().write(data[:999])


class Broken(io.BytesIO):
    """Fails from a place on."""

    def __init__(self, data: bytes, place: int) -> None:
        super().__init__(data)
        self.place = place

    def _look(self, size: int) -> None:
        if self.tell() + size > self.place:
            try:
                raise KeyError("inside")
            except KeyError as error:
                raise OSError("the disk is gone") from error

    def read(self, size: Optional[int] = -1) -> bytes:
        self._look(size or 0)
        return super().read(size)

    def write(self, data: Any) -> int:
        self._look(len(data))
        return super().write(data)


def test_packages_are_sealed_from_anywhere_to_anywhere(tmp_path: Path) -> None:
    credential, options, target = agency(), how(), tmp_path / "sealed.edxml"
    with PATH.open("rb") as buffered, PATH.open("rb", buffering=0) as raw:
        buffered.seek(100)
        for given in (MESSAGE, bytearray(MESSAGE), PATH, buffered, raw, Short(MESSAGE)):
            assert antin.seal(given, credential, options, SIGNED_AT) == sealed()
            for output in (io.BytesIO(), Short()):
                antin.seal_to(given, output, credential, options, SIGNED_AT)
                assert output.getvalue() == sealed()
            antin.seal_to(given, target, credential, options, SIGNED_AT)
            assert target.read_bytes() == sealed()
    # In its own place, as the new one is there when it is whole.
    target.write_bytes(MESSAGE)
    antin.seal_to(target, target, credential, options, SIGNED_AT)
    assert target.read_bytes() == sealed()
    assert os.listdir(tmp_path) == ["sealed.edxml"]


def test_packages_are_judged_and_taken_apart_from_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "đến.edxml"
    path.write_bytes(sealed())
    with path.open("rb") as file, tempfile.TemporaryFile() as temporary:
        temporary.write(sealed())
        for given in (sealed(), memoryview(sealed()), path, file, temporary, Short(sealed())):
            judged = judge(given, known())
            judged.require_accepted()
            assert judged.extract(given, 0) == PDF
            out, second = tmp_path / "tệp", io.BytesIO()
            judged.extract_to(given, judged.files[0], out)
            assert out.read_bytes() == PDF
            judged.extract_all_to(given, [None, second])
            assert second.getvalue() == judged.extract(given, 1)


def test_hop_finish_and_validate_take_files(tmp_path: Path) -> None:
    with PATH.open("rb") as file:
        assert antin.validate(file) == antin.validate(PATH) == antin.Validation((), ())
        expected, written = antin.hop(MESSAGE, JUDGED_AT, seed=7), io.BytesIO()
        antin.hop_to(file, written, JUDGED_AT, seed=7)
        antin.hop_to(PATH, tmp_path / "hop", JUDGED_AT, seed=7)
        assert written.getvalue() == (tmp_path / "hop").read_bytes() == expected
        value = value_of(container_of(sealed()))
        with antin.prepare_seal(file, CHAIN, how(), SIGNED_AT) as prepared:
            with pytest.raises(antin.KeyRefusedError):
                prepared.finish_to(bytes(256), file, tmp_path / "sealed")
            assert not (tmp_path / "sealed").exists()
            prepared.finish_to(value, file, tmp_path / "sealed")
    assert (tmp_path / "sealed").read_bytes() == sealed()


def test_an_error_of_a_file_comes_through_with_its_cause(tmp_path: Path) -> None:
    target = tmp_path / "sealed"
    target.write_bytes(b"old")
    for attempt in (
        lambda: antin.seal_to(Broken(MESSAGE, 65000), target, agency(), how(), SIGNED_AT),
        lambda: antin.seal_to(MESSAGE, Broken(b"", 70000), agency(), how(), SIGNED_AT),
        lambda: antin.prepare_seal(Broken(MESSAGE, 0), CHAIN, how(), SIGNED_AT),
        lambda: antin.hop(Broken(MESSAGE, 65000), JUDGED_AT),
        lambda: antin.validate(Broken(MESSAGE, 65000)),
        lambda: judge(Broken(sealed(), 65000), known()),
        lambda: judge(sealed(), known()).extract(Broken(sealed(), 0), 0),
        lambda: judge(sealed(), known()).extract_to(sealed(), 0, Broken(b"", 100)),
        lambda: judge(sealed(), known()).extract_all_to(sealed(), [None, Broken(b"", 100)]),
    ):
        with pytest.raises(OSError, match="the disk is gone") as caught:
            attempt()
        assert isinstance(caught.value.__cause__, KeyError)
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["sealed"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(antin.ExternalError):
        antin.validate(tmp_path / "none")
    with pytest.raises(antin.ExternalError):
        antin.hop_to(MESSAGE, tmp_path / "none" / "file", JUDGED_AT)


def test_a_file_that_cannot_go_back_is_refused_with_what_to_do() -> None:
    class Pipe:
        def read(self, size: int) -> bytes:
            raise AssertionError("never asked")

    reader, writer = os.pipe()
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        wrongs: list[Any] = [pipe, Pipe()]
        for wrong in wrongs:
            with pytest.raises(ValueError, match="read all of it"):
                antin.validate(wrong)


def test_what_is_no_package_and_no_place_is_refused(tmp_path: Path) -> None:
    class Odd(io.BytesIO):
        def __init__(self, answer: Any) -> None:
            super().__init__()
            self.answer = answer

        def read(self, size: Optional[int] = -1) -> Any:
            return self.answer

    class BytesPath:
        def __fspath__(self) -> Any:
            return b"path"

    wrongs: list[tuple[Any, type[Exception]]] = [
        (None, TypeError),
        (7, TypeError),
        (str(PATH), TypeError),
        (BytesPath(), TypeError),
        (Path("a\0b"), ValueError),
        (io.StringIO("<a/>"), TypeError),
        (Odd(None), BlockingIOError),
        (Odd("text"), TypeError),
        (Odd(bytes(1 << 20)), ValueError),
    ]
    for wrong, error in wrongs:
        for attempt in (
            lambda wrong=wrong: antin.validate(wrong),
            lambda wrong=wrong: antin.hop(wrong, JUDGED_AT),
            lambda wrong=wrong: antin.seal(wrong, agency(), how(), SIGNED_AT),
            lambda wrong=wrong: antin.prepare_seal(wrong, CHAIN, how(), SIGNED_AT),
            lambda wrong=wrong: judge(wrong, known()),
            lambda wrong=wrong: judge(sealed(), known()).extract(wrong, 0),
            lambda wrong=wrong: judge(sealed(), known()).extract_all(wrong),
        ):
            with pytest.raises(error):
                attempt()
    places: list[tuple[Any, type[Exception]]] = [
        (None, TypeError),
        (str(tmp_path / "file"), TypeError),
        (BytesPath(), TypeError),
        (Path("a\0b"), ValueError),
        (io.StringIO(), TypeError),
    ]
    for place, error in places:
        with pytest.raises(error):
            antin.hop_to(MESSAGE, place, JUDGED_AT)
    assert os.listdir(tmp_path) == []


def test_arguments_of_other_kinds_are_refused() -> None:
    any_antin: Any = antin
    credential, options, policy, opening = agency(), how(), rules(), known()
    judged = judge(sealed(), opening)
    value = value_of(container_of(sealed()))
    for refused in (
        lambda: any_antin.SealOptions(None),
        lambda: any_antin.SealOptions(options),
        lambda: how(organ=7),
        lambda: how(role=True),
        lambda: any_antin.seal(MESSAGE, None, options, SIGNED_AT),
        lambda: any_antin.seal(MESSAGE, credential, cades(), SIGNED_AT),
        lambda: any_antin.seal(MESSAGE, credential, options, None),
        lambda: any_antin.prepare_seal(MESSAGE, None, options, SIGNED_AT),
        lambda: any_antin.prepare_seal(MESSAGE, CHAIN, None, SIGNED_AT),
        lambda: any_antin.prepare_seal(MESSAGE, CHAIN, options, SIGNED_AT).finish(None, MESSAGE),
        lambda: any_antin.prepare_seal(MESSAGE, CHAIN, options, SIGNED_AT).finish(value, None),
        lambda: any_antin.Opening(senders={7: CHAIN}),
        lambda: any_antin.Opening(senders={"a": None}),
        lambda: any_antin.Opening(ask=7),
        lambda: any_antin.Opening(containers=7),
        lambda: any_antin.open_package(MESSAGE, None, JUDGED_AT),
        lambda: any_antin.open_package(MESSAGE, policy, JUDGED_AT, opening=policy),
        lambda: any_antin.open_package(MESSAGE, policy, JUDGED_AT, evidence=opening),
        lambda: judged.extract(sealed(), None),  # type: ignore[arg-type]
        lambda: judged.extract(sealed(), True),
        lambda: any_antin.hop(MESSAGE, None),
        lambda: any_antin.hop(MESSAGE, JUDGED_AT, rewritings="trace"),
        lambda: any_antin.hop(MESSAGE, JUDGED_AT, rewritings=[None]),
    ):
        with pytest.raises(TypeError):
            refused()
    for wrong in (
        lambda: how(organ="a\0b"),
        lambda: how(role=4),
        lambda: antin.Opening(senders={" ": CHAIN}),
        lambda: antin.Opening(senders={"a\0b": CHAIN}),
        lambda: antin.hop(MESSAGE, JUDGED_AT, rewritings=["trace", "no-such"]),
        lambda: antin.hop(MESSAGE, JUDGED_AT, rewritings=["tra\0ce"]),
        lambda: judged.extract(sealed(), 2),
        lambda: judged.extract_all_to(sealed(), [None]),
        lambda: judged.extract_all_to(sealed(), [None, None, None]),
        lambda: judged.extract(sealed(), judge(MESSAGE, opening).files[0]),
    ):
        with pytest.raises(ValueError):
            wrong()
    for number in (-1, 2**64):
        with pytest.raises(OverflowError):
            judged.extract(sealed(), number)
        with pytest.raises(OverflowError):
            antin.hop(MESSAGE, JUDGED_AT, seed=number)
    for junk in (b"", b"junk"):
        with pytest.raises(antin.AntinError):
            antin.Opening(senders={"a": junk})
        with pytest.raises(antin.MalformedError):
            judge(junk, opening)


def test_a_message_that_changed_since_gives_nothing() -> None:
    judged = judge(sealed(), known())
    with pytest.raises(antin.MalformedError):
        judged.extract(sealed()[:-100], 0)
    with pytest.raises(antin.InvalidArgumentError):
        judged.extract(with_text(sealed(), ">JVBERi0xLjM", ">JVBERi0xLjQ"), 0)


def test_judgements_are_neither_true_nor_false() -> None:
    judged = judge(sealed(), known())
    for one in (
        judged,
        judged.state,
        judged.sender_binding,
        judged.seals[0],
        judged.facts[0],
        judged.facts[0].state,
        judged.files[0],
        judged.files[0].state,
        antin.validate(MESSAGE),
    ):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(one)


# Lifetimes and threads


def test_what_a_package_gave_outlives_it_but_for_its_reports() -> None:
    judged = judge(sealed(), known())
    (seal,), files, facts = judged.seals, judged.files, judged.facts
    assert seal.report is not None
    report = seal.report
    report.close()
    (again,) = judged.seals
    assert again.report is not None and again.report.verdict is antin.Verdict.PASSED
    with pytest.raises(antin.ClosedError, match="Report"):
        report.verdict
    judged.close()
    gc.collect()
    assert files[0].name == "cong-van-123.pdf" and facts and seal.statement
    assert again.report.closed
    with pytest.raises(antin.ClosedError, match="Package"):
        again.report.verdict


def test_a_report_keeps_its_package_alive() -> None:
    judged: Optional[antin.Package] = judge(sealed(), known())
    assert judged is not None
    alive = weakref.ref(judged)
    report: Optional[antin.Report] = judged.seals[0].report
    judged = None
    gc.collect()
    assert alive() is not None and report is not None
    report.require_passed()
    assert report.signatures[0].signer is not None
    report = None
    gc.collect()
    assert alive() is None


def test_an_opening_keeps_its_function_and_lets_it_go() -> None:
    class Registry:
        def __init__(self) -> None:
            self.opening = antin.Opening(ask=self.binding)

        def binding(self, claim: antin.Claim) -> antin.Binding:
            return antin.Binding.BOUND

    registry = Registry()
    opening: Optional[antin.Opening] = registry.opening
    alive = weakref.ref(registry)
    del registry
    gc.collect()
    assert alive() is not None and judge(sealed(), opening).accepted
    opening = None
    gc.collect()
    assert alive() is None


def test_files_are_let_go_after_a_call() -> None:
    given, taken = io.BytesIO(sealed()), io.BytesIO()
    ends = weakref.ref(given), weakref.ref(taken)
    antin.hop_to(given, taken, JUDGED_AT)
    del given, taken
    gc.collect()
    assert [end() for end in ends] == [None, None]


def test_threads_seal_and_open_by_one_credential_opening_and_policy() -> None:
    asked: list[antin.Claim] = []

    def ask(claim: antin.Claim) -> antin.Binding:
        asked.append(claim)
        if len(claim.path) == 0:
            raise AssertionError("no certificate")
        return antin.Binding.BOUND

    credential, options, policy = agency(), how(), rules()
    opening = antin.Opening(ask=ask)

    def work(number: int) -> None:
        for _ in range(3):
            given = io.BytesIO(MESSAGE) if number % 2 else MESSAGE
            package = antin.seal(given, credential, options, SIGNED_AT)
            assert package == sealed()
            judged = antin.open_package(io.BytesIO(package), policy, JUDGED_AT, opening=opening)
            judged.require_accepted()
            assert judged.extract(package, 0) == PDF

    in_threads(4, work)
    assert len(asked) == 12


def test_an_exception_comes_out_in_the_thread_that_asked() -> None:
    def ask(claim: antin.Claim) -> antin.Binding:
        if claim.seconds % 2:
            raise LookupError(str(claim.seconds))
        return antin.Binding.BOUND

    opening, policy, package = antin.Opening(ask=ask), rules(), sealed()

    def work(number: int) -> None:
        at = JUDGED_AT + number
        for _ in range(5):
            if at % 2:
                with pytest.raises(LookupError, match=str(at)):
                    antin.open_package(package, policy, at, opening=opening)
            else:
                antin.open_package(package, policy, at, opening=opening).require_accepted()

    in_threads(4, work)
