"""A program ends with its parent, and never takes a broken stream for a whole one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from globenc_store.ray_index import tied

COPY = "import sys, pathlib; data = sys.stdin.buffer.read(); pathlib.Path(sys.argv[1]).write_bytes(data)"


def shim(*command: str | Path, feeds: bool = False) -> list[str]:
    return [sys.executable, tied.__file__, *(["--feed"] if feeds else []), str(os.getpid()), *map(str, command)]


def ends(process: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(200):
        try:
            if Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("feeds", [False, True])
def test_ends_with_its_parent(tmp_path: Path, feeds: bool) -> None:
    # A parent whose program writes its process id, waits, and would write a file at the end of its input.
    program = tmp_path / "program.py"
    program.write_text(
        "import os, pathlib, sys, time\npathlib.Path(sys.argv[1]).write_text(str(os.getpid()))\n"
        "sys.stdin.read() if sys.argv[3] == 'True' else time.sleep(60)\ntime.sleep(0.5)\npathlib.Path(sys.argv[2]).write_text('finished')\n"
    )
    parent = (
        "import os, subprocess, sys\n"
        f"p = subprocess.Popen([sys.executable, {tied.__file__!r}, *({['--feed'] if feeds else []}), str(os.getpid()), sys.executable, *sys.argv[1:]],"
        " stdin=subprocess.PIPE)\np.stdin.write(b'row\\n' * 1000)\np.stdin.flush()\np.wait()\n"
    )
    started, finished = tmp_path / "pid", tmp_path / "finished"
    with subprocess.Popen([sys.executable, "-c", parent, program, started, finished, str(feeds)]) as process:
        for _ in range(200):
            if started.exists() and started.read_text():
                break
            time.sleep(0.05)
        child = int(started.read_text())
        process.send_signal(signal.SIGKILL)
    assert ends(child)
    time.sleep(0.6)
    assert not finished.exists(), "a killed parent is no end of the corpus"


@pytest.mark.parametrize("size", [0, 1, 4, 5, 70_000, 1 << 20])
def test_whole_stream(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    done = subprocess.run(
        shim(sys.executable, "-c", COPY, tmp_path / "out", feeds=True), input=data + tied.END, check=False
    )
    assert done.returncode == 0
    assert (tmp_path / "out").read_bytes() == data


@pytest.mark.parametrize("ending", [b"", b"\x00end", b"\x00end\nx"])
def test_broken_stream(tmp_path: Path, ending: bytes) -> None:
    done = subprocess.run(
        shim(sys.executable, "-c", COPY, tmp_path / "out", feeds=True), input=b"row\n" * 100 + ending, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "out").exists()


def test_status_is_the_programs() -> None:
    for feeds in (False, True):
        for code, status in (("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 9)", -9)):
            assert (
                subprocess.run(shim(sys.executable, "-c", code, feeds=feeds), input=tied.END, check=False).returncode
                == status
            )
