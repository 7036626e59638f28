// SHA-256, as FIPS 180-4 has it.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct Sha256 {
  uint32_t state[8];
  uint64_t count;  // bytes so far
  uint8_t block[64];
};

void sha256Begin(struct Sha256 *hash);
void sha256Add(struct Sha256 *hash, const void *bytes, size_t count);
/// Writes the hash's 32 bytes. `hash` is of no further use.
void sha256End(struct Sha256 *hash, uint8_t *result);
