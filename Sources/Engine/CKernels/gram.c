#include "gram.h"

#include "vector.h"

// Features of u that are formed at a time.
enum { FEATURES = 8 };
// Tokens at a time: small enough for the vectors and sums at work to stay in the first cache.
enum { VECTORS = 2, TOKENS = VECTORS * GE_LANES };

GE_INLINE long feature_groups(long size) { return (size + FEATURES - 1) / FEATURES; }
GE_INLINE long pair_count(long vectors) { return vectors * (vectors + 1) / 2; }

long ge_gram_packed_size(long heads, long d) { return feature_groups(heads * d) * FEATURES * heads * d; }

// [feature groups, H, d, FEATURES], filled up with zeros.
void ge_gram_pack(const float *u, long heads, long d, float *packed) {
  const long size = heads * d;
  for (long f = 0; f < feature_groups(size) * FEATURES; f += FEATURES)
    for (long column = 0; column < size; column++)
      for (long c = 0; c < FEATURES; c++) *packed++ = f + c < size ? u[(f + c) * size + column] : 0;
}

long ge_gram_scratch(long heads) { return ((heads + 1) * FEATURES + pair_count(heads + 1)) * TOKENS; }

// sent[c, token] = sum_p packed[p, c] value_t[p, token]: FEATURES features of one head's u.
GE_INLINE void send(const float *packed, const float *value_t, long ldt, long d, float *sent) {
  ge_v16 acc[FEATURES][VECTORS] = {};
  for (long p = 0; p < d; p++, packed += FEATURES) {
    ge_v16 v[VECTORS];
    for (int t = 0; t < VECTORS; t++) v[t] = *(const ge_v16 *)(value_t + p * ldt + t * GE_LANES);
    for (int c = 0; c < FEATURES; c++)
      for (int t = 0; t < VECTORS; t++) acc[c][t] += v[t] * packed[c];
  }
  for (int c = 0; c < FEATURES; c++)
    for (int t = 0; t < VECTORS; t++) *(ge_v16 *)(sent + c * TOKENS + t * GE_LANES) = acc[c][t];
}

// sums[(h, g), token] += sum_c sent[h, c, token] sent[g, c, token] over one vector of tokens.
GE_INLINE void add_products(const float *sent, long vectors, float *sums) {
  for (long h = 0; h < vectors; h++) {
    ge_v16 left[FEATURES];
    for (int c = 0; c < FEATURES; c++) left[c] = *(const ge_v16 *)(sent + (h * FEATURES + c) * TOKENS);
    for (long g = h; g < vectors; g++, sums += TOKENS) {
      const float *right = sent + g * FEATURES * TOKENS;
      // Two chains: a single one would wait for each sum before it.
      ge_v16 even = *(const ge_v16 *)sums, odd = {};
      for (int c = 0; c < FEATURES; c += 2) {
        even += left[c] * *(const ge_v16 *)(right + c * TOKENS);
        odd += left[c + 1] * *(const ge_v16 *)(right + (c + 1) * TOKENS);
      }
      *(ge_v16 *)sums = even + odd;
    }
  }
}

GE_CLONES void ge_gram(const float *packed, const float *value_t, const float *mapped_t, long ldt, long tokens, long heads, long d,
                       float *scratch, float *gram) {
  float *sent = scratch, *sums = scratch + (heads + 1) * FEATURES * TOKENS;
  for (long j = 0; j < tokens; j += TOKENS) {
    memset(sums, 0, (size_t)(pair_count(heads + 1) * TOKENS) * sizeof(float));
    const float *weights = packed;
    for (long f = 0; f < feature_groups(heads * d); f++) {
      for (long h = 0; h < heads; h++, weights += d * FEATURES)
        send(weights, value_t + h * d * ldt + j, ldt, d, sent + h * FEATURES * TOKENS);
      for (long c = 0; c < FEATURES; c++)
        memcpy(sent + (heads * FEATURES + c) * TOKENS, mapped_t + (f * FEATURES + c) * ldt + j, TOKENS * sizeof(float));
      for (long t = 0; t < TOKENS; t += GE_LANES) add_products(sent + t, heads + 1, sums + t);
    }
    const float *sum = sums;
    float *row = gram + j;
    for (long h = 0; h <= heads; h++)
      for (long g = h; g <= heads; g++, sum += TOKENS, row += ldt)
        for (long t = 0; t < TOKENS; t += GE_LANES) *(ge_v16 *)(row + t) = *(const ge_v16 *)(sum + t) * (g == h ? 1.0f : 2.0f);
  }
}
