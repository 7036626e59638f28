"""The failures of a run over a cluster. Each message is one sentence: what failed, why, where, and what to do."""

from __future__ import annotations

from ..errors import StoreError


class RayIndexError(StoreError):
    """The run cannot begin or go on. What is finished stays; the same command continues."""


class NodeError(RayIndexError):
    """A node of the cluster cannot do its part: it lacks the program, the model, the corpus or the output folder."""


class ShardError(RayIndexError):
    """The program failed on a shard."""


class LostProgram(Exception):
    """A signal ended the program in mid-shard, as where memory runs out. The shard is tried again, and continues."""
