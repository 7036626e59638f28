#include "decompx.h"

#include "../vector.h"

GE_INLINE float inner_product(const float *x, const float *y, long size) {
  ge_v16 sum = {};
  long c = 0;
  for (; c + GE_LANES <= size; c += GE_LANES) sum += *(const ge_v16 *)(x + c) * *(const ge_v16 *)(y + c);
  float total = ge_sum(&sum);
  for (; c < size; c++) total += x[c] * y[c];
  return total;
}

GE_KERNEL void bias_shares(const float *x, long ld, const float *direction, long rows, long size, float *shares) {
  float sum = 1e-12f;
  for (long k = 0; k < rows; k++) {
    shares[k] = fabsf(inner_product(x + k * ld, direction, size));
    sum += shares[k];
  }
  for (long k = 0; k < rows; k++) shares[k] /= sum;
}

GE_KERNEL void add_shares(const float *shares, const float *restrict bias, long rows, long size, float *restrict x, long ld) {
  for (long k = 0; k < rows; k++)
    for (long c = 0; c < size; c++) x[k * ld + c] += shares[k] * bias[c];
}

GE_KERNEL void normalize_parts(const float *restrict gamma, float deviation, long rows, long size, float *restrict x, long ld) {
  for (long k = 0; k < rows; k++, x += ld) {
    ge_v16 sum = {};
    long c = 0;
    for (; c + GE_LANES <= size; c += GE_LANES) sum += *(const ge_v16 *)(x + c);
    float mean = ge_sum(&sum);
    for (; c < size; c++) mean += x[c];
    mean /= (float)size;
    const float scale = 1 / deviation;
    for (c = 0; c < size; c++) x[c] = (x[c] - mean) * scale * gamma[c];
  }
}

GE_KERNEL void activate_parts(const float *shares, const float *restrict bias, const float *restrict slopes, long rows, long size,
                              float *restrict x, long ld) {
  for (long k = 0; k < rows; k++)
    for (long c = 0; c < size; c++) x[k * ld + c] = (x[k * ld + c] + shares[k] * bias[c]) * slopes[c];
}
