#include "CProduct.h"

#ifdef GLOBENC_ONEDNN

#include <oneapi/dnnl/dnnl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A function of libgomp; not every clang brings an omp.h.
void omp_set_num_threads(int count);

struct product {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  dnnl_primitive_desc_t description;
  dnnl_primitive_t primitive;
  dnnl_memory_t memory[3];
};

#if DNNL_VERSION_MAJOR >= 3
typedef const_dnnl_memory_desc_t view;
#define VIEW(descriptor) (descriptor)
#else
typedef const dnnl_memory_desc_t *view;
#define VIEW(descriptor) (&(descriptor))
#endif

static dnnl_status_t describe(dnnl_memory_desc_t *result, dnnl_data_type_t type, int64_t rows, int64_t columns, dnnl_format_tag_t tag) {
  dnnl_dims_t dims = {rows, columns};
#if DNNL_VERSION_MAJOR >= 3
  return dnnl_memory_desc_create_with_tag(result, 2, dims, type, tag);
#else
  return dnnl_memory_desc_init_by_tag(result, 2, dims, type, tag);
#endif
}

static dnnl_status_t prepare(product *p, enum product_type type, int64_t rows, int64_t inputs, int64_t outputs) {
  static const dnnl_data_type_t factors[] = {dnnl_f32, dnnl_bf16, dnnl_s8}, results[] = {dnnl_f32, dnnl_bf16, dnnl_s32};
  // oneDNN 3 keeps descriptors behind pointers. These three are never freed, which a benchmark can afford.
  dnnl_memory_desc_t x, w, y;
  dnnl_status_t status = dnnl_engine_create(&p->engine, dnnl_cpu, 0);
  if (status == dnnl_success) status = dnnl_stream_create(&p->stream, p->engine, dnnl_stream_default_flags);
  if (status == dnnl_success) status = describe(&x, factors[type], rows, inputs, dnnl_ab);
  if (status == dnnl_success) status = describe(&w, factors[type], inputs, outputs, dnnl_format_tag_any);
  if (status == dnnl_success) status = describe(&y, results[type], rows, outputs, dnnl_ab);
  if (status != dnnl_success) return status;
#if DNNL_VERSION_MAJOR >= 3
  status = dnnl_matmul_primitive_desc_create(&p->description, p->engine, x, w, NULL, y, NULL);
#else
  dnnl_matmul_desc_t operation;
  status = dnnl_matmul_desc_init(&operation, &x, &w, NULL, &y);
  if (status == dnnl_success) status = dnnl_primitive_desc_create(&p->description, &operation, NULL, p->engine, NULL);
#endif
  if (status == dnnl_success) status = dnnl_primitive_create(&p->primitive, p->description);
  if (status != dnnl_success) return status;
  view descriptors[3] = {VIEW(x), dnnl_primitive_desc_query_md(p->description, dnnl_query_weights_md, 0), VIEW(y)};
  for (int i = 0; i < 3 && status == dnnl_success; i++) {
    status = dnnl_memory_create(&p->memory[i], descriptors[i], p->engine, DNNL_MEMORY_ALLOCATE);
    void *bytes = NULL;
    if (status == dnnl_success) status = dnnl_memory_get_data_handle(p->memory[i], &bytes);
    if (status != dnnl_success) break;
    // 0x3c3c... is 0.0115 in fp32 and bf16, and 60 in int8. It is not denormal, which would be slow.
    memset(bytes, 0x3c, dnnl_memory_desc_get_size(descriptors[i]));
  }
  return status;
}

product *product_create(enum product_type type, int64_t rows, int64_t inputs, int64_t outputs) {
  omp_set_num_threads(1);
  product *p = calloc(1, sizeof *p);
  if (p && (prepare(p, type, rows, inputs, outputs) != dnnl_success || strstr(product_implementation(p), "ref"))) {
    product_destroy(p);
    p = NULL;
  }
  return p;
}

int32_t product_run(product *p, int32_t count) {
  dnnl_exec_arg_t arguments[] = {
      {DNNL_ARG_SRC, p->memory[0]}, {DNNL_ARG_WEIGHTS, p->memory[1]}, {DNNL_ARG_DST, p->memory[2]}};
  dnnl_status_t status = dnnl_success;
  for (int32_t i = 0; i < count && status == dnnl_success; i++) status = dnnl_primitive_execute(p->primitive, p->stream, 3, arguments);
  return status == dnnl_success ? dnnl_stream_wait(p->stream) : status;
}

const char *product_implementation(const product *p) {
  const char *name = NULL;
  if (!p->description || dnnl_primitive_desc_query(p->description, dnnl_query_impl_info_str, 0, &name) != dnnl_success) return "";
  return name;
}

void product_destroy(product *p) {
  if (!p) return;
  for (int i = 0; i < 3; i++)
    if (p->memory[i]) dnnl_memory_destroy(p->memory[i]);
  if (p->primitive) dnnl_primitive_destroy(p->primitive);
  if (p->description) dnnl_primitive_desc_destroy(p->description);
  if (p->stream) dnnl_stream_destroy(p->stream);
  if (p->engine) dnnl_engine_destroy(p->engine);
  free(p);
}

const char *product_version(void) {
  static char text[32];
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, sizeof text, "%d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

#else

#include <stddef.h>

product *product_create(enum product_type type, int64_t rows, int64_t inputs, int64_t outputs) {
  (void)type, (void)rows, (void)inputs, (void)outputs;
  return NULL;
}
int32_t product_run(product *product, int32_t count) { return (void)product, (void)count, -1; }
const char *product_implementation(const product *product) { return (void)product, ""; }
void product_destroy(product *product) { (void)product; }
const char *product_version(void) { return ""; }

#endif
