// The product of bfloat16 numbers, for sets with instructions for it, which give
//   GE_BF16_ADD(sum, word, column)  adds two products to each sum
#include "product_blocks.h"

#define PRODUCT(x) bf16_##x
#define PRODUCT_SUM ge_register
#define PRODUCT_ADD GE_BF16_ADD
#define PRODUCT_HEIGHT PRODUCT_ROWS
#define PRODUCT_FINISH finish_floats
#define PRODUCT_BYTES 2
#define PRODUCT_OFFSET 0
#include "product.h"

GE_INLINE ge_product product_bf16(void) { return (ge_product){.run = bf16_run, .is_fast = 1, .groups = PRODUCT_GROUPS}; }
