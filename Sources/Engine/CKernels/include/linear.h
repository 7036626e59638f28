#ifndef GLOBENC_LINEAR_H
#define GLOBENC_LINEAR_H

#include <stdint.h>

// A dense layer y = activation(x W' + b) in fp32 on our own kernel, for machines without oneDNN. Any number of threads may run one at once.
typedef struct globenc_linear globenc_linear;

// What is applied after the bias; the values are those of the oneDNN shim.
enum globenc_activation {
  GLOBENC_NONE = 0,
  GLOBENC_GELU_ERF = 1,
  GLOBENC_GELU_TANH = 2,
  GLOBENC_RELU = 3,
  GLOBENC_SILU = 4,
  GLOBENC_TANH = 5,
};

// "avx512f", "avx2" (with FMA) or "baseline": what the kernels run as on this processor.
const char *globenc_instruction_set(void);

// Packs W [outputs, inputs], row-major, into panels of columns, and copies b [outputs] (NULL for none). NULL where memory ran out.
globenc_linear *globenc_linear_create(const float *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t activation);
void globenc_linear_destroy(globenc_linear *linear);
// Bytes of the packed weights.
int64_t globenc_linear_size(const globenc_linear *linear);

// y [rows, outputs] from x [rows, inputs], with rows ldx and ldy floats apart. A row of y depends on its row of x alone, bitwise.
void globenc_linear_run(const globenc_linear *linear, const float *x, int64_t rows, int64_t ldx, float *y, int64_t ldy);

#endif
