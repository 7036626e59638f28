#!/usr/bin/env python3
"""Tokens per second of globenc-index, ONNX Runtime and PyTorch: same corpus, same model, same number of threads, one run.

The peers do a plain forward pass, over texts tokenized beforehand, sorted by length, in batches of 32 padded to their longest; ours is
the whole of globenc-index: reading, tokenizing, attributing, compressing, writing. Real tokens count, padding does not. All sides are run
in turn several times; the table shows medians, and the ratios of runs that were made one after the other.

With --tokenizers it measures the tokenizers instead: ours and Hugging Face's, on one thread each.

Build first: scripts/bench.sh --help
"""
import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks/peers"))
NEEDED = ("torch", "transformers", "safetensors", "onnx", "onnxruntime")


def require_packages():
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(
            f"error: Python has no {', '.join(missing)} here; in a virtual environment:\n"
            "  pip install --extra-index-url https://download.pytorch.org/whl/cpu torch 'transformers<5' safetensors onnx onnxruntime"
        )


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="model directory (default: minilm-l6-sentiment of GLOBENC_SHARED)")
    parser.add_argument("--corpus", type=Path, help="JSONL with 'text' (default: the held-out rows of GLOBENC_SHARED's movies.jsonl)")
    parser.add_argument("--tool", type=Path, default=ROOT / "Benchmarks/.build/release/globenc-index", help="globenc-index to measure")
    parser.add_argument("--limit", type=int, default=2000, help="texts at most")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32, help="texts in a batch of the peers")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="400 texts, 3 repetitions")
    parser.add_argument("--reference", action="store_true", help="time GlobEnc with [H, T, T, D] tensors in PyTorch, too, on a few texts")
    parser.add_argument("--tokenizers", action="store_true", help="tokens per second of our tokenizers and of Hugging Face's, one thread each")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    shared = os.environ.get("GLOBENC_SHARED")
    if (args.corpus is None or args.model is None and not args.tokenizers) and not shared:
        parser.error("name --model and --corpus, or set GLOBENC_SHARED")
    if shared:
        args.model = args.model or Path(shared) / "models/minilm-l6-sentiment"
    if args.quick:
        args.limit, args.repetitions = min(args.limit, 400), 3
    return args


def read_corpus(args):
    if args.corpus:
        rows = [json.loads(line) for line in args.corpus.open(encoding="utf-8") if line.strip()]
    else:
        folder = Path(os.environ["GLOBENC_SHARED"]) / "corpora"
        held_out = set(json.loads((folder / "movies_test_ids.json").read_text()))
        rows = [json.loads(line) for line in (folder / "movies.jsonl").open(encoding="utf-8")]
        rows = [row for row in rows if row["id"] in held_out]
    return rows[: args.limit]


def make_batches(args, texts):
    """Padded batches of ids and mask, longest texts first, and the number of real tokens."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(args.model)
    encoded = tokenizer(texts, truncation=True, max_length=512)["input_ids"]
    order = sorted(range(len(texts)), key=lambda i: -len(encoded[i]))
    batches = []
    for start in range(0, len(order), args.batch):
        ids = [encoded[i] for i in order[start : start + args.batch]]
        batches.append(tokenizer.pad({"input_ids": ids}, return_tensors="np"))
    return batches, sum(map(len, encoded))


def torch_side(args, model, batches):
    import torch

    torch.set_num_threads(args.threads)
    inputs = [{k: torch.from_numpy(batch[k]).long() for k in ("input_ids", "attention_mask")} for batch in batches]

    def run():
        with torch.inference_mode():
            for batch in inputs:
                model(**batch)

    return run


def export(model, path):
    """Writes the model as ONNX."""
    import torch

    ids = torch.ones(2, 8, dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    names = ("input_ids", "attention_mask", "token_type_ids")
    with warnings.catch_warnings():
        # ONNX Runtime can fuse the graph of the older exporter only.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (ids, ids, torch.zeros_like(ids)), path, input_names=list(names), output_names=["logits"],
            dynamic_axes={**{name: axes for name in names}, "logits": {0: "batch"}}, opset_version=17, do_constant_folding=True, dynamo=False)


def onnx_side(args, model, batches, folder):
    """ONNX Runtime with all its graph optimisations; its fused BERT graph where its transformers tools can make one."""
    import numpy as np
    import onnxruntime as ort
    import torch

    path = os.path.join(folder, "model.onnx")
    export(model, path)
    name = "ONNX Runtime"
    try:
        from onnxruntime.transformers import optimizer

        heads, size = model.config.num_attention_heads, model.config.hidden_size
        fused = optimizer.optimize_model(path, model_type="bert", num_heads=heads, hidden_size=size, opt_level=1)
        counts = {kind: count for kind, count in fused.get_fused_operator_statistics().items() if count}
        print(f"ONNX Runtime's fused operators: {counts}", file=sys.stderr)
        if counts.get("Attention"):
            path = os.path.join(folder, "fused.onnx")
            fused.save_model_to_file(path)
            name += ", fused graph"
    except Exception as error:  # whatever part of the graph its optimiser cannot handle, the exported graph still runs
        print(f"warning: no fused graph ({error}); ONNX Runtime optimises the exported one on loading", file=sys.stderr)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.intra_op_num_threads = args.threads
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    types = {i.name: np.int32 if "int32" in i.type else np.int64 for i in session.get_inputs()}
    inputs = []
    for batch in batches:
        ids, mask = batch["input_ids"], batch["attention_mask"]
        every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        inputs.append({key: every[key].astype(kind) for key, kind in types.items()})

    def logits(index):
        return session.run(None, inputs[index])[0]

    first = {k: torch.from_numpy(batches[0][k]).long() for k in ("input_ids", "attention_mask")}
    with torch.inference_mode():
        difference = np.abs(model(**first).logits.numpy() - logits(0)).max()
    if not difference < 1e-3:
        sys.exit(f"error: ONNX Runtime's logits are off by {difference}")
    return name, lambda: [session.run(None, batch) for batch in inputs]


def our_side(args, corpus, folder, precision):
    """Runs globenc-index and returns its tokens per second; its seconds, like the peers', begin when the model is loaded."""

    def run():
        store = os.path.join(folder, "ours.globenc")
        for suffix in ("", "-wal", "-shm"):
            Path(store + suffix).unlink(missing_ok=True)
        command = [args.tool, corpus, "--model", args.model, "--store", store, "--workers", str(args.threads)]
        command += ["--precision", precision, "--json", "--quiet"]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or f"globenc-index ended with status {done.returncode}")
        return json.loads(done.stdout)["tokens_per_second"]

    return run


def measure(sides, tokens, repetitions):
    """Runs all sides in turn, every other time in reverse order; a side returns its rate or is timed. Sides that fail in the warm-up are dropped."""

    def rate(run):
        start = time.perf_counter()
        result = run()
        return result if isinstance(result, float) else tokens / (time.perf_counter() - start)

    rates = {}
    for name, run in sides.items():
        try:
            rate(run)
            rates[name] = []
        except RuntimeError as error:
            print(f"left out: {name}: {str(error).splitlines()[0]}", file=sys.stderr)
    for repetition in range(repetitions):
        for name in list(rates) if repetition % 2 == 0 else list(rates)[::-1]:
            rates[name].append(rate(sides[name]))
    return rates


def report(args, rates, tokens, texts, versions):
    rows = []
    peers = [name for name in rates if name.endswith("plain forward, f32")]
    for name, values in rates.items():
        row = {"name": name, "tokens_per_second": statistics.median(values), "lowest": min(values), "highest": max(values), "over": {}}
        for peer in peers:
            if peer != name and len(rates[peer]) == len(values):
                row["over"][peer] = statistics.median(a / b for a, b in zip(values, rates[peer]))
        rows.append(row)
    if args.json:
        print(json.dumps({"texts": texts, "tokens": tokens, "threads": args.threads, "versions": versions, "rows": rows}, indent=1))
        return
    print(f"{texts} texts, {tokens} tokens, {args.model.name}, {args.threads} threads; " + ", ".join(f"{k} {v}" for k, v in versions.items()))
    print("\n| | tokens/s | lowest – highest | " + " | ".join(f"over {peer}" for peer in peers) + " |")
    print("| --- | --- | --- |" + " --- |" * len(peers))
    for row in rows:
        over = [f"{row['over'][peer]:.2f}" if peer in row["over"] else "" for peer in peers]
        span = f"{row['lowest']:,.0f} – {row['highest']:,.0f}"
        print(f"| {row['name']} | {row['tokens_per_second']:,.0f} | {span} | " + " | ".join(over) + " |")


def main():
    args = parse_arguments()
    if args.tokenizers:
        from tokenizer_rates import tokenizer_rates

        tokenizer_rates([row["text"] for row in read_corpus(args)], args.tool.parent / "Benchmarks", args.repetitions, args.json)
        return
    require_packages()
    if not os.access(args.tool, os.X_OK):
        sys.exit(f"error: there is no {args.tool}; build it with scripts/bench.sh --help, or name another with --tool")
    import onnxruntime
    import torch
    import transformers

    transformers.logging.set_verbosity_error()
    rows = read_corpus(args)
    batches, tokens = make_batches(args, [row["text"] for row in rows])
    load = transformers.AutoModelForSequenceClassification.from_pretrained
    model = load(args.model, torch_dtype=torch.float32).eval()
    # ONNX Runtime can trace and fuse the plain attention; PyTorch is measured with its own fused attention.
    eager = load(args.model, torch_dtype=torch.float32, attn_implementation="eager").eval()
    with tempfile.TemporaryDirectory() as folder:
        corpus = os.path.join(folder, "corpus.jsonl")
        with open(corpus, "w", encoding="utf-8") as file:
            for number, row in enumerate(rows):
                file.write(json.dumps({"id": str(number), "text": row["text"], "label": row.get("label")}) + "\n")
        sides = {f"globenc-index, {p}": our_side(args, corpus, folder, p) for p in ("f32", "bf16", "int8")}
        name, run = onnx_side(args, eager, batches, folder)
        sides[f"{name}, plain forward, f32"] = run
        sides["PyTorch, plain forward, f32"] = torch_side(args, model, batches)
        rates = measure(sides, tokens, args.repetitions)
    if args.reference:
        from globenc_reference import reference_rate

        rates["GlobEnc with [H, T, T, D] tensors, PyTorch"] = [reference_rate(eager, batches)]
    versions = {"onnxruntime": onnxruntime.__version__, "torch": torch.__version__, "transformers": transformers.__version__}
    report(args, rates, tokens, len(rows), versions)


if __name__ == "__main__":
    main()
