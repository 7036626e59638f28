// The functions that activations and their slopes are made of, sixteen numbers at a time. NaN remains NaN.
#ifndef GLOBENC_ACTIVATION_VECTOR_H
#define GLOBENC_ACTIVATION_VECTOR_H

#include "../vector.h"

// a where the mask is set, else b, for each number. Unlike the compiler's elementwise maximum, it keeps a NaN of b.
#define GE_SELECT(mask, a, b) ((ge_v16)(((mask) & (ge_i16)(a)) | (~(mask) & (ge_i16)(b))))

// The factor of gelu_new within its hyperbolic tangent, doubled, because 0.5 (1 + tanh(z)) = sigmoid(2 z).
#define GE_GELU_TANH_FACTOR 1.5957691216057308f
#define GE_GELU_TANH_CUBE 0.044715f

// Phi(-|x|), where log2 Phi(-a) is approximated by a polynomial: there is no cancellation and no division.
//
// Both polynomials are least-squares fits, reweighted until the error was even: log2 Phi(-a) on [0, 6], weighted by a Phi(-a), with an
// error of 7e-9 of the result, and 2^r on [-1/2, 1/2], with a relative error of 8e-8. Beyond a = 6 the result stays at 1e-9.
GE_INLINE void ge_normal_tail(const ge_v16 *x, ge_v16 *tail, ge_v16 *distance) {
  const float magic = 12582912.0f; // 1.5 * 2^23, see ge_exp
  ge_v16 a = __builtin_elementwise_abs(*x);
  a = GE_SELECT(a > 6.0f, (ge_v16){} + 6.0f, a);
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
  *tail = p * (ge_v16)(((ge_i16)shifted << 23) + (127 << 23));
  *distance = a;
}

// 1 / (1 + exp(-x)), from 1e-38 to 1.
GE_INLINE void ge_sigmoid(ge_v16 *x) {
  ge_v16 negated = -*x;
  negated = GE_SELECT(negated > 87.0f, (ge_v16){} + 87.0f, negated);
  ge_exp(&negated);
  *x = 1.0f / (1.0f + negated);
}

#endif
