// AVX-512 as x86-64-v4 has it. The extensions are named, because the level itself would prefer registers of 256 bits.
#if defined(__x86_64__)

#include "../table.h"

#define GE_FILL ge_fill_avx512
#define GE_WIDTH 16
#define GE_REGISTERS 32
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma,bmi2"))), apply_to = function)
#include "../common/kernels.h"
#pragma clang attribute pop

#endif
