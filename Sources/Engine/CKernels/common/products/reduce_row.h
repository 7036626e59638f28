// Conversions to the number formats of dense products, for the kernels that produce their inputs.
#ifndef GLOBENC_REDUCE_ROW_H
#define GLOBENC_REDUCE_ROW_H

#include "number_formats.h"
#include "../vector.h"

typedef signed char ge_b16 __attribute__((vector_size(16), aligned(1)));

// See ge_round_bfloat16. A carry out of the mantissa correctly goes into the exponent, and from the largest exponent to infinity. Only NaN
// is treated apart, because the carry or the truncation could turn it into a number.
GE_INLINE void ge_round_to_bfloat16(const float *restrict x, long count, unsigned short *restrict out) {
  for (long k = 0; k < count; k++) {
    uint32_t bits;
    memcpy(&bits, x + k, sizeof bits);
    const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    const uint32_t quiet = bits >> 16 | 0x40;
    out[k] = (unsigned short)((bits & 0x7FFFFFFF) > 0x7F800000 ? quiet : rounded);
  }
}

GE_INLINE float ge_largest_magnitude(const float *x, long size) {
  ge_v16 top = {}, zero = {};
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) {
    const ge_v16 v = *(const ge_v16 *)(x + k);
    top = __builtin_elementwise_max(top, __builtin_elementwise_abs(v));
    zero += v * 0.0f; // NaN from the first number on that is not finite; the maximum would ignore NaN
  }
  float highest = ge_max(&top), probe = ge_sum(&zero);
  for (; k < size; k++) {
    highest = fmaxf(highest, fabsf(x[k]));
    probe += x[k] * 0.0f;
  }
  return highest + probe;
}

// See ge_reduce. Returns the scale.
GE_INLINE float ge_quantize(const float *x, long size, signed char *out) {
  const float magic = 12582912.0f; // 1.5 * 2^23: adding it rounds to an integer, which is then in the low bits
  const float highest = ge_largest_magnitude(x, size);
  const float factor = highest > 0 ? 127 / highest : 0;
  long k = 0;
  for (; k + GE_LANES <= size; k += GE_LANES) {
    const ge_v16 shifted = *(const ge_v16 *)(x + k) * factor + magic;
    *(ge_b16 *)(out + k) = __builtin_convertvector((ge_i16)shifted, ge_b16);
  }
  for (; k < size; k++) {
    const float shifted = x[k] * factor + magic;
    int32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    out[k] = (signed char)bits;
  }
  return highest / 127;
}

// Converts row number `row`.
GE_INLINE void ge_reduce_row(const float *x, long row, long size, const ge_reduced *out) {
  if (out->bfloat16) ge_round_to_bfloat16(x, size, out->bfloat16 + row * size);
  if (out->int8) out->scale[row] = ge_quantize(x, size, out->int8 + row * size);
}

#endif
