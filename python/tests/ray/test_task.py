"""What a task reads off the program: its progress, its messages, its summary and its end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_helpers import MODEL, sample_rows, write_rows
from globenc_store.ray_index.corpus import Corpus
from globenc_store.ray_index.task import Job, run, run_shard
from globenc_store.streams.failures import CorpusError

PROGRAM = """\
import json, os, sys
rows = sys.stdin.buffer.read().splitlines()
progress = {"event": "progress", "rows": 2, "tokens": 50}
message = {"event": "message", "message": "a.jsonl:3: row 3: not JSON"}
for event in (progress, message, {"event": "summary", "examples": 2}):
    print(json.dumps(event), file=sys.stderr)
print("plain words", file=sys.stderr)
print(json.dumps({"examples": len(rows), "failed": 1}))
sys.stdout.flush()
if sys.argv[1] == "killed":
    os.kill(os.getpid(), 9)
sys.exit(int(sys.argv[1]))
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    (tmp_path / "program.py").write_text(PROGRAM)
    return [sys.executable, str(tmp_path / "program.py")]


@pytest.mark.parametrize("corpus", [None, [b"a\n", b"b\n"], []])
def test_reports(command: list[str], corpus: list[bytes] | None) -> None:
    shown: list[tuple[int, int]] = []
    summary, messages, status = run([*command, "1"], corpus, lambda rows, tokens: shown.append((rows, tokens)))
    assert shown == [(2, 50)]
    assert summary == {"examples": len(corpus or []), "failed": 1}
    assert len(messages) == 2 and messages[0].endswith(": a.jsonl:3: row 3: not JSON") and messages[1] == "plain words"
    assert status == 1


def test_signal(command: list[str]) -> None:
    assert run([*command, "killed"], None, lambda _rows, _tokens: None)[2] == -signal.SIGKILL
    assert run([*command, "killed"], [], lambda _rows, _tokens: None)[2] == -signal.SIGKILL


def test_a_corpus_that_breaks_off_ends_the_program(command: list[str], tmp_path: Path) -> None:
    mark = tmp_path / "read"
    (tmp_path / "program.py").write_text(
        f"import sys, pathlib; sys.stdin.read(); pathlib.Path({str(mark)!r}).write_text('whole')"
    )

    def rows() -> Iterator[bytes]:
        yield b"a\n" * 100_000
        raise CorpusError("the file is truncated")

    with pytest.raises(CorpusError, match="truncated"):
        run([*command, "0"], rows(), lambda _rows, _tokens: None)
    assert not mark.exists()


def test_a_shard_that_was_finished_keeps_its_failed_rows(sharding: None, tmp_path: Path) -> None:
    corpus = write_rows(tmp_path / "rows.jsonl", sample_rows()[:20])
    with corpus.open("a") as file:
        file.write('{"id": "bad", "text": 3}\nno JSON\n')
    (tmp_path / "manifest.json").write_text("{}")
    source = Corpus.of([str(corpus)])
    job = Job(source, source.identity(), str(MODEL), str(tmp_path), 1, ())
    first = run_shard(job, 0, lambda _number, _rows, _tokens: None)
    assert first["failed"] == 2 and len(first["messages"]) == 2
    again = run_shard(job, 0, lambda _number, _rows, _tokens: None)
    assert (again["failed"], again["digest"], again["modified"]) == (2, first["digest"], first["modified"])
    assert again["messages"] == ["shard 0 of 1: an earlier run could not index 2 of its rows"]
