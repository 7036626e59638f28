#include "backward.h"

#include "../vector.h"

// Rows for which a row of x is read once.
enum { MIX_ROWS = 8 };

GE_INLINE void mix_tile(int rows, int vectors, const float *w, long wr, long wk, long count, const float *x, long ldx, long width, float *out,
                        long ldo) {
  ge_v16 acc[MIX_ROWS][2] = {};
  for (long k = 0; k < count; k++) {
    ge_v16 row[2];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(x + k * ldx + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += row[v] * w[r * wr + k * wk];
  }
  if (width == vectors * GE_LANES) {
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) *(ge_v16 *)(out + r * ldo + v * GE_LANES) = acc[r][v];
  } else {
    for (int r = 0; r < rows; r++) memcpy(out + r * ldo, acc[r], (size_t)width * sizeof(float));
  }
}

GE_INLINE void mix_rows(int rows, const float *w, long wr, long wk, long count, const float *x, long ldx, long columns, float *out, long ldo) {
  for (long p = 0; p < columns; p += 2 * GE_LANES) {
    const long width = columns - p < 2 * GE_LANES ? columns - p : 2 * GE_LANES;
    if (width <= GE_LANES) mix_tile(rows, 1, w, wr, wk, count, x + p, ldx, width, out + p, ldo);
    else mix_tile(rows, 2, w, wr, wk, count, x + p, ldx, width, out + p, ldo);
  }
}

GE_KERNEL void mix(const float *w, long wr, long wk, long rows, long count, const float *x, long ldx, long columns, float *out, long ldo) {
  long r = 0;
  for (; r + MIX_ROWS <= rows; r += MIX_ROWS) mix_rows(MIX_ROWS, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
  for (; r + 4 <= rows; r += 4) mix_rows(4, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
  for (; r < rows; r++) mix_rows(1, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
}
