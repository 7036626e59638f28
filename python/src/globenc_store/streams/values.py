"""Values of tables as values that JSON has."""

from __future__ import annotations

import datetime
import decimal
import json
import math
from typing import Any

from .failures import CorpusError


def line(row: dict[str, Any]) -> bytes:
    """A row as one line of JSON, with its line feed.

    Times and dates become texts by ISO 8601, decimal numbers that are no whole ones become texts, NumPy's scalars and
    arrays numbers and lists.

    Raises:
        CorpusError: A value, such as bytes, is nothing that JSON has.
    """
    try:
        return json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        # Half of a surrogate pair, which Python's texts may hold and UTF-8 may not.
        return json.dumps(row, ensure_ascii=True, default=_plain).encode("ascii") + b"\n"
    except (TypeError, ValueError) as error:
        for name, value in row.items():
            try:
                json.dumps(value, default=_plain)
            except (TypeError, ValueError):
                kind = type(value).__name__
                raise CorpusError(
                    f"the column '{name}' holds a value that is no text, number or list of these, but {kind}: "
                    "leave it out or convert it"
                ) from error
        raise CorpusError(f"a row has a name that is no text: {list(row)}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    # NumPy's scalars and arrays, without a need for NumPy.
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(type(value).__name__)


def is_missing(value: Any) -> bool:
    """Whether pandas means by a value that there is none: None, NaN, NaT, NA."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in ("NaTType", "NAType")
