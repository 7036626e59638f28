"""Writes pretokenizers.jsonl: what the pre-tokenizers of tokenizers 0.20.3 make of texts.

Each line has a `pre_tokenizer` as in tokenizer.json, and for each of its `cases` the `words` [word, start, end] with offsets in characters.
Texts are hand-written, and random ones of characters that a pre-tokenizer may treat in a special way.
Run as: python pretokenizers.py
"""

import json
import random
from pathlib import Path

from tokenizers import Tokenizer

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
GPT4 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
GPT4_POSSESSIVE = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*"
    r"|\s*[\r\n]|\s+(?!\S)|\s+"
)
GPT4O = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN2 = GPT4.replace(r"\p{N}{1,3}", r"\p{N}")
BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]


def regex(expression, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"Regex": expression}, "behavior": behavior, "invert": invert}


def string(text, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"String": text}, "behavior": behavior, "invert": invert}


def sequence(*steps):
    return {"type": "Sequence", "pretokenizers": list(steps)}


def byte_level(space, use_regex=True):
    return {"type": "ByteLevel", "add_prefix_space": space, "trim_offsets": True, "use_regex": use_regex}


PRETOKENIZERS = (
    [byte_level(space, use_regex) for space in (False, True) for use_regex in (True, False)]
    + [{"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False}]
    + [{"type": "BertPreTokenizer"}, {"type": "Whitespace"}, {"type": "WhitespaceSplit"}, {"type": "Punctuation"}]
    + [{"type": "Punctuation", "behavior": behavior} for behavior in BEHAVIORS]
    + [{"type": "Digits", "individual_digits": each} for each in (True, False)]
    + [{"type": "CharDelimiterSplit", "delimiter": delimiter} for delimiter in (" ", "|", "é")]
    + [string("ab", behavior, invert) for behavior in BEHAVIORS for invert in (False, True)]
    + [regex(r"\s+", behavior, invert) for behavior in BEHAVIORS for invert in (False, True)]
    + [string(text) for text in (" ", "", ".*", "é", "'s")]
    + [regex(expression) for expression in (GPT2, GPT4, GPT4_POSSESSIVE, GPT4O, QWEN2)]
    + [regex(expression, "Removed", True) for expression in (GPT2, GPT4, r"\w+|[^\w\s]+", r"\d+", r"\S+")]
    + [regex(e) for e in (" ", r"\d{3}", r"[0-9]", r"(a|ab)(c|bcd)", r"a*?b", r"(?:ab){2,}", r"x*", r"[^a-c\d]", r"\W", r"\p{P}|\p{S}")]
    + [regex(e) for e in (r"\p{Lu}+", r"\P{L}", r"[\s\p{P}]+", r".", r"a(?=b)", r"\p{M}+", r"(?:\p{L}\p{M}*)+", r"\D+", r"(?i:k|s)+")]
    + [sequence(regex(GPT4), byte_level(False, False)), sequence(string(" ", "MergedWithNext"), byte_level(True))]
    + [sequence({"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Contiguous"}, {"type": "Digits", "individual_digits": False})]
    + [sequence({"type": "Whitespace"}, byte_level(True)), sequence(byte_level(False), {"type": "Digits", "individual_digits": True})]
)

TEXTS = [
    "",
    " ",
    "a",
    "  a b  c   ",
    "Don't we'll they've I'm he'd it's you're 'tis DON'T WE'LL 'S 'ſ 'K",
    "don''t '' 's's 'll'll ab'c abab abcbcd aab ababab xxaxb",
    "12345 1,234.56 ١٢٣ ⅷ ½ ² a1b22c333",
    "line\nline\r\n\r\n  line\t\ttab \n x\u000b\u000c\u0085\u2028\u00a0\u3000y",
    "Ünïcödé 東京タワー 한국어 русский العربية हिन्दी ไทย",
    "👩‍👩‍👧 🇩🇪 e\u0301 a\u0300\u0323 \u0301x ⓐ 🄰 \u200d \u200b \ufeff",
    "$5 + 3 = 8! (really?) «quoted» “x” — – ‑ _under_score_ `a` ^~ |a|b|",
    "\x00\x01\x1c\x1f\x7f\u0378\ufffe\U0010ffff\ue000",
    ". .* ... ?!?! a.b.c --x-- end.",
    "ʕ ʔ \u1885\u180e \U00011f50 \U0001f6dc \U00010d40 \u0897 \u1c89",
]
ALPHABET = list("  ab.'sS1\n\té²Ⅷ") + ["ſ", "\u0301", "\r", "\u3000", "京", "👩", "\u200d", "'re", "ab", "\u0085", "ⓐ", "_", "«", "\u0661"]


def main():
    source = random.Random(14)
    texts = TEXTS + ["".join(source.choices(ALPHABET, k=source.randint(1, 14))) for _ in range(12)]
    with open(Path(__file__).parent / "pretokenizers.jsonl", "w", encoding="utf-8", newline="\n") as output:
        for pre_tokenizer in PRETOKENIZERS:
            model = {"type": "BPE", "vocab": {}, "merges": []}
            tokenizer = Tokenizer.from_str(json.dumps({"version": "1.0", "pre_tokenizer": pre_tokenizer, "added_tokens": [], "model": model}))
            cases = [
                {"text": text, "words": [[word, *offsets] for word, offsets in tokenizer.pre_tokenizer.pre_tokenize_str(text)]}
                for text in texts
            ]
            print(json.dumps({"pre_tokenizer": pre_tokenizer, "cases": cases}, ensure_ascii=True, separators=(",", ":")), file=output)


main()
