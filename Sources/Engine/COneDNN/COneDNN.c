#include "COneDNN.h"

#include <stddef.h>
#include <stdio.h>

#ifdef GLOBENC_ONEDNN

#include "internal.h"

int32_t globenc_dnn_available(void) { return 1; }

const char *globenc_dnn_version(void) {
  static _Thread_local char text[48];
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, sizeof text, "onednn %d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

// The values are sets of instructions: a wider instruction set, of a newer oneDNN too, has all bits of a narrower one.
static int32_t has(dnnl_cpu_isa_t needed) {
  const unsigned isa = (unsigned)dnnl_get_effective_cpu_isa();
  return (isa & (unsigned)needed) == (unsigned)needed;
}

int32_t globenc_dnn_has_bf16(void) { return has(dnnl_cpu_isa_avx512_core_bf16); }
int32_t globenc_dnn_has_int8(void) { return has(dnnl_cpu_isa_avx512_core_vnni); }

#else

int32_t globenc_dnn_available(void) { return 0; }
const char *globenc_dnn_version(void) { return ""; }
int32_t globenc_dnn_has_bf16(void) { return 0; }
int32_t globenc_dnn_has_int8(void) { return 0; }

globenc_dnn_worker *globenc_dnn_worker_create(void) { return NULL; }
void globenc_dnn_worker_destroy(globenc_dnn_worker *worker) { (void)worker; }

int32_t globenc_dnn_linear_create(const void *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t input,
                                  int32_t output, int64_t rows, globenc_dnn_linear **result) {
  (void)weights, (void)bias, (void)inputs, (void)outputs, (void)input, (void)output, (void)rows;
  *result = NULL;
  return GLOBENC_DNN_ABSENT;
}

void globenc_dnn_linear_destroy(globenc_dnn_linear *linear) { (void)linear; }
int64_t globenc_dnn_linear_size(const globenc_dnn_linear *linear) { return (void)linear, 0; }

const char *globenc_dnn_linear_implementation(globenc_dnn_linear *linear, int64_t rows) {
  (void)linear, (void)rows;
  return "";
}

int32_t globenc_dnn_linear_run(globenc_dnn_linear *linear, globenc_dnn_worker *worker, const void *x, int64_t rows, int64_t ldx,
                               void *y, int64_t ldy, int32_t threads) {
  (void)linear, (void)worker, (void)x, (void)rows, (void)ldx, (void)y, (void)ldy, (void)threads;
  return GLOBENC_DNN_ABSENT;
}

#endif
