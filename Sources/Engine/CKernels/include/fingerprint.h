#ifndef GLOBENC_FINGERPRINT_H
#define GLOBENC_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/// A hash of 128 bits that tells files apart; it does not withstand somebody who wants two files to have the same.
typedef struct {
  uint64_t low, high;
} globenc_hash;

/// The hash of `count` bytes, on top of the one before: `seed` is {0, 0} for the first block.
/// Reads some 10 GB/s and more on one core. The same on every little-endian machine.
globenc_hash globenc_hash_bytes(const void *bytes, size_t count, globenc_hash seed);

#endif
