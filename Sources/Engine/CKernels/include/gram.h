#ifndef GLOBENC_GRAM_H
#define GLOBENC_GRAM_H

// Input of the Gram kernels: the vectors that the tokens of a packed batch send, u_j^h = U^h v_j^h for each head h, and as number H the
// residual's M x_j.
typedef struct {
  long heads;           // H
  long head_size;       // d
  const float *value;   // [N, D]: all v_j^h, biases included
  long ld;              // row distance of value
  const float *x;       // [N, D], contiguous: the layer's input
  const float *gamma1;  // [D], of the first LayerNorm; NULL for M = I
  const float *gamma2;  // [D], of the second LayerNorm; NULL for M without it
} ge_senders;

// Floats of the packed form of U [D, D] for H heads of size d. The form is that of the instruction set in use.
long ge_gram_packed_size(long heads, long head_size);
// Packs U = M W_O [D, D] for ge_gram; its columns [h d, (h + 1) d) belong to head h.
void ge_gram_pack(const float *u, long heads, long head_size, float *packed);

// Floats of scratch memory that ge_gram and ge_gram_bfloat16 need.
long ge_gram_scratch(long heads, long head_size);

// The inner products of the H + 1 vectors that each of `tokens` tokens sends.
//
// gram [(H + 1) (H + 2) / 2, ldt]: row (h, g), g >= h, holds <u_j^h, u_j^g> for all tokens j, doubled where g > h. Only a few features and
// tokens of the vectors are in memory at a time. tokens: a multiple of 32.
void ge_gram(const float *packed, const ge_senders *senders, long tokens, float *scratch, float *gram, long ldt);

// The same with U and the values rounded to bfloat16, and with products and sums in fp32: twice as fast. Only where ge_has_bfloat16 returns
// 1.
int ge_has_bfloat16(void);
// 32-bit words of the packed form.
long ge_gram_bfloat16_packed_size(long heads, long head_size);
void ge_gram_bfloat16_pack(const float *u, long heads, long head_size, unsigned *packed);
void ge_gram_bfloat16(const unsigned *packed, const ge_senders *senders, long tokens, float *scratch, float *gram, long ldt);

#endif
