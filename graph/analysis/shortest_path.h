#ifndef POLICYGRAPH_GRAPH_ANALYSIS_SHORTEST_PATH_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_SHORTEST_PATH_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "graph/analysis/selection.h"
#include "graph/base/steps.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// A part of a view to look for paths in. Refers to all that it is given.
struct PathGraph {
  const GraphView& view;
  const Selection& selection;  // its nodes may stand in between; ends may be any
  bool directed = false;       // edges are followed from source to target only
};

// What a path must keep clear of, besides what is not selected.
struct Detour {
  absl::flat_hash_set<Vertex> nodes;
  absl::flat_hash_set<Vertex> first_nodes;  // not as the first after `from`
};

// The nodes of a path of fewest edges, both ends included; of several such the first by the ids of
// its nodes in turn. Empty when there is none of at most `max_length` edges, or when the steps were
// exhausted before one was found. Two searches meet, of which always the one goes on that has fewer
// edges to look at, so that a node with very many neighbours is passed from the other side.
//
// Precondition: from != to, max_length < LevelMarks::kLevelEnd. Fails as `steps` does.
absl::StatusOr<std::vector<Vertex>> FindShortestPath(const PathGraph& graph, Vertex from, Vertex to,
                                                     size_t max_length, const Detour& detour,
                                                     Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_SHORTEST_PATH_H_
