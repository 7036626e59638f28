"""The failures of the package. Each message is one sentence: what failed, why, where, and what to do."""

from __future__ import annotations


class StoreError(Exception):
    """A store cannot be read, or cannot answer: it is no store, has vanished, is truncated or locked, or has no such example."""


class DamagedRecord(StoreError):
    """A record disagrees with its checksum, or cannot be what the indexer wrote.

    ``id`` is the id of the example that it belongs to; None where it belongs to none, or where the id cannot be read.
    """

    def __init__(self, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.id = id


class NewerStore(StoreError):
    """The store has a newer schema version than this package reads. ``version`` is the store's."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


class NoSuchExample(StoreError, KeyError):
    """The store has no example with the id that was asked for, or the example has no such scores or matrices."""

    def __str__(self) -> str:
        return str(self.args[0])


class QuestionError(StoreError, ValueError):
    """The question cannot be answered as it was asked: an unknown label, method, class or column, or options that exclude one another."""


class ProgramError(StoreError):
    """A program of the project is missing, or failed.

    ``status`` is its exit status, None where it did not start; ``messages`` the lines that it wrote to standard error.
    """

    def __init__(self, message: str, *, status: int | None = None, messages: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.messages = messages


class MissingExtra(StoreError, ImportError):
    """A package is needed that only an extra of this one installs. The message says how to install it by itself."""


def missing_extra(package: str) -> MissingExtra:
    """The error for a package that is not installed, by the name that the package index has for it."""
    return MissingExtra(f"this needs {package}, which is not installed: pip install '{package}'")


def damaged_example(id: str) -> DamagedRecord:
    """The error for an example whose record is damaged."""
    return DamagedRecord(
        f"the record of example '{id}' is damaged: globenc-index repair drops it, so that the next run makes it anew", id
    )
