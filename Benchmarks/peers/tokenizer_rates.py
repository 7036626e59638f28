"""Tokens per second of our tokenizers and of Hugging Face's, with vocabularies trained on the corpus itself."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# One thread: without it, encode_batch uses all cores.
os.environ["TOKENIZERS_PARALLELISM"] = "false"

PIECES = 30_000
SECONDS = 1.0


def trained(texts):
    """A tokenizer of each kind, by name."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

    specials = ["<s>", "</s>", "<unk>"]
    template = processors.TemplateProcessing(single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 1)])

    def train(model, normalizer, pre_tokenizer, trainer):
        tokenizer = Tokenizer(model)
        if normalizer:
            tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = pre_tokenizer
        tokenizer.train_from_iterator(texts, trainer)
        tokenizer.post_processor = template
        return tokenizer

    options = dict(vocab_size=PIECES, special_tokens=specials, show_progress=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    return {
        "WordPiece": train(
            models.WordPiece(unk_token="<unk>"), normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), trainers.WordPieceTrainer(**options)),
        "byte-level BPE": train(
            models.BPE(), None, pre_tokenizers.ByteLevel(add_prefix_space=False), trainers.BpeTrainer(initial_alphabet=alphabet, **options)),
        "Unigram": train(
            models.Unigram(), normalizers.NFKC(), pre_tokenizers.Metaspace(), trainers.UnigramTrainer(unk_token="<unk>", **options)),
    }


def reference_rate(encode, texts):
    """Tokens per second of processor time, from as many rounds as fit in SECONDS. `encode` returns the number of tokens of all texts."""
    tokens, start = 0, time.process_time()
    while True:
        tokens += encode(texts)
        elapsed = time.process_time() - start
        if elapsed >= SECONDS:
            return tokens / elapsed


def tokenizer_rates(texts, tool, repetitions, as_json):
    import tokenizers

    if not os.access(tool, os.X_OK):
        sys.exit(f"error: there is no {tool}; build it with scripts/bench.sh --help")
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    rows = []
    for name, tokenizer in trained(texts).items():
        with tempfile.TemporaryDirectory() as folder:
            tokenizer.save(f"{folder}/tokenizer.json")
            Path(folder, "tokenizer_config.json").write_text('{"tokenizer_class": "PreTrainedTokenizerFast"}')

            def ours(*options):
                command = [tool, "tokenize", "--model", folder, *options]
                return subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout

            expected = [(e.ids, [list(pair) for pair in e.offsets]) for e in tokenizer.encode_batch(texts)]
            found = [(row["ids"], row["offsets"]) for row in map(json.loads, ours().splitlines())]
            if found != expected:
                sys.exit(f"error: our {name} gives other tokens")
            sides = {
                "ours": lambda: float(ours("--rate", str(SECONDS))),
                "one text a call": lambda: reference_rate(lambda texts: sum(len(tokenizer.encode(text).ids) for text in texts), texts),
                "encode_batch": lambda: reference_rate(lambda texts: sum(len(e.ids) for e in tokenizer.encode_batch(texts)), texts),
            }
            rates = {side: [] for side in sides}
            for repetition in range(repetitions):
                for side in list(sides)[:: 1 if repetition % 2 == 0 else -1]:
                    rates[side].append(sides[side]())
        row = {"name": name, "pieces": tokenizer.get_vocab_size()} | {side: statistics.median(values) for side, values in rates.items()}
        for side in ("one text a call", "encode_batch"):
            row["over " + side] = statistics.median(a / b for a, b in zip(rates["ours"], rates[side]))
        rows.append(row)
    if as_json:
        print(json.dumps({"texts": len(texts), "tokenizers": tokenizers.__version__, "rows": rows}, indent=1))
        return
    print(f"{len(texts)} texts, one thread, tokenizers {tokenizers.__version__}; tokens per second of processor time; ratios: at least 1.5\n")
    print("| | pieces | ours | one text a call | encode_batch | over one text a call | over encode_batch |\n|---|---|---|---|---|---|---|")
    for row in rows:
        rates = " | ".join(f"{row[side]:,.0f}" for side in ("ours", "one text a call", "encode_batch"))
        print(f"| {row['name']} | {row['pieces']:,} | {rates} | {row['over one text a call']:.2f} | {row['over encode_batch']:.2f} |")
