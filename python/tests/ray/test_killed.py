"""A worker that is killed in mid-shard."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cluster_helpers import CORPUS, MODEL, digest_of, sample_rows, write_rows

SHARDS = 6


def unfinished_shards(out: Path) -> dict[int, int]:
    """The shards that programs work on: number -> process id of the program."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if (
            Path(words[0]).name == "globenc-index"
            and "--shard" in words
            and any(word.startswith(str(out)) for word in words)
        ):
            found[int(words[words.index("--shard") + 1].split("/")[0])] = int(entry.name)
    return found


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])


@pytest.mark.long
@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_killed_worker(sharding: None, globenc_index: str, globenc_query: str, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("ray")
    # Enough reviews for a shard to take some seconds, however fast the program is: the sample's, up to 60 times over.
    begin = time.monotonic()
    subprocess.run(
        [globenc_index, CORPUS, "--model", MODEL, "--store", tmp_path / "timed.globenc", "--workers", "1", "--quiet"],
        check=True,
    )
    times = min(60, math.ceil(9 * SHARDS / (time.monotonic() - begin)))
    rows = [{**row, "id": f"{row['id']}-{time_}"} for time_ in range(times) for row in sample_rows()]
    corpus = write_rows(tmp_path / "rows.jsonl", rows)
    whole = tmp_path / "whole.globenc"
    subprocess.run([globenc_index, corpus, "--model", MODEL, "--store", whole, "--quiet"], check=True)
    if kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        import pyarrow.parquet

        corpus = tmp_path / "rows.parquet"
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), corpus)
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "globenc_store.ray_index",
        corpus,
        "--model",
        MODEL,
        "--out",
        out,
        "--shards",
        SHARDS,
        "--workers",
        1,
        "--tasks",
        2,
    ]
    driver = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True)
    killed, seen = -1, dict[int, float]()
    until = time.monotonic() + 300
    while killed < 0 and driver.poll() is None and time.monotonic() < until:
        for number, process in unfinished_shards(out).items():
            # A program stores what it has every five seconds: then the next one has something to continue.
            if time.monotonic() - seen.setdefault(process, time.monotonic()) < 6:
                continue
            assert [
                each
                for each in out.iterdir()
                if f"shard-{number:04}" in each.name and each.name.endswith(".unfinished")
            ]
            worker = parent(process)
            if kind == "parquet":
                worker = parent(worker)
            assert "ray::" in Path(f"/proc/{worker}/cmdline").read_text()
            os.kill(worker, signal.SIGKILL)
            killed = number
            break
        time.sleep(0.05)
    _, errors = driver.communicate(timeout=900)
    assert killed >= 0, errors
    assert driver.returncode == 0, errors
    assert digest_of(globenc_query, out / "merged.globenc") == digest_of(globenc_query, whole)
    finished = json.loads((out / "manifest.json").read_text())["finished"]
    assert len(finished) == SHARDS
    assert not [each for each in out.iterdir() if "unfinished" in each.name]
