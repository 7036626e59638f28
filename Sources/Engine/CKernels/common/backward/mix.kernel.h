#include "backward.h"

#include "../tile.h"

GE_INLINE void mix_tile(int rows, int vectors, const float *w, long wr, long wk, long count, const float *x, long ldx, long width,
                        float *out, long ldo) {
  ge_tile sums = {};
  for (long k = 0; k < count; k++) {
    ge_v16 row[GE_TILE_VECTORS];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(x + k * ldx + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) sums[r][v] += row[v] * w[r * wr + k * wk];
  }
  for (int r = 0; r < rows; r++) ge_store_sums(vectors, sums[r], width, out + r * ldo);
}

GE_INLINE void mix_rows(int rows, const float *w, long wr, long wk, long count, const float *x, long ldx, long columns, float *out,
                        long ldo) {
  const long step = GE_TILE_VECTORS * GE_LANES;
  for (long p = 0; p < columns; p += step) {
    const long width = columns - p < step ? columns - p : step;
    if (width <= GE_LANES) mix_tile(rows, 1, w, wr, wk, count, x + p, ldx, width, out + p, ldo);
    else mix_tile(rows, GE_TILE_VECTORS, w, wr, wk, count, x + p, ldx, width, out + p, ldo);
  }
}

GE_KERNEL void mix(const float *w, long wr, long wk, long rows, long count, const float *x, long ldx, long columns, float *out, long ldo) {
  long r = 0;
  for (; r + GE_TILE_ROWS <= rows; r += GE_TILE_ROWS)
    mix_rows(GE_TILE_ROWS, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
  for (; r + GE_LOW_TILE_ROWS <= rows; r += GE_LOW_TILE_ROWS)
    mix_rows(GE_LOW_TILE_ROWS, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
  for (; r < rows; r++) mix_rows(1, w + r * wr, wr, wk, count, x, ldx, columns, out + r * ldo, ldo);
}
