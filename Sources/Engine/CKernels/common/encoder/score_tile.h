// Inner products of a few rows with transposed vectors: of queries with keys, and of either with the vectors of distances.
#ifndef GLOBENC_SCORE_TILE_H
#define GLOBENC_SCORE_TILE_H

#include "../tile.h"

// scores[r, columns] = <query_r, key_column> for `vectors` vectors of columns. The columns at `next` are fetched meanwhile, unless it is NULL:
// the processor does not foresee that the next ones lie beside these, row by row.
GE_INLINE void ge_score_tile(int rows, int vectors, const float *const *query, const float *key_t, long ldt, long d, float *scores,
                             long lds, const float *next) {
  ge_tile sums = {};
  ge_add_tile(rows, vectors, query, 0, d, key_t, ldt, next, sums);
  for (int r = 0; r < rows; r++) ge_store_sums(vectors, sums[r], vectors * GE_LANES, scores + r * lds);
}

// The same for all rows, whole groups of them.
GE_INLINE void ge_score_tiles(long rows, int vectors, const float *const *query, const float *key_t, long ldt, long d, float *scores,
                              long lds, const float *next) {
  int height;
  for (long r = 0; r < rows; r += height) {
    height = ge_next_tile(rows - r);
    if (height == GE_TILE_ROWS) ge_score_tile(GE_TILE_ROWS, vectors, query + r, key_t, ldt, d, scores + r * lds, lds, next);
    else ge_score_tile(GE_LOW_TILE_ROWS, vectors, query + r, key_t, ldt, d, scores + r * lds, lds, next);
  }
}

// scores[r, columns] = <query_r, key_column> for `columns` columns, whole vectors of them. `query` and scores have rows up to the next multiple
// of GE_ROW_GROUP. A few vectors of keys serve all rows before the next ones are read. `after`: the columns that are needed after these, or
// NULL where none of the columns are worth fetching early.
GE_LOOP void ge_score_rows(const float *const *query, long rows, const float *key_t, long ldt, long d, long columns, float *scores,
                           long lds, const float *after) {
  int vectors;
  for (long j = 0; j < columns; j += vectors * GE_LANES, key_t += vectors * GE_LANES) {
    const long left = (columns - j) / GE_LANES, groups = ge_row_groups(rows);
    // The last three are one pass, because a pass over one vector waits for the numbers of the rows.
    vectors = left == 1 || GE_TILE_VECTORS == 1 ? 1 : left == 3 ? 3 : 2;
    const float *next = !after ? NULL : left > vectors ? key_t + vectors * GE_LANES : after;
    if (vectors == 1) ge_score_tiles(groups, 1, query, key_t, ldt, d, scores + j, lds, next);
    else if (vectors == 2) ge_score_tiles(groups, 2, query, key_t, ldt, d, scores + j, lds, next);
    else ge_score_tiles(groups, 3, query, key_t, ldt, d, scores + j, lds, next);
  }
}

#endif
