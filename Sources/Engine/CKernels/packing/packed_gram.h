// The packed form of U, shared by its packing and by the Gram kernels.
#ifndef GLOBENC_PACKED_GRAM_H
#define GLOBENC_PACKED_GRAM_H

// Groups of `features` features that hold `size` of them.
static inline long ge_feature_groups(long size, long features) { return (size + features - 1) / features; }

// Words of two bfloat16 numbers that hold d of them.
static inline long ge_pairs(long d) { return (d + 1) / 2; }

#endif
