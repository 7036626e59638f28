// The engine's C kernels, one header for each kernel, or for the kernels of one pass.
//
// Shapes use one legend: T tokens of one text, H heads, D hidden size, d = D / H head size, L layers, N tokens of one packed batch.
// All matrices are row-major; "ld" is the distance of two rows in floats.
#ifndef GLOBENC_CKERNELS_H
#define GLOBENC_CKERNELS_H

#include "alti.h"
#include "attention.h"
#include "backward.h"
#include "decompx.h"
#include "disentangled.h"
#include "embeddings.h"
#include "fingerprint.h"
#include "gram.h"
#include "head.h"
#include "instruction_set.h"
#include "layer_norm.h"
#include "linear.h"
#include "local_matrix.h"
#include "max_flow.h"
#include "mixing.h"
#include "number_formats.h"
#include "pair_norms.h"
#include "rollout.h"
#include "transpose.h"

#endif
