// The non-linearities of `hidden_act` over sixteen floats. Absolute errors below 3e-7 times |x|.
#ifndef GLOBENC_ACTIVATION_H
#define GLOBENC_ACTIVATION_H

#include "linear.h"
#include "vector.h"

// x / (1 + e^-z), which is x times the logistic function of z.
GE_INLINE void ge_gate(ge_v16 *x, const ge_v16 *z) {
  ge_v16 e = __builtin_elementwise_min(-*z, (ge_v16){} + 87.0f);
  ge_exp(&e);
  *x = *x / (1.0f + e);
}

// erf by Abramowitz and Stegun, 7.1.26: absolute error below 1.5e-7.
GE_INLINE void ge_erf(ge_v16 *x) {
  const ge_v16 a = __builtin_elementwise_abs(*x);
  const ge_v16 t = 1.0f / (1.0f + 0.3275911f * a);
  ge_v16 p = t * 1.061405429f - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  ge_v16 e = -(a * a);
  ge_exp(&e);
  const ge_v16 r = 1.0f - p * t * e;
  const ge_i16 sign = (ge_i16)*x & ((ge_i16){} + INT32_MIN);
  *x = (ge_v16)((ge_i16)r | sign);
}

GE_INLINE void ge_activate(ge_v16 *x, int32_t activation) {
  switch (activation) {
  case GLOBENC_GELU_ERF: {
    ge_v16 e = *x * 0.70710678118654752f;
    ge_erf(&e);
    *x = 0.5f * *x * (1.0f + e);
    break;
  }
  case GLOBENC_GELU_TANH: {
    // 0.5 (1 + tanh(u)) is the logistic function of 2 u.
    const ge_v16 z = 1.5957691216057308f * (*x + 0.044715f * *x * *x * *x);
    ge_gate(x, &z);
    break;
  }
  case GLOBENC_RELU:
    *x = __builtin_elementwise_max(*x, (ge_v16){});
    break;
  case GLOBENC_SILU: {
    const ge_v16 z = *x;
    ge_gate(x, &z);
    break;
  }
  case GLOBENC_TANH: {
    const ge_v16 z = 2.0f * *x;
    ge_v16 y = (ge_v16){} + 2.0f;
    ge_gate(&y, &z);
    *x = y - 1.0f;
    break;
  }
  default:
    break;
  }
}

#endif
