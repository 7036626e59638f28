#include "transpose.h"

#include "vector.h"

// Transposes 4 x 4 floats in registers.
GE_INLINE void transpose4(const float *x, long ld, float *out, long ldt) {
  const ge_v4 a = *(const ge_v4 *)x, b = *(const ge_v4 *)(x + ld), c = *(const ge_v4 *)(x + 2 * ld), d = *(const ge_v4 *)(x + 3 * ld);
  const ge_v4 ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const ge_v4 cd = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(ge_v4 *)out = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(ge_v4 *)(out + ldt) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  *(ge_v4 *)(out + 2 * ldt) = __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5);
  *(ge_v4 *)(out + 3 * ldt) = __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7);
}

void ge_transpose(const float *x, long ld, long rows, long columns, float *out, long ldt) {
  enum { TILE = 16 }; // a tile's rows and columns are whole cache lines on both sides
  for (long c0 = 0; c0 < columns; c0 += TILE)
    for (long r0 = 0; r0 < rows; r0 += TILE) {
      const long c1 = c0 + TILE < columns ? c0 + TILE : columns, r1 = r0 + TILE < rows ? r0 + TILE : rows;
      if (c1 - c0 == TILE && r1 - r0 == TILE) {
        for (long c = c0; c < c1; c += 4)
          for (long r = r0; r < r1; r += 4) transpose4(x + r * ld + c, ld, out + c * ldt + r, ldt);
      } else {
        for (long c = c0; c < c1; c++)
          for (long r = r0; r < r1; r++) out[c * ldt + r] = x[r * ld + c];
      }
    }
}
