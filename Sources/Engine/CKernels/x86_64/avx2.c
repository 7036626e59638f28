// AVX2 with FMA, as x86-64-v3 has them.
#if defined(__x86_64__)

#include "../table.h"

#define GE_FILL ge_fill_avx2
#define GE_WIDTH 8
#define GE_REGISTERS 16
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "../common/kernels.h"
#pragma clang attribute pop

#endif
