"""The command line of `python -m globenc_store.index`."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import StoreError
from ..streams import CorpusError, is_table
from .feeding import ahead, feed
from .finding import program
from .grammar import Option, options
from .indexing import OF_OTHER_FORMATS, refuse_formats, selection, table_corpus
from .running import send, start

NAME = "globenc_store.index"

USAGE = """\
usage: python -m globenc_store.index CORPUS... --model DIR --store FILE [--split NAME] [options of globenc-index]

Runs globenc-index over Parquet and Arrow files, folders of them, and folders that Hugging Face's datasets saved: their
rows are streamed into the program, only the columns that it needs, in memory that does not grow with the corpus.
Numbers of classes (ClassLabel) become names. Corpora of other formats are passed to the program as they are.

  --split NAME  of a folder with several splits: which one

All other options are those of the program: globenc-index index --help. Its exit status is the exit status.
"""

WRONG_USAGE, FAILED = 64, 2


@dataclass
class CommandLine:
    """A command line, taken apart.

    Attributes:
        corpora: The corpora, in order.
        split: The split; None where none is named.
        values: Option without its dashes, `_` for `-` -> its last value; "" for a flag.
        rest: All arguments but the corpora and the split, for the program.
        has_unknown: Whether there is an option that the program has not got.
    """

    corpora: list[str] = field(default_factory=list)
    split: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    has_unknown: bool = False

    @classmethod
    def parse(cls, arguments: Sequence[str], known: Mapping[str, Option]) -> CommandLine:
        """Takes arguments apart."""
        line = cls()
        rest = iter(arguments)
        for argument in rest:
            name, equals, value = argument.partition("=")
            if argument == "--":
                line.corpora += rest
            elif argument == "-" or not argument.startswith("-"):
                line.corpora.append(argument)
            elif name == "--split":
                line.split = value if equals else next(rest, "")
            else:
                option = known.get(name)
                line.has_unknown |= option is None
                line.rest.append(argument)
                if option is not None and option.takes_value and not equals:
                    taken = list(itertools.islice(rest, 1))
                    line.rest += taken
                    value = "".join(taken)
                key = name.lstrip("-").replace("-", "_")
                line.values[key] = f"{line.values[key]},{value}" if key == "keep" and key in line.values else value
        return line


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns the exit status."""
    if not arguments or any(argument in ("-h", "--help") for argument in arguments):
        print(USAGE, end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else WRONG_USAGE
    try:
        path = program("globenc-index")
        line = CommandLine.parse(arguments, options(path, "index"))
        if line.has_unknown or not any(is_table(corpus) for corpus in line.corpora):
            # The program names the option that may be meant.
            if line.split is not None and not line.has_unknown:
                raise CorpusError("--split is for folders of Parquet, Arrow or datasets: leave it out")
            os.execv(path, [path, "index", *arguments])
        return _stream(path, line)
    except StoreError as error:
        print(f"{NAME}: {error}", file=sys.stderr)
        return FAILED


def _stream(path: str, line: CommandLine) -> int:
    refuse_formats([f"--{key}" for key in OF_OTHER_FORMATS if key in line.values])
    tables = table_corpus(line.corpora, line.split)
    rows = tables.rows(selection(line.values).of(tables.columns, tables.name))
    limit = line.values.get("limit", "")
    lines = ahead(itertools.islice(rows, int(limit)) if limit.isdecimal() else rows)
    process = start([path, "index", *line.rest, "-"], reads=True, writes=None, errors=False)
    assert process.stdin is not None
    with _forwarding(process) as stopped:
        try:
            feed(itertools.takewhile(lambda _: not stopped, lines), process.stdin)
        except BaseException:
            # What the program has read is stored; the end of its input must not look like the end of the corpus.
            send(process, signal.SIGINT)
            with contextlib.suppress(OSError):
                process.stdin.close()
            process.wait()
            raise
        status = process.wait()
    return status if status >= 0 else 128 - status


@contextlib.contextmanager
def _forwarding(process: subprocess.Popen[bytes]) -> Iterator[list[int]]:
    """Passes signals on to the program, once each time; yields the list of those that came."""
    came: list[int] = []

    def forward(number: int, _frame: object) -> None:
        came.append(number)
        send(process, number)

    numbers = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    # What nohup started outlives its terminal.
    former = {
        number: signal.signal(number, forward) for number in numbers if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield came
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
