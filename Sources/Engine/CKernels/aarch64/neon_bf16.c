// NEON with products of bfloat16.
#if defined(__aarch64__)

#include <arm_neon.h>

#include "../table.h"

#define GE_WIDTH 4
#define GE_REGISTERS 32
#define GE_BF16_ADD(sum, word, column)                                                                                                     \
  (sum) = (ge_register)vbfdotq_f32((float32x4_t)(sum), (bfloat16x8_t)(word), (bfloat16x8_t)(column))
#pragma clang attribute push(__attribute__((target("arch=armv8.2-a+bf16"))), apply_to = function)
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_bf16.kernel.h"

void ge_fill_neon_bf16(ge_kernels *kernels) { kernels->products[GE_PRECISION_BF16] = product_bf16(); }
#pragma clang attribute pop

#endif
