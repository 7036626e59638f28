#include "backward.h"

#include "../vector.h"

GE_KERNEL void multiply(const float *restrict x, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] *= x[k];
}

GE_KERNEL void add(const float *restrict x, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] += x[k];
}

GE_KERNEL void scale(const float *restrict x, float factor, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] = factor * x[k];
}
