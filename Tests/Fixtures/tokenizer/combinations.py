#!/usr/bin/env python3
"""Writes combinations.jsonl with transformers 4.46.3 and tokenizers 0.20.3: the precedence of a tokenizer's files.

Each line is a tokenizer: its `files` and `cases` (`text`, `pair`, `maxLength`, and the reference's `ids`, `types`, `offsets`), or `refused`, the part
of tokenizer.json that the product must name. "@plain", "@reversed" and the like in the files stand for the vocabularies on the first line, as
an object of ids in tokenizer.json and a piece a line in vocab.txt. The first tokenizers have a `name`, a question that one kind of file
answers; the others are random combinations of tokenizer.json, vocab.txt, tokenizer_config.json, special_tokens_map.json, added_tokens.json and
config.json. Where the reference fails nothing is written.
"""
import json
import logging
import os
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
os.environ["HF_HUB_OFFLINE"] = "1"
logging.disable(logging.CRITICAL)

from transformers import AutoTokenizer

from tokenizer_files import maybe, named, random_files
from tokenizer_parts import R, VOCABULARIES, WORDS, files

HERE = Path(__file__).resolve().parent


def write(directory, contents):
    for name, value in contents.items():
        if name == "vocab.txt":
            text = "".join(piece + "\n" for piece in VOCABULARIES[value[1:]])
        else:
            value = json.loads(json.dumps(value))
            if name == "tokenizer.json":
                pieces = VOCABULARIES[value["model"]["vocab"][1:]]
                value["model"]["vocab"] = {piece: index for index, piece in enumerate(pieces)}
            text = json.dumps(value)
        Path(directory, name).write_text(text, encoding="utf-8", newline="\n")


def text(most=6):
    return (" " if maybe(0.7) else R.choice(["", " ", "  "])).join(R.choice(WORDS) for _ in range(R.randint(0, most)))


def case(tokenizer, text, pair=None, length=None):
    limit = dict(truncation=True, max_length=length) if length else {}
    encoding = tokenizer(text, pair, return_offsets_mapping=True, **limit)
    result = dict(text=text) | ({} if pair is None else dict(pair=pair)) | (dict(maxLength=length) if length else {})
    ids = encoding["input_ids"]
    return result | dict(ids=ids, types=encoding.get("token_type_ids", [0] * len(ids)), offsets=encoding["offset_mapping"])


SHOWN = "A dull, Naïve FILM  [MASK] http  x 漢字 Film Ünder [NEW] é"


def line(contents, name=None, refused=None):
    if refused:
        return dict(name=name, files=contents, refused=refused)
    with tempfile.TemporaryDirectory() as directory:
        write(directory, contents)
        try:
            tokenizer = AutoTokenizer.from_pretrained(directory)
            cases = [case(tokenizer, SHOWN), case(tokenizer, SHOWN, None, 6), case(tokenizer, "a dull film", "it is great")] if name else []
            cases += [case(tokenizer, text()) for _ in range(1 if name else 3)]
            cases += [case(tokenizer, text(4), text(4), R.randint(6, 12))]
        except BaseException:  # a panic of the reference is no Exception
            return None
    return (dict(name=name) if name else {}) | dict(files=contents, cases=cases)


def main():
    lines = [dict(vocabularies=VOCABULARIES)] + [line(contents, name, refused) for name, contents, refused in named()]
    assert all(lines), "a named tokenizer fails in the reference"
    lines += [found for _ in range(60) if (found := line(random_files()))]
    text = "".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in lines)
    (HERE / "combinations.jsonl").write_text(text, encoding="utf-8", newline="\n")


main()
