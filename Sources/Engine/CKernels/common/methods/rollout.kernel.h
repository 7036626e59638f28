#include "rollout.h"

#include "../tile.h"

// top = max(top, x), lane by lane, but a NaN of x is ignored. This is one instruction where the compiler's elementwise maximum takes three.
GE_INLINE void raise_top(ge_v16 *top, const ge_v16 *x) {
  const ge_i16 above = *x > *top;
  *top = (ge_v16)((above & (ge_i16)*x) | (~above & (ge_i16)*top));
}

GE_KERNEL float scale_rows(const float *pairs, const float *scale, long tokens, float *out) {
  const long padded = ge_padded(tokens);
  ge_v16 top = {};
  for (long i = 0; i < tokens; i++)
    for (long j = 0; j < padded; j += GE_LANES) {
      const ge_v16 x = *(const ge_v16 *)(pairs + i * padded + j) * scale[i];
      *(ge_v16 *)(out + i * padded + j) = x;
      raise_top(&top, &x);
    }
  return ge_max(&top);
}

GE_INLINE void step_tile(int rows, int vectors, const float *const *pairs, const float *scale, const float *previous, long tokens,
                         long padded, float *const *out, ge_v16 *top) {
  ge_tile sums = {};
  ge_add_tile(rows, vectors, pairs, 0, tokens, previous, padded, NULL, sums);
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) {
      const ge_v16 x = sums[r][v] * scale[r];
      *(ge_v16 *)(out[r] + v * GE_LANES) = x;
      raise_top(top, &x);
    }
}

// The columns [column, column + vectors * GE_LANES) of all rows.
GE_INLINE void step_columns(int vectors, long column, const float *pairs, const float *scale, const float *previous, long tokens,
                            float *out, ge_v16 *top) {
  const long padded = ge_padded(tokens);
  int height;
  for (long i = 0; i < tokens; i += height) {
    height = ge_next_tile(ge_row_groups(tokens) - i);
    const float *a[GE_TILE_ROWS];
    float *c[GE_TILE_ROWS], s[GE_TILE_ROWS];
    for (int r = 0; r < height; r++) {
      const long row = i + r < tokens ? i + r : tokens - 1;
      a[r] = pairs + row * padded;
      c[r] = out + row * padded + column;
      s[r] = scale[row];
    }
    if (height == GE_TILE_ROWS) step_tile(GE_TILE_ROWS, vectors, a, s, previous + column, tokens, padded, c, top);
    else step_tile(GE_LOW_TILE_ROWS, vectors, a, s, previous + column, tokens, padded, c, top);
  }
}

GE_KERNEL float rollout_step(const float *pairs, const float *scale, const float *previous, long tokens, float *out) {
  const long padded = ge_padded(tokens);
  ge_v16 top = {};
  long j = 0;
  for (; j + GE_TILE_VECTORS * GE_LANES <= padded; j += GE_TILE_VECTORS * GE_LANES)
    step_columns(GE_TILE_VECTORS, j, pairs, scale, previous, tokens, out, &top);
  for (; j < padded; j += GE_LANES) step_columns(1, j, pairs, scale, previous, tokens, out, &top);
  return ge_max(&top);
}
