#ifndef GLOBENC_EMBEDDINGS_H
#define GLOBENC_EMBEDDINGS_H

// out_i += type[type_i] + position[i] for one text of `tokens`, whose word embeddings stand in out. Tables have rows of `size` floats.
void ge_embed(const unsigned char *types, long tokens, const float *position, const float *type, long size, float *out);

#endif
