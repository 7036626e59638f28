/// The yardsticks of the encoder, without any of our code: oneDNN's own matrix product, and loops of multiply-adds on registers.
#pragma once
#include <stdint.h>

/// The number format of both factors. The product of bf16 is written as bf16, the product of int8 as int32.
enum product_type { PRODUCT_F32 = 0, PRODUCT_BF16 = 1, PRODUCT_INT8 = 2 };

typedef struct product product;

/// Prepares `[rows, inputs] x [inputs, outputs]` with packed factors of small numbers, for the calling thread alone.
///
/// Returns NULL where oneDNN is absent, or has only a slow implementation for this format on this processor.
product *product_create(enum product_type type, int64_t rows, int64_t inputs, int64_t outputs);
/// Computes the product `count` times. Returns 0, or oneDNN's status.
int32_t product_run(product *product, int32_t count);
/// The name of oneDNN's implementation, such as "brg:avx512_core".
const char *product_implementation(const product *product);
void product_destroy(product *product);
/// The version of the loaded library, such as "2.6.3"; "" where it is absent.
const char *product_version(void);

/// Runs a loop of independent multiply-adds with the instructions of a set, such as "avx2", until at least `operations` are done, two for each
/// multiply-add. Returns how many they were; 0 where there is no loop for this set and format. The processor must have the set.
double peak_run(const char *set, enum product_type type, double operations);
