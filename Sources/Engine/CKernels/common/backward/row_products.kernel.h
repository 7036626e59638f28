#include "backward.h"

#include "../vector.h"

GE_KERNEL void row_products(const float *x, const float *residual, const float *y, long rows, long size, float *sums, float *norms) {
  for (long i = 0; i < rows; i++) {
    const float *a = x + i * size, *r = residual ? residual + i * size : NULL, *b = y + i * size;
    ge_v16 sum = {}, square = {};
    long k = 0;
    for (; k + GE_LANES <= size; k += GE_LANES) {
      ge_v16 p = *(const ge_v16 *)(a + k);
      if (r) p += *(const ge_v16 *)(r + k);
      p *= *(const ge_v16 *)(b + k);
      sum += p;
      square += p * p;
    }
    float total = ge_sum(&sum), squares = ge_sum(&square);
    for (; k < size; k++) {
      const float p = (a[k] + (r ? r[k] : 0)) * b[k];
      total += p;
      squares += p * p;
    }
    sums[i] = total;
    if (norms) norms[i] = sqrtf(squares);
  }
}
