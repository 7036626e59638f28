// Dense layers, y = activation(x W' + b), in fp32: what runs where oneDNN is absent.
//
// A layer is read-only after its creation and can be run by any number of threads; a worker object belongs to one thread at a time.
#ifndef GLOBENC_LINEAR_H
#define GLOBENC_LINEAR_H

#include "reduced.h"

// What is applied to each number after the bias.
enum ge_activation {
  GE_ACTIVATION_NONE = 0,
  GE_ACTIVATION_GELU = 1,      // x Phi(x), absolute error below 1e-7 (x <= 0), half a unit in the last place more than rounding (x > 0)
  GE_ACTIVATION_GELU_TANH = 2, // x / (1 + exp(-2 sqrt(2 / pi) (x + 0.044715 x^3)))
  GE_ACTIVATION_RELU = 3,
  GE_ACTIVATION_SILU = 4, // x / (1 + exp(-x))
  GE_ACTIVATION_TANH = 5, // absolute error below 2e-7
};

typedef struct ge_linear ge_linear;
typedef struct ge_linear_worker ge_linear_worker;

// "avx512f", "avx2" (with FMA) or "baseline": which version of all kernels here this processor runs.
const char *ge_instruction_set(void);

// Packs weights [outputs, inputs] and bias [outputs], or NULL for none; neither is needed afterwards. NULL where memory is short.
ge_linear *ge_linear_create(const float *weights, const float *bias, long inputs, long outputs, int activation);
// The same for a given instruction set, so that tests reach those that a wider processor would not choose. NULL also where it has not got it.
ge_linear *ge_linear_create_for(const char *instruction_set, const float *weights, const float *bias, long inputs, long outputs,
                                int activation);
void ge_linear_destroy(ge_linear *layer);
// Bytes of the packed weights.
long ge_linear_size(const ge_linear *layer);

// A worker's copy of the rows at work, a few hundred kilobytes. NULL where memory is short.
ge_linear_worker *ge_linear_worker_create(void);
void ge_linear_worker_destroy(ge_linear_worker *worker);

// y [rows, outputs] from x [rows, inputs], ldx and ldy floats from one row to the next. x and y must not overlap.
// A row of y depends on its row of x alone, bitwise, whatever the other rows are and however many.
void ge_linear_run(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy);

// Applies an activation to y [rows, columns] in place.
void ge_activate(int activation, float *y, long rows, long columns, long ld);

// By what the sums of products of int8 numbers are multiplied, and what is added then.
typedef struct {
  const float *row;    // [rows]: the scales of the rows of x
  const float *column; // [columns]: the scales of the rows of W
  const float *bias;   // [columns]
} ge_dequantization;

// What a product still owes to y [rows, columns], contiguous and in place: scales and bias, where scales is not NULL; the activation; and
// the same numbers in out, for the next product.
void ge_finish(int activation, const ge_dequantization *scales, float *y, long rows, long columns, const ge_reduced *out);

#endif
