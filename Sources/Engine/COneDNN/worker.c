#ifdef GLOBENC_ONEDNN

#include <stdlib.h>
#include <string.h>

#include "internal.h"

globenc_dnn_worker *globenc_dnn_worker_create(void) {
  omp_set_num_threads(1);
  dnnl_engine_t engine = globenc_dnn_engine();
  globenc_dnn_worker *worker = engine ? calloc(1, sizeof *worker) : NULL;
  if (worker && dnnl_stream_create(&worker->stream, engine, dnnl_stream_default_flags) != dnnl_success) {
    free(worker);
    return NULL;
  }
  return worker;
}

void globenc_dnn_worker_destroy(globenc_dnn_worker *worker) {
  if (!worker) return;
  for (size_t i = 0; i < worker->count; i++) {
    struct operands *operands = &worker->operands[i];
    if (operands->x) dnnl_memory_destroy(operands->x);
    if (operands->y) dnnl_memory_destroy(operands->y);
    if (operands->scratchpad) dnnl_memory_destroy(operands->scratchpad);
  }
  free(worker->operands);
  free(worker->scratchpad.start);
  free(worker->dense_x.start);
  free(worker->dense_y.start);
  dnnl_stream_destroy(worker->stream);
  free(worker);
}

/// Makes room for the product's index in the table.
static dnnl_status_t grow_table(globenc_dnn_worker *worker, size_t index) {
  if (index < worker->count) return dnnl_success;
  size_t count = 2 * index + 16;
  struct operands *table = realloc(worker->operands, count * sizeof *table);
  if (!table) return dnnl_out_of_memory;
  memset(table + worker->count, 0, (count - worker->count) * sizeof *table);
  worker->operands = table;
  worker->count = count;
  return dnnl_success;
}

dnnl_status_t globenc_dnn_scratch_reserve(struct scratch *scratch, size_t size) {
  if (size <= scratch->size) return dnnl_success;
  void *start = NULL;
  if (posix_memalign(&start, 4096, size) != 0) return dnnl_out_of_memory;
  free(scratch->start);
  scratch->start = start;
  scratch->size = size;
  return dnnl_success;
}

dnnl_status_t globenc_dnn_operands(globenc_dnn_worker *worker, const struct product *product, struct operands **result) {
  dnnl_status_t status = grow_table(worker, product->index);
  if (status == dnnl_success) status = globenc_dnn_scratch_reserve(&worker->scratchpad, product->scratchpad);
  if (status != dnnl_success) return status;
  struct operands *operands = &worker->operands[product->index];
  *result = operands;
  if (operands->scratchpad) return dnnl_success; // the last of the three
  dnnl_engine_t engine = globenc_dnn_engine();
  if (!operands->x) status = dnnl_memory_create(&operands->x, MD_VIEW(product->x), engine, NULL);
  if (status == dnnl_success && !operands->y) status = dnnl_memory_create(&operands->y, MD_VIEW(product->y), engine, NULL);
  if (status != dnnl_success) return status;
  md_view scratchpad = dnnl_primitive_desc_query_md(product->description, dnnl_query_scratchpad_md, 0);
  return dnnl_memory_create(&operands->scratchpad, scratchpad, engine, NULL);
}

#endif
