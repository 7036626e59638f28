// Sixteen floats as one value, and the operations of the kernels on them.
//
// Each kernel is compiled once for each instruction set (x86_64/, aarch64/). Helpers are always inlined and take vectors by pointer: a vector of
// 64 bytes as an argument would have another ABI in each set.
#ifndef GLOBENC_VECTOR_H
#define GLOBENC_VECTOR_H

#include <math.h>
#include <stdint.h>
#include <string.h>

// A set that only adds a few kernels includes files with others.
#define GE_KERNEL static __attribute__((unused))
#define GE_INLINE static inline __attribute__((always_inline))
// A loop whose sums fill the registers stands in a function of its own: within a larger one, the compiler may keep a sum in memory.
#define GE_LOOP static __attribute__((noinline, unused))

enum {
  GE_LANES = 16,
  // Vectors that the registers hold. The tiles of the kernels follow from it: their sums, one vector and one factor are in registers.
  GE_VECTORS = GE_REGISTERS * GE_WIDTH / GE_LANES,
};

typedef float ge_v16 __attribute__((vector_size(64), aligned(4)));
typedef int32_t ge_i16 __attribute__((vector_size(64), aligned(4)));
typedef float ge_v8 __attribute__((vector_size(32), aligned(4)));
// One register.
typedef float ge_register __attribute__((vector_size(GE_WIDTH * 4), aligned(4)));
typedef float ge_v4 __attribute__((vector_size(16), aligned(4)));

// n rounded up to whole vectors.
GE_INLINE long ge_padded(long n) { return (n + GE_LANES - 1) / GE_LANES * GE_LANES; }

GE_INLINE float ge_sum(const ge_v16 *x) {
  ge_v8 a = __builtin_shufflevector(*x, *x, 0, 1, 2, 3, 4, 5, 6, 7) + __builtin_shufflevector(*x, *x, 8, 9, 10, 11, 12, 13, 14, 15);
  ge_v4 b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  return (b[0] + b[2]) + (b[1] + b[3]);
}

GE_INLINE float ge_max(const ge_v16 *x) { return __builtin_reduce_max(*x); }

// e^x for x <= 88, with a relative error below 2e-7; x below -87 gives e^-87 = 1.6e-38, and NaN gives NaN. Range reduction to |r| <= ln(2)
// / 2 is followed by the Taylor polynomial of degree 7.
GE_INLINE void ge_exp(ge_v16 *x) {
  const float magic = 12582912.0f; // 1.5 * 2^23: adding it rounds to an integer, which is then in the low bits
  // The elementwise maximum would turn NaN into a number.
  const ge_i16 below = *x < -87.0f;
  ge_v16 v = (ge_v16)((below & (ge_i16)((ge_v16){} - 87.0f)) | (~below & (ge_i16)*x));
  ge_v16 shifted = v * 1.44269504088896341f + magic;
  ge_v16 n = shifted - magic;
  ge_v16 r = v - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  ge_v16 p = r * (1.0f / 5040) + (1.0f / 720);
  p = p * r + (1.0f / 120);
  p = p * r + (1.0f / 24);
  p = p * r + (1.0f / 6);
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  ge_i16 bits = (ge_i16)shifted << 23; // only the low bits of n survive the shift
  *x = p * (ge_v16)(bits + (127 << 23));
}

#endif
