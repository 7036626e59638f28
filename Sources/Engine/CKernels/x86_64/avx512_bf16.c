// AVX-512 with products of bfloat16.
#if defined(__x86_64__)

#include <immintrin.h>

#include "../table.h"

#define GE_WIDTH 16
#define GE_REGISTERS 32
#define GE_BF16_ADD(sum, word, column) (sum) = (ge_register)_mm512_dpbf16_ps((__m512)(sum), (__m512bh)(word), (__m512bh)(column))
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,fma,bmi2"))), apply_to = function)
#include "../common/encoder/layer_norm.kernel.h"
#include "../common/encoder/transpose.kernel.h"
#include "../common/products/reduced.kernel.h"
#include "../common/methods/gram_bfloat16.kernel.h"
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_bf16.kernel.h"

void ge_fill_avx512_bf16(ge_kernels *kernels) {
  kernels->gram_bfloat16 = gram_bfloat16;
  kernels->products[GE_PRECISION_BF16] = product_bf16();
}
#pragma clang attribute pop

#endif
