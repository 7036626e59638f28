// The activations, sixteen numbers at a time. NaN remains NaN.
#include "activation_vector.h"
#include "linear.h"
#include "reduce_row.h"
#include "../vector.h"

// x Phi(x) = max(x, 0) - |x| Phi(-|x|). The second term is at most 0.17, so its relative error hardly counts.
GE_INLINE void gelu(ge_v16 *x) {
  ge_v16 tail, a;
  ge_normal_tail(x, &tail, &a);
  *x = GE_SELECT(*x < 0.0f, (ge_v16){}, *x) - a * tail;
}

GE_INLINE void activate_vector(int activation, ge_v16 *x) {
  ge_v16 s;
  switch (activation) {
  case GE_ACTIVATION_GELU: gelu(x); break;
  case GE_ACTIVATION_GELU_TANH:
    s = GE_GELU_TANH_FACTOR * *x * (*x * *x * GE_GELU_TANH_CUBE + 1.0f);
    ge_sigmoid(&s);
    *x = *x * s;
    break;
  case GE_ACTIVATION_RELU: *x = GE_SELECT(*x < 0.0f, (ge_v16){}, *x); break;
  case GE_ACTIVATION_SILU:
    s = *x;
    ge_sigmoid(&s);
    *x = *x * s;
    break;
  case GE_ACTIVATION_TANH:
    s = 2.0f * *x;
    ge_sigmoid(&s);
    *x = 2.0f * s - 1.0f;
    break;
  default: break;
  }
}

// y = activation(x) for one row; y may be x.
GE_INLINE void activate_row(int activation, const float *x, long columns, float *y) {
  const long whole = columns / GE_LANES * GE_LANES;
  for (long j = 0; j < whole; j += GE_LANES) {
    ge_v16 v = *(const ge_v16 *)(x + j);
    activate_vector(activation, &v);
    *(ge_v16 *)(y + j) = v;
  }
  if (whole < columns) {
    ge_v16 rest = {};
    memcpy(&rest, x + whole, (size_t)(columns - whole) * sizeof(float));
    activate_vector(activation, &rest);
    memcpy(y + whole, &rest, (size_t)(columns - whole) * sizeof(float));
  }
}

GE_INLINE void activate_rows(int activation, float *y, long rows, long columns, long ld) {
  for (long i = 0; i < rows; i++) activate_row(activation, y + i * ld, columns, y + i * ld);
}

GE_KERNEL void activate(int activation, float *y, long rows, long columns, long ld) {
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
GE_INLINE void finish_row(int activation, const ge_dequantization *scales, const float *x, float *y, long row, long columns,
                          const ge_reduced *out) {
  if (scales) {
    const float factor = scales->row[row];
    long j = 0;
    for (; j + GE_LANES <= columns; j += GE_LANES)
      *(ge_v16 *)(y + j) =
          *(const ge_v16 *)(x + j) * (*(const ge_v16 *)(scales->column + j) * factor) + *(const ge_v16 *)(scales->bias + j);
    for (; j < columns; j++) y[j] = x[j] * (scales->column[j] * factor) + scales->bias[j];
  }
  activate_row(activation, scales ? y : x, columns, y);
  ge_reduce_row(y, row, columns, out);
}

GE_INLINE void finish_rows(int activation, const ge_dequantization *scales, const float *x, float *y, long rows, long columns,
                           const ge_reduced *out) {
  for (long i = 0; i < rows; i++, x += columns, y += columns) finish_row(activation, scales, x, y, i, columns, out);
}

GE_KERNEL void finish(int activation, const ge_dequantization *scales, const float *x, float *y, long rows, long columns,
                      const ge_reduced *out) {
  switch (activation) {
  case GE_ACTIVATION_GELU: finish_rows(GE_ACTIVATION_GELU, scales, x, y, rows, columns, out); break;
  case GE_ACTIVATION_GELU_TANH: finish_rows(GE_ACTIVATION_GELU_TANH, scales, x, y, rows, columns, out); break;
  case GE_ACTIVATION_RELU: finish_rows(GE_ACTIVATION_RELU, scales, x, y, rows, columns, out); break;
  case GE_ACTIVATION_SILU: finish_rows(GE_ACTIVATION_SILU, scales, x, y, rows, columns, out); break;
  case GE_ACTIVATION_TANH: finish_rows(GE_ACTIVATION_TANH, scales, x, y, rows, columns, out); break;
  default: finish_rows(GE_ACTIVATION_NONE, scales, x, y, rows, columns, out); break;
  }
}
