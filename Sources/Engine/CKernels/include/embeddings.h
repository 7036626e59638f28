#ifndef GLOBENC_EMBEDDINGS_H
#define GLOBENC_EMBEDDINGS_H

// out_i = word[id_i] + position[i] + type[type_i] for one text of `tokens`, before its LayerNorm. Tables have rows of `size` floats.
void ge_embed(const int *ids, const unsigned char *types, long tokens, const float *word, const float *position, const float *type,
              long size, float *out);

#endif
