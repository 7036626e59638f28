#include "attention.h"

#include "vector.h"

enum {
  // Rows whose probabilities are kept for all heads at once, so that pairs are formed while the probabilities are in the cache.
  BLOCK = 16,
  // Rows for which keys or values are read once; half of them where no more than half are left. A pass with fewer rows repeats the last
  // row, which is cheaper than a branch.
  ROWS = 8,
  // Keys whose values serve all rows of a block before the next keys do: as many as fit into the first-level cache.
  KEYS = 128,
  // Rows whose softmax is computed side by side.
  TOGETHER = 4,
  // Rows whose pairs are formed at once.
  PAIR_ROWS = 4,
};

// Distance of two rows of probabilities. It is no multiple of 4096 bytes, because all rows would then compete for one set of the
// first-level cache.
GE_INLINE long row_distance(long tokens) { return ge_padded(tokens) + GE_LANES; }

long ge_attention_scratch(long heads, long tokens) { return heads * BLOCK * row_distance(tokens); }

// scores[r, columns] = <query_r, key_column> for `vectors` vectors of columns.
GE_INLINE void score_tile(int rows, int vectors, const float *const *query, const float *key_t, long ldt, long d, float *scores, long lds) {
  ge_v16 acc[ROWS][2] = {};
  for (long p = 0; p < d; p++) {
    ge_v16 key[2];
    for (int v = 0; v < vectors; v++) key[v] = *(const ge_v16 *)(key_t + p * ldt + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += key[v] * query[r][p];
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) *(ge_v16 *)(scores + r * lds + v * GE_LANES) = acc[r][v];
}

// Softmax of TOGETHER rows over their first `tokens` entries; the padding becomes 0. In `kept`, all bits are set in those lanes of the last
// vector that are tokens. Masks are used instead of single stores, because a vector load directly after single stores would have to wait
// for them. Several rows are computed side by side, because within one row everything waits for its maximum, then for its sum.
GE_INLINE void softmax(float *x, long lds, long padded, const ge_i16 *kept) {
  const long last = padded - GE_LANES;
  const ge_i16 lowest = ~*kept & (ge_i16)((ge_v16){} - INFINITY);
  ge_v16 end[TOGETHER], top[TOGETHER], total[TOGETHER];
  float highest[TOGETHER], scale[TOGETHER];
  for (int r = 0; r < TOGETHER; r++) top[r] = end[r] = (ge_v16)(((ge_i16) * (const ge_v16 *)(x + r * lds + last) & *kept) | lowest);
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < TOGETHER; r++) top[r] = __builtin_elementwise_max(top[r], *(const ge_v16 *)(x + r * lds + j));
  for (int r = 0; r < TOGETHER; r++) highest[r] = ge_max(&top[r]);
  for (int r = 0; r < TOGETHER; r++) {
    end[r] -= highest[r];
    ge_exp(&end[r]);
    total[r] = end[r] = (ge_v16)((ge_i16)end[r] & *kept);
  }
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < TOGETHER; r++) {
      ge_v16 e = *(const ge_v16 *)(x + r * lds + j) - highest[r];
      ge_exp(&e);
      *(ge_v16 *)(x + r * lds + j) = e;
      total[r] += e;
    }
  for (int r = 0; r < TOGETHER; r++) scale[r] = 1 / ge_sum(&total[r]);
  for (long j = 0; j < last; j += GE_LANES)
    for (int r = 0; r < TOGETHER; r++) *(ge_v16 *)(x + r * lds + j) *= scale[r];
  for (int r = 0; r < TOGETHER; r++) *(ge_v16 *)(x + r * lds + last) = end[r] * scale[r];
}

// context_r[features] += sum_j probabilities_rj value_j[features] over `keys` keys and `vectors` vectors of features, of which `width`
// features are real; for the first keys the sum starts at 0.
GE_INLINE void mix_tile(int rows, int vectors, const float *probabilities, long lds, long keys, const float *value, long ld, long width,
                        float *const *context, int isFirst) {
  ge_v16 acc[ROWS][2] = {};
  if (!isFirst)
    for (int r = 0; r < rows; r++) memcpy(acc[r], context[r], (unsigned long)width * sizeof(float));
  for (long j = 0; j < keys; j++) {
    ge_v16 row[2];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(value + j * ld + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += row[v] * probabilities[r * lds + j];
  }
  if (width == vectors * GE_LANES) {
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) *(ge_v16 *)(context[r] + v * GE_LANES) = acc[r][v];
  } else {
    for (int r = 0; r < rows; r++) memcpy(context[r], acc[r], (unsigned long)width * sizeof(float));
  }
}

// out[r, j] = a_rj' K_j a_rj over one vector of tokens j.
GE_INLINE void quadratic_form(const float *probabilities, long head_stride, long lds, const float *gram, long ldt, long heads,
                              ge_v16 out[PAIR_ROWS]) {
  for (int r = 0; r < PAIR_ROWS; r++) out[r] = (ge_v16){};
  for (long h = 0; h < heads; h++) {
    ge_v16 inner[PAIR_ROWS] = {};
    for (long g = h; g < heads; g++, gram += ldt) {
      const ge_v16 k = *(const ge_v16 *)gram;
      for (int r = 0; r < PAIR_ROWS; r++) inner[r] += k * *(const ge_v16 *)(probabilities + g * head_stride + r * lds);
    }
    gram += ldt; // the row of head h and the residual, which is on the diagonal only
    for (int r = 0; r < PAIR_ROWS; r++) out[r] += inner[r] * *(const ge_v16 *)(probabilities + h * head_stride + r * lds);
  }
}

// Scores, probabilities and context of one head, for `rows` rows from `block` on. A few vectors of keys, then of values, serve all rows
// before the next ones are read, because the keys and values of a long text do not fit into the first-level cache.
GE_INLINE void attend_head(const ge_attention *a, long h, long first, long tokens, long block, long rows, const ge_i16 *kept, float *scores) {
  const long d = a->head_size, padded = ge_padded(tokens), lds = row_distance(tokens);
  const float *query[BLOCK];
  float *context[BLOCK];
  for (int r = 0; r < BLOCK; r++) {
    const long row = block + (r < rows ? r : rows - 1);
    query[r] = a->query + (first + row) * a->ld + h * d;
    context[r] = a->context + (first + row) * a->heads * d + h * d;
  }
  const float *key_t = a->key_t + h * d * a->ldt + first;
  for (long j = 0; j < padded; j += 2 * GE_LANES)
    for (long r = 0; r < rows; r += ROWS) {
      float *out = scores + r * lds + j;
      const int isHalf = rows - r <= ROWS / 2, isNarrow = padded - j == GE_LANES;
      if (!isHalf && !isNarrow) score_tile(ROWS, 2, query + r, key_t + j, a->ldt, d, out, lds);
      else if (!isNarrow) score_tile(ROWS / 2, 2, query + r, key_t + j, a->ldt, d, out, lds);
      else if (!isHalf) score_tile(ROWS, 1, query + r, key_t + j, a->ldt, d, out, lds);
      else score_tile(ROWS / 2, 1, query + r, key_t + j, a->ldt, d, out, lds);
    }

  for (long r = 0; r < rows; r += TOGETHER) softmax(scores + r * lds, lds, padded, kept);

  const float *value = a->value + first * a->ld + h * d;
  for (long j = 0; j < tokens; j += KEYS) {
    const long keys = tokens - j < KEYS ? tokens - j : KEYS;
    for (long p = 0; p < d; p += 2 * GE_LANES) {
      const long width = d - p < 2 * GE_LANES ? d - p : 2 * GE_LANES;
      for (long r = 0; r < rows; r += ROWS) {
        const float *x = scores + r * lds + j, *v = value + j * a->ld + p;
        float *out[ROWS];
        for (int k = 0; k < ROWS; k++) out[k] = context[r + k] + p;
        const int isHalf = rows - r <= ROWS / 2, isNarrow = width <= GE_LANES;
        if (!isHalf && !isNarrow) mix_tile(ROWS, 2, x, lds, keys, v, a->ld, width, out, j == 0);
        else if (!isNarrow) mix_tile(ROWS / 2, 2, x, lds, keys, v, a->ld, width, out, j == 0);
        else if (!isHalf) mix_tile(ROWS, 1, x, lds, keys, v, a->ld, width, out, j == 0);
        else mix_tile(ROWS / 2, 1, x, lds, keys, v, a->ld, width, out, j == 0);
      }
    }
  }
}

GE_CLONES static void attend_rows(const ge_attention *a, long first, long tokens, long block, long rows, float *scratch) {
  const long padded = ge_padded(tokens);
  ge_i16 kept;
  for (int lane = 0; lane < GE_LANES; lane++) kept[lane] = padded - GE_LANES + lane < tokens ? -1 : 0;
  for (long h = 0; h < a->heads; h++) attend_head(a, h, first, tokens, block, rows, &kept, scratch + h * BLOCK * row_distance(tokens));
}

// The squares of all pairs of the block's rows, one vector of tokens at a time: the Gram matrices of these tokens serve all rows before the
// next ones are read.
GE_INLINE void form_squares(const ge_attention *a, long first, long tokens, long rows, const float *scratch, float *pairs) {
  const long padded = ge_padded(tokens), lds = row_distance(tokens);
  for (long j = 0; j < padded; j += GE_LANES)
    for (long r = 0; r < rows; r += PAIR_ROWS) {
      ge_v16 square[PAIR_ROWS];
      quadratic_form(scratch + r * lds + j, BLOCK * lds, lds, a->gram + first + j, a->ldt, a->heads, square);
      for (long k = 0; k < PAIR_ROWS && r + k < rows; k++) *(ge_v16 *)(pairs + (r + k) * padded + j) = square[k];
    }
}

// The residual's contribution to the square of token i with itself.
GE_INLINE float residual_square(const ge_attention *a, long token, const float *probabilities, long head_stride) {
  const float *with_residual = a->gram + token;
  float sum = 0;
  for (long h = 0; h < a->heads; h++) {
    with_residual += (a->heads - h) * a->ldt;
    sum += probabilities[h * head_stride] * *with_residual;
    with_residual += a->ldt;
  }
  return sum + *with_residual;
}

GE_CLONES static void form_pairs(const ge_attention *a, long first, long tokens, long block, long rows, const float *scratch, float *pairs) {
  const long padded = ge_padded(tokens), lds = row_distance(tokens);
  pairs += block * padded;
  form_squares(a, first, tokens, rows, scratch, pairs);
  for (long r = 0; r < rows; r++, pairs += padded) {
    const long i = block + r;
    pairs[i] += residual_square(a, first + i, scratch + r * lds + i, BLOCK * lds);
    // The lanes behind the text hold products with the Gram matrices of another text.
    for (long j = tokens; j < padded; j++) pairs[j] = 0;
    // Rounding may make a square slightly negative.
    for (long j = 0; j < padded; j += GE_LANES) {
      const ge_v16 square = *(const ge_v16 *)(pairs + j);
      *(ge_v16 *)(pairs + j) = __builtin_elementwise_sqrt(__builtin_elementwise_max(square, (ge_v16){}));
    }
  }
}

void ge_attend(const ge_attention *a, long first, long tokens, float *scratch, float *pairs) {
  for (long block = 0; block < tokens; block += BLOCK) {
    const long rows = tokens - block < BLOCK ? tokens - block : BLOCK;
    attend_rows(a, first, tokens, block, rows, scratch);
    ge_reduce(a->context, first + block, rows, a->heads * a->head_size, &a->reduced_context);
    if (a->gram) form_pairs(a, first, tokens, block, rows, scratch, pairs);
  }
}
