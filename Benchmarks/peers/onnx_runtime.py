"""ONNX Runtime as a side: a plain forward pass, with all its optimizations of graphs."""
import collections
import sys

import numpy as np
import onnx
import onnxruntime as ort

from instruction_sets import onnx_runtime_kernels, processor_flags, saturates
from onnx_graphs import export, fuse, quantize
from samples import timed

# Operators of int8 products, in a graph that was optimized on loading.
INT8_PRODUCTS = ("QAttention", "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MatMulInteger")


class OnnxRuntime:
    """One graph at one precision, "f32" or "int8". `at_f32` is the side of the same graph at f32, for an int8 side."""

    def __init__(self, graph, path, precision, threads, batches, tokens, disabled=(), at_f32=None):
        self.name, self.precision, self.at_f32 = f"ONNX Runtime, {graph}, {precision}", precision, at_f32
        self.tokens, self.logits = tokens, []
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.optimized_model_filepath = f"{path}.optimized"
        self.session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(disabled))
        self.operators = collections.Counter(node.op_type for node in onnx.load(options.optimized_model_filepath).graph.node)
        types = {i.name: np.int32 if "int32" in i.type else np.int64 for i in self.session.get_inputs()}
        self.inputs = []
        for batch in batches:
            ids, mask = batch["input_ids"], batch["attention_mask"]
            every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            self.inputs.append({key: every[key].astype(kind) for key, kind in types.items()})

    def run(self):
        def forward():
            self.logits = [self.session.run(None, batch)[0] for batch in self.inputs]

        return timed(forward, self.tokens)

    def labels(self):
        """Predicted classes, in the batches' order."""
        return np.concatenate(self.logits).argmax(-1).tolist()

    def instructions(self):
        return onnx_runtime_kernels(self.precision, processor_flags())


def onnx_runtime_sides(model, threads, batches, tokens, folder):
    """The fused graph and the exported one, at f32 and int8.

    "Fused" is the graph that ONNX Runtime's transformers tools make. "Exported" is PyTorch's, which ONNX Runtime fuses on loading; it may
    not fuse SkipLayerNormalization, whose sums 1.32 computes with scalar instructions. No graph of theirs that we found is faster.
    """
    exported = export(model, folder)
    graphs = {"fused graph": (fuse(exported, model, folder), ()), "exported graph": (exported, ["SkipLayerNormFusion"])}
    sides = []
    for graph, (path, disabled) in graphs.items():
        if path is None:
            continue
        exact = OnnxRuntime(graph, path, "f32", threads, batches, tokens, disabled)
        check(exact, model, batches[0])
        int8 = OnnxRuntime(graph, quantize(path, saturates(processor_flags())), "int8", threads, batches, tokens, disabled, exact)
        counts = {kind: int8.operators[kind] for kind in INT8_PRODUCTS if int8.operators[kind]}
        print(f"int8 products of ONNX Runtime's {graph}: {counts}", file=sys.stderr)
        sides += [exact, int8]
    return sides


def check(side, model, batch):
    """Compares the first batch's logits with PyTorch's."""
    import torch

    inputs = {k: torch.from_numpy(batch[k]).long() for k in ("input_ids", "attention_mask")}
    with torch.inference_mode():
        difference = np.abs(model(**inputs).logits.numpy() - side.session.run(None, side.inputs[0])[0]).max()
    if not difference < 1e-3:
        sys.exit(f"error: the logits of {side.name} are off by {difference}")
