#!/usr/bin/env python3
"""Writes hostile.jsonl, options.jsonl, windows.jsonl and vocab.txt with transformers 4.46.3 and tokenizers 0.20.3.

hostile.jsonl   a case a line, over the vocabulary of samples/bert-tiny-sentiment: `text`, `pair`, `maxLength` (longest first), `ids`, `types`, `offsets`
vocab.txt       single scalars, so that the offset of each can be seen
options.jsonl   a tokenizer a line over that vocabulary: `configuration` (the text of its tokenizer_config.json) and its `cases`, as above
windows.jsonl   a text a line, over the vocabulary of samples/bert-tiny-sentiment, cut into overlapping windows (`stride` with `return_overflowing_tokens`):
                `text`, `side` of truncation, `maxLength`, `stride`, and each window's `ids` and `offsets`
"""
import json
import random
import tempfile
from pathlib import Path

from transformers import BertTokenizerFast

HERE = Path(__file__).resolve().parent
random.seed(7)

POOLS = [
    "abcXYZ" * 3, " \t\n\r\u00a0\u2003\u3000\u1680\u2028\u0085\u000b",
    "\u0000\u0001\u007f\u200b\u200d\u00ad\ufeff\u200e\ufffd\ue000\uf8ff\U0010fffd\U000e0001\u0378",
    "éÉüñÅçøØŁłıİßẞŐǅĲſK", "e\u0301\u0327\u0302\u0334\u0345\u0316\u0315\u031b\u0344\u0340",
    "中日京漢字\U00020000\uf900\ufa0e\U0002f800\U0002b820\U0002b920", "한국어각각힣", "かがガﾞ゛カ\u3099", "αΩΣςσΆ\u1fb3ᾳ", "бЙйЁЖ",
    "אבּ\u05b0\u05bc", "العربية\u064b\u0651", "हिन्दी\u093c\u0958", "ไทย\u0e38\u0e48", "😀👩\u200d👩👧🏽\ufe0f🇷🇺",
    "!?.,;:'\"()[]{}-_#@$%^&*+=<>|~`\\/", "“”‘’—–…¿¡«»•§¶†\u166d",
    # Marks that remain when accents are stripped, and characters that decompose into them.
    "\u302e\u302f\U0001d15e\U0001d165\U0001d16d\u08d4\u08e3\U0001e944\U0001e900",
    # Scalars whose category has changed since Unicode 8, or that some of the reference's tables do not have yet.
    "\u1885\u1886\ua9bd\u1734\u1714\U000111c9\U0001171e\U00011938\u1ac1\u1abf\U00010d50\ua7da\u1c89\u0897",
    "½²③Ⅳﬁﬂ™℃Å", "\uffff\ufffe\ufdd0\U0001ffff\ud7ff",
]
SPECIAL = ["[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]", "[mask]", "[CLS", "##ing", "a[SEP]b"]
FIXED = [
    "", "   \t", "a" * 100, "b" * 101, "é" * 100, "e\u0301" * 101, "각" * 33, "각" * 34, "I\u0307stanbul İSTANBUL", "ΟΔΥΣΣΕΥΣ Σ", "Straße ẞ",
    "[MASK][SEP] x[CLS]y", "##ing #", "don't can't", "a\u302e\u0316b\u0316\u302ec", "\U0001d15e\U0001d16d\u0316\u302e", "\u0301abc \u0327",
    "\u0344\u0316\u302e\u0301", "a\u0300\u0316\u08d4\u302e", "漢\u0301字\u0327", "\u08d4\U0001d16e\u007f\u0abc\u007fx", "\u05bc\u081b\u0000\U0001d16ez",
]
WORDS = "the movie was not a bad film at all unbelievable cinematography , [MASK] é 漢字".split()


def added(content, **flags):
    return dict(content=content, lstrip=False, rstrip=False, normalized=False, single_word=False, special=True) | flags


def decoder(vocabulary):
    tokens = [
        added("[NEW]", lstrip=True), added("Ab", normalized=True, special=False), added("é", single_word=True),
        added("[X]", lstrip=True, rstrip=True), added("bÉc", normalized=True, special=False, single_word=True),
        added("Xa", normalized=True, special=False, lstrip=True, rstrip=True), added("[NEW][X]"),
    ]
    new = [token["content"] for token in tokens if token["content"] not in vocabulary]
    return {str((vocabulary + new).index(token["content"])): token for token in tokens}


def word(special):
    if random.random() < 0.1:
        return random.choice(special)
    pool = random.choice(POOLS)
    other = random.choice(POOLS) if random.random() < 0.4 else pool
    return "".join(random.choice(pool + other) for _ in range(random.randint(1, 7)))


def text(special, most=6):
    separator = " " if random.random() < 0.7 else ""
    return separator.join(word(special) for _ in range(random.randint(1, most)))


def sentence():
    return " ".join(random.choice(WORDS) for _ in range(random.randint(0, 14)))


def case(tokenizer, text, pair=None, length=None):
    limit = dict(truncation="longest_first", max_length=length) if length else {}
    encoding = tokenizer(text, pair, return_offsets_mapping=True, **limit)
    result = dict(text=text)
    if pair is not None:
        result["pair"] = pair
    if length:
        result["maxLength"] = length
    return result | dict(ids=encoding["input_ids"], types=encoding["token_type_ids"], offsets=encoding["offset_mapping"])


def hostile(tokenizer):
    cases = [case(tokenizer, line) for line in FIXED]
    cases += [case(tokenizer, text(SPECIAL)) for _ in range(110)]
    cases += [case(tokenizer, *pair) for pair in [("", "a film"), ("a film", ""), ("", ""), ("good", " "), ("good", "bad")]]
    cases += [case(tokenizer, sentence(), sentence(), random.randint(3, 24)) for _ in range(36)]
    return cases + [case(tokenizer, sentence(), None, random.randint(2, 12)) for _ in range(8)]


def windows(model):
    """Uses a random generator of its own, so that the other files do not change."""
    source = random.Random(11)
    for side in ["right", "left"]:
        tokenizer = BertTokenizerFast.from_pretrained(model, truncation_side=side)
        for _ in range(20):
            text = " ".join(source.choice(WORDS) for _ in range(source.randint(0, 30)))
            length = source.randint(3, 20)
            stride = source.randint(0, length - 3)
            encoding = tokenizer(
                text, truncation=True, max_length=length, stride=stride, return_overflowing_tokens=True, return_offsets_mapping=True)
            yield dict(text=text, side=side, maxLength=length, stride=stride, ids=encoding["input_ids"], offsets=encoding["offset_mapping"])


def write(name, lines):
    (HERE / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def main():
    model = HERE.parents[2] / "samples" / "bert-tiny-sentiment"
    write("hostile.jsonl", map(json.dumps, hostile(BertTokenizerFast.from_pretrained(model))))

    write("windows.jsonl", map(json.dumps, windows(model)))

    scalars = sorted({scalar for line in POOLS + SPECIAL for scalar in line + line.lower() + "oiΟΔΥ"})
    scalars = [scalar for scalar in scalars if not scalar.isspace() and scalar != "\0"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + scalars + ["##" + scalar for scalar in scalars]
    write("vocab.txt", vocabulary)
    tokens = decoder(vocabulary)
    configurations = [
        {}, dict(do_lower_case=False), dict(strip_accents=False), dict(do_lower_case=False, strip_accents=True),
        dict(tokenize_chinese_chars=False), dict(truncation_side="left"), dict(added_tokens_decoder=tokens),
    ]
    lines = []
    for configuration in configurations:
        with tempfile.TemporaryDirectory() as directory:
            Path(directory, "vocab.txt").write_text((HERE / "vocab.txt").read_text(encoding="utf-8"), encoding="utf-8")
            Path(directory, "tokenizer_config.json").write_text(json.dumps(configuration))
            tokenizer = BertTokenizerFast.from_pretrained(directory)
        special = SPECIAL
        if "added_tokens_decoder" in configuration:
            special = [token["content"] for token in tokens.values()] + [" ab ", "aB", "BÉC", " [X]  ", " [NEW] ", " xa "]
        cases = [case(tokenizer, text(special, 4)) for _ in range(20)]
        cases += [case(tokenizer, text(special, 4), text(special, 4), random.randint(3, 16)) for _ in range(5)]
        lines.append(json.dumps(dict(configuration=json.dumps(configuration), cases=cases)))
    write("options.jsonl", lines)


main()
