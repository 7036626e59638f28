// The predictor of encoder and decoder, row by row. It uses integer arithmetic only, so that every machine decodes alike.
//
// x_ij is the quantised logarithm. Rows of a rollout are similar and differ by a level, and neighbours in a row have similar deviations:
//   prediction of x_ij = c_j (estimate of column j from the rows above) + b_(j-i) (near the diagonal) + s_ij (level of the row),
//   s_ij = level + sum over k < j of w_k e_ik, with residuals e: a running estimate from the values of the row that are known.
// The expected size of a residual also comes from the rows above: from the last residuals of its column and of its diagonal.
#pragma once
#include "internal.h"

enum {
  fraction = 8,      // fractional bits of predictions
  sizeFraction = 4,  // fractional bits of expected residual sizes
  band = 2,          // number of diagonals on each side of the main one that have offsets
};

// Weights of the newest row in the column and row estimates, in 256ths; 0 stands for a plain mean.
typedef struct {
  int32_t column, row;
} Preset;

static const Preset presets[] = {{115, 250}, {0, 0}, {90, 100}, {0, 230}};
enum { presetCount = sizeof presets / sizeof *presets };

typedef struct {
  int32_t size;      // T
  int32_t blocks;    // number of blocks of `lanes` cells that hold T cells
  Preset preset;
  int32_t level;     // prediction of the next row's level
  int64_t part;      // 2^32 / T
  int32_t offset[2 * band + 1];  // b
  // All arrays have room for whole blocks; cells behind the T-th never influence the others.
  int32_t *column;        // c [T]
  int32_t *expected;      // predictions without s [T]
  int32_t *columnSize;    // mean |e| of the column, recent rows weighted most [T], with a cell of margin at each side
  int32_t *diagonalSize;  // mean |e| of the diagonals [2T]; row i uses [T - i, 2T - i), and a cell at each side
  int32_t *scale;         // prefix code of each value of the row [T]
  int32_t *weight;        // w [T]
  int32_t *residual;      // e [T]
  int32_t *value;         // x [T]
  int32_t *bits;          // bits of the floats, for the decoder [T]
} Model;

// A loop over whole blocks has no remainder, which would be most of a short row. Cells of different columns never depend on one another.
enum { lanes = 16 };
#define EACH(m, j) \
  for (int32_t j##Block = 0, j##Blocks = (m)->blocks; j##Block < j##Blocks; ++j##Block) \
    _Pragma("clang loop vectorize(assume_safety)") \
    for (int32_t j##Lane = 0, j = j##Block * lanes; j##Lane < lanes; ++j##Lane, ++j)

INLINE int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }
INLINE int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/// The prediction as an integer of the range, from its parts; so every residual fits into 17 bits.
INLINE int32_t rounded(Range range, int32_t expected, uint32_t level) {
  const int32_t p = (int32_t)((uint32_t)expected + level + (1u << (fraction - 1))) >> fraction;
  return larger(range.lowest, smaller(range.highest, p));
}

/// Cells of an array, with room for a whole block behind it and a margin at each side.
INLINE size_t modelStride(int32_t size) { return ((size_t)size + 2 * lanes) / lanes * lanes + 2; }

INLINE size_t modelCells(int32_t size) { return 10 * modelStride(size); }

/// 1 / (j + 1) in 256ths, rounded down: the weight of the newest of j + 1 values in their mean.
INLINE int32_t share(int32_t j) { return (int32_t)(256.0f / (float)(j + 1)); }

/// Initialises a model. `cells` has modelCells(size) cells; `start` is the prediction of the first value.
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

// The diagonals k for which row i has a column i + k with an offset.
INLINE int32_t firstDiagonal(int32_t i) { return larger(-band, -i); }
INLINE int32_t lastDiagonal(const Model *m, int32_t i) { return smaller(band, m->size - 1 - i); }

/// Computes `scale` of row i.
INLINE void modelScale(Model *m, int32_t i) {
  const int32_t *restrict diagonal = m->diagonalSize + m->size - i;
  const int32_t *restrict sizes = m->columnSize;
  int32_t *restrict scale = m->scale;
  EACH(m, j) {
    const int32_t own = (sizes[j] + diagonal[j]) >> 1;
    // A value's own column and diagonal have the largest weights.
    const int32_t wide = (6 * sizes[j] + sizes[j - 1] + sizes[j + 1] + 4 * diagonal[j] + 2 * (diagonal[j - 1] + diagonal[j + 1])) >> 4;
    const int isAlone = (j == 0) | ((uint32_t)(j - i + band) <= 2 * band);
    // Half octaves of the expected size, read from the floating-point exponent and the first bit of the mantissa.
    const float f = (float)((isAlone ? own : wide) + 2);
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    const int32_t halfOctave = (int32_t)(bits >> 22) - 256;
    // The index of the shape's first look-up and, from bit 16 on, the number of low bits of a magnitude that are not coded.
    const int32_t common = ((8 + (halfOctave & 1)) << firstBits) + (((halfOctave - 8) >> 1) * (1 << 16));
    scale[j] = halfOctave < 8 ? halfOctave << firstBits : common;
  }
}

/// Updates the sizes with row i, whose `residual` is known.
INLINE void modelSizes(Model *m, int32_t i) {
  const int32_t size = m->size;
  const int32_t *restrict residual = m->residual;
  int32_t *restrict sizes = m->columnSize, *restrict diagonal = m->diagonalSize + size - i;
  if (i > 0) {
    EACH(m, j) {
      const int32_t actual = (residual[j] < 0 ? -residual[j] : residual[j]) * (1 << sizeFraction);
      sizes[j] += (actual - sizes[j]) >> 1;
      diagonal[j] += (actual - diagonal[j]) >> 1;
    }
    sizes[-1] = sizes[0], sizes[size] = sizes[size - 1];
  }
  if (i + 1 < size) diagonal[-1] = diagonal[0];
}

/// Updates levels, columns and offsets with row i, whose `value` is known, and computes `expected` of the next row; row 0 also decides the
/// weights.
INLINE void modelLevel(Model *m, int32_t i) {
  const int32_t size = m->size;
  int32_t *restrict expected = m->expected, *restrict weight = m->weight, *restrict column = m->column;
  const int32_t *restrict value = m->value;
  // Sums of the upper and lower halves, which fit into 32 bits.
  int32_t upper = 0, lower = 0;
  EACH(m, j) {
    expected[j] = value[j] * (1 << fraction) - expected[j];
    const int32_t counted = j < size ? expected[j] : 0;
    upper += counted >> 16;
    lower += counted & 0xffff;
  }
  const int64_t sum = (int64_t)upper * (1 << 16) + lower;
  const int32_t level = (int32_t)((sum * m->part) >> 32);  // the mean
  m->level = i == 0 ? level : m->level + (level - m->level) / 2;
  if (i == 0) {
    EACH(m, j) weight[j] = larger(m->preset.row, share(j));
  } else {
    const int32_t rate = larger(25, share(i - 1));
    for (int32_t k = firstDiagonal(i), last = lastDiagonal(m, i); k <= last; ++k)
      m->offset[k + band] += (((expected[i + k] - level) >> 4) * rate) >> 4;
  }
  const int32_t rate = i == 0 ? 256 : larger(m->preset.column, share(i));
  EACH(m, j) expected[j] = column[j] += (((expected[j] - level) >> 4) * rate) >> 4;
  for (int32_t k = firstDiagonal(i + 1), last = lastDiagonal(m, i + 1); k <= last; ++k) expected[i + 1 + k] += m->offset[k + band];
}
