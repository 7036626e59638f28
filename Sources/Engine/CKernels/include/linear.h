// Dense layers, y = activation(x W' + b), in fp32, bfloat16 and int8.
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

// The number format of x and W. Sums are in fp32, those of int8 numbers are exact integers.
enum ge_precision { GE_PRECISION_F32 = 0, GE_PRECISION_BF16 = 1, GE_PRECISION_INT8 = 2, GE_PRECISIONS = 3 };

typedef struct ge_linear ge_linear;
typedef struct ge_linear_worker ge_linear_worker;

// How the instruction set in use computes products of a precision: a narrow set has only slow ways for some.
enum ge_product_speed { GE_PRODUCT_ABSENT = 0, GE_PRODUCT_SLOWER_THAN_F32 = 1, GE_PRODUCT_FAST = 2 };
enum ge_product_speed ge_product_speed(int precision);

// Converts weights [outputs, inputs] to int8 as the layers of an instruction set of this processor need them; NULL means the set in use. numbers
// has the shape of weights; each number is round(weight / scale), ties to even, with the scale of its output, scales [outputs]. The scale is the
// largest magnitude over 127. Some sets add products in pairs with 16 bits. There, the largest magnitude of a sum of the pair (2 k, 2 k + 1) of
// weights of one sign takes its place, if it is larger: so no pair can leave the 16 bits.
void ge_quantize_weights(const char *instruction_set, const float *weights, long outputs, long inputs, signed char *numbers, float *scales);

typedef struct {
  int precision;
  const void *weights; // [outputs, inputs]: floats, which are rounded for bfloat16, or numbers of ge_quantize_weights
  const float *scales; // [outputs]: those of ge_quantize_weights; else NULL
  const float *bias;   // [outputs], or NULL for none
  long inputs, outputs;
  int activation;
} ge_linear_weights;

// Packs a layer; nothing of `weights` is needed afterwards. Returns NULL where memory is short, or the set lacks the precision.
ge_linear *ge_linear_create(const ge_linear_weights *weights);
// The same for a given instruction set, so that tests can run sets that a wider processor would not choose. Returns NULL also where the
// processor lacks the set.
ge_linear *ge_linear_create_for(const char *instruction_set, const ge_linear_weights *weights);
void ge_linear_destroy(ge_linear *layer);
// Bytes of the packed weights.
long ge_linear_size(const ge_linear *layer);

// A worker's buffer for the rows of a block, a megabyte. Returns NULL where memory is short.
ge_linear_worker *ge_linear_worker_create(void);
void ge_linear_worker_destroy(ge_linear_worker *worker);

// The operands of a product. x, sums and y must not overlap.
typedef struct {
  const void *x;        // [rows, inputs], in the layer's precision
  const float *scale;   // [rows]: the scales of int8 rows; else NULL
  long rows;            // at least 1
  long ldx;             // numbers from one row of x to the next
  float *sums;          // receives the activation's input, x W' + b, contiguous; or NULL
  float *y;             // [rows, outputs]; numbers between the rows are not touched
  long ldy;             // floats from one row of y to the next
  ge_reduced reduced_y; // y in the format of the product that reads it, contiguous; or none
} ge_linear_operands;

// Computes y from x. A row of y depends on its row of x alone, bitwise, whatever and however many the other rows are.
void ge_linear_run(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *operands);

// Computes the outputs from `first` up to `end` alone, so that threads can share a product. `first` is a multiple of ge_linear_panel;
// operands->sums and the formats of operands->reduced_y, which are written in whole rows, must be NULL.
void ge_linear_run_outputs(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *operands, long first, long end);
// Number of outputs that are computed together.
long ge_linear_panel(const ge_linear *layer);

// How many threads may share a product that the calling thread asks for: a number that this thread sets for itself, 1 at first. Nothing here
// reads it; the callers of products do.
void ge_set_product_threads(long threads);
long ge_product_threads(void);

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
