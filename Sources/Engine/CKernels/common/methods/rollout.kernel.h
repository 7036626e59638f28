#include "rollout.h"

#include "../vector.h"

// Rows for which `previous` is read once; the last pass repeats the last row, which is cheaper than a branch.
enum { ROLLOUT_ROWS = 4 };

GE_KERNEL float scale_rows(const float *pairs, const float *scale, long tokens, float *out) {
  const long padded = ge_padded(tokens);
  ge_v16 top = {};
  for (long i = 0; i < tokens; i++)
    for (long j = 0; j < padded; j += GE_LANES) {
      const ge_v16 x = *(const ge_v16 *)(pairs + i * padded + j) * scale[i];
      *(ge_v16 *)(out + i * padded + j) = x;
      top = __builtin_elementwise_max(top, x);
    }
  return ge_max(&top);
}

GE_INLINE void step_columns(const float *const *pairs, const float *scale, const float *previous, long tokens, long padded, int vectors,
                            float *const *out, ge_v16 *top) {
  ge_v16 acc[ROLLOUT_ROWS][4] = {};
  for (long k = 0; k < tokens; k++) {
    ge_v16 row[4];
    for (int v = 0; v < vectors; v++) row[v] = *(const ge_v16 *)(previous + k * padded + v * GE_LANES);
    for (int r = 0; r < ROLLOUT_ROWS; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += row[v] * pairs[r][k];
  }
  for (int r = 0; r < ROLLOUT_ROWS; r++)
    for (int v = 0; v < vectors; v++) {
      const ge_v16 x = acc[r][v] * scale[r];
      *(ge_v16 *)(out[r] + v * GE_LANES) = x;
      *top = __builtin_elementwise_max(*top, x);
    }
}

GE_KERNEL float rollout_step(const float *pairs, const float *scale, const float *previous, long tokens, float *out) {
  const long padded = ge_padded(tokens);
  ge_v16 top = {};
  for (long j = 0; j < padded;) {
    const long left = padded - j;
    const int vectors = left >= 4 * GE_LANES ? 4 : left >= 2 * GE_LANES ? 2 : 1;
    for (long i = 0; i < tokens; i += ROLLOUT_ROWS) {
      const float *a[ROLLOUT_ROWS];
      float *c[ROLLOUT_ROWS], s[ROLLOUT_ROWS];
      for (int r = 0; r < ROLLOUT_ROWS; r++) {
        const long row = i + r < tokens ? i + r : tokens - 1;
        a[r] = pairs + row * padded;
        c[r] = out + row * padded + j;
        s[r] = scale[row];
      }
      if (vectors == 4) step_columns(a, s, previous + j, tokens, padded, 4, c, &top);
      else if (vectors == 2) step_columns(a, s, previous + j, tokens, padded, 2, c, &top);
      else step_columns(a, s, previous + j, tokens, padded, 1, c, &top);
    }
    j += vectors * GE_LANES;
  }
  return ge_max(&top);
}
