#ifndef GLOBENC_GRAM_H
#define GLOBENC_GRAM_H

// out = U'U [D, D], its upper triangle by blocks of 4 rows at least. u [D, D] with at least 64 readable floats behind its end.
void ge_gram_matrix(const float *u, long size, float *out);

// Floats of the packed form of U'U for H heads of size d.
long ge_gram_packed_size(long heads, long head_size);

// Packs G = U'U [D, D], of which only the upper triangle is read, for ge_gram: for each h <= g the block [h, g], four of its columns at a time, doubled where h != g.
void ge_gram_pack(const float *g, long heads, long head_size, float *packed);

// gram[(h, g), j] = v_j^h' G[h, g] v_j^g for g >= h (doubled off the diagonal): the inner products <u_j^h, u_j^g> without ever forming u.
//
// value_t [D + 3, ldt] holds the values transposed (three rows of finite padding); tokens is a multiple of 32; gram [H (H + 1) / 2, ldt].
void ge_gram(const float *packed, const float *value_t, long ldt, long tokens, long heads, long head_size, float *gram);

// cross[j, h] = <v_j^h, w_j^h>, with w = U' M x: the inner product of u_j^h and the residual's part M x_j.
// value and w [tokens, D] have rows ld apart; cross [tokens, H].
void ge_cross(const float *value, const float *w, long ld, long tokens, long heads, long head_size, float *cross);

#endif
