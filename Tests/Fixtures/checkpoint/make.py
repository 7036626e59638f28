"""Writes the checkpoints of this folder: python3 make.py (torch 2; the files here are by torch 2.13)."""

import torch


WORDS = "embeddings.word_embeddings.weight"


class Tiny(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = torch.nn.Linear(3, 2)
        self.register_buffer("position_ids", torch.arange(4).unsqueeze(0))


def ramp(*shape, dtype=torch.float32):
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float32) / 4 - 1).reshape(shape).to(dtype)


tiny = Tiny()
with torch.no_grad():
    tiny.dense.weight.copy_(ramp(2, 3))
    tiny.dense.bias.copy_(ramp(2))
state = tiny.state_dict()  # an OrderedDict with the attribute _metadata
state["half"] = ramp(2, 4, dtype=torch.float16)
state["bfloat"] = ramp(2, 4, dtype=torch.bfloat16)
state["transposed"] = ramp(3, 2).T
state["columns"] = ramp(4, 6)[1:, 2:4]
state["tied"] = state["dense.weight"]
state["parameter"] = torch.nn.Parameter(ramp(5))
state["scalar"] = torch.tensor(2.5)
state["empty"] = torch.zeros(0, 3)
state["expanded"] = torch.ones(1).expand(8)
state["double"] = ramp(2).double()
state["note"] = {"epoch": 3, "loss": 0.25, "history": [1, 2, None, True, 1 << 40]}
torch.save(state, "state_dict.bin")
torch.save(state, "state_dict_before_1_6.bin", _use_new_zipfile_serialization=False)
encoder = {"model.bert." + WORDS: ramp(2, 3), "model.classifier.weight": ramp(2)}
optimizer = {"state": {0: {"step": torch.tensor(1.0), "exp_avg": ramp(2, 3)}}, "param_groups": [{"lr": 0.1, "params": [0, 1]}]}
torch.save({"epoch": 3, "state_dict": encoder, "optimizer_states": [optimizer], "best": torch.tensor(0.5)}, "lightning.bin")
torch.save({"run": {"model_state_dict": encoder}, "optimizer": optimizer}, "nested_before_1_6.bin", _use_new_zipfile_serialization=False)
torch.save({"state_dict": encoder, "ema_state_dict": {k: v + 1 for k, v in encoder.items()}}, "two_models.bin")
torch.save({"dense.weight": ramp(2, 3), "run": torch.nn.Linear(2, 2)}, "module.bin")
