#include "backward.h"

#include "../vector.h"

// Means of u and, where n is given, of u n over one row; u is written to out.
GE_INLINE void weigh(const float *x, const float *residual, const float *gamma, const float *n, long size, float *out, float *mean,
                     float *slope) {
  ge_v16 sum = {}, product = {};
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) {
    ge_v16 u = *(const ge_v16 *)(x + k);
    if (residual) u += *(const ge_v16 *)(residual + k);
    u *= *(const ge_v16 *)(gamma + k);
    *(ge_v16 *)(out + k) = u;
    sum += u;
    if (n) product += u * *(const ge_v16 *)(n + k);
  }
  float total = ge_sum(&sum), along = ge_sum(&product);
  for (; k < size; k++) {
    out[k] = (x[k] + (residual ? residual[k] : 0)) * gamma[k];
    total += out[k];
    if (n) along += out[k] * n[k];
  }
  *mean = total / (float)size;
  *slope = along / (float)size;
}

GE_KERNEL void layer_norm_backward(const float *x, const float *residual, const float *gamma, const float *normalized,
                                   const float *deviation, long rows, long size, float *out) {
  for (long i = 0; i < rows; i++, x += size, out += size) {
    const float *n = normalized ? normalized + i * size : NULL;
    float mean, slope;
    weigh(x, residual ? residual + i * size : NULL, gamma, n, size, out, &mean, &slope);
    const float scale = 1 / deviation[i];
    long k = 0;
    for (; k + GE_LANES <= size; k += GE_LANES) {
      ge_v16 u = *(const ge_v16 *)(out + k) - mean;
      if (n) u -= *(const ge_v16 *)(n + k) * slope;
      *(ge_v16 *)(out + k) = u * scale;
    }
    for (; k < size; k++) out[k] = (out[k] - mean - (n ? n[k] * slope : 0)) * scale;
  }
}
