"""The kernels that ONNX Runtime takes on this processor. It has no call that names them: MLAS, its library of kernels, chooses by cpuid.

The rules are those of
<https://github.com/microsoft/onnxruntime/blob/0112bef28c2dad7e501228b204adbde008f7d994/onnxruntime/core/mlas/lib/platform.cpp>.
"""
import platform
from pathlib import Path

# The flags that a kernel needs, in Linux's names, and its instruction set; MLAS takes the first that the processor can run.
KERNELS = {
    "f32": [({"avx512f"}, "AVX-512F"), ({"avx2", "fma"}, "AVX2 with FMA"), ({"avx"}, "AVX")],
    "int8": [
        ({"amx_tile", "amx_int8"}, "AMX-INT8"),
        ({"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"}, "AVX-512 with VNNI"),
        ({"avx512f", "avx512bw", "avx512dq", "avx512vl"}, "AVX-512 without VNNI"),
        ({"avx2", "fma", "avx_vnni"}, "AVX-VNNI"),
        ({"avx2", "fma"}, "AVX2"),
    ],
}


def processor_flags():
    """The flags of the first processor; empty where Linux does not list them."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return set()
    return set(next((line.split(":")[1].split() for line in lines if line.startswith("flags")), ()))


def onnx_runtime_kernels(precision, flags):
    """The instruction set of ONNX Runtime's matrix products at "f32" or "int8"."""
    if not flags:
        return f"unknown ({platform.machine()})"
    return next((name for needed, name in KERNELS[precision] if needed <= flags), "SSE") + ", by the processor's flags"


def saturates(flags):
    """Whether ONNX Runtime's int8 products add two products of u8 and s8 in 16 bits, which weights of 8 bits overflow."""
    return onnx_runtime_kernels("int8", flags).split(",")[0] in ("AVX-512 without VNNI", "AVX2")
