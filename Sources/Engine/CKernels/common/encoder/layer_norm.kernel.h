#include "layer_norm.h"

#include "../products/reduce_row.h"
#include "../vector.h"

GE_INLINE float sum_of(const float *x, long size) {
  ge_v16 acc = {};
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) acc += *(const ge_v16 *)(x + k);
  float sum = ge_sum(&acc);
  for (; k < size; k++) sum += x[k];
  return sum;
}

// The sum of squared distances from the mean, in a second pass: the difference of two large sums would lose a small variance.
GE_INLINE float squares_around(const float *x, float mean, long size) {
  ge_v16 acc = {};
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) {
    const ge_v16 c = *(const ge_v16 *)(x + k) - mean;
    acc += c * c;
  }
  float sum = ge_sum(&acc);
  for (; k < size; k++) sum += (x[k] - mean) * (x[k] - mean);
  return sum;
}

GE_KERNEL void layer_norm(const float *x, const float *residual, const float *gamma, const float *beta, float epsilon, long rows, long size,
                          float *out, float *deviation, const ge_reduced *reduced) {
  for (long i = 0; i < rows; i++, x += size, out += size) {
    const float *z = x;
    if (residual) {
      const float *r = residual + i * size;
      long k = 0;
      for (; k + GE_LANES <= size; k += GE_LANES) *(ge_v16 *)(out + k) = *(const ge_v16 *)(x + k) + *(const ge_v16 *)(r + k);
      for (; k < size; k++) out[k] = x[k] + r[k];
      z = out;
    }
    const float mean = sum_of(z, size) / (float)size;
    const float s = sqrtf(squares_around(z, mean, size) / (float)size + epsilon);
    const float scale = 1 / s;
    long k = 0;
    for (; k + GE_LANES <= size; k += GE_LANES)
      *(ge_v16 *)(out + k) = (*(const ge_v16 *)(z + k) - mean) * scale * *(const ge_v16 *)(gamma + k) + *(const ge_v16 *)(beta + k);
    for (; k < size; k++) out[k] = (z[k] - mean) * scale * gamma[k] + beta[k];
    if (deviation) deviation[i] = s;
    ge_reduce_row(out, i, size, reduced);
  }
}

// out = gamma * (x - mean(x)); out may be x.
GE_INLINE void centre_and_scale(const float *x, const float *gamma, long size, float *out) {
  const float mean = sum_of(x, size) / (float)size;
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) *(ge_v16 *)(out + k) = (*(const ge_v16 *)(x + k) - mean) * *(const ge_v16 *)(gamma + k);
  for (; k < size; k++) out[k] = (x[k] - mean) * gamma[k];
}

GE_KERNEL void fixed_map(const float *x, const float *gamma1, const float *gamma2, long rows, long size, float *out) {
  for (long i = 0; i < rows; i++, x += size, out += size) {
    if (gamma1) centre_and_scale(x, gamma1, size, out);
    else memcpy(out, x, (size_t)size * sizeof(float));
    if (gamma2) centre_and_scale(out, gamma2, size, out);
  }
}
