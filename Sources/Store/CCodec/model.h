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
  int32_t size;
  Preset preset;
  int32_t level;         // prediction of the next row's level
  int32_t offset[2 * band + 1];  // b
  int32_t *column;       // c [T]
  int32_t *expected;     // predictions without s [T]
  int32_t *columnSize;   // mean |e| of the column, recent rows first [T + 2], one cell of margin at each side
  int32_t *diagonalSize; // the same of the diagonal [2T]
  int32_t *scale;        // which prefix code each value of the row has [T]
  int32_t *weight;       // w [T]
  int32_t *residual;     // e [T]
  int32_t *value;        // x [T]
} Model;

INLINE int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }
INLINE int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/// The prediction, from its parts, as an integer of the range: so every residual fits 17 bits.
INLINE int32_t rounded(Range range, int32_t expected, uint32_t level) {
  const int32_t p = (int32_t)((uint32_t)expected + level + (1u << (fraction - 1))) >> fraction;
  return larger(range.lowest, smaller(range.highest, p));
}

INLINE size_t modelCells(int32_t size) { return 9 * ((size_t)size + 8); }

/// `cells` of modelCells(size); `start` is what the first value is predicted to be.
INLINE void modelStart(Model *m, int32_t size, uint32_t preset, int32_t start, int32_t *cells) {
  const int32_t stride = size + 8;
  *m = (Model){.size = size, .preset = presets[preset], .level = start * (1 << fraction)};
  m->column = cells, cells += stride;
  m->expected = cells, cells += stride;
  m->columnSize = cells + 1, cells += stride;
  m->scale = cells, cells += stride;
  m->weight = cells, cells += stride;
  m->residual = cells, cells += stride;
  m->value = cells, cells += stride;
  m->diagonalSize = cells;  // row i uses [size - i, 2 * size - i), and a cell at each side
  for (int32_t j = 0; j < size; ++j) m->column[j] = 0;
  for (int32_t j = -1; j <= size; ++j) m->columnSize[j] = 128 << sizeFraction;
  for (int32_t j = 0; j <= 2 * size; ++j) m->diagonalSize[j] = 128 << sizeFraction;
  for (int32_t j = 0; j < size; ++j) m->weight[j] = 256 / (j + 1);
}

// Fills `expected` and `scale` of row i.
INLINE void modelPredict(Model *m, int32_t i) {
  const int32_t size = m->size;
  const int32_t *restrict diagonal = m->diagonalSize + size - i;
  const int32_t *restrict column = m->column, *restrict sizes = m->columnSize;
  int32_t *restrict expected = m->expected, *restrict scale = m->scale;
  for (int32_t j = 0; j < size; ++j) {
    expected[j] = column[j];
    const int32_t around = (6 * sizes[j] + sizes[j - 1] + sizes[j + 1]) >> 2;  // twice the mean
    scale[j] = (2 * around + 2 * diagonal[j] + diagonal[j - 1] + diagonal[j + 1]) >> 3;
  }
  for (int32_t k = -band; k <= band; ++k) {
    const int32_t j = i + k;
    if (j < 0 || j >= size) continue;
    expected[j] += m->offset[k + band];
    scale[j] = (sizes[j] + diagonal[j]) >> 1;
  }
  scale[0] = (sizes[0] + diagonal[0]) >> 1;
  for (int32_t j = 0; j < size; ++j) {
    // Half octaves of the expected size, read off the floating-point exponent and the first bit of the mantissa.
    const float f = (float)(scale[j] + 2);
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    const int32_t halfOctave = (int32_t)(bits >> 22) - 256;
    // The index of the shape's table, and from bit 16 on how many low bits of a magnitude go uncoded.
    scale[j] = halfOctave < 8 ? halfOctave << longestCode : ((8 + (halfOctave & 1)) << longestCode) + (((halfOctave - 8) >> 1) << 16);
  }
}

// Learns from row i, whose `residual` and `value` are known.
INLINE void modelUpdate(Model *m, int32_t i) {
  const int32_t size = m->size;
  int32_t *restrict expected = m->expected;
  const int32_t *restrict value = m->value, *restrict residual = m->residual;
  int64_t sum = 0;
  for (int32_t j = 0; j < size; ++j) {
    expected[j] = value[j] * (1 << fraction) - expected[j];
    sum += expected[j];
  }
  const int32_t level = (int32_t)(sum / size);
  m->level = i == 0 ? level : m->level + (level - m->level) / 2;
  const int32_t rate = i == 0 ? 256 : larger(m->preset.column, 256 / (i + 1));
  int32_t *restrict column = m->column, *restrict sizes = m->columnSize, *restrict diagonal = m->diagonalSize + size - i;
  for (int32_t j = 0; j < size; ++j) column[j] += (((expected[j] - level) >> 4) * rate) >> 4;
  if (i > 0) {
    for (int32_t j = 0; j < size; ++j) {
      const int32_t actual = (residual[j] < 0 ? -residual[j] : residual[j]) * (1 << sizeFraction);
      sizes[j] += (actual - sizes[j]) >> 1;
      diagonal[j] += (actual - diagonal[j]) >> 1;
    }
    sizes[-1] = sizes[0], sizes[size] = sizes[size - 1];
    const int32_t offsetRate = larger(25, 256 / i);
    for (int32_t k = -band; k <= band; ++k) {
      const int32_t j = i + k;
      if (j >= 0 && j < size) m->offset[k + band] += (((expected[j] - level) >> 4) * offsetRate) >> 4;
    }
  }
  if (i + 1 < size) diagonal[-1] = diagonal[0];
  if (i == 0)
    for (int32_t j = 0; j < size; ++j) m->weight[j] = larger(m->preset.row, 256 / (j + 1));
}
