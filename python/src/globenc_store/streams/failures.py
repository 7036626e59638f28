"""The failure of a corpus."""

from __future__ import annotations

import difflib

from ..errors import StoreError


class CorpusError(StoreError, ValueError):
    """A corpus cannot be read, or has no such column. The message is one sentence: what failed, why, where, and what
    to do.
    """


def missing_column(corpus: str, column: str, others: list[str], keyword: str) -> CorpusError:
    """The error for a corpus without a column.

    Args:
        corpus: The corpus' name in messages.
        column: The column that is missing.
        others: The columns that there are.
        keyword: The option that names the column: "text" of `text=` and `--text`.
    """
    if not others:
        return CorpusError(f"{corpus} has no column '{column}'; it has no columns at all")
    option = f"{keyword}= (--{keyword.replace('_', '-')})"
    near = difflib.get_close_matches(column, others, n=1)
    advice = f"did you mean '{near[0]}'? Say so with {option}" if near else f"say which one is meant with {option}"
    listed = ", ".join(f"'{name}'" for name in others[:20]) + (
        f" and {len(others) - 20} more" if len(others) > 20 else ""
    )
    return CorpusError(f"{corpus} has no column '{column}'; it has {listed}: {advice}")
