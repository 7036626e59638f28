// Block sizes shared by both Gram kernels.
#ifndef GLOBENC_GRAM_INTERNAL_H
#define GLOBENC_GRAM_INTERNAL_H

#include "../../packing/packed_gram.h"
#include "../vector.h"
#include "gram.h"

enum {
  // Features of u that are formed at once, for one vector of tokens or two.
  GE_FEATURES = GE_VECTORS >= 32 ? 8
  : GE_VECTORS >= 8              ? 6
                                 : 2,
  GE_SENT_VECTORS = GE_VECTORS >= 32 ? 2 : 1,
  // Chains of additions in a sum over features. In a single one, each addition waits for the one before it; two take more registers.
  GE_CHAINS = GE_REGISTERS >= 32 ? 2 : 1,
  // Tokens handled at once: few enough for the vectors and sums to stay in the first-level cache.
  GE_TOKENS = 2 * GE_LANES,
  // Weights are prefetched this many words ahead. A layer's U comes from main memory each time, and the processor's own prefetching stops
  // at each page; this one saves 10 % of the time, as measured.
  GE_AHEAD = 2048,
};

GE_INLINE long ge_pair_count(long vectors) { return vectors * (vectors + 1) / 2; }

#endif
