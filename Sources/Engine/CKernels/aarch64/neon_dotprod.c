// NEON with products of bytes.
#if defined(__aarch64__)

#include <arm_neon.h>

#include "../table.h"

#define GE_WIDTH 4
#define GE_REGISTERS 32
#define GE_INT8_ADD(sum, word, column) (sum) = (ge_words)vdotq_s32((int32x4_t)(sum), (int8x16_t)(word), (int8x16_t)(column))
#define GE_INT8_OFFSET 0
#define GE_INT8_PAIRS 0
#define GE_INT8_IS_FAST 1
#pragma clang attribute push(__attribute__((target("arch=armv8.2-a+dotprod"))), apply_to = function)
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_int8.kernel.h"

void ge_fill_neon_dotprod(ge_kernels *kernels) { kernels->products[GE_PRECISION_INT8] = product_int8(); }
#pragma clang attribute pop

#endif
