#include "local_matrix.h"

#include "../vector.h"

GE_KERNEL void local_matrix(const float *pairs, const float *scale, const float *diagonal, long tokens, float *out) {
  const long padded = ge_padded(tokens);
  for (long i = 0; i < tokens; i++, pairs += padded, out += padded) {
    for (long j = 0; j < padded; j += GE_LANES) *(ge_v16 *)(out + j) = *(const ge_v16 *)(pairs + j) * scale[i];
    out[i] = diagonal[i];
  }
}

GE_KERNEL void sums_of_others(const float *pairs, long tokens, float *sums) {
  const long padded = ge_padded(tokens);
  for (long i = 0; i < tokens; i++, pairs += padded) {
    const long own = i / GE_LANES * GE_LANES;
    float beside[GE_LANES];
    memcpy(beside, pairs + own, sizeof beside);
    beside[i - own] = 0;
    ge_v16 sum = *(const ge_v16 *)beside;
    for (long j = 0; j < own; j += GE_LANES) sum += *(const ge_v16 *)(pairs + j);
    for (long j = own + GE_LANES; j < padded; j += GE_LANES) sum += *(const ge_v16 *)(pairs + j);
    sums[i] = ge_sum(&sum);
  }
}
