#include "mixing.h"

#include "../tile.h"

enum {
  // Rows for which values are read once; copies of a block's last row fill the last pass.
  MIXING_ROWS = GE_ROW_GROUP,
  // Features for which weights are read once.
  MIXING_FEATURES = GE_TILE_VECTORS * GE_LANES,
};

// sum_r += a_rj v_j over the keys j in [from, to), some vectors of features. Row r leaves out the key own + r.
GE_INLINE void add_keys(const float *a, long row_stride, const float *value, long ld, long from, long to, long own,
                        ge_v16 sum[MIXING_ROWS][GE_TILE_VECTORS]) {
  for (long j = from; j < to; j++) {
    ge_v16 row[GE_TILE_VECTORS];
    for (int v = 0; v < GE_TILE_VECTORS; v++) row[v] = *(const ge_v16 *)(value + j * ld + v * GE_LANES);
    for (int r = 0; r < MIXING_ROWS; r++) {
      const float weight = j == own + r ? 0 : a[r * row_stride + j];
      for (int v = 0; v < GE_TILE_VECTORS; v++) sum[r][v] += row[v] * weight;
    }
  }
}

GE_KERNEL void mix_others(const ge_probabilities *p, const float *value, long ld, long d, float *others) {
  const long size = p->heads * d;
  value += p->first * ld;
  others += (p->first + p->block) * size;
  for (long h = 0; h < p->heads; h++)
    for (long r = 0; r < p->rows; r += MIXING_ROWS) {
      const float *a = p->values + h * p->head_stride + r * p->row_stride;
      const long own = p->block + r, end = own + MIXING_ROWS < p->tokens ? own + MIXING_ROWS : p->tokens;
      for (long c = 0; c < d; c += MIXING_FEATURES) {
        const float *v = value + h * d + c;
        ge_v16 sum[MIXING_ROWS][GE_TILE_VECTORS] = {};
        // Only the keys in the middle are some row's own; the others need no comparison.
        add_keys(a, p->row_stride, v, ld, 0, own, -MIXING_ROWS, sum);
        add_keys(a, p->row_stride, v, ld, own, end, own, sum);
        add_keys(a, p->row_stride, v, ld, end, p->tokens, -MIXING_ROWS, sum);
        const long width = d - c < MIXING_FEATURES ? d - c : MIXING_FEATURES;
        for (long k = 0; k < MIXING_ROWS && r + k < p->rows; k++)
          ge_store_sums(GE_TILE_VECTORS, sum[k], width, others + (r + k) * size + h * d + c);
      }
    }
}

GE_KERNEL void row_norms(const float *x, long rows, long size, float *norms) {
  for (long i = 0; i < rows; i++, x += size) {
    ge_v16 acc = {};
    long k = 0;
    for (; k + GE_LANES <= size; k += GE_LANES) acc += *(const ge_v16 *)(x + k) * *(const ge_v16 *)(x + k);
    float sum = ge_sum(&acc);
    for (; k < size; k++) sum += x[k] * x[k];
    norms[i] = sqrtf(sum);
  }
}
