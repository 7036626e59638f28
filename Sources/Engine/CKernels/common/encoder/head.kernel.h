#include "head.h"

#include "../vector.h"

GE_KERNEL void affine(const float *weight, const float *bias, const float *x, long outputs, long inputs, float *y) {
  for (long o = 0; o < outputs; o++, weight += inputs) {
    ge_v16 acc = {};
    long k = 0;
    for (; k + GE_LANES <= inputs; k += GE_LANES) acc += *(const ge_v16 *)(weight + k) * *(const ge_v16 *)(x + k);
    float sum = ge_sum(&acc);
    for (; k < inputs; k++) sum += weight[k] * x[k];
    y[o] = sum + bias[o];
  }
}
