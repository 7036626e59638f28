// The kernels of DecompX, whose rows are the parts x_k of one vector that belong to the tokens k.
#ifndef GLOBENC_DECOMPX_H
#define GLOBENC_DECOMPX_H

// The shares of a bias among the parts, by absolute inner product:
//     shares_k = |<x_k, direction>| / (sum_l |<x_l, direction>| + 1e-12)
// They are 0 where all products are 0. x [rows, size], rows ld floats apart; shares [rows].
void ge_bias_shares(const float *x, long ld, const float *direction, long rows, long size, float *shares);

// x_k += shares_k bias
void ge_add_shares(const float *shares, const float *bias, long rows, long size, float *x, long ld);

// A LayerNorm's deviation s is held fixed, and its bias left out: x_k = gamma (x_k - mean(x_k)) / s
void ge_normalize_parts(const float *gamma, float deviation, long rows, long size, float *x, long ld);

// x_k = (x_k + shares_k bias) slopes
void ge_activate_parts(const float *shares, const float *bias, const float *slopes, long rows, long size, float *x, long ld);

#endif
