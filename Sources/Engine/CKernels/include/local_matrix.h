#ifndef GLOBENC_LOCAL_MATRIX_H
#define GLOBENC_LOCAL_MATRIX_H

// A local matrix from unscaled pairs, with a diagonal of its own: out_ij = scale_i pairs_ij where j != i, and out_ii = diagonal_i.
//
// pairs, out [T, padded T], with T rounded up to 16 and a padding of 0; scale, diagonal [T].
void ge_local_matrix(const float *pairs, const float *scale, const float *diagonal, long tokens, float *out);

// sums_i = sum_{j != i} pairs_ij. The diagonal is left out, not subtracted.
void ge_sums_of_others(const float *pairs, long tokens, float *sums);

#endif
