// The activations, sixteen numbers at a time. NaN remains NaN.
#include "linear.h"
#include "reduce_row.h"
#include "vector.h"

// a where the mask is set, else b, for each number. Unlike the compiler's elementwise maximum, it keeps a NaN of b.
#define SELECT(mask, a, b) ((ge_v16)(((mask) & (ge_i16)(a)) | (~(mask) & (ge_i16)(b))))

// x Phi(x) = max(x, 0) - |x| Phi(-|x|), where log2 Phi(-a) is approximated by a polynomial. There is no cancellation and no division: the
// second term is at most 0.17, so its relative error hardly counts.
//
// Both polynomials are least-squares fits, reweighted until the error was even: log2 Phi(-a) on [0, 6], weighted by a Phi(-a), with an
// error of 7e-9 of the result, and 2^r on [-1/2, 1/2], with a relative error of 8e-8. Beyond a = 6 the term stays at 6e-9.
GE_INLINE void gelu(ge_v16 *x) {
  const float magic = 12582912.0f; // 1.5 * 2^23, see ge_exp
  ge_v16 a = __builtin_elementwise_abs(*x);
  a = SELECT(a > 6.0f, (ge_v16){} + 6.0f, a);
  ge_v16 t = a * -1.6904003814488533e-06f + 2.508328907424584e-05f;
  t = t * a - 0.00011446257121860981f;
  t = t * a - 0.00032334242132492363f;
  t = t * a + 0.007333384361118078f;
  t = t * a - 0.05271419882774353f;
  t = t * a - 0.4591154456138611f;
  t = t * a - 1.151123285293579f;
  t = t * a - 0.9999988675117493f;
  ge_v16 shifted = t + magic;
  ge_v16 r = t - (shifted - magic);
  ge_v16 p = r * 0.001327647129073739f + 0.009675540961325169f;
  p = p * r + 0.05550713092088699f;
  p = p * r + 0.24022120237350464f;
  p = p * r + 0.6931469440460205f;
  p = p * r + 1.0000001192092896f;
  p = p * (ge_v16)(((ge_i16)shifted << 23) + (127 << 23));
  *x = SELECT(*x < 0.0f, (ge_v16){}, *x) - a * p;
}

// 1 / (1 + exp(-x)), from 1e-38 to 1.
GE_INLINE void sigmoid(ge_v16 *x) {
  ge_v16 negated = -*x;
  negated = SELECT(negated > 87.0f, (ge_v16){} + 87.0f, negated);
  ge_exp(&negated);
  *x = 1.0f / (1.0f + negated);
}

GE_INLINE void activate(int activation, ge_v16 *x) {
  ge_v16 s;
  switch (activation) {
  case GE_ACTIVATION_GELU: gelu(x); break;
  case GE_ACTIVATION_GELU_TANH:
    // 0.5 (1 + tanh(z)) = sigmoid(2 z)
    s = 1.5957691216057308f * *x * (*x * *x * 0.044715f + 1.0f);
    sigmoid(&s);
    *x = *x * s;
    break;
  case GE_ACTIVATION_RELU: *x = SELECT(*x < 0.0f, (ge_v16){}, *x); break;
  case GE_ACTIVATION_SILU:
    s = *x;
    sigmoid(&s);
    *x = *x * s;
    break;
  case GE_ACTIVATION_TANH:
    s = 2.0f * *x;
    sigmoid(&s);
    *x = 2.0f * s - 1.0f;
    break;
  default: break;
  }
}

GE_INLINE void activate_rows(int activation, float *y, long rows, long columns, long ld) {
  const long whole = columns / GE_LANES * GE_LANES;
  for (long i = 0; i < rows; i++) {
    float *row = y + i * ld;
    for (long j = 0; j < whole; j += GE_LANES) activate(activation, (ge_v16 *)(row + j));
    if (whole < columns) {
      ge_v16 rest = {};
      memcpy(&rest, row + whole, (size_t)(columns - whole) * sizeof(float));
      activate(activation, &rest);
      memcpy(row + whole, &rest, (size_t)(columns - whole) * sizeof(float));
    }
  }
}

GE_CLONES void ge_activate(int activation, float *y, long rows, long columns, long ld) {
  // In each loop the activation is a constant, so that the loop holds the code of this activation alone.
  switch (activation) {
  case GE_ACTIVATION_GELU: activate_rows(GE_ACTIVATION_GELU, y, rows, columns, ld); break;
  case GE_ACTIVATION_GELU_TANH: activate_rows(GE_ACTIVATION_GELU_TANH, y, rows, columns, ld); break;
  case GE_ACTIVATION_RELU: activate_rows(GE_ACTIVATION_RELU, y, rows, columns, ld); break;
  case GE_ACTIVATION_SILU: activate_rows(GE_ACTIVATION_SILU, y, rows, columns, ld); break;
  case GE_ACTIVATION_TANH: activate_rows(GE_ACTIVATION_TANH, y, rows, columns, ld); break;
  default: break;
  }
}

// Finishes one row, as ge_finish does, while the row is in the cache.
GE_INLINE void finish_row(int activation, const ge_dequantization *scales, float *y, long row, long columns, const ge_reduced *out) {
  if (scales) {
    const float factor = scales->row[row];
    long j = 0;
    for (; j + GE_LANES <= columns; j += GE_LANES)
      *(ge_v16 *)(y + j) =
          *(const ge_v16 *)(y + j) * (*(const ge_v16 *)(scales->column + j) * factor) + *(const ge_v16 *)(scales->bias + j);
    for (; j < columns; j++) y[j] = y[j] * (scales->column[j] * factor) + scales->bias[j];
  }
  activate_rows(activation, y, 1, columns, columns);
  ge_reduce_row(y, row, columns, out);
}

GE_INLINE void finish_rows(int activation, const ge_dequantization *scales, float *y, long rows, long columns, const ge_reduced *out) {
  for (long i = 0; i < rows; i++, y += columns) finish_row(activation, scales, y, i, columns, out);
}

GE_CLONES void ge_finish(int activation, const ge_dequantization *scales, float *y, long rows, long columns, const ge_reduced *out) {
  switch (activation) {
  case GE_ACTIVATION_GELU: finish_rows(GE_ACTIVATION_GELU, scales, y, rows, columns, out); break;
  case GE_ACTIVATION_GELU_TANH: finish_rows(GE_ACTIVATION_GELU_TANH, scales, y, rows, columns, out); break;
  case GE_ACTIVATION_RELU: finish_rows(GE_ACTIVATION_RELU, scales, y, rows, columns, out); break;
  case GE_ACTIVATION_SILU: finish_rows(GE_ACTIVATION_SILU, scales, y, rows, columns, out); break;
  case GE_ACTIVATION_TANH: finish_rows(GE_ACTIVATION_TANH, scales, y, rows, columns, out); break;
  default: finish_rows(GE_ACTIVATION_NONE, scales, y, rows, columns, out); break;
  }
}
