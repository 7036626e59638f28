// What both Gram kernels agree on.
#ifndef GLOBENC_GRAM_INTERNAL_H
#define GLOBENC_GRAM_INTERNAL_H

#include "gram.h"
#include "vector.h"

enum {
  // Features of u that are formed at a time.
  GE_FEATURES = 8,
  // Tokens at a time: small enough for the vectors and sums at work to stay in the first cache.
  GE_TOKEN_VECTORS = 2,
  GE_TOKENS = GE_TOKEN_VECTORS * GE_LANES,
  // Weights are fetched this many words ahead. A layer's U comes from memory anew each time, and what the processor foresees by itself ends
  // at each page: measured, 10 % of the time.
  GE_AHEAD = 2048,
};

GE_INLINE long ge_feature_groups(long size) { return (size + GE_FEATURES - 1) / GE_FEATURES; }
GE_INLINE long ge_pair_count(long vectors) { return vectors * (vectors + 1) / 2; }

#endif
