#ifndef POLICYGRAPH_SERVICE_READ_NODES_H_
#define POLICYGRAPH_SERVICE_READ_NODES_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"

namespace policygraph::service {

// Ids of nodes that were merged mean what they are part of now.

// The node with this id. NOT_FOUND (NODE_NOT_FOUND) when there is none.
absl::StatusOr<MergedNode> ReadNode(const GraphState& state, const NodeId& id);

// One node for each of the ids, in that order; an id may come twice. NOT_FOUND (NODE_NOT_FOUND) for
// the first that is not in the graph.
absl::StatusOr<std::vector<MergedNode>> ReadNodes(const GraphState& state,
                                                  std::span<const NodeId> ids);

// Likewise for vertices of the state's view, which are always there.
absl::StatusOr<std::vector<MergedNode>> ReadNodes(const GraphState& state,
                                                  std::span<const Vertex> vertices);

// The vertex of a node that a caller names. NOT_FOUND (NODE_NOT_FOUND).
absl::StatusOr<Vertex> FindVertex(const GraphState& state, const NodeId& id);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_READ_NODES_H_
