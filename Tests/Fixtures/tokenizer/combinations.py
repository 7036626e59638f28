#!/usr/bin/env python3
"""Writes combinations.jsonl with transformers 4.46.3 and tokenizers 0.20.3: which of a tokenizer's files decides what.

Each line is a tokenizer: its `files` and `cases` (`text`, `pair`, `maxLength`, and the reference's `ids`, `types`, `offsets`), or `refused`, the part
of tokenizer.json that the product must name. "@plain", "@reversed" and the like in the files stand for the vocabularies on the first line, as
an object of ids in tokenizer.json and a piece a line in vocab.txt. The first tokenizers have a `name`, a question that one kind of file
answers; the others are random combinations of tokenizer.json, vocab.txt, tokenizer_config.json, special_tokens_map.json, added_tokens.json and
config.json. Where the reference fails nothing is written.
"""
import json
import logging
import os
import random
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
os.environ["HF_HUB_OFFLINE"] = "1"
logging.disable(logging.CRITICAL)

from transformers import AutoTokenizer

HERE = Path(__file__).resolve().parent
R = random.Random(46)

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES = (
    "a film dull na ##ive ##i ##v ##e naïve Film FILM A café ca ##fe 漢 字 漢字 , ! [ ] mask ##k mas good ##ood g x ##x http ab b ##b É é e E ##é "
    "- don ' t se ##p great Neu neu <s> </s> <unk>"
).split() + ["a film"]
VOCABULARIES = {
    "plain": SPECIAL + PIECES, "reversed": SPECIAL + PIECES[::-1], "without_mask": SPECIAL[:4] + PIECES,
    "repeated": SPECIAL + PIECES + ["film", "", "é"],
}
ADDED = [
    "[NEW]", "Film", "film", "  ", " ", "http", "x y", "Ünder", "ünder", "naïve", "[new]", "ab", "ab c", "<ent>", "É", "[CLS]", "[MASK]", "a", "Neu",
    "e\u0301", "[SEP][X]", "[X]",
]
WORDS = [
    "a", "film", "dull", "naïve", "Naïve", "FILM", "Film", "café", "Café", "漢字", "漢", ",", "!", "[MASK]", "[SEP]", "[CLS]", "[UNK]", "[mask]", "http",
    "http  x", "x y", "good", "ab", "abc", "ab c", "é", "É", "e\u0301", "don't", "  ", "[NEW]", "[new]", " [NEW] ", "Ünder", "ünder", "<ent>", "</s>",
    "[X]", "[SEP][X]", "neu", "Neu", "a  b", "\t", "\u200b", "\u3000", "[SEP", "x" * 101, "\u0000b",
]
ROLES = {"unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]"}
FLAGS = ("lstrip", "rstrip", "single_word", "normalized", "special")


def special(token, type_id):
    return {"SpecialToken": {"id": token, "type_id": type_id}}


def sequence(name, type_id):
    return {"Sequence": {"id": name, "type_id": type_id}}


def template(single, pair):
    tokens = {token: {"id": token, "ids": [index], "tokens": [token]} for index, token in ((2, "[CLS]"), (3, "[SEP]"))}
    return {"type": "TemplateProcessing", "single": single, "pair": pair, "special_tokens": tokens}


SINGLE = [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)]
BERT = template(SINGLE, SINGLE + [sequence("B", 1), special("[SEP]", 1)])
PROCESSORS = {
    "bert": BERT,
    "BertProcessing": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
    "a type for both": template(SINGLE, SINGLE + [sequence("B", 0), special("[SEP]", 0)]),
    "a sequence of one": {"type": "Sequence", "processors": [BERT]},
    "two between": template(SINGLE, SINGLE + [special("[SEP]", 1), sequence("B", 1), special("[SEP]", 0)]),
    "no special tokens in pairs": template(SINGLE, [sequence("A", 0), sequence("B", 1)]),
    "type 1": template([special("[CLS]", 1), sequence("A", 1), special("[SEP]", 1)], SINGLE + [sequence("B", 1), special("[CLS]", 1)]),
    "the pair first": template(SINGLE, [special("[CLS]", 0), sequence("B", 0), special("[SEP]", 0), sequence("A", 1), special("[SEP]", 1)]),
}
FOLLOWED_PAIRS = ["bert", "BertProcessing", "a type for both", "a sequence of one", "two between", "type 1"]


def saved(vocabulary="@plain", **parts):
    normalizer = dict(type="BertNormalizer", clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    added = [token(name, special=True) | {"id": index} for index, name in enumerate(SPECIAL)]
    model = dict(type="WordPiece", unk_token="[UNK]", continuing_subword_prefix="##", max_input_chars_per_word=100, vocab=vocabulary)
    model |= parts.pop("model", {})
    if isinstance(parts.get("normalizer"), dict) and "type" not in parts["normalizer"]:
        parts["normalizer"] = normalizer | parts["normalizer"]
    return dict(
        version="1.0", truncation=None, padding=None, added_tokens=added, normalizer=normalizer, pre_tokenizer=dict(type="BertPreTokenizer"),
        post_processor=BERT, decoder=None, model=model) | parts


def token(content, **flags):
    return {"content": content} | {flag: False for flag in FLAGS} | flags


def files(tokenizer=None, configuration=None, **others):
    """Files by name; a configuration of "none" is no file."""
    result = {"config.json": {"model_type": "bert"}}
    if tokenizer is not None:
        result["tokenizer.json"] = tokenizer
    else:
        result["vocab.txt"] = "@plain"
    if configuration != "none":
        result["tokenizer_config.json"] = {"tokenizer_class": "BertTokenizer"} | (configuration or {})
    return result | {name.replace("__", "."): contents for name, contents in others.items()}


PLAIN_CLASS = {"tokenizer_class": "PreTrainedTokenizerFast"}
ODD_NORMALIZER = dict(normalizer=dict(lowercase=False, strip_accents=False, handle_chinese_chars=False))


def added(*tokens, **parts):
    ids = {piece: index for index, piece in enumerate(VOCABULARIES["plain"])}
    count = len(ids)
    entries = saved()["added_tokens"]
    for entry in tokens:
        index = ids.setdefault(entry["content"], count)
        count += index == count
        entries.append(entry | {"id": index})
    return saved(added_tokens=entries, **parts)


def named():
    yield "the class sets lower case where the configuration is silent", files(saved(**ODD_NORMALIZER)), None
    yield "the class sets its options without a configuration, too", files(saved(**ODD_NORMALIZER), "none"), None
    yield "so does ELECTRA's", files(saved(**ODD_NORMALIZER), "none", config__json={"model_type": "electra"}), None
    yield "the class keeps clean_text", files(saved(normalizer=dict(clean_text=False, lowercase=False))), None
    yield "a class in config.json counts where the configuration names none", files(
        saved(**ODD_NORMALIZER), {"tokenizer_class": None}, config__json={"model_type": "bert", "tokenizer_class": "PreTrainedTokenizerFast"}), None
    yield "PreTrainedTokenizerFast leaves the normalizer", files(saved(**ODD_NORMALIZER), PLAIN_CLASS | {"do_lower_case": True}), None
    yield "PreTrainedTokenizer is PreTrainedTokenizerFast", files(saved(**ODD_NORMALIZER), {"tokenizer_class": "PreTrainedTokenizer"}), None
    yield "a class leaves a sequence of one normalizer", files(
        saved(normalizer={"type": "Sequence", "normalizers": [saved(**ODD_NORMALIZER)["normalizer"]]})), None
    yield "accents follow lower case", files(saved(normalizer=dict(strip_accents=False)), {"strip_accents": None}), None
    yield "do_basic_tokenize keeps added tokens as they are written", files(
        None, {"do_basic_tokenize": False, "added_tokens_decoder": {"56": token("Ünder", normalized=True)}}), None
    yield "vocab.txt beside tokenizer.json is not read", files(saved(), vocab__txt="@reversed"), None
    yield "a null tokenizer_file has vocab.txt read", files(saved(), {"tokenizer_file": None}, vocab__txt="@reversed"), None
    yield "a repeated piece has the last line's id", files(None, None, vocab__txt="@repeated"), None
    yield "no normalizer", files(saved(normalizer=None), PLAIN_CLASS), None
    yield "no normalizer of a class that has options", files(saved(normalizer=None)), "normalizer"
    yield "another normalizer", files(saved(normalizer={"type": "Lowercase"}), PLAIN_CLASS), "normalizer"
    yield "no pre-tokenizer", files(saved(pre_tokenizer=None), PLAIN_CLASS), None
    yield "white space alone", files(saved(pre_tokenizer={"type": "WhitespaceSplit"})), None
    yield "punctuation alone", files(saved(pre_tokenizer={"type": "Punctuation", "behavior": "Isolated"})), None
    yield "white space and punctuation", files(saved(pre_tokenizer={"type": "Sequence", "pretokenizers": [
        {"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Isolated"}]})), None
    yield "another pre-tokenizer", files(saved(pre_tokenizer={"type": "Whitespace"})), "pre_tokenizer"
    yield "no post-processor", files(saved(post_processor=None), PLAIN_CLASS), "post_processor"
    yield "an empty post-processor", files(saved(post_processor={"type": "Sequence", "processors": []})), "post_processor"
    for name, processor in PROCESSORS.items():
        yield f"post-processor: {name}", files(saved(post_processor=processor)), None
    for side in ("Left", "Right"):
        truncation = dict(direction=side, max_length=4, strategy="OnlySecond", stride=1)
        yield f"truncation {side} of tokenizer.json", files(saved(truncation=truncation)), None
        yield f"truncation_side over {side} of tokenizer.json", files(saved(truncation=truncation), {"truncation_side": "left"}), None
    yield "special tokens that are split", files(saved(), {"split_special_tokens": True}), None
    yield "only special tokens are split", files(added(token("[NEW]"), token("http", special=True)), {"split_special_tokens": True}), None
    yield "DistilBERT gives no token types", files(saved(), {"tokenizer_class": "DistilBertTokenizer"}), None
    yield "DistilBERT asked for token types", files(
        None, {"tokenizer_class": "DistilBertTokenizerFast", "model_input_names": ["input_ids", "token_type_ids"]}), None
    yield "model_input_names without token types", files(None, {"model_input_names": ["input_ids", "attention_mask"]}), None
    wide = token("[MASK]", lstrip=True)
    yield "special_tokens_map.json decides without added_tokens_decoder", files(None, None, special_tokens_map__json={"mask_token": wide}), None
    yield "special_tokens_map.json is not read beside added_tokens_decoder", files(
        None, {"added_tokens_decoder": {"4": token("[MASK]", special=True)}}, special_tokens_map__json={"mask_token": wide}), None
    yield "tokenizer.json's flags come before special_tokens_map.json's", files(saved(), None, special_tokens_map__json={"mask_token": wide}), None
    yield "added_tokens_decoder changes tokenizer.json's flags", files(saved(), {"added_tokens_decoder": {"4": wide}}), None
    yield "added_tokens.json", files(None, None, added_tokens__json={"Neu": 50, "[NEW]": 56, "Ünder": 99}), None
    yield "added_tokens.json is not read beside added_tokens_decoder", files(
        None, {"added_tokens_decoder": {}}, added_tokens__json={"[NEW]": 56}), None
    yield "ids of added tokens go on behind the vocabulary", files(
        None, {"added_tokens_decoder": {"70": token("[NEW]"), "90": token("<ent>")}}), None
    yield "the search goes on at the end of a token, not of its white space", files(added(token("http", rstrip=True), token("  "))), None
    yield "of two normalized tokens written alike the special one is found", files(
        added(token("film", normalized=True), token("Film", normalized=True, special=True))), None
    yield "tokens are normalized before the class sets its options", files(
        added(token("Ünder", normalized=True), normalizer=dict(lowercase=False, strip_accents=False))), None
    yield "a token without a normalized text of its own in single words", files(added(token("ab", single_word=True, lstrip=True, rstrip=True))), None
    yield "additional special tokens", files(saved(), {"additional_special_tokens": ["[NEW]", "http"]}), None
    yield "canonically equivalent tokens are two", files(None, None, special_tokens_map__json={"additional_special_tokens": ["e\u0301", "é"]}), None
    mask = {"__type": "AddedToken"} | token("[MASK]")
    yield "added_tokens.json does not recognize a token that the configuration writes as an object", files(
        None, {"mask_token": mask}, added_tokens__json={"[MASK]": 4}), None
    yield "a null tokenizer_file lets a role settle its token", files(saved(), {
        "tokenizer_file": None, "mask_token": "[MASK]", "added_tokens_decoder": {"4": {"content": "[MASK]", "special": False}}},
        vocab__txt="@plain"), None


def flags():
    return {flag: R.random() < 0.25 for flag in FLAGS}


def maybe(probability):
    return R.random() < probability


def declared(content):
    """As added_tokens_decoder has it, some flags left out."""
    return {"content": content} | {flag: value for flag, value in flags().items() if maybe(0.8)}


def random_files():
    has_json = maybe(0.6)
    vocabulary = R.choice(["plain", "plain", "reversed", "without_mask", "repeated"])
    if has_json and vocabulary == "repeated":
        vocabulary = "plain"
    pieces = VOCABULARIES[vocabulary]
    result = {"config.json": {"model_type": R.choice(["bert", "electra"])}}
    if not has_json or maybe(0.4):
        result["vocab.txt"] = "@" + R.choice([vocabulary, "reversed"] if has_json else [vocabulary])
    configuration = {}
    names = [None, "BertTokenizer", "BertTokenizerFast", "ElectraTokenizer", "DistilBertTokenizer"]
    if name := R.choice(names + (["PreTrainedTokenizerFast"] * 2 if has_json else [])):
        configuration["tokenizer_class"] = name
    for key in ("do_lower_case", "tokenize_chinese_chars", "do_basic_tokenize", "split_special_tokens"):
        if maybe(0.3):
            configuration[key] = maybe(0.5)
    if maybe(0.4):
        configuration["strip_accents"] = R.choice([None, True, False])
    if maybe(0.2):
        configuration["truncation_side"] = R.choice(["left", "right"])
    if maybe(0.1):
        configuration["tokenizer_file"] = None
    for role, content in ROLES.items():
        if maybe(0.4):
            configuration[role] = content if maybe(0.6) else {"__type": "AddedToken"} | declared(content)
    if maybe(0.1):
        configuration["cls_token"] = "<s>"
    if maybe(0.2):
        configuration["additional_special_tokens"] = [
            R.choice(ADDED) if maybe(0.6) else {"__type": "AddedToken"} | token(R.choice(ADDED)) | flags() for _ in range(R.randint(1, 3))]
    if maybe(0.4):
        decoder, end = {}, len(pieces)
        for content in R.sample(SPECIAL + ADDED, R.randint(0, 7)):
            index = pieces.index(content) if content in pieces else end
            end += R.randint(1, 2) if index == end else 0
            decoder[str(index)] = declared(content)
        configuration["added_tokens_decoder"] = decoder
    if maybe(0.85):
        result["tokenizer_config.json"] = configuration
    if maybe(0.4):
        result["special_tokens_map.json"] = {
            role: content if maybe(0.5) else declared(content) for role, content in ROLES.items() if maybe(0.5)}
    if maybe(0.25):
        result["added_tokens.json"] = {
            content: pieces.index(content) if content in pieces else len(pieces) + index
            for index, content in enumerate(R.sample(ADDED, R.randint(1, 3)))}
    if has_json:
        result["tokenizer.json"] = random_saved(vocabulary)
    return result


def random_saved(vocabulary):
    pieces = VOCABULARIES[vocabulary]
    entries, end = [], len(pieces)
    contents = [content for content in SPECIAL if content in pieces and maybe(0.9)]
    for content in dict.fromkeys(contents + R.sample(ADDED, R.randint(0, 5))):
        index = pieces.index(content) if content in pieces else end
        end += index == end
        entries.append({"id": index} | (token(content, special=True) if maybe(0.4) else token(content) | flags()))
    normalizer = dict(clean_text=maybe(0.8), handle_chinese_chars=maybe(0.7), strip_accents=R.choice([None, None, True, False]), lowercase=maybe(0.5))
    truncation = None if maybe(0.6) else dict(direction=R.choice(["Left", "Right"]), max_length=4, strategy="LongestFirst", stride=0)
    padding = None if maybe(0.7) else dict(
        strategy={"Fixed": 20}, direction="Right", pad_to_multiple_of=None, pad_id=0, pad_type_id=0, pad_token="[PAD]")
    splitter = R.choice([{"type": "BertPreTokenizer"}] * 6 + [{"type": "WhitespaceSplit"}, None])
    return saved(
        "@" + vocabulary, added_tokens=entries, normalizer=normalizer, truncation=truncation, padding=padding, pre_tokenizer=splitter,
        post_processor=PROCESSORS[R.choice(FOLLOWED_PAIRS)], model=dict(max_input_chars_per_word=R.choice([100, 100, 4])))


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
