#!/usr/bin/env python3
"""Writes normalizers.jsonl with tokenizers 0.20.3: a case a line.

`normalizer` as in tokenizer.json, `text`, `normalized`, and `origins`: for each scalar of `normalized`, the index of the scalar of `text` whose
place it has (-1 for the offsets 0, 0). Texts are random ones of letters, marks in any order, what decompositions begin and end with,
Hangul, white space and controls.
"""
import json
import random
import unicodedata
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers as n, pre_tokenizers

HERE = Path(__file__).resolve().parent
TEXTS = 100
random.seed(14)

SCALARS = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
MARKS = [c for c in SCALARS if unicodedata.combining(c)]
DECOMPOSING = [c for c in SCALARS if unicodedata.decomposition(c)]
HANGUL = [chr(c) for r in ((0x1100, 0x1113), (0x1161, 0x1176), (0x11A7, 0x11C3), (0xAC00, 0xAC40)) for c in range(*r)]
LETTERS = list("aAeEoOuUsSiIab  \n\r\t")
# Scalars of which a table or a step has something special.
ODD = list(
    "\0\x01\x07\x0b\x0c\x7f\x85\xa0\xad\u1680\u2000\u200b\u200d\u2028\u202f\u3000\ufeff\ufffd\ufdd0\uffff\ue000▁İΣſẞﬁﷺﱞ😀"
    "\u0344\u0f73\u0f75\u0f81\u0315\u0327\u0323\u030a\u212b\u1cf2\U000111c9\u1885\u1ac1\U00011938\U0001d15e")

REPLACE = [("ab", "xyz"), ("a", ""), (Regex(" {2,}"), "▁"), (Regex(r"\s+"), " "), (Regex("[\r\n]{1,2}"), "é"), (Regex(r"\."), "")]
NORMALIZERS = [
    n.NFC(), n.NFD(), n.NFKC(), n.NFKD(), n.Lowercase(), n.StripAccents(), n.Strip(True, True), n.Strip(True, False), n.Strip(False, True),
    *(n.Replace(*pair) for pair in REPLACE), n.Prepend("▁x"), n.Nmt(),
    n.Sequence([n.NFKD(), n.StripAccents(), n.Lowercase(), n.Strip(), n.Replace(Regex(" {2,}"), "▁")]),
    n.Sequence([n.Nmt(), n.NFKC(), n.Lowercase(), n.NFD(), n.Prepend("é"), n.NFC()]),
]


def text():
    pools = (LETTERS, MARKS, DECOMPOSING, [unicodedata.normalize("NFD", random.choice(DECOMPOSING))], ODD, HANGUL, SCALARS)
    return "".join(random.choice(random.choices(pools, (30, 18, 12, 12, 13, 8, 7))[0]) for _ in range(random.randint(0, 9)))


def main():
    with open(HERE / "normalizers.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for normalizer in NORMALIZERS:
            tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
            tokenizer.normalizer = normalizer
            # Each scalar is a token, so that its offsets can be seen.
            tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
            for line in [text() for _ in range(TEXTS)]:
                normalized = normalizer.normalize_str(line)
                offsets = tokenizer.encode(line).offsets
                assert len(offsets) == len(normalized) and all(end - start <= 1 for start, end in offsets)
                origins = [start if end > start else -1 for start, end in offsets]
                saved = json.loads(tokenizer.to_str())["normalizer"]
                file.write(json.dumps({"normalizer": saved, "text": line, "normalized": normalized, "origins": origins}) + "\n")


if __name__ == "__main__":
    main()
