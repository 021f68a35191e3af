#ifndef POLICYGRAPH_TESTS_SUPPORT_REFERENCE_GRAPH_H_
#define POLICYGRAPH_TESTS_SUPPORT_REFERENCE_GRAPH_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/elements.h"
#include "graph/trace/edge_filter.h"

namespace policygraph {

// What reports say, as plain maps and sets that are gone over again and again: the ground of the
// references that traces are compared with. It is slow on purpose; do not make it clever.
struct ReferenceGraph {
  using Place = std::pair<std::string, uint32_t>;  // report and offset

  struct Said {
    Stage stage = Stage::kUnspecified;  // the furthest of the reports that count
    Confidence confidence = 0;          // the highest, whatever report says it
  };

  // All nodes, and the edges that pass the filter.
  ReferenceGraph(const std::vector<GraphDelta>& deltas, const FilterRequest& filter);

  NodeKind kind(const NodeId& id) const { return nodes.at(id).kind; }
  std::set<NodeId> Targets(const NodeId& source, EdgeKind kind) const;
  std::set<NodeId> Sources(const NodeId& target, EdgeKind kind) const;

  std::map<NodeId, Node> nodes;
  std::map<NodeId, Place> first_named;
  std::map<EdgeKey, Said> edges;
  // Edges from county or region to a place it lies in that are sure enough, whatever report says
  // so.
  std::map<EdgeKey, Confidence> place_edges;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_REFERENCE_GRAPH_H_
