"""Columns that become a DataFrame or an Arrow table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import missing_extra

TEXT, INTEGER, SINGLE, DOUBLE, FLAG = "text", "integer", "single", "double", "flag"
KEPT, LIST, SINGLES, BINARY = "kept", "list", "singles", "binary"


class Columns:
    """Columns by name, each with its kind and its values, which grow row by row."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.kinds = kinds
        self.values: dict[str, list[Any]] = {name: [] for name in kinds}

    def __len__(self) -> int:
        return len(next(iter(self.values.values())))

    def add(self, *cells: Any) -> None:
        """Adds a row; of fewer cells than columns, the others are left to the caller."""
        for values, cell in zip(self.values.values(), cells):
            values.append(cell)

    def as_pandas(self) -> Any:
        """A pandas.DataFrame: whole numbers that may be missing are Int64, texts are objects, kept columns what their values are."""
        pandas = imported("pandas")
        series = {}
        for name, kind in self.kinds.items():
            values = self.values[name]
            if kind == KEPT:
                from ..reading.kept import python_value

                series[name] = pandas.Series([python_value(value) for value in values], dtype=object).infer_objects()
            else:
                series[name] = pandas.Series(values, dtype=_PANDAS[kind])
        frame = pandas.DataFrame(series, copy=False)
        return frame

    def as_arrow(self) -> Any:
        """A pyarrow.Table: kept columns are texts, JSON where the corpus had no text."""
        arrow = imported("pyarrow")
        arrays, fields = [], []
        for name, kind in self.kinds.items():
            values = self.values[name]
            if kind == KEPT:
                values = [None if value is None else value[0] for value in values]
            of_kind = _arrow_type(arrow, kind)
            arrays.append(arrow.array(values, type=of_kind))
            fields.append(arrow.field(name, of_kind))
        return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields))


_PANDAS: dict[str, Any] = {
    TEXT: object, INTEGER: "Int64", SINGLE: "float32", DOUBLE: "float64", FLAG: bool, LIST: object, SINGLES: object, BINARY: object,
}  # fmt: skip


def _arrow_type(arrow: Any, kind: str) -> Any:
    return {
        TEXT: arrow.string, KEPT: arrow.string, INTEGER: arrow.int64, SINGLE: arrow.float32, DOUBLE: arrow.float64, FLAG: arrow.bool_,
        LIST: lambda: arrow.list_(arrow.string()), SINGLES: lambda: arrow.list_(arrow.float32()), BINARY: arrow.binary,
    }[kind]()  # fmt: skip


def imported(package: str) -> Any:
    """A package of an extra.

    Raises: MissingExtra where it is not installed.
    """
    try:
        return __import__(package)
    except ImportError:
        raise missing_extra(package) from None


def present(parts: Iterator[Columns], kinds: dict[str, str], *, batches: int | None, arrow: bool) -> Any:
    """All rows as one table; with `batches`, an iterator of tables."""
    if batches is not None:
        return (part.as_arrow() if arrow else part.as_pandas() for part in parts)
    whole = Columns(kinds)
    for part in parts:
        for name, values in part.values.items():
            whole.values[name] += values
    return whole.as_arrow() if arrow else whole.as_pandas()
