// The Gram kernel for one number format of U and the values. gram.kernel.h and gram_bfloat16.kernel.h include this, with
//   NAME(x)                                  x with the format's suffix
//   WORD                                     the type of 32 bits of packed U and of transposed values
//   WORDS(d)                                 words of a head's values
//   ARRANGE(senders, first, room, words)     writes the values of the GE_TOKENS tokens from `first` on to words [H, WORDS(d), GE_TOKENS]; room for
//                                            [GE_TOKENS, H, WORDS(d)] words is at hand
//   ACCUMULATE(sum, values, weight)          sum += the products of the words, lane by lane

// sent[c, token] = <row c of U, values of the token>, for GE_FEATURES rows c of one head and GE_SENT_VECTORS vectors of tokens.
GE_INLINE void NAME(send)(const WORD *packed, const WORD *values, long words, float *sent) {
  ge_v16 sums[GE_FEATURES][GE_SENT_VECTORS] = {};
  for (long p = 0; p < words; p++, packed += GE_FEATURES, values += GE_TOKENS) {
    __builtin_prefetch(packed + GE_AHEAD);
    for (int c = 0; c < GE_FEATURES; c++)
      for (int t = 0; t < GE_SENT_VECTORS; t++) ACCUMULATE(sums[c][t], values + t * GE_LANES, packed[c]);
  }
  for (int c = 0; c < GE_FEATURES; c++)
    for (int t = 0; t < GE_SENT_VECTORS; t++) *(ge_v16 *)(sent + c * GE_TOKENS + t * GE_LANES) = sums[c][t];
}

// The same for all heads and GE_TOKENS tokens.
GE_LOOP void NAME(send_group)(const WORD *packed, const WORD *values, long heads, long words, float *sent) {
  for (long h = 0; h < heads; h++, packed += words * GE_FEATURES, values += words * GE_TOKENS, sent += GE_FEATURES * GE_TOKENS)
    for (long t = 0; t < GE_TOKENS; t += GE_SENT_VECTORS * GE_LANES) NAME(send)(packed, values + t, words, sent + t);
}

GE_INLINE void NAME(load_features)(const float *sent, ge_register features[GE_FEATURES]) {
  for (int c = 0; c < GE_FEATURES; c++) features[c] = *(const ge_register *)(sent + c * GE_TOKENS);
}

// sum += <left, left>, for one register of tokens.
GE_INLINE void NAME(add_square)(const ge_register left[GE_FEATURES], float *sum) {
  ge_register square[GE_CHAINS] = {*(const ge_register *)sum};
  for (int c = 0; c < GE_FEATURES; c++) square[c % GE_CHAINS] += left[c] * left[c];
  for (int k = 1; k < GE_CHAINS; k++) square[0] += square[k];
  *(ge_register *)sum = square[0];
}

// sums[(h, g), token] += sum_c sent[h, c, token] sent[g, c, token], for one register of tokens. Two h are handled together, so that each g is
// loaded once for both.
GE_LOOP void NAME(add_products)(const float *sent, long vectors, float *sums) {
  const long vector = GE_FEATURES * GE_TOKENS;
  long h = 0;
  for (; h + 2 <= vectors; h += 2) {
    ge_register left[2][GE_FEATURES];
    for (int k = 0; k < 2; k++) NAME(load_features)(sent + (h + k) * vector, left[k]);
    NAME(add_square)(left[0], sums);
    sums += GE_TOKENS;
    float *next = sums + (vectors - h - 1) * GE_TOKENS; // the row of h + 1
    for (long g = h + 1; g < vectors; g++, sums += GE_TOKENS, next += GE_TOKENS) {
      ge_register first[GE_CHAINS] = {*(const ge_register *)sums}, second[GE_CHAINS] = {*(const ge_register *)next};
      for (int c = 0; c < GE_FEATURES; c++) {
        const ge_register right = *(const ge_register *)(sent + g * vector + c * GE_TOKENS);
        first[c % GE_CHAINS] += left[0][c] * right;
        second[c % GE_CHAINS] += left[1][c] * right;
      }
      for (int k = 1; k < GE_CHAINS; k++) first[0] += first[k], second[0] += second[k];
      *(ge_register *)sums = first[0];
      *(ge_register *)next = second[0];
    }
    sums = next;
  }
  if (h < vectors) {
    ge_register left[GE_FEATURES];
    NAME(load_features)(sent + h * vector, left);
    NAME(add_square)(left, sums);
  }
}

GE_KERNEL void NAME(gram)(const WORD *packed, const ge_senders *senders, long tokens, float *scratch, float *gram, long ldt) {
  const long heads = senders->heads, d = senders->head_size, size = heads * d, words = WORDS(d),
             groups = ge_feature_groups(size, GE_FEATURES);
  float *sent = scratch, *sums = sent + (heads + 1) * GE_FEATURES * GE_TOKENS, *mapped_t = sums + ge_pair_count(heads + 1) * GE_TOKENS;
  float *room = mapped_t + groups * GE_FEATURES * GE_TOKENS;
  WORD *values = (WORD *)(room + GE_TOKENS * (size + heads));
  memset(mapped_t + size * GE_TOKENS, 0, (size_t)(groups * GE_FEATURES - size) * GE_TOKENS * sizeof(float));
  for (long j = 0; j < tokens; j += GE_TOKENS) {
    fixed_map(senders->x + j * size, senders->gamma1, senders->gamma2, GE_TOKENS, size, room);
    transpose(room, size, GE_TOKENS, size, mapped_t, GE_TOKENS);
    ARRANGE(senders, j, room, values);
    memset(sums, 0, (size_t)(ge_pair_count(heads + 1) * GE_TOKENS) * sizeof(float));
    for (long f = 0; f < groups; f++) {
      NAME(send_group)(packed + f * heads * words * GE_FEATURES, values, heads, words, sent);
      memcpy(sent + heads * GE_FEATURES * GE_TOKENS, mapped_t + f * GE_FEATURES * GE_TOKENS, GE_FEATURES * GE_TOKENS * sizeof(float));
      for (long t = 0; t < GE_TOKENS; t += GE_WIDTH) NAME(add_products)(sent + t, heads + 1, sums + t);
    }
    const float *sum = sums;
    float *row = gram + j;
    for (long h = 0; h <= heads; h++)
      for (long g = h; g <= heads; g++, sum += GE_TOKENS, row += ldt)
        for (long t = 0; t < GE_TOKENS; t += GE_LANES) *(ge_v16 *)(row + t) = *(const ge_v16 *)(sum + t) * (g == h ? 1.0f : 2.0f);
  }
}

#undef NAME
#undef WORD
#undef WORDS
#undef ARRANGE
#undef ACCUMULATE
