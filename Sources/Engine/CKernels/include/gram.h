#ifndef GLOBENC_GRAM_H
#define GLOBENC_GRAM_H

// Floats of the packed form of U [D, D] for H heads of size d.
long ge_gram_packed_size(long heads, long head_size);

// Packs U = M W_O [D, D], whose columns [h d, (h + 1) d) belong to head h, for ge_gram.
void ge_gram_pack(const float *u, long heads, long head_size, float *packed);

// Floats of scratch memory that ge_gram needs.
long ge_gram_scratch(long heads);

// The inner products of the H + 1 vectors that token j sends: u_j^h = U^h v_j^h of each head, and, as number H, M x_j of the residual.
//
// gram [(H + 1) (H + 2) / 2, ldt]: row (h, g), g >= h, holds <u_j^h, u_j^g> of all tokens j, doubled where g > h. The vectors
// themselves exist a few features and tokens at a time only.
// value_t [D, ldt]: the values transposed; mapped_t [D rounded up to 8, ldt]: M x transposed, 0 behind row D; tokens: a multiple of 32.
void ge_gram(const float *packed, const float *value_t, const float *mapped_t, long ldt, long tokens, long heads, long head_size,
             float *scratch, float *gram);

#endif
