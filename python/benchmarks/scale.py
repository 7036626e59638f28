"""Measures the tables of docs/scale.md again and prints them as Markdown.

    python python/benchmarks/scale.py --model DIR --corpus FILE.jsonl [--rows 2000] [--parts rates,bytes,shards,queries]

Programs: GLOBENC_INDEX and GLOBENC_QUERY, or those on the path, built with optimization. Rates are tokens in a second
of processor time, of one worker: on a
machine that does other work, too, they vary less than tokens in a second of the clock; the clock's are printed beside
them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import label_query, pages_by_table, processor, repeated, run, table, timed

from globenc_store.programs.finding import program

#: Methods, and the share of the rows that each is measured on.
METHODS = {
    "n-enc": 1.0,
    "decompx-linear": 1.0,
    "n-enc,decompx-linear": 1.0,
    "gradient-input": 1.0,
    "alti": 1.0,
    "decompx": 0.1,
    "occlusion": 0.1,
    "integrated-gradients": 0.01,
}
#: Methods with a sign: rates are those of the predicted class alone.
SIGNED = ("decompx", "gradient-input", "occlusion", "integrated-gradients")
#: Tables (and their indexes) that grow with each example: the examples, their scores by further methods, their
#: matrices.
GROWING = (("example", "sqlite_autoindex_example", "text_window"), ("score",), ("matrix",))
PRECISIONS = ("f32", "bf16", "int8")


class Bench:
    """The corpus, the model and a folder for stores."""

    def __init__(self, model: str, corpus: str, rows: int, repeats: int, folder: Path) -> None:
        self.index, self.query = program("globenc-index"), program("globenc-query")
        self.model, self.corpus, self.rows, self.repeats, self.folder = model, corpus, rows, repeats, folder
        self.count = 0

    def make(
        self, *options: str, rows: int | None = None, corpus: str | None = None
    ) -> tuple[Path, Run, dict[str, float]]:
        """Indexes rows into a new store; returns it, the run, and the program's summary."""
        self.count += 1
        store = self.folder / f"{self.count}.globenc"
        done = run(
            self.index,
            "index",
            corpus or self.corpus,
            "--model",
            self.model,
            "--store",
            str(store),
            "--workers",
            "1",
            "--json",
            "--quiet",
            "--limit",
            str(rows or self.rows),
            *options,
        )
        return store, done, json.loads(done.output.splitlines()[-1])

    def rates(self) -> None:
        """Tokens a second, by method and precision."""
        rows = []
        for methods, share in METHODS.items():
            for precision in PRECISIONS:
                options = [
                    "--methods",
                    methods,
                    "--precision",
                    precision,
                    *(["--classes", "predicted"] if any(name in methods for name in SIGNED) else []),
                ]
                try:
                    runs = [self.make(*options, rows=max(10, int(self.rows * share))) for _ in range(self.repeats)]
                except RuntimeError as error:
                    print(f"{methods}, {precision}: {error}", file=sys.stderr)
                    continue
                rate = statistics.median(summary["tokens"] / done.processor for _, done, summary in runs)
                clock = statistics.median(summary["tokens"] / done.clock for _, done, summary in runs)
                tokens = int(runs[0][2]["tokens"])
                rows.append(
                    (
                        f"`{methods}`",
                        precision,
                        f"{tokens:,}",
                        f"{rate:,.0f}",
                        f"{clock:,.0f}",
                        f"{os.getloadavg()[0]:.1f}",
                    )
                )
                print(*rows[-1], file=sys.stderr, flush=True)
                for store, _, _ in runs:
                    store.unlink()
        table(("method", "precision", "tokens", "tokens/s of processor time", "of the clock", "load"), rows)

    def bytes(self) -> None:
        """Bytes of a store by example, by method and layers."""
        variants = (
            ("n-enc", ()),
            ("n-enc", ("--no-text",)),
            ("n-enc", ("--layers", "all")),
            ("n-enc", ("--codec", "lossless")),
            ("decompx-linear", ()),
            ("decompx-linear", ("--no-text",)),
            ("decompx-linear", ("--classes", "predicted")),
            ("n-enc,decompx-linear", ()),
            ("n-enc,decompx-linear", ("--layers", "all")),
        )
        rows = []
        for methods, options in variants:
            store, _, summary = self.make("--methods", methods, *options)
            pages = pages_by_table(store)
            examples = summary["examples"]
            parts = [
                sum(size for name, size in pages.items() if name.startswith(names)) / examples for names in GROWING
            ]
            totals = (pages["token_total"] + pages["word_total"]) / 1e6
            cells = [f"{part:,.0f}" for part in (*parts, sum(parts))]
            rows.append((f"`{methods}`", f"`{' '.join(options)}`" if options else "", *cells, f"{totals:.1f}"))
            store.unlink()
        head = (
            "method",
            "options",
            "example",
            "scores",
            "matrices",
            "bytes an example",
            f"totals at {self.rows:,} examples, MB",
        )
        table(head, rows)

    def shards(self) -> None:
        """What rows of other shards cost, and how fast shards merge."""
        corpus = repeated(Path(self.corpus), self.rows * 10, self.folder)
        size, count = corpus.stat().st_size, sum(1 for _ in corpus.open("rb"))
        rows = []
        # Of so many shards one has next to no rows of its own: what remains is the reading of all the others.
        store, done, _ = self.make("--shard", "0/100000", corpus=str(corpus), rows=count)
        rows.append(
            (
                "rows of other shards, JSONL",
                f"{count / done.processor:,.0f} rows/s",
                f"{size / done.processor / 1e6:,.0f} MB/s",
            )
        )
        parts = []
        for number in range(3):
            part, _, _ = self.make("--shard", f"{number}/3", "--methods", "n-enc", corpus=str(corpus), rows=count)
            parts.append(str(part))
        total = sum(Path(part).stat().st_size for part in parts)
        merged = self.folder / "merged.globenc"
        done = run(self.index, "merge", *parts, "-o", str(merged))
        rows.append(
            (
                "merge",
                f"{total / done.clock / 1e6:,.0f} MB/s of the clock",
                f"{done.memory / 1e6:,.0f} MB of memory at most",
            )
        )
        done = run(self.query, "info", str(merged), "--digest")
        rows.append(("digest", f"{total / done.clock / 1e6:,.0f} MB/s of the clock", ""))
        table((f"{count:,} rows in 3 shards", "", ""), rows)

    def queries(self) -> None:
        """Questions to a store, and to the Parquet dataset that is made of it."""
        import duckdb

        import globenc_store

        store, _, summary = self.make("--methods", "n-enc")
        folder = self.folder / "parquet"
        begin = time.process_time()
        with globenc_store.open(store) as opened:
            opened.to_parquet(folder, partition="shard=0")
        seconds = time.process_time() - begin
        rows: list[tuple[str, str, str]] = []
        sizes = {
            each.name: sum(file.stat().st_size for file in each.rglob("*.parquet")) for each in sorted(folder.iterdir())
        }
        rows.append(
            (
                "Parquet, written",
                f"{summary['examples'] / seconds:,.0f} examples/s",
                f"{sum(sizes.values()) / summary['examples']:,.0f} bytes an example",
            )
        )
        for name, size in sizes.items():
            rows.append((f"{name} of it", "", f"{size / summary['examples']:,.0f} bytes an example"))
        for words in (
            ("top", "--label", "negative"),
            ("top", "--label", "negative", "--by", "mean"),
            ("examples", "--misclassified"),
        ):
            took = statistics.median(run(self.query, words[0], str(store), *words[1:]).processor for _ in range(3))
            rows.append((f"`{' '.join(words)}`", f"{1000 * took:,.0f} ms", ""))
        sql = label_query().replace("OUT/parquet", str(folder))
        connection = duckdb.connect()
        took = statistics.median(timed(lambda: connection.execute(sql).fetchall()) for _ in range(3))
        words_ = connection.execute(f"SELECT count(*) FROM '{folder}/words/*/*.parquet'").fetchall()[0][0]
        rows.append(
            (
                "the label query of docs/scale.md in DuckDB",
                f"{1000 * took:,.0f} ms",
                f"{words_ / took / 1e6:,.1f} million words/s",
            )
        )
        table((f"{int(summary['examples']):,} examples", "", ""), rows)


def main() -> None:
    """Runs the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--corpus", required=True, help="JSONL with ids")
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--parts", default="rates,bytes,shards,queries")
    given = parser.parse_args()
    version = subprocess.run(
        [program("globenc-index"), "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    print(
        f"{version}; {processor()}, {os.cpu_count()} processors; {given.rows:,} rows of {Path(given.corpus).name}, {Path(given.model).name}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.model, given.corpus, given.rows, given.repeats, Path(folder))
        for part in given.parts.split(","):
            getattr(bench, part)()


if __name__ == "__main__":
    main()
