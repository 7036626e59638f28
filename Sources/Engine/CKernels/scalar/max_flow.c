#include "max_flow.h"

#include <string.h>

// The residual network between one source and one input token. Its nodes are the tokens of the inner layers, K = L - 1 of them, node l T + i;
// the inner layer 0 is next to the input. The input's other tokens, and the last layer's, have no way on and are left out.
typedef struct {
  long layers;       // K
  long tokens;       // T
  int64_t *entry;    // [T]: what the source can still send to the inner layer K - 1
  int64_t *exit;     // [T]: what the inner layer 0 can still send to the input token
  int64_t *forward;  // [K - 1, T, T]: at (l, i, j), what (l + 1, i) can still send to (l, j)
  int64_t *backward; // [K - 1, T, T]: at (l, j, i), what (l, j) can send back to (l + 1, i)
  int32_t *level;    // [K T]: distance from the layer K - 1; -1 where no way leads
  int32_t *arc;      // [K T]: the first neighbour that may still take something, forward ones first
  int32_t *queue;    // [K T]
  int32_t *unseen;   // [K]: nodes of each layer without a level
} network;

static long inner(long layers) { return layers > 1 ? layers - 1 : 0; }
static long squares(long layers, long tokens) { return layers > 2 ? (layers - 2) * tokens * tokens : 0; }

long ge_max_flow_scratch(long layers, long tokens) {
  // Four tables of 32 bits take no more than two of 64.
  return 2 * tokens + 2 * squares(layers, tokens) + 2 * inner(layers) * (tokens + 1);
}

static network place(long layers, long tokens, int64_t *scratch) {
  network n = {.layers = inner(layers), .tokens = tokens, .entry = scratch, .exit = scratch + tokens, .forward = scratch + 2 * tokens};
  n.backward = n.forward + squares(layers, tokens);
  n.level = (int32_t *)(n.backward + squares(layers, tokens));
  n.arc = n.level + n.layers * tokens;
  n.queue = n.arc + n.layers * tokens;
  n.unseen = n.queue + n.layers * tokens;
  return n;
}

// Gives a level to the nodes of a layer that have none and to which `residual` [T] leads, and appends them to the queue.
static int32_t *reach(network *n, long layer, const int64_t *residual, int32_t level, int32_t *tail) {
  if (n->unseen[layer] == 0) return tail;
  int32_t *levels = n->level + layer * n->tokens;
  for (long j = 0; j < n->tokens; j++)
    if (residual[j] > 0 && levels[j] < 0) {
      levels[j] = level;
      n->unseen[layer]--;
      *tail++ = (int32_t)(layer * n->tokens + j);
    }
  return tail;
}

// Sets the levels by a breadth-first search. Returns the level of the nodes from which the shortest ways leave, or -1 if there is no way.
static int32_t find_levels(network *n) {
  const long t = n->tokens;
  memset(n->level, -1, (size_t)(n->layers * t) * sizeof(int32_t));
  for (long l = 0; l < n->layers; l++) n->unseen[l] = (int32_t)t;
  const int32_t *head = n->queue;
  int32_t *tail = reach(n, n->layers - 1, n->entry, 0, n->queue);
  for (; head < tail; head++) {
    const long layer = *head / t, i = *head % t;
    const int32_t level = n->level[*head];
    if (layer == 0 && n->exit[i] > 0) return level;
    if (layer > 0) tail = reach(n, layer - 1, n->forward + ((layer - 1) * t + i) * t, level + 1, tail);
    if (layer + 1 < n->layers) tail = reach(n, layer + 1, n->backward + (layer * t + i) * t, level + 1, tail);
  }
  return -1;
}

// Pushes at most `limit` from a node to the exit, by ways whose levels rise by 1 to `last`. Returns how much arrived.
static int64_t push(network *n, long node, int64_t limit, int32_t last) {
  const long t = n->tokens, layer = node / t, i = node % t;
  if (n->level[node] == last) {
    const int64_t sent = layer > 0 ? 0 : n->exit[i] < limit ? n->exit[i] : limit;
    if (sent > 0) n->exit[i] -= sent;
    return sent;
  }
  int64_t sent = 0;
  for (int32_t *arc = n->arc + node; *arc < 2 * t; ++*arc) {
    const int isForward = *arc < t;
    const long j = isForward ? *arc : *arc - t, next = isForward ? layer - 1 : layer + 1;
    if (next < 0 || next == n->layers || n->level[next * t + j] != n->level[node] + 1) continue;
    int64_t *there = isForward ? n->forward + (next * t + i) * t + j : n->backward + (layer * t + i) * t + j;
    if (*there == 0) continue;
    int64_t *back = isForward ? n->backward + (next * t + j) * t + i : n->forward + (layer * t + j) * t + i;
    const int64_t part = push(n, next * t + j, *there < limit - sent ? *there : limit - sent, last);
    *there -= part;
    *back += part;
    sent += part;
    if (sent == limit) return sent;
  }
  return sent;
}

static int64_t total(const int64_t *x, long count) {
  int64_t sum = 0;
  for (long k = 0; k < count; k++) sum += x[k];
  return sum;
}

// The maximum flow in a network that carries none yet.
static int64_t maximum(network *n) {
  const long t = n->tokens, top = (n->layers - 1) * t;
  const int64_t leaving = total(n->entry, t), arriving = total(n->exit, t), most = leaving < arriving ? leaving : arriving;
  int64_t flow = 0;
  while (flow < most) {
    const int32_t last = find_levels(n);
    if (last < 0) break;
    memset(n->arc, 0, (size_t)(n->layers * t) * sizeof(int32_t));
    for (long i = 0; i < t && flow < most; i++) {
      if (n->entry[i] == 0) continue;
      const int64_t sent = push(n, top + i, n->entry[i], last);
      n->entry[i] -= sent;
      flow += sent;
    }
  }
  return flow;
}

void ge_max_flow(const int64_t *capacity, long layers, long tokens, long source, int64_t *scratch, int64_t *flow) {
  const long area = tokens * tokens;
  const int64_t *first_row = capacity + (layers - 1) * area + source * tokens;
  if (layers == 1) {
    memcpy(flow, first_row, (size_t)tokens * sizeof(int64_t));
    return;
  }
  network n = place(layers, tokens, scratch);
  const size_t bytes = (size_t)squares(layers, tokens) * sizeof(int64_t);
  for (long j = 0; j < tokens; j++) {
    memcpy(n.entry, first_row, (size_t)tokens * sizeof(int64_t));
    for (long i = 0; i < tokens; i++) n.exit[i] = capacity[i * tokens + j];
    memcpy(n.forward, capacity + area, bytes);
    memset(n.backward, 0, bytes);
    flow[j] = maximum(&n);
  }
}
