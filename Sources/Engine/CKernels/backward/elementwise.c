#include "backward.h"

#include "../vector.h"

GE_CLONES void ge_multiply(const float *restrict x, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] *= x[k];
}

GE_CLONES void ge_add(const float *restrict x, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] += x[k];
}

GE_CLONES void ge_scale(const float *restrict x, float factor, long count, float *restrict out) {
  for (long k = 0; k < count; k++) out[k] = factor * x[k];
}
