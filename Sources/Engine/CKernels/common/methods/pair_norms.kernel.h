#include "pair_norms.h"

#include "../vector.h"

// Rows whose pairs are formed at once.
enum { PAIR_ROWS = 4 };

// out[r, j] += sum of a_rj^h K_j^hg a_rj^g over two heads h or one, from the first on, and all g >= h, for one register of tokens j. Two are
// handled together, so that each a^g is loaded once for both. `left`: heads from the first on.
GE_INLINE void add_heads(const int heads, const float *probabilities, long head_stride, long lds, const float *gram, long ldt, long left,
                         ge_register out[PAIR_ROWS]) {
  ge_register inner[2][PAIR_ROWS] = {};
  for (int r = 0; r < PAIR_ROWS; r++) inner[0][r] = *(const ge_register *)gram * *(const ge_register *)(probabilities + r * lds);
  // Behind a head's products with the heads follows that with the residual, which is on the diagonal only.
  const float *second = gram + (left + 1) * ldt;
  for (long g = 1; g < left; g++, second += ldt)
    for (int r = 0; r < PAIR_ROWS; r++) {
      const ge_register a = *(const ge_register *)(probabilities + g * head_stride + r * lds);
      inner[0][r] += *(const ge_register *)(gram + g * ldt) * a;
      if (heads > 1) inner[1][r] += *(const ge_register *)second * a;
    }
  for (int h = 0; h < heads; h++)
    for (int r = 0; r < PAIR_ROWS; r++) out[r] += inner[h][r] * *(const ge_register *)(probabilities + h * head_stride + r * lds);
}

// out[r, j] = a_rj' K_j a_rj over one register of tokens j.
GE_INLINE void quadratic_form(const float *probabilities, long head_stride, long lds, const float *gram, long ldt, long heads,
                              ge_register out[PAIR_ROWS]) {
  long h = 0;
  for (; h + 2 <= heads; h += 2) {
    add_heads(2, probabilities + h * head_stride, head_stride, lds, gram, ldt, heads - h, out);
    gram += (2 * (heads - h) + 1) * ldt;
  }
  if (h < heads) add_heads(1, probabilities + h * head_stride, head_stride, lds, gram, ldt, 1, out);
}

// The squares of all pairs of the block's rows, one register of tokens at a time: the Gram matrices of these tokens serve all rows before the
// next ones are read.
GE_INLINE void form_squares(const ge_probabilities *p, const float *gram, long ldt, float *pairs) {
  const long padded = ge_padded(p->tokens);
  for (long j = 0; j < padded; j += GE_WIDTH)
    for (long r = 0; r < p->rows; r += PAIR_ROWS) {
      ge_register square[PAIR_ROWS] = {};
      quadratic_form(p->values + r * p->row_stride + j, p->head_stride, p->row_stride, gram + p->first + j, ldt, p->heads, square);
      for (long k = 0; k < PAIR_ROWS && r + k < p->rows; k++) *(ge_register *)(pairs + (r + k) * padded + j) = square[k];
    }
}

// The residual's contribution to the square of token i with itself.
GE_INLINE float residual_square(const float *probabilities, long head_stride, const float *gram, long ldt, long heads) {
  const float *with_residual = gram;
  float sum = 0;
  for (long h = 0; h < heads; h++) {
    with_residual += (heads - h) * ldt;
    sum += probabilities[h * head_stride] * *with_residual;
    with_residual += ldt;
  }
  return sum + *with_residual;
}

GE_KERNEL void pair_norms(const ge_probabilities *p, const float *gram, long ldt, float *pairs, float *own) {
  const long padded = ge_padded(p->tokens);
  pairs += p->block * padded;
  form_squares(p, gram, ldt, pairs);
  for (long r = 0; r < p->rows; r++, pairs += padded) {
    const long i = p->block + r;
    if (own) own[p->first + i] = sqrtf(fmaxf(pairs[i], 0));
    pairs[i] += residual_square(p->values + r * p->row_stride + i, p->head_stride, gram + p->first + i, ldt, p->heads);
    // The lanes behind the text hold products with the Gram matrices of another text.
    for (long j = p->tokens; j < padded; j++) pairs[j] = 0;
    // Rounding may make a square slightly negative.
    for (long j = 0; j < padded; j += GE_LANES) {
      const ge_v16 square = *(const ge_v16 *)(pairs + j);
      *(ge_v16 *)(pairs + j) = __builtin_elementwise_sqrt(__builtin_elementwise_max(square, (ge_v16){}));
    }
  }
}
