#include "embeddings.h"

void ge_embed(const unsigned char *types, long tokens, const float *position, const float *type, long size, float *out) {
  for (long i = 0; i < tokens; i++, out += size) {
    const float *p = position + i * size, *t = type + types[i] * size;
    // The order of additions is that of transformers' BertEmbeddings: word, then type, then position.
    for (long k = 0; k < size; k++) out[k] = out[k] + t[k] + p[k];
  }
}
