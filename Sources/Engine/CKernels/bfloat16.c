#include "bfloat16.h"

#include "rounding.h"

GE_CLONES void ge_round_bfloat16(const float *x, long count, unsigned short *out) { ge_round_to_bfloat16(x, count, out); }
