// What the products of all precisions of an instruction set share.
#ifndef GLOBENC_PRODUCT_BLOCKS_H
#define GLOBENC_PRODUCT_BLOCKS_H

#include "../../packing/linear_internal.h"
#include "../vector.h"

typedef int32_t ge_words __attribute__((vector_size(GE_WIDTH * 4), aligned(4)));

// Rows of a tile: its sums, a row of the panel and one factor have to fit into the registers. 8 x 3 vectors of 32, 6 x 2 or 2 x 4 of 16.
#define PRODUCT_ROWS (GE_REGISTERS >= 32 ? (GE_WIDTH == 16 ? 8 : 4) : (GE_WIDTH == 8 ? 6 : 2))

enum {
  // Registers in a row of a group of columns, and groups in a panel.
  PRODUCT_PARTS = GE_GROUP / GE_WIDTH,
  PRODUCT_GROUPS = GE_WIDTH == 16 ? GE_MOST_GROUPS : 1,
  PRODUCT_VECTORS = PRODUCT_PARTS * PRODUCT_GROUPS,
  // Panels that are multiplied at once with one or two rows, where one panel has too few sums for two additions in each cycle, of which each
  // takes four.
  PRODUCT_WIDE_PANELS = GE_WIDTH == 8 ? 3 : 1,
  // Words of a panel that are multiplied with all rows of a block before the next ones: 12 or 24 KB, which stay in a first-level cache of
  // 32 KB beside the rows of a tile.
  PRODUCT_DEPTH = GE_WIDTH == 16 ? 128 : 192,
  // Words of x in a block, which stay in the second-level cache: 384 KB of the 512 of a processor with AVX2, 768 of the 1024 of one with
  // AVX-512.
  PRODUCT_AREA = (GE_WIDTH == 16 ? 256 : 128) * GE_BLOCK_WORDS,
};

// The number of rows of a block, a multiple of the height of a tile: all blocks are about alike, and their rows stay in the second-level cache.
GE_INLINE long product_block_rows(long height, long rows, long words) {
  const long area = PRODUCT_AREA / (words < GE_BLOCK_WORDS ? words : GE_BLOCK_WORDS);
  const long most = (area < GE_BLOCK_ROWS ? area : GE_BLOCK_ROWS) / height * height;
  const long blocks = (rows + most - 1) / most;
  return ((rows + blocks - 1) / blocks + height - 1) / height * height;
}

#endif
