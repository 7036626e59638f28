// Decoding. The time is decided by the chain of dependent steps from one symbol to the next, and by the number of instructions. Two
// independent chains hide half of the steps, and a chain loads from its stream once for four symbols. What does not belong to the chain is
// computed for eight columns at a time.
#include <lz4.h>
#include <stdlib.h>

#include "model.h"

INLINE uint64_t load(const uint8_t *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

/// One of the two sequences of bits of a matrix' residuals. One is read upwards from the first byte, one downwards from the last byte.
typedef struct {
  const uint8_t *origin;
  int isBackward;
  uint64_t position;  // in bits
} Stream;

/// At least 57 bits from the position on, the next one lowest.
INLINE uint64_t bitsOf(const Stream *s) {
  const uint64_t byte = s->position >> 3;
  return (s->isBackward ? __builtin_bswap64(load(s->origin - 8 - byte)) : load(s->origin + byte)) >> (s->position & 7);
}

enum { wordBits = 57 };

/// The symbols of a row: entry, and the stream behind the code, whose lowest bits belong to the symbol. [T]
typedef struct {
  uint32_t *entry, *rest;
  const int32_t *scale;
} Symbols;

INLINE uint32_t load16(const void *p) {
  uint16_t number;
  memcpy(&number, p, sizeof number);
  return number;
}

INLINE uint32_t shapeOf(const Symbols *s, int32_t j) { return load16(s->scale + j); }
INLINE uint32_t lowBitsOf(const Symbols *s, int32_t j) { return load16((const uint16_t *)(const void *)(s->scale + j) + 1); }

/// Keeps the symbol of column j, with which `word` begins; returns its number of bits.
INLINE uint32_t keep(Symbols *symbols, int32_t j, uint32_t entry, uint64_t word) {
  symbols->entry[j] = entry;
  symbols->rest[j] = (uint32_t)(word >> (entry >> 28));
  return (entry & 0xff) + lowBitsOf(symbols, j);
}

/// Reads the symbol of column j.
INLINE void readOne(const CodecTables *t, Stream *s, Symbols *symbols, int32_t j) {
  const uint64_t word = bitsOf(s);
  uint32_t entry = (&t->first[0][0] + shapeOf(symbols, j))[word & ((1u << firstBits) - 1)];
  if (entry == longerCode) entry = t->decode[shapeOf(symbols, j) >> firstBits][word & ((1u << longestCode) - 1)];
  s->position += keep(symbols, j, entry, word);
}

/// Reads the symbols of columns j, j + 2, and so on: `count` symbols.
INLINE void readSome(const CodecTables *t, Stream *s, Symbols *symbols, int32_t j, int32_t count) {
  uint64_t word = bitsOf(s);
  uint32_t bits = 0;
  for (int32_t k = 0; k < count; ++k) {
    const int32_t column = j + 2 * k;
    const uint32_t entry = (&t->first[0][0] + shapeOf(symbols, column))[word & ((1u << firstBits) - 1)];
    bits += keep(symbols, column, entry, word);
    // In two steps, because the first one need not wait for the entry.
    word = word >> (lowBitsOf(symbols, column) & 63) >> (entry & 63);
  }
  // `longerCode` counts as more bits than a word has.
  if (__builtin_expect(bits > wordBits, 0)) {
    for (int32_t k = 0; k < count; ++k) readOne(t, s, symbols, j + 2 * k);
  } else {
    s->position += bits;
  }
}

/// Reads the symbols of a row, even columns from one stream and odd ones from the other.
INLINE void readSymbols(const CodecTables *t, Stream *even, Stream *odd, Symbols *symbols, int32_t size) {
  int32_t j = 0;
  for (; j + 7 < size; j += 8) {
    readSome(t, even, symbols, j, 4);
    readSome(t, odd, symbols, j + 1, 4);
  }
  for (; j + 3 < size; j += 4) {
    readSome(t, even, symbols, j, 2);
    readSome(t, odd, symbols, j + 1, 2);
  }
  for (; j < size; ++j) readOne(t, j & 1 ? odd : even, symbols, j);
}

// Upper bound of a row's bytes, and a word: as many bytes may be read beyond either end of a stream.
static inline size_t margin(int32_t size) { return 8 * (size_t)size + 64; }

// Eight columns of an array, which is aligned for single numbers only.
typedef int32_t Eight __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint32_t EightUnsigned __attribute__((vector_size(32), aligned(4), may_alias));
#define AT(type, array, j) (*(type *)((array) + (j)))

/// Turns the symbols of a row, which stand in `value` and `residual`, into its values and residuals.
INLINE void valuesOfRow(Model *m, Range range) {
  int32_t *value = m->value, *residual = m->residual;
  const EightUnsigned zero = {0}, one = zero + 1;
  EightUnsigned level = zero + (uint32_t)m->level;
  const Eight lowest = (Eight)zero + range.lowest, highest = (Eight)zero + range.highest;
  for (int32_t j = 0; j < m->blocks * lanes; j += 8) {
    const EightUnsigned entry = AT(EightUnsigned, value, j), low = AT(EightUnsigned, m->scale, j) >> 16;
    // Two shifts, because the symbol of a damaged payload may have up to 36 bits behind its code.
    const EightUnsigned count = (entry & 0xff) - (entry >> 28) + low, half = count >> 1;
    const EightUnsigned rest = AT(EightUnsigned, residual, j) & ((one << half << (count - half)) - 1);
    const EightUnsigned magnitude = ((entry >> 8 & 0xfffff) << low) + rest;
    const EightUnsigned e = (magnitude >> 1) ^ (0 - (magnitude & 1));
    // The level of a value is the sum of the steps before it.
    const EightUnsigned step = AT(EightUnsigned, m->weight, j) * e;
    EightUnsigned sum = step + __builtin_shufflevector(step, zero, 8, 0, 1, 2, 8, 4, 5, 6);
    sum += __builtin_shufflevector(sum, zero, 8, 8, 0, 1, 8, 8, 4, 5);
    sum += __builtin_shufflevector(sum, zero, 8, 8, 8, 8, 3, 3, 3, 3);
    const EightUnsigned expected = AT(EightUnsigned, m->expected, j) + level + (sum - step) + (1u << (fraction - 1));
    // Clamping values changes only those of damaged payloads.
    const Eight p = __builtin_elementwise_max(lowest, __builtin_elementwise_min(highest, (Eight)expected >> fraction));
    const Eight x = __builtin_elementwise_max(lowest, __builtin_elementwise_min(highest, (Eight)((EightUnsigned)p + e)));
    AT(Eight, value, j) = x;
    AT(Eight, residual, j) = x - p;
    level += __builtin_shufflevector(sum, sum, 7, 7, 7, 7, 7, 7, 7, 7);
  }
}

INLINE int32_t asHalf(const uint8_t *p) {
  uint16_t half;
  memcpy(&half, p, sizeof half);
  return half;
}

/// The bits of a float, in an array of integers or of floats.
typedef int32_t Bits __attribute__((may_alias));

/// The bits of a row's floats; `half` holds the lower halves of lossless floats. It is a function because `restrict` binds the compiler
/// only on parameters.
INLINE void floatRow(
    const uint32_t *restrict stepped, enum CodecKind kind, const Model *m, const int32_t *restrict x, const uint8_t *restrict half,
    Bits *restrict bits
) {
  if (kind == CodecLossless) {
    for (int32_t j = 0; j < m->size; ++j) bits[j] = x[j] * (1 << 16) + asHalf(half + 2 * (size_t)j);
    return;
  }
  EACH(m, j) {
    // x / 347 for 0 <= -x <= 43722; a value that rounds to 1 becomes the largest number below 1
    const uint32_t steps = (uint32_t)-x[j], octaves = (steps * 48350u) >> 24;
    bits[j] = smaller((int32_t)(stepped[steps - octaves * stepsPerOctave] - (octaves << 23)), (127 << 23) - 1);
  }
}

/// Decodes the rows of `m` from the residuals between `begin` and `end`, with margin(T) readable bytes before and behind; `halves` [T * T]
/// are the lower halves of lossless floats. Returns whether the residuals ended where they should.
INLINE int readRows(
    const CodecTables *t, Model *m, enum CodecKind kind, const uint8_t *begin, const uint8_t *end, const uint8_t *halves, float *values
) {
  const Range range = rangeOf(kind);
  const int32_t size = m->size;
  const uint64_t available = (uint64_t)(end - begin);
  Stream forward = {.origin = begin, .isBackward = 0}, backward = {.origin = end, .isBackward = 1};
  Symbols symbols = {.entry = (uint32_t *)m->value, .rest = (uint32_t *)m->residual, .scale = m->scale};
  modelScale(m, 0);
  for (int32_t i = 0; i < size; ++i) {
    readSymbols(t, &forward, &backward, &symbols, size);
    if ((forward.position + 7) / 8 + (backward.position + 7) / 8 > available) return 0;
    valuesOfRow(m, range);
    modelSizes(m, i);
    // Whole blocks go where rows below will overwrite what is too many.
    const size_t row = (size_t)size, start = (size_t)i * row;
    const int isWhole = start + (size_t)m->blocks * lanes <= row * row;
    Bits *bits = isWhole ? (Bits *)(void *)(values + start) : m->bits;
    floatRow(t->value, kind, m, m->value, halves + 2 * start, bits);
    if (!isWhole) memcpy(values + start, bits, row * sizeof *values);
    modelLevel(m, i);
    // Last, because it reads pairs of the vectors that modelSizes has written: until they are in the cache, it would wait.
    if (i + 1 < size) modelScale(m, i + 1);
  }
  return (forward.position + 7) / 8 + (backward.position + 7) / 8 == available;
}

VECTOR_CLONES static int readSteps(const CodecTables *t, Model *m, const uint8_t *begin, const uint8_t *end, float *values) {
  return readRows(t, m, CodecTenthPercent, begin, end, begin, values);
}

VECTOR_CLONES static int readWhole(
    const CodecTables *t, Model *m, const uint8_t *begin, const uint8_t *end, const uint8_t *halves, float *values
) {
  return readRows(t, m, CodecLossless, begin, end, halves, values);
}

/// Applies the signs in a map of writeSigns to `values` [size, size], whose sign bits are all clear.
static void readSigns(const uint8_t *map, int32_t size, float *values) {
  const size_t row = (size_t)size, count = row * row;
  uint32_t bits, above;
  for (size_t k = 0; k < count; ++k) {
    memcpy(&bits, values + k, sizeof bits);
    memcpy(&above, values + (k < row ? k : k - row), sizeof above);
    bits |= mapBit(map, k) << 31 ^ (above & signBit);
    memcpy(values + k, &bits, sizeof bits);
  }
}

static int readStream(enum CodecKind kind, const uint8_t *stream, size_t length, int32_t size, int32_t *cells, float *values) {
  const size_t count = (size_t)size * (size_t)size;
  if (length < headerBytes) return 0;
  const uint8_t flags = stream[0];
  const uint8_t *begin = stream + headerBytes, *end = stream + length, *side = begin;
  if ((flags & presetMask) >= presetCount || flags & ~(presetMask | hasSigns | hasZeros)) return 0;
  const int zeros = flags & hasZeros, signs = flags & hasSigns;
  if (kind == CodecLossless && zeros) return 0;
  const size_t sideBytes = kind == CodecLossless ? 2 * count : zeros ? mapBytes(size) : 0, signBytes = signs ? mapBytes(size) : 0;
  if ((size_t)(end - begin) < sideBytes + signBytes) return 0;
  const uint8_t *signMap = begin + sideBytes;
  begin = signMap + signBytes;
  Model m;
  modelStart(&m, size, flags & presetMask, rangeOf(kind).start, cells);
  const CodecTables *t = codecTables();
  if (!(kind == CodecLossless ? readWhole(t, &m, begin, end, side, values) : readSteps(t, &m, begin, end, values))) return 0;
  if (signs) readSigns(signMap, size, values);
  if (zeros)
    for (size_t k = 0; k < count; ++k)
      if (mapBit(side, k)) values[k] = 0;
  return 1;
}

enum CodecStatus codecDecode(enum CodecKind kind, const uint8_t *payload, size_t count, int32_t size, float *values) {
  const size_t bound = streamBound(size), around = margin(size);
  if (count > INT32_MAX || (kind != CodecLossless && kind != CodecTenthPercent)) return CodecDamaged;
  uint8_t *memory = malloc(modelCells(size) * sizeof(int32_t) + around + bound + around);
  if (!memory) return CodecNoMemory;
  int32_t *cells = (int32_t *)(void *)memory;
  uint8_t *stream = memory + modelCells(size) * sizeof(int32_t) + around;
  const int length = LZ4_decompress_safe((const char *)payload, (char *)stream, (int)count, (int)bound);
  int ok = 0;
  if (length >= 0) {
    // A damaged stream can make the last row read beyond it; the bytes there must be the same each time.
    memset(stream - around, 0, around);
    memset(stream + length, 0, around);
    ok = readStream(kind, stream, (size_t)length, size, cells, values);
  }
  free(memory);
  return ok ? CodecDone : CodecDamaged;
}
