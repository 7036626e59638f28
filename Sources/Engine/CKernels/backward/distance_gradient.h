#ifndef GLOBENC_DISTANCE_GRADIENT_H
#define GLOBENC_DISTANCE_GRADIENT_H

// Floats of scratch memory that ge_add_query_distances and ge_add_key_distances need.
long ge_distance_scratch(long head_size, long tokens);

#endif
