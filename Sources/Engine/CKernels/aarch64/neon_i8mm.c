// NEON with products of small matrices of bytes: one instruction adds the products of two rows of x with two columns of W, eight of each.
#if defined(__aarch64__)

#include <arm_neon.h>

#include "../table.h"

#define GE_WIDTH 4
#define GE_REGISTERS 32
#define GE_INT8_ADD(sum, word, column) (sum) = (ge_words)vdotq_s32((int32x4_t)(sum), (int8x16_t)(word), (int8x16_t)(column))
#define GE_INT8_OFFSET 0
#define GE_INT8_PAIRS 0
#define GE_INT8_IS_FAST 1
#define GE_INT8_TILE
#pragma clang attribute push(__attribute__((target("arch=armv8.2-a+dotprod+i8mm"))), apply_to = function)
#include "../common/products/activation.kernel.h"
#include "../common/products/finish_panel.kernel.h"
#include "../common/products/product_blocks.h"

// Two words of two rows of x; the second word, or the second row, may be missing.
GE_INLINE int8x16_t two_rows(const int32_t *row, const int32_t *next, int words) {
  const int32x2_t zero = vdup_n_s32(0);
  const int32x2_t low = words == 2 ? vld1_s32(row) : vset_lane_s32(*row, zero, 0);
  const int32x2_t high = !next ? zero : words == 2 ? vld1_s32(next) : vset_lane_s32(*next, zero, 0);
  return vreinterpretq_s8_s32(vcombine_s32(low, high));
}

// The tile of `product.h` for one or two words of depth. sums[pair of rows][vector][half]: two rows of two columns.
GE_INLINE void add_matrices(const int rows, const int vectors, int words, const int32_t *x, const int32_t *w,
                            int32x4_t sums[PRODUCT_ROWS / 2][PRODUCT_VECTORS][2]) {
  const int32x4_t zero = vdupq_n_s32(0);
  int8x16_t columns[PRODUCT_VECTORS][2];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const int32x4_t first = vld1q_s32(w + v * GE_WIDTH), second = words == 2 ? vld1q_s32(w + (vectors + v) * GE_WIDTH) : zero;
    columns[v][0] = vreinterpretq_s8_s32(vzip1q_s32(first, second));
    columns[v][1] = vreinterpretq_s8_s32(vzip2q_s32(first, second));
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 2) {
    const int8x16_t pair = two_rows(x + i * GE_BLOCK_STRIDE, i + 1 < rows ? x + (i + 1) * GE_BLOCK_STRIDE : NULL, words);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      for (int half = 0; half < 2; half++) sums[i / 2][v][half] = vmmlaq_s32(sums[i / 2][v][half], pair, columns[v][half]);
  }
}

GE_INLINE void int8_tile(const int rows, const int vectors, long depth, const int32_t *x, const int32_t *w, const int32_t *start,
                         long start_stride, int32_t *sums) {
  int32x4_t s[PRODUCT_ROWS / 2][PRODUCT_VECTORS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 2)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const int32_t *row = start + i * start_stride + v * GE_WIDTH, *next = i + 1 < rows ? row + start_stride : row;
      s[i / 2][v][0] = vcombine_s32(vld1_s32(row), vld1_s32(next));
      s[i / 2][v][1] = vcombine_s32(vld1_s32(row + 2), vld1_s32(next + 2));
    }
  long k = 0;
  for (; k + 2 <= depth; k += 2) add_matrices(rows, vectors, 2, x + k, w + k * vectors * GE_WIDTH, s);
  if (k < depth) add_matrices(rows, vectors, 1, x + k, w + k * vectors * GE_WIDTH, s);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 2)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      int32_t *row = sums + (i * vectors + v) * GE_WIDTH;
      vst1q_s32(row, vcombine_s32(vget_low_s32(s[i / 2][v][0]), vget_low_s32(s[i / 2][v][1])));
      if (i + 1 < rows) vst1q_s32(row + vectors * GE_WIDTH, vcombine_s32(vget_high_s32(s[i / 2][v][0]), vget_high_s32(s[i / 2][v][1])));
    }
}

#include "../common/products/product_int8.kernel.h"

void ge_fill_neon_i8mm(ge_kernels *kernels) { kernels->products[GE_PRECISION_INT8] = product_int8(); }
#pragma clang attribute pop

#endif
