"""What becomes of finished shards: one store, or partitions of a Parquet dataset. Functions here run in Ray's workers."""

from __future__ import annotations

import os

from ..errors import StoreError
from ..programs.running import failure
from .failures import LostProgram, ShardError
from .shards import shard_name
from .task import Job, check_node, node, run


def merge(job: Job, stores: list[str], output: str) -> None:
    """Merges the shards into one store.

    Raises:
        NodeError: This node cannot do it.
        ShardError: The program refused.
        LostProgram: A signal ended it.
    """
    command = [check_node(job), "merge", *stores, "-o", output]
    _, messages, status = run(command, None, lambda _rows, _tokens: None)
    if status < 0:
        raise LostProgram(str(failure(command, status, messages)))
    if status != 0:
        raise ShardError(f"the shards could not be merged into '{output}': {failure(command, status, messages)}")


def export(job: Job, number: int, folder: str) -> None:
    """Writes a shard as a partition of a Parquet dataset.

    Raises:
        ShardError: The store cannot be read, or the dataset cannot be written.
    """
    from .. import open as open_store

    path = os.path.join(job.out, shard_name(number, job.shards))
    try:
        with open_store(path) as store:
            store.to_parquet(folder, partition=f"shard={number}")
    except (StoreError, OSError) as error:
        raise ShardError(f"shard {number} could not be written as Parquet on node {node()}: {error}") from error
