"""Judges 10 KiB by P-256 through the Python binding; prints microseconds a call."""

import sys
import time
from pathlib import Path

import antin

AT = 1795305600
folder, count = Path(sys.argv[1]), int(sys.argv[2])
document, signature = (folder / "document").read_bytes(), (folder / "signature").read_bytes()
policy = antin.Policy((folder / "root").read_bytes(), revocation=antin.Revocation.IF_PRESENT)


def judge(times: int) -> None:
    for _ in range(times):
        with antin.verify(signature, policy, AT, content=document) as report:
            report.require_passed()


judge(count // 10 + 1)
start = time.perf_counter()
judge(count)
print(f"{(time.perf_counter() - start) / count * 1e6:.3f}")
