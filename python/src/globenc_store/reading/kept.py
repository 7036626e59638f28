"""Kept columns: a JSON object whose values stay as the corpus has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

Kept = tuple[str, bool]
"""A value: the text, or the JSON as it is written; and whether it is JSON."""

_DECODER = json.JSONDecoder()
_SPACE = " \t\n\r"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def unpack(text: str | None, names: Sequence[str]) -> list[Kept | None] | None:
    """The values in the order of the names; None where the text is no such object."""
    if not names:
        return []
    if text is None:
        return None
    try:
        members = _members(text)
    except (ValueError, IndexError, RecursionError):
        return None
    return [members.get(name) for name in names]


def _members(text: str) -> dict[str, Kept | None]:
    members: dict[str, Kept | None] = {}
    at = _skip(text, 0)
    if text[at] != "{":
        raise ValueError
    at = _skip(text, at + 1)
    if text[at] == "}":
        return members
    while True:
        if text[at] != '"':
            raise ValueError
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] != ":":
            raise ValueError
        start = _skip(text, at + 1)
        value, at = _DECODER.raw_decode(text, start)
        if value is None:
            members[name] = None
        elif isinstance(value, str):
            members[name] = (value, False)
        else:
            members[name] = (text[start:at], True)
        at = _skip(text, at)
        if text[at] == "}":
            if _skip(text, at + 1) != len(text):
                raise ValueError
            return members
        if text[at] != ",":
            raise ValueError
        at = _skip(text, at + 1)


def python_value(value: Kept | None) -> Any:
    """A value as Python has it: a text, a number, True, False, a list or a dict."""
    if value is None:
        return None
    return json.loads(value[0]) if value[1] else value[0]
