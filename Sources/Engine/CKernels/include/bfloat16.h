#ifndef GLOBENC_BFLOAT16_H
#define GLOBENC_BFLOAT16_H

// out[k] = x[k] in bfloat16, the upper half of a float: rounded to nearest, ties to even. Too large numbers become infinite, NaN stays one.
void ge_round_bfloat16(const float *x, long count, unsigned short *out);

#endif
