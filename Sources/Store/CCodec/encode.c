// Encoding. Speed matters more in the decoder; here four presets of the predictor are tried, and the cheapest is used.
#include <lz4.h>
#include <stdlib.h>

#include "model.h"

// Marks a zero among the quantised values of CodecTenthPercent.
static const int32_t zero = INT32_MIN;

size_t codecBound(int32_t size) { return (size_t)LZ4_compressBound((int)streamBound(size)); }

/// Writes the quantised absolute values to `x`; false where a value does not fit.
static int quantise(const CodecTables *t, enum CodecKind kind, const float *values, size_t count, int32_t *x) {
  const uint32_t one = 127u << 23, smallestNormal = 1u << 23, infinity = 255u << 23;
  int fits = 1;
  for (size_t k = 0; k < count; ++k) {
    uint32_t bits;
    memcpy(&bits, values + k, sizeof bits);
    bits &= ~signBit;
    if (kind == CodecLossless) {
      fits &= bits < infinity;
      x[k] = (int32_t)(bits >> 16);
    } else if (bits == 0) {
      x[k] = zero;
    } else {
      fits &= bits >= smallestNormal && bits < one;
      // No bucket of 2^-10 holds two boundaries, whose distance is at least 1.44 times as large.
      const uint32_t mantissa = bits & (smallestNormal - 1), guess = t->guess[mantissa >> 13];
      const int32_t step = (int32_t)(guess + (mantissa >= t->boundary[guess]));
      x[k] = ((int32_t)(bits >> 23) - 127) * stepsPerOctave + step;
    }
  }
  return fits;
}

/// Computes the residuals of row i of `x`, and updates the model with the row.
INLINE void predictRow(Model *m, Range range, int32_t i, const int32_t *x) {
  modelScale(m, i);
  uint32_t level = (uint32_t)m->level;
  for (int32_t j = 0; j < m->size; ++j) {
    const int32_t p = rounded(range, m->expected[j], level);
    m->residual[j] = x[j] == zero ? 0 : x[j] - p;
    m->value[j] = p + m->residual[j];
    level += (uint32_t)m->weight[j] * (uint32_t)m->residual[j];
  }
  modelSizes(m, i);
  modelLevel(m, i);
}

INLINE uint32_t magnitudeOf(int32_t residual) { return (uint32_t)residual << 1 ^ (uint32_t)(residual >> 31); }

/// Approximate number of bits of the residuals, in units of 2^-23: the logarithm is read from the floating-point representation.
VECTOR_CLONES static int64_t cost(uint32_t preset, Range range, int32_t size, const int32_t *x, int32_t *cells) {
  Model m;
  modelStart(&m, size, preset, range.start, cells);
  int64_t total = 0;
  // The upper rows are enough: where presets are close, either is good.
  const int32_t rows = size <= 12 ? size : 6 + size / 2;
  for (int32_t i = 0; i < rows; ++i) {
    predictRow(&m, range, i, x + (size_t)i * (size_t)size);
    for (int32_t j = 0; j < size; ++j) {
      const float f = (float)(int32_t)(magnitudeOf(m.residual[j]) + 1);
      int32_t bits;
      memcpy(&bits, &f, sizeof bits);
      total += bits;
    }
  }
  return total;
}

// A writer of at most 56 bits at a time, the first bit lowest.
typedef struct {
  uint8_t *next;
  uint64_t pending;
  uint32_t count;
} BitWriter;

INLINE void put(BitWriter *w, uint64_t bits, uint32_t count) {
  w->pending |= bits << w->count;
  w->count += count;
  memcpy(w->next, &w->pending, 8);
  w->next += w->count >> 3;
  w->pending >>= w->count & ~7u;
  w->count &= 7;
}

INLINE uint8_t *finish(BitWriter *w) { return w->next + (w->count > 0); }

/// Writes even columns to `writers[0]`, odd ones to `writers[1]`.
static void writeResiduals(
    const CodecTables *t, uint32_t preset, Range range, int32_t size, const int32_t *x, int32_t *cells, BitWriter writers[2]
) {
  Model m;
  modelStart(&m, size, preset, range.start, cells);
  for (int32_t i = 0; i < size; ++i) {
    predictRow(&m, range, i, x + (size_t)i * (size_t)size);
    for (int32_t j = 0; j < size; ++j) {
      const uint32_t shape = ((uint32_t)m.scale[j] & 0xffff) >> firstBits, low = (uint32_t)m.scale[j] >> 16;
      const uint32_t magnitude = magnitudeOf(m.residual[j]), symbol = symbolOf(magnitude >> low);
      const uint32_t length = t->length[shape][symbol];
      const uint64_t rest = magnitude - (symbolBase[symbol] << low);
      put(&writers[j & 1], t->code[shape][symbol] | rest << length, length + symbolExtra[symbol] + low);
    }
  }
}

/// Whether any value is negative; -0 is not.
static int isSigned(const float *values, size_t count) {
  int any = 0;
  for (size_t k = 0; k < count; ++k) any |= values[k] < 0;
  return any;
}

/// Writes the map of signs: bit k tells whether the sign of value k differs from the sign of the value above it. Signs above row 0 are plus.
static void writeSigns(const float *values, int32_t size, uint8_t *map) {
  const size_t row = (size_t)size, count = row * row;
  memset(map, 0, mapBytes(size));
  for (size_t k = 0; k < count; ++k) {
    const unsigned negative = values[k] < 0, above = k >= row && values[k - row] < 0;
    map[k >> 3] |= (uint8_t)((negative ^ above) << (k & 7));
  }
}

/// Writes the stream that LZ4 then compresses to `stream`; `spare` has the same size. Returns its length.
static size_t writeStream(
    const CodecTables *t, enum CodecKind kind, const float *values, int32_t size, const int32_t *x, int32_t *cells, uint8_t *stream,
    uint8_t *spare
) {
  const size_t count = (size_t)size * (size_t)size;
  const Range range = rangeOf(kind);
  uint32_t best = 0;
  int64_t least = INT64_MAX;
  for (uint32_t preset = 0; preset < presetCount; ++preset) {
    const int64_t c = cost(preset, range, size, x, cells);
    if (c < least) least = c, best = preset;
  }
  uint8_t *next = stream + headerBytes;
  stream[0] = (uint8_t)best;
  if (kind == CodecLossless) {
    for (size_t k = 0; k < count; ++k, next += 2) memcpy(next, values + k, 2);
  } else {
    memset(spare, 0, mapBytes(size));
    for (size_t k = 0; k < count; ++k)
      if (x[k] == zero) spare[k >> 3] |= (uint8_t)(1u << (k & 7)), stream[0] |= hasZeros;
    if (stream[0] & hasZeros) memcpy(next, spare, mapBytes(size)), next += mapBytes(size);
  }
  if (isSigned(values, count)) writeSigns(values, size, next), next += mapBytes(size), stream[0] |= hasSigns;
  BitWriter writers[2] = {{.next = next}, {.next = spare}};
  writeResiduals(t, best, range, size, x, cells, writers);
  // The second half is read from the end, so its beginning need not be stored.
  next = finish(&writers[0]);
  for (const uint8_t *last = finish(&writers[1]); last > spare;) *next++ = *--last;
  return (size_t)(next - stream);
}

enum CodecStatus codecEncode(enum CodecKind kind, const float *values, int32_t size, uint8_t *payload, size_t *count) {
  const CodecTables *t = codecTables();
  const size_t n = (size_t)size * (size_t)size, bound = streamBound(size);
  uint8_t *memory = malloc((n + modelCells(size)) * sizeof(int32_t) + 2 * bound);
  if (!memory) return CodecNoMemory;
  int32_t *x = (int32_t *)(void *)memory, *cells = x + n;
  uint8_t *stream = (uint8_t *)(cells + modelCells(size));
  enum CodecStatus status = CodecUnfit;
  if (quantise(t, kind, values, n, x)) {
    const size_t length = writeStream(t, kind, values, size, x, cells, stream, stream + bound);
    *count = (size_t)LZ4_compress_default((const char *)stream, (char *)payload, (int)length, (int)codecBound(size));
    status = CodecDone;
  }
  free(memory);
  return status;
}
