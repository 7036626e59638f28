// The product of int8 numbers, which is exact. An instruction set that has instructions for it gives
//   GE_INT8_ADD(sum, word, column)  adds four products to each sum
//   GE_INT8_OFFSET                  128 where the instructions want x without a sign, else 0
//   GE_INT8_PAIRS                   1 where the instructions add two products with 16 bits, else 0
//   GE_INT8_ROWS                    rows of a tile, if fewer than for floats
//   GE_INT8_TILE                    defined where the set has a tile of its own, int8_tile
//   GE_INT8_IS_FAST                 1 where the product is faster than that of floats
#include "product_blocks.h"

#ifndef GE_INT8_ADD
#define GE_INT8_OFFSET 0
#define GE_INT8_PAIRS 0
#define GE_INT8_IS_FAST 0
// Number `n` of each word.
#define GE_INT8_OF(words, n) ((words) << (24 - 8 * (n)) >> 24)
#define GE_INT8_PRODUCT(word, column, n) (GE_INT8_OF(word, n) * GE_INT8_OF(column, n))
#define GE_INT8_ADD(sum, word, column)                                                                                                     \
  (sum) += GE_INT8_PRODUCT(word, column, 0) + GE_INT8_PRODUCT(word, column, 1) + GE_INT8_PRODUCT(word, column, 2) +                        \
           GE_INT8_PRODUCT(word, column, 3)
#endif
#ifndef GE_INT8_ROWS
#define GE_INT8_ROWS PRODUCT_ROWS
#endif

#define PRODUCT(x) int8_##x
#define PRODUCT_SUM ge_words
#define PRODUCT_ADD GE_INT8_ADD
#define PRODUCT_HEIGHT GE_INT8_ROWS
#define PRODUCT_FINISH finish_integers
#define PRODUCT_BYTES 1
#define PRODUCT_OFFSET GE_INT8_OFFSET
#ifdef GE_INT8_TILE
#define PRODUCT_TILE
#endif
#include "product.h"

GE_INLINE ge_product product_int8(void) {
  return (ge_product){
      .run = int8_run, .is_fast = GE_INT8_IS_FAST, .groups = PRODUCT_GROUPS, .input_offset = GE_INT8_OFFSET, .adds_pairs = GE_INT8_PAIRS};
}
