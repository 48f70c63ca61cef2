"""The examples of the README do what they say."""

from __future__ import annotations

import doctest
import os
import shutil
from pathlib import Path

import pytest

from conftest import VECTORS

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(VECTORS / "credentials" / "openssl.p12", tmp_path / "agency.p12")
    shutil.copy(VECTORS / "documents" / "van-ban.txt", tmp_path / "van-ban.pdf")
    shutil.copy(VECTORS.parent / "edxml" / "new-two-pdfs.edxml", tmp_path / "123.edxml")
    for name in ("root.pem", "root.crl", "sub-ca.crl", "agency.pem"):
        shutil.copy(VECTORS / "pki" / name, tmp_path)
    shutil.copy(VECTORS / "pki" / "tsa-chain.pem", tmp_path / "tsa.pem")
    shutil.copy(VECTORS / "pki" / "tsa.key", tmp_path)
    shutil.copy(VECTORS / "gateway" / "registry.p7m", tmp_path)
    shutil.copy(VECTORS / "pki" / "p384.pem", tmp_path / "registry-signer.pem")
    shutil.copy(VECTORS / "pki" / "p256-chain.pem", tmp_path / "recipient.pem")
    shutil.copy(VECTORS / "pki" / "p256.key", tmp_path / "recipient.key")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_readme_run(folder: Path) -> None:
    # In one go: the second example judges what the first one signed.
    failed, run = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, run >= 43) == (0, True)
    assert "van-ban.pdf.p7s" in os.listdir(folder)
    sent = (VECTORS.parent / "edxml" / "cong-van-123.pdf").read_bytes()
    assert (folder / "attachment-0").read_bytes() == sent
