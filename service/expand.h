#ifndef POLICYGRAPH_SERVICE_EXPAND_H_
#define POLICYGRAPH_SERVICE_EXPAND_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"

namespace policygraph::service {

// Whose neighbourhood, and which part of it.
struct ExpandQuery {
  NodeId id;
  std::vector<EdgeKind> kinds;  // empty for all
  bool out = true;              // edges that leave the node
  bool in = true;               // edges that enter it
  Confidence min_confidence = 0;
  size_t first = 0;    // edges to pass over
  size_t limit = 100;  // edges to bring
};

// An edge with the node at its other end.
struct Neighbor {
  MergedEdge edge;
  MergedNode node;
  Direction direction = Direction::kOut;
};

struct Neighborhood {
  MergedNode node;
  std::vector<Neighbor> neighbors;  // edges out first, by kind and the other node
  size_t total = 0;                 // edges that the query asks for, before first and limit
};

// NOT_FOUND (NODE_NOT_FOUND), or the error of the snapshot's reads.
absl::StatusOr<Neighborhood> Expand(const GraphState& state, const ExpandQuery& query);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_EXPAND_H_
