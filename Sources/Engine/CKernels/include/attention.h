#ifndef GLOBENC_ATTENTION_H
#define GLOBENC_ATTENTION_H

#include "reduced.h"

// Scaled dot-product attention of one packed batch and, while a text's probabilities are in the cache, the norms that GlobEnc needs of each
// pair of its tokens.
typedef struct {
  long heads;                      // H
  long head_size;                  // d
  const float *query;              // [N, D], already scaled by 1 / sqrt(d)
  const float *value;              // [N, D]
  long ld;                         // row distance of query and value
  const float *key_t;              // [D, ldt], the keys transposed; lanes beyond a text's end may be read and must be finite
  long ldt;                        // row distance of key_t and gram, at least N + 15
  float *context;                  // [N, D]: the concatenated heads before attention.output.dense
  ge_reduced reduced_context;      // context in the format of the dense product that reads it
  // gram is NULL when only the encoder's outputs are wanted.
  const float *gram; // [(H + 1) (H + 2) / 2, ldt], from ge_gram: K_j, extended by M x_j as vector number H
} ge_attention;

// Floats of scratch memory that ge_attend needs for a text of `tokens` tokens.
long ge_attention_scratch(long heads, long tokens);

// Computes attention within the text at rows [first, first + tokens).
//
// With gram, writes to pairs [T, padded T] (T rounded up to 16; the padding is 0)
//     pairs_ij = sqrt(max(0, a_ij' K_j a_ij))                               j != i
//     pairs_ii = the same of (a_ii, 1) and the extended K_i
// which is N_ij s1_i s2_i: the norm of y''_ij before both LayerNorms' data-dependent scales.
void ge_attend(const ge_attention *a, long first, long tokens, float *scratch, float *pairs);

#endif
