"""The files of tokenizers: named ones, each of which tests the precedence of one setting, and random ones."""
from tokenizer_parts import ADDED, FLAGS, FOLLOWED_PAIRS, ODD_NORMALIZER, PLAIN_CLASS, PROCESSORS, R, ROLES, SPECIAL, VOCABULARIES, added, files, saved, token


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
    yield "another normalizer", files(saved(normalizer={"type": "ByteLevel"}), PLAIN_CLASS), "normalizer"
    yield "no pre-tokenizer", files(saved(pre_tokenizer=None), PLAIN_CLASS), None
    yield "white space alone", files(saved(pre_tokenizer={"type": "WhitespaceSplit"})), None
    yield "punctuation alone", files(saved(pre_tokenizer={"type": "Punctuation", "behavior": "Isolated"})), None
    yield "white space and punctuation", files(saved(pre_tokenizer={"type": "Sequence", "pretokenizers": [
        {"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Isolated"}]})), None
    yield "another pre-tokenizer", files(saved(pre_tokenizer={"type": "UnicodeScripts"})), "pre_tokenizer"
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
    """An entry of added_tokens_decoder, with some flags left out."""
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
