#ifndef GLOBENC_LOCAL_MATRIX_H
#define GLOBENC_LOCAL_MATRIX_H

#include "attention.h"

// The attention of a block of tokens, averaged over heads: mean_ij = 1/H sum_h A^h_ij in rows [block, block + rows) of mean [T, padded T] (T
// rounded up to 16; the padding is 0).
void ge_head_mean(const ge_probabilities *probabilities, float *mean);

// A local matrix from unscaled pairs, with a diagonal of its own: out_ij = scale_i pairs_ij where j != i, and out_ii = diagonal_i.
//
// pairs, out [T, padded T], with T rounded up to 16 and a padding of 0; scale, diagonal [T].
void ge_local_matrix(const float *pairs, const float *scale, const float *diagonal, long tokens, float *out);

// sums_i = sum_{j != i} pairs_ij. The diagonal is left out, not subtracted.
void ge_sums_of_others(const float *pairs, long tokens, float *sums);

#endif
