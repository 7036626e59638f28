#include <CKernels.h>
#include <math.h>
#include <stdlib.h>

#include "check.h"

static void check_transpose(void) {
  enum { ROWS = 37, COLUMNS = 50 };
  const float *x = numbers(ROWS * COLUMNS);
  float *y = zeros(ROWS * COLUMNS);
  double *expected = doubles(ROWS * COLUMNS);
  ge_transpose(x, COLUMNS, ROWS, COLUMNS, y, ROWS);
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLUMNS; c++) expected[c * ROWS + r] = x[r * COLUMNS + c];
  compare("transpose", y, expected, ROWS * COLUMNS, 0);
}

static void check_layer_norm(long size) {
  enum { ROWS = 5 };
  const float *x = numbers(ROWS * size), *residual = numbers(ROWS * size), *gamma = numbers(size), *beta = numbers(size);
  float *y = zeros(ROWS * size);
  double *expected = doubles(ROWS * size);
  const ge_reduced none = {0};
  ge_layer_norm(x, residual, gamma, beta, 1e-12f, ROWS, size, y, NULL, &none);
  for (long i = 0; i < ROWS; i++) {
    double mean = 0, variance = 0;
    for (long k = 0; k < size; k++) mean += ((double)x[i * size + k] + residual[i * size + k]) / (double)size;
    for (long k = 0; k < size; k++) variance += pow((double)x[i * size + k] + residual[i * size + k] - mean, 2) / (double)size;
    for (long k = 0; k < size; k++)
      expected[i * size + k] = ((double)x[i * size + k] + residual[i * size + k] - mean) / sqrt(variance + 1e-12) * gamma[k] + beta[k];
  }
  compare("LayerNorm", y, expected, ROWS * size, 2e-6);
}

// One text in the middle of a batch.
static void check_attention(long tokens, long heads, long d) {
  const long size = heads * d, rows = (tokens + 96) / 32 * 32, first = 7, ldt = rows + 16;
  const float *projected = numbers(rows * 3 * size + 64);
  float *key_t = zeros(size * ldt), *context = zeros(rows * size), *scratch = zeros(ge_attention_scratch(heads, tokens));
  double *expected = doubles(tokens * size), *row = doubles(tokens);
  ge_transpose(projected + size, 3 * size, rows, size, key_t, ldt);
  const ge_attention a = {heads, d, projected, projected + 2 * size, 3 * size, key_t, ldt, context, {0}};
  for (long block = 0; block < tokens; block += GE_ATTENTION_ROWS) ge_attend(&a, NULL, first, tokens, block, scratch);
  for (long h = 0; h < heads; h++)
    for (long i = 0; i < tokens; i++) {
      double total = 0;
      for (long j = 0; j < tokens; j++) {
        double score = 0;
        for (long k = 0; k < d; k++)
          score += (double)projected[(first + i) * 3 * size + h * d + k] * projected[(first + j) * 3 * size + size + h * d + k];
        total += row[j] = exp(score);
      }
      for (long j = 0; j < tokens; j++)
        for (long k = 0; k < d; k++)
          expected[i * size + h * d + k] += row[j] / total * projected[(first + j) * 3 * size + 2 * size + h * d + k];
    }
  compare("attention", context + first * size, expected, tokens * size, 2e-6);
  for (long k = 0; k < first * size; k++) require("attention stays within its text", context[k] == 0);
}

void check_encoder(void) {
  check_transpose();
  check_layer_norm(7);
  check_layer_norm(130);
  check_attention(1, 1, 4);
  check_attention(5, 3, 16);
  check_attention(17, 4, 8);
  check_attention(33, 2, 48);
  check_attention(67, 1, 64);
  check_attention(130, 2, 40);
}
