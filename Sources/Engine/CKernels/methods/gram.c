#include "gram.h"

#include "gram_internal.h"
#include "layer_norm.h"
#include "transpose.h"

long ge_gram_packed_size(long heads, long d) { return ge_feature_groups(heads * d) * GE_FEATURES * heads * d; }

// The packed form is [feature groups, H, d, GE_FEATURES], padded with zeros.
void ge_gram_pack(const float *u, long heads, long d, float *packed) {
  const long size = heads * d;
  for (long f = 0; f < ge_feature_groups(size) * GE_FEATURES; f += GE_FEATURES)
    for (long column = 0; column < size; column++)
      for (long c = 0; c < GE_FEATURES; c++) *packed++ = f + c < size ? u[(f + c) * size + column] : 0;
}

long ge_gram_scratch(long heads, long d) {
  // Room for the vectors sent, their sums, M x, its source before transposition, and the values. In bfloat16, a head of odd size takes one
  // word more.
  return GE_TOKENS * ((heads + 1) * GE_FEATURES + ge_pair_count(heads + 1) + ge_feature_groups(heads * d) * GE_FEATURES + 2 * heads * (d + 1));
}

#define NAME(x) x
#define TARGET GE_CLONES
#define INLINE_TARGET GE_INLINE
#define WORD float
#define WORDS(d) (d)
#define ARRANGE(senders, first, room, words)                                                                                               \
  ge_transpose((senders)->value + (first) * (senders)->ld, (senders)->ld, GE_TOKENS, (senders)->heads *(senders)->head_size, words, GE_TOKENS)
#define ACCUMULATE(sum, values, weight) sum += *(const ge_v16 *)(values) * (weight)
#include "gram_blocks.h"
