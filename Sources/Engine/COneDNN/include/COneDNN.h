/// Dense layers through oneDNN's C API, versions 2 and 3, as a few functions with opaque handles.
///
/// Compiled without GLOBENC_ONEDNN, every function exists and reports that the library is absent. Any number of threads may run a layer at
/// once; a worker object belongs to one thread at a time.
#ifndef GLOBENC_CONEDNN_H
#define GLOBENC_CONEDNN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The number format of a product's operand or result.
enum globenc_dnn_type { GLOBENC_DNN_F32 = 0, GLOBENC_DNN_BF16 = 1, GLOBENC_DNN_INT8 = 2 };

/// Status of a function: 0, an error status of oneDNN, or this where the library was absent at build time.
enum { GLOBENC_DNN_ABSENT = -1 };

typedef struct globenc_dnn_linear globenc_dnn_linear;
typedef struct globenc_dnn_worker globenc_dnn_worker;

/// 1 where oneDNN was present at build time, else 0.
int32_t globenc_dnn_available(void);
/// The loaded library, such as "onednn 2.6.3"; "" where it is absent.
const char *globenc_dnn_version(void);
/// 1 where oneDNN computes bf16 products with dedicated instructions (AVX-512 BF16, AMX), else 0.
int32_t globenc_dnn_has_bf16(void);
/// 1 where oneDNN computes int8 products with dedicated instructions (AVX-512 VNNI, AMX), else 0.
int32_t globenc_dnn_has_int8(void);

/// Creates the objects that a worker thread needs: stream, scratchpad and memory objects. NULL where this fails.
globenc_dnn_worker *globenc_dnn_worker_create(void);
void globenc_dnn_worker_destroy(globenc_dnn_worker *worker);

/// Creates the layer y = x W' + b and packs W. Activations are computed elsewhere: oneDNN's fused error function takes longer than ours in
/// a pass of its own, and is less exact.
///
/// - weights: [outputs, inputs] row-major, as Hugging Face stores them, in int8 where `input` is int8, else in fp32; not needed after the
///   call.
/// - bias: [outputs], or NULL for none; copied.
/// - input: format of x and of the packed weights; output: format of y, f32, or bf16 where `input` is bf16. Sums of int8 products are
///   integers; y holds them unscaled, and the caller applies the scales.
/// - rows: the usual number of rows of x, for which the layout of the packed weights is chosen.
/// - result: the layer; NULL unless the function returns 0.
int32_t globenc_dnn_linear_create(const void *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t input,
                                  int32_t output, int64_t rows, globenc_dnn_linear **result);
void globenc_dnn_linear_destroy(globenc_dnn_linear *linear);
/// Bytes of the packed weights.
int64_t globenc_dnn_linear_size(const globenc_dnn_linear *linear);
/// The name of oneDNN's implementation for this number of rows, such as "brg:avx512_core"; "" where there is none.
const char *globenc_dnn_linear_implementation(globenc_dnn_linear *linear, int64_t rows);

/// Computes y [rows, outputs] from x [rows, inputs].
///
/// - ldx, ldy: numbers from one row to the next, at least inputs and outputs; more than that costs a copy.
/// - threads: threads that compute, at least 1: the calling one and others of OpenMP, which each calling thread has for itself.
/// The first call with a new number of rows, or of threads, builds a primitive, which all layers of this shape then share.
int32_t globenc_dnn_linear_run(globenc_dnn_linear *linear, globenc_dnn_worker *worker, const void *x, int64_t rows, int64_t ldx,
                               void *y, int64_t ldy, int32_t threads);

#ifdef __cplusplus
}
#endif
#endif
