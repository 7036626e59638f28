#ifndef GLOBENC_TRANSPOSE_H
#define GLOBENC_TRANSPOSE_H

// out[c, r] = x[r, c] for x [rows, columns]; rows of x are ld floats apart, rows of out ldt.
void ge_transpose(const float *x, long ld, long rows, long columns, float *out, long ldt);

#endif
