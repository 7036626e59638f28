// Compiled products, one for each shape, kept while the process runs: a program uses a few dozen of them.
#ifdef GLOBENC_ONEDNN

#include <pthread.h>
#include <stdlib.h>

#include "internal.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static dnnl_engine_t engine;
static struct product *products;
static size_t product_count;

dnnl_engine_t globenc_dnn_engine(void) {
  pthread_mutex_lock(&lock);
  if (!engine && dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success) engine = NULL;
  pthread_mutex_unlock(&lock);
  return engine;
}

dnnl_data_type_t globenc_dnn_data_type(int32_t type) {
  switch (type) {
  case GLOBENC_DNN_BF16: return dnnl_bf16;
  case GLOBENC_DNN_INT8: return dnnl_s8;
  default: return dnnl_f32;
  }
}

static bool equal(const struct product_key *a, const struct product_key *b) {
  return a->inputs == b->inputs && a->outputs == b->outputs && a->rows == b->rows && a->input == b->input &&
         a->output == b->output && a->has_bias == b->has_bias && a->threads == b->threads;
}

/// Attributes of a primitive whose caller supplies the scratchpad, so that any number of threads can run it at once.
static dnnl_status_t attributes_create(dnnl_primitive_attr_t *result) {
  dnnl_status_t status = dnnl_primitive_attr_create(result);
  if (status != dnnl_success) return status;
  status = dnnl_primitive_attr_set_scratchpad_mode(*result, dnnl_scratchpad_mode_user);
  if (status != dnnl_success) dnnl_primitive_attr_destroy(*result);
  return status;
}

static void destroy(struct product *product) {
  if (product->primitive) dnnl_primitive_destroy(product->primitive);
  if (product->description) dnnl_primitive_desc_destroy(product->description);
  md_free(&product->x);
  md_free(&product->weights);
  md_free(&product->y);
  free(product);
}

static dnnl_status_t compile(struct product *product, md_view layout) {
  const struct product_key *key = &product->key;
  dnnl_data_type_t type = globenc_dnn_data_type(key->input);
  dnnl_primitive_attr_t attributes;
  dnnl_memory_desc_t any = {0}, bias = {0};
  dnnl_status_t status = attributes_create(&attributes);
  if (status != dnnl_success) return status;
  omp_set_num_threads(key->threads);
  status = md_any(&any, type, key->inputs, key->outputs);
  if (status == dnnl_success) {
    status = md_strided(&bias, dnnl_f32, 1, key->outputs, key->outputs, 1);
    if (status == dnnl_success) status = md_strided(&product->x, type, key->rows, key->inputs, key->inputs, 1);
    if (status == dnnl_success)
      status = md_strided(&product->y, globenc_dnn_data_type(key->output), key->rows, key->outputs, key->outputs, 1);
    if (status == dnnl_success)
      status = matmul_description(&product->description, engine, MD_VIEW(product->x), layout ? layout : MD_VIEW(any),
                                  key->has_bias ? MD_VIEW(bias) : NULL, MD_VIEW(product->y), attributes);
    md_free(&bias);
    md_free(&any);
  }
  dnnl_primitive_attr_destroy(attributes);
  if (status != dnnl_success) return status;
  md_view chosen = dnnl_primitive_desc_query_md(product->description, dnnl_query_weights_md, 0);
  md_view scratchpad = dnnl_primitive_desc_query_md(product->description, dnnl_query_scratchpad_md, 0);
  product->scratchpad = dnnl_memory_desc_get_size(scratchpad);
  status = md_copy(&product->weights, chosen);
  return status == dnnl_success ? dnnl_primitive_create(&product->primitive, product->description) : status;
}

dnnl_status_t globenc_dnn_product(const struct product_key *key, md_view layout, const struct product **result) {
  if (!globenc_dnn_engine()) return dnnl_runtime_error;
  pthread_mutex_lock(&lock);
  struct product *product = products;
  // Where no layout is asked for, the first product of this key is taken: oneDNN chose its layout for this key.
  while (product && !(equal(&product->key, key) && (!layout || dnnl_memory_desc_equal(MD_VIEW(product->weights), layout))))
    product = product->next;
  dnnl_status_t status = dnnl_success;
  if (!product) {
    product = calloc(1, sizeof *product);
    if (product) product->key = *key;
    status = product ? compile(product, layout) : dnnl_out_of_memory;
    if (status == dnnl_success) {
      product->index = product_count++;
      product->next = products;
      products = product;
    } else if (product) {
      destroy(product);
      product = NULL;
    }
  }
  pthread_mutex_unlock(&lock);
  *result = product;
  return status;
}

#endif
