#ifdef GLOBENC_ONEDNN

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { max_products = 64 };

struct globenc_dnn_linear {
  /// The properties that all products of the layer share: shape, number formats, layout of the weights. Products differ in their numbers of
  /// rows and threads only.
  struct product_key key;
  const struct product *first;
  /// Products used so far: each entry is written once, and entries from the first NULL on are empty.
  _Atomic(const struct product *) products[max_products];
  void *packed;
  size_t packed_size;
  float *bias;
  dnnl_memory_t weights_memory, bias_memory;
};

/// Copies W into the layout of the product, and converts it.
static dnnl_status_t pack(globenc_dnn_linear *linear, const void *weights) {
  const struct product *product = linear->first;
  dnnl_engine_t engine = globenc_dnn_engine();
  dnnl_memory_desc_t plain;
  dnnl_memory_t source = NULL;
  dnnl_primitive_desc_t description = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_stream_t stream = NULL;
  linear->packed_size = dnnl_memory_desc_get_size(MD_VIEW(product->weights));
  if (posix_memalign(&linear->packed, 4096, linear->packed_size) != 0) return dnnl_out_of_memory;
  // Hugging Face stores W as [outputs, inputs]; the product needs its transpose, [inputs, outputs].
  const dnnl_data_type_t type = linear->key.input == GLOBENC_DNN_INT8 ? dnnl_s8 : dnnl_f32;
  dnnl_status_t status = md_strided(&plain, type, linear->key.inputs, linear->key.outputs, 1, linear->key.inputs);
  if (status != dnnl_success) return status;
  status = dnnl_memory_create(&source, MD_VIEW(plain), engine, (void *)(uintptr_t)weights);
  if (status == dnnl_success)
    status = dnnl_memory_create(&linear->weights_memory, MD_VIEW(product->weights), engine, linear->packed);
  if (status == dnnl_success)
    status = dnnl_reorder_primitive_desc_create(&description, MD_VIEW(plain), engine, MD_VIEW(product->weights), engine, NULL);
  if (status == dnnl_success) status = dnnl_primitive_create(&reorder, description);
  if (status == dnnl_success) status = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
  if (status == dnnl_success) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, linear->weights_memory}};
    status = dnnl_primitive_execute(reorder, stream, 2, arguments);
    if (status == dnnl_success) status = dnnl_stream_wait(stream);
  }
  if (stream) dnnl_stream_destroy(stream);
  if (reorder) dnnl_primitive_destroy(reorder);
  if (description) dnnl_primitive_desc_destroy(description);
  if (source) dnnl_memory_destroy(source);
  md_free(&plain);
  return status;
}

static dnnl_status_t copy_bias(globenc_dnn_linear *linear, const float *bias) {
  dnnl_memory_desc_t md;
  linear->bias = malloc((size_t)linear->key.outputs * sizeof(float));
  if (!linear->bias) return dnnl_out_of_memory;
  memcpy(linear->bias, bias, (size_t)linear->key.outputs * sizeof(float));
  dnnl_status_t status = md_strided(&md, dnnl_f32, 1, linear->key.outputs, linear->key.outputs, 1);
  if (status != dnnl_success) return status;
  status = dnnl_memory_create(&linear->bias_memory, MD_VIEW(md), globenc_dnn_engine(), linear->bias);
  md_free(&md);
  return status;
}

int32_t globenc_dnn_linear_create(const void *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t input,
                                  int32_t output, int64_t rows, globenc_dnn_linear **result) {
  omp_set_num_threads(1);
  *result = NULL;
  globenc_dnn_linear *linear = calloc(1, sizeof *linear);
  if (!linear) return dnnl_out_of_memory;
  linear->key = (struct product_key){inputs, outputs, rows, input, output, bias != NULL, 1};
  dnnl_status_t status = globenc_dnn_product(&linear->key, NULL, &linear->first);
  if (status == dnnl_success) status = pack(linear, weights);
  if (status == dnnl_success && bias) status = copy_bias(linear, bias);
  if (status == dnnl_success)
    *result = linear;
  else
    globenc_dnn_linear_destroy(linear);
  return status;
}

void globenc_dnn_linear_destroy(globenc_dnn_linear *linear) {
  if (!linear) return;
  if (linear->weights_memory) dnnl_memory_destroy(linear->weights_memory);
  if (linear->bias_memory) dnnl_memory_destroy(linear->bias_memory);
  free(linear->packed);
  free(linear->bias);
  free(linear);
}

int64_t globenc_dnn_linear_size(const globenc_dnn_linear *linear) { return (int64_t)linear->packed_size; }

/// The layer's product for these numbers of rows and threads. A known product is found without a lock. Two threads that look for the same
/// new product find the same one, and may store it twice.
static dnnl_status_t find_product(globenc_dnn_linear *linear, int64_t rows, int32_t threads, const struct product **result) {
  struct product_key key = linear->key;
  size_t i = 0;
  for (; i < max_products; i++) {
    const struct product *known = atomic_load_explicit(&linear->products[i], memory_order_acquire);
    if (!known) break;
    if (known->key.rows == rows && known->key.threads == threads) {
      *result = known;
      return dnnl_success;
    }
  }
  key.rows = rows;
  key.threads = threads;
  dnnl_status_t status = globenc_dnn_product(&key, MD_VIEW(linear->first->weights), result);
  for (; status == dnnl_success && i < max_products; i++) {
    const struct product *expected = NULL;
    if (atomic_compare_exchange_strong(&linear->products[i], &expected, *result)) break;
  }
  return status;
}

const char *globenc_dnn_linear_implementation(globenc_dnn_linear *linear, int64_t rows) {
  omp_set_num_threads(1);
  const struct product *product;
  const char *name = "";
  if (find_product(linear, rows, 1, &product) != dnnl_success) return "";
  return dnnl_primitive_desc_query(product->description, dnnl_query_impl_info_str, 0, &name) == dnnl_success ? name : "";
}

static dnnl_status_t run_dense(globenc_dnn_linear *linear, globenc_dnn_worker *worker, const struct product *product, const void *x,
                               void *y) {
  struct operands *operands;
  dnnl_status_t status = globenc_dnn_operands(worker, product, &operands);
  if (status == dnnl_success) status = dnnl_memory_set_data_handle(operands->x, (void *)(uintptr_t)x);
  if (status == dnnl_success) status = dnnl_memory_set_data_handle(operands->y, y);
  if (status == dnnl_success) status = dnnl_memory_set_data_handle(operands->scratchpad, worker->scratchpad.start);
  if (status != dnnl_success) return status;
  dnnl_exec_arg_t arguments[] = {
    {DNNL_ARG_SRC, operands->x},
    {DNNL_ARG_WEIGHTS, linear->weights_memory},
    {DNNL_ARG_DST, operands->y},
    {DNNL_ARG_SCRATCHPAD, operands->scratchpad},
    {DNNL_ARG_BIAS, linear->bias_memory},
  };
  status = dnnl_primitive_execute(product->primitive, worker->stream, linear->bias ? 5 : 4, arguments);
  return status == dnnl_success ? dnnl_stream_wait(worker->stream) : status;
}

/// Bytes of a number in this format.
static size_t size_of(int32_t type) { return type == GLOBENC_DNN_INT8 ? 1 : type == GLOBENC_DNN_BF16 ? 2 : 4; }

static void copy_rows(const char *from, size_t from_stride, char *to, size_t to_stride, int64_t rows, size_t row) {
  for (int64_t i = 0; i < rows; i++) memcpy(to + i * to_stride, from + i * from_stride, row);
}

int32_t globenc_dnn_linear_run(globenc_dnn_linear *linear, globenc_dnn_worker *worker, const void *x, int64_t rows, int64_t ldx,
                               void *y, int64_t ldy, int32_t threads) {
  const struct product *product;
  const size_t x_size = size_of(linear->key.input), y_size = size_of(linear->key.output);
  const size_t x_row = (size_t)linear->key.inputs * x_size, y_row = (size_t)linear->key.outputs * y_size;
  dnnl_status_t status = find_product(linear, rows, threads, &product);
  // A worker may move from one thread of a pool to another, and compiling sets it, so this is set in each run; it costs one
  // store to thread-local memory.
  omp_set_num_threads(threads);
  // oneDNN 2.6 computes a strided operand with its reference loop, at a thousandth of the speed; a copy costs next to nothing.
  const bool gaps_in_x = ldx != linear->key.inputs, gaps_in_y = ldy != linear->key.outputs;
  if (status == dnnl_success && gaps_in_x) status = globenc_dnn_scratch_reserve(&worker->dense_x, (size_t)rows * x_row);
  if (status == dnnl_success && gaps_in_y) status = globenc_dnn_scratch_reserve(&worker->dense_y, (size_t)rows * y_row);
  if (status != dnnl_success) return status;
  if (gaps_in_x) copy_rows(x, (size_t)ldx * x_size, worker->dense_x.start, x_row, rows, x_row);
  status = run_dense(linear, worker, product, gaps_in_x ? worker->dense_x.start : x, gaps_in_y ? worker->dense_y.start : y);
  if (status == dnnl_success && gaps_in_y) copy_rows(worker->dense_y.start, y_row, y, (size_t)ldy * y_size, rows, y_row);
  return status;
}

#endif
