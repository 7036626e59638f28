// The packed form of a layer, and the block sizes of its creator and its kernels.
//
// Kernels see 32-bit words, whatever the precision: one float, two bfloat16 or four int8 numbers of neighbouring inputs.
#ifndef GLOBENC_LINEAR_INTERNAL_H
#define GLOBENC_LINEAR_INTERNAL_H

#include <stdint.h>

#include "linear.h"

enum {
  // The most rows and words of x that are multiplied with all of W before the next ones are read.
  GE_BLOCK_ROWS = 256,
  GE_BLOCK_WORDS = 768,
  // Distance of two rows of the copy: rows a multiple of 4096 bytes apart would share one set of the first-level cache.
  GE_BLOCK_STRIDE = GE_BLOCK_WORDS + 16,
  // Panels of W consist of groups of 16 columns, so that activations work on whole vectors.
  GE_GROUP = 16,
  GE_MOST_GROUPS = 3,
};

// The product of one precision for one instruction set.
typedef struct {
  void (*run)(const ge_linear *, ge_linear_worker *, const ge_linear_operands *); // NULL where there is none
  // Whether it is faster than that in fp32.
  int is_fast;
  // Groups of columns in a panel.
  int groups;
  // What is added to each int8 number of x: 128 where the instructions want it without a sign, else 0.
  int input_offset;
  // Whether two products of int8 numbers are added with 16 bits.
  int adds_pairs;
} ge_product;

// W' [words, outputs], in panels of `groups` groups of columns, each [words, columns] row-major, one after the other. The last panel is as
// narrow as whole groups allow, and padded with zeros.
struct ge_linear {
  ge_product product;
  int precision, activation;
  long inputs, outputs;
  // Words in a row of x.
  long words;
  // Bytes of `packed`.
  long size;
  int32_t *packed;
  // What the sums start with, padded with zeros to whole groups: the bias as floats, or for int8 numbers the negated sum of the column's
  // weights times the offset of the inputs.
  int32_t *start;
  // For int8: scales and bias of the outputs, padded with zeros; else NULL.
  float *scales, *bias;
};

struct ge_linear_worker {
  int32_t rows[GE_BLOCK_ROWS * GE_BLOCK_STRIDE];
  int32_t sums[GE_BLOCK_ROWS * GE_MOST_GROUPS * GE_GROUP];
};

#endif
