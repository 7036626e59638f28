#ifndef GLOBENC_LAYER_NORM_H
#define GLOBENC_LAYER_NORM_H

#include "number_formats.h"

// out = gamma * (z - mean(z)) / s + beta with z = x + residual and s = sqrt(var(z) + epsilon), over the last axis, row by row.
//
// x, residual, out [rows, size], contiguous; residual may be NULL; out may be x or residual. deviation [rows] receives s, and may be NULL.
// reduced receives out in the format of the dense product that reads it.
void ge_layer_norm(const float *x, const float *residual, const float *gamma, const float *beta, float epsilon, long rows, long size,
                   float *out, float *deviation, const ge_reduced *reduced);

// out_i = M x_i with M = diag(gamma2) P diag(gamma1) P, where P subtracts the mean: both LayerNorms without their data-dependent scale and
// without their biases. With gamma2 NULL, the first LayerNorm alone, M = diag(gamma1) P; with both NULL, M = I. x, out [rows, size],
// contiguous.
void ge_fixed_map(const float *x, const float *gamma1, const float *gamma2, long rows, long size, float *out);

#endif
