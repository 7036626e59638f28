// The matrix codec: quantised logarithms or lossless floats, predicted from the rows above, prefix-coded, and compressed with LZ4.
// schema/codec.md has the byte layout and the reasons for it. T is the number of rows and of columns of a matrix.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum CodecKind {
  CodecLossless = 0,
  CodecTenthPercent = 1,  // each value within 0.1 % of the true one; zero and signs exact
};

enum CodecStatus {
  CodecDone = 0,
  CodecNoMemory = 1,
  CodecDamaged = 2,
  // A value does not fit the kind: CodecTenthPercent holds 0 and absolute values in [2^-126, 1), CodecLossless all finite numbers.
  CodecUnfit = 3,
};

enum { CodecLargestSize = 8192 };

/// Upper bound of the bytes of a [size, size] matrix' payload. 0 <= size <= CodecLargestSize.
size_t codecBound(int32_t size);

/// Writes the payload of `values` [size, size] to `payload` (of at least codecBound(size) bytes) and its length to `count`.
enum CodecStatus codecEncode(enum CodecKind kind, const float *values, int32_t size, uint8_t *payload, size_t *count);

/// Reads `count` bytes of `payload` into `values` [size, size]. Any bytes may come: for bytes that are no payload of this kind and size,
/// the result is CodecDamaged or, where the damage cannot be recognised, some numbers in (-1, 1) (any floats, where lossless). The same
/// bytes give the same floats on every machine.
enum CodecStatus codecDecode(enum CodecKind kind, const uint8_t *payload, size_t count, int32_t size, float *values);
