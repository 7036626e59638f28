#include <CKernels.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static double gelu(double x) { return x * 0.5 * erfc(-x / sqrt(2)); }

static void check_layer(const char *set, long rows, long inputs, long outputs) {
  const float *x = numbers(rows * inputs), *weight = numbers(outputs * inputs), *bias = numbers(outputs);
  float *y = zeros(rows * outputs);
  double *expected = doubles(rows * outputs);
  ge_linear *layer = ge_linear_create_for(set, weight, bias, inputs, outputs, GE_ACTIVATION_GELU);
  ge_linear_worker *worker = ge_linear_worker_create();
  require("a layer of the instruction set", layer && worker);
  if (!layer || !worker) return;
  ge_linear_run(layer, worker, x, rows, inputs, y, outputs);
  for (long i = 0; i < rows; i++)
    for (long o = 0; o < outputs; o++) {
      double sum = bias[o];
      for (long k = 0; k < inputs; k++) sum += (double)x[i * inputs + k] * weight[o * inputs + k];
      expected[i * outputs + o] = gelu(sum);
    }
  char what[100];
  snprintf(what, sizeof what, "product [%ld, %ld] x [%ld, %ld]", rows, inputs, inputs, outputs);
  compare(what, y, expected, rows * outputs, 2e-6);
  ge_linear_destroy(layer);
  ge_linear_worker_destroy(worker);
}

void check_products(const char *set) {
  check_layer(set, 1, 1, 1);
  check_layer(set, 9, 17, 3);
  check_layer(set, 13, 385, 50);
  check_layer(set, 258, 48, 33);
  check_layer(set, 7, 80, 144);

  enum { COUNT = 37 };
  const float *x = numbers(COUNT);
  float y[COUNT];
  double expected[COUNT];
  for (int k = 0; k < COUNT; k++) y[k] = 8 * x[k], expected[k] = gelu(y[k]);
  ge_activate(GE_ACTIVATION_GELU, y, 1, COUNT, COUNT);
  compare("GELU", y, expected, COUNT, 2e-7);
  for (int k = 0; k < COUNT; k++) y[k] = 8 * x[k], expected[k] = tanh(y[k]);
  ge_activate(GE_ACTIVATION_TANH, y, 1, COUNT, COUNT);
  compare("tanh", y, expected, COUNT, 4e-7);

  // Symmetric numbers of 8 bits, with the largest at 127.
  signed char small[COUNT];
  float scale, back[COUNT];
  const ge_reduced out = {.int8 = small, .scale = &scale};
  ge_reduce(x, 0, 1, COUNT, &out);
  for (int k = 0; k < COUNT; k++) back[k] = small[k] * scale, expected[k] = x[k];
  compare("int8", back, expected, COUNT, 0.5 / 127 + 1e-6);
}
