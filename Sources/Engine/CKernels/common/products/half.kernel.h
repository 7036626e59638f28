#include "number_formats.h"

#include <string.h>

#include "../vector.h"

static inline float float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline uint32_t bits_of_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// Normal numbers, infinities and NaN: the exponent is moved to its place in a float, where it is 224 too high, and a product with 2^-112
// corrects it. Subnormal numbers: the mantissa is put under a fixed exponent, whose value is then subtracted. Neither path produces a
// subnormal float, which would cost a microcode assist. The idea is Marat Dukhan's (github.com/Maratyszcza/FP16).
GE_KERNEL void half_to_float(const void *source, float *target, size_t count) {
  const unsigned char *bytes = source;
  for (size_t i = 0; i < count; i++) {
    uint16_t half;
    memcpy(&half, bytes + 2 * i, sizeof half);
    const uint32_t high = (uint32_t)half << 16;
    const uint32_t sign = high & 0x80000000u;
    const uint32_t magnitude = high + high;
    const float normal = float_of_bits((magnitude >> 4) + (0xE0u << 23)) * 0x1p-112f;
    const float subnormal = float_of_bits((magnitude >> 17) | (126u << 23)) - 0.5f;
    const uint32_t bits = magnitude < (1u << 27) ? bits_of_float(subnormal) : bits_of_float(normal);
    target[i] = float_of_bits(sign | bits);
  }
}

GE_KERNEL void bfloat16_to_float(const void *source, float *target, size_t count) {
  const unsigned char *bytes = source;
  for (size_t i = 0; i < count; i++) {
    uint16_t upper;
    memcpy(&upper, bytes + 2 * i, sizeof upper);
    target[i] = float_of_bits((uint32_t)upper << 16);
  }
}
