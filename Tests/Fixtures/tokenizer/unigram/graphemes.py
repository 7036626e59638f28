#!/usr/bin/env python3
"""Writes graphemes.json with tokenizers 0.20.3: what Unicode scalars do at the borders of grapheme clusters, as far as it can be seen in the
result of `Precompiled`, which replaces a cluster of under six bytes as a whole: ranges of scalars, first and last.

extends       after "a"
controls      not after a prepending U+0600; only scalars of up to three bytes
prepends      before "b"
pictographs   after U+00A9 and a joiner; without those that extend
consonants    before U+094D, U+0915; without those that extend
conjoined     after U+0915, U+094D; only scalars of three bytes, without those that extend
links         between U+0915 and U+0915; without those that prepend
unlinks       not between U+0915, U+094D and U+0915; of those that extend
"""
import json
from pathlib import Path

from tokenizers import normalizers

from charsmap import charsmap

HERE = Path(__file__).resolve().parent
SCALARS = [c for c in range(1, 0x110000) if not 0xD800 <= c <= 0xDFFF]


def normalizer(*keys):
    return normalizers.Precompiled(charsmap({key: "x" for key in keys}, dense=False)).normalize_str


def each(scalars, decide):
    """The scalars of which `decide` is true, given a normalizer that turns each into an x."""
    for start in range(0, len(scalars), 4000):
        part = scalars[start:start + 4000]
        changed = normalizer(*map(chr, part))
        yield from (c for c in part if decide(changed, chr(c)))


def ranges(scalars):
    result = []
    for c in sorted(scalars):
        if result and result[-1][1] == c - 1:
            result[-1][1] = c
        else:
            result.append([c, c])
    return result


MARK = "\u0301"     # still there if the cluster was too long
a, prepend, pictograph, ka = map(normalizer, ("a", "\u0600", "\u00a9", "\u0915"))
extends = [c for c in SCALARS if a("a" + chr(c)) == "x"]
others = [c for c in SCALARS if c not in set(extends)]
three = [c for c in others if 0x800 <= c < 0x10000]
controls = [c for c in SCALARS if c < 0x10000 and prepend("\u0600" + chr(c)) != "x"]
prepends = list(each([c for c in SCALARS if c != ord("b")], lambda changed, c: changed(c + "b") == "x"))
found = {
    "extends": extends, "controls": controls, "prepends": prepends,
    "pictographs": [c for c in others if pictograph("\u00a9\u200d" + chr(c)).startswith("x\u200d")],
    "consonants": [c for c in others if ka(chr(c) + "\u094d\u0915" + MARK).endswith(MARK)],
    "conjoined": [c for c in each(three, lambda changed, c: changed("\u0915\u094d" + c + MARK).endswith(MARK)) if c not in set(controls)],
    "links": [c for c in SCALARS if ka("\u0915" + chr(c) + "\u0915" + MARK).endswith(MARK) and c not in set(prepends)],
    "unlinks": [c for c in extends if not ka("\u0915\u094d" + chr(c) + "\u0915" + MARK).endswith(MARK)],
}
lines = (f"{json.dumps(name)}: {json.dumps(ranges(scalars), separators=(',', ':'))}" for name, scalars in found.items())
Path(HERE, "graphemes.json").write_text("{" + ",\n".join(lines) + "}\n")
