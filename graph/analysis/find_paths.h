#ifndef POLICYGRAPH_GRAPH_ANALYSIS_FIND_PATHS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_FIND_PATHS_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/selection.h"
#include "graph/analysis/shortest_path.h"
#include "graph/base/steps.h"
#include "graph/view/graph_view.h"

namespace policygraph {

struct PathQuery {
  Vertex from = 0;
  Vertex to = 0;
  size_t max_paths = 1;
  size_t max_length = 6;  // edges
};

// One step of a path: the selected edges between its node and the one before, by kind, those along
// the path first.
struct PathStep {
  std::vector<ViewEdge> edges;
  Vertex node = 0;
};

struct Path {
  Vertex from = 0;
  std::vector<PathStep> steps;
};

struct PathResult {
  std::vector<Path> paths;  // the shortest first, then by the ids of their nodes in turn
  bool cut = false;         // the steps were exhausted: more paths may be there
};

// The shortest simple paths between two nodes: paths that differ in their nodes and pass none of
// them twice. By Yen's algorithm (Finding the K Shortest Loopless Paths in a Network, 1971), every
// edge of length 1; the search it rests on finds the first path by ids among the shortest, so that
// the answer is the same each time. None from a node to itself.
//
// Fails as `steps` does.
absl::StatusOr<PathResult> FindPaths(const PathGraph& graph, const PathQuery& query, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_FIND_PATHS_H_
