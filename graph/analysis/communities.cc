#include "graph/analysis/communities.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// The label that comes most often, the smallest of several such. Precondition: there is one.
SubVertex MostFrequent(std::vector<SubVertex>& labels) {
  std::ranges::sort(labels);
  SubVertex best = labels.front();
  std::ptrdiff_t most = 0;
  for (auto begin = labels.begin(); begin != labels.end();) {
    const auto end = std::upper_bound(begin, labels.end(), *begin);
    if (end - begin > most) {
      most = end - begin;
      best = *begin;
    }
    begin = end;
  }
  return best;
}

}  // namespace

absl::StatusOr<std::vector<SubVertex>> Components(const Subgraph& graph, Steps& steps) {
  constexpr SubVertex kUnreached = std::numeric_limits<SubVertex>::max();
  std::vector<SubVertex> labels(graph.size(), kUnreached);
  std::vector<SubVertex> queue;
  for (SubVertex first = 0; first < graph.size(); ++first) {
    if (labels[first] != kUnreached) continue;
    labels[first] = first;
    queue.assign(1, first);
    while (!queue.empty()) {
      const SubVertex v = queue.back();
      queue.pop_back();
      RETURN_IF_ERROR(steps.Count(1 + graph.neighbors()[v].size()));
      for (const SubVertex w : graph.neighbors()[v]) {
        if (labels[w] != kUnreached) continue;
        labels[w] = first;
        queue.push_back(w);
      }
    }
  }
  return labels;
}

absl::StatusOr<std::vector<SubVertex>> LabelPropagation(const Subgraph& graph, size_t iterations,
                                                        Steps& steps) {
  std::vector<SubVertex> labels(graph.size());
  std::iota(labels.begin(), labels.end(), 0);
  std::vector<SubVertex> next = labels;
  std::vector<SubVertex> around;
  for (size_t iteration = 0; iteration < iterations; ++iteration) {
    for (SubVertex v = 0; v < graph.size(); ++v) {
      around.clear();
      for (const SubVertex w : graph.out()[v]) around.push_back(labels[w]);
      for (const SubVertex w : graph.in()[v]) around.push_back(labels[w]);
      RETURN_IF_ERROR(steps.Count(1 + around.size()));
      if (!around.empty()) next[v] = MostFrequent(around);
    }
    if (next == labels) break;
    std::swap(labels, next);
  }
  return labels;
}

absl::StatusOr<double> Modularity(const Subgraph& graph, const std::vector<SubVertex>& labels,
                                  Steps& steps) {
  std::vector<double> degrees(graph.size());  // of the nodes with each label, together
  double inside = 0;
  for (SubVertex v = 0; v < graph.size(); ++v) {
    const auto neighbors = graph.neighbors()[v];
    RETURN_IF_ERROR(steps.Count(1 + neighbors.size()));
    degrees[labels[v]] += static_cast<double>(neighbors.size());
    inside += static_cast<double>(
        std::ranges::count_if(neighbors, [&](SubVertex w) { return labels[w] == labels[v]; }));
  }
  const auto ends = static_cast<double>(graph.neighbors().entry_count());
  if (ends == 0) return 0.0;
  double modularity = inside / ends;
  for (const double degree : degrees) modularity -= degree / ends * (degree / ends);
  return modularity;
}

absl::StatusOr<std::vector<SubVertex>> FindCommunities(const Subgraph& graph,
                                                       const CommunityQuery& query, Steps& steps) {
  return query.method == CommunityMethod::kLouvain
             ? Louvain(graph, steps)
             : LabelPropagation(graph, query.iterations, steps);
}

}  // namespace policygraph
