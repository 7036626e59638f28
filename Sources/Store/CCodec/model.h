// The predictor that encoder and decoder share, row by row. All of it is integer arithmetic, so that every machine decodes alike.
//
// x_ij is the quantised logarithm. Rows of a rollout look alike and differ by a level, and neighbours in a row deviate alike:
//   prediction of x_ij = c_j (what column j was in the rows above) + b_(j-i) (near the diagonal) + s_ij (level of the row),
//   s_ij = level + sum over k < j of w_k e_ik, with e the residuals: a running estimate that follows what is already known of the row.
// The expected size of a residual comes from the rows above as well: the column's last ones and the diagonal's last ones.
#pragma once
#include "internal.h"

enum {
  fraction = 8,      // fractional bits of predictions
  sizeFraction = 4,  // fractional bits of expected residual sizes
  band = 2,          // diagonals on each side of the main one that have an offset of their own
};

// How fast the column and row estimates forget, in 256ths: 0 is a plain mean.
typedef struct {
  int32_t column, row;
} Preset;

static const Preset presets[] = {{115, 250}, {0, 0}, {90, 100}, {0, 230}};
enum { presetCount = sizeof presets / sizeof *presets };

typedef struct {
  int32_t size;      // T
  int32_t blocks;    // of `lanes` cells, that T cells fit in
  Preset preset;
  int32_t level;     // prediction of the next row's level
  int64_t part;      // 2^32 / T
  int32_t offset[2 * band + 1];  // b
  // All of them have room for whole blocks; what is behind the T cells is never read for the others.
  int32_t *column;        // c [T]
  int32_t *expected;      // predictions without s [T]
  int32_t *columnSize;    // mean |e| of the column, recent rows first [T], a cell of margin at each side
  int32_t *diagonalSize;  // the same of the diagonals [2T]; row i uses [T - i, 2T - i), and a cell at each side
  int32_t *scale;         // which prefix code each value of the row has [T]
  int32_t *weight;        // w [T]
  int32_t *residual;      // e [T]
  int32_t *value;         // x [T]
  int32_t *bits;          // for the decoder [T]
} Model;

// A loop over whole blocks has no remainder to be done one by one, which would be most of a short row.
enum { lanes = 16 };
#define EACH(m, j) \
  for (int32_t j##Block = 0; j##Block < (m)->blocks; ++j##Block) \
    for (int32_t j = j##Block * lanes; j < j##Block * lanes + lanes; ++j)

INLINE int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }
INLINE int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/// The prediction, from its parts, as an integer of the range: so every residual fits 17 bits.
INLINE int32_t rounded(Range range, int32_t expected, uint32_t level) {
  const int32_t p = (int32_t)((uint32_t)expected + level + (1u << (fraction - 1))) >> fraction;
  return larger(range.lowest, smaller(range.highest, p));
}

/// Cells of an array, with room for a whole block behind it and a margin at each side.
INLINE size_t modelStride(int32_t size) { return ((size_t)size + 2 * lanes) / lanes * lanes + 2; }

INLINE size_t modelCells(int32_t size) { return 10 * modelStride(size); }

/// 1 / (j + 1) in 256ths, rounded down: the weight of one value of many that makes a mean of them.
INLINE int32_t share(int32_t j) { return (int32_t)(256.0f / (float)(j + 1)); }

/// `cells` of modelCells(size); `start` is what the first value is predicted to be.
INLINE void modelStart(Model *m, int32_t size, uint32_t preset, int32_t start, int32_t *cells) {
  const size_t stride = modelStride(size);
  *m = (Model){
      .size = size,
      .blocks = (size + lanes - 1) / lanes,
      .preset = presets[preset],
      .level = start * (1 << fraction),
      .part = size > 0 ? ((int64_t)1 << 32) / size : 0,
  };
  memset(cells, 0, modelCells(size) * sizeof *cells);
  int32_t **const arrays[] = {&m->expected, &m->scale, &m->weight, &m->residual, &m->value, &m->bits, &m->column};
  for (size_t k = 0; k < sizeof arrays / sizeof *arrays; ++k, cells += stride) *arrays[k] = cells;
  m->columnSize = cells + 1;
  m->diagonalSize = cells + stride;
  for (size_t k = 0; k < 3 * stride; ++k) cells[k] = 128 << sizeFraction;
  EACH(m, j) m->weight[j] = share(j);
}

// Fills `expected` and `scale` of row i.
INLINE void modelPredict(Model *m, int32_t i) {
  const int32_t size = m->size;
  const int32_t *restrict diagonal = m->diagonalSize + size - i;
  const int32_t *restrict column = m->column, *restrict sizes = m->columnSize;
  int32_t *restrict expected = m->expected, *restrict scale = m->scale;
  EACH(m, j) {
    expected[j] = column[j];
    // A value's own column and diagonal count most.
    scale[j] = (6 * sizes[j] + sizes[j - 1] + sizes[j + 1] + 4 * diagonal[j] + 2 * (diagonal[j - 1] + diagonal[j + 1])) >> 4;
  }
  for (int32_t k = -band; k <= band; ++k) {
    const int32_t j = i + k;
    if (j < 0 || j >= size) continue;
    expected[j] += m->offset[k + band];
    scale[j] = (sizes[j] + diagonal[j]) >> 1;
  }
  scale[0] = (sizes[0] + diagonal[0]) >> 1;
  EACH(m, j) {
    // Half octaves of the expected size, read off the floating-point exponent and the first bit of the mantissa.
    const float f = (float)(scale[j] + 2);
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    const int32_t halfOctave = (int32_t)(bits >> 22) - 256;
    // The index of the shape's table, and from bit 16 on how many low bits of a magnitude go uncoded.
    const int32_t common = ((8 + (halfOctave & 1)) << longestCode) + (((halfOctave - 8) >> 1) * (1 << 16));
    scale[j] = halfOctave < 8 ? halfOctave << longestCode : common;
  }
}

// Learns from row i, whose `residual` and `value` are known.
INLINE void modelUpdate(Model *m, int32_t i) {
  const int32_t size = m->size;
  int32_t *restrict expected = m->expected, *restrict weight = m->weight;
  const int32_t *restrict value = m->value, *restrict residual = m->residual;
  int64_t sum = 0;
  EACH(m, j) {
    expected[j] = value[j] * (1 << fraction) - expected[j];
    sum += j < size ? expected[j] : 0;
  }
  const int32_t level = (int32_t)((sum * m->part) >> 32);  // their mean
  m->level = i == 0 ? level : m->level + (level - m->level) / 2;
  const int32_t rate = i == 0 ? 256 : larger(m->preset.column, share(i));
  int32_t *restrict column = m->column, *restrict sizes = m->columnSize, *restrict diagonal = m->diagonalSize + size - i;
  EACH(m, j) column[j] += (((expected[j] - level) >> 4) * rate) >> 4;
  if (i == 0) {
    EACH(m, j) weight[j] = larger(m->preset.row, share(j));
  } else {
    EACH(m, j) {
      const int32_t actual = (residual[j] < 0 ? -residual[j] : residual[j]) * (1 << sizeFraction);
      sizes[j] += (actual - sizes[j]) >> 1;
      diagonal[j] += (actual - diagonal[j]) >> 1;
    }
    sizes[-1] = sizes[0], sizes[size] = sizes[size - 1];
    const int32_t offsetRate = larger(25, share(i - 1));
    for (int32_t k = -band; k <= band; ++k) {
      const int32_t j = i + k;
      if (j >= 0 && j < size) m->offset[k + band] += (((expected[j] - level) >> 4) * offsetRate) >> 4;
    }
  }
  if (i + 1 < size) diagonal[-1] = diagonal[0];
}
