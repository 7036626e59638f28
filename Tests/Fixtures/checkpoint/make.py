"""Writes the checkpoints of this folder: python3 make.py (torch 2; the files here are by torch 2.13)."""

import torch


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
torch.save({"dense.weight": ramp(2, 3)}, "before_1_6.bin", _use_new_zipfile_serialization=False)
torch.save({"dense.weight": ramp(2, 3), "run": torch.nn.Linear(2, 2)}, "module.bin")
