"""The library is found where the environment says, and its absence is told plainly."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import antin


def run(script: str, library: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "ANTIN_LIBRARY": library}
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment
    )


def test_the_version_is_told() -> None:
    assert antin.version().count(".") == 2


def test_type_checkers_are_told_of_the_hints() -> None:
    assert (Path(antin.__file__).parent / "py.typed").is_file()


def test_importing_needs_no_library() -> None:
    assert run("import antin", "/nowhere/libantin.so").returncode == 0


def test_a_missing_library_is_told_with_what_to_do() -> None:
    done = run("import antin; antin.version()", "/nowhere/libantin.so")
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("antin._library.LibraryError: ") or "LibraryError" in last
    assert "ANTIN_LIBRARY" in last


def test_another_library_is_not_taken_for_antin() -> None:
    name = ctypes.util.find_library("c")
    if name is None:
        pytest.skip("no C library by name")
    done = run("import antin; antin.version()", name)
    assert done.returncode == 1
    assert "older than this package" in done.stderr


def test_an_error_that_the_package_does_not_know_has_a_base() -> None:
    from antin.errors import error_type

    assert error_type(30) is antin.InputError
    assert error_type(50) is antin.AntinError
    unknown = antin.AntinError(50, "message", {1: "text"}, {1: "help"})
    assert (unknown.code, unknown.code.name) == (50, "UNKNOWN_50")
    assert issubclass(antin.MalformedError, antin.InputError)
    assert issubclass(antin.InvalidArgumentError, ValueError)
    assert issubclass(antin.ClosedError, ValueError)
    assert not issubclass(antin.ClosedError, antin.AntinError)
