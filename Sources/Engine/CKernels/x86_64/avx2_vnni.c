// AVX2 with products of bytes in registers of 256 bits (AVX-VNNI).
#if defined(__x86_64__)

#include <immintrin.h>

#include "../table.h"

#define GE_WIDTH 8
#define GE_REGISTERS 16
#define GE_INT8_ADD(sum, word, column) (sum) = (ge_words)_mm256_dpbusd_avx_epi32((__m256i)(sum), (__m256i)(word), (__m256i)(column))
#define GE_INT8_OFFSET 128
#define GE_INT8_PAIRS 0
#define GE_INT8_IS_FAST 1
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3,avxvnni"))), apply_to = function)
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_int8.kernel.h"

void ge_fill_avx2_vnni(ge_kernels *kernels) { kernels->products[GE_PRECISION_INT8] = product_int8(); }
#pragma clang attribute pop

#endif
