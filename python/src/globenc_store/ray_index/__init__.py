"""Runs over a cluster with Ray: `python -m globenc_store.ray_index CORPUS --model DIR --out DIR --shards N`."""

from __future__ import annotations

from .failures import NodeError, RayIndexError, ShardError
from .running import Outcome, run
from .shards import shard_name, shard_of

__all__ = ["NodeError", "Outcome", "RayIndexError", "ShardError", "run", "shard_name", "shard_of"]
