#include "linear.h"

#include <stdbool.h>
#include <stdlib.h>

#include "activation.h"

// Columns of a panel of packed weights: [panels][inputs][PANEL], the last one filled up with zeros.
enum { PANEL = 2 * GE_LANES };

struct globenc_linear {
  long inputs, outputs;
  int32_t activation;
  // Whether there are 32 wide registers, or 16 of half the width: what a block of sums has to fit in.
  bool wide;
  float *weights; // [panels, inputs, PANEL]
  float *bias;    // [panels * PANEL]
};

static long panels(long outputs) { return (outputs + PANEL - 1) / PANEL; }

const char *globenc_instruction_set(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return "avx512f";
  if (__builtin_cpu_supports("x86-64-v3")) return "avx2";
#endif
  return "baseline";
}

globenc_linear *globenc_linear_create(const float *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t activation) {
  globenc_linear *linear = calloc(1, sizeof *linear);
  if (!linear) return NULL;
  linear->inputs = inputs;
  linear->outputs = outputs;
  linear->activation = activation;
  linear->wide = strcmp(globenc_instruction_set(), "avx512f") == 0;
  linear->bias = calloc((size_t)panels(outputs) * PANEL, sizeof(float));
  linear->weights = aligned_alloc(64, (size_t)globenc_linear_size(linear));
  if (!linear->bias || !linear->weights) {
    globenc_linear_destroy(linear);
    return NULL;
  }
  if (bias) memcpy(linear->bias, bias, (size_t)outputs * sizeof(float));
  memset(linear->weights, 0, (size_t)globenc_linear_size(linear));
  for (long o = 0; o < outputs; o++) {
    float *column = linear->weights + o / PANEL * inputs * PANEL + o % PANEL;
    for (long k = 0; k < inputs; k++) column[k * PANEL] = weights[o * inputs + k];
  }
  return linear;
}

void globenc_linear_destroy(globenc_linear *linear) {
  if (!linear) return;
  free(linear->weights);
  free(linear->bias);
  free(linear);
}

int64_t globenc_linear_size(const globenc_linear *linear) {
  return panels(linear->outputs) * linear->inputs * PANEL * (long)sizeof(float);
}

// `rows` rows times `vectors` vectors of columns. Rows behind the last repeat it, so that every row goes the same way.
GE_INLINE void block(const globenc_linear *linear, const float *const *x, float *const *y, const float *weights, const float *bias,
                     int rows, int vectors, long width) {
  ge_v16 acc[8][2] = {};
  for (long k = 0; k < linear->inputs; k++, weights += PANEL) {
    ge_v16 w[2];
    for (int v = 0; v < vectors; v++) w[v] = *(const ge_v16 *)(weights + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += w[v] * x[r][k];
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) {
      ge_v16 sum = acc[r][v] + *(const ge_v16 *)(bias + v * GE_LANES);
      ge_activate(&sum, linear->activation);
      const long left = width - v * GE_LANES;
      if (left >= GE_LANES) *(ge_v16 *)(y[r] + v * GE_LANES) = sum;
      else if (left > 0) memcpy(y[r] + v * GE_LANES, &sum, (size_t)left * sizeof(float));
    }
}

GE_INLINE void product(const globenc_linear *linear, const float *x, long rows, long ldx, float *y, long ldy, int height, int vectors) {
  for (long column = 0; column < linear->outputs; column += vectors * GE_LANES) {
    const float *weights = linear->weights + column / PANEL * linear->inputs * PANEL + column % PANEL;
    const long left = linear->outputs - column;
    const long width = left < vectors * GE_LANES ? left : vectors * GE_LANES;
    for (long i = 0; i < rows; i += height) {
      const float *from[8];
      float *to[8];
      for (int r = 0; r < height; r++) {
        const long row = i + r < rows ? i + r : rows - 1;
        from[r] = x + row * ldx;
        to[r] = y + row * ldy + column;
      }
      block(linear, from, to, weights, linear->bias + column, height, vectors, width);
    }
  }
}

GE_CLONES static void product_wide(const globenc_linear *linear, const float *x, long rows, long ldx, float *y, long ldy) {
  product(linear, x, rows, ldx, y, ldy, 8, 2);
}

GE_CLONES static void product_narrow(const globenc_linear *linear, const float *x, long rows, long ldx, float *y, long ldy) {
  product(linear, x, rows, ldx, y, ldy, 6, 1);
}

void globenc_linear_run(const globenc_linear *linear, const float *x, int64_t rows, int64_t ldx, float *y, int64_t ldy) {
  if (linear->wide) product_wide(linear, x, rows, ldx, y, ldy);
  else product_narrow(linear, x, rows, ldx, y, ldy);
}
