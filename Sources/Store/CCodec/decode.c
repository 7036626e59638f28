// Decoding. The time is decided by the chain of dependent steps from one symbol to the next; two independent chains hide half of it.
#include <lz4.h>
#include <stdlib.h>

#include "model.h"

/// The residual at bit `position` behind the 8 bytes in `word`; moves the position behind it.
INLINE int32_t next(const uint32_t *decode, uint64_t word, int32_t scale, uint64_t *position) {
  word >>= *position & 7;
  const uint32_t low = (uint32_t)scale >> 16;
  const uint32_t entry = (decode + (scale & 0xffff))[word & ((1u << longestCode) - 1)];
  const uint32_t length = entry & 15, rest = ((entry >> 4) & 31) + low;
  const uint32_t magnitude = ((entry >> 9) << low) + (uint32_t)((word >> length) & (((uint64_t)1 << rest) - 1));
  *position += length + rest;
  return (int32_t)(magnitude >> 1 ^ (0 - (magnitude & 1)));
}

INLINE uint64_t load(const uint8_t *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

// Upper bound of a row's bytes, and a word: as many bytes may be read beyond either end of a stream.
static inline size_t margin(int32_t size) { return 8 * (size_t)size + 64; }

INLINE int32_t asHalf(const uint8_t *p) {
  uint16_t half;
  memcpy(&half, p, sizeof half);
  return half;
}

/// The bits of a row's floats; `half` holds the lower halves of lossless floats. It is a function because `restrict` binds the compiler
/// only on parameters.
INLINE void floatRow(
    const uint32_t *restrict stepped, enum CodecKind kind, const Model *m, const int32_t *restrict x, const uint8_t *restrict half,
    int32_t *restrict bits
) {
  if (kind == CodecLossless) {
    for (int32_t j = 0; j < m->size; ++j) bits[j] = x[j] * (1 << 16) + asHalf(half + 2 * (size_t)j);
    return;
  }
  const int32_t blocks = m->blocks;
  for (int32_t block = 0; block < blocks; ++block)
    for (int32_t j = block * lanes; j < block * lanes + lanes; ++j) {
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
  uint64_t forward = 0, backward = 0;  // in bits
  const uint32_t *decode = &t->decode[0][0];
  for (int32_t i = 0; i < size; ++i) {
    modelPredict(m, i);
    int32_t *restrict residual = m->residual, *restrict value = m->value;
    const int32_t *restrict expected = m->expected, *restrict scale = m->scale, *restrict weight = m->weight;
    uint32_t level = (uint32_t)m->level;
    int32_t j = 0;
    for (; j + 1 < size; j += 2) {
      const int32_t even = next(decode, load(begin + (forward >> 3)), scale[j], &forward);
      const int32_t odd = next(decode, __builtin_bswap64(load(end - 8 - (backward >> 3))), scale[j + 1], &backward);
      residual[j] = even, residual[j + 1] = odd;
      value[j] = (int32_t)level;
      level += (uint32_t)weight[j] * (uint32_t)even;
      value[j + 1] = (int32_t)level;
      level += (uint32_t)weight[j + 1] * (uint32_t)odd;
    }
    if (j < size) residual[j] = next(decode, load(begin + (forward >> 3)), scale[j], &forward), value[j] = (int32_t)level;
    if ((forward + 7) / 8 + (backward + 7) / 8 > available) return 0;

    EACH(m, j) {
      // Clamping changes only values of damaged payloads.
      const int32_t p = rounded(range, expected[j], (uint32_t)value[j]);
      value[j] = larger(range.lowest, smaller(range.highest, (int32_t)((uint32_t)p + (uint32_t)residual[j])));
      residual[j] = value[j] - p;
    }
    floatRow(t->value, kind, m, value, halves + 2 * (size_t)i * (size_t)size, m->bits);
    memcpy(values + (size_t)i * (size_t)size, m->bits, (size_t)size * sizeof *m->bits);
    modelUpdate(m, i);
  }
  return (forward + 7) / 8 + (backward + 7) / 8 == available;
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
