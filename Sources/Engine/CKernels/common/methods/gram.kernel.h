#include "gram_internal.h"

GE_KERNEL long gram_scratch(long heads, long d) {
  // Room for the vectors sent, their sums, M x, its source before transposition, and the values. In bfloat16, a head of odd size takes one
  // word more.
  return GE_TOKENS * ((heads + 1) * GE_FEATURES + ge_pair_count(heads + 1) + ge_feature_groups(heads * d, GE_FEATURES) * GE_FEATURES +
                      2 * heads * (d + 1));
}

#define NAME(x) x
#define WORD float
#define WORDS(d) (d)
#define ARRANGE(senders, first, room, words)                                                                                               \
  transpose((senders)->value + (first) * (senders)->ld, (senders)->ld, GE_TOKENS, (senders)->heads * (senders)->head_size, words, GE_TOKENS)
#define ACCUMULATE(sum, values, weight) sum += *(const ge_v16 *)(values) * (weight)
#include "gram_blocks.h"
