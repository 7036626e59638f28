#include "transpose.h"

#include "transpose_tile.h"

GE_KERNEL void transpose(const float *x, long ld, long rows, long columns, float *out, long ldt) {
  for (long r0 = 0; r0 < rows; r0 += GE_LANES)
    for (long c0 = 0; c0 < columns; c0 += GE_LANES) {
      const long r1 = r0 + GE_LANES < rows ? r0 + GE_LANES : rows, c1 = c0 + GE_LANES < columns ? c0 + GE_LANES : columns;
      if (r1 - r0 == GE_LANES && c1 - c0 == GE_LANES) {
        ge_transpose_tile(x + r0 * ld + c0, ld, out + c0 * ldt + r0, ldt);
      } else {
        for (long c = c0; c < c1; c++)
          for (long r = r0; r < r1; r++) out[c * ldt + r] = x[r * ld + c];
      }
    }
}
