// Products of a few rows of numbers with rows of vectors, made for the registers: scores, mixed values, rollouts.
#ifndef GLOBENC_TILE_H
#define GLOBENC_TILE_H

#include "vector.h"

enum {
  // Rows and vectors of a tile: its sums are in registers, beside a row of vectors and a number.
  GE_TILE_ROWS = GE_VECTORS >= 32 ? 8
  : GE_VECTORS >= 8               ? 6
                                  : 2,
  GE_TILE_VECTORS = GE_VECTORS >= 32 ? 2 : 1,
  // Rows of a lower tile, for the last rows.
  GE_LOW_TILE_ROWS = GE_TILE_ROWS < 4 ? GE_TILE_ROWS : 4,
  // Rows are handled in multiples of this number: the last row is repeated, which is cheaper than a branch.
  GE_ROW_GROUP = 4,
};

// The sums of a tile.
typedef ge_v16 ge_tile[GE_TILE_ROWS][3];

GE_INLINE long ge_row_groups(long rows) { return (rows + GE_ROW_GROUP - 1) / GE_ROW_GROUP * GE_ROW_GROUP; }

// Rows of the next tile where `left` rows are left: 16 rows are 8 + 8 or 6 + 6 + 4; 8 rows are 8 or 4 + 4.
GE_INLINE int ge_next_tile(long left) { return left % GE_TILE_ROWS == 0 || left > 2 * GE_LOW_TILE_ROWS ? GE_TILE_ROWS : GE_LOW_TILE_ROWS; }

// sums_r += sum_k a_rk x_k over k in [from, to), where x_k is a row of `vectors` vectors; rows are ld floats apart. What is at `next` is
// fetched meanwhile, row by row, unless it is NULL. Each sum is one chain of additions in the order of k, whatever the tile.
GE_INLINE void ge_add_tile(int rows, int vectors, const float *const *a, long from, long to, const float *x, long ld, const float *next,
                           ge_tile sums) {
  for (long k = from; k < to; k++) {
    ge_v16 row[3];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(x + k * ld + v * GE_LANES);
    if (next)
      for (int v = 0; v < vectors; v++) __builtin_prefetch(next + k * ld + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) sums[r][v] += row[v] * a[r][k];
  }
}

// Writes the first `width` numbers of a row of sums; of the last vector, some may be left out. These come from a copy, so that the sums
// themselves can be in registers.
GE_INLINE void ge_store_sums(int vectors, const ge_v16 *sums, long width, float *out) {
  if (width == vectors * GE_LANES) {
    for (int v = 0; v < vectors; v++) *(ge_v16 *)(out + v * GE_LANES) = sums[v];
  } else {
    ge_v16 copy[3];
    for (int v = 0; v < vectors; v++) copy[v] = sums[v];
    memcpy(out, copy, (size_t)width * sizeof(float));
  }
}

// Reads them again.
GE_INLINE void ge_load_sums(int vectors, const float *x, long width, ge_v16 *sums) {
  if (width == vectors * GE_LANES) {
    for (int v = 0; v < vectors; v++) sums[v] = *(const ge_v16 *)(x + v * GE_LANES);
  } else {
    ge_v16 copy[3] = {};
    memcpy(copy, x, (size_t)width * sizeof(float));
    for (int v = 0; v < vectors; v++) sums[v] = copy[v];
  }
}

#endif
