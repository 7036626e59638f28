"""The command line of `python -m globenc_store.ray_index`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from ..errors import StoreError
from .running import run

NAME = "globenc_store.ray_index"

INCOMPLETE, FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 64, 130

DESCRIPTION = """\
Runs globenc-index over the shards of a corpus on a Ray cluster, and merges them into one store. Running it again
continues: shards that are finished are kept, an unfinished one goes on where it was.

CORPUS are files that each node sees (JSONL, CSV, Parquet, ...), or URLs (s3://, gs://, file://, ...) of Parquet, JSONL
or CSV, which Ray reads. All options of globenc-index go along (globenc-index index --help). Each node needs the
programs, this package with its extra "ray", the model, and the output folder under the same names."""

EPILOG = """\
Exit status: 0 done; 1 some rows could not be indexed, all others are; 2 it could not run, what is finished stays;
64 wrong usage; 130 interrupted."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{NAME}: {message}: python -m {NAME} --help has the options", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def parser() -> argparse.ArgumentParser:
    """The options of the command itself; all others are the program's."""
    result = _Parser(
        prog=f"python -m {NAME}",
        usage=f"python -m {NAME} CORPUS... --model DIR --out DIR --shards N [options] [options of globenc-index]",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = result.add_argument
    add(
        "--model",
        metavar="DIR",
        required=True,
        help="a model directory that each node sees, or a name in each node's Hugging Face cache",
    )
    add("--out", metavar="DIR", required=True, help="the folder of the shards and their manifest, which each node sees")
    add(
        "--shards",
        metavar="N",
        type=int,
        required=True,
        help="the number of shards: two to four for each task that runs at a time",
    )
    add("--store", metavar="FILE", help="the merged store (default: merged.globenc in the output folder)")
    add(
        "--parquet",
        action="store_true",
        help="write a Parquet dataset into the output folder's parquet/, in place of a merged store",
    )
    add("--address", metavar="ADDRESS", help="the cluster (default: that of RAY_ADDRESS, else Ray on this machine)")
    add(
        "--workers",
        metavar="N",
        type=int,
        help="processors of a task (default: those of the smallest node; less one where Ray reads the corpus)",
    )
    add("--tasks", metavar="N", type=int, help="most tasks at a time (default: as many as fit)")
    add(
        "--retries",
        metavar="N",
        type=int,
        default=3,
        help="how often a shard whose worker is lost is tried again (default: 3)",
    )
    add("--quiet", action="store_true", help="show no progress and no summary")
    return result


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns the exit status."""
    given, rest = parser().parse_known_args(arguments)
    for name in ("workers", "tasks"):
        if getattr(given, name) is not None and getattr(given, name) < 1:
            parser().error(f"--{name} is a number from 1, not {getattr(given, name)}")
    if given.retries < 0:
        parser().error(f"--retries is a number from 0, not {given.retries}")
    try:
        outcome = run(
            [],
            model=given.model,
            out=given.out,
            shards=given.shards,
            options=rest,
            store=given.store,
            parquet=given.parquet,
            address=given.address,
            workers=given.workers,
            tasks=given.tasks,
            retries=given.retries,
            progress=not given.quiet,
        )
    except StoreError as error:
        print(f"{NAME}: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(f"{NAME}: interrupted; the same command continues", file=sys.stderr)
        return INTERRUPTED
    for line in outcome.messages:
        print(f"{NAME}: {line}", file=sys.stderr)
    if not given.quiet:
        failed = f"; {outcome.failed:,} rows could not be indexed" if outcome.failed else ""
        print(
            f"{NAME}: {given.shards} shards ({outcome.kept} of an earlier run) are in {outcome.output}{failed}",
            file=sys.stderr,
        )
    return INCOMPLETE if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
