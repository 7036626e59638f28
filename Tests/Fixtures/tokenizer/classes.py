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

from class_files import BYTE_FILES, CLASSES, OLD_METASPACE, SAVED, SHARED, added, byte_level, deberta, files, mpnet, roberta, slow, template, token, xlmr

HERE = Path(__file__).resolve().parent
R = random.Random(14)


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
