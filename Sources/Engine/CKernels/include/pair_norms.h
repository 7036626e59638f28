#ifndef GLOBENC_PAIR_NORMS_H
#define GLOBENC_PAIR_NORMS_H

#include "attention.h"

// The norms of the vectors that the tokens of a block receive from each token, without the data-dependent scales of the LayerNorms: for
// N-Enc, N_ij s1_i s2_i.
//
// Writes to rows [block, block + rows) of pairs [T, padded T] (T rounded up to 16; the padding is 0)
//     pairs_ij = sqrt(max(0, a_ij' K_j a_ij))                               j != i
//     pairs_ii = the same of (a_ii, 1) and the extended K_i
// gram [(H + 1) (H + 2) / 2, ldt] of ge_gram: K_j of each token of the batch, extended by M x_j as vector number H. Where own [N] is not
// NULL, it receives for each token i of the block, at its row in the batch, pairs_ii without the residual.
void ge_pair_norms(const ge_probabilities *probabilities, const float *gram, long ldt, float *pairs, float *own);

#endif
