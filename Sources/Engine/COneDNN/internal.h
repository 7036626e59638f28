// Declarations that the files of this shim share.
#ifndef GLOBENC_INTERNAL_H
#define GLOBENC_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "COneDNN.h"
#include "compatibility.h"

// oneDNN in Debian runs on OpenMP, whose number of threads is a setting of the calling thread. It is 1 here wherever nobody asks for more,
// because parallelism is over texts.
void omp_set_num_threads(int);

/// The one CPU engine of the process, or NULL where it cannot be made.
dnnl_engine_t globenc_dnn_engine(void);

/// The key of a compiled product: all of its properties except the layout of its weights.
struct product_key {
  int64_t inputs, outputs, rows;
  int32_t input, output;
  bool has_bias;
  /// oneDNN divides the work when it compiles a product.
  int32_t threads;
};

/// A compiled product. It holds no data: all layers of its shape use it, in any number of threads.
struct product {
  struct product_key key;
  dnnl_memory_desc_t x, weights, y;
  dnnl_primitive_desc_t description;
  dnnl_primitive_t primitive;
  /// Bytes of scratch memory for a run.
  size_t scratchpad;
  /// Its number in the order of creation, from 0: an index into the workers' tables.
  size_t index;
  struct product *next;
};

/// Finds or compiles a product. `layout` is the layout of the weights; NULL lets oneDNN choose it.
dnnl_status_t globenc_dnn_product(const struct product_key *key, md_view layout, const struct product **result);

dnnl_data_type_t globenc_dnn_data_type(int32_t type);

/// oneDNN's memory objects for the operands of one product; each run sets the addresses of their data.
struct operands {
  dnnl_memory_t x, y, scratchpad;
};

/// A buffer that grows on demand; its contents are not kept from one run to the next.
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

/// The worker's objects for a product, created at the first call for it.
dnnl_status_t globenc_dnn_operands(globenc_dnn_worker *worker, const struct product *product, struct operands **result);

#endif
