// The decoder of the programs (Sources/Store/CCodec) as a library that Python calls through ctypes, without LZ4.
#if !defined(__clang__)
// GCC has no element-wise functions of vectors.
#define __builtin_elementwise_max(a, b) \
  __extension__({ __typeof__(a) a_ = (a), b_ = (b); __typeof__(a_) m_ = (__typeof__(a_))(a_ > b_); (a_ & m_) | (b_ & ~m_); })
#define __builtin_elementwise_min(a, b) \
  __extension__({ __typeof__(a) a_ = (a), b_ = (b); __typeof__(a_) m_ = (__typeof__(a_))(a_ < b_); (a_ & m_) | (b_ & ~m_); })
#endif
#include "decode.c"
#include "tables.c"

#define EXPORT __attribute__((visibility("default")))

EXPORT int globenc_decode_stream(int kind, const uint8_t *data, size_t length, int32_t size, float *values);

/// Decodes an unpacked stream of `length` bytes into `values` [size, size]: 0, or 1 for no memory, 2 for a stream of no such matrix.
EXPORT int globenc_decode_stream(int kind, const uint8_t *data, size_t length, int32_t size, float *values) {
  if (size < 0 || size > CodecLargestSize || length > streamBound(size)) return CodecDamaged;
  if (kind != CodecLossless && kind != CodecTenthPercent) return CodecDamaged;
  const size_t around = margin(size), cells = modelCells(size) * sizeof(int32_t);
  uint8_t *memory = calloc(cells + around + length + around, 1);
  if (!memory) return CodecNoMemory;
  uint8_t *stream = memory + cells + around;
  memcpy(stream, data, length);
  const int ok = readStream((enum CodecKind)kind, stream, length, size, (int32_t *)(void *)memory, values);
  free(memory);
  return ok ? CodecDone : CodecDamaged;
}

// What `import` of the file needs, so that tools that look at extension modules find one. Nobody imports it.
EXPORT void *PyInit__native(void);
EXPORT void *PyInit__native(void) { return 0; }
