// The packed form of a layer, and the block sizes of its creator and its kernels.
#ifndef GLOBENC_LINEAR_INTERNAL_H
#define GLOBENC_LINEAR_INTERNAL_H

#include "linear.h"

enum {
  // A block of rows is multiplied with one panel of W before the next panel is read. The block's [rows, depth] floats are 400 KB: they stay
  // in the second-level cache, and the panel streams through it.
  GE_BLOCK_ROWS = 256,
  GE_BLOCK_DEPTH = 384,
  // Distance of two rows of the copy: rows a multiple of 4096 bytes apart would share one set of the first-level cache.
  GE_BLOCK_STRIDE = GE_BLOCK_DEPTH + 16,
  // Vectors in a row of a panel.
  GE_PANEL_VECTORS = 3,
};

// W' [inputs, outputs], in panels of `panel` columns, each [inputs, panel] row-major, one after the other. The last panel is as narrow as
// whole vectors allow, and padded with zeros.
struct ge_linear {
  long inputs, outputs;
  int activation;
  // Floats in a vector, and in a row of a panel; both follow from the instruction set.
  long lanes, panel;
  // Bytes of `packed`.
  long size;
  float *packed;
  // Padded with zeros to whole vectors; all zeros where the layer has no bias.
  float *bias;
  void (*run)(const struct ge_linear *, struct ge_linear_worker *, const float *, long, long, float *, long);
};

struct ge_linear_worker {
  float rows[GE_BLOCK_ROWS * GE_BLOCK_STRIDE];
};

#endif
