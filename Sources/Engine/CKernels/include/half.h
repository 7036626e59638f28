#ifndef GLOBENC_HALF_H
#define GLOBENC_HALF_H

#include <stddef.h>
#include <stdint.h>

/// Converts `count` little-endian half-precision numbers (IEEE 754) exactly, including subnormals, infinities and NaN. `source` need not be
/// aligned.
void globenc_half_to_float(const void *source, float *target, size_t count);

/// Converts `count` little-endian bfloat16 numbers; exact. `source` need not be aligned.
void globenc_bfloat16_to_float(const void *source, float *target, size_t count);

#endif
