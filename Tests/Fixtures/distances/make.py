"""Writes the small models of this folder, with what transformers 4.46.3 makes of them: python3 make.py (torch 2; the files are by torch 2.13).

Each model has random weights, and settings of relative positions that the larger models with golden values do not have. expected.safetensors holds
for each model M: M/input_ids and M/token_type_ids [T]; M/logits [C]; M/local/N-Enc [L, T, T], by its definition in double precision from
the attention probabilities and hidden states that transformers gives; M/gradient_input/classes [T, C], the gradient of each logit with respect to
the output of the embeddings, times it, summed. Further: buckets/bias for key minus query of -300 to 300, and buckets/B-P for B buckets and
max_relative_positions P, for query minus key of 0 to 600.
"""

import json, os
import torch
from safetensors.torch import save_file
from transformers import (
    DebertaConfig, DebertaForSequenceClassification, DebertaV2Config, DebertaV2ForSequenceClassification, MPNetConfig,
    MPNetForSequenceClassification,
)
from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position
from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

SIZES = dict(
    vocab_size=24, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=6, max_position_embeddings=40,
    layer_norm_eps=1e-3, num_labels=3,
)
V2 = dict(model=(DebertaV2Config, DebertaV2ForSequenceClassification), relative_attention=True)
V1 = dict(model=(DebertaConfig, DebertaForSequenceClassification), relative_attention=True)
MODELS = {
    "v2-own": dict(V2, position_buckets=8, pos_att_type=["p2c", "c2p"], position_biased_input=False, norm_rel_ebd="none"),
    "v2-c2p": dict(V2, position_buckets=6, pos_att_type="c2p", position_biased_input=False, norm_rel_ebd="layer_norm"),
    "v2-p2c": dict(V2, pos_att_type=["p2c"], position_biased_input=False, max_relative_positions=12, share_att_key=True),
    "v2-absolute": dict(
        V2, position_buckets=4, pos_att_type="P2C | c2p", type_vocab_size=2, embedding_size=6, max_relative_positions=20, share_att_key=True,
        norm_rel_ebd="layer_norm"),
    "v2-plain": dict(V2, relative_attention=False, pos_att_type=["c2p"], pooler_hidden_act="tanh"),
    "v1-far": dict(V1, pos_att_type="c2p|p2c", position_biased_input=False, max_relative_positions=10),
    "v1-p2c": dict(V1, pos_att_type=["p2c"], type_vocab_size=2, embedding_size=6),
    "v1-c2p": dict(V1, pos_att_type=["c2p"], position_biased_input=False, pooler_hidden_act="relu"),
    "v1-plain": dict(V1, relative_attention=False),
    "mpnet": dict(model=(MPNetConfig, MPNetForSequenceClassification), relative_attention_num_buckets=40, pad_token_id=3),
    "v2-gaps": dict(
        V2, position_buckets=20, pos_att_type=["p2c", "c2p"], position_biased_input=False, max_relative_positions=12, share_att_key=True),
}
TOKENS = 24


def randomize(model):
    """Half-precision numbers, so that the files are small and exact."""
    for name, tensor in model.state_dict().items():
        if tensor.is_floating_point():
            scale = 0.4 if name.endswith("LayerNorm.weight") else 0.6
            tensor.copy_((torch.randn(tensor.shape) * scale + (1 if name.endswith("LayerNorm.weight") else 0)).half().float())


def parts(kind, layer, x):
    """The layer's values [T, D], W_O, both LayerNorms, and the feed-forward block."""
    if kind == "mpnet":
        attention = layer.attention.attn
        return attention.v(x), attention.o, layer.attention.LayerNorm, layer.output.LayerNorm
    attention = layer.attention
    if kind == "deberta":
        heads = attention.self.num_attention_heads
        value = attention.self.in_proj(x).view(len(x), heads, 3, -1)[:, :, 2].reshape(x.shape) + attention.self.v_bias
    else:
        value = attention.self.value_proj(x)
    return value, attention.output.dense, attention.output.LayerNorm, layer.output.LayerNorm


def n_enc(kind, layer, x, probabilities):
    heads, count = probabilities.shape[0], len(x)
    value, output, norm1, norm2 = parts(kind, layer, x)
    split = value.view(count, heads, -1).transpose(0, 1)
    received = torch.einsum("hij,hjk,Dhk->ijD", probabilities, split, output.weight.view(len(output.weight), heads, -1))
    received = received + torch.eye(count, dtype=x.dtype)[:, :, None] * x
    sum1 = output((probabilities @ split).transpose(0, 1).reshape(x.shape)) + x
    middle = norm1(sum1)
    sum2 = layer.output.dense(layer.intermediate(middle)) + middle
    for norm, total in ((norm1, sum1), (norm2, sum2)):
        epsilon = norm.eps if hasattr(norm, "eps") else norm.variance_epsilon
        deviation = torch.sqrt(total.var(-1, unbiased=False) + epsilon)
        received = norm.weight * (received - received.mean(-1, keepdim=True)) / deviation[:, None, None]
    return received.norm(dim=-1)


torch.manual_seed(1)
expected = {}
for name, settings in MODELS.items():
    settings = dict(settings)
    config_class, model_class = settings.pop("model")
    config = config_class(**SIZES, **settings)
    model = model_class(config).eval()
    with torch.no_grad():
        randomize(model)
    os.makedirs(name, exist_ok=True)
    save_file({k: v.half().contiguous() for k, v in model.state_dict().items()}, f"{name}/model.safetensors", {"format": "pt"})
    os.chmod(f"{name}/model.safetensors", 0o644)
    written = json.loads(config.to_json_string(use_diff=False))
    kept = ["model_type", "label2id", "id2label", *SIZES, *settings, "pooler_hidden_size", "pad_token_id"]
    text = {k: written[k] for k in kept if k in written}
    text["architectures"] = [model_class.__name__]
    if isinstance(settings.get("pos_att_type"), str):
        text["pos_att_type"] = settings["pos_att_type"]
    with open(f"{name}/config.json", "w") as file:
        json.dump(text, file, indent=1, sort_keys=True)
        file.write("\n")

    ids = torch.randint(0, SIZES["vocab_size"], (1, TOKENS))
    ids[0, 5] = 1
    types = (torch.arange(TOKENS) >= 15).long()[None]
    arguments = dict(input_ids=ids)
    if getattr(config, "type_vocab_size", 0) > 0:
        arguments["token_type_ids"] = types
    base = getattr(model, model.base_model_prefix)
    leaf = []

    def make_leaf(module, inputs, output):
        leaf.append(output.detach().requires_grad_(True))
        return leaf[0]

    handle = base.embeddings.register_forward_hook(make_leaf)
    logits = model(**arguments).logits[0]
    gradients = [torch.autograd.grad(logit, leaf[0], retain_graph=True)[0][0] for logit in logits]
    handle.remove()
    double = model.double()
    with torch.no_grad():
        result = double(**arguments, output_attentions=True, output_hidden_states=True)
        local = [
            n_enc(config.model_type, layer, x[0], a[0])
            for layer, x, a in zip(double.base_model.encoder.layer, result.hidden_states, result.attentions)
        ]
    expected[f"{name}/input_ids"] = ids[0].int()
    expected[f"{name}/token_type_ids"] = types[0].int()
    expected[f"{name}/logits"] = logits.detach().float()
    expected[f"{name}/local/N-Enc"] = torch.stack(local).float()
    expected[f"{name}/gradient_input/classes"] = torch.stack([(g * leaf[0].detach()[0]).sum(-1) for g in gradients], 1).float().contiguous()

expected["buckets/bias"] = MPNetEncoder.relative_position_bucket(torch.arange(-300, 301)).int()
for buckets, furthest in ((256, 512), (16, 96), (7, 300), (64, 4096), (90, 60)):
    expected[f"buckets/{buckets}-{furthest}"] = make_log_bucket_position(torch.arange(0, 601), buckets, furthest).int()
save_file(expected, "expected.safetensors")
os.chmod("expected.safetensors", 0o644)
