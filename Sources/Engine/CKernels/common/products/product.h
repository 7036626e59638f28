// The product for one precision and instruction set. A file includes this once for each precision, with
//   PRODUCT(x)                      x with the name of the precision
//   PRODUCT_SUM                     a register of sums
//   PRODUCT_ADD(sum, word, column)  adds the products of a word of x and a register of words of W to the sums
//   PRODUCT_HEIGHT                  rows of a tile
//   PRODUCT_FINISH                  what follows the sums
//   PRODUCT_BYTES                   bytes of a number
//   PRODUCT_TILE                    defined where the file has a tile of its own
//   PRODUCT_OFFSET                  what is added to each int8 number of x: 128 or 0

// A slice of a panel.
typedef struct {
  const int32_t *words; // [depth, width]
  long depth;
  // What the sums start with, and the words from one row to the next; 0 where all rows start alike.
  const int32_t *start;
  long start_stride;
  int32_t *sums;                   // [rows, width]
  const ge_panel_results *results; // where the sums go after the last slice of a panel, else NULL
} PRODUCT(slice);

#ifndef PRODUCT_TILE
// A tile sums [rows, vectors * GE_WIDTH] = start + x w, in registers. Each number is one chain of additions in the order of the depth,
// whatever the size of the tile; so a row's result does not depend on its place.
GE_INLINE void PRODUCT(tile)(const int rows, const int vectors, long depth, const int32_t *x, const int32_t *w, const int32_t *start,
                             long start_stride, int32_t *sums) {
  PRODUCT_SUM s[PRODUCT_HEIGHT][PRODUCT_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) s[i][v] = *(const PRODUCT_SUM *)(start + i * start_stride + v * GE_WIDTH);
#pragma clang loop unroll_count(2)
  for (long k = 0; k < depth; k++) {
    ge_words column[PRODUCT_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) column[v] = *(const ge_words *)(w + (k * vectors + v) * GE_WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const ge_words word = x[i * GE_BLOCK_STRIDE + k] - (ge_words){};
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) PRODUCT_ADD(s[i][v], word, column[v]);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(PRODUCT_SUM *)(sums + (i * vectors + v) * GE_WIDTH) = s[i][v];
}
#endif

// Multiplies all rows of a block with a slice of one panel, in tiles as high as the number of remaining rows allows. Meanwhile the slice
// behind it, which has the same size, comes into the cache.
GE_INLINE void PRODUCT(strip)(const int vectors, long rows, const int32_t *x, const PRODUCT(slice) *slice) {
  const long depth = slice->depth, words = depth * vectors * GE_WIDTH, stride = slice->start_stride;
  // With one or two tiles, prefetching would take longer than the sums.
  const long share = rows > 2 * PRODUCT_HEIGHT ? (words * PRODUCT_HEIGHT / rows + 15) / 16 * 16 : 0;
  const int32_t *next = slice->words + words, *end = next + words;
  long i = 0;
#define TILE(height)                                                                                                                       \
  PRODUCT(tile)(height, vectors, depth, x + i * GE_BLOCK_STRIDE, slice->words, slice->start + i * stride, stride,                          \
                slice->sums + i * vectors * GE_WIDTH);                                                                                     \
  if (slice->results) PRODUCT_FINISH(slice->results, i, height);                                                                           \
  i += height
  // Two tiles of 4 are faster than one of 6 and one of 2, whose additions would wait for each other.
  while (i + PRODUCT_HEIGHT <= rows && !(PRODUCT_HEIGHT == 6 && rows - i == 8)) {
    for (const int32_t *line = next; line < next + share && line < end; line += 16) __builtin_prefetch(line, 0, 2);
    next += share;
    TILE(PRODUCT_HEIGHT);
  }
  while (PRODUCT_HEIGHT > 4 && i + 4 <= rows) {
    TILE(4);
  }
  if (PRODUCT_HEIGHT > 2 && i + 2 <= rows) {
    TILE(2);
  }
  if (i < rows) {
    TILE(1);
  }
#undef TILE
}

// Within its callers, the compiler would have too few registers for the loops.
GE_LOOP void PRODUCT(slice_of_panel)(long groups, long rows, const int32_t *x, const PRODUCT(slice) *slice) {
  switch (groups) {
#if GE_WIDTH == 16
  case 3: PRODUCT(strip)(3, rows, x, slice); break;
  case 2: PRODUCT(strip)(2, rows, x, slice); break;
#endif
  default: PRODUCT(strip)(PRODUCT_PARTS, rows, x, slice); break;
  }
}

#if GE_WIDTH == 8
// One or two rows and several panels, which are `stride` words apart: with one panel, each addition would wait for the one before.
GE_INLINE void PRODUCT(wide_tile)(const int rows, const int32_t *x, const PRODUCT(slice) *slice, long stride) {
  enum { vectors = PRODUCT_WIDE_PANELS * PRODUCT_VECTORS };
  PRODUCT_SUM s[2][vectors];
  const int32_t *w = slice->words;
  const long depth = slice->depth;
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) s[i][v] = *(const PRODUCT_SUM *)(slice->start + i * slice->start_stride + v * GE_WIDTH);
  for (long k = 0; k < depth; k++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const long place = v / PRODUCT_VECTORS * stride + (k * PRODUCT_VECTORS + v % PRODUCT_VECTORS) * GE_WIDTH;
      const ge_words column = *(const ge_words *)(w + place);
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) PRODUCT_ADD(s[i][v], x[i * GE_BLOCK_STRIDE + k] - (ge_words){}, column);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) *(PRODUCT_SUM *)(slice->sums + (i * vectors + v) * GE_WIDTH) = s[i][v];
  PRODUCT_FINISH(slice->results, 0, rows);
}

GE_LOOP void PRODUCT(few_rows)(long rows, const int32_t *x, const PRODUCT(slice) *slice, long stride) {
  if (rows == 1) PRODUCT(wide_tile)(1, x, slice, stride);
  else PRODUCT(wide_tile)(2, x, slice, stride);
}
#endif

// The sums of a block of rows and a panel, in slices.
GE_KERNEL void PRODUCT(panel)(long groups, long rows, const int32_t *x, PRODUCT(slice) slice) {
  const ge_panel_results *results = slice.results;
  const long depth = slice.depth, width = groups * GE_GROUP, slices = (depth + PRODUCT_DEPTH - 1) / PRODUCT_DEPTH;
  const long deepest = (depth + slices - 1) / slices;
  for (long k = 0; k < depth; k += deepest) {
    slice.depth = depth - k < deepest ? depth - k : deepest;
    slice.results = k + slice.depth == depth ? results : NULL;
    PRODUCT(slice_of_panel)(groups, rows, x + k, &slice);
    slice.words += slice.depth * width;
    slice.start = slice.sums;
    slice.start_stride = width;
  }
}

// Copies the words [first, first + depth) of a block's rows. The last word of a row is filled up with zeros, with which W is, too.
GE_KERNEL void PRODUCT(copy_block)(const ge_linear *layer, const char *x, long ldx, long rows, long first, long depth, int32_t *block) {
  const long bytes = layer->inputs * PRODUCT_BYTES - first * 4, count = bytes < depth * 4 ? bytes : depth * 4;
  for (long r = 0; r < rows; r++) {
    const char *from = x + r * ldx * PRODUCT_BYTES + first * 4;
    int32_t *row = block + r * GE_BLOCK_STRIDE;
    if (PRODUCT_BYTES < 4) row[depth - 1] = 0;
    if (PRODUCT_OFFSET) {
      unsigned char *out = (unsigned char *)row;
      for (long k = 0; k < count; k++) out[k] = (unsigned char)from[k] ^ PRODUCT_OFFSET;
    } else {
      memcpy(row, from, (size_t)count);
    }
  }
}

// Multiplies the words [k, k + depth) of a block's rows, which are the rows from `first` on, with `count` panels from column j on. Until the
// last words of the rows, sums wait in y.
GE_KERNEL void PRODUCT(panels)(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *o, long first, long rows, long k,
                               long depth, long j, long count) {
  const long outputs = layer->outputs, panel = PRODUCT_GROUPS * GE_GROUP;
  const long columns = outputs - j < panel ? outputs - j : panel, groups = (columns + GE_GROUP - 1) / GE_GROUP;
  const long width = groups * GE_GROUP, all = count * width;
  const int is_last = k + depth == layer->words;
  ge_panel_results results = {
      .activation = is_last ? layer->activation : GE_ACTIVATION_NONE,
      .sums = worker->sums,
      .width = all,
      .columns = count * columns,
      .row_scale = o->scale ? o->scale + first : NULL,
      .column_scale = is_last && layer->scales ? layer->scales + j : NULL,
      .bias = layer->bias ? layer->bias + j : NULL,
      .kept = is_last && o->sums ? o->sums + first * outputs + j : NULL,
      .y = o->y + first * o->ldy + j,
      .ld_kept = outputs,
      .ldy = o->ldy,
  };
  PRODUCT(slice)
  slice = {
      .words = layer->packed + j * layer->words + k * width,
      .depth = depth,
      .start = layer->start + j,
      .sums = worker->sums,
      .results = &results,
  };
  if (k > 0) {
    // A tile reads whole groups of columns.
    for (long r = 0; r < rows; r++) memcpy(worker->sums + r * all, results.y + r * o->ldy, (size_t)results.columns * sizeof(float));
    slice.start = worker->sums;
    slice.start_stride = all;
  }
#if GE_WIDTH == 8
  if (count > 1) {
    PRODUCT(few_rows)(rows, worker->rows, &slice, panel * layer->words);
    return;
  }
#endif
  PRODUCT(panel)(groups, rows, worker->rows, slice);
}

// Multiplies the rows [first, first + rows) of x with all of W.
GE_KERNEL void PRODUCT(block)(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *o, long first, long rows) {
  const long outputs = layer->outputs, panel = PRODUCT_GROUPS * GE_GROUP, most = rows > 2 ? 1 : PRODUCT_WIDE_PANELS;
  for (long k = 0; k < layer->words; k += GE_BLOCK_WORDS) {
    const long depth = layer->words - k < GE_BLOCK_WORDS ? layer->words - k : GE_BLOCK_WORDS;
    PRODUCT(copy_block)(layer, (const char *)o->x + first * o->ldx * PRODUCT_BYTES, o->ldx, rows, k, depth, worker->rows);
    for (long j = 0, count; j < outputs; j += count * panel) {
      count = outputs - j >= most * panel ? most : 1;
      PRODUCT(panels)(layer, worker, o, first, rows, k, depth, j, count);
    }
  }
  if (o->reduced_y.bfloat16 || o->reduced_y.int8)
    for (long r = first; r < first + rows; r++) ge_reduce_row(o->y + r * o->ldy, r, outputs, &o->reduced_y);
}

GE_KERNEL void PRODUCT(run)(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *operands) {
  const long height = product_block_rows(PRODUCT_HEIGHT, operands->rows, layer->words);
  for (long i = 0; i < operands->rows; i += height)
    PRODUCT(block)(layer, worker, operands, i, operands->rows - i < height ? operands->rows - i : height);
}

#undef PRODUCT
#undef PRODUCT_SUM
#undef PRODUCT_ADD
#undef PRODUCT_HEIGHT
#undef PRODUCT_FINISH
#undef PRODUCT_BYTES
#undef PRODUCT_OFFSET
#undef PRODUCT_TILE
