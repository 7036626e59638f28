#ifndef GLOBENC_HEAD_H
#define GLOBENC_HEAD_H

// y = weight x + bias for one row: weight [outputs, inputs]. For a classification head, which sees one row a text.
void ge_affine(const float *weight, const float *bias, const float *x, long outputs, long inputs, float *y);

#endif
