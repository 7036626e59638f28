"""globenc-index as a side: whole processes, which read, tokenize, attribute, compress and write."""
import json
import resource
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from corpus import write_corpus
from samples import Sample, cpu_seconds


class GlobEncIndex:
    """One precision of globenc-index.

    Wall time is that of its own summary, which begins, as for the peers, when the model is loaded. Processor time is that of the process
    less that of a run over the first text alone, which is the cost of loading.
    """

    def __init__(self, tool, model, threads, rows, folder, precision, at_f32=None):
        self.name, self.precision, self.at_f32 = f"globenc-index, {precision}", precision, at_f32
        self.folder = Path(folder) / precision
        self.folder.mkdir()
        self.store = self.folder / "corpus.globenc"
        write_corpus(rows, self.folder / "corpus.jsonl")
        write_corpus(rows[:1], self.folder / "first.jsonl")
        self.options = [tool, "--model", model, "--workers", threads, "--precision", precision, "--json", "--quiet"]

    def index(self, corpus):
        """The summary of a run over `corpus`.jsonl and its processor time in seconds."""
        store = self.folder / f"{corpus}.globenc"
        for suffix in ("", "-wal", "-shm"):
            Path(f"{store}{suffix}").unlink(missing_ok=True)
        command = [*self.options, "--store", store, self.folder / f"{corpus}.jsonl"]
        before = cpu_seconds(resource.RUSAGE_CHILDREN)
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or f"globenc-index ended with status {done.returncode}")
        return json.loads(done.stdout), cpu_seconds(resource.RUSAGE_CHILDREN) - before

    def run(self):
        first, loading = self.index("first")
        summary, whole = self.index("corpus")
        return Sample(summary["tokens_per_second"], (summary["tokens"] - first["tokens"]) / (whole - loading))

    def query(self, sql):
        """Rows of the last run's store."""
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as store:
            return store.execute(sql).fetchall()

    def labels(self):
        """Predicted labels, in the corpus's order."""
        return self.query("SELECT name FROM example LEFT JOIN label ON label.id = predicted ORDER BY row")

    def instructions(self):
        """As the last run recorded them in its store."""
        return ", ".join(self.query("SELECT instruction_set, backend FROM run")[0])
