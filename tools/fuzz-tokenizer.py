#!/usr/bin/env python3
"""Compares our tokens with those of transformers and tokenizers on random texts; see README.md.

Exit status 1 means that some differ.
"""
import argparse
import json
import logging
import os
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

from transformers import AutoTokenizer

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "Benchmarks/.build/release/Benchmarks"
# Newer scalars than the reference's oldest table are drawn less often than by chance, so that one known difference does not hide others.
SCALARS = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
ASSIGNED = [c for c in SCALARS if unicodedata.category(c) not in ("Cn", "Co")]
WORDS = "the movie was not a bad film at all, don't can't it's we'll unbelievable Cinematography 2,000 3.14 U.S.A. @user http://t.co/x #tag".split()
POOLS = {
    "letters": list("abcdefgABCDEFG  "),
    "space": list(" \t\n\v\f\r\x1c\x1f\x85\xa0\u1680\u180e\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000"),
    "invisible": [chr(c) for c in [*range(0x20), *range(0x7F, 0xA1), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFC, 0xFFFD]],
    "marks": [c for c in ASSIGNED if unicodedata.combining(c)],
    "composed": [c for c in ASSIGNED if unicodedata.decomposition(c) and "<" not in unicodedata.decomposition(c)],
    "compatible": [c for c in ASSIGNED if "<" in unicodedata.decomposition(c)],
    "ligatures": list("ﬀﬁﬂﬃﬄﬅﬆǅǈĲĳœŒæÆßẞſİıﷺﷲ"),
    "wide": [chr(c) for c in range(0xFF01, 0xFFEF)],
    "kana": list("かがきぎさざアイウガギｶﾞｷﾞﾊﾟﾊﾞー゛゜\u3099\u309a"),
    "hangul": [chr(c) for r in ((0x1100, 0x1113), (0x1161, 0x1176), (0x11A7, 0x11C3), (0xAC00, 0xAC40), (0xD7B0, 0xD7FC)) for c in range(*r)],
    "han": list("中日京漢字電影很好看\U00020000\uf900\ufa0e\U0002f800"),
    "right-to-left": list("אבגדהוזחטיכלמנ\u05b0\u05bc\u05c1 العربيةفيلم\u064b\u0651\u200f\u202b\u2067"),
    "indic": list("हिन्दीक्षत्रज्ञ\u093c\u0958\u200dதமிழ்ไทยกำน้\u0e38\u0e48သည်"),
    "emoji": ["😀", "👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "🇷🇺", "🇩", "1\ufe0f\u20e3", "🏴\U000e0067\U000e0062\U000e007f", "\u200d", "\ufe0f"],
    "other": list("\ue000\uf8ff\U0010fffd\ufdd0\ufffe\uffff\U0001ffff\u0378"),
    "marks of words": list("▁Ġ▁Ġ##Ċĉ \u2581"),
    "punctuation": list("!?.,;:'\"()[]{}-_#@$%^&*+=<>|~`\\/“”‘’—–…¿¡«»•§¶†，。！"),
    "digits": list("0123456789٣४߀𝟘²½①Ⅳ"),
    "all": ASSIGNED,
}
SPECIALS = ["<s>", "</s>", "<pad>", "<unk>", "<mask>", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "<S>", "[mask]", " <mask>", "``", "''", "＜ｓ＞"]


class Texts:
    """Random texts: lines of a corpus, mutated ones, and strings of scalars of a few pools each."""

    def __init__(self, seed, tokenizer, corpus):
        self.random = random.Random(seed)
        contents = [token.content for token in tokenizer.added_tokens_decoder.values()]
        pieces = list(tokenizer.get_vocab())
        self.written = SPECIALS + 3 * contents + [c.lower() for c in contents] + [c.upper() for c in contents] + [c[:-1] for c in contents if c[1:]]
        self.pieces = self.random.sample(pieces, min(len(pieces), 2000))
        self.lines = corpus or [" ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 20))) for _ in range(500)]

    def word(self):
        choice = self.random.random()
        if choice < 0.12:
            return self.random.choice(self.written)
        if choice < 0.25:
            return self.random.choice(self.pieces)
        if choice < 0.35:
            return self.random.choice(WORDS)
        pools = self.random.choices(list(POOLS.values()), k=self.random.randint(1, 3))
        return "".join(self.random.choice(self.random.choice(pools)) for _ in range(self.random.randint(1, 6)))

    def hostile(self):
        between = self.random.choice(["", "", " ", " ", "  ", "\n", "\u3000"])
        return between.join(self.word() for _ in range(self.random.randint(0, 8)))

    def mutated(self):
        text = list(self.random.choice(self.lines))
        for _ in range(self.random.randint(1, 6)):
            at = self.random.randint(0, len(text))
            action = self.random.random()
            if action < 0.6:
                text[at:at] = self.word()
            elif action < 0.8:
                del text[at : at + self.random.randint(1, 5)]
            else:
                text[at : at + 3] = "".join(text[at : at + 3]).upper()
        return "".join(text)

    def next(self):
        choice = self.random.random()
        return self.hostile() if choice < 0.6 else self.mutated() if choice < 0.9 else self.random.choice(self.lines)

    def row(self, pairs, truncate, least):
        row = {"text": self.next()}
        if pairs and self.random.random() < 0.5:
            row["pair"] = self.next()
        if truncate and self.random.random() < 0.5:
            row["max_length"] = self.random.randint(least, least + 20)
        return row


def ours(arguments, rows):
    """The ids and offsets that our tokenizer gives."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([arguments.tool, "tokenize", "--model", arguments.model], input=lines, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"error: our tokenizer ended with status {done.returncode}: {done.stderr.strip()[-2000:]}")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(rows), f"{len(results)} results of {len(rows)} texts"
    return [(result["ids"], result["offsets"]) for result in results]


def reference(tokenizer, rows):
    """The ids and offsets of the reference, which gets rows with the same options in one call; None where it fails."""
    results = [None] * len(rows)
    groups = {}
    for index, row in enumerate(rows):
        groups.setdefault((bool(row.get("pair")), row.get("max_length")), []).append(index)
    for (is_pair, length), indices in groups.items():
        def encode(indices):
            pairs = [rows[i]["pair"] for i in indices] if is_pair else None
            limit = dict(truncation=True, max_length=length) if length else dict(truncation=False)
            found = tokenizer([rows[i]["text"] for i in indices], pairs, return_offsets_mapping=True, **limit)
            for i, ids, offsets in zip(indices, found["input_ids"], found["offset_mapping"]):
                results[i] = (ids, [list(pair) for pair in offsets])

        try:
            encode(indices)
        except BaseException as error:  # a panic of the reference is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            for index in indices:
                try:
                    encode([index])
                except BaseException:
                    pass
    return results


def differing(arguments, tokenizer, rows):
    return [
        (row, want, have) for row, want, have in zip(rows, reference(tokenizer, rows), ours(arguments, rows)) if want is not None and want != have
    ]


def shortened(arguments, tokenizer, row):
    """A row from which nothing can be left out without the difference being gone."""
    while True:
        smaller = [{key: value for key, value in row.items() if key != left_out} for left_out in ("pair", "max_length") if left_out in row]
        for key in ("text", "pair"):
            text = row.get(key, "")
            for size in sorted({len(text) // 2, len(text) // 4, 4, 2, 1} - {0}, reverse=True):
                smaller += [{**row, key: text[:i] + text[i + size :]} for i in range(0, len(text), max(size // 2, 1))]
        found = differing(arguments, tokenizer, smaller) if smaller else []
        if not found:
            return differing(arguments, tokenizer, [row])[0]
        row = min((row for row, _, _ in found), key=lambda row: sum(map(len, (row["text"], row.get("pair", "")))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="model directory; only its tokenizer is read")
    parser.add_argument("--count", type=int, default=20_000, help="texts (default: 20000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="JSONL with 'text'; may be repeated")
    parser.add_argument("--pairs", action="store_true", help="give half of the texts a second one")
    parser.add_argument("--truncate", action="store_true", help="cut half of the texts")
    parser.add_argument("--show", type=int, default=10, help="differences that are made short and printed (default: 10)")
    parser.add_argument("--tool", default=TOOL, help="the benchmarks' executable")
    arguments = parser.parse_args()
    if not Path(arguments.tool).is_file():
        parser.error(f"{arguments.tool} does not exist: build it (scripts/bench.sh --help), or name it with --tool")
    for path in arguments.corpus:
        if not path.is_file():
            parser.error(f"{path} does not exist")
    logging.disable(logging.WARNING)
    tokenizer = AutoTokenizer.from_pretrained(arguments.model)
    corpus = [json.loads(line)["text"] for path in arguments.corpus for line in path.open(encoding="utf-8") if line.strip()]
    texts = Texts(arguments.seed, tokenizer, corpus)
    least = tokenizer.num_special_tokens_to_add(pair=True)
    total = different = tried = 0
    shown = set()
    while total < arguments.count:
        rows = [texts.row(arguments.pairs, arguments.truncate, least) for _ in range(min(5_000, arguments.count - total))]
        found = differing(arguments, tokenizer, rows)
        total += len(rows)
        different += len(found)
        for row, _, _ in found:
            # Many differences have one cause, and become the same short text.
            if len(shown) == arguments.show or tried == 3 * arguments.show:
                break
            tried += 1
            row, want, have = shortened(arguments, tokenizer, row)
            line = f"{json.dumps(row)}\n  want {want}\n  have {have}"
            if line not in shown:
                shown.add(line)
                print(line, flush=True)
    print(f"{Path(arguments.model).name}: {total} texts, {different} differ")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
