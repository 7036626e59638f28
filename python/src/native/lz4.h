// In place of LZ4's header: Python unpacks the payloads, so that the decoder needs no library of its own.
#pragma once
static inline int LZ4_decompress_safe(const char *payload, char *stream, int count, int bound) {
  (void)payload, (void)stream, (void)count, (void)bound;
  return -1;
}
