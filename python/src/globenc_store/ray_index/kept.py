"""A merged store that is there already, and that the manifest does not know as it is."""

from __future__ import annotations

import os
from dataclasses import fields

from ..errors import StoreError
from ..store import Store, open_store
from .failures import RayIndexError
from .manifest import Manifest
from .progress import Progress
from .shards import shard_name

PROBES = 1000
"""Most examples of a shard whose ids are looked for in a store that may be merged from it."""


def keep_merged(shards: int, manifest: Manifest, output: str, is_shown: bool) -> None:
    """Keeps a store that the manifest does not know, or not as it is, where it has the examples of the shards.

    Raises:
        RayIndexError: It has others, or cannot be read.
    """
    names = [shard_name(number, shards) for number in range(shards)]
    digests = [manifest.finished[name]["digest"] for name in names]
    if manifest.merged(output, digests) or not os.path.lexists(output):
        return
    try:
        is_same = _is_merged([str(manifest.path.parent / name) for name in names], output)
    except StoreError as error:
        raise RayIndexError(
            f"'{output}', where the shards are to be merged, cannot be read ({error}): delete it, or name another with --store"
        ) from error
    if not is_same:
        raise RayIndexError(
            f"'{output}' has other examples or settings than the shards, which were to be merged there: delete it, or name another "
            "with --store"
        )
    Progress(shards, shards, is_shown).say(
        f"'{output}' is there, though not as this command left it, and has the examples of the shards: it is kept as it is"
    )
    manifest.add_merged(output, digests)


def _is_merged(stores: list[str], output: str) -> bool:
    """Whether a store has the examples of the shards, whoever wrote it, and whatever was added since, as by
    `globenc-index evaluate`: as many, with the settings and methods of the shards, and with the ids of up to 1,000 of
    each shard, spread evenly.

    Raises:
        StoreError: One of them cannot be read.
    """
    with open_store(output) as merged:
        count = 0
        for path in stores:
            with open_store(path) as shard:
                count += len(shard)
                if not _has_settings(merged, shard) or not all(_has_id(merged, id) for id in _some_ids(shard)):
                    return False
        return count == len(merged)


def _has_settings(merged: Store, shard: Store) -> bool:
    def names(store: Store) -> list[tuple[str, str | None]]:
        return [(method.name, method.aggregate) for method in store.settings.methods]

    others = [field.name for field in fields(shard.settings) if field.name != "methods"]
    return set(names(shard)) <= set(names(merged)) and all(
        getattr(merged.settings, name) == getattr(shard.settings, name) for name in others
    )


def _has_id(store: Store, id: bytes) -> bool:  # noqa: A002
    return store.file.row("SELECT 1 FROM main.example WHERE id = ?", (id.decode(errors="replace"),)) is not None


def _some_ids(store: Store) -> list[bytes]:
    last = store.file.integer("SELECT max(key) FROM main.example")
    keys = range(0, last + 1, max(1, last // PROBES))
    rows = (store.file.row("SELECT id FROM main.example WHERE key >= ? ORDER BY key LIMIT 1", (key,)) for key in keys)
    return [row[0] for row in rows if row is not None]
