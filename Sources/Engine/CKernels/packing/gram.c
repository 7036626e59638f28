#include "gram.h"
#include "number_formats.h"

#include "../table.h"
#include "packed_gram.h"

// Features in all groups.
static long padded_features(long size) {
  const long features = ge_kernels_in_use()->gram_features;
  return ge_feature_groups(size, features) * features;
}

long ge_gram_packed_size(long heads, long d) { return padded_features(heads * d) * heads * d; }

// The packed form is [feature groups, H, d, features], padded with zeros.
void ge_gram_pack(const float *u, long heads, long d, float *packed) {
  const long size = heads * d, features = ge_kernels_in_use()->gram_features;
  for (long f = 0; f < size; f += features)
    for (long column = 0; column < size; column++)
      for (long c = 0; c < features; c++) *packed++ = f + c < size ? u[(f + c) * size + column] : 0;
}

long ge_gram_bfloat16_packed_size(long heads, long d) { return padded_features(heads * d) * heads * ge_pairs(d); }

int ge_has_bfloat16(void) { return ge_kernels_in_use()->gram_bfloat16 != NULL; }

// The packed form is [feature groups, H, pairs, features], padded with zeros.
void ge_gram_bfloat16_pack(const float *u, long heads, long d, unsigned *packed) {
  const long size = heads * d, features = ge_kernels_in_use()->gram_features;
  for (long f = 0; f < size; f += features)
    for (long h = 0; h < heads; h++)
      for (long p = 0; p < d; p += 2)
        for (long c = f; c < f + features; c++) {
          const float *row = u + c * size + h * d + p;
          const float pair[2] = {c < size ? row[0] : 0, c < size && p + 1 < d ? row[1] : 0};
          unsigned short rounded[2];
          ge_round_bfloat16(pair, 2, rounded);
          *packed++ = rounded[0] | (unsigned)rounded[1] << 16;
        }
}
