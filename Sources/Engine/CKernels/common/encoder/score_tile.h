// Inner products of a few rows with transposed vectors: of queries with keys, and of either with the vectors of distances.
#ifndef GLOBENC_SCORE_TILE_H
#define GLOBENC_SCORE_TILE_H

#include "../vector.h"

enum {
  // Rows for which transposed vectors are read once; half of them where no more than half are left. A pass with fewer rows repeats the
  // last row, which is cheaper than a branch.
  GE_TILE_ROWS = 8,
};

// scores[r, columns] = <query_r, key_column> for `vectors` vectors of columns. The columns at `next` are fetched meanwhile, unless it is NULL:
// the processor does not foresee that the next ones lie beside these, row by row.
GE_INLINE void ge_score_tile(int rows, int vectors, const float *const *query, const float *key_t, long ldt, long d, float *scores, long lds,
                             const float *next) {
  ge_v16 acc[GE_TILE_ROWS][3] = {};
  for (long p = 0; p < d; p++) {
    ge_v16 key[3];
    for (int v = 0; v < vectors; v++) key[v] = *(const ge_v16 *)(key_t + p * ldt + v * GE_LANES);
    if (next)
      for (int v = 0; v < vectors; v++) __builtin_prefetch(next + p * ldt + v * GE_LANES);
    for (int r = 0; r < rows; r++)
      for (int v = 0; v < vectors; v++) acc[r][v] += key[v] * query[r][p];
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) *(ge_v16 *)(scores + r * lds + v * GE_LANES) = acc[r][v];
}

// scores[r, columns] = <query_r, key_column> for `columns` columns, whole vectors of them. Where `rows` is no multiple of 4, `query` and scores
// have rows up to the next multiple of 8 all the same. A few vectors of keys serve all rows before the next ones are read. `after`: the columns
// that are needed after these, or NULL where none of the columns are worth fetching early.
GE_INLINE void ge_score_rows(const float *const *query, long rows, const float *key_t, long ldt, long d, long columns, float *scores, long lds,
                             const float *after) {
  long vectors;
  for (long j = 0; j < columns; j += vectors * GE_LANES) {
    // The last three are one pass, because a pass over one vector waits for the numbers of the rows.
    const long left = (columns - j) / GE_LANES;
    vectors = left == 3 || left == 1 ? left : 2;
    for (long r = 0; r < rows; r += GE_TILE_ROWS) {
      float *out = scores + r * lds + j;
      const float *next = !after ? NULL : j + vectors * GE_LANES < columns ? key_t + j + vectors * GE_LANES : after;
      const int isHalf = rows - r <= GE_TILE_ROWS / 2;
      if (!isHalf && vectors == 2) ge_score_tile(GE_TILE_ROWS, 2, query + r, key_t + j, ldt, d, out, lds, next);
      else if (!isHalf && vectors == 3) ge_score_tile(GE_TILE_ROWS, 3, query + r, key_t + j, ldt, d, out, lds, next);
      else if (!isHalf) ge_score_tile(GE_TILE_ROWS, 1, query + r, key_t + j, ldt, d, out, lds, next);
      else if (vectors == 2) ge_score_tile(GE_TILE_ROWS / 2, 2, query + r, key_t + j, ldt, d, out, lds, next);
      else if (vectors == 3) ge_score_tile(GE_TILE_ROWS / 2, 3, query + r, key_t + j, ldt, d, out, lds, next);
      else ge_score_tile(GE_TILE_ROWS / 2, 1, query + r, key_t + j, ldt, d, out, lds, next);
    }
  }
}

#endif
