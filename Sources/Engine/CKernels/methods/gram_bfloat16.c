// The Gram kernel with the processor's instruction for products of pairs of bfloat16: a word holds two neighbouring features of a head's
// values.
#include "gram.h"
#include "gram_internal.h"
#include "layer_norm.h"
#include "reduced.h"
#include "transpose.h"

GE_INLINE long pairs(long d) { return (d + 1) / 2; }

long ge_gram_bfloat16_packed_size(long heads, long d) { return ge_feature_groups(heads * d) * GE_FEATURES * heads * pairs(d); }

#if defined(__x86_64__)

#include <immintrin.h>

int ge_has_bfloat16(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

// The packed form is [feature groups, H, pairs, GE_FEATURES], padded with zeros.
void ge_gram_bfloat16_pack(const float *u, long heads, long d, unsigned *packed) {
  const long size = heads * d;
  for (long f = 0; f < ge_feature_groups(size) * GE_FEATURES; f += GE_FEATURES)
    for (long h = 0; h < heads; h++)
      for (long p = 0; p < d; p += 2)
        for (long c = f; c < f + GE_FEATURES; c++) {
          const float *row = u + c * size + h * d + p;
          const float pair[2] = {c < size ? row[0] : 0, c < size && p + 1 < d ? row[1] : 0};
          unsigned short rounded[2];
          ge_round_bfloat16(pair, 2, rounded);
          *packed++ = rounded[0] | (unsigned)rounded[1] << 16;
        }
}

// Rounds the values of some tokens and transposes their pairs, from [N, D] to [H, pairs, GE_TOKENS].
static void arrange(const ge_senders *s, long first, float *room, unsigned *words) {
  const long d = s->head_size, row = s->heads * pairs(d);
  for (long t = 0; t < GE_TOKENS; t++) {
    const float *value = s->value + (first + t) * s->ld;
    unsigned short *rounded = (unsigned short *)(room + t * row);
    if (d % 2 == 0) {
      ge_round_bfloat16(value, s->heads * d, rounded);
    } else {
      for (long h = 0; h < s->heads; h++, value += d, rounded += d + 1) {
        ge_round_bfloat16(value, d, rounded);
        rounded[d] = 0;
      }
    }
  }
  ge_transpose(room, row, GE_TOKENS, row, (float *)words, GE_TOKENS);
}

#define BFLOAT16 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,fma")))
#define NAME(x) x##_bfloat16
#define TARGET BFLOAT16
#define INLINE_TARGET BFLOAT16 static inline __attribute__((always_inline))
#define WORD unsigned
#define WORDS(d) pairs(d)
#define ARRANGE(senders, first, room, words) arrange(senders, first, room, words)
#define ACCUMULATE(sum, values, weight)                                                                                                    \
  sum = (ge_v16)_mm512_dpbf16_ps((__m512)(sum), (__m512bh)_mm512_loadu_si512(values), (__m512bh)_mm512_set1_epi32((int)(weight)))
#include "gram_blocks.h"

#else

int ge_has_bfloat16(void) { return 0; }
void ge_gram_bfloat16_pack(const float *u, long heads, long d, unsigned *packed) { (void)u, (void)heads, (void)d, (void)packed; }
void ge_gram_bfloat16(const unsigned *packed, const ge_senders *senders, long tokens, float *scratch, float *gram, long ldt) {
  (void)packed, (void)senders, (void)tokens, (void)scratch, (void)gram, (void)ldt;
}

#endif
