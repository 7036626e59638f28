// The kernels of backward passes.
#ifndef GLOBENC_BACKWARD_H
#define GLOBENC_BACKWARD_H

// out = w x for w [rows, count] and x [count, columns]: sums of a few rows of x, for products that are too small or too oddly laid out to be
// packed.
//
// Entry (r, k) of w is w[r wr + k wk], so that w may be transposed. Rows of x and out are ldx and ldo floats apart. Vectors may read up to
// 15 floats past the last row of x. out must not overlap w or x.
void ge_mix(const float *w, long wr, long wk, long rows, long count, const float *x, long ldx, long columns, float *out, long ldo);

// A layer's vectors for distances between tokens, as in ge_distance_vectors, one a row.
typedef struct {
  const float *rows; // [columns, D]; vectors may read up to 15 floats past the last row
  const int *columns;
} ge_distance_rows;

// The attention of one text, backwards. Pointers are those of the text's first row; vectors may read up to 15 floats past the last row of
// each matrix [T, D].
typedef struct {
  long heads;                 // H
  long head_size;             // d
  long tokens;                // T
  long rows;                  // how many tokens i receive a gradient: T, or 1 where that is the first token alone
  const float *probabilities; // A^h_ij = probabilities[h head_stride + i ld_probabilities + j], 0 from T to T rounded up to 16
  long head_stride, ld_probabilities;
  const float *context;       // [rows, D]: the gradient of the concatenated heads
  const float *query;         // [T, D], scaled as in the forward pass
  const float *key;           // [T, D]
  const float *value;         // [T, D]
  long ld;                    // row distance of context, query, key and value
  // Disentangled attention's vectors, by key minus query and by query minus key; either may have NULL rows. Other terms of the scores, such as
  // a bias, depend on no input.
  ge_distance_rows key_vectors, query_vectors;
} ge_attention_backward;

// The gradient of the values at fixed probabilities: out_j^h = sum_i A^h_ij context_i^h. out [T, D], rows ldo floats apart. It does not need
// query, key and value.
void ge_value_gradient(const ge_attention_backward *a, float *out, long ldo);

// Floats of scratch memory that the next functions need.
long ge_score_gradient_scratch(long head_size, long tokens);

// The gradient of the scores of head h, before the softmax, which also needs value:
//     out_ij = A_ij (<context_i, v_j> - sum_k A_ik <context_i, v_k>)
// out [rows, T rounded up to 16], with a padding of 0.
void ge_score_gradient(const ge_attention_backward *a, long h, float *scratch, float *out);

// Adds what the queries of head h get by way of key_vectors, query_i += sum_j scores_ij pk_(j - i), for the gradients of the scores of
// ge_score_gradient. query [rows, d], ldo floats apart.
void ge_add_query_distances(const ge_attention_backward *a, long h, const float *scores, float *scratch, float *query, long ldo);

// Adds what the keys of head h get by way of query_vectors, key_j += sum_i scores_ij pq_(i - j). key [T, d], ldo floats apart.
void ge_add_key_distances(const ge_attention_backward *a, long h, const float *scores, float *scratch, float *key, long ldo);

// The gradients of queries (scaled), keys and values, for rows = T. Each [T, D], rows ldo floats apart. `scores` has room for [T, T rounded
// up to 16].
void ge_attention_gradient(const ge_attention_backward *a, float *scratch, float *scores, float *query, float *key, float *value, long ldo);

// A LayerNorm backwards, row by row: with u = gamma * (x + residual), the gradient of its output,
//     out = (u - mean(u) - n mean(u n)) / s,
// where n is the normalized input, (z - mean(z)) / s; without the last term where normalized is NULL, which holds s fixed.
//
// x, residual, normalized, out [rows, size], contiguous; deviation [rows] holds s. residual may be NULL; out may be x or residual.
void ge_layer_norm_backward(const float *x, const float *residual, const float *gamma, const float *normalized, const float *deviation,
                            long rows, long size, float *out);

// The slope of an activation that a backward pass multiplies by.
enum ge_slope {
  GE_SLOPE_ZERO_ORIGIN = 0, // act(x) / x, the slope of the line from the origin; 0 where x is 0
  GE_SLOPE_DERIVATIVE = 1,  // act'(x)
};

// out[k] = slope of the activation at x[k]. activation: GELU, GELU_TANH, RELU or SILU of ge_activation; any other has slope 1. The absolute
// error is below 5e-7 for value over argument, and below 1e-6 for derivatives. out may be x.
void ge_slopes(int activation, int slope, const float *x, long count, float *out);

// sums[i] = <x_i + residual_i, y_i> and norms[i] = || (x_i + residual_i) * y_i || over the features of each row. residual and norms may be
// NULL. x, residual, y [rows, size], contiguous.
void ge_row_products(const float *x, const float *residual, const float *y, long rows, long size, float *sums, float *norms);

// out[k] *= x[k]
void ge_multiply(const float *x, long count, float *out);

// out[k] += x[k]
void ge_add(const float *x, long count, float *out);

// out[k] = factor * x[k]
void ge_scale(const float *x, float factor, long count, float *out);

#endif
