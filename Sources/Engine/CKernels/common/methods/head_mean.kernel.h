#include "local_matrix.h"

#include "../vector.h"

GE_KERNEL void head_mean(const ge_probabilities *p, float *mean) {
  const long padded = ge_padded(p->tokens);
  const float share = 1 / (float)p->heads;
  mean += p->block * padded;
  for (long r = 0; r < p->rows; r++, mean += padded)
    for (long j = 0; j < padded; j += GE_LANES) {
      const float *x = p->values + r * p->row_stride + j;
      ge_v16 sum = {};
      for (long h = 0; h < p->heads; h++, x += p->head_stride) sum += *(const ge_v16 *)x;
      *(ge_v16 *)(mean + j) = sum * share;
    }
}
