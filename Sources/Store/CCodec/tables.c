// Tables of the quantiser and of the prefix codes, computed with integers, so that they are the same on every machine.
#include <pthread.h>

#include "internal.h"

// A magnitude is coded as a symbol and bits for its place in the symbol's range.
const uint32_t symbolBase[symbolCount] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,   9,   10,  11,   12,   13,   14,   15,    16,    17,    18,     19,    20,
    21, 22, 23, 24, 32, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288,
};
const uint8_t symbolExtra[symbolCount] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
    0, 0, 0, 3, 4, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
};

// Lengths of the prefix codes, one hexadecimal digit for each symbol: the best codes for the residuals of real matrices, a mixture of 5
// parts MiniLM-L6 rollouts on movie sentences, 1 part each of a small classifier's rollouts, a deep random model's rollouts and a middle
// layer's local matrices, and half a part each of two other layers' local matrices. Shapes 0 to 7 are for small residuals; 8 and 9
// alternate for all larger ones.
static const char codeLength[shapeCount][symbolCount + 1] = {
    "15466666666666666666666667788888888889999",
    "15466666666666666666666556889bbbbbbbbbbbb",
    "163666666666666666666666688aabbbbbbbbbbbb",
    "153776666666666666666666688aabbbbbbbbbbbb",
    "14466666666666666666666666889bbbbbbbbbbbb",
    "355545455555555555555555556889abbbbbbbbbb",
    "154545666756666687676677687aabbbbbbbbbbbb",
    "333445445555556766777787568aabbbbbbbbbbbb",
    "2333444556666777888999aa78abbbbbbbbbbbbbb",
    "33344444455556667777888867abbbbbbbbbbbbbb",
};

static void makeQuantiser(CodecTables *t) {
  // Powers of 2^(1/694), with 63 fractional bits.
  const uint64_t root = 0x8020be7c2e790347u;
  uint64_t power = (uint64_t)1 << 63;
  for (uint32_t half = 0; half < 2 * stepsPerOctave; ++half) {
    // Rounded to 24 bits, including the leading one.
    const uint32_t mantissa = (uint32_t)((power + ((uint64_t)1 << 39)) >> 40);
    if (half % 2)
      t->boundary[half / 2] = mantissa - (1u << 23);
    else if (half == 0)
      t->value[0] = 127u << 23;
    else
      t->value[stepsPerOctave - half / 2] = (126u << 23) + (mantissa - (1u << 23));
    power = (uint64_t)(((unsigned __int128)power * root) >> 63);
  }
  t->boundary[stepsPerOctave] = 1u << 23;
  uint32_t step = 0;
  for (uint32_t bucket = 0; bucket < 1024; ++bucket) {
    while (t->boundary[step] <= bucket << 13) ++step;
    t->guess[bucket] = (uint16_t)step;
  }
}

static void makeCodes(CodecTables *t, uint32_t shape) {
  const uint32_t all = 1u << longestCode;
  for (uint32_t bits = 0; bits < 1u << firstBits; ++bits) t->first[shape][bits] = longerCode;
  uint32_t next = 0;  // canonical codes, the first bit highest
  for (uint32_t length = 1; length <= longestCode; ++length) {
    for (uint32_t symbol = 0; symbol < symbolCount; ++symbol) {
      if ((uint32_t)codeLength[shape][symbol] != (length < 10 ? '0' + length : 'a' + length - 10)) continue;
      uint32_t code = 0;
      for (uint32_t bit = 0; bit < length; ++bit) code |= ((next >> (longestCode - 1 - bit)) & 1) << bit;
      t->code[shape][symbol] = (uint16_t)code;
      t->length[shape][symbol] = (uint8_t)length;
      for (uint32_t bits = code; bits < all; bits += 1u << length)
        t->decode[shape][bits] = (length + symbolExtra[symbol]) | symbolBase[symbol] << 8 | length << 28;
      for (uint32_t bits = code; length <= firstBits && bits < 1u << firstBits; bits += 1u << length)
        t->first[shape][bits] = t->decode[shape][bits];
      next += all >> length;
    }
  }
}

static CodecTables tables;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void) {
  makeQuantiser(&tables);
  for (uint32_t shape = 0; shape < shapeCount; ++shape) makeCodes(&tables, shape);
}

const CodecTables *codecTables(void) {
  pthread_once(&once, make);
  return &tables;
}
