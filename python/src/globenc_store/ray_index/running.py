"""A run over a cluster, from the corpus to one store or one dataset."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..programs.finding import program
from ..programs.grammar import options as known_options
from . import joining
from .cluster import Cluster, index_shard
from .corpus import Corpus
from .failures import RayIndexError
from .kept import keep_merged
from .manifest import Manifest, locked, model_identity
from .options import OF_TEXT_FILES, Options
from .progress import Progress
from .shards import shard_name
from .task import Job


@dataclass(frozen=True)
class Outcome:
    """What a run left.

    Attributes:
        output: The merged store, or the folder of the Parquet dataset.
        kept: Shards that an earlier run had finished.
        failed: Rows that could not be indexed.
        messages: Sentences about these rows, some for each shard.
    """

    output: str
    kept: int
    failed: int
    messages: tuple[str, ...]


def run(
    corpus: Sequence[str],
    *,
    model: str,
    out: str | os.PathLike[str],
    shards: int,
    options: Sequence[str] = (),
    store: str | os.PathLike[str] | None = None,
    parquet: bool = False,
    address: str | None = None,
    workers: int | None = None,
    tasks: int | None = None,
    retries: int = 3,
    progress: bool = True,
) -> Outcome:
    """Runs globenc-index over the shards of a corpus on a Ray cluster, and joins what the shards gave.

    Running it again with the same arguments continues: shards that are finished are kept, an unfinished one goes on
    where it was.

    Args:
        corpus: Files that each node sees (JSONL, CSV, Parquet, ...), or URLs that Ray's readers read (Parquet, JSONL,
            CSV).
        model: A model directory that each node sees, or the name of a model in each node's Hugging Face cache.
        out: The folder of the shards and their manifest, which each node sees.
        shards: The number of shards.
        options: Options of globenc-index, passed on.
        store: The merged store; "merged.globenc" in `out` unless given.
        parquet: Whether to write a Parquet dataset into `out`/parquet, partitioned by shard, in place of a merged
            store.
        address: The address of the cluster; None for the one of RAY_ADDRESS, or Ray on this machine.
        workers: Processors of each task; None for those of the smallest node, less one where Ray reads the corpus.
        tasks: Most tasks at a time; None for as many as fit.
        retries: How often a shard whose worker is lost is tried again.
        progress: Whether to show progress.

    Raises:
        RayIndexError: The run cannot begin, or a shard failed. What is finished stays.
        MissingExtra: Ray is not installed.
    """
    if shards < 1:
        raise RayIndexError(f"--shards is a number from 1, not {shards}")
    if parquet and store is not None:
        raise RayIndexError(
            "--store and --parquet exclude one another: the first merges the shards into one store, the second makes a dataset"
        )
    taken = Options([*options, *corpus], known_options(program("globenc-index"), "index"))
    source = Corpus.of(taken.corpora)
    if source.reader != "program":
        for name in OF_TEXT_FILES:
            if name in taken.values:
                raise RayIndexError(
                    f"{name} is for files that the program reads, not for tables and URLs: leave it out"
                )
    identity = source.identity()
    place = os.path.abspath(model) if os.path.isdir(model) else model
    folder = Path(out).absolute()
    with locked(folder):
        what = {"corpus": identity, "model": model_identity(place), "options": taken.effective, "shards": shards}
        manifest = Manifest(folder, what)
        output = (
            os.path.join(folder, "parquet")
            if parquet
            else os.path.abspath(store) if store is not None else os.path.join(folder, "merged.globenc")
        )
        missing = [number for number in range(shards) if manifest.recorded(shard_name(number, shards)) is None]
        if not missing and not parquet:
            keep_merged(shards, manifest, output, progress)
        if missing or not _is_joined(manifest, shards, output, parquet):
            with contextlib.closing(Cluster(address)) as cluster:
                threads, window = _sizes(cluster.processors(), source, workers, tasks)
                limit = taken.values.get("--limit", "")
                job = Job(
                    source,
                    identity,
                    place,
                    str(folder),
                    shards,
                    tuple(taken.arguments),
                    taken.selection,
                    int(limit) if limit.isdecimal() else None,
                    threads,
                )
                pool = _Pool(cluster, window, retries, progress)
                _index(job, missing, manifest, pool)
                (_export if parquet else _merge)(job, manifest, pool, output)
        records = [manifest.finished[shard_name(number, shards)] for number in range(shards)]
        sentences = tuple(line for each in records for line in each["messages"])
        return Outcome(output, shards - len(missing), sum(each["failed"] for each in records), sentences)


@dataclass(frozen=True)
class _Pool:
    cluster: Cluster
    window: int
    retries: int
    is_shown: bool


def _sizes(nodes: list[int], corpus: Corpus, workers: int | None, tasks: int | None) -> tuple[int, int]:
    """The processors of a task, and how many tasks there are at a time."""
    if not nodes:
        raise RayIndexError("the Ray cluster has no node with a processor: add one with ray start --address")
    reading = 1 if corpus.reader == "ray" else 0
    threads = min(nodes) - reading if workers is None else workers
    fit = sum(each // (threads + reading) for each in nodes) if threads >= 1 else 0
    if fit == 0:
        need = f"{max(1, threads) + reading} processors" + (", of which one reads the corpus" if reading else "")
        raise RayIndexError(
            f"no node of the Ray cluster has {need}, as a task needs them; the largest has {max(nodes)}: choose --workers"
        )
    return threads, min(fit, tasks or fit)


def _is_joined(manifest: Manifest, shards: int, output: str, parquet: bool) -> bool:
    """Whether the output has all finished shards as they are."""
    names = [shard_name(number, shards) for number in range(shards)]
    if parquet:
        return os.path.isdir(output) and all(
            manifest.finished[name].get("parquet") == manifest.finished[name]["digest"] for name in names
        )
    return manifest.merged(output, [manifest.finished[name]["digest"] for name in names])


def _index(job: Job, missing: list[int], manifest: Manifest, pool: _Pool) -> None:
    """Makes the shards that are missing."""
    names = {number: shard_name(number, job.shards) for number in range(job.shards)}
    kept = job.shards - len(missing)
    progress = Progress(job.shards, kept, pool.is_shown)
    if kept:
        progress.say(f"{kept} of {job.shards} shards are finished and kept")
    failures: list[str] = []
    board = pool.cluster.board()
    calls = [(number, index_shard, (job, number, board)) for number in missing]
    ended = pool.cluster.run(
        calls,
        processors=job.workers,
        retries=pool.retries,
        window=pool.window,
        wait=lambda: progress.note(pool.cluster.ray.get(board.all.remote())),
    )
    try:
        for number, result in ended:
            if isinstance(result, RayIndexError):
                failures.append(str(result))
                progress.say(str(result))
                continue
            _refuse_changed(job, manifest, names[number], result)
            # The program named the rows that failed when it made the shard, and not where it found it finished.
            result["messages"] = manifest.finished.get(names[number], result)["messages"]
            manifest.add(names[number], result)
            progress.finished()
    finally:
        progress.close()
    if failures:
        raise RayIndexError(
            f"{len(failures)} of {job.shards} shards failed, {len(manifest.finished)} are finished and kept; the first: {failures[0]}"
        )


def _refuse_changed(job: Job, manifest: Manifest, name: str, result: dict[str, Any]) -> None:
    former = manifest.finished.get(name)
    if former is not None and former["digest"] != result["digest"]:
        raise RayIndexError(
            f"the shard '{os.path.join(job.out, name)}' is not the one that was finished, for its digest differs from the manifest's: "
            "delete it to have it made anew"
        )


def _merge(job: Job, manifest: Manifest, pool: _Pool, output: str) -> None:
    keep_merged(job.shards, manifest, output, pool.is_shown)
    stores = [os.path.join(job.out, shard_name(number, job.shards)) for number in range(job.shards)]
    digests = [manifest.finished[os.path.basename(each)]["digest"] for each in stores]
    if not manifest.merged(output, digests):
        list(_all(pool, [("merge", joining.merge, (job, stores, output))], 1))
        manifest.add_merged(output, digests)


def _export(job: Job, manifest: Manifest, pool: _Pool, output: str) -> None:
    names = {number: shard_name(number, job.shards) for number in range(job.shards)}
    done = {
        number
        for number in names
        if manifest.finished[names[number]].get("parquet") == manifest.finished[names[number]]["digest"]
    }
    missing = [number for number in names if number not in done or not os.path.isdir(output)]
    for number in _all(pool, [(number, joining.export, (job, number, output)) for number in missing], 1):
        manifest.add(names[number], {"parquet": manifest.finished[names[number]]["digest"]})


def _all(pool: _Pool, calls: list[Any], processors: int) -> Iterator[Any]:
    """Runs tasks; yields the key of each that ends, and raises the first failure."""
    for key, result in pool.cluster.run(
        calls, processors=processors, retries=pool.retries, window=pool.window, wait=lambda: None
    ):
        if isinstance(result, RayIndexError):
            raise result
        yield key
