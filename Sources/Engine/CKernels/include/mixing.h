#ifndef GLOBENC_MIXING_H
#define GLOBENC_MIXING_H

#include "attention.h"

// The values that the tokens of a block receive from all tokens but themselves: sum_{j != i} A^h_ij v_j^h of each head h, side by side.
//
// value [N, D] with row distance ld; up to 31 floats past its last row are read and left out. others [N, D], contiguous, receives the block's rows.
// The sum leaves token i out: a difference of the whole sum and token i's part would lose a small rest.
void ge_mix_others(const ge_probabilities *probabilities, const float *value, long ld, long head_size, float *others);

// norms_i = ||x_i||. x [rows, size], contiguous.
void ge_row_norms(const float *x, long rows, long size, float *norms);

#endif
