"""The texts that all sides handle."""
import json
import os
from pathlib import Path


def read_corpus(path, limit):
    """Rows with 'text' of the JSONL file `path`; without it, the held-out rows of GLOBENC_SHARED's movies.jsonl."""
    if path:
        rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    else:
        folder = Path(os.environ["GLOBENC_SHARED"]) / "corpora"
        held_out = set(json.loads((folder / "movies_test_ids.json").read_text()))
        rows = [json.loads(line) for line in (folder / "movies.jsonl").open(encoding="utf-8")]
        rows = [row for row in rows if row["id"] in held_out]
    return rows[:limit]


def write_corpus(rows, path):
    """Writes rows for globenc-index, numbered."""
    with open(path, "w", encoding="utf-8") as file:
        for number, row in enumerate(rows):
            file.write(json.dumps({"id": str(number), "text": row["text"], "label": row.get("label")}) + "\n")


def make_batches(model, texts, size):
    """Batches of ids and mask, padded to their longest text, longest texts first, and the number of real tokens."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    encoded = tokenizer(texts, truncation=True, max_length=512)["input_ids"]
    order = sorted(range(len(texts)), key=lambda i: -len(encoded[i]))
    batches = []
    for start in range(0, len(order), size):
        ids = [encoded[i] for i in order[start : start + size]]
        batches.append(tokenizer.pad({"input_ids": ids}, return_tensors="np"))
    return batches, sum(map(len, encoded))
