"""Nothing is declared twice without a comparison: functions, their types, numbers, the version."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any

import pytest

import antin
from antin import _library, _types
from conftest import REPOSITORY

HEADER = (REPOSITORY / "include" / "antin.h").read_text()
CODE = re.sub(r"^#.*$", "", re.sub(r"/\*.*?\*/", " ", HEADER, flags=re.S), flags=re.M)
ENUMERATIONS = {
    "RESULT": antin.Result,
    "LANGUAGE": antin.Language,
    "PROVIDER": antin.Provider,
    "FORMAT": antin.Format,
    "LEVEL": antin.Level,
    "PACKAGING": antin.Packaging,
    "ALGORITHM": antin.Algorithm,
    "DIGEST": antin.Digest,
    "REVOCATION": antin.Revocation,
    "PURPOSE": antin.Purpose,
    "NAME": antin.NameForm,
    "VERDICT": antin.Verdict,
    "COVERAGE": antin.Coverage,
    "SEVERITY": antin.Severity,
    "EVIDENCE": antin.EvidenceKind,
    "MISSING": antin.MissingKind,
    "TIMESTAMP": antin.TimestampKind,
    "ROLE": antin.Role,
    "BINDING": antin.Binding,
    "STATE": antin.State,
    "FACT": antin.FactState,
    "FILE": antin.FileState,
    "MATCH": antin.Match,
    "STATUS": antin.Status,
    "DECISION": antin.Decision,
    "SENDING": antin.SendingState,
    "ARRIVAL": antin.ArrivalState,
}
CTYPES: dict[str, Any] = {
    "antin_result": ctypes.c_uint32,
    "antin_verdict": ctypes.c_uint32,
    "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
    "int64_t": ctypes.c_int64,
    "size_t": ctypes.c_size_t,
    "char *": ctypes.c_char_p,
    "char *const *": ctypes.POINTER(ctypes.c_char_p),
    "uint8_t *": ctypes.c_void_p,
    "size_t *": ctypes.POINTER(ctypes.c_size_t),
    "int64_t *": ctypes.POINTER(ctypes.c_int64),
    "uint32_t *": ctypes.POINTER(ctypes.c_uint32),
    "uint64_t *": ctypes.POINTER(ctypes.c_uint64),
    "char **": ctypes.POINTER(ctypes.c_char_p),
    "void *": ctypes.c_void_p,
    "void": None,
    "antin_target *const *": ctypes.POINTER(ctypes.c_void_p),
    "antin_read_at": _types.READ_AT,
    "antin_write": _types.WRITE,
    "antin_sender_binding": _types.SENDER_BINDING,
}


def to_ctypes(declared: str) -> Any:
    kind = " ".join(declared.replace("const antin_", "antin_").split())
    kind = re.sub(r"^const ", "", kind)
    if kind in CTYPES:
        return CTYPES[kind]
    if re.fullmatch(r"antin_\w+ \*\*", kind):
        return ctypes.POINTER(ctypes.c_void_p)
    assert re.fullmatch(r"antin_\w+ \*", kind), kind
    return ctypes.c_void_p


def prototypes() -> dict[str, tuple[Any, tuple[Any, ...]]]:
    found = {}
    for result, name, arguments in re.findall(
        r"ANTIN_API\s+(?:ANTIN_MUST_USE\s+)?([\w\s*]+?)(\bantin_\w+)\(([^)]*)\);", CODE
    ):
        kinds = [re.sub(r"\s*\w+$", "", one.strip()) for one in arguments.split(",")]
        if arguments.strip() == "void":
            kinds = []
        found[name] = (to_ctypes(result), tuple(to_ctypes(kind) for kind in kinds))
    return found


def test_every_symbol_of_the_library_is_declared() -> None:
    symbols = (REPOSITORY / "bindings" / "c" / "symbols.txt").read_text().split()
    assert sorted(_library.PROTOTYPES) == sorted(symbols)


def test_every_symbol_is_called() -> None:
    source = Path(_library.__file__).parent
    tables = re.compile(r"_library|_\w+_functions")
    text = "".join(p.read_text() for p in source.glob("*.py") if not tables.fullmatch(p.stem))
    text += "antin_version"  # by the loader itself
    assert [name for name in _library.PROTOTYPES if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("name", sorted(_library.PROTOTYPES))
def test_a_function_is_declared_as_in_the_header(name: str) -> None:
    assert _library.PROTOTYPES[name] == prototypes()[name]


def test_every_number_of_the_header_has_its_member() -> None:
    numbers = re.findall(r"^#define ANTIN_([A-Z]+)_(\w+) (\d+)$", HEADER, flags=re.M)
    assert len(numbers) > 50
    for kind, name, number in numbers:
        assert ENUMERATIONS[kind][name] == int(number)
    for kind, members in ENUMERATIONS.items():
        assert len(members) == sum(found == kind for found, _, _ in numbers), kind


def test_the_package_has_the_version_of_the_library() -> None:
    package = (Path(__file__).parent.parent / "pyproject.toml").read_text()
    assert f'version = "{antin.version()}"' in package
