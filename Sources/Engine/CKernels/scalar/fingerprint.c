#include "fingerprint.h"

#include <string.h>

// Digits of pi: constants without hidden structure.
static const uint64_t SECRETS[8] = {
    0x243f6a8885a308d3u, 0x13198a2e03707344u, 0xa4093822299f31d0u, 0x082efa98ec4e6c89u,
    0x452821e638d01377u, 0xbe5466cf34e90c6cu, 0xc0ac29b7c97c50ddu, 0x3f84d5b5b5470917u,
};

static inline uint64_t load(const unsigned char *bytes) {
  uint64_t value;
  memcpy(&value, bytes, sizeof value);
  return value;
}

// The exclusive or of both halves of the product, in which every bit depends on every bit of both factors.
static inline uint64_t mix(uint64_t a, uint64_t b) {
  const unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

enum { LANES = 4, STRIPE = 16 * LANES };

// Each lane takes 16 of the 64 bytes of a stripe, and multiplies one half, combined with the lane's state, with the other half. Four lanes
// run side by side, because a single chain would be bound by the latency of the multiplication.
static inline void absorb(uint64_t lanes[LANES], const unsigned char *stripe) {
  for (int i = 0; i < LANES; i++) {
    const uint64_t a = load(stripe + 16 * i), b = load(stripe + 16 * i + 8);
    lanes[i] = mix(a ^ SECRETS[i], b ^ lanes[i]) + a;
  }
}

globenc_hash globenc_hash_bytes(const void *bytes, size_t count, globenc_hash seed) {
  const unsigned char *position = bytes;
  uint64_t lanes[LANES];
  for (int i = 0; i < LANES; i++) lanes[i] = SECRETS[4 + i] ^ (i & 1 ? seed.high : seed.low) ^ mix(count ^ SECRETS[i], SECRETS[4 + i]);

  size_t left = count;
  for (; left >= STRIPE; left -= STRIPE, position += STRIPE) absorb(lanes, position);
  if (left > 0) {
    // Zeros fill the last stripe; the count, hashed above, distinguishes them from zeros of the file.
    unsigned char last[STRIPE] = {0};
    memcpy(last, position, left);
    absorb(lanes, last);
  }

  globenc_hash hash = {SECRETS[0] ^ seed.low, SECRETS[1] ^ seed.high};
  for (int i = 0; i < LANES; i++) {
    hash.low = mix(hash.low ^ lanes[i], SECRETS[i]) + lanes[i];
    hash.high = mix(hash.high + lanes[i], SECRETS[7 - i]) ^ hash.low;
  }
  return hash;
}
