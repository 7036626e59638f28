#ifndef GLOBENC_ALTI_H
#define GLOBENC_ALTI_H

// What is added to each feature of a contribution, as the authors' code does by PyTorch's pairwise_distance.
#define GE_ALTI_EPSILON 1e-6f

// Adds the part of some features f to ALTI's contributions of a text, before their rows are divided by their sums:
//     sums_ij += sum_f (|y_if| - |y_if - t_ijf|),  t_ijf = GE_ALTI_EPSILON + scale_i sum_s weights_s,ij vectors_f,s,j
// Each term is formed without the difference of two large numbers, so that a small contribution is as exact as a large one.
//
// senders: how many vectors s each token j sends. weights [senders, T, padded T], weight_stride floats from one s to the next; vectors
// [features, senders, padded T]; y [T, features], rows ldy floats apart; scale [T]; sums [T, padded T], whose padding gets numbers without
// meaning.
void ge_alti_add(const float *weights, long weight_stride, const float *vectors, long senders, long features, const float *y, long ldy,
                 const float *scale, long tokens, float *sums);

// Sums below 0 become 0, and each row is divided by its sum. A row of zeros becomes that of the identity: nothing brings the token nearer to
// its output, so that it counts as its own. NaN in sums or scale makes the row NaN. The padding becomes 0. sums [T, padded T], scale [T].
void ge_alti_finish(const float *scale, long tokens, float *sums);

#endif
