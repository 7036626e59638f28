#include "backward.h"

#include "../products/activation_vector.h"
#include "linear.h"

// sigmoid(x), and its derivative, sigmoid(x) sigmoid(-x), to full relative precision: from the smaller of the two factors.
GE_INLINE void sigmoid_and_derivative(const ge_v16 *x, ge_v16 *value, ge_v16 *derivative) {
  ge_v16 t = -__builtin_elementwise_abs(*x);
  ge_sigmoid(&t);
  *derivative = t * (1.0f - t);
  *value = GE_SELECT(*x > 0.0f, 1.0f - t, t);
}

GE_INLINE void slope_of(int activation, int slope, ge_v16 *x) {
  const ge_v16 v = *x;
  ge_v16 s, a, inner, derivative;
  switch (activation) {
  case GE_ACTIVATION_GELU:
    ge_normal_tail(&v, &s, &a);
    s = GE_SELECT(v > 0.0f, 1.0f - s, s);
    inner = v * v * -0.5f;
    if (slope == GE_SLOPE_DERIVATIVE) {
      ge_exp(&inner);
      s += v * inner * 0.3989422804014327f;
    }
    break;
  case GE_ACTIVATION_GELU_TANH:
    inner = GE_GELU_TANH_FACTOR * v * (v * v * GE_GELU_TANH_CUBE + 1.0f);
    sigmoid_and_derivative(&inner, &s, &derivative);
    if (slope == GE_SLOPE_DERIVATIVE) s += v * derivative * GE_GELU_TANH_FACTOR * (v * v * (3 * GE_GELU_TANH_CUBE) + 1.0f);
    break;
  case GE_ACTIVATION_RELU: s = GE_SELECT(v > 0.0f, (ge_v16){} + 1.0f, v * 0.0f); break;
  case GE_ACTIVATION_SILU:
    sigmoid_and_derivative(&v, &s, &derivative);
    if (slope == GE_SLOPE_DERIVATIVE) s += v * derivative;
    break;
  default: s = (ge_v16){} + 1.0f; break;
  }
  if (slope == GE_SLOPE_ZERO_ORIGIN) s = GE_SELECT(v == 0.0f, (ge_v16){}, s);
  *x = s;
}

GE_INLINE void slope_row(int activation, int slope, const float *x, long count, float *out) {
  long k = 0;
  for (; k + GE_LANES <= count; k += GE_LANES) {
    ge_v16 v = *(const ge_v16 *)(x + k);
    slope_of(activation, slope, &v);
    *(ge_v16 *)(out + k) = v;
  }
  if (k < count) {
    ge_v16 v = {};
    memcpy(&v, x + k, (size_t)(count - k) * sizeof(float));
    slope_of(activation, slope, &v);
    memcpy(out + k, &v, (size_t)(count - k) * sizeof(float));
  }
}

// In each loop activation and slope are constants, so that the loop holds the code of these alone.
GE_INLINE void slopes_of(int activation, int slope, const float *x, long count, float *out) {
  if (slope == GE_SLOPE_DERIVATIVE) slope_row(activation, GE_SLOPE_DERIVATIVE, x, count, out);
  else slope_row(activation, GE_SLOPE_ZERO_ORIGIN, x, count, out);
}

GE_KERNEL void slopes(int activation, int slope, const float *x, long count, float *out) {
  switch (activation) {
  case GE_ACTIVATION_GELU: slopes_of(GE_ACTIVATION_GELU, slope, x, count, out); break;
  case GE_ACTIVATION_GELU_TANH: slopes_of(GE_ACTIVATION_GELU_TANH, slope, x, count, out); break;
  case GE_ACTIVATION_RELU: slopes_of(GE_ACTIVATION_RELU, slope, x, count, out); break;
  case GE_ACTIVATION_SILU: slopes_of(GE_ACTIVATION_SILU, slope, x, count, out); break;
  default: slopes_of(GE_ACTIVATION_NONE, slope, x, count, out); break;
  }
}
