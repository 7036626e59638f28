#include "../vector.h"
#include "backward.h"

// Tokens whose sums over distances are computed together, as in the forward pass.
enum { GRADIENT_BLOCK = 16 };

GE_KERNEL long ge_distance_scratch(long head_size, long tokens) {
  return GRADIENT_BLOCK * (tokens + GRADIENT_BLOCK + head_size) + 2 * GE_LANES;
}

// For the tokens a of a block [block, block + rows): out_a += sum_b scores_ab vector_(b - a) over b below `count`, where scores_ab is
// scores[(a - block) sa + b sb]. The weights of one column are summed first, so that each vector is read once for the block.
GE_KERNEL void add_block(const ge_attention_backward *a, const ge_distance_rows *vectors, long h, const float *scores, long sa, long sb,
                         long block, long rows, long count, float *scratch, float *out, long ldo) {
  const long d = a->head_size, size = a->heads * d, lowest = vectors->columns[-(block + rows - 1)];
  const long width = vectors->columns[count - 1 - block] + 1 - lowest;
  float *weights = scratch, *sums = scratch + GRADIENT_BLOCK * width;
  memset(weights, 0, (size_t)(rows * width) * sizeof(float));
  for (long r = 0; r < rows; r++) {
    const int *columns = vectors->columns - (block + r);
    float *row = weights + r * width - lowest;
    for (long b = 0; b < count; b++) row[columns[b]] += scores[r * sa + b * sb];
  }
  mix(weights, width, 1, rows, width, vectors->rows + lowest * size + h * d, size, d, sums, d);
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < d; c++) out[r * ldo + c] += sums[r * d + c];
}

GE_KERNEL void add_query_distances(const ge_attention_backward *a, long h, const float *scores, float *scratch, float *query, long ldo) {
  const long padded = ge_padded(a->tokens);
  for (long i = 0; i < a->rows; i += GRADIENT_BLOCK) {
    const long rows = a->rows - i < GRADIENT_BLOCK ? a->rows - i : GRADIENT_BLOCK;
    add_block(a, &a->key_vectors, h, scores + i * padded, padded, 1, i, rows, a->tokens, scratch, query + i * ldo, ldo);
  }
}

GE_KERNEL void add_key_distances(const ge_attention_backward *a, long h, const float *scores, float *scratch, float *key, long ldo) {
  const long padded = ge_padded(a->tokens);
  for (long j = 0; j < a->tokens; j += GRADIENT_BLOCK) {
    const long rows = a->tokens - j < GRADIENT_BLOCK ? a->tokens - j : GRADIENT_BLOCK;
    add_block(a, &a->query_vectors, h, scores + j, 1, padded, j, rows, a->rows, scratch, key + j * ldo, ldo);
  }
}
