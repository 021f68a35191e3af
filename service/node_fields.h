#ifndef POLICYGRAPH_SERVICE_NODE_FIELDS_H_
#define POLICYGRAPH_SERVICE_NODE_FIELDS_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/filter/selection.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "service/caller.h"

namespace policygraph::service {

// A node of a list, for filters and orders: what the view has of it, and the rest when it was read.
struct NodeRecord {
  const GraphState* state = nullptr;
  Vertex vertex = 0;
  size_t position = 0;  // in the list before it is put in order
  std::shared_ptr<const MergedNode> node = nullptr;
};

// The fields that v1.ListNodesRequest.filter names.
const FieldTable<NodeRecord>& NodeFields();

using NodeSelection = Selection<NodeRecord>;

// The nodes among `vertices` that pass, in that order; read where `read_all` or the filter needs it.
absl::StatusOr<std::vector<NodeRecord>> SelectNodes(const GraphState& state,
                                                    std::vector<Vertex> vertices,
                                                    const NodeSelection& selection, bool read_all);

// Nodes that SortNodes puts in order at most: all of them are held in memory.
inline constexpr size_t kMaxOrderedNodes = 100'000;

// The nodes among `vertices` that pass, in the order of the selection, their position that in
// `vertices`. RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) when more than kMaxOrderedNodes pass.
absl::StatusOr<std::vector<NodeRecord>> SortNodes(const GraphState& state,
                                                  const std::vector<Vertex>& vertices,
                                                  const NodeSelection& selection,
                                                  const Caller& caller);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_NODE_FIELDS_H_
