#include "check.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int failed;

int failures(void) { return failed; }

static void *memory(size_t bytes) {
  void *start = NULL;
  if (posix_memalign(&start, 64, bytes + 256) != 0) exit(2);
  for (size_t i = 0; i < bytes + 256; i++) ((char *)start)[i] = 0;
  return start;
}

float *zeros(long count) { return memory((size_t)count * sizeof(float)); }
double *doubles(long count) { return memory((size_t)count * sizeof(double)); }

float *numbers(long count) {
  static uint64_t state = 20220710;
  float *x = zeros(count);
  for (long k = 0; k < count; k++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    x[k] = (float)((double)(state >> 40) / (1 << 23) - 1);
  }
  return x;
}

void compare(const char *what, const float *actual, const double *expected, long count, double tolerance) {
  double size = 1, worst = 0;
  long place = 0;
  for (long k = 0; k < count; k++) size = fmax(size, fabs(expected[k]));
  for (long k = 0; k < count; k++) {
    const double error = fabs(actual[k] - expected[k]);
    if (!(error <= worst)) worst = error, place = k;
  }
  if (worst <= tolerance * size) return;
  failed++;
  printf("FAILED: %s: %g instead of %g at %ld of %ld\n", what, actual[place], expected[place], place, count);
}

void require(const char *what, int holds) {
  if (holds) return;
  failed++;
  printf("FAILED: %s\n", what);
}
