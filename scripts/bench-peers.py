#!/usr/bin/env python3
"""Tokens per second of globenc-index, ONNX Runtime and PyTorch: same corpus, same model, same number of threads, one run.

The peers do a plain forward pass, over texts tokenized beforehand, sorted by length, in batches of 32 padded to their longest; ours is
the whole of globenc-index: reading, tokenizing, attributing, compressing, writing. Real tokens count, padding does not. Loading a model
counts for no side. All sides are run in turn several times; the tables show medians, and medians of the ratios of runs that were made one
after the other, by wall time and by processor time (user's and system's, of all threads). ONNX Runtime's threads wait for each other in
loops, which is processor time too: compare it with --threads 1.

ONNX Runtime runs two graphs, each at f32 and with dynamic int8 products (weights per channel). "Labels as f32" is the share of texts that
get the label that the same program gives them at f32. ONNX Runtime does not say which instructions it uses: they follow from the
processor's flags.

With --tokenizers it measures the tokenizers instead: ours and Hugging Face's, on one thread each.

Build first: scripts/bench.sh --help
"""
import argparse
import importlib.util
import os
import sys
import tempfile
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
    parser.add_argument("--limit", type=int, default=2000, help="texts at most (default: 2000)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each side (default: 2)")
    parser.add_argument("--batch", type=int, default=32, help="texts in a batch of the peers (default: 32)")
    parser.add_argument("--repetitions", type=int, default=5, help="runs of each side that count (default: 5)")
    parser.add_argument("--quick", action="store_true", help="400 texts, 3 repetitions")
    parser.add_argument("--reference", action="store_true", help="time GlobEnc with [H, T, T, D] tensors in PyTorch, too, on a few texts")
    parser.add_argument("--tokenizers", action="store_true", help="tokens per second of our tokenizers and of Hugging Face's, one thread each")
    parser.add_argument("--json", action="store_true", help="every rate, and the ratios of each side over each other, as JSON")
    args = parser.parse_args()
    shared = os.environ.get("GLOBENC_SHARED")
    if (args.corpus is None or args.model is None and not args.tokenizers) and not shared:
        parser.error("name --model and --corpus, or set GLOBENC_SHARED")
    if shared:
        args.model = args.model or Path(shared) / "models/minilm-l6-sentiment"
    if args.limit < 2:
        parser.error("--limit needs 2 texts at least: the first alone measures what loading costs")
    if args.quick:
        args.limit, args.repetitions = min(args.limit, 400), 3
    return args


def compare(args, rows):
    """Measures all sides and prints the result."""
    import onnxruntime
    import torch
    import transformers

    from corpus import make_batches
    from globenc_index import GlobEncIndex
    from onnx_runtime import onnx_runtime_sides
    from peer_table import print_json, print_tables, rows_of
    from pytorch import PyTorch
    from turns import in_turn

    transformers.logging.set_verbosity_error()
    batches, tokens = make_batches(args.model, [row["text"] for row in rows], args.batch)
    load = transformers.AutoModelForSequenceClassification.from_pretrained
    model = load(args.model, torch_dtype=torch.float32).eval()
    # ONNX Runtime can trace and fuse the plain attention; PyTorch is measured with its own fused attention.
    eager = load(args.model, torch_dtype=torch.float32, attn_implementation="eager").eval()
    with tempfile.TemporaryDirectory() as folder:
        f32 = GlobEncIndex(args.tool, args.model, args.threads, rows, folder, "f32")
        ours = [f32, *(GlobEncIndex(args.tool, args.model, args.threads, rows, folder, precision, f32) for precision in ("bf16", "int8"))]
        peers = [*onnx_runtime_sides(eager, args.threads, batches, tokens, folder), PyTorch(model, args.threads, batches, tokens)]
        sides, samples = in_turn(ours + peers, args.repetitions)
        table = rows_of(sides, samples)
    about = {"texts": len(rows), "tokens": tokens, "model": args.model.name, "threads": args.threads}
    about["versions"] = {"onnxruntime": onnxruntime.__version__, "torch": torch.__version__, "transformers": transformers.__version__}
    if args.reference:
        from globenc_reference import reference_rate

        about["reference_tokens_per_second"] = reference_rate(eager, batches)
    (print_json if args.json else print_tables)(about, table)


def main():
    args = parse_arguments()
    from corpus import read_corpus

    rows = read_corpus(args.corpus, args.limit)
    if args.tokenizers:
        from tokenizer_rates import tokenizer_rates

        tokenizer_rates([row["text"] for row in rows], args.tool.parent / "Benchmarks", args.repetitions, args.json)
        return
    require_packages()
    if not os.access(args.tool, os.X_OK):
        sys.exit(f"error: there is no {args.tool}; build it with scripts/bench.sh --help, or name another with --tool")
    compare(args, rows)


if __name__ == "__main__":
    main()
