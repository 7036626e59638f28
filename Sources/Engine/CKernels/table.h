// The table of kernels of one instruction set.
#ifndef GLOBENC_TABLE_H
#define GLOBENC_TABLE_H

#include "include/CKernels.h"
#include "packing/linear_internal.h"

// Each kernel that every instruction set has: its result, its name, its parameters and its arguments. The public function has the prefix ge_.
#define GE_EACH_KERNEL(K)                                                                                                                  \
  K(void, transpose, (const float *x, long ld, long rows, long columns, float *out, long ldt),                                             \
    (x, ld, rows, columns, out, ldt))                                                                                                      \
  K(void, reduce, (const float *x, long first, long rows, long size, const ge_reduced *out),                                               \
    (x, first, rows, size, out))                                                                                                           \
  K(void, round_bfloat16, (const float *x, long count, unsigned short *out), (x, count, out))                                              \
  K(void, half_to_float, (const void *source, float *target, size_t count), (source, target, count))                                       \
  K(void, bfloat16_to_float, (const void *source, float *target, size_t count), (source, target, count))                                   \
  K(void, add_positions, (const int *ids, const unsigned char *types, long tokens, int padding,                                            \
    const float *position, const float *type, long size, float *out),                                                                      \
    (ids, types, tokens, padding, position, type, size, out))                                                                              \
  K(void, layer_norm, (const float *x, const float *residual, const float *gamma, const float *beta, float epsilon,                        \
    long rows, long size, float *out, float *deviation, const ge_reduced *reduced),                                                        \
    (x, residual, gamma, beta, epsilon, rows, size, out, deviation, reduced))                                                              \
  K(void, fixed_map, (const float *x, const float *gamma1, const float *gamma2, long rows, long size, float *out),                         \
    (x, gamma1, gamma2, rows, size, out))                                                                                                  \
  K(void, activate, (int activation, float *y, long rows, long columns, long ld), (activation, y, rows, columns, ld))                      \
  K(void, finish, (int activation, const ge_dequantization *scales, const float *x, float *y, long rows,                                   \
    long columns, const ge_reduced *out),                                                                                                  \
    (activation, scales, x, y, rows, columns, out))                                                                                        \
  K(void, affine, (const float *weight, const float *bias, const float *x, long outputs, long inputs, float *y),                           \
    (weight, bias, x, outputs, inputs, y))                                                                                                 \
  K(long, attention_scratch, (long heads, long tokens), (heads, tokens))                                                                   \
  K(ge_probabilities, attend, (const ge_attention *a, const ge_score_terms *terms, long first, long tokens,                                \
    long block, float *scratch),                                                                                                           \
    (a, terms, first, tokens, block, scratch))                                                                                             \
  K(long, disentangled_scratch, (long tokens), (tokens))                                                                                   \
  K(void, disentangled_terms, (const ge_disentangled *a, long first, long tokens, long from, long rows,                                    \
    float *scratch, float *terms),                                                                                                         \
    (a, first, tokens, from, rows, scratch, terms))                                                                                        \
  K(long, gram_scratch, (long heads, long head_size), (heads, head_size))                                                                  \
  K(void, gram, (const float *packed, const ge_senders *senders, long tokens, float *scratch, float *gram, long ldt),                      \
    (packed, senders, tokens, scratch, gram, ldt))                                                                                         \
  K(void, pair_norms, (const ge_probabilities *probabilities, const float *gram, long ldt, float *pairs, float *own),                      \
    (probabilities, gram, ldt, pairs, own))                                                                                                \
  K(float, scale_rows, (const float *pairs, const float *scale, long tokens, float *out), (pairs, scale, tokens, out))                     \
  K(float, rollout_step, (const float *pairs, const float *scale, const float *previous, long tokens, float *out),                         \
    (pairs, scale, previous, tokens, out))                                                                                                 \
  K(void, head_mean, (const ge_probabilities *probabilities, float *mean), (probabilities, mean))                                          \
  K(void, local_matrix, (const float *pairs, const float *scale, const float *diagonal, long tokens, float *out),                          \
    (pairs, scale, diagonal, tokens, out))                                                                                                 \
  K(void, sums_of_others, (const float *pairs, long tokens, float *sums), (pairs, tokens, sums))                                           \
  K(void, mix_others, (const ge_probabilities *probabilities, const float *value, long ld, long head_size,                                 \
    float *others),                                                                                                                        \
    (probabilities, value, ld, head_size, others))                                                                                         \
  K(void, row_norms, (const float *x, long rows, long size, float *norms), (x, rows, size, norms))                                         \
  K(void, alti_add, (const float *weights, long weight_stride, const float *vectors, long senders, long features,                          \
    const float *y, long ldy, const float *scale, long tokens, float *sums),                                                               \
    (weights, weight_stride, vectors, senders, features, y, ldy, scale, tokens, sums))                                                     \
  K(void, alti_finish, (const float *scale, long tokens, float *sums), (scale, tokens, sums))                                              \
  K(void, bias_shares, (const float *x, long ld, const float *direction, long rows, long size, float *shares),                             \
    (x, ld, direction, rows, size, shares))                                                                                                \
  K(void, add_shares, (const float *shares, const float *bias, long rows, long size, float *x, long ld),                                   \
    (shares, bias, rows, size, x, ld))                                                                                                     \
  K(void, normalize_parts, (const float *gamma, float deviation, long rows, long size, float *x, long ld),                                 \
    (gamma, deviation, rows, size, x, ld))                                                                                                 \
  K(void, activate_parts, (const float *shares, const float *bias, const float *slopes, long rows, long size,                              \
    float *x, long ld),                                                                                                                    \
    (shares, bias, slopes, rows, size, x, ld))                                                                                             \
  K(void, mix, (const float *w, long wr, long wk, long rows, long count, const float *x, long ldx, long columns,                           \
    float *out, long ldo),                                                                                                                 \
    (w, wr, wk, rows, count, x, ldx, columns, out, ldo))                                                                                   \
  K(void, value_gradient, (const ge_attention_backward *a, float *out, long ldo), (a, out, ldo))                                           \
  K(long, score_gradient_scratch, (long head_size, long tokens), (head_size, tokens))                                                      \
  K(void, score_gradient, (const ge_attention_backward *a, long h, float *scratch, float *out), (a, h, scratch, out))                      \
  K(void, add_query_distances, (const ge_attention_backward *a, long h, const float *scores, float *scratch,                               \
    float *query, long ldo),                                                                                                               \
    (a, h, scores, scratch, query, ldo))                                                                                                   \
  K(void, add_key_distances, (const ge_attention_backward *a, long h, const float *scores, float *scratch,                                 \
    float *key, long ldo),                                                                                                                 \
    (a, h, scores, scratch, key, ldo))                                                                                                     \
  K(void, attention_gradient, (const ge_attention_backward *a, float *scratch, float *scores, float *query,                                \
    float *key, float *value, long ldo),                                                                                                   \
    (a, scratch, scores, query, key, value, ldo))                                                                                          \
  K(void, layer_norm_backward, (const float *x, const float *residual, const float *gamma, const float *normalized,                        \
    const float *deviation, long rows, long size, float *out),                                                                             \
    (x, residual, gamma, normalized, deviation, rows, size, out))                                                                          \
  K(void, slopes, (int activation, int slope, const float *x, long count, float *out),                                                     \
    (activation, slope, x, count, out))                                                                                                    \
  K(void, row_products, (const float *x, const float *residual, const float *y, long rows, long size, float *sums,                         \
    float *norms),                                                                                                                         \
    (x, residual, y, rows, size, sums, norms))                                                                                             \
  K(void, multiply, (const float *x, long count, float *out), (x, count, out))                                                             \
  K(void, add, (const float *x, long count, float *out), (x, count, out))                                                                  \
  K(void, scale, (const float *x, float factor, long count, float *out), (x, factor, count, out))

// Kernels that need instructions of their own; NULL in sets without them.
#define GE_EACH_FURTHER_KERNEL(K)                                                                                                          \
  K(void, gram_bfloat16, (const unsigned *packed, const ge_senders *senders, long tokens, float *scratch,                                  \
    float *gram, long ldt),                                                                                                                \
    (packed, senders, tokens, scratch, gram, ldt))

typedef struct {
#define K(result, name, parameters, arguments) result(*name) parameters;
  GE_EACH_KERNEL(K) GE_EACH_FURTHER_KERNEL(K)
#undef K
  // Features in a group of the packed U of the Gram kernels.
  long gram_features;
  // The products of dense layers, by precision.
  ge_product products[GE_PRECISIONS];
} ge_kernels;

// The kernels that the public functions call.
const ge_kernels *ge_kernels_in_use(void);
// The kernels of the set of this name; NULL where the processor lacks the set.
const ge_kernels *ge_kernels_of(const char *instruction_set);

// Each set puts its kernels into the table, in place of those of the set below it.
void ge_fill_baseline(ge_kernels *kernels);
#if defined(__x86_64__)
void ge_fill_avx2(ge_kernels *kernels);
void ge_fill_avx2_vnni(ge_kernels *kernels);
void ge_fill_avx512(ge_kernels *kernels);
void ge_fill_avx512_vnni(ge_kernels *kernels);
void ge_fill_avx512_bf16(ge_kernels *kernels);
#elif defined(__aarch64__)
void ge_fill_neon_dotprod(ge_kernels *kernels);
void ge_fill_neon_i8mm(ge_kernels *kernels);
void ge_fill_neon_bf16(ge_kernels *kernels);
#endif

#endif
