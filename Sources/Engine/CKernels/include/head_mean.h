#ifndef GLOBENC_HEAD_MEAN_H
#define GLOBENC_HEAD_MEAN_H

#include "attention.h"

// The attention of a block of tokens, averaged over heads: mean_ij = 1/H sum_h A^h_ij in rows [block, block + rows) of mean [T, padded T] (T
// rounded up to 16; the padding is 0).
void ge_head_mean(const ge_probabilities *probabilities, float *mean);

#endif
