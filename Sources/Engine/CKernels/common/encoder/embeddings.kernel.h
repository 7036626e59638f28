#include "embeddings.h"

#include <stddef.h>

GE_KERNEL void add_positions(const int *ids, const unsigned char *types, long tokens, int padding, const float *position, const float *type,
                             long size, float *out) {
  long counted = 0;
  for (long i = 0; i < tokens; i++, out += size) {
    long row = padding < 0 ? i : ids[i] == padding ? 0 : ++counted;
    const float *p = position == NULL ? NULL : position + row * size, *t = type == NULL ? NULL : type + types[i] * size;
    // The order of additions is that of transformers' BertEmbeddings: word, then type, then position.
    if (t != NULL)
      for (long k = 0; k < size; k++) out[k] += t[k];
    if (p != NULL)
      for (long k = 0; k < size; k++) out[k] += p[k];
  }
}
