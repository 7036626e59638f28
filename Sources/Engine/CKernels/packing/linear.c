#include "linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../table.h"

static long padded(long outputs) { return (outputs + GE_GROUP - 1) / GE_GROUP * GE_GROUP; }

// Numbers in a word.
static long numbers(int precision) { return precision == GE_PRECISION_INT8 ? 4 : precision == GE_PRECISION_BF16 ? 2 : 1; }

// Row `output` of W as words, the last of which is filled up with zeros.
static void read_row(const ge_linear *layer, const ge_linear_weights *w, long output, int32_t *words) {
  const float *floats = (const float *)w->weights + output * w->inputs;
  words[layer->words - 1] = 0;
  switch (w->precision) {
  case GE_PRECISION_INT8: memcpy(words, (const signed char *)w->weights + output * w->inputs, (size_t)w->inputs); break;
  case GE_PRECISION_BF16: ge_round_bfloat16(floats, w->inputs, (unsigned short *)words); break;
  default: memcpy(words, floats, (size_t)w->inputs * sizeof(float)); break;
  }
}

// Rows of W become columns of the panels.
static int pack(ge_linear *layer, const ge_linear_weights *w) {
  enum { group = 64 };
  const long words = layer->words, panel = layer->product.groups * GE_GROUP;
  int32_t *rows = malloc((size_t)(panel * words) * sizeof *rows);
  if (!rows) return 0;
  for (long j = 0; j < w->outputs; j += panel) {
    const long columns = w->outputs - j < panel ? w->outputs - j : panel, width = padded(columns);
    int32_t *out = layer->packed + j * words;
    for (long c = 0; c < columns; c++) read_row(layer, w, j + c, rows + c * words);
    // A few depths at a time, so that both sides stay in the cache.
    for (long first = 0; first < words; first += group) {
      const long end = words - first < group ? words : first + group;
      for (long c = 0; c < width; c++)
        for (long k = first; k < end; k++) out[k * width + c] = c < columns ? rows[c * words + k] : 0;
    }
  }
  free(rows);
  return 1;
}

static void set_starts(ge_linear *layer, const ge_linear_weights *w) {
  const size_t bytes = (size_t)w->outputs * sizeof(float);
  if (w->precision != GE_PRECISION_INT8) {
    if (w->bias) memcpy(layer->start, w->bias, bytes);
    return;
  }
  const signed char *weights = w->weights;
  for (long j = 0; j < w->outputs; j++) {
    int32_t sum = 0;
    for (long k = 0; k < w->inputs; k++) sum += weights[j * w->inputs + k];
    layer->start[j] = -sum * layer->product.input_offset;
  }
  memcpy(layer->scales, w->scales, bytes);
  if (w->bias) memcpy(layer->bias, w->bias, bytes);
}

// Zeros, aligned to pages.
static void *allocate(size_t size) {
  void *memory = NULL;
  if (posix_memalign(&memory, 4096, size) != 0) return NULL;
  return memset(memory, 0, size);
}

static ge_linear *create(const ge_linear_weights *w, const ge_kernels *kernels) {
  if (!kernels || !kernels->products[w->precision].run) return NULL;
  ge_linear *layer = calloc(1, sizeof *layer);
  if (!layer) return NULL;
  const size_t columns = (size_t)padded(w->outputs), row = columns * sizeof(float);
  const int is_int8 = w->precision == GE_PRECISION_INT8;
  *layer = (ge_linear){.product = kernels->products[w->precision],
                       .precision = w->precision,
                       .activation = w->activation,
                       .inputs = w->inputs,
                       .outputs = w->outputs,
                       .words = (w->inputs + numbers(w->precision) - 1) / numbers(w->precision)};
  layer->size = (long)(row * (size_t)layer->words);
  layer->packed = allocate((size_t)layer->size);
  layer->start = allocate(row);
  layer->scales = is_int8 ? allocate(row) : NULL;
  layer->bias = is_int8 ? allocate(row) : NULL;
  const int is_complete = layer->packed && layer->start && (!is_int8 || (layer->scales && layer->bias));
  if (!is_complete || !pack(layer, w)) {
    ge_linear_destroy(layer);
    return NULL;
  }
  set_starts(layer, w);
  return layer;
}

ge_linear *ge_linear_create(const ge_linear_weights *weights) { return create(weights, ge_kernels_in_use()); }

ge_linear *ge_linear_create_for(const char *instruction_set, const ge_linear_weights *weights) {
  return create(weights, ge_kernels_of(instruction_set));
}

void ge_linear_destroy(ge_linear *layer) {
  if (!layer) return;
  free(layer->packed);
  free(layer->start);
  free(layer->scales);
  free(layer->bias);
  free(layer);
}

long ge_linear_size(const ge_linear *layer) { return layer->size; }

ge_linear_worker *ge_linear_worker_create(void) { return allocate(sizeof(ge_linear_worker)); }

void ge_linear_worker_destroy(ge_linear_worker *worker) { free(worker); }

void ge_linear_run(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *operands) {
  layer->product.run(layer, worker, operands);
}

static _Thread_local long product_threads = 1;

void ge_set_product_threads(long threads) { product_threads = threads; }

long ge_product_threads(void) { return product_threads; }

long ge_linear_panel(const ge_linear *layer) { return layer->product.groups * GE_GROUP; }

void ge_linear_run_outputs(const ge_linear *layer, ge_linear_worker *worker, const ge_linear_operands *operands, long first, long end) {
  // Panels follow each other in memory, so these outputs are a layer, too.
  ge_linear part = *layer;
  ge_linear_operands of_part = *operands;
  part.outputs = end - first;
  part.packed += first * layer->words;
  part.start += first;
  if (part.scales) part.scales += first;
  if (part.bias) part.bias += first;
  of_part.y += first;
  part.product.run(&part, worker, &of_part);
}

enum ge_product_speed ge_product_speed(int precision) {
  const ge_product *product = &ge_kernels_in_use()->products[precision];
  return !product->run ? GE_PRODUCT_ABSENT : product->is_fast ? GE_PRODUCT_FAST : GE_PRODUCT_SLOWER_THAN_F32;
}

// The largest magnitude that a weight has, or a pair of one sign together. NaN where a weight is not a number.
static float largest_pair(const float *weights, long count) {
  float largest = 0, probe = 0;
  for (long k = 0; k < count; k += 2) {
    const float a = weights[k], b = k + 1 < count ? weights[k + 1] : 0;
    largest = fmaxf(largest, (a < 0) == (b < 0) ? fabsf(a + b) : fmaxf(fabsf(a), fabsf(b)));
    probe += (a + b) * 0;
  }
  return largest + probe;
}

void ge_quantize_weights(const char *instruction_set, const float *weights, long outputs, long inputs, signed char *numbers, float *scales) {
  const ge_kernels *kernels = instruction_set ? ge_kernels_of(instruction_set) : ge_kernels_in_use();
  const ge_reduced out = {.int8 = numbers, .scale = scales};
  if (!kernels->products[GE_PRECISION_INT8].adds_pairs) {
    kernels->reduce(weights, 0, outputs, inputs, &out);
    return;
  }
  for (long j = 0; j < outputs; j++, weights += inputs, numbers += inputs) {
    const float largest = largest_pair(weights, inputs), factor = largest > 0 ? 127 / largest : 0;
    scales[j] = largest / 127;
    // Two numbers that together are at most 127 are at most 128 after both are rounded, and 255 * 128 < 2^15.
    for (long k = 0; k < inputs; k++) numbers[k] = isfinite(factor) ? (signed char)lrintf(weights[k] * factor) : 0;
  }
}
