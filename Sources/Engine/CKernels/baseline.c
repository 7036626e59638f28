// What every processor of its architecture has: SSE2 on x86-64, NEON on aarch64.
#define GE_FILL ge_fill_baseline
#define GE_WIDTH 4
#if defined(__aarch64__)
#define GE_REGISTERS 32
#else
#define GE_REGISTERS 16
#endif
#include "common/kernels.h"
