#ifndef GLOBENC_EMBEDDINGS_H
#define GLOBENC_EMBEDDINGS_H

// out_i += type[type_i] + position[i] for one text of `tokens` tokens, where out holds the word embeddings. Rows of all tables have `size`
// floats.
void ge_embed(const unsigned char *types, long tokens, const float *position, const float *type, long size, float *out);

#endif
