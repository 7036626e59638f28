#ifndef GLOBENC_ATTENTION_H
#define GLOBENC_ATTENTION_H

#include "number_formats.h"

// Rows of attention probabilities that are computed for all heads at once, so that what reads them finds them in the cache.
enum { GE_ATTENTION_ROWS = 16 };

// Scaled dot-product attention of one packed batch.
typedef struct {
  long heads;                 // H
  long head_size;             // d
  const float *query;         // [N, D], already scaled by 1 / sqrt(d)
  const float *value;         // [N, D]
  long ld;                    // row distance of query and value
  const float *key_t;         // [D, ldt], the keys transposed; lanes beyond a text's end may be read; their scores are masked
  long ldt;                   // row distance of key_t, at least N + 15
  float *context;             // [N, D]: the concatenated heads before attention.output.dense
  ge_reduced reduced_context; // context in the format of the dense product that reads it
} ge_attention;

// Numbers that are added to the scores of a text: values[h head_stride + (i - first) row_stride + j] for query i and key j of head h. Rows may
// be read up to T rounded up to 16.
typedef struct {
  const float *values;
  long head_stride, row_stride; // a negative row_stride serves terms that depend on j - i alone
  long first;                   // the first token i whose row is there
} ge_score_terms;

// The attention probabilities of a few tokens of one text: A^h_ij = values[h head_stride + (i - block) row_stride + j], which is 0 where j
// lies between T and T rounded up to 16. Where rows is no multiple of 4, copies of the last row follow up to the next multiple.
typedef struct {
  long heads;          // H
  long first;          // the text's first row in the batch
  long tokens;         // T
  long block;          // the first token i
  long rows;           // how many tokens, at most GE_ATTENTION_ROWS
  const float *values; // valid until the next block is computed
  long head_stride, row_stride;
} ge_probabilities;

// Floats of scratch memory that ge_attend needs for a text of `tokens` tokens.
long ge_attention_scratch(long heads, long tokens);

// Computes attention within the text at rows [first, first + tokens), for its tokens [block, block + GE_ATTENTION_ROWS) or up to its end.
// terms: what is added to the scores, or NULL. Returns their probabilities, which lie in scratch.
ge_probabilities ge_attend(const ge_attention *a, const ge_score_terms *terms, long first, long tokens, long block, float *scratch);

#endif
