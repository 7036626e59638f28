"""The work of a node: one shard, from the corpus to a store whose digest is known. Functions here run in Ray's
workers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..analysis.info import runs_of
from ..errors import ProgramError, StoreError
from ..programs.finding import program
from ..programs.grammar import options as known_options
from ..programs.progress import Watcher
from ..programs.running import INCOMPLETE, failure
from ..store import open_store
from ..streams import Selection
from . import tied
from .corpus import Corpus
from .failures import LostProgram, NodeError, ShardError
from .rows import lines
from .shards import shard_name

#: What a task tells of its progress: the shard, and the number of rows and tokens so far.
Report = Callable[[int, int, int], None]


@dataclass(frozen=True)
class Job:
    """What all shards of a run have in common.

    Attributes:
        corpus: The corpus, and its identity as the driver sees it.
        model: A model directory (absolute), or the name of a model in the Hugging Face cache.
        out: The output folder, which all nodes see.
        shards: The number of shards.
        arguments: Options of the program, passed on.
        selection: The columns that these options name.
        limit: The number of rows to read; None for all.
        workers: Threads of the program on each node.
    """

    corpus: Corpus
    identity: list[dict[str, Any]]
    model: str
    out: str
    shards: int
    arguments: tuple[str, ...]
    selection: Selection = field(default_factory=Selection)
    limit: int | None = None
    workers: int = 1


def node() -> str:
    """The name of this node, in messages."""
    return socket.gethostname()


def check_node(job: Job) -> str:
    """Checks that a node can work on a run.

    Returns:
        The path of globenc-index.

    Raises:
        NodeError: It lacks the program, the model, the corpus or the output folder.
    """
    try:
        path = program("globenc-index")
        program("globenc-query")
    except ProgramError as error:
        raise NodeError(f"node {node()} cannot run the programs: {error}") from error
    if not os.path.exists(os.path.join(job.out, "manifest.json")):
        raise NodeError(
            f"node {node()} does not see the output folder '{job.out}': name a folder on storage that all nodes see with --out"
        )
    if os.path.isabs(job.model) and not os.path.isdir(job.model):
        raise NodeError(
            f"node {node()} does not see the model '{job.model}': put it on storage that all nodes see under this name"
        )
    if job.corpus.reader != "ray":
        job.corpus.check(job.identity, node())
    if "--shard" not in known_options(path, "index"):
        raise NodeError(
            f"the globenc-index of node {node()} is too old to know --shard: install the one that came with this package there"
        )
    return path


def run_shard(job: Job, number: int, report: Report) -> dict[str, Any]:
    """Indexes a shard, or continues it, and computes its digest.

    Args:
        job: The run.
        number: The shard, from 0.
        report: Is told of the progress.

    Returns:
        "digest", "bytes", "modified" (nanoseconds), "failed" (rows that could not be indexed), "messages" (sentences
        about them), "node".

    Raises:
        NodeError: This node cannot do it.
        ShardError: The program failed.
        LostProgram: A signal ended the program.
    """
    path = check_node(job)
    store = Path(job.out) / shard_name(number, job.shards)
    command = [
        path,
        "index",
        "--model",
        job.model,
        "--store",
        str(store),
        "--shard",
        f"{number}/{job.shards}",
        "--workers",
        str(job.workers),
    ]
    command += ["--json", *job.arguments]
    if "--progress" in known_options(path, "index"):
        command += ["--progress", "json"]
    corpus = None
    if job.corpus.reader == "program":
        command += ["--", *job.corpus.paths]
    else:
        command += ["-"]
        corpus = lines(job.corpus, job.selection, job.limit)
    summary, messages, status = run(command, corpus, lambda rows, tokens: report(number, rows, tokens))
    if status < 0:
        raise LostProgram(str(failure(command, status, messages)))
    if status not in (0, INCOMPLETE) or not store.exists():
        raise ShardError(
            f"shard {number} of {job.shards} failed on node {node()}: {failure(command, status, messages)}"
        )
    found = store.stat()
    failed = failed_rows(store)
    sentences = [line for line in messages if ": row " in line or "failed for the same reason" in line][:5]
    if failed and not summary.get("failed"):
        sentences.append(f"shard {number} of {job.shards}: an earlier run could not index {failed:,} of its rows")
    return {
        "digest": digest(store),
        "bytes": found.st_size,
        "modified": found.st_mtime_ns,
        "failed": failed,
        "messages": sentences,
        "node": node(),
    }


def failed_rows(store: Path) -> int:
    """The number of a shard's rows that could not be indexed. The store has it, since the program says nothing of them
    where the shard was finished before; a run that ended early leaves its failed rows to the next, so the last counts.

    Raises:
        ShardError: The store cannot be read.
    """
    try:
        with open_store(store) as opened:
            runs = runs_of(opened)
    except StoreError as error:
        raise ShardError(f"the store '{store}' cannot be read: {error}") from error
    return int(runs[-1]["failed"]) if runs else 0


def run(
    command: list[str], corpus: Iterable[bytes] | None, show: Callable[[int, int], None]
) -> tuple[dict[str, Any], list[str], int]:
    """Runs the program so that it ends with this process.

    Args:
        command: The path of the program and its arguments.
        corpus: Lines for its standard input; None where it reads files.
        show: Is told of rows and tokens so far.

    Returns:
        The program's summary (empty where it prints none), its messages, and its exit status (negative for a signal).

    Raises:
        CorpusError: The corpus cannot be read; the program has been ended then, and its shard is not finished.
    """
    shim = [
        sys.executable,
        str(Path(tied.__file__)),
        *(["--feed"] if corpus is not None else []),
        str(os.getpid()),
        *command,
    ]
    process = subprocess.Popen(
        shim,
        stdin=subprocess.DEVNULL if corpus is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None and process.stdout is not None
    name = os.path.basename(command[0])
    watcher = Watcher(
        name, process.stderr, lambda event: show(int(event.get("rows", 0)), int(event.get("tokens", 0))), lambda _: None
    )
    watcher.start()
    try:
        if corpus is not None:
            _feed(corpus, process)
        # One line of JSON, or nothing.
        output = process.stdout.read()
        status = process.wait()
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise
    finally:
        process.stdout.close()
    watcher.join()
    summary = json.loads(output) if output.startswith(b"{") else {}
    return summary, watcher.messages, status


def _feed(corpus: Iterable[bytes], process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    try:
        for line in corpus:
            process.stdin.write(line)
        process.stdin.write(tied.END)
        process.stdin.close()
    except BrokenPipeError:
        # The program has had enough: its exit status says why.
        pass


def digest(store: Path) -> str:
    """The digest of a store's content, 64 hexadecimal digits.

    Raises:
        ShardError: The store cannot be read.
    """
    command = [program("globenc-query"), "info", str(store), "--digest"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ShardError(
            f"the store '{store}' cannot be read: {failure(command, done.returncode, done.stderr.splitlines())}"
        )
    return done.stdout.strip().split()[-1]
