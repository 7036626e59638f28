#ifndef GLOBENC_EMBEDDINGS_H
#define GLOBENC_EMBEDDINGS_H

// out_i += type[types_i] + position[row_i] for one text of `tokens` tokens, where out holds the word embeddings. Rows of all tables have
// `size` floats. type is NULL in a model without token types, position in one whose embeddings have no positions. row_i is i where `padding` is below 0; otherwise it is 0 for the id `padding`,
// and for any other id the number of other ids up to and with i.
void ge_add_positions(const int *ids, const unsigned char *types, long tokens, int padding, const float *position, const float *type, long size,
                      float *out);

#endif
