#ifndef GLOBENC_ROLLOUT_H
#define GLOBENC_ROLLOUT_H

// out_i = scale_i * pairs_i, row by row: a local matrix from its unscaled pair norms. [T, padded T]; out may be pairs. Returns the largest
// entry.
float ge_scale_rows(const float *pairs, const float *scale, long tokens, float *out);

// out = diag(scale) pairs previous: one step of the rollout. All are [T, padded T], with T rounded up to 16 and a padding of 0; out must
// differ from both inputs. Returns the largest entry of out.
float ge_rollout_step(const float *pairs, const float *scale, const float *previous, long tokens, float *out);

#endif
