#include "disentangled.h"

#include "score_tile.h"
#include "transpose_tile.h"

// Tokens whose products are computed together. Their distances to T tokens are T + 15, where those of a single one are T.
enum { TERMS_BLOCK = 16 };

// Row distance of the products of a block with the vectors of distances: those to `count` tokens, which begin and end within a vector.
GE_INLINE long product_distance(long count) { return ge_padded(count + TERMS_BLOCK) + 3 * GE_LANES; }

static long longest_side(long tokens) { return tokens > GE_DISENTANGLED_ROWS ? tokens : GE_DISENTANGLED_ROWS; }

GE_KERNEL long disentangled_scratch(long tokens) { return TERMS_BLOCK * (product_distance(longest_side(tokens)) + GE_DISENTANGLED_ROWS); }

// out[k] = x[columns[k]] for k below `count`, by vectors: columns of neighbouring distances follow each other or are the same. Up to 15 numbers
// past the last are read and written.
GE_INLINE void pick(const float *x, const int *columns, long count, float *out) {
  for (long k = 0; k < count; k += GE_LANES) {
    const long last = (count - k < GE_LANES ? count : k + GE_LANES) - 1;
    const ge_v16 near = *(const ge_v16 *)(x + columns[k]);
    if (columns[last] - columns[k] == last - k) *(ge_v16 *)(out + k) = near;
    else *(ge_v16 *)(out + k) = __builtin_shufflevector(near, *(const ge_i16 *)(columns + k) - columns[k]);
  }
}

// The inner products of head h of the tokens [block, block + TERMS_BLOCK), as far as there are any, with the vectors of their distances to the tokens
// [from, from + count): row r of out [TERMS_BLOCK, GE_LANES-rounded count], rows ldo floats apart.
GE_INLINE void multiply_distances(const ge_disentangled *a, const ge_distance_vectors *vectors, const float *x, long h, long first,
                                  long tokens, long block, long from, long count, float *products, float *out, long ldo) {
  const long d = a->head_size, rows = tokens - block < TERMS_BLOCK ? tokens - block : TERMS_BLOCK, ld = product_distance(count);
  const float *row[TERMS_BLOCK];
  for (long r = 0; r < TERMS_BLOCK; r++) row[r] = x + (first + block + (r < rows ? r : rows - 1)) * a->ld + h * d;
  // The first column is that of a cache line, if the vectors begin with one.
  const long lowest = vectors->columns[from - (block + rows - 1)] / GE_LANES * GE_LANES;
  const long width = ge_padded(vectors->columns[from + count - 1 - block] + 1 - lowest);
  const float *first_column = vectors->vectors_t + h * d * vectors->ld + lowest;
  // The distances of the next block are lower by its size.
  ge_score_rows(row, rows, first_column, vectors->ld, d, width, products, ld,
                lowest >= TERMS_BLOCK ? first_column - TERMS_BLOCK : first_column);
  for (long r = 0; r < rows; r++) pick(products + r * ld - lowest, vectors->columns + from - (block + r), count, out + r * ldo);
}

GE_KERNEL void disentangled_terms(const ge_disentangled *a, long first, long tokens, long from, long rows, float *scratch, float *terms) {
  const long padded = ge_padded(tokens);
  float *products = scratch, *ofKeys = scratch + TERMS_BLOCK * product_distance(longest_side(tokens));
  for (long h = 0; h < a->heads; h++, terms += rows * padded) {
    if (a->key_vectors)
      for (long i = from; i < from + rows; i += TERMS_BLOCK)
        multiply_distances(a, a->key_vectors, a->query, h, first, from + rows, i, 0, tokens, products, terms + (i - from) * padded, padded);
    else memset(terms, 0, (size_t)(rows * padded) * sizeof(float));
    if (!a->query_vectors) continue;
    for (long j = 0; j < tokens; j += TERMS_BLOCK) {
      multiply_distances(a, a->query_vectors, a->key, h, first, tokens, j, from, rows, products, ofKeys, GE_DISENTANGLED_ROWS);
      for (long i = 0; i < rows; i += TERMS_BLOCK) {
        float tile[TERMS_BLOCK * GE_LANES];
        ge_transpose_tile(ofKeys + i, GE_DISENTANGLED_ROWS, tile, GE_LANES);
        for (long r = 0; r < TERMS_BLOCK && i + r < rows; r++)
          *(ge_v16 *)(terms + (i + r) * padded + j) += *(const ge_v16 *)(tile + r * GE_LANES);
      }
    }
  }
}
