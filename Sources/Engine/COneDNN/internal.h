// What the files of this shim share with one another.
#ifndef GLOBENC_INTERNAL_H
#define GLOBENC_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "COneDNN.h"
#include "compatibility.h"

// oneDNN in Debian runs on OpenMP, whose number of threads is a setting of the calling thread. Parallelism is over texts here.
void omp_set_num_threads(int);

/// The one CPU engine of the process, or NULL where it cannot be made.
dnnl_engine_t globenc_dnn_engine(void);

/// What tells one compiled product from another, except for the layout of its weights.
struct product_key {
  int64_t inputs, outputs, rows;
  int32_t input, output;
  bool has_bias;
};

/// A compiled product. It holds no data: all layers of its shape use it, from any number of threads.
struct product {
  struct product_key key;
  dnnl_memory_desc_t x, weights, y;
  dnnl_primitive_desc_t description;
  dnnl_primitive_t primitive;
  /// Bytes that a run needs beside its operands.
  size_t scratchpad;
  /// Its place in the order of creation, from 0: the workers' tables go by it.
  size_t index;
  struct product *next;
};

/// Finds or compiles a product. `layout` is that of the weights; NULL lets oneDNN choose.
dnnl_status_t globenc_dnn_product(const struct product_key *key, md_view layout, const struct product **result);

dnnl_data_type_t globenc_dnn_data_type(int32_t type);

/// oneDNN's objects for the operands of one product; what they point to is set at each run.
struct operands {
  dnnl_memory_t x, y, scratchpad;
};

/// Memory that grows when more is asked for, and whose contents nobody relies on from one run to the next.
struct scratch {
  void *start;
  size_t size;
};

struct globenc_dnn_worker {
  dnnl_stream_t stream;
  struct scratch scratchpad, dense_x, dense_y;
  struct operands *operands;
  size_t count;
};

dnnl_status_t globenc_dnn_scratch_reserve(struct scratch *scratch, size_t size);

/// The worker's objects for that product, made at first sight.
dnnl_status_t globenc_dnn_operands(globenc_dnn_worker *worker, const struct product *product, struct operands **result);

#endif
