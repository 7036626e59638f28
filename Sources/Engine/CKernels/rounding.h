// Rounding to bfloat16, for the kernels whose outputs are inputs of dense products.
#ifndef GLOBENC_ROUNDING_H
#define GLOBENC_ROUNDING_H

#include "vector.h"

// See ge_round_bfloat16. A carry out of the mantissa goes into the exponent, as it should, and from the largest one to infinity;
// only NaN needs a way of its own, lest the carry or the cut make a number of it.
GE_INLINE void ge_round_to_bfloat16(const float *restrict x, long count, unsigned short *restrict out) {
  for (long k = 0; k < count; k++) {
    uint32_t bits;
    memcpy(&bits, x + k, sizeof bits);
    const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    const uint32_t quiet = bits >> 16 | 0x40;
    out[k] = (unsigned short)((bits & 0x7FFFFFFF) > 0x7F800000 ? quiet : rounded);
  }
}

#endif
