/// oneDNN's own matrix product, with nothing of ours around it: the yardstick of the encoder.
#pragma once
#include <stdint.h>

/// The type of both factors. bf16's product is written as bf16, int8's as int32.
enum product_type { PRODUCT_F32 = 0, PRODUCT_BF16 = 1, PRODUCT_INT8 = 2 };

typedef struct product product;

/// Prepares `[rows, inputs] x [inputs, outputs]` with packed factors of small numbers, to be run by the calling thread alone.
///
/// Returns NULL where there is no oneDNN, or where it has no implementation of this type on this processor but a slow one.
product *product_create(enum product_type type, int64_t rows, int64_t inputs, int64_t outputs);
/// Computes it `count` times. Returns 0, or oneDNN's status.
int32_t product_run(product *product, int32_t count);
/// The name that oneDNN gives the implementation, such as "brg:avx512_core".
const char *product_implementation(const product *product);
void product_destroy(product *product);
/// "2.6.3", of the library that is loaded; "" where it is absent.
const char *product_version(void);
