#ifndef GLOBENC_DISENTANGLED_H
#define GLOBENC_DISENTANGLED_H

// Rows of terms that are computed together; a multiple of 16. More rows take more memory, fewer repeat more products of keys.
enum { GE_DISENTANGLED_ROWS = 128 };

// A layer's vectors for distances between tokens.
typedef struct {
  const float *vectors_t; // [D, ld], transposed: column c is the vector of the distances that have it; up to 31 columns past the last are read
  long ld;
  // columns[delta] for the distances delta from -(T - 1) to T - 1 of the longest text: it does not fall, and rises by at most 1 from one distance
  // to the next. Up to 15 numbers past the last are read.
  const int *columns;
} ge_distance_vectors;

// The terms that disentangled attention adds to the scores of queries and keys, by the distance of the two tokens:
//     terms_ij = <q_i, pk_(j - i)> + <k_j, pq_(i - j)>
// for the vectors pk and pq of each head. Either may be NULL.
typedef struct {
  long heads;         // H
  long head_size;     // d
  const float *query; // [N, D], scaled
  const float *key;   // [N, D]
  long ld;            // row distance of query and key
  const ge_distance_vectors *key_vectors;   // pk, by key minus query
  const ge_distance_vectors *query_vectors; // pq, scaled, by query minus key
} ge_disentangled;

// Floats of scratch memory that ge_disentangled_terms needs for a text of `tokens` tokens.
long ge_disentangled_scratch(long tokens);

// The terms of the queries [from, from + rows) of the text at rows [first, first + tokens): terms [H, rows, T rounded up to 16]. rows: at most
// GE_DISENTANGLED_ROWS. The padding gets numbers without meaning.
//
// Only products with the vectors of distances that occur are computed, by the code of queries and keys, for 16 tokens at a time; then each row
// picks its own. They depend on the two tokens and their distance alone, bitwise.
void ge_disentangled_terms(const ge_disentangled *a, long first, long tokens, long from, long rows, float *scratch, float *terms);

#endif
