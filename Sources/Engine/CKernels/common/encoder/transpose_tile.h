// Transposition of 16 x 16 floats in registers.
#ifndef GLOBENC_TRANSPOSE_TILE_H
#define GLOBENC_TRANSPOSE_TILE_H

#include "../vector.h"

// The four floats at x of the rows 0, 4, 8 and 12; rows are `ld` floats apart.
GE_INLINE void ge_gather_rows(const float *x, long ld, ge_v16 *out) {
  const ge_v4 a = *(const ge_v4 *)x, b = *(const ge_v4 *)(x + 4 * ld), c = *(const ge_v4 *)(x + 8 * ld), d = *(const ge_v4 *)(x + 12 * ld);
  const ge_v8 ab = __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7), cd = __builtin_shufflevector(c, d, 0, 1, 2, 3, 4, 5, 6, 7);
  *out = __builtin_shufflevector(ab, cd, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

GE_INLINE void ge_transpose_tile(const float *x, long ld, float *out, long ldt) {
  for (int c = 0; c < GE_LANES; c += 4, x += 4, out += 4 * ldt) {
    ge_v16 r[4];
    for (int k = 0; k < 4; k++) ge_gather_rows(x + k * ld, ld, &r[k]);
    const ge_v16 ab = __builtin_shufflevector(r[0], r[1], 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29);
    const ge_v16 ab2 = __builtin_shufflevector(r[0], r[1], 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
    const ge_v16 cd = __builtin_shufflevector(r[2], r[3], 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29);
    const ge_v16 cd2 = __builtin_shufflevector(r[2], r[3], 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
    *(ge_v16 *)out = __builtin_shufflevector(ab, cd, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
    *(ge_v16 *)(out + ldt) = __builtin_shufflevector(ab, cd, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
    *(ge_v16 *)(out + 2 * ldt) = __builtin_shufflevector(ab2, cd2, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
    *(ge_v16 *)(out + 3 * ldt) = __builtin_shufflevector(ab2, cd2, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
  }
}

#endif
