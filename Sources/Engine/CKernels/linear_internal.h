// How a layer is packed, and the block sizes that its creator and its kernels agree on.
#ifndef GLOBENC_LINEAR_INTERNAL_H
#define GLOBENC_LINEAR_INTERNAL_H

#include "linear.h"

enum {
  // A block of rows is multiplied with a panel of W before the next panel is touched. [rows, depth] floats are 400 KB: they stay in the
  // second-level cache, and the panel streams through it.
  GE_BLOCK_ROWS = 256,
  GE_BLOCK_DEPTH = 384,
  // Rows of the copy are this far apart: rows a multiple of 4096 bytes apart would share one set of the first-level cache.
  GE_BLOCK_STRIDE = GE_BLOCK_DEPTH + 16,
  // Vectors side by side in a panel.
  GE_PANEL_VECTORS = 3,
};

// W' [inputs, outputs] in panels of `panel` columns, each [inputs, panel] row-major, one after the other. The last one is as narrow as
// whole vectors allow and padded with zeros.
struct ge_linear {
  long inputs, outputs;
  int activation;
  // Floats of a vector, and of a panel's row: they follow from the instruction set.
  long lanes, panel;
  // Bytes of `packed`.
  long size;
  float *packed;
  // Padded with zeros to whole vectors; zeros where there is none.
  float *bias;
  void (*run)(const struct ge_linear *, struct ge_linear_worker *, const float *, long, long, float *, long);
};

struct ge_linear_worker {
  float rows[GE_BLOCK_ROWS * GE_BLOCK_STRIDE];
};

#endif
