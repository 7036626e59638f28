// The matrix codec: quantised logarithms or whole floats, predicted from the rows above, prefix-coded, and LZ4 around the whole.
// The byte layout and why it is what it is: schema/codec.md. Legend: T rows and columns of a matrix.
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
  // A value that the kind cannot hold: with CodecTenthPercent anything but 0 and absolute values in [2^-126, 1), with CodecLossless infinity and NaN.
  CodecUnfit = 3,
};

enum { CodecLargestSize = 8192 };

/// Bytes that a payload of a [size, size] matrix can take at most. 0 <= size <= CodecLargestSize.
size_t codecBound(int32_t size);

/// Writes the payload of `values` [size, size] to `payload` (of at least codecBound(size) bytes) and its length to `count`.
enum CodecStatus codecEncode(enum CodecKind kind, const float *values, int32_t size, uint8_t *payload, size_t *count);

/// Reads `count` bytes of `payload` into `values` [size, size]. Any bytes may come: the result of bytes that are no payload of this kind and
/// size is CodecDamaged or, where the damage cannot be recognised, some numbers in (-1, 1) (any floats, where lossless). Same bytes, same
/// floats, on every machine.
enum CodecStatus codecDecode(enum CodecKind kind, const uint8_t *payload, size_t count, int32_t size, float *values);
