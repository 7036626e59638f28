#include "product_blocks.h"

#define PRODUCT(x) f32_##x
#define PRODUCT_SUM ge_register
#define PRODUCT_ADD(sum, word, column) (sum) += (ge_register)(word) * (ge_register)(column)
#define PRODUCT_HEIGHT PRODUCT_ROWS
#define PRODUCT_FINISH finish_floats
#define PRODUCT_BYTES 4
#define PRODUCT_OFFSET 0
#include "product.h"

GE_INLINE ge_product product_f32(void) { return (ge_product){.run = f32_run, .is_fast = 1, .groups = PRODUCT_GROUPS}; }
