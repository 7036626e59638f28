// Block sizes shared by both Gram kernels.
#ifndef GLOBENC_GRAM_INTERNAL_H
#define GLOBENC_GRAM_INTERNAL_H

#include "../../packing/packed_gram.h"
#include "../vector.h"
#include "gram.h"

enum {
  // Tokens handled at once: few enough for the vectors and sums to stay in the first-level cache.
  GE_TOKEN_VECTORS = 2,
  GE_TOKENS = GE_TOKEN_VECTORS * GE_LANES,
  // Weights are prefetched this many words ahead. A layer's U comes from main memory each time, and the processor's own prefetching stops
  // at each page; this one saves 10 % of the time, as measured.
  GE_AHEAD = 2048,
};

GE_INLINE long ge_pair_count(long vectors) { return vectors * (vectors + 1) / 2; }

#endif
