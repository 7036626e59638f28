#include "backward.h"

#include "../vector.h"

// out_j = sum_i w_ij x_i for one head: w [T, padded T] read by columns.
GE_INLINE void mix_back(const float *w, long ldw, const float *x, long ldx, const ge_attention_backward *a, float *out, long ldo) {
  mix(w, 1, ldw, a->tokens, a->rows, x, ldx, a->head_size, out, ldo);
}

GE_KERNEL void value_gradient(const ge_attention_backward *a, float *out, long ldo) {
  for (long h = 0; h < a->heads; h++)
    mix_back(a->probabilities + h * a->head_stride, a->ld_probabilities, a->context + h * a->head_size, a->ld, a, out + h * a->head_size,
             ldo);
}

GE_KERNEL long score_gradient_scratch(long head_size, long tokens) {
  const long ofValues = head_size * ge_padded(tokens) + GE_LANES, ofDistances = ge_distance_scratch(head_size, tokens);
  return ofValues > ofDistances ? ofValues : ofDistances;
}

// The softmax backwards, in place on x [rows, padded T], which holds the gradients of the probabilities.
GE_KERNEL void softmax_back(const float *probabilities, long ld, long rows, long tokens, float *x) {
  const long padded = ge_padded(tokens);
  for (long i = 0; i < rows; i++, x += padded, probabilities += ld) {
    for (long j = tokens; j < padded; j++) x[j] = 0;
    ge_v16 total = {};
    for (long j = 0; j < padded; j += GE_LANES) total += *(const ge_v16 *)(x + j) * *(const ge_v16 *)(probabilities + j);
    const float mean = ge_sum(&total);
    for (long j = 0; j < padded; j += GE_LANES)
      *(ge_v16 *)(x + j) = *(const ge_v16 *)(probabilities + j) * (*(const ge_v16 *)(x + j) - mean);
  }
}

GE_KERNEL void score_gradient(const ge_attention_backward *a, long h, float *scratch, float *out) {
  const long padded = ge_padded(a->tokens), start = h * a->head_size;
  transpose(a->value + start, a->ld, a->tokens, a->head_size, scratch, padded);
  mix(a->context + start, a->ld, 1, a->rows, a->head_size, scratch, padded, a->tokens, out, padded);
  softmax_back(a->probabilities + h * a->head_stride, a->ld_probabilities, a->rows, a->tokens, out);
}

GE_KERNEL void attention_gradient(const ge_attention_backward *a, float *scratch, float *scores, float *query, float *key, float *value,
                                  long ldo) {
  const long padded = ge_padded(a->tokens);
  value_gradient(a, value, ldo);
  for (long h = 0; h < a->heads; h++) {
    const long start = h * a->head_size;
    score_gradient(a, h, scratch, scores);
    mix(scores, padded, 1, a->tokens, a->tokens, a->key + start, a->ld, a->head_size, query + start, ldo);
    if (a->key_vectors.rows) add_query_distances(a, h, scores, scratch, query + start, ldo);
    mix_back(scores, padded, a->query + start, a->ld, a, key + start, ldo);
    if (a->query_vectors.rows) add_key_distances(a, h, scores, scratch, key + start, ldo);
  }
}
