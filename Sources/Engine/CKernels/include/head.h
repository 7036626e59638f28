#ifndef GLOBENC_HEAD_H
#define GLOBENC_HEAD_H

// y = weight x + bias for one row, with weight [outputs, inputs]. Classification heads use it: they see one row for each text.
void ge_affine(const float *weight, const float *bias, const float *x, long outputs, long inputs, float *y);

#endif
