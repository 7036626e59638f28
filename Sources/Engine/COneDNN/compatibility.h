// Differences between oneDNN's API 2 and API 3 for a matrix product. In API 2 a memory descriptor is a struct and is passed by pointer; in
// API 3 it is a pointer to an object that has to be destroyed.
#ifndef GLOBENC_COMPATIBILITY_H
#define GLOBENC_COMPATIBILITY_H

#include <oneapi/dnnl/dnnl.h>

#if DNNL_VERSION_MAJOR >= 3

typedef const_dnnl_memory_desc_t md_view;
#define MD_VIEW(descriptor) (descriptor)

static inline dnnl_status_t md_strided(dnnl_memory_desc_t *md, dnnl_data_type_t type, int64_t rows, int64_t columns, int64_t row_stride,
                                       int64_t column_stride) {
  dnnl_dims_t dims = {rows, columns}, strides = {row_stride, column_stride};
  return dnnl_memory_desc_create_with_strides(md, 2, dims, type, strides);
}

static inline dnnl_status_t md_any(dnnl_memory_desc_t *md, dnnl_data_type_t type, int64_t rows, int64_t columns) {
  dnnl_dims_t dims = {rows, columns};
  return dnnl_memory_desc_create_with_tag(md, 2, dims, type, dnnl_format_tag_any);
}

static inline dnnl_status_t md_copy(dnnl_memory_desc_t *md, md_view source) { return dnnl_memory_desc_clone(md, source); }

static inline void md_free(dnnl_memory_desc_t *md) {
  if (*md) dnnl_memory_desc_destroy(*md);
  *md = NULL;
}

static inline dnnl_status_t matmul_description(dnnl_primitive_desc_t *result, dnnl_engine_t engine, md_view x, md_view w, md_view b,
                                               md_view y, dnnl_primitive_attr_t attributes) {
  return dnnl_matmul_primitive_desc_create(result, engine, x, w, b, y, attributes);
}

#else

typedef const dnnl_memory_desc_t *md_view;
#define MD_VIEW(descriptor) (&(descriptor))

static inline dnnl_status_t md_strided(dnnl_memory_desc_t *md, dnnl_data_type_t type, int64_t rows, int64_t columns, int64_t row_stride,
                                       int64_t column_stride) {
  dnnl_dims_t dims = {rows, columns}, strides = {row_stride, column_stride};
  return dnnl_memory_desc_init_by_strides(md, 2, dims, type, strides);
}

static inline dnnl_status_t md_any(dnnl_memory_desc_t *md, dnnl_data_type_t type, int64_t rows, int64_t columns) {
  dnnl_dims_t dims = {rows, columns};
  return dnnl_memory_desc_init_by_tag(md, 2, dims, type, dnnl_format_tag_any);
}

static inline dnnl_status_t md_copy(dnnl_memory_desc_t *md, md_view source) {
  *md = *source;
  return dnnl_success;
}

static inline void md_free(dnnl_memory_desc_t *md) { (void)md; }

static inline dnnl_status_t matmul_description(dnnl_primitive_desc_t *result, dnnl_engine_t engine, md_view x, md_view w, md_view b,
                                               md_view y, dnnl_primitive_attr_t attributes) {
  dnnl_matmul_desc_t operation;
  dnnl_status_t status = dnnl_matmul_desc_init(&operation, x, w, b, y);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(result, &operation, attributes, engine, NULL);
}

#endif
#endif
