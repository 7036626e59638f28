// AVX-512 as x86-64-v4 has it. The extensions are named, because the level itself would prefer registers of 256 bits.
#if defined(__x86_64__)

#include <immintrin.h>

#include "../table.h"

#define GE_FILL ge_fill_avx512
#define GE_WIDTH 16
#define GE_REGISTERS 32
// As with AVX2.
#define GE_INT8_ADD(sum, word, column)                                                                                                     \
  (sum) += (ge_words)_mm512_madd_epi16(_mm512_maddubs_epi16((__m512i)(word), (__m512i)(column)), _mm512_set1_epi16(1))
#define GE_INT8_OFFSET 128
#define GE_INT8_PAIRS 1
#define GE_INT8_IS_FAST 1
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma,bmi2"))), apply_to = function)
#include "../common/kernels.h"
#pragma clang attribute pop

#endif
