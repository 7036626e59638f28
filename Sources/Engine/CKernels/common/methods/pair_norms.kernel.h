#include "pair_norms.h"

#include "../vector.h"

// Rows whose pairs are formed at once.
enum { PAIR_ROWS = 4 };

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

// The squares of all pairs of the block's rows, one vector of tokens at a time: the Gram matrices of these tokens serve all rows before the
// next ones are read.
GE_INLINE void form_squares(const ge_probabilities *p, const float *gram, long ldt, float *pairs) {
  const long padded = ge_padded(p->tokens);
  for (long j = 0; j < padded; j += GE_LANES)
    for (long r = 0; r < p->rows; r += PAIR_ROWS) {
      ge_v16 square[PAIR_ROWS];
      quadratic_form(p->values + r * p->row_stride + j, p->head_stride, p->row_stride, gram + p->first + j, ldt, p->heads, square);
      for (long k = 0; k < PAIR_ROWS && r + k < p->rows; k++) *(ge_v16 *)(pairs + (r + k) * padded + j) = square[k];
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
