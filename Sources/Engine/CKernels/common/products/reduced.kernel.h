#include "number_formats.h"

#include "reduce_row.h"

GE_KERNEL void reduce(const float *x, long first, long rows, long size, const ge_reduced *out) {
  for (long i = first; i < first + rows; i++) ge_reduce_row(x + i * size, i, size, out);
}

GE_KERNEL void round_bfloat16(const float *x, long count, unsigned short *out) { ge_round_to_bfloat16(x, count, out); }
