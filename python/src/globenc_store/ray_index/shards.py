"""Which shard a row belongs to, and what the file of a shard is called."""

from __future__ import annotations

import hashlib


def shard_of(id: str, shards: int) -> int:  # noqa: A002
    """The shard of a row, from 0: as `globenc-index --shard` decides it.

    Args:
        id: The row's id; where it has none, its number from 1 in decimal digits.
        shards: The number of shards, at least 1.

    Returns:
        The first 8 bytes of the SHA-256 of the id's UTF-8, highest byte first, modulo the number of shards.
    """
    return int.from_bytes(hashlib.sha256(id.encode("utf-8")).digest()[:8], "big") % shards


def shard_name(number: int, shards: int) -> str:
    """The name of a shard's store, such as "shard-0003-of-0006.globenc"."""
    return f"shard-{number:04}-of-{shards:04}.globenc"
