// Dense layers in fp32, y = activation(x W' + b), for builds without oneDNN.
//
// A layer is read-only after its creation, and any number of threads may run it; a worker object belongs to one thread at a time.
#ifndef GLOBENC_LINEAR_H
#define GLOBENC_LINEAR_H

#include "number_formats.h"

// The function that is applied to each number after the bias.
enum ge_activation {
  GE_ACTIVATION_NONE = 0,
  GE_ACTIVATION_GELU = 1,      // x Phi(x), absolute error below 1e-7 (x <= 0), half a unit in the last place more than by rounding alone (x > 0)
  GE_ACTIVATION_GELU_TANH = 2, // x / (1 + exp(-2 sqrt(2 / pi) (x + 0.044715 x^3)))
  GE_ACTIVATION_RELU = 3,
  GE_ACTIVATION_SILU = 4, // x / (1 + exp(-x))
  GE_ACTIVATION_TANH = 5, // absolute error below 2e-7
};

typedef struct ge_linear ge_linear;
typedef struct ge_linear_worker ge_linear_worker;

// Packs weights [outputs, inputs] and bias [outputs], or NULL for no bias; neither is needed afterwards. Returns NULL where memory is
// short.
ge_linear *ge_linear_create(const float *weights, const float *bias, long inputs, long outputs, int activation);
// The same for a given instruction set, so that tests can run sets that a wider processor would not choose. Returns NULL also where the
// processor lacks the set.
ge_linear *ge_linear_create_for(const char *instruction_set, const float *weights, const float *bias, long inputs, long outputs,
                                int activation);
void ge_linear_destroy(ge_linear *layer);
// Bytes of the packed weights.
long ge_linear_size(const ge_linear *layer);

// A worker's buffer for the rows of a block, a few hundred kilobytes. Returns NULL where memory is short.
ge_linear_worker *ge_linear_worker_create(void);
void ge_linear_worker_destroy(ge_linear_worker *worker);

// Computes y [rows, outputs] from x [rows, inputs]; rows are ldx and ldy floats apart. x and y must not overlap. A row of y depends on its
// row of x alone, bitwise, whatever and however many the other rows are.
void ge_linear_run(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy);
// The same without the activation.
void ge_linear_run_affine(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy);

// Applies an activation to y [rows, columns] in place.
void ge_activate(int activation, float *y, long rows, long columns, long ld);

// Scales of a product of int8 numbers: an integer sum is multiplied by its row's and its column's scale, then the bias is added.
typedef struct {
  const float *row;    // [rows]: the scales of the rows of x
  const float *column; // [columns]: the scales of the rows of W
  const float *bias;   // [columns]
} ge_dequantization;

// Finishes a product, from x to y [rows, columns], contiguous: applies scales and bias where scales is not NULL, then the activation, and
// writes the results also to out in the format of the next product. y may be x.
void ge_finish(int activation, const ge_dequantization *scales, const float *x, float *y, long rows, long columns, const ge_reduced *out);

#endif
