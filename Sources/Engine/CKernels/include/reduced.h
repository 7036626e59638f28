#ifndef GLOBENC_REDUCED_H
#define GLOBENC_REDUCED_H

// Where a kernel's numbers go in the format that the next dense product reads, beside fp32: in one of these, or in none (all NULL).
typedef struct {
  unsigned short *bfloat16; // [rows, size]
  signed char *int8;        // [rows, size]
  float *scale;             // [rows]: of what the int8 numbers of a row are multiples
} ge_reduced;

// Writes the rows [first, first + rows) of x [., size], contiguous, to the same rows of out.
//
// bfloat16: see ge_round_bfloat16. int8: q = round(x / scale), ties to even, with scale = max |x| / 127 over the row; a row with a NaN or an
// infinity has a scale that is not finite, a row of zeros the scale 0.
void ge_reduce(const float *x, long first, long rows, long size, const ge_reduced *out);

// out[k] = x[k] in bfloat16, the upper half of a float: rounded to nearest, ties to even. Too large numbers become infinite, NaN stays one.
void ge_round_bfloat16(const float *x, long count, unsigned short *out);

#endif
