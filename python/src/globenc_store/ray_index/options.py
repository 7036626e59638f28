"""The options of globenc-index that go with a run over a cluster."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence

from ..programs.grammar import Option
from ..streams import Selection
from .failures import RayIndexError

#: Option of the program -> why a run over a cluster does not take it, as the end of a sentence.
REFUSED = {
    "--shard": "Ray gives each task its shard; --shards says how many there are",
    "--json": "the manifest in the output folder has the numbers",
    "--progress": "progress is always shown; --quiet turns it off",
    "--dry-run": "run globenc-index CORPUS --model DIR --dry-run for an estimate",
    "--prune": "a shard has no rows of the others; make the output anew in another folder",
    "--replace": "a finished shard is not opened again; make the output anew in another folder",
    "--audit": "run globenc-index CORPUS --audit N on one machine",
    "--help": "run globenc-index index --help",
    "--version": "run globenc-index --version",
}

#: Options that change how a store is made, and nothing in it.
WITHOUT_EFFECT = ("--workers", "--wait", "--quiet")

#: Options whose value may be a file. A task has another working directory, so that the path is made absolute.
OF_FILES = ("--label-map",)

#: Options that say how text files are read; rows of tables have nothing of the kind.
OF_TEXT_FILES = ("--format", "--delimiter", "--quotes")


class Options:
    """The options that are passed on to the program, taken apart.

    Attributes:
        arguments: The arguments as they were given, without corpora.
        corpora: Arguments that are no options: paths and URLs.
        values: Option -> its last value, "" of a flag; of `--keep` all values, with commas.
    """

    def __init__(self, given: Sequence[str], known: Mapping[str, Option]) -> None:
        """Takes arguments apart.

        Args:
            given: Corpora and options of `globenc-index index`, in any order.
            known: The program's options by their spellings.

        Raises:
            RayIndexError: An option is none of the program's, does not go with a cluster, or lacks its value.
        """
        self.arguments: list[str] = []
        self.corpora: list[str] = []
        self.values: dict[str, str] = {}
        rest = iter(given)
        for argument in rest:
            if argument == "--":
                self.corpora += rest
            elif argument == "-" or not argument.startswith("-"):
                self.corpora.append(argument)
            else:
                self._take(argument, rest, known)

    def _take(self, argument: str, rest: Iterator[str], known: Mapping[str, Option]) -> None:
        spelling, equals, value = argument.partition("=")
        option = known.get(spelling)
        if option is None:
            raise RayIndexError(
                f"globenc-index has no option {spelling}: globenc-index index --help lists those that it has"
            )
        name = option.name
        if name in REFUSED:
            raise RayIndexError(f"{name} does not go with a cluster: {REFUSED[name]}")
        if option.takes_value and not equals:
            value = next(rest, "")
            if not value:
                raise RayIndexError(f"{name} lacks its value: globenc-index index --help says what it takes")
        if name in OF_FILES and os.path.exists(value):
            value = os.path.abspath(value)
        self.arguments += [name, value] if option.takes_value else [name]
        if name == "--keep" and name in self.values:
            value = f"{self.values[name]},{value}"
        self.values[name] = value

    @property
    def effective(self) -> dict[str, str]:
        """The options that change what is in a store: two runs with the same ones make the same stores. A file is told
        by the hash of its content.

        Raises:
            RayIndexError: A file cannot be read.
        """
        return {
            name: _content(name, value) if name in OF_FILES and os.path.isabs(value) else value
            for name, value in sorted(self.values.items())
            if name not in WITHOUT_EFFECT
        }

    @property
    def selection(self) -> Selection:
        """The columns that the options name."""
        keep = tuple(name for name in self.values.get("--keep", "").split(",") if name)
        get = self.values.get
        return Selection(
            text=get("--text"), text_pair=get("--text-pair"), label=get("--label"), id=get("--id"), keep=keep
        )


def _content(name: str, path: str) -> str:
    try:
        with open(path, "rb") as file:
            return f"SHA-256 {hashlib.sha256(file.read()).hexdigest()}"
    except OSError as error:
        raise RayIndexError(f"the file '{path}' of {name} cannot be read: {error.strerror}") from error
