"""The graphs that ONNX Runtime is measured with, as files."""
import logging
import os
import sys
import warnings


def export(model, folder):
    """Writes the model as ONNX; returns the path."""
    import torch

    path = os.path.join(folder, "exported.onnx")
    ids = torch.ones(2, 8, dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    names = ("input_ids", "attention_mask", "token_type_ids")
    with warnings.catch_warnings():
        # ONNX Runtime can fuse the graph of the older exporter only.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (ids, ids, torch.zeros_like(ids)), path, input_names=list(names), output_names=["logits"],
            dynamic_axes={**{name: axes for name in names}, "logits": {0: "batch"}}, opset_version=17, do_constant_folding=True, dynamo=False)
    return path


def fuse(exported, model, folder):
    """The fused BERT graph of ONNX Runtime's transformers tools; None, and why on stderr, where they can make none."""
    try:
        from onnxruntime.transformers import optimizer

        heads, size = model.config.num_attention_heads, model.config.hidden_size
        fused = optimizer.optimize_model(exported, model_type="bert", num_heads=heads, hidden_size=size, opt_level=1)
        counts = {kind: count for kind, count in fused.get_fused_operator_statistics().items() if count}
        if not counts.get("Attention"):
            raise RuntimeError("they found no Attention in it")
    except Exception as error:  # whatever part of the graph they cannot handle, the exported graph still runs
        print(f"warning: no fused graph by ONNX Runtime's transformers tools: {error}", file=sys.stderr)
        return None
    print(f"ONNX Runtime's fused operators: {counts}", file=sys.stderr)
    path = os.path.join(folder, "fused.onnx")
    fused.save_model_to_file(path)
    return path


def quantize(path, seven_bits):
    """Writes the graph with dynamic int8 products, with a scale for each channel of the weights; returns the path.

    Weights are signed, because the kernels for unsigned ones are slower. `seven_bits` is for processors whose products would overflow.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantized = path.removesuffix(".onnx") + "-int8.onnx"
    logging.disable(logging.WARNING)  # advice to prepare the graph for static quantization
    # The type of tensors whose type onnx cannot infer: the results of fused operators.
    options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(path, quantized, per_channel=True, reduce_range=seven_bits, weight_type=QuantType.QInt8, extra_options=options)
    logging.disable(logging.NOTSET)
    return quantized
