// The Gram kernel with the processor's instruction for products of pairs of bfloat16: a word holds two neighbouring features of a head's
// values.
#include <immintrin.h>

#include "gram_internal.h"

// Rounds the values of some tokens and transposes their pairs, from [N, D] to [H, pairs, GE_TOKENS].
GE_INLINE void arrange_bfloat16(const ge_senders *s, long first, float *room, unsigned *words) {
  const long d = s->head_size, row = s->heads * ge_pairs(d);
  for (long t = 0; t < GE_TOKENS; t++) {
    const float *value = s->value + (first + t) * s->ld;
    unsigned short *rounded = (unsigned short *)(room + t * row);
    if (d % 2 == 0) {
      round_bfloat16(value, s->heads * d, rounded);
    } else {
      for (long h = 0; h < s->heads; h++, value += d, rounded += d + 1) {
        round_bfloat16(value, d, rounded);
        rounded[d] = 0;
      }
    }
  }
  transpose(room, row, GE_TOKENS, row, (float *)words, GE_TOKENS);
}

#define NAME(x) x##_bfloat16
#define WORD unsigned
#define WORDS(d) ge_pairs(d)
#define ARRANGE(senders, first, room, words) arrange_bfloat16(senders, first, room, words)
#define ACCUMULATE(sum, values, weight)                                                                                                    \
  sum = (ge_v16)_mm512_dpbf16_ps((__m512)(sum), (__m512bh)_mm512_loadu_si512(values), (__m512bh)_mm512_set1_epi32((int)(weight)))
#include "gram_blocks.h"
