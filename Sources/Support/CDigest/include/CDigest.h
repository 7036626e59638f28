// SHA-256 as FIPS 180-4 defines it.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct Sha256 {
  uint32_t state[8];
  uint64_t count;  // bytes hashed so far
  uint8_t block[64];
};

void sha256Begin(struct Sha256 *hash);
void sha256Add(struct Sha256 *hash, const void *bytes, size_t count);
/// Writes the 32 bytes of the hash to `result`. `hash` cannot be used afterwards.
void sha256End(struct Sha256 *hash, uint8_t *result);
