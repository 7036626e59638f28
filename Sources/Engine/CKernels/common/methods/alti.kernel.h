#include "alti.h"

#include "../vector.h"

// Rows and features of a tile: the sums are in registers, beside a register of each row's weights and one of what is sent.
enum { ALTI_ROWS = 4, ALTI_FEATURES = GE_REGISTERS >= 32 ? 4 : 2 };

// With v the contribution along the sign of y, |y| - |y - t| is v up to |y|, and from there on 2 |y| - v.
GE_INLINE void add_alti_tile(int rows, int features, const float *weights, long row_stride, long weight_stride, const float *vectors,
                             long padded, long senders, const float *y, long ldy, const float *scale, ge_register *sums) {
  ge_register mixed[ALTI_ROWS][ALTI_FEATURES] = {};
  for (long s = 0; s < senders; s++) {
    ge_register weight[ALTI_ROWS];
    for (int r = 0; r < rows; r++) weight[r] = *(const ge_register *)(weights + s * weight_stride + r * row_stride);
    for (int f = 0; f < features; f++) {
      const ge_register sent = *(const ge_register *)(vectors + (f * senders + s) * padded);
      for (int r = 0; r < rows; r++) mixed[r][f] += weight[r] * sent;
    }
  }
  for (int r = 0; r < rows; r++)
    for (int f = 0; f < features; f++) {
      const float value = y[r * ldy + f];
      const float sign = value < 0 ? -1.0f : 1.0f;
      const ge_register v = (mixed[r][f] * scale[r] + GE_ALTI_EPSILON) * sign;
      sums[r] += __builtin_elementwise_min(v, 2 * fabsf(value) - v);
    }
}

GE_INLINE void add_alti_rows(int rows, const float *weights, long weight_stride, const float *vectors, long senders, long features,
                             const float *y, long ldy, const float *scale, long padded, float *out) {
  for (long j = 0; j < padded; j += GE_WIDTH) {
    ge_register sums[ALTI_ROWS] = {};
    long f = 0;
    for (; f + ALTI_FEATURES <= features; f += ALTI_FEATURES)
      add_alti_tile(rows, ALTI_FEATURES, weights + j, padded, weight_stride, vectors + f * senders * padded + j, padded, senders, y + f,
                    ldy, scale, sums);
    for (; f < features; f++)
      add_alti_tile(rows, 1, weights + j, padded, weight_stride, vectors + f * senders * padded + j, padded, senders, y + f, ldy, scale,
                    sums);
    for (int r = 0; r < rows; r++) *(ge_register *)(out + r * padded + j) += sums[r];
  }
}

GE_KERNEL void alti_add(const float *weights, long weight_stride, const float *vectors, long senders, long features, const float *y,
                        long ldy, const float *scale, long tokens, float *sums) {
  const long padded = ge_padded(tokens);
  long i = 0;
  for (; i + ALTI_ROWS <= tokens; i += ALTI_ROWS)
    add_alti_rows(ALTI_ROWS, weights + i * padded, weight_stride, vectors, senders, features, y + i * ldy, ldy, scale + i, padded,
                  sums + i * padded);
  for (; i < tokens; i++)
    add_alti_rows(1, weights + i * padded, weight_stride, vectors, senders, features, y + i * ldy, ldy, scale + i, padded,
                  sums + i * padded);
}

GE_KERNEL void alti_finish(const float *scale, long tokens, float *sums) {
  const long padded = ge_padded(tokens);
  for (long i = 0; i < tokens; i++, sums += padded) {
    for (long j = tokens; j < padded; j++) sums[j] = 0;
    ge_v16 total = {};
    for (long j = 0; j < padded; j += GE_LANES) {
      const ge_v16 x = *(const ge_v16 *)(sums + j);
      // The elementwise maximum would turn NaN into 0; the sum turns -0 into 0.
      const ge_i16 above = x > 0.0f;
      const ge_v16 kept = (ge_v16)((above & (ge_i16)x) | (~above & (ge_i16)(x * 0.0f + 0.0f)));
      *(ge_v16 *)(sums + j) = kept;
      total += kept;
    }
    const float sum = ge_sum(&total) + 0 * scale[i];
    if (sum == 0) {
      sums[i] = 1;
    } else {
      for (long j = 0; j < padded; j += GE_LANES) *(ge_v16 *)(sums + j) /= sum;
    }
  }
}
