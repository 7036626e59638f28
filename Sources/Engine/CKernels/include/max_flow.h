#ifndef GLOBENC_MAX_FLOW_H
#define GLOBENC_MAX_FLOW_H

#include <stdint.h>

// Maximum flows through the graph of a text's local matrices: nodes are the tokens after each layer, and the tokens of the input; the edge
// from token i after layer l to token j before it has the capacity capacity[l, i, j].
//
// capacity [L, T, T], whole numbers from 0 to 2^40, so that the flow is exact. flow [T] receives for each input token j the maximum flow to
// it from token `source` after the last layer. scratch: ge_max_flow_scratch(L, T) numbers.
//
// Dinic's algorithm; it ends as soon as a flow is as large as all that leaves the source, or all that reaches the token, which proves that it
// is the maximum.
void ge_max_flow(const int64_t *capacity, long layers, long tokens, long source, int64_t *scratch, int64_t *flow);
long ge_max_flow_scratch(long layers, long tokens);

#endif
