// The product of a packed layer.
#include "../../packing/linear_internal.h"
#include "../vector.h"

typedef float ge_register __attribute__((vector_size(GE_WIDTH * 4), aligned(4)));

// The sums of a tile, a row of the panel and one factor have to fit into the registers: 8 x 3 vectors of 32, or 4 x 3 of 16.
enum { LINEAR_ROWS = GE_REGISTERS >= 32 ? 8 : 4 };

// A tile y [rows, vectors * GE_WIDTH] = start + x w, with all sums in registers. Each number is one chain of additions in the order of the
// depth, whatever the size of the tile; so a row's result does not depend on its place. start: `start_stride` floats from one row to the
// next, or 0 where all rows start alike.
GE_INLINE void linear_tile(const int rows, const int vectors, long depth, const float *x,
                                                                    const float *w, const float *start, long start_stride, float *y,
                                                                    long ldy) {
  ge_register sums[LINEAR_ROWS][GE_PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[i][v] = *(const ge_register *)(start + i * start_stride + v * GE_WIDTH);
#pragma clang loop unroll_count(2)
  for (long k = 0; k < depth; k++) {
    ge_register column[GE_PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) column[v] = *(const ge_register *)(w + k * vectors * GE_WIDTH + v * GE_WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      // Subtracting zero changes nothing; adding it would turn -0 into 0, so the compiler could not leave it out.
      ge_register factor = x[i * GE_BLOCK_STRIDE + k] - (ge_register){};
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] += factor * column[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(ge_register *)(y + i * ldy + v * GE_WIDTH) = sums[i][v];
}

// Multiplies all rows of a block with a panel of a fixed number of vectors, in tiles as high as the number of remaining rows allows.
GE_INLINE void linear_strip(const int vectors, long rows, long depth, const float *x,
                                                                     const float *w, const float *start, long start_stride, float *y,
                                                                     long ldy) {
  long i = 0;
#define TILE(height)                                                                                                                       \
  linear_tile(height, vectors, depth, x + i * GE_BLOCK_STRIDE, w, start + i * start_stride, start_stride, y + i * ldy, ldy), i += height
  while (i + LINEAR_ROWS <= rows) TILE(LINEAR_ROWS);
  if (LINEAR_ROWS > 4 && i + 4 <= rows) TILE(4);
  if (i + 2 <= rows) TILE(2);
  if (i < rows) TILE(1);
#undef TILE
}

GE_KERNEL void linear_panel(int vectors, long rows, long depth, const float *x, const float *w, const float *start, long start_stride,
                               float *y, long ldy) {
  switch (vectors) {
  case 3: linear_strip(3, rows, depth, x, w, start, start_stride, y, ldy); break;
  case 2: linear_strip(2, rows, depth, x, w, start, start_stride, y, ldy); break;
  default: linear_strip(1, rows, depth, x, w, start, start_stride, y, ldy); break;
  }
}

// A panel whose last vector reaches beyond the outputs: its tiles go through a copy of whole vectors.
GE_KERNEL void linear_ragged_panel(int vectors, long columns, long rows, long depth, const float *x, const float *w, const float *start,
                                      float *y, long ldy) {
  float copy[LINEAR_ROWS * GE_PANEL_VECTORS * GE_WIDTH] = {};
  const long width = vectors * GE_WIDTH;
  const size_t bytes = (size_t)columns * sizeof(float);
  for (long i = 0; i < rows; i += LINEAR_ROWS) {
    const long height = rows - i < LINEAR_ROWS ? rows - i : LINEAR_ROWS;
    if (!start)
      for (long r = 0; r < height; r++) memcpy(copy + r * width, y + (i + r) * ldy, bytes);
    linear_panel(vectors, height, depth, x + i * GE_BLOCK_STRIDE, w, start ? start : copy, start ? 0 : width, copy, width);
    for (long r = 0; r < height; r++) memcpy(y + (i + r) * ldy, copy + r * width, bytes);
  }
}

GE_KERNEL void linear(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy) {
  const long inputs = layer->inputs, outputs = layer->outputs, panel = layer->panel;
  for (long i = 0; i < rows; i += GE_BLOCK_ROWS) {
    const long height = rows - i < GE_BLOCK_ROWS ? rows - i : GE_BLOCK_ROWS;
    for (long k = 0; k < inputs; k += GE_BLOCK_DEPTH) {
      const long depth = inputs - k < GE_BLOCK_DEPTH ? inputs - k : GE_BLOCK_DEPTH;
      for (long r = 0; r < height; r++)
        memcpy(worker->rows + r * GE_BLOCK_STRIDE, x + (i + r) * ldx + k, (size_t)depth * sizeof(float));
      for (long j = 0; j < outputs; j += panel) {
        const long columns = outputs - j < panel ? outputs - j : panel;
        const int vectors = (int)((columns + GE_WIDTH - 1) / GE_WIDTH);
        const float *w = layer->packed + j * inputs + k * vectors * GE_WIDTH;
        const float *bias = k == 0 ? layer->bias + j : NULL;
        float *out = y + i * ldy + j;
        if (columns == vectors * GE_WIDTH)
          linear_panel(vectors, height, depth, worker->rows, w, bias ? bias : out, bias ? 0 : ldy, out, ldy);
        else
          linear_ragged_panel(vectors, columns, height, depth, worker->rows, w, bias, out, ldy);
        // The activation is applied while the numbers are in the cache.
        if (k + depth == inputs && layer->activation != GE_ACTIVATION_NONE) activate(layer->activation, out, height, columns, ldy);
      }
    }
  }
}
