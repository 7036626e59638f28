#include "linear.h"

#include <stdlib.h>
#include <string.h>

#include "../table.h"

// Rows of W become columns of the panel. A group of depths is packed at a time, so that both sides stay in the cache.
static void pack(ge_linear *layer, const float *weights) {
  enum { group = 64 };
  const long inputs = layer->inputs, lanes = layer->lanes;
  for (long j = 0; j < layer->outputs; j += layer->panel) {
    const long columns = layer->outputs - j < layer->panel ? layer->outputs - j : layer->panel;
    const long width = (columns + lanes - 1) / lanes * lanes;
    float *panel = layer->packed + j * inputs;
    for (long first = 0; first < inputs; first += group) {
      const long end = inputs - first < group ? inputs : first + group;
      for (long c = 0; c < width; c++)
        for (long k = first; k < end; k++) panel[k * width + c] = c < columns ? weights[(j + c) * inputs + k] : 0;
    }
  }
}

static ge_linear *create(const float *weights, const float *bias, long inputs, long outputs, int activation, const ge_kernels *kernels) {
  ge_linear *layer = calloc(1, sizeof *layer);
  if (!layer) return NULL;
  layer->inputs = inputs;
  layer->outputs = outputs;
  layer->activation = activation;
  layer->lanes = kernels->lanes;
  layer->panel = layer->lanes * GE_PANEL_VECTORS;
  layer->run = kernels->linear;
  const size_t padded = (size_t)((outputs + layer->lanes - 1) / layer->lanes * layer->lanes);
  layer->size = (long)(padded * (size_t)inputs * sizeof(float));
  void *packed = NULL, *padded_bias = NULL;
  if (posix_memalign(&packed, 4096, (size_t)layer->size) == 0) layer->packed = packed;
  if (posix_memalign(&padded_bias, 64, padded * sizeof(float)) == 0) layer->bias = padded_bias;
  if (!layer->packed || !layer->bias) {
    ge_linear_destroy(layer);
    return NULL;
  }
  pack(layer, weights);
  memset(layer->bias, 0, padded * sizeof(float));
  if (bias) memcpy(layer->bias, bias, (size_t)outputs * sizeof(float));
  return layer;
}

ge_linear *ge_linear_create(const float *weights, const float *bias, long inputs, long outputs, int activation) {
  return create(weights, bias, inputs, outputs, activation, ge_kernels_in_use());
}

ge_linear *ge_linear_create_for(const char *instruction_set, const float *weights, const float *bias, long inputs, long outputs,
                                int activation) {
  const ge_kernels *kernels = ge_kernels_of(instruction_set);
  return kernels ? create(weights, bias, inputs, outputs, activation, kernels) : NULL;
}

void ge_linear_destroy(ge_linear *layer) {
  if (!layer) return;
  free(layer->packed);
  free(layer->bias);
  free(layer);
}

long ge_linear_size(const ge_linear *layer) { return layer->size; }

ge_linear_worker *ge_linear_worker_create(void) {
  void *worker = NULL;
  return posix_memalign(&worker, 4096, sizeof(ge_linear_worker)) == 0 ? worker : NULL;
}

void ge_linear_worker_destroy(ge_linear_worker *worker) { free(worker); }

void ge_linear_run(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy) {
  layer->run(layer, worker, x, rows, ldx, y, ldy);
}

void ge_linear_run_affine(const ge_linear *layer, ge_linear_worker *worker, const float *x, long rows, long ldx, float *y, long ldy) {
  ge_linear affine = *layer;
  affine.activation = GE_ACTIVATION_NONE;
  layer->run(&affine, worker, x, rows, ldx, y, ldy);
}
