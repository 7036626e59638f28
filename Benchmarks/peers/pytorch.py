"""PyTorch as a side: a plain forward pass of the Hugging Face model, with PyTorch's fused attention."""
import torch

from samples import timed


class PyTorch:
    name, precision, at_f32 = "PyTorch, f32", "f32", None

    def __init__(self, model, threads, batches, tokens):
        torch.set_num_threads(threads)
        self.model, self.tokens = model, tokens
        self.inputs = [{k: torch.from_numpy(batch[k]).long() for k in ("input_ids", "attention_mask")} for batch in batches]

    def run(self):
        def forward():
            with torch.inference_mode():
                for batch in self.inputs:
                    self.model(**batch)

        return timed(forward, self.tokens)

    def instructions(self):
        return torch.backends.cpu.get_cpu_capability()
