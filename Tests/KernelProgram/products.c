#include <CKernels.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static double gelu(double x) { return x * 0.5 * erfc(-x / sqrt(2)); }

static const char *const NAMES[] = {"f32", "bf16", "int8"};

// x and weight in the number format of a precision and back, which is what the product has to multiply.
static void check_layer(const char *set, int precision, long rows, long inputs, long outputs) {
  float *weight = numbers(outputs * inputs), *bias = numbers(outputs), *floats = numbers(rows * inputs);
  float *y = zeros(rows * outputs), *column_scale = zeros(outputs), *row_scale = zeros(rows);
  double *expected = doubles(rows * outputs);
  signed char *small_weight = malloc((size_t)(outputs * inputs)), *small = malloc((size_t)(rows * inputs));
  const int is_int8 = precision == GE_PRECISION_INT8, is_bf16 = precision == GE_PRECISION_BF16;
  unsigned short *rounded = malloc((size_t)(rows * inputs) * sizeof *rounded);
  if (is_bf16) {
    ge_round_bfloat16(floats, rows * inputs, rounded);
    ge_bfloat16_to_float(rounded, floats, (size_t)(rows * inputs));
    unsigned short *halves = malloc((size_t)(outputs * inputs) * sizeof *halves);
    ge_round_bfloat16(weight, outputs * inputs, halves);
    ge_bfloat16_to_float(halves, weight, (size_t)(outputs * inputs));
  }
  if (is_int8) {
    const ge_reduced out = {.int8 = small, .scale = row_scale};
    ge_reduce(floats, 0, rows, inputs, &out);
    ge_quantize_weights(set, weight, outputs, inputs, small_weight, column_scale);
  }
  const ge_linear_weights weights = {precision, is_int8 ? (const void *)small_weight : weight, is_int8 ? column_scale : NULL, bias,
                                     inputs,    outputs,                                       GE_ACTIVATION_GELU};
  ge_linear *layer = ge_linear_create_for(set, &weights);
  ge_linear_worker *worker = ge_linear_worker_create();
  require("a layer of the instruction set", layer && worker);
  if (!layer || !worker) return;
  const ge_linear_operands operands = {.x = is_int8 ? (const void *)small : is_bf16 ? (const void *)rounded : floats,
                                       .scale = is_int8 ? row_scale : NULL,
                                       .rows = rows,
                                       .ldx = inputs,
                                       .y = y,
                                       .ldy = outputs};
  ge_linear_run(layer, worker, &operands);
  for (long i = 0; i < rows; i++)
    for (long o = 0; o < outputs; o++) {
      double sum = 0;
      for (long k = 0; k < inputs; k++)
        sum += is_int8 ? small[i * inputs + k] * small_weight[o * inputs + k] : (double)floats[i * inputs + k] * weight[o * inputs + k];
      expected[i * outputs + o] = gelu(bias[o] + (is_int8 ? sum * row_scale[i] * column_scale[o] : sum));
    }
  char what[100];
  snprintf(what, sizeof what, "%s product [%ld, %ld] x [%ld, %ld]", NAMES[precision], rows, inputs, inputs, outputs);
  // Instructions for bfloat16 round each sum of a pair of products in a way of their own.
  compare(what, y, expected, rows * outputs, is_bf16 ? 1e-5 : 2e-6);
  // Parts of the outputs, as threads compute them, are the same numbers.
  float *parts = zeros(rows * outputs);
  ge_linear_operands of_parts = operands;
  of_parts.y = parts;
  const long panel = ge_linear_panel(layer);
  for (long first = 0; first < outputs; first += panel)
    ge_linear_run_outputs(layer, worker, &of_parts, first, first + panel < outputs ? first + panel : outputs);
  require("parts of the outputs are those of the whole product", memcmp(parts, y, (size_t)(rows * outputs) * sizeof *y) == 0);
  ge_linear_destroy(layer);
  ge_linear_worker_destroy(worker);
}

void check_products(const char *set) {
  for (int p = 0; p < GE_PRECISIONS; p++) {
    if (ge_product_speed(p) == GE_PRODUCT_ABSENT) continue;
    check_layer(set, p, 1, 1, 1);
    check_layer(set, p, 9, 17, 3);
    check_layer(set, p, 13, 385, 50);
    check_layer(set, p, 258, 48, 33);
    check_layer(set, p, 7, 80, 144);
    check_layer(set, p, 5, 3100, 20);
  }

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
