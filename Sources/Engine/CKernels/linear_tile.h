// The product for one instruction set. linear.c includes this file once for each set, with
//   NAME(x)  x with the set's suffix     TARGET  the target attribute     LANES  floats of a vector     ROWS  rows of a tile
// No vector is an argument of a function, because its ABI would depend on the target.

typedef float NAME(vector) __attribute__((vector_size(LANES * 4), aligned(4)));

// A tile y [rows, vectors * LANES] = start + x w, with all sums in registers. Each number is one chain of additions in the order of the
// depth, whatever the size of the tile; so a row's result does not depend on its place. start: `start_stride` floats from one row to the
// next, or 0 where all rows start alike.
TARGET static inline __attribute__((always_inline)) void NAME(tile)(const int rows, const int vectors, long depth, const float *x,
                                                                    const float *w, const float *start, long start_stride, float *y,
                                                                    long ldy) {
  NAME(vector) sums[ROWS][GE_PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[i][v] = *(const NAME(vector) *)(start + i * start_stride + v * LANES);
#pragma clang loop unroll_count(2)
  for (long k = 0; k < depth; k++) {
    NAME(vector) column[GE_PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) column[v] = *(const NAME(vector) *)(w + k * vectors * LANES + v * LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      // Subtracting zero changes nothing; adding it would turn -0 into 0, so the compiler could not leave it out.
      NAME(vector) factor = x[i * GE_BLOCK_STRIDE + k] - (NAME(vector)){};
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] += factor * column[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(NAME(vector) *)(y + i * ldy + v * LANES) = sums[i][v];
}

// Multiplies all rows of a block with a panel of a fixed number of vectors, in tiles as high as the number of remaining rows allows.
TARGET static inline __attribute__((always_inline)) void NAME(strip)(const int vectors, long rows, long depth, const float *x,
                                                                     const float *w, const float *start, long start_stride, float *y,
                                                                     long ldy) {
  long i = 0;
#define TILE(height)                                                                                                                       \
  NAME(tile)(height, vectors, depth, x + i * GE_BLOCK_STRIDE, w, start + i * start_stride, start_stride, y + i * ldy, ldy), i += height
  while (i + ROWS <= rows) TILE(ROWS);
  if (ROWS > 4 && i + 4 <= rows) TILE(4);
  if (i + 2 <= rows) TILE(2);
  if (i < rows) TILE(1);
#undef TILE
}

TARGET static void NAME(panel)(int vectors, long rows, long depth, const float *x, const float *w, const float *start, long start_stride,
                               float *y, long ldy) {
  switch (vectors) {
  case 3: NAME(strip)(3, rows, depth, x, w, start, start_stride, y, ldy); break;
  case 2: NAME(strip)(2, rows, depth, x, w, start, start_stride, y, ldy); break;
  default: NAME(strip)(1, rows, depth, x, w, start, start_stride, y, ldy); break;
  }
}

// A panel whose last vector reaches beyond the outputs: its tiles go through a copy of whole vectors.
TARGET static void NAME(ragged_panel)(int vectors, long columns, long rows, long depth, const float *x, const float *w, const float *start,
                                      float *y, long ldy) {
  float copy[ROWS * GE_PANEL_VECTORS * LANES] = {};
  const long width = vectors * LANES;
  const size_t bytes = (size_t)columns * sizeof(float);
  for (long i = 0; i < rows; i += ROWS) {
    const long height = rows - i < ROWS ? rows - i : ROWS;
    if (!start)
      for (long r = 0; r < height; r++) memcpy(copy + r * width, y + (i + r) * ldy, bytes);
    NAME(panel)(vectors, height, depth, x + i * GE_BLOCK_STRIDE, w, start ? start : copy, start ? 0 : width, copy, width);
    for (long r = 0; r < height; r++) memcpy(y + (i + r) * ldy, copy + r * width, bytes);
  }
}

TARGET static void NAME(run)(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy) {
  const long inputs = layer->inputs, outputs = layer->outputs, panel = layer->panel;
  for (long i = 0; i < rows; i += GE_BLOCK_ROWS) {
    const long height = rows - i < GE_BLOCK_ROWS ? rows - i : GE_BLOCK_ROWS;
    for (long k = 0; k < inputs; k += GE_BLOCK_DEPTH) {
      const long depth = inputs - k < GE_BLOCK_DEPTH ? inputs - k : GE_BLOCK_DEPTH;
      for (long r = 0; r < height; r++)
        memcpy(worker->rows + r * GE_BLOCK_STRIDE, x + (i + r) * ldx + k, (size_t)depth * sizeof(float));
      for (long j = 0; j < outputs; j += panel) {
        const long columns = outputs - j < panel ? outputs - j : panel;
        const int vectors = (int)((columns + LANES - 1) / LANES);
        const float *w = layer->packed + j * inputs + k * vectors * LANES;
        const float *bias = k == 0 ? layer->bias + j : NULL;
        float *out = y + i * ldy + j;
        if (columns == vectors * LANES)
          NAME(panel)(vectors, height, depth, worker->rows, w, bias ? bias : out, bias ? 0 : ldy, out, ldy);
        else
          NAME(ragged_panel)(vectors, columns, height, depth, worker->rows, w, bias, out, ldy);
        // The activation is applied while the numbers are in the cache.
        if (k + depth == inputs && layer->activation != GE_ACTIVATION_NONE) ge_activate(layer->activation, out, height, columns, ldy);
      }
    }
  }
}

#undef NAME
#undef TARGET
#undef LANES
#undef ROWS
