// The packed form of U, shared by its packing and by the Gram kernels.
#ifndef GLOBENC_PACKED_GRAM_H
#define GLOBENC_PACKED_GRAM_H

// Features of u that are formed at once.
enum { GE_FEATURES = 8 };

static inline long ge_feature_groups(long size) { return (size + GE_FEATURES - 1) / GE_FEATURES; }

// Words of two bfloat16 numbers that hold d of them.
static inline long ge_pairs(long d) { return (d + 1) / 2; }

#endif
