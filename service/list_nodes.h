#ifndef POLICYGRAPH_SERVICE_LIST_NODES_H_
#define POLICYGRAPH_SERVICE_LIST_NODES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "service/caller.h"
#include "service/node_fields.h"

namespace policygraph::service {

// Which nodes; what is set must all hold. Field meanings are those of v1.ListNodesRequest.
struct NodeFilter {
  std::vector<NodeKind> kinds;  // empty for any
  std::string report;
  std::string place;
  std::string name;
  Confidence min_confidence = 0;
};

struct NodePage {
  std::vector<MergedNode> nodes;  // by id, or in the order of the selection
  std::vector<size_t> offsets;    // of each node: the offset that a page which begins there has
  size_t next = 0;                // offset of the next page
  bool last = false;              // there is none
};

// Up to `limit` nodes that pass both filters, beginning at `offset`. An offset counts nodes of the
// whole graph of the revision, or of the list when the selection has an order; pass 0, or one that a
// page gave. With an order, as SortNodes() fails.
absl::StatusOr<NodePage> ListNodes(const GraphState& state, const NodeFilter& filter,
                                   const NodeSelection& selection, size_t offset, size_t limit,
                                   const Caller& caller);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_LIST_NODES_H_
