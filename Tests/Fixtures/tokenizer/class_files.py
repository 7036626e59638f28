"""The files of made-up tokenizers of each class, for classes.py. "@name" stands for the part `name` of SHARED."""


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


# Tokenizers that many lines have.
SHARED |= {model_type + "/json": saved() for model_type, saved in SAVED.items()}
