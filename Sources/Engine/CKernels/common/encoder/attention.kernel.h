#include "attention.h"

#include "score_tile.h"

enum {
  // Keys whose values serve all rows of a block before the next keys do: as many as fit into the first-level cache.
  VALUE_KEYS = 128,
  // Rows whose softmax is computed side by side.
  SOFTMAX_ROWS = GE_ROW_GROUP,
};

// Distance of two rows of probabilities. It is no multiple of 4096 bytes, because all rows would then compete for one set of the
// first-level cache.
GE_INLINE long row_distance(long tokens) { return ge_padded(tokens) + GE_LANES; }

GE_KERNEL long attention_scratch(long heads, long tokens) { return heads * GE_ATTENTION_ROWS * row_distance(tokens); }

// Softmax of SOFTMAX_ROWS rows over their first `tokens` entries; the padding becomes 0. In `kept`, all bits are set in those lanes of the last
// vector that are tokens. Masks are used instead of single stores, because a vector load directly after single stores would have to wait
// for them. Several rows are computed side by side, because within one row everything waits for its maximum, then for its sum.
GE_INLINE void softmax(float *x, long lds, long padded, const ge_i16 *kept) {
  const long last = padded - GE_LANES;
  const ge_i16 lowest = ~*kept & (ge_i16)((ge_v16){} - INFINITY);
  ge_v16 end[SOFTMAX_ROWS], top[SOFTMAX_ROWS], total[SOFTMAX_ROWS];
  float highest[SOFTMAX_ROWS], scale[SOFTMAX_ROWS];
  for (int r = 0; r < SOFTMAX_ROWS; r++) top[r] = end[r] = (ge_v16)(((ge_i16) * (const ge_v16 *)(x + r * lds + last) & *kept) | lowest);
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < SOFTMAX_ROWS; r++) top[r] = __builtin_elementwise_max(top[r], *(const ge_v16 *)(x + r * lds + j));
  for (int r = 0; r < SOFTMAX_ROWS; r++) highest[r] = ge_max(&top[r]);
  for (int r = 0; r < SOFTMAX_ROWS; r++) {
    end[r] -= highest[r];
    ge_exp(&end[r]);
    total[r] = end[r] = (ge_v16)((ge_i16)end[r] & *kept);
  }
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < SOFTMAX_ROWS; r++) {
      ge_v16 e = *(const ge_v16 *)(x + r * lds + j) - highest[r];
      ge_exp(&e);
      *(ge_v16 *)(x + r * lds + j) = e;
      total[r] += e;
    }
  for (int r = 0; r < SOFTMAX_ROWS; r++) scale[r] = 1 / ge_sum(&total[r]);
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < SOFTMAX_ROWS; r++) *(ge_v16 *)(x + r * lds + j) *= scale[r];
  for (int r = 0; r < SOFTMAX_ROWS; r++) *(ge_v16 *)(x + r * lds + last) = end[r] * scale[r];
}

// context_r[features] += sum_j probabilities_rj value_j[features] over the keys [from, to) and `vectors` vectors of features from `feature` on,
// of which `width` features are real; from key 0 on the sum starts at 0.
GE_INLINE void mix_values(int rows, int vectors, const float *const *probabilities, long from, long to, const float *value, long ld,
                          long width, float *const *context, long feature) {
  ge_tile sums = {};
  if (from > 0)
    for (int r = 0; r < rows; r++) ge_load_sums(vectors, context[r] + feature, width, sums[r]);
  ge_add_tile(rows, vectors, probabilities, from, to, value + feature, ld, NULL, sums);
  for (int r = 0; r < rows; r++) ge_store_sums(vectors, sums[r], width, context[r] + feature);
}

// The same for all rows. The last tile has at least one of them, so that no two tiles add to the same sums.
GE_INLINE void mix_tiles(long rows, int vectors, const float *const *probabilities, long from, long to, const float *value, long ld,
                         long width, float *const *context, long feature) {
  int height;
  for (long r = 0; r < rows; r += height) {
    height = ge_next_tile(ge_row_groups(rows) - r);
    if (height == GE_TILE_ROWS) mix_values(GE_TILE_ROWS, vectors, probabilities + r, from, to, value, ld, width, context + r, feature);
    else mix_values(GE_LOW_TILE_ROWS, vectors, probabilities + r, from, to, value, ld, width, context + r, feature);
  }
}

// context_r = sum_j probabilities_rj value_j over all tokens j and the d features of a head. The values of a few keys serve all rows before the
// next ones are read.
GE_LOOP void mix_head(long rows, const float *const *probabilities, long tokens, const float *value, long ld, long d,
                      float *const *context) {
  for (long j = 0; j < tokens; j += VALUE_KEYS) {
    const long end = tokens - j < VALUE_KEYS ? tokens : j + VALUE_KEYS;
    for (long p = 0; p < d; p += GE_TILE_VECTORS * GE_LANES) {
      const long width = d - p < GE_TILE_VECTORS * GE_LANES ? d - p : GE_TILE_VECTORS * GE_LANES;
      if (width > GE_LANES) mix_tiles(rows, GE_TILE_VECTORS, probabilities, j, end, value, ld, width, context, p);
      else mix_tiles(rows, 1, probabilities, j, end, value, ld, width, context, p);
    }
  }
}

// Adds the terms of head h to the scores of `rows` rows from `block` on, and to the copies of the last row.
GE_INLINE void add_terms(const ge_score_terms *terms, long h, long block, long rows, long padded, float *scores, long lds) {
  for (long r = 0; r < ge_row_groups(rows); r++) {
    const long row = block + (r < rows ? r : rows - 1);
    const float *added = terms->values + h * terms->head_stride + (row - terms->first) * terms->row_stride;
    for (long j = 0; j < padded; j += GE_LANES) *(ge_v16 *)(scores + r * lds + j) += *(const ge_v16 *)(added + j);
  }
}

// Scores, probabilities and context of one head, for `rows` rows from `block` on. A few vectors of keys, then of values, serve all rows
// before the next ones are read, because the keys and values of a long text do not fit into the first-level cache.
GE_INLINE void attend_head(const ge_attention *a, const ge_score_terms *terms, long h, long first, long tokens, long block, long rows,
                           const ge_i16 *kept, float *scores) {
  const long d = a->head_size, padded = ge_padded(tokens), lds = row_distance(tokens);
  const float *query[GE_ATTENTION_ROWS], *probabilities[GE_ATTENTION_ROWS];
  float *context[GE_ATTENTION_ROWS];
  for (int r = 0; r < GE_ATTENTION_ROWS; r++) {
    const long row = block + (r < rows ? r : rows - 1);
    query[r] = a->query + (first + row) * a->ld + h * d;
    probabilities[r] = scores + r * lds;
    context[r] = a->context + (first + row) * a->heads * d + h * d;
  }
  const float *key_t = a->key_t + h * d * a->ldt + first;
  ge_score_rows(query, rows, key_t, a->ldt, d, padded, scores, lds, NULL);
  if (terms) add_terms(terms, h, block, rows, padded, scores, lds);

  for (long r = 0; r < rows; r += SOFTMAX_ROWS) softmax(scores + r * lds, lds, padded, kept);

  mix_head(rows, probabilities, tokens, a->value + first * a->ld + h * d, a->ld, d, context);
}

GE_KERNEL void attend_rows(const ge_attention *a, const ge_score_terms *terms, long first, long tokens, long block, long rows,
                           float *scratch) {
  const long padded = ge_padded(tokens);
  ge_i16 kept;
  for (int lane = 0; lane < GE_LANES; lane++) kept[lane] = padded - GE_LANES + lane < tokens ? -1 : 0;
  for (long h = 0; h < a->heads; h++)
    attend_head(a, terms, h, first, tokens, block, rows, &kept, scratch + h * GE_ATTENTION_ROWS * row_distance(tokens));
}

GE_KERNEL ge_probabilities attend(const ge_attention *a, const ge_score_terms *terms, long first, long tokens, long block, float *scratch) {
  const long rows = tokens - block < GE_ATTENTION_ROWS ? tokens - block : GE_ATTENTION_ROWS, distance = row_distance(tokens);
  attend_rows(a, terms, first, tokens, block, rows, scratch);
  reduce(a->context, first + block, rows, a->heads * a->head_size, &a->reduced_context);
  return (ge_probabilities){a->heads, first, tokens, block, rows, scratch, GE_ATTENTION_ROWS * distance, distance};
}
