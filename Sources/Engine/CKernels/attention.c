#include "attention.h"

#include "bfloat16.h"
#include "vector.h"

// Rows of probabilities that are kept for all heads at once, so that pairs are formed while they are in cache.
enum { BLOCK = 16 };
// Rows that one pass over the keys or values serves. A block's last pass repeats its last row rather than branch.
enum { ROWS = 4 };

long ge_attention_scratch(long heads, long tokens) { return heads * BLOCK * ge_padded(tokens); }

// scores[r, columns] = <query_r, key_column> for `vectors` vectors of columns.
GE_INLINE void score_columns(const float *const *query, const float *key_t, long ldt, long d, int vectors, float *scores, long lds) {
  ge_v16 acc[ROWS][4] = {};
  for (long p = 0; p < d; p++) {
    ge_v16 key[4];
    for (int v = 0; v < vectors; v++) key[v] = *(const ge_v16 *)(key_t + p * ldt + v * GE_LANES);
    for (int r = 0; r < ROWS; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += key[v] * query[r][p];
  }
  for (int r = 0; r < ROWS; r++)
    for (int v = 0; v < vectors; v++) *(ge_v16 *)(scores + r * lds + v * GE_LANES) = acc[r][v];
}

// Softmax of ROWS rows over their first `tokens` entries; the padding becomes 0. `kept` has all bits set in the lanes of the last vector
// that are tokens. Masks instead of single stores: a vector load right behind those would wait for them.
GE_INLINE void softmax(float *rows, long padded, const ge_i16 *kept) {
  const long last = padded - GE_LANES;
  const ge_i16 lowest = ~*kept & (ge_i16)((ge_v16){} - INFINITY);
  for (int r = 0; r < ROWS; r++, rows += padded) {
    ge_v16 end = (ge_v16)(((ge_i16) * (const ge_v16 *)(rows + last) & *kept) | lowest);
    ge_v16 top = end;
    for (long j = 0; j < last; j += GE_LANES) top = __builtin_elementwise_max(top, *(const ge_v16 *)(rows + j));
    const float highest = ge_max(&top);
    end -= highest;
    ge_exp(&end);
    end = (ge_v16)((ge_i16)end & *kept);
    ge_v16 total = end;
    for (long j = 0; j < last; j += GE_LANES) {
      ge_v16 e = *(const ge_v16 *)(rows + j) - highest;
      ge_exp(&e);
      *(ge_v16 *)(rows + j) = e;
      total += e;
    }
    const float scale = 1 / ge_sum(&total);
    for (long j = 0; j < last; j += GE_LANES) *(ge_v16 *)(rows + j) *= scale;
    *(ge_v16 *)(rows + last) = end * scale;
  }
}

// context_r[features] = sum_j probabilities_rj value_j[features] for `vectors` vectors of features, `width` of them real.
GE_INLINE void mix_values(const float *probabilities, long lds, long tokens, const float *value, long ld, int vectors, long width,
                          float *const *context) {
  ge_v16 acc[ROWS][4] = {};
  for (long j = 0; j < tokens; j++) {
    ge_v16 row[4];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(value + j * ld + v * GE_LANES);
    for (int r = 0; r < ROWS; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += row[v] * probabilities[r * lds + j];
  }
  for (int r = 0; r < ROWS; r++) memcpy(context[r], acc[r], (unsigned long)width * sizeof(float));
}

// out[r, j] = a_rj' K_j a_rj over one vector of tokens j.
GE_INLINE void quadratic_form(const float *probabilities, long head_stride, long lds, const float *gram, long ldt, long heads,
                              ge_v16 out[ROWS]) {
  for (int r = 0; r < ROWS; r++) out[r] = (ge_v16){};
  for (long h = 0; h < heads; h++) {
    ge_v16 inner[ROWS] = {};
    for (long g = h; g < heads; g++, gram += ldt) {
      const ge_v16 k = *(const ge_v16 *)gram;
      for (int r = 0; r < ROWS; r++) inner[r] += k * *(const ge_v16 *)(probabilities + g * head_stride + r * lds);
    }
    gram += ldt; // the row of h and the residual, which counts on the diagonal only
    for (int r = 0; r < ROWS; r++) out[r] += inner[r] * *(const ge_v16 *)(probabilities + h * head_stride + r * lds);
  }
}

GE_CLONES static void attend_rows(const ge_attention *a, long first, long tokens, long block, long rows, float *scratch) {
  const long d = a->head_size, padded = ge_padded(tokens);
  ge_i16 kept;
  for (int lane = 0; lane < GE_LANES; lane++) kept[lane] = padded - GE_LANES + lane < tokens ? -1 : 0;
  for (long h = 0; h < a->heads; h++) {
    for (long sub = 0; sub < rows; sub += ROWS) {
      float *scores = scratch + (h * BLOCK + sub) * padded;
      const float *query[ROWS];
      float *context[ROWS];
      for (int r = 0; r < ROWS; r++) {
        const long row = block + (sub + r < rows ? sub + r : rows - 1);
        query[r] = a->query + (first + row) * a->ld + h * d;
        context[r] = a->context + (first + row) * a->heads * d + h * d;
      }
      const float *key_t = a->key_t + h * d * a->ldt + first;
      long j = 0;
      for (; j + 4 * GE_LANES <= padded; j += 4 * GE_LANES) score_columns(query, key_t + j, a->ldt, d, 4, scores + j, padded);
      if (j + 2 * GE_LANES <= padded) {
        score_columns(query, key_t + j, a->ldt, d, 2, scores + j, padded);
        j += 2 * GE_LANES;
      }
      if (j < padded) score_columns(query, key_t + j, a->ldt, d, 1, scores + j, padded);

      softmax(scores, padded, &kept);

      const float *value = a->value + first * a->ld + h * d;
      for (long p = 0; p < d;) {
        const long left = d - p;
        float *const out[ROWS] = {context[0] + p, context[1] + p, context[2] + p, context[3] + p};
        if (left > 2 * GE_LANES) {
          const long width = left < 4 * GE_LANES ? left : 4 * GE_LANES;
          mix_values(scores, padded, tokens, value + p, a->ld, 4, width, out);
          p += 4 * GE_LANES;
        } else if (left > GE_LANES) {
          mix_values(scores, padded, tokens, value + p, a->ld, 2, left, out);
          p += 2 * GE_LANES;
        } else {
          mix_values(scores, padded, tokens, value + p, a->ld, 1, left, out);
          p += GE_LANES;
        }
      }
    }
  }
}

GE_CLONES static void form_pairs(const ge_attention *a, long first, long tokens, long block, long rows, const float *scratch, float *pairs) {
  const long padded = ge_padded(tokens), head_stride = BLOCK * padded;
  for (long sub = 0; sub < rows; sub += ROWS) {
    const float *probabilities = scratch + sub * padded;
    const long real = rows - sub < ROWS ? rows - sub : ROWS;
    float *out = pairs + (block + sub) * padded;
    for (long j = 0; j < padded; j += GE_LANES) {
      ge_v16 square[ROWS];
      quadratic_form(probabilities + j, head_stride, padded, a->gram + first + j, a->ldt, a->heads, square);
      for (long r = 0; r < real; r++) *(ge_v16 *)(out + r * padded + j) = square[r];
    }
    for (long r = 0; r < real; r++) {
      const long i = block + sub + r;
      const float *with_residual = a->gram + first + i;
      float sum = 0;
      for (long h = 0; h < a->heads; h++) {
        with_residual += (a->heads - h) * a->ldt;
        sum += probabilities[h * head_stride + r * padded + i] * *with_residual;
        with_residual += a->ldt;
      }
      float *row = out + r * padded;
      row[i] += sum + *with_residual;
      // The lanes behind the text met another text's Gram matrices.
      for (long j = tokens; j < padded; j++) row[j] = 0;
      // Rounding may leave a square a little below 0.
      for (long j = 0; j < padded; j += GE_LANES) {
        const ge_v16 square = *(const ge_v16 *)(row + j);
        *(ge_v16 *)(row + j) = __builtin_elementwise_sqrt(__builtin_elementwise_max(square, (ge_v16){}));
      }
    }
  }
}

void ge_attend(const ge_attention *a, long first, long tokens, float *scratch, float *pairs) {
  for (long block = 0; block < tokens; block += BLOCK) {
    const long rows = tokens - block < BLOCK ? tokens - block : BLOCK;
    attend_rows(a, first, tokens, block, rows, scratch);
    if (a->rounded_context) {
      const long size = a->heads * a->head_size, start = (first + block) * size;
      ge_round_bfloat16(a->context + start, rows * size, a->rounded_context + start);
    }
    if (a->gram) form_pairs(a, first, tokens, block, rows, scratch, pairs);
  }
}
