// What follows the sums of a panel of a dense layer, while they are in the cache.
#include "../vector.h"

// A panel of a block: its sums [rows, width], of which the first `columns` columns are results.
typedef struct {
  int activation;
  const int32_t *sums; // floats or integers
  long width, columns;
  const float *row_scale, *column_scale, *bias; // [rows], [width], [width]; NULL where sums stay as they are
  float *kept, *y;                              // [rows, columns], or kept NULL
  long ld_kept, ldy;
} ge_panel_results;

GE_INLINE void store_some(const ge_v16 *v, long count, float *out) {
  if (count >= GE_LANES) *(ge_v16 *)out = *v;
  else memcpy(out, v, (size_t)count * sizeof(float));
}

GE_INLINE void finish_rows_of_panel(const int activation, const int is_int8, const ge_panel_results *p, long first, long rows) {
  for (long i = first; i < first + rows; i++) {
    for (long j = 0; j < p->columns; j += GE_LANES) {
      const int32_t *sums = p->sums + i * p->width + j;
      ge_v16 v = *(const ge_v16 *)sums;
      if (is_int8 && p->column_scale)
        v = __builtin_convertvector(*(const ge_i16 *)sums, ge_v16) * (*(const ge_v16 *)(p->column_scale + j) * p->row_scale[i]) +
            *(const ge_v16 *)(p->bias + j);
      if (p->kept) store_some(&v, p->columns - j, p->kept + i * p->ld_kept + j);
      activate_vector(activation, &v);
      store_some(&v, p->columns - j, p->y + i * p->ldy + j);
    }
  }
}

GE_INLINE void finish_panel(const int is_int8, const ge_panel_results *p, long first, long rows) {
  // In each loop the activation is a constant, as in `activate`.
  switch (p->activation) {
  case GE_ACTIVATION_GELU: finish_rows_of_panel(GE_ACTIVATION_GELU, is_int8, p, first, rows); break;
  case GE_ACTIVATION_GELU_TANH: finish_rows_of_panel(GE_ACTIVATION_GELU_TANH, is_int8, p, first, rows); break;
  case GE_ACTIVATION_RELU: finish_rows_of_panel(GE_ACTIVATION_RELU, is_int8, p, first, rows); break;
  case GE_ACTIVATION_SILU: finish_rows_of_panel(GE_ACTIVATION_SILU, is_int8, p, first, rows); break;
  case GE_ACTIVATION_TANH: finish_rows_of_panel(GE_ACTIVATION_TANH, is_int8, p, first, rows); break;
  default: finish_rows_of_panel(GE_ACTIVATION_NONE, is_int8, p, first, rows); break;
  }
}

// Finishes the rows [first, first + rows) of a panel. Within its callers, the compiler would have too few registers for their loops.
GE_LOOP void finish_floats(const ge_panel_results *p, long first, long rows) {
  finish_panel(0, p, first, rows);
}
GE_LOOP void finish_integers(const ge_panel_results *p, long first, long rows) {
  finish_panel(1, p, first, rows);
}
