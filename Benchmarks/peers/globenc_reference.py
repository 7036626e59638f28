"""GlobEnc by the paper's formulas, in PyTorch: every y_ij is a vector, in tensors [H, T, T, D]. Slow, and easy to read.

Letters: T tokens of one text, H heads, D hidden size, d = D / H. Modarressi et al., NAACL 2022, <https://aclanthology.org/2022.naacl-main.19>
"""
import time

import torch


def scaled(layer_norm, vectors, state):
    """A LayerNorm without its bias, applied to the parts [T, T, D] of `state` [T, D], with the deviations of the rows of `state`."""
    deviation = (state.var(-1, unbiased=False) + layer_norm.eps).sqrt()
    return layer_norm.weight * (vectors - vectors.mean(-1, keepdim=True)) / deviation[:, None, None]


def local_matrix(layer, attention, x, heads):
    """N-Enc [T, T] of one layer with attention [H, T, T] over its input x [T, D]."""
    size = x.shape[-1]
    value = layer.attention.self.value(x).view(-1, heads, size // heads).transpose(0, 1)
    weight = layer.attention.output.dense.weight.view(size, heads, size // heads).permute(1, 2, 0)
    moved = torch.matmul(value, weight)  # [H, T, D]
    y = (attention[:, :, :, None] * moved[:, None]).sum(0)  # [H, T, T, D] summed to [T, T, D]
    y.diagonal(dim1=0, dim2=1).add_(x.T)
    state1 = y.sum(1) + layer.attention.output.dense.bias
    y = scaled(layer.attention.output.LayerNorm, y, state1)
    attended = layer.attention.output.LayerNorm(state1)
    state2 = layer.output.dense(layer.intermediate(attended)) + attended
    return scaled(layer.output.LayerNorm, y, state2).norm(dim=-1)


def rollout(model, ids):
    """The product of all layers' N-Enc [T, T], last layer leftmost, for ids [1, T]."""
    out = getattr(model, model.base_model_prefix)(input_ids=ids, output_attentions=True, output_hidden_states=True)
    aggregated = torch.eye(ids.shape[1])
    for layer, attention, x in zip(getattr(model, model.base_model_prefix).encoder.layer, out.attentions, out.hidden_states):
        aggregated = local_matrix(layer, attention[0], x[0], model.config.num_attention_heads) @ aggregated
    return aggregated


def reference_rate(model, batches, count=16):
    """Tokens per second over `count` texts of all lengths, one at a time."""
    step = max(1, len(batches) // count)
    texts = [torch.from_numpy(batch["input_ids"][:1, : int(batch["attention_mask"][0].sum())]).long() for batch in batches[::step]][:count]
    with torch.inference_mode():
        rollout(model, texts[0])
        start = time.perf_counter()
        for ids in texts:
            rollout(model, ids)
    return sum(ids.shape[1] for ids in texts) / (time.perf_counter() - start)
