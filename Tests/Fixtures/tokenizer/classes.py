#!/usr/bin/env python3
"""Writes classes.jsonl with transformers 4.46.3 and tokenizers 0.20.3: what each tokenizer class decides.

The first line has the `shared` parts, for which "@name" stands in the files of the others. Each other line is a tokenizer: its `name`, its `files`, the
reference's `mask` (the id of the mask token, or null) and `cases` (`text`, `pair`, `maxLength`, and the reference's `ids`, `types`, `offsets`). The
first tokenizers answer a question each; the others are random settings of each class. Where the reference fails nothing is written.
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
R = random.Random(14)


def alphabet():
    """The printable characters of the 256 bytes, in their order."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in kept]
    return {byte: chr(byte) for byte in kept} | {byte: chr(256 + index) for index, byte in enumerate(others)}


BYTES = [alphabet()[byte] for byte in range(256)]
MERGES = ["Ġ f", "i l", "il m", "Ġf ilm", "f ilm", "a b", "Ġ a", "g o", "o d", "go od", "Ġ good", "Ã ©", "Ġ Ġ", "' t"]
PRODUCTS = [merge.replace(" ", "") for merge in MERGES]


def byte_vocabulary(before, behind):
    return {piece: index for index, piece in enumerate(before + BYTES + PRODUCTS + behind)}


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>"]
DEBERTA = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
PIECES = "▁ ▁film ▁f ilm film i l m ▁a a b ▁good good ▁É é e E , . ! [ ] < > s / n't ▁dull d u ▁FILM c ▁( (".split()
SCORES = [[piece, -2.0 - index / 8] for index, piece in enumerate(PIECES)]


def unigram(*before):
    return [[token, 0.0] for token in before] + SCORES


WORD_PIECES = "a film dull ##s É é e E ##é Film FILM good ##ood , ! [ ] < > / s mask ##k 漢 字 漢字 x ##x i l m".split()
SHARED = {
    "robertaBytes": byte_vocabulary(ROBERTA, ["<mask>"]), "debertaBytes": byte_vocabulary(DEBERTA, ["[MASK]"]), "merges": MERGES,
    "mergePairs": [merge.split() for merge in MERGES], "mergesText": "#version: 0.2\n" + "".join(merge + "\n" for merge in MERGES),
    "xlmr": unigram(*ROBERTA) + [["<mask>", 0.0]],
    "camembert": unigram("<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED", "<s>", "</s>") + [["<mask>", 0.0]],
    "albert": unigram("<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"), "debertaV2": unigram(*DEBERTA),
    "mpnetText": "".join(piece + "\n" for piece in [*ROBERTA[:3], "[UNK]", *WORD_PIECES, "<mask>"]),
    "bertText": "".join(piece + "\n" for piece in ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORD_PIECES]),
    "mpnetPieces": {piece: index for index, piece in enumerate([*ROBERTA[:3], "[UNK]", *WORD_PIECES, "<mask>"])},
}


def token(content, **flags):
    return {"content": content, "lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "special": True} | flags


def added(vocabulary, *contents, **flags):
    ids = vocabulary if isinstance(vocabulary, dict) else {entry[0]: index for index, entry in enumerate(vocabulary)}
    return [token(content, id=ids[content], **flags) for content in contents]


def template(first, last, separators, ids, types=(0, 0)):
    def special(name, type_id):
        return {"SpecialToken": {"id": name, "type_id": type_id}}

    def text(name, type_id):
        return {"Sequence": {"id": name, "type_id": type_id}}

    single = [special(first, 0), text("A", types[0]), special(last, 0)]
    pair = single + [special(last, 0)] * (separators - 1) + [text("B", types[1]), special(last, types[1])]
    return {"type": "TemplateProcessing", "single": single, "pair": pair,
            "special_tokens": {name: {"id": name, "ids": [ids[name]], "tokens": [name]} for name in (first, last)}}


def byte_level(**options):
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True} | options


def document(model, pre_tokenizer, post_processor, tokens, normalizer=None, **more):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": tokens, "normalizer": normalizer, "pre_tokenizer": pre_tokenizer,
            "post_processor": post_processor, "decoder": None, "model": model} | more


def roberta(tokens=None, merges="@merges", **parts):
    tokens = added(SHARED["robertaBytes"], *ROBERTA, "<mask>") if tokens is None else tokens
    processor = {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": True, "add_prefix_space": False}
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False,
             "byte_fallback": False, "ignore_merges": False, "vocab": "@robertaBytes", "merges": merges}
    return document(model, byte_level(), processor, tokens) | parts


def deberta(tokens=None, **parts):
    tokens = added(SHARED["debertaBytes"], *DEBERTA, "[MASK]") if tokens is None else tokens
    return roberta(tokens) | {"post_processor": template("[CLS]", "[SEP]", 1, SHARED["debertaBytes"], (0, 1)),
                              "model": {"vocab": "@debertaBytes", "merges": "@mergePairs"}} | parts


METASPACE = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
OLD_METASPACE = {"type": "Sequence", "pretokenizers": [
    {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "str_rep": "▁", "add_prefix_space": True}]}


def metaspace(kind, unknown, tokens, first, last, separators, types=(0, 0), **parts):
    ids = {entry[0]: index for index, entry in enumerate(SHARED[kind])}
    model = {"type": "Unigram", "unk_id": ids[unknown], "vocab": "@" + kind, "byte_fallback": False}
    return document(model, METASPACE, template(first, last, separators, ids, types), added(SHARED[kind], *tokens)) | parts


def xlmr(tokens=(*ROBERTA, "<mask>"), **parts):
    return metaspace("xlmr", "<unk>", tokens, "<s>", "</s>", 2, **parts)


def camembert(tokens=("<pad>", "<unk>", "<s>", "</s>", "<mask>"), **parts):
    return metaspace("camembert", "<unk>", tokens, "<s>", "</s>", 2, **parts)


def albert(tokens=("<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"), **parts):
    return metaspace("albert", "<unk>", tokens, "[CLS]", "[SEP]", 1, (0, 1), **parts)


def deberta_v2(tokens=DEBERTA, **parts):
    return metaspace("debertaV2", "[UNK]", tokens, "[CLS]", "[SEP]", 1, (0, 1), **parts)


def mpnet(**parts):
    normalizer = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": "@mpnetPieces"}
    tokens = added(SHARED["mpnetPieces"], "<s>", "<pad>", "</s>", "[UNK]", normalized=True)
    return document(model, {"type": "BertPreTokenizer"}, template("<s>", "</s>", 2, SHARED["mpnetPieces"], (0, 1)), tokens,
                    normalizer | parts.pop("normalizer", {})) | parts


def files(model_type, tokenizer=None, configuration=None, **others):
    result = {"config.json": {"model_type": model_type}}
    if tokenizer is not None:
        result["tokenizer.json"] = tokenizer
    if configuration is not None:
        result["tokenizer_config.json"] = configuration
    return result | {name.replace("__", "."): value for name, value in others.items()}


BYTE_FILES = {"roberta": {"vocab.json": "@robertaBytes", "merges.txt": "@mergesText"},
              "deberta": {"vocab.json": "@debertaBytes", "merges.txt": "@mergesText"}}
SAVED = {"roberta": roberta, "deberta": deberta, "xlm-roberta": xlmr, "camembert": camembert, "albert": albert, "deberta-v2": deberta_v2, "mpnet": mpnet}
CLASSES = {"roberta": "Roberta", "deberta": "Deberta", "xlm-roberta": "XLMRoberta", "camembert": "Camembert", "albert": "Albert",
           "deberta-v2": "DebertaV2", "mpnet": "MPNet", "distilbert": "DistilBert"}


def slow(model_type, configuration=None, **others):
    vocabulary = BYTE_FILES.get(model_type) or {"vocab.txt": "@mpnetText" if model_type == "mpnet" else "@bertText"}
    return files(model_type, None, configuration) | vocabulary | {name.replace("__", "."): value for name, value in others.items()}


def named():
    for model_type, saved in SAVED.items():
        name = CLASSES[model_type]
        yield f"{model_type}: the class by model_type", files(model_type, saved())
        yield f"{model_type}: the class by tokenizer_config.json", files("bert", saved(), {"tokenizer_class": name + "Tokenizer"})
        yield f"{model_type}: the fast class by config.json", files(model_type, saved(), config__json={
            "model_type": "bert", "tokenizer_class": name + "TokenizerFast"})
        yield f"{model_type}: PreTrainedTokenizerFast leaves all parts", files(model_type, saved(), {"tokenizer_class": "PreTrainedTokenizerFast"})
        yield f"{model_type}: model_input_names decide token types", files(
            model_type, saved(), {"model_input_names": ["input_ids", "token_type_ids", "attention_mask"]})
        yield f"{model_type}: without added tokens the class adds its own", files(model_type, saved() | {"added_tokens": []})
        yield f"{model_type}: without its mask token the class adds it with its properties", files(model_type, saved() | {
            "added_tokens": [entry for entry in saved()["added_tokens"] if "mask" not in entry["content"].lower()]})
        yield f"{model_type}: another mask token as a text", files(model_type, saved(), {"mask_token": "@M"})
        yield f"{model_type}: another mask token with properties", files(model_type, saved(), {
            "mask_token": {"__type": "AddedToken"} | token("@M", rstrip=True)})
        yield f"{model_type}: truncation on the left", files(model_type, saved(), {"truncation_side": "left"})
    for model_type in ("roberta", "deberta"):
        saved = SAVED[model_type]
        yield f"{model_type}: add_prefix_space of the class before tokenizer.json's", files(model_type, saved(
            pre_tokenizer=byte_level(add_prefix_space=True)))
        yield f"{model_type}: add_prefix_space", files(model_type, saved(), {"add_prefix_space": True})
        yield f"{model_type}: add_prefix_space leaves a sequence", files(model_type, saved(
            pre_tokenizer={"type": "Sequence", "pretokenizers": [byte_level()]}), {"add_prefix_space": True})
        yield f"{model_type}: trim_offsets", files(model_type, saved(), {"trim_offsets": False})
        yield f"{model_type}: ByteLevel trims before a template", files(model_type, saved(post_processor={"type": "Sequence", "processors": [
            byte_level(add_prefix_space=True), template(*(("<s>", "</s>") if model_type == "roberta" else ("[CLS]", "[SEP]")), 2,
                                  SHARED[model_type + "Bytes"])]}))
        yield f"{model_type}: vocab.json and merges.txt", slow(model_type)
        yield f"{model_type}: vocab.json and merges.txt with add_prefix_space", slow(model_type, {
            "tokenizer_class": CLASSES[model_type] + "Tokenizer", "add_prefix_space": True, "trim_offsets": False})
        yield f"{model_type}: other special tokens beside vocab.json", slow(model_type, special_tokens_map__json={
            "cls_token": "A", "sep_token": token("B"), "mask_token": "C"})
        yield f"{model_type}: added tokens beside vocab.json", slow(model_type, added_tokens__json={"film": 400, "<new>": 401})
        yield f"{model_type}: the last line of merges.txt counts only with a line feed", slow(
            model_type, merges__txt="#version: 0.2\r\nĠ f\r\ni l\r\ni l\r\nil m\r\nĠf ilm")
        yield f"{model_type}: a null tokenizer_file has vocab.json read", files(
            model_type, saved(pre_tokenizer=byte_level(use_regex=False)), {"tokenizer_file": None}) | BYTE_FILES[model_type]
    for model_type in ("xlm-roberta", "camembert", "albert", "deberta-v2"):
        yield f"{model_type}: the older form of Metaspace", files(model_type, SAVED[model_type](pre_tokenizer=OLD_METASPACE))
        yield f"{model_type}: options of the slow class change nothing", files(model_type, SAVED[model_type](), {
            "do_lower_case": True, "keep_accents": True, "split_by_punct": True, "remove_space": False})
    for model_type in ("mpnet", "distilbert"):
        yield f"{model_type}: vocab.txt", slow(model_type)
        yield f"{model_type}: vocab.txt, cased", slow(model_type, {"do_lower_case": False})
        yield f"{model_type}: vocab.txt without basic tokenization", slow(model_type, {"do_basic_tokenize": False, "do_lower_case": False})
        yield f"{model_type}: vocab.txt without Chinese", slow(model_type, {"tokenize_chinese_chars": False, "strip_accents": False})
    yield "mpnet: the class sets lower case and accents", files("mpnet", mpnet(normalizer=dict(lowercase=False)))
    yield "mpnet: the class leaves Chinese characters", files(
        "mpnet", mpnet(normalizer=dict(handle_chinese_chars=False, lowercase=False)), {"tokenize_chinese_chars": True})
    yield "mpnet: cased", files("mpnet", mpnet(), {"do_lower_case": False})
    yield "a model without type and with merges is BPE", files("roberta", roberta(model={"vocab": "@robertaBytes", "merges": "@merges"}))
    yield "a model without type and with a list is Unigram", files("xlm-roberta", xlmr(model={"unk_id": 3, "vocab": "@xlmr"}))


def trimmed():
    """Tokenizers whose first token, for which add_prefix_space counts, is not at the beginning of the text."""
    options = {"add_prefix_space": True, "truncation_side": "left"}
    yield "roberta: add_prefix_space and truncation on the left", files("roberta", roberta(), options)
    split = {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, byte_level(add_prefix_space=True)]}
    yield "roberta: a step before ByteLevel drops spaces", files("roberta", roberta(pre_tokenizer=split), {"add_prefix_space": True})
    strip = {"type": "Strip", "strip_left": True, "strip_right": True}
    yield "roberta: a normalizer drops spaces", files("roberta", roberta(normalizer=strip), options)
    for order in (1, -1):
        processors = [byte_level(add_prefix_space=True), template("<s>", "</s>", 2, SHARED["robertaBytes"])][::order]
        yield f"roberta: ByteLevel trims {'before' if order > 0 else 'behind'} the template", files("roberta", roberta(
            normalizer=strip, post_processor={"type": "Sequence", "processors": processors}), options)
    yield "roberta: an added token is the first one", files("roberta", roberta(), options | {"added_tokens_decoder": {
        str(len(SHARED["robertaBytes"]) + index): token(content, **flags) for index, (content, flags) in enumerate([
            ("@M", dict(lstrip=True, rstrip=True)), (" <new> ", {}), ("ab", dict(lstrip=True, normalized=True))])}})


WORDS = ["a", "film", "Film", "FILM", "good", "dull", "É", "é", "e\u0301", "漢字", ",", "!", "<mask>", "<s>", "</s>", "<pad>", "<unk>", "[MASK]", "[CLS]",
         "[SEP]", "[UNK]", "@M", "<new>", "<s>NOTUSED", "x", "ab", "isn't", "  ", "\t", "▁", "Ġ", "\u3000", "a  b", "(", "<MASK>", "😀"]


def text(most=7):
    return "".join(R.choice(WORDS) + R.choice([" ", " ", " ", "", "  "]) for _ in range(R.randint(0, most)))


def random_files():
    model_type = R.choice(list(CLASSES))
    configuration = {}
    for key, values in [("add_prefix_space", [True, False]), ("trim_offsets", [True, False]), ("do_lower_case", [True, False]),
                        ("tokenizer_class", [CLASSES[model_type] + "Tokenizer", CLASSES[model_type] + "TokenizerFast", "PreTrainedTokenizerFast"]),
                        ("truncation_side", ["left", "right"]), ("split_special_tokens", [True, False]), ("mask_token", ["@M", "film", "<mask>"]),
                        ("cls_token", ["<s>", "[CLS]", "a"]), ("additional_special_tokens", [["<new>"], []]), ("strip_accents", [True, False])]:
        if R.random() < 0.25:
            configuration[key] = R.choice(values)
    if R.random() < 0.3:
        configuration["added_tokens_decoder"] = {str(index): token(content, **{flag: R.random() < 0.5 for flag in (
            "lstrip", "rstrip", "single_word", "normalized", "special")}) for index, content in enumerate(R.sample(["film", "<new>", "<mask>", "@M", "ab"], 2))}
    if model_type not in SAVED or model_type in ("roberta", "deberta", "mpnet") and R.random() < 0.5:
        return slow(model_type, configuration)
    return files(model_type, SAVED[model_type](), configuration)


# Tokenizers that many lines have.
SHARED |= {model_type + "/json": saved() for model_type, saved in SAVED.items()}


def shortened(contents):
    saved = contents.get("tokenizer.json")
    name = next((name for name in SAVED if saved == SHARED[name + "/json"]), None)
    return contents | {"tokenizer.json": f"@{name}/json"} if name else contents


def resolved(value):
    if isinstance(value, str) and value[:1] == "@" and value[1:] in SHARED:
        return resolved(SHARED[value[1:]])
    if isinstance(value, dict):
        return {key: resolved(entry) for key, entry in value.items()}
    return [resolved(entry) for entry in value] if isinstance(value, list) else value


def case(tokenizer, text, pair=None, length=None):
    limit = dict(truncation=True, max_length=length) if length else {}
    encoding = tokenizer(text, pair, return_offsets_mapping=True, **limit)
    ids = encoding["input_ids"]
    return dict(text=text) | ({} if pair is None else dict(pair=pair)) | (dict(maxLength=length) if length else {}) | dict(
        ids=ids, types=encoding.get("token_type_ids", [0] * len(ids)), offsets=encoding["offset_mapping"])


def truncated(tokenizer):
    """A text and a pair at each of several lengths."""
    return [case(tokenizer, text(), pair, length) for length in range(5, 13) for pair in (None, text(4) + "x")]


def line(contents, name, further=lambda tokenizer: []):
    with tempfile.TemporaryDirectory() as directory:
        for file, value in contents.items():
            value = resolved(value)
            Path(directory, file).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8", newline="")
        try:
            tokenizer = AutoTokenizer.from_pretrained(directory)
            cases = [case(tokenizer, " É film isn't  good<mask> a [MASK] <s>x @M <s>NOTUSED 漢字 ")] if name else []
            cases += [case(tokenizer, text()) for _ in range(2)] + [case(tokenizer, text(4), text(4) + "x", R.randint(7, 14))]
            cases += further(tokenizer)
            mask = tokenizer.mask_token_id
            # A template's token that the vocabulary lacks is refused: no model has an embedding for it.
            if not name and "tokenizer.json" not in contents and tokenizer.cls_token_id >= tokenizer.vocab_size:
                return None
        except BaseException as error:  # a panic of the reference is no Exception
            if name:
                print(f"{name}: {error!r}"[:200])
            return None
    return dict(name=name or "") | dict(files=shortened(contents), mask=mask, cases=cases)


def main():
    lines = [dict(shared=SHARED)] + [found for name, contents in named() if (found := line(contents, name))]
    lines += [found for _ in range(120) if (found := line(random_files(), None))]
    lines += [line(contents, name, truncated) for name, contents in trimmed()]
    text = "".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in lines)
    (HERE / "classes.jsonl").write_text(text, encoding="utf-8", newline="\n")
    print(len(lines), len(text))


main()
