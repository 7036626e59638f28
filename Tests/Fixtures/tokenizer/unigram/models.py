#!/usr/bin/env python3
"""Writes small SentencePiece models, and models.jsonl with transformers 4.46.3 and sentencepiece 0.2: what their conversion makes of them.

Each line of models.jsonl is a conversion: the `model` file and its `name` in a model directory, the `class` of the slow tokenizer with its
`options`, the `parts` of the converted tokenizer, and `cases` (`text`, `pair`, `ids`, `types`, `offsets`) of `AutoTokenizer`, given a
directory with the model alone.
"""
import json
import struct
import tempfile
from pathlib import Path

from transformers import AlbertTokenizer, AutoTokenizer, CamembertTokenizer, DebertaV2Tokenizer, XLMRobertaTokenizer
from transformers.convert_slow_tokenizer import convert_slow_tokenizer

from charsmap import charsmap

HERE = Path(__file__).resolve().parent
NORMAL, UNKNOWN, CONTROL, USER = 1, 2, 3, 4
LETTERS = [(piece, score, NORMAL) for piece, score in (("▁", -2.25), ("▁film", -4.1), ("s", -3.3), ("é", -5.7), ("1,", -6.1), ("²,", -6.2), (",", -3.9), ("a,", -4.4))]


def varint(value):
    value &= (1 << 64) - 1
    parts = []
    while True:
        parts.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(parts)


def number(field, value):
    return varint(field << 3) + varint(value)


def message(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def piece(text, score, kind):
    return message(1, message(1, text.encode()) + varint(2 << 3 | 5) + struct.pack("<f", score) + (number(3, kind) if kind != NORMAL else b""))


def model(pieces, unknown, replacements):
    trainer = number(3, 1) + number(4, len(pieces)) + number(40, unknown) + number(41, -1) + number(42, -1) + number(43, -1)
    normalizer = message(1, b"nmt_nfkc") + (message(2, charsmap(replacements)) if replacements else b"") + number(3, 1) + number(4, 1)
    return b"".join(piece(*p) for p in pieces) + message(2, trainer) + message(3, normalizer)


FAIRSEQ = [("<unk>", 0, UNKNOWN), ("<s>", 0, CONTROL), ("</s>", 0, CONTROL)]
ALBERT = [("<pad>", 0, CONTROL), ("<unk>", 0, UNKNOWN), ("[CLS]", 0, CONTROL), ("[SEP]", 0, CONTROL), ("[MASK]", 0, CONTROL), ("(", 0, USER), ("€", 0, USER)]
DEBERTA = [("[PAD]", 0, CONTROL), ("[CLS]", 0, CONTROL), ("[SEP]", 0, CONTROL), ("[UNK]", 0, UNKNOWN)]
REPLACEMENTS = {"\t": " ", "ﬁ": "fi", "\u0001": ""}
MODELS = {
    "fairseq.model": model(FAIRSEQ + LETTERS, 0, REPLACEMENTS), "albert.model": model(ALBERT + LETTERS, 1, REPLACEMENTS),
    "deberta.model": model(DEBERTA + LETTERS, 3, REPLACEMENTS), "plain.model": model(DEBERTA + LETTERS, 3, {}),
}
CASES = [
    ("fairseq.model", XLMRobertaTokenizer, {}), ("fairseq.model", CamembertTokenizer, {}), ("albert.model", AlbertTokenizer, {}),
    ("albert.model", AlbertTokenizer, {"keep_accents": True}), ("albert.model", AlbertTokenizer, {"do_lower_case": False, "remove_space": False}),
    ("deberta.model", DebertaV2Tokenizer, {}), ("deberta.model", DebertaV2Tokenizer, {"do_lower_case": True, "split_by_punct": True}),
    ("plain.model", DebertaV2Tokenizer, {}),
]

TEXTS = ["", " film s ", "filmé  1,\t²,", "Film! É e\u0301", "(film)€ (", "x <s> </s> <mask> <pad><unk>", "[CLS] [SEP] [MASK][PAD] [UNK] [unk]", "ﬁlm \u0001s", "``a'' ½"]
PAIRS = [(text, None) for text in TEXTS] + [("film", "s é"), ("", "film")]


def cases(name, file, slow, options):
    """What the fast tokenizer gives, and the name of the model's file in the directory."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, file).write_bytes(MODELS[name])
        Path(directory, "config.json").write_text(json.dumps({"model_type": TYPES[slow]}))
        Path(directory, "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": slow.__name__, **options}))
        tokenizer = AutoTokenizer.from_pretrained(directory)
        for text, pair in PAIRS:
            encoding = tokenizer(text, pair, return_offsets_mapping=True, return_token_type_ids=True)
            yield {
                "text": text, "pair": pair, "ids": encoding["input_ids"], "types": encoding["token_type_ids"],
                "offsets": encoding["offset_mapping"],
            }


TYPES = {XLMRobertaTokenizer: "xlm-roberta", CamembertTokenizer: "camembert", AlbertTokenizer: "albert", DebertaV2Tokenizer: "deberta-v2"}
for name, content in MODELS.items():
    (HERE / name).write_bytes(content)
with open(HERE / "models.jsonl", "w", encoding="utf-8", newline="\n") as file:
    for name, slow, options in CASES:
        parts = json.loads(convert_slow_tokenizer(slow(str(HERE / name), **options)).to_str())
        del parts["decoder"]
        directory_name = slow.vocab_files_names["vocab_file"]
        line = {
            "model": name, "name": directory_name, "class": slow.__name__, "options": options, "parts": parts,
            "cases": list(cases(name, directory_name, slow, options)),
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
