#ifndef GLOBENC_NUMBER_FORMATS_H
#define GLOBENC_NUMBER_FORMATS_H

#include <stddef.h>

// Destination of a kernel's results, beside fp32, in the number format that the next dense product reads: one of these, or none (all NULL).
typedef struct {
  unsigned short *bfloat16; // [rows, size]
  signed char *int8;        // [rows, size]
  float *scale;             // [rows]: quantisation scale of each row
} ge_reduced;

// Converts the rows [first, first + rows) of x [., size], contiguous, and writes them to the same rows of out.
//
// bfloat16: see ge_round_bfloat16. int8: q = round(x / scale), ties to even, with scale = max |x| / 127 over the row. The scale is not
// finite where the row holds NaN or infinity, and 0 where the row is all zeros.
void ge_reduce(const float *x, long first, long rows, long size, const ge_reduced *out);

// out[k] = x[k] in bfloat16, the upper half of a float, rounded to nearest, ties to even. Numbers beyond the range become infinite; NaN
// remains NaN.
void ge_round_bfloat16(const float *x, long count, unsigned short *out);

// Converts `count` little-endian half-precision numbers (IEEE 754) exactly, including subnormals, infinities and NaN. `source` need not be
// aligned.
void ge_half_to_float(const void *source, float *target, size_t count);

// Converts `count` little-endian bfloat16 numbers; exact. `source` need not be aligned.
void ge_bfloat16_to_float(const void *source, float *target, size_t count);

#endif
