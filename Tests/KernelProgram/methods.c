#include <CKernels.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

// Vector number `head` that a token sends: U^h v^h, or M x for the residual. out [D]
static void send(const float *u, const ge_senders *s, long token, long head, double *out) {
  const long d = s->head_size, size = s->heads * d;
  for (long r = 0; r < size; r++) {
    out[r] = head == s->heads ? s->x[token * size + r] : 0;
    for (long k = 0; k < d && head < s->heads; k++) out[r] += (double)u[r * size + head * d + k] * s->value[token * s->ld + head * d + k];
  }
}

static void check_gram(long heads, long d) {
  enum { TOKENS = 64 };
  const long size = heads * d, pairs = (heads + 1) * (heads + 2) / 2;
  const float *u = numbers(size * size), *value = numbers(TOKENS * size), *x = numbers(TOKENS * size);
  const ge_senders senders = {heads, d, value, size, x, NULL, NULL};
  float *gram = zeros(pairs * TOKENS), *scratch = zeros(ge_gram_scratch(heads, d)), *packed = zeros(ge_gram_packed_size(heads, d));
  double *expected = doubles(pairs * TOKENS), *sent = doubles((heads + 1) * size);
  for (long j = 0; j < TOKENS; j++) {
    for (long h = 0; h <= heads; h++) send(u, &senders, j, h, sent + h * size);
    long pair = 0;
    for (long h = 0; h <= heads; h++)
      for (long g = h; g <= heads; g++, pair++)
        for (long k = 0; k < size; k++) expected[pair * TOKENS + j] += sent[h * size + k] * sent[g * size + k] * (g == h ? 1 : 2);
  }
  char what[60];
  snprintf(what, sizeof what, "Gram matrices of %ld heads of %ld", heads, d);
  ge_gram_pack(u, heads, d, packed);
  ge_gram(packed, &senders, TOKENS, scratch, gram, TOKENS);
  compare(what, gram, expected, pairs * TOKENS, 2e-6);
  if (!ge_has_bfloat16()) return;
  ge_gram_bfloat16_pack(u, heads, d, (unsigned *)packed);
  ge_gram_bfloat16((const unsigned *)packed, &senders, TOKENS, scratch, gram, TOKENS);
  compare(what, gram, expected, pairs * TOKENS, 2e-2);
}

static void check_rollout(long tokens) {
  const long padded = (tokens + 15) / 16 * 16;
  float *pairs = zeros(tokens * padded), *previous = zeros(tokens * padded), *out = zeros(tokens * padded);
  const float *scale = numbers(tokens), *filling = numbers(2 * tokens * tokens);
  double *expected = doubles(tokens * padded);
  for (long i = 0; i < tokens; i++)
    for (long j = 0; j < tokens; j++) pairs[i * padded + j] = *filling++, previous[i * padded + j] = *filling++;
  ge_rollout_step(pairs, scale, previous, tokens, out);
  for (long i = 0; i < tokens; i++)
    for (long j = 0; j < tokens; j++)
      for (long k = 0; k < tokens; k++) expected[i * padded + j] += (double)scale[i] * pairs[i * padded + k] * previous[k * padded + j];
  compare("rollout", out, expected, tokens * padded, 2e-6);
}

// out = w x with w transposed in memory, as backward passes have it.
static void check_mix(long rows, long count, long columns) {
  const float *w = numbers(count * rows), *x = numbers(count * columns);
  float *out = zeros(rows * columns);
  double *expected = doubles(rows * columns);
  ge_mix(w, 1, rows, rows, count, x, columns, columns, out, columns);
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < columns; c++)
      for (long k = 0; k < count; k++) expected[r * columns + c] += (double)w[k * rows + r] * x[k * columns + c];
  compare("mix", out, expected, rows * columns, 2e-6);
}

void check_methods(void) {
  check_gram(1, 1);
  check_gram(2, 8);
  check_gram(3, 15);
  check_gram(12, 32);
  check_rollout(1);
  check_rollout(21);
  check_rollout(70);
  check_mix(13, 9, 33);
  check_mix(8, 30, 16);
}
