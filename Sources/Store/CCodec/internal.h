// Declarations that encoder and decoder share besides the predictor.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CCodec.h"

// Bits are read with unaligned 64-bit loads, and floats and halves are stored in the machine's byte order.
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the codec is written for little-endian machines"
#endif

// The loader chooses a clone before Thread Sanitizer is ready, which would crash; so with this sanitizer there is one version only.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ONE_CLONE 1
#endif
#endif
// Wide vectors save a third of the time. The arithmetic is on integers, so that the results of all clones are equal.
#if defined(__x86_64__) && defined(__clang__) && defined(__linux__) && !defined(ONE_CLONE)
#define VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTOR_CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

enum {
  stepsPerOctave = 347,  // half a step is a factor of 2^(1/694) = 1.000999
  symbolCount = 41,
  shapeCount = 10,
  longestCode = 11,
  firstBits = 10,  // bits of the first look-up of a code: few codes are longer, and the tables fit into the cache
  headerBytes = 1,
};

// Bits of a stream's first byte. All other bits are 0.
enum { presetMask = 0x07, hasSigns = 0x40, hasZeros = 0x80 };
static const uint32_t signBit = 1u << 31;

// The integers into which a kind turns absolute values.
typedef struct {
  int32_t lowest, highest;  // range of the integer
  int32_t start;            // prediction of the first value
} Range;

INLINE Range rangeOf(enum CodecKind kind) {
  // Tenth percent: steps of the logarithm, where 2^-126 is the smallest normal number. Lossless: the upper 16 bits of a float, which are
  // approximately a logarithm.
  return kind == CodecLossless ? (Range){0, 0x7f7f, 0x3f00} : (Range){-126 * stepsPerOctave, 0, -173};
}

typedef struct {
  uint32_t value[stepsPerOctave];          // bits of the float 2^(-m/347)
  uint32_t boundary[stepsPerOctave + 1];   // the mantissa from which on step k + 1 above a power of two is nearer than step k
  uint16_t guess[1024];                    // the nearest step, or one less, by the upper 10 bits of the mantissa
  uint32_t first[shapeCount][1 << firstBits];     // the entry by the next bits; `longerCode` where more of them decide
  uint32_t decode[shapeCount][1 << longestCode];  // the entry of each code
  uint16_t code[shapeCount][symbolCount];  // first bit lowest
  uint8_t length[shapeCount][symbolCount];
} CodecTables;

// An entry: length of the code and number of extra bits (bits 0 to 7), first magnitude of the symbol (8 to 27), length of the code (28 to 31).
enum { longerCode = 0xff };

extern const uint32_t symbolBase[symbolCount];
extern const uint8_t symbolExtra[symbolCount];

/// The tables, which the first call computes.
const CodecTables *codecTables(void);

INLINE uint32_t symbolOf(uint32_t magnitude) {
  if (magnitude < 24) return magnitude;
  if (magnitude < 64) return magnitude < 32 ? 24 : magnitude < 48 ? 25 : 26;
  return 27 + (31 - (uint32_t)__builtin_clz(magnitude)) - 6;
}

/// Upper bound of a stream's bytes before LZ4: for each value 2 bytes for the lower half of a lossless float, a bit for its sign, and up to
/// 31 bits for its residual.
INLINE size_t streamBound(int32_t size) { return (size_t)size * (size_t)size * 6 + 64; }
/// Bytes of a map of one bit for each value: value k has bit k % 8 of byte k / 8.
INLINE size_t mapBytes(int32_t size) { return ((size_t)size * (size_t)size + 7) / 8; }
INLINE uint32_t mapBit(const uint8_t *map, size_t k) { return map[k >> 3] >> (k & 7) & 1; }
