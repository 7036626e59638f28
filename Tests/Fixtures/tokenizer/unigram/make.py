#!/usr/bin/env python3
"""Writes unigram.jsonl with tokenizers 0.20.3: small Unigram tokenizers, with each option of the model, of Metaspace and of the charsmap.

Each line is a tokenizer: its `name`, its `tokenizer` (the text of tokenizer.json) and its `cases`: `text`, `ids`, `offsets`.
"""
import base64
import json
import random
from pathlib import Path

from tokenizers import Tokenizer

from charsmap import charsmap

HERE = Path(__file__).resolve().parent
R = random.Random(14)

REPLACEMENTS = {
    "\t": " ", "\r\n": "\n", "\u00a0": " ", "\u200b": " ", "\u0001": "", "x": "", "q": "qqq", "A": "a", "E\u0301": "é", "a\u0323": "ạ", "ﬁ": "fi",
    "½": "1/2", "㍿": "株式会社", "ⓐ": "a", "\u0958": "\u0915\u093c", "\u0915": "k", "\u0b95": "k", "\u2605": "*", "\u1161": "v", "▁": " ", "z\u0301\u0323": "Z",
    "\U0001f600": ":)",
}
# Scores are multiples of a half, so that many ways have equal sums.
PIECES = [
    ("<s>", 0), ("</s>", 0), ("<unk>", 0), ("▁", -2), ("▁the", -3), ("▁film", -4), ("film", -5), ("fil", -4.5), ("ms", -4), ("▁a", -3), ("ab", -6),
    ("abc", -9), ("bc", -6), ("é", -6), ("éa", -8), ("中", -7), ("中国", -9), ("kk", -5), ("q", -4), ("qq", -8), ("1/2", -9), ("fi", -4), ("", -1), ("▁▁", -3.5),
] + [(letter, -3) for letter in "aestihlmbc_*Z:)/12vk\n"]
BYTES = [(f"<0x{byte:02X}>", -20) for byte in range(256)]
WORDS = ["the", "film", "films", "abc", "abcabc", "fi", "ﬁlm", "½", "中国", "中", "国", "é", "e\u0301", "E\u0301", "qx", "xq", "x", "q", "A", "z\u0301\u0323", "a\u0323\u0301",
         "\u0958", "\u0915\u094d\u0915\u0301", "\u0b95\u0bcd\u0b95\u0301", "\u2605\u200d\u2605\u0301", "\u00a9\u200d\u2605\u0301", "\u1100\u1161\u0301", "\U0001f600", "㍿x", "▁", "_",
         "[X]", "<unk>", "<s>", "＜", "日本", "日x本", "\u0001", "\u0600a", "\r\n", "\r", "ⓐ\u0301", "\u0301", "\u200b", "0"]


def tokenizer(metaspace, pieces=PIECES, unknown=2, before=(), **model):
    token = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    step = {"type": "Metaspace", "replacement": "▁", **metaspace}
    special = {name: {"id": name, "ids": [index], "tokens": [name]} for index, name in ((0, "<s>"), (1, "</s>"))}
    single = [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}]
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": 0, "content": "<s>", **token}, {"id": 1, "content": "</s>", **token}, {"id": len(pieces), "content": "[X]", **token}],
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap(REPLACEMENTS)).decode()},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [*before, step]} if before else step,
        "post_processor": {"type": "TemplateProcessing", "single": single, "pair": single, "special_tokens": special}, "decoder": None,
        "model": {"type": "Unigram", "unk_id": unknown, "vocab": pieces, **model},
    }


TOKENIZERS = {
    "a mark before every section": tokenizer({"prepend_scheme": "always", "split": True}, byte_fallback=False),
    "a mark before the first section": tokenizer({"prepend_scheme": "first", "split": True}),
    "no mark before": tokenizer({"prepend_scheme": "never"}),
    "marks without words": tokenizer({"prepend_scheme": "always", "split": False}),
    "the older form, after white space": tokenizer({"str_rep": "_", "add_prefix_space": True}, before=[{"type": "WhitespaceSplit"}]),
    "the older form without a prefix": tokenizer({"add_prefix_space": False, "prepend_scheme": "never"}),
    "both forms": tokenizer({"add_prefix_space": True, "prepend_scheme": "first"}),
    "another mark": tokenizer({"replacement": "_", "prepend_scheme": "always"}),
    "bytes of unknown characters": tokenizer({}, PIECES + BYTES, byte_fallback=True),
    "bytes, of which some are missing": tokenizer({}, PIECES + [b for b in BYTES if b[0] not in ("<0x97>", "<0xA5>")], byte_fallback=True),
    "another unknown token": tokenizer({}, unknown=14),
    "a repeated piece": tokenizer({}, PIECES + [("film", -30), ("ab", -0.5), ("<unk>", 1)]),
    "positive scores": tokenizer({}, [(piece, score + 40) for piece, score in PIECES]),
    "no type": (lambda j: {**j, "model": {k: v for k, v in j["model"].items() if k != "type"}})(tokenizer({})),
}


def text():
    if R.random() < 0.1:
        return "".join(R.choice(WORDS) for _ in range(R.randint(1, 3)))
    return "".join(R.choice(WORDS) + R.choice(["", " ", " ", "  ", "\t", "\u0001", "x", "\u00a0"]) for _ in range(R.randint(1, 8)))


with open(HERE / "unigram.jsonl", "w", encoding="utf-8", newline="\n") as file:
    for name, parts in TOKENIZERS.items():
        saved = json.dumps(parts, ensure_ascii=False)
        reference = Tokenizer.from_str(saved)
        cases = []
        for case in ["", " ", "x", "x the", " film  film ", "the [X] film[X]film", *(text() for _ in range(25))]:
            encoding = reference.encode(case)
            cases.append({"text": case, "ids": encoding.ids, "offsets": encoding.offsets})
        file.write(json.dumps({"name": name, "tokenizer": saved, "cases": cases}) + "\n")
