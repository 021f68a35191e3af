#include "service/expand.h"

#include <algorithm>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

struct DirectedEdge {
  ViewEdge edge;
  Direction direction = Direction::kOut;
};

bool Wanted(const GraphView& view, const ExpandQuery& query, const ViewEdge& edge) {
  const std::vector<EdgeKind>& kinds = query.kinds;
  return view.confidence(edge) >= query.min_confidence &&
         (kinds.empty() || std::find(kinds.begin(), kinds.end(), edge.kind) != kinds.end());
}

// The edges that the query asks for, in their order, and how many there are in all.
struct Selection {
  std::vector<DirectedEdge> window;
  size_t total = 0;
};

Selection Select(const GraphView& view, Vertex centre, const ExpandQuery& query) {
  Selection selection;
  const auto take = [&](const ViewEdge& edge, Direction direction) {
    if (!Wanted(view, query, edge)) return;
    if (selection.total >= query.first && selection.total < query.first + query.limit) {
      selection.window.push_back({edge, direction});
    }
    ++selection.total;
  };
  if (query.out) {
    for (const ViewEdge& edge : view.OutEdges(centre)) take(edge, Direction::kOut);
  }
  if (query.in) {
    for (const ViewEdge& edge : view.InEdges(centre)) {
      // An edge from the node to itself has come already, as one that leaves it.
      if (!query.out || edge.source != centre) take(edge, Direction::kIn);
    }
  }
  return selection;
}

}  // namespace

absl::StatusOr<Neighborhood> Expand(const GraphState& state, const ExpandQuery& query) {
  const GraphView& view = state.view();
  ASSIGN_OR_RETURN(const Vertex centre, FindVertex(state, query.id));
  const Selection selection = Select(view, centre, query);

  std::vector<EdgeKey> keys;
  std::vector<Vertex> vertices = {centre};
  for (const auto& [edge, direction] : selection.window) {
    keys.push_back(view.key(edge));
    vertices.push_back(direction == Direction::kOut ? edge.target : edge.source);
  }
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, vertices));
  ASSIGN_OR_RETURN(std::vector<MergedEdge> edges, ReadMergedEdges(state.snapshot(), keys));

  Neighborhood neighborhood;
  neighborhood.node = std::move(nodes[0]);
  neighborhood.total = selection.total;
  for (size_t i = 0; i < edges.size(); ++i) {
    neighborhood.neighbors.push_back(
        {std::move(edges[i]), std::move(nodes[i + 1]), selection.window[i].direction});
  }
  return neighborhood;
}

}  // namespace policygraph::service
