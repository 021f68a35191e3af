#include "graph/analysis/find_paths.h"

#include <algorithm>
#include <set>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

using Nodes = std::vector<Vertex>;

struct ShorterFirst {
  bool operator()(const Nodes& a, const Nodes& b) const {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

// Finds, for each node of the path found last, the best way on that no path before has taken from
// there, and adds it to the candidates.
absl::Status AddDeviations(const PathGraph& graph, const PathQuery& query,
                           const std::vector<Nodes>& found,
                           std::set<Nodes, ShorterFirst>& candidates, Steps& steps) {
  const Nodes& last = found.back();
  Detour detour;
  for (size_t spur = 0; spur + 1 < last.size() && !steps.exhausted(); ++spur) {
    const auto root_end = last.begin() + static_cast<std::ptrdiff_t>(spur) + 1;
    detour.first_nodes.clear();
    for (const Nodes& path : found) {
      if (path.size() > spur + 1 && std::equal(last.begin(), root_end, path.begin())) {
        detour.first_nodes.insert(path[spur + 1]);
      }
    }
    if (spur > 0) detour.nodes.insert(last[spur - 1]);
    ASSIGN_OR_RETURN(const Nodes rest, FindShortestPath(graph, last[spur], query.to,
                                                        query.max_length - spur, detour, steps));
    if (rest.empty()) continue;
    Nodes path(last.begin(), root_end);
    path.insert(path.end(), rest.begin() + 1, rest.end());
    candidates.insert(std::move(path));
  }
  return absl::OkStatus();
}

std::vector<ViewEdge> EdgesBetween(const PathGraph& graph, Vertex source, Vertex target) {
  std::vector<ViewEdge> edges;
  const auto add = [&](Vertex from, Vertex to) {
    for (int kind = 1; kind < kEdgeKindEnd; ++kind) {
      const OutEdgeRange range = graph.view.OutEdges(from, static_cast<EdgeKind>(kind));
      const auto found =
          std::ranges::lower_bound(range.begin(), range.end(), to, {}, &ViewEdge::target);
      if (found == range.end() || (*found).target != to) continue;
      if (const ViewEdge edge = *found; graph.selection.Has(edge)) edges.push_back(edge);
    }
  };
  add(source, target);
  if (!graph.directed) add(target, source);
  return edges;
}

Path Describe(const PathGraph& graph, const Nodes& nodes) {
  Path path;
  path.from = nodes.front();
  for (size_t i = 1; i < nodes.size(); ++i) {
    path.steps.push_back({EdgesBetween(graph, nodes[i - 1], nodes[i]), nodes[i]});
  }
  return path;
}

}  // namespace

absl::StatusOr<PathResult> FindPaths(const PathGraph& graph, const PathQuery& query, Steps& steps) {
  PathResult result;
  if (query.from == query.to || query.max_paths == 0) return result;
  std::vector<Nodes> found;
  std::set<Nodes, ShorterFirst> candidates;
  ASSIGN_OR_RETURN(Nodes first,
                   FindShortestPath(graph, query.from, query.to, query.max_length, {}, steps));
  if (!first.empty()) candidates.insert(std::move(first));
  while (!candidates.empty()) {
    found.push_back(std::move(candidates.extract(candidates.begin()).value()));
    if (found.size() == query.max_paths || steps.exhausted()) break;
    RETURN_IF_ERROR(AddDeviations(graph, query, found, candidates, steps));
    // Without all deviations the next candidate need not be the next path.
    if (steps.exhausted()) break;
  }
  for (const Nodes& nodes : found) result.paths.push_back(Describe(graph, nodes));
  result.cut = steps.exhausted() && found.size() < query.max_paths;
  return result;
}

}  // namespace policygraph
