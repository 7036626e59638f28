#ifndef GLOBENC_ATTENTION_H
#define GLOBENC_ATTENTION_H

#include "reduced.h"

// Scaled dot-product attention of one packed batch, and what GlobEnc needs of each pair of tokens while its probabilities are in cache.
typedef struct {
  long heads;                      // H
  long head_size;                  // d
  const float *query;              // [N, D], scaled by 1 / sqrt(d) already
  const float *value;              // [N, D]
  long ld;                         // of query and value
  const float *key_t;              // [D, ldt], the keys transposed; lanes beyond a text's end may be read and must be finite
  long ldt;                        // of key_t and gram, at least N + 15
  float *context;                  // [N, D]: the concatenated heads before attention.output.dense
  ge_reduced reduced_context;      // the same for the dense product that reads it
  // NULL when only the encoder is wanted.
  const float *gram; // [(H + 1) (H + 2) / 2, ldt] of ge_gram: K_j extended by M x_j as vector number H
} ge_attention;

// Floats of scratch memory that ge_attend needs for a text of `tokens`.
long ge_attention_scratch(long heads, long tokens);

// Attends within the text at rows [first, first + tokens).
//
// With gram, writes to pairs [T, padded T] (T rounded up to 16; the padding is 0)
//     pairs_ij = sqrt(max(0, a_ij' K_j a_ij))                               j != i
//     pairs_ii = the same of (a_ii, 1) and the extended K_i
// which is N_ij s1_i s2_i: the norm of y''_ij before both LayerNorms' data-dependent scales.
void ge_attend(const ge_attention *a, long first, long tokens, float *scratch, float *pairs);

#endif
