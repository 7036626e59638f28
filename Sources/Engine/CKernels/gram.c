#include "gram.h"

#include "vector.h"

// Columns of a block [h, g] that are multiplied at a time.
enum { COLUMNS = 4 };

GE_INLINE long column_groups(long d) { return (d + COLUMNS - 1) / COLUMNS; }

GE_CLONES void ge_gram_matrix(const float *u, long size, float *out) {
  enum { ROWS = 4, VECTORS = 4 };
  for (long b = 0; b < size; b += VECTORS * GE_LANES) {
    const long width = size - b < VECTORS * GE_LANES ? size - b : VECTORS * GE_LANES;
    for (long a = 0; a < size && a < b + width; a += ROWS) {
      long column[ROWS];
      for (int r = 0; r < ROWS; r++) column[r] = a + r < size ? a + r : size - 1;
      ge_v16 acc[ROWS][VECTORS] = {};
      for (long k = 0; k < size; k++) {
        const float *row = u + k * size;
        for (int r = 0; r < ROWS; r++)
          for (int v = 0; v < VECTORS; v++) acc[r][v] += *(const ge_v16 *)(row + b + v * GE_LANES) * row[column[r]];
      }
      for (int r = 0; r < ROWS; r++) memcpy(out + column[r] * size + b, acc[r], (unsigned long)width * sizeof(float));
    }
  }
}

long ge_gram_packed_size(long heads, long d) { return heads * (heads + 1) / 2 * column_groups(d) * d * COLUMNS; }

GE_INLINE float upper(const float *g, long size, long i, long j) { return i < j ? g[i * size + j] : g[j * size + i]; }

void ge_gram_pack(const float *g, long heads, long d, float *packed) {
  const long size = heads * d;
  for (long h = 0; h < heads; h++)
    for (long k = h; k < heads; k++)
      for (long q = 0; q < column_groups(d) * COLUMNS; q += COLUMNS)
        for (long p = 0; p < d; p++)
          for (long c = 0; c < COLUMNS; c++, packed++)
            *packed = q + c < d ? upper(g, size, h * d + p, k * d + q + c) * (h == k ? 1 : 2) : 0;
}

GE_INLINE void gram_tokens(const float *packed, const float *value_t, long ldt, int vectors, long heads, long d, float *gram) {
  for (long h = 0; h < heads; h++) {
    const float *left = value_t + h * d * ldt;
    for (long g = h; g < heads; g++, gram += ldt) {
      const float *right = value_t + g * d * ldt;
      ge_v16 sum[4] = {};
      for (long q = 0; q < d; q += COLUMNS) {
        ge_v16 acc[COLUMNS][4] = {};
        for (long p = 0; p < d; p++, packed += COLUMNS) {
          ge_v16 v[4];
          for (int t = 0; t < vectors; t++) v[t] = *(const ge_v16 *)(left + p * ldt + t * GE_LANES);
          for (int c = 0; c < COLUMNS; c++)
            for (int t = 0; t < vectors; t++) acc[c][t] += v[t] * packed[c];
        }
        for (int c = 0; c < COLUMNS; c++)
          for (int t = 0; t < vectors; t++) sum[t] += acc[c][t] * *(const ge_v16 *)(right + (q + c) * ldt + t * GE_LANES);
      }
      for (int t = 0; t < vectors; t++) *(ge_v16 *)(gram + t * GE_LANES) = sum[t];
    }
  }
}

GE_CLONES void ge_gram(const float *packed, const float *value_t, long ldt, long tokens, long heads, long d, float *gram) {
  long j = 0;
  for (; j + 4 * GE_LANES <= tokens; j += 4 * GE_LANES) gram_tokens(packed, value_t + j, ldt, 4, heads, d, gram + j);
  for (; j < tokens; j += 2 * GE_LANES) gram_tokens(packed, value_t + j, ldt, 2, heads, d, gram + j);
}

GE_CLONES void ge_cross(const float *value, const float *w, long ld, long tokens, long heads, long d, float *cross) {
  for (long j = 0; j < tokens; j++, value += ld, w += ld)
    for (long h = 0; h < heads; h++) {
      const float *a = value + h * d, *b = w + h * d;
      ge_v16 acc = {};
      long p = 0;
      for (; p + GE_LANES <= d; p += GE_LANES) acc += *(const ge_v16 *)(a + p) * *(const ge_v16 *)(b + p);
      float sum = ge_sum(&acc);
      for (; p < d; p++) sum += a[p] * b[p];
      *cross++ = sum;
    }
}
