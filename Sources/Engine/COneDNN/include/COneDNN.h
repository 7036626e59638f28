/// Dense layers on oneDNN's C API, versions 2 and 3, behind a few functions with opaque handles.
///
/// Compiled without GLOBENC_ONEDNN, every function is there and reports that the library is absent.
/// Threads: a layer may be run by any number of threads at once, a worker object by one thread at a time.
/// A call uses the thread that made it and no other.
#ifndef GLOBENC_CONEDNN_H
#define GLOBENC_CONEDNN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The type of a product's numbers.
enum globenc_dnn_type { GLOBENC_DNN_F32 = 0, GLOBENC_DNN_BF16 = 1, GLOBENC_DNN_INT8 = 2 };

/// What a function returns: 0, or oneDNN's status, or this where the library was absent at build time.
enum { GLOBENC_DNN_ABSENT = -1 };

typedef struct globenc_dnn_linear globenc_dnn_linear;
typedef struct globenc_dnn_worker globenc_dnn_worker;

/// 1 where oneDNN was there when this was compiled, else 0.
int32_t globenc_dnn_available(void);
/// "onednn 2.6.3" of the library that is loaded; "" where it is absent.
const char *globenc_dnn_version(void);
/// The widest instruction set that oneDNN uses here, such as "avx512_core_bf16"; "" where it is absent.
const char *globenc_dnn_isa(void);
/// 1 where oneDNN computes bf16 products with instructions made for them (AVX-512 BF16, AMX), else 0.
int32_t globenc_dnn_has_bf16(void);
/// 1 where oneDNN computes int8 products with instructions made for them (AVX-512 VNNI, AMX), else 0.
int32_t globenc_dnn_has_int8(void);

/// What a worker thread needs of its own: stream, scratchpad and memory objects. NULL where that fails.
globenc_dnn_worker *globenc_dnn_worker_create(void);
void globenc_dnn_worker_destroy(globenc_dnn_worker *worker);

/// Makes y = x W' + b and packs W for it. Activations are not oneDNN's work here: its error function takes longer, fused, than
/// ours in a pass of its own, and is less exact.
///
/// - weights: [outputs, inputs] row-major, as Hugging Face has them, in int8 where `input` is that, else in fp32; not needed any more after
///   the call.
/// - bias: [outputs], or NULL for none; copied.
/// - input: type of x and of the packed weights; output: type of y, f32, or bf16 where `input` is. The sums of int8 products are integers, and
///   y holds them as they are: scales are the caller's.
/// - rows: the usual number of rows of x, for which the layout of the packed weights is chosen.
/// - result: the layer, or NULL unless 0 is returned.
int32_t globenc_dnn_linear_create(const void *weights, const float *bias, int64_t inputs, int64_t outputs, int32_t input,
                                  int32_t output, int64_t rows, globenc_dnn_linear **result);
void globenc_dnn_linear_destroy(globenc_dnn_linear *linear);
/// Bytes of the packed weights.
int64_t globenc_dnn_linear_size(const globenc_dnn_linear *linear);
/// The name that oneDNN gives its implementation for so many rows, such as "brg:avx512_core"; "" where there is none.
const char *globenc_dnn_linear_implementation(globenc_dnn_linear *linear, int64_t rows);

/// Computes y [rows, outputs] from x [rows, inputs].
///
/// - ldx, ldy: numbers from one row to the next, at least inputs and outputs; more than that costs a copy.
/// The first call with a new number of rows builds a primitive, which all layers of this shape share from then on.
int32_t globenc_dnn_linear_run(globenc_dnn_linear *linear, globenc_dnn_worker *worker, const void *x, int64_t rows, int64_t ldx,
                               void *y, int64_t ldy);

#ifdef __cplusplus
}
#endif
#endif
