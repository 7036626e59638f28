"""Writes bpe.jsonl: ids and offsets that tokenizers 0.20.3 gives for made-up BPE models with every option.

Each line has a `tokenizer`, the text of tokenizer.json, and `cases`: `text`, `ids` and `offsets` in characters. Vocabularies are those of
BPE trained on the texts below, with pieces taken out, so that there are unknown characters.
Run as: python bpe.py
"""

import json
import random
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

SOURCE = random.Random(14)
CORPUS = [
    "a film about films, filmed by a filmmaker who filmed films",
    "the best of the worst is the worst of the rest, isn't it? It's the 1st of 12 best",
    "Ünder the bridge ünder the water é è 東京 東 京都 straße",
    "aaaa aaaaaa aa aaaaaaaaa abababab ababab bababa",
]
TEXTS = ["", " ", "a film", "films  filmed", "the bést of Ünder", "東京都 film", "xyzzy film?", "zzz!!!film", "isn't 123", "aaaaaaaaaaaaa", "\tfilm\n\nbest "]
ALPHABET = list(" abefilmorstw.,?'") + ["é", "東", "京", "the", "film", "Ü", "z", "!", "👩", "\u0301"]
TEXTS += ["".join(SOURCE.choices(ALPHABET, k=SOURCE.randint(1, 12))) for _ in range(16)]
# Long words go through the reference's heap, as all of its words do.
TEXTS += ["".join(SOURCE.choices("ab" if i % 2 else "filmsthe", k=SOURCE.randint(60, 120))) for i in range(6)]

WHITESPACE = {"type": "WhitespaceSplit"}


def byte_level(space=False):
    return {"type": "ByteLevel", "add_prefix_space": space, "trim_offsets": True, "use_regex": True}


def post(trimming, space=False):
    template = {
        "type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "a", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "a", "type_id": 0}}],
        "pair": [
            {"SpecialToken": {"id": "a", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "a", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "a", "type_id": 1}},
        ],
        "special_tokens": {"a": {"id": "a", "ids": [0], "tokens": ["a"]}},
    }
    if not trimming:
        return template
    return {"type": "Sequence", "processors": [{"type": "ByteLevel", "add_prefix_space": space, "trim_offsets": True, "use_regex": True}, template]}


def trained(pre_tokenizer, **options):
    """The vocabulary and the merges of a model that is trained on the texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=400, show_progress=False, **options))
    model = json.loads(tokenizer.to_str())["model"]
    return dict(sorted(model["vocab"].items(), key=lambda item: item[1])), model["merges"]


def without(model, pieces):
    """The model without pieces, and without the merges that need them."""
    vocabulary, merges = model
    left = {piece: number for number, piece in enumerate(p for p in vocabulary if p not in pieces)}
    return left, [m for m in merges if m[0] in left and m[1] in left and m[0] + m[1] in left]


def model(parts, old=False, extra=(), **options):
    vocabulary, merges = dict(parts[0]), parts[1]
    for piece in extra:
        vocabulary.setdefault(piece, len(vocabulary))
    result = {"vocab": vocabulary, "merges": [" ".join(m) for m in merges] if old else merges, **options}
    return result if old else {"type": "BPE", **result}


def tokenizers():
    words = trained(pre_tokenizers.WhitespaceSplit())
    marked = trained(pre_tokenizers.WhitespaceSplit(), continuing_subword_prefix="##", end_of_word_suffix="</w>")
    suffixed = trained(pre_tokenizers.WhitespaceSplit(), end_of_word_suffix="</w>")
    byte = trained(pre_tokenizers.ByteLevel(add_prefix_space=False), initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    few = without(byte, {"Ã", "z", "!", "æ"})
    yield WHITESPACE, model(words), post(False)
    yield WHITESPACE, model(words, old=True), post(False)
    yield None, model(words, extra=["<unk>"], unk_token="<unk>"), post(False)
    yield WHITESPACE, model(words, extra=["<unk>"], unk_token="<unk>", fuse_unk=True, dropout=0.0), post(False)
    yield WHITESPACE, model(words, extra=["<unk>", "zzz!!!film", "films"], unk_token="<unk>", ignore_merges=True), post(False)
    yield WHITESPACE, model(words, extra=["<unk>", "<0xE6>", "<0x9D>", "<0xB1>", "<0x7A>"], unk_token="<unk>", byte_fallback=True), post(False)
    fallback = [f"<0x{byte:02X}>" for byte in range(256)]
    yield WHITESPACE, model(words, extra=["<unk>", *fallback], unk_token="<unk>", fuse_unk=True, byte_fallback=True), post(False)
    yield WHITESPACE, model(marked, continuing_subword_prefix="##", end_of_word_suffix="</w>"), post(False)
    yield WHITESPACE, model(suffixed, extra=["<unk>"], end_of_word_suffix="</w>", unk_token="<unk>"), post(False)
    yield byte_level(), model(byte), post(False)
    yield byte_level(), model(byte, old=True, continuing_subword_prefix="", end_of_word_suffix=""), post(True)
    yield byte_level(True), model(byte), post(True, True)
    yield byte_level(True), model(byte, extra=["Ġfilms", "theĠbest", "ĠthatĠisĠaĠpiece"], ignore_merges=True), post(True, False)
    yield byte_level(), model(few), post(True)
    yield byte_level(True), model(few, extra=["<unk>"], unk_token="<unk>"), post(True, True)
    yield byte_level(), model(few, extra=["<unk>"], unk_token="<unk>", fuse_unk=True), post(False)
    yield {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level()]}, model(byte), post(True)


def main():
    with open(Path(__file__).parent / "bpe.jsonl", "w", encoding="utf-8", newline="\n") as output:
        for pre_tokenizer, bpe, processor in tokenizers():
            content = {"version": "1.0", "added_tokens": [], "normalizer": None, "pre_tokenizer": pre_tokenizer, "post_processor": processor, "model": bpe}
            tokenizer = Tokenizer.from_str(json.dumps(content))
            cases = []
            for text in TEXTS:
                encoding = tokenizer.encode(text)
                cases.append({"text": text, "ids": encoding.ids, "offsets": encoding.offsets})
            print(json.dumps({"tokenizer": json.dumps(content), "cases": cases}, separators=(",", ":")), file=output)


main()
