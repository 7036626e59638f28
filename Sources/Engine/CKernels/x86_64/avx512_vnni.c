// AVX-512 with products of bytes.
#if defined(__x86_64__)

#include <immintrin.h>

#include "../table.h"

#define GE_WIDTH 16
#define GE_REGISTERS 32
#define GE_INT8_ADD(sum, word, column) (sum) = (ge_words)_mm512_dpbusd_epi32((__m512i)(sum), (__m512i)(word), (__m512i)(column))
#define GE_INT8_OFFSET 128
#define GE_INT8_PAIRS 0
#define GE_INT8_IS_FAST 1
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma,bmi2"))), apply_to = function)
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_int8.kernel.h"

void ge_fill_avx512_vnni(ge_kernels *kernels) { kernels->products[GE_PRECISION_INT8] = product_int8(); }
#pragma clang attribute pop

#endif
