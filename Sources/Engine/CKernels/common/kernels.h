// All kernels for one instruction set. A set's file includes this with
//   GE_FILL       the name of the function that puts the kernels into the table
//   GE_WIDTH      floats in a register
//   GE_REGISTERS  how many registers there are
#include "../table.h"

#include "products/reduced.kernel.h"
// Those below use the one above.
#include "backward/elementwise.kernel.h"
#include "backward/layer_norm_backward.kernel.h"
#include "backward/mix.kernel.h"
#include "backward/row_products.kernel.h"
#include "backward/slopes.kernel.h"
#include "encoder/attention.kernel.h"
#include "encoder/disentangled.kernel.h"
#include "encoder/embeddings.kernel.h"
#include "encoder/head.kernel.h"
#include "encoder/layer_norm.kernel.h"
#include "encoder/transpose.kernel.h"
#include "methods/alti.kernel.h"
#include "methods/decompx.kernel.h"
#include "methods/gram.kernel.h"
#include "methods/head_mean.kernel.h"
#include "methods/local_matrix.kernel.h"
#include "methods/mixing.kernel.h"
#include "methods/pair_norms.kernel.h"
#include "methods/rollout.kernel.h"
#include "products/activation.kernel.h"
#include "products/half.kernel.h"
// These use some of those above.
#include "backward/distance_gradient.kernel.h"
#include "backward/attention_backward.kernel.h"
#include "products/finish_panel.kernel.h"
#include "products/product_f32.kernel.h"
#include "products/product_int8.kernel.h"

void GE_FILL(ge_kernels *kernels) {
#define K(result, name, parameters, arguments) kernels->name = name;
  GE_EACH_KERNEL(K)
#undef K
  kernels->gram_features = GE_FEATURES;
  kernels->products[GE_PRECISION_F32] = product_f32();
  kernels->products[GE_PRECISION_INT8] = product_int8();
}
