"""Parts of the tokenizers in combinations.py: vocabularies, added tokens, templates, tokenizer.json."""
import random

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
    """Files by name; a configuration "none" stands for no file."""
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
